# SPDX-License-Identifier: Apache-2.0
"""Build the Windows installer, install it under wine, and try everything that IT would.

    python3 packaging/windows/wine/test_msi.py [--keep] [--quick]

About five minutes. Pictures of the window are left in .build/windows/wine for looking at. --keep
leaves the prefix with Kinfile installed (see run.sh); --quick builds each installer once.

Wine is not Windows. What passes here has still to be tried there: packaging/ci/windows.yml. Not
seen here: fonts, DPI, Narrator, DPAPI, AppLocker, SmartScreen, Defender, the event viewer. Wine
puts the shortcut into the user's start menu where Windows puts it into everybody's.
"""

import argparse
import hashlib
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1]))

import dev  # noqa: E402
from windows import events, msi, payload, wxs  # noqa: E402
from windows.places import WORK  # noqa: E402
from windows.wine.prefix import Prefix, display, make_prefix, wait_for  # noqa: E402

FOLDER = WORK / "wine"
EPOCH = 1_763_800_000
OLD, NEW = "0.1.0", "0.2.0"
NEEDED = {
    "wine": "wine", "wineserver": "wine64", "Xvfb": "xvfb", "import": "imagemagick",
    "identify": "imagemagick", "pdfsig": "poppler-utils", "xwininfo": "x11-utils",
    **msi.NEEDED,
}  # fmt: skip
REFUSED = 1603 % 256
UNINSTALL = r"HKLM\SOFTWARE\Microsoft\Windows\CurrentVersion\Uninstall"
PASSPHRASE = "nine calm otters mend a lantern tonight"  # noqa: S105  (of a vault for trying)
VAULT = "Records.kinvault"
FEWEST_COLOURS = 700
"""A page with its pictures has more; one that is still waiting has 250, an empty one three."""


@dataclass(frozen=True, slots=True)
class Built:
    """An installer, and the payload that is in it."""

    msi: Path
    payload: Path

    @property
    def path(self) -> str:
        """As Windows calls it: wine shows the whole disk as Z:."""
        return "Z:" + str(self.msi).replace("/", "\\")


class Unsound(Exception):
    """A check that did not hold."""


@contextmanager
def step(name: str) -> Iterator[None]:
    print(f"  {name} ... ", end="", flush=True)
    yield
    print("ok", flush=True)


def expect(holds: object, what: object) -> None:
    if not holds:
        raise Unsound(str(what))


# ---------------------------------------------------------------- building


def build(version: str) -> Built:
    """One signed installer with its payload kept beside it."""
    out = FOLDER / "built" / version
    shutil.rmtree(out, ignore_errors=True)
    made = msi.build(out, version=version, epoch=EPOCH)
    shutil.copytree(WORK / "payload", out / "payload")
    return Built(made, out / "payload")


def twice(version: str) -> Built:
    """Build two times; the bytes have to be the same."""
    first = build(version)
    before, made = digest(first.msi), tree(first.payload)
    second = build(version)
    if digest(second.msi) != before:
        again = tree(second.payload)
        odd = sorted(name for name in {*made, *again} if made.get(name) != again.get(name))
        raise Unsound("two builds differ: " + (", ".join(odd[:9]) or "in the installer alone"))
    return second


# ---------------------------------------------------------------- what is looked at


def digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def tree(folder: Path) -> dict[str, str]:
    """Every file below a folder, with its digest."""
    return {
        path.relative_to(folder).as_posix(): digest(path)
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def value(prefix: Prefix, key: str, name: str) -> str | None:
    """A value of the registry."""
    told = prefix.run("reg", "query", f"HKLM\\{key}", "/v", name).told
    found = re.search(rf"^\s*{re.escape(name)}\s+REG_\w+\s+(.*)$", told, re.MULTILINE)
    return found[1].strip() if found else None


def products(prefix: Prefix) -> list[str]:
    """What the list of installed programs says of Kinfile: versions."""
    told = prefix.run("reg", "query", UNINSTALL, "/s").told
    blocks = [
        block for block in told.split("\n\n") if re.search(r"DisplayName\s+REG_SZ\s+Kinfile", block)
    ]
    return [
        found[1]
        for block in blocks
        if (found := re.search(r"DisplayVersion\s+REG_SZ\s+(\S+)", block))
    ]


def shortcuts(prefix: Prefix) -> list[Path]:
    return list(prefix.drive.rglob("Kinfile.lnk"))


def install(prefix: Prefix, built: Built) -> int:
    return prefix.run("msiexec", "/i", built.path, "/qn", "/norestart").code


def expect_installed(prefix: Prefix, built: Built, version: str) -> None:
    """Files, registry, list of programs and shortcut are this version's, and nothing else's."""
    expect(tree(prefix.program) == tree(built.payload), "the files are not the payload's")
    expect(value(prefix, wxs.KEY, "Version") == version, "HKLM\\SOFTWARE\\Kinfile Version")
    expect(products(prefix) == [version], f"installed programs: {products(prefix)}")
    expect(value(prefix, events.KEY, "TypesSupported") == hex(events.TYPES), "the event source")
    expect(len(shortcuts(prefix)) == 1, shortcuts(prefix))
    told = prefix.run("reg", "query", rf"HKLM\SOFTWARE\Classes\{wxs.CLASS}\shell\open\command").told
    expect('kinfile.exe" "%1"' in told, told)


def expect_gone(prefix: Prefix) -> None:
    expect(not prefix.program.exists(), "the program's folder is still there")
    expect(value(prefix, wxs.KEY, "Version") is None, "HKLM\\SOFTWARE\\Kinfile is still there")
    expect(value(prefix, events.KEY, "TypesSupported") is None, "the event source is still there")
    expect(not products(prefix), products(prefix))
    expect(not shortcuts(prefix), shortcuts(prefix))
    told = prefix.run("reg", "query", r"HKLM\SOFTWARE\Classes\.kfpack").told
    expect(wxs.CLASS not in told, "the association is still there")


# ---------------------------------------------------------------- what is tried


def selftest(prefix: Prefix) -> None:
    ran = prefix.kinfile("selftest", "--json")
    expect(ran.code == 0 and json.loads(ran.told)["ok"], ran.told)


def demo(prefix: Prefix) -> None:
    """The whole job, and its signature checked by a program that is not ours."""
    ran = prefix.kinfile("demo", "--out", r"C:\demo", "--json")
    expect(ran.code == 0, ran.told)
    sealed = prefix.drive / "demo" / Path(json.loads(ran.told)["sealed"].replace("\\", "/")).name
    told = subprocess.run(["pdfsig", sealed], check=False, capture_output=True, text=True).stdout
    expect("Signature Validation: Signature is Valid." in told, told)
    expect("Total document signed" in told, told)


def vault(prefix: Prefix) -> Path:
    """The worker's own vault, where the program keeps it."""
    return prefix.local_data / "kinfile" / "vaults" / VAULT


def vault_path() -> str:
    return rf"C:\users\{Path.home().name}\AppData\Local\kinfile\vaults\{VAULT}"


def make_record(prefix: Prefix) -> str:
    """A vault and a record in it; the record's reference."""
    with_passphrase = ("--passphrase-file", "-", "--json")
    made = prefix.kinfile(
        "vault", "create", vault_path(), "--name", "Jo Example", *with_passphrase,
        typed=PASSPHRASE + "\n",
    )  # fmt: skip
    expect(made.code == 0, made.told)
    ran = prefix.kinfile(
        "record", "new", vault_path(), "pre_birth", *with_passphrase, typed=PASSPHRASE + "\n"
    )
    expect(ran.code == 0, ran.told)
    return reference(ran.told)


def reference(told: str) -> str:
    found = re.search(r"[0-9A-Z]{4}-[0-9A-Z]{4}", told)
    if found is None:
        raise Unsound(told)
    return found[0]


def expect_record(prefix: Prefix, record: str) -> None:
    """The vault is sound and still has the record."""
    for words in (("record", "list"), ("vault", "check")):
        ran = prefix.kinfile(
            *words, vault_path(), "--passphrase-file", "-", "--json", typed=PASSPHRASE + "\n"
        )
        expect(ran.code == 0, ran.told)
        if words[0] == "record":
            expect(record in ran.told, ran.told)


def window(prefix: Prefix, picture: str, *words: str) -> None:
    """It opens and paints; its picture is kept."""
    target = FOLDER / f"{picture}.png"
    target.unlink(missing_ok=True)
    with prefix.window(*words):
        wait_for(lambda: is_painted(prefix, target), f"{picture}: nothing was painted")


def is_painted(prefix: Prefix, target: Path) -> bool:
    """Whether Kinfile's window is there with more than a few colours. Keeps the picture."""
    env = prefix.environment
    names = subprocess.run(
        ["xwininfo", "-root", "-tree"], env=env, capture_output=True, text=True, check=True
    )
    if '"Kinfile' not in names.stdout and 'Kinfile"' not in names.stdout:
        return False
    subprocess.run(["import", "-window", "root", target], env=env, check=True)
    asked: list[str | Path] = ["identify", "-format", "%k", target]
    colours = subprocess.run(asked, capture_output=True, text=True, check=True).stdout
    return int(colours) > FEWEST_COLOURS


def fails_closed(prefix: Prefix, built: Built) -> None:
    """A version of Windows that is too old: refused, and nothing is there."""
    expect(install(prefix, built) == REFUSED, "it was not refused")
    expect(not prefix.program.exists(), "something was installed")


# ---------------------------------------------------------------- all of it


def check(prefix: Prefix, old: Built, new: Built) -> None:
    record = check_old(prefix, old)
    with step("upgrade: one entry, new version, records readable"):
        expect(install(prefix, new) == 0, "msiexec failed")
        expect_installed(prefix, new, NEW)
        expect_record(prefix, record)
    with step("downgrade refused, nothing changed"):
        expect(install(prefix, old) == REFUSED, "it was not refused")
        expect_installed(prefix, new, NEW)
    kept = tree(vault(prefix))
    with step("uninstall: the program is gone, records are kept"):
        ran = prefix.run("msiexec", "/x", new.path, "/qn", "/norestart")
        expect(ran.code == 0, "msiexec failed")
        expect_gone(prefix)
        expect(kept and tree(vault(prefix)) == kept, "the vault was touched")
    with step("reinstalled: the record opens again"):
        expect(install(prefix, new) == 0, "msiexec failed")
        expect_record(prefix, record)


def check_old(prefix: Prefix, old: Built) -> str:
    """Everything about one version; the reference of the record that was made with it."""
    with step("refused on a Windows that is too old"):
        fails_closed(prefix, old)
    prefix.run("winecfg", "-v", "win10")
    with step("silent install: files, registry, shortcut, association"):
        expect(install(prefix, old) == 0, "msiexec failed")
        expect_installed(prefix, old, OLD)
    with step("kinfile-cli selftest"):
        selftest(prefix)
    with step("kinfile-cli demo, its signature verified by pdfsig"):
        demo(prefix)
    with step("a vault and a record in Local AppData"):
        record = make_record(prefix)
    with step("the window with the made-up family"):
        window(prefix, "window-example", "--example")
    with step("the window of a worker who has records"):
        window(prefix, "window-unlock")
    with step("nothing was written beside the program"):
        expect_installed(prefix, old, OLD)
    return record


def main() -> int:
    parser = argparse.ArgumentParser(description="Try the Windows installer under wine.")
    parser.add_argument("--keep", action="store_true", help="leave the prefix as it is")
    parser.add_argument("--quick", action="store_true", help="build each installer once")
    parser.add_argument("--display", type=int, default=93, help="the number of the display")
    given = parser.parse_args()
    missing = sorted({package for name, package in NEEDED.items() if not shutil.which(name)})
    if missing:
        print("Install these first: apt-get install " + " ".join(missing), file=sys.stderr)
        return dev.NOT_NOW
    make: Callable[[str], Built] = build if given.quick else twice
    try:
        with step(f"{OLD} built" + ("" if given.quick else " twice, the same")):
            old = make(OLD)
        with step(f"{NEW} built"):
            new = build(NEW)
        with display(given.display) as name:
            prefix = make_prefix(FOLDER / "windows", name)
            try:
                check(prefix, old, new)
            finally:
                prefix.end()
        if not given.keep:
            shutil.rmtree(prefix.folder)
    except (Unsound, dev.Stop, TimeoutError) as unsound:
        print(f"NOT ok\n{unsound}", file=sys.stderr)
        return dev.FAILED
    print(
        f"All of it holds. {old.msi} {old.msi.stat().st_size / 1e6:.1f} MB, "
        f"payload {payload.size(old.payload) / 1e6:.1f} MB; pictures in {FOLDER}"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
