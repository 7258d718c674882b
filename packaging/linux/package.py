# SPDX-License-Identifier: Apache-2.0
"""The deb and the rpm: the payload, its places in the system, and what it depends on.

nfpm writes both from one list of files. Every file carries the time of the last commit, so the
same source gives the same package.
"""

from __future__ import annotations

import datetime as dt
import email.utils
import gzip
import json
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import dev
from linux import contents, elf, environment, icons
from linux.environment import BUILD, PYTHON, ROOT

FILES = ROOT / "packaging" / "linux" / "files"
STAGED = BUILD / "staged"
HOME = "/usr/lib/kinfile"
DOC = "/usr/share/doc/kinfile"
HICOLOR = "/usr/share/icons/hicolor"
MAINTAINER = "The Kinfile authors <kinfile-authors@lists.kinfile.org>"
RELEASE = "1"
SUMMARY = "offline form-filler for safeguarding assessments"
ABOUT = """\
Kinfile helps midwives and outreach workers in the United Kingdom to fill in
safeguarding assessments without a connection. What is typed is kept encrypted
from the first key, checked against the rules of each form, and becomes a
signed PDF. It has no network code."""
COMPILER = {"3.4.29": "11", "3.4.30": "12", "3.4.31": "13", "3.4.32": "13", "3.4.33": "14"}
"""The C++ library's packages are numbered like the compiler, its names are not."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One file, link or folder of a package, as nfpm reads it. `mode`: as chmod has it."""

    to: str
    source: str = ""
    kind: str = ""
    mode: int = 0o644

    def written(self) -> dict[str, object]:
        told: dict[str, object] = {"dst": self.to}
        if self.source:
            told["src"] = self.source
        if self.kind:
            told["type"] = self.kind
        if self.kind != "symlink":
            told["file_info"] = {"mode": self.mode, "owner": "root", "group": "root"}
        return told


def version() -> str:
    """The version of Kinfile in this checkout."""
    text = (ROOT / "desktop" / "kinfile" / "__init__.py").read_text("utf-8")
    return text.partition('__version__ = "')[2].partition('"')[0]


def build(kind: str, payload: Path, out: Path, *, version: str) -> Path:
    """Make the `deb` or `rpm` of a payload in the folder `out`, and give its path."""
    stage(version)
    out.mkdir(parents=True, exist_ok=True)
    described = BUILD / f"{kind}.json"
    described.write_text(json.dumps(description(kind, payload, version), indent=1), "utf-8")
    name = {
        "deb": f"kinfile_{version}-{RELEASE}_amd64.deb",
        "rpm": f"kinfile-{version}-{RELEASE}.x86_64.rpm",
    }[kind]
    dev.say(f"Packing {name}")
    packing = ("package", "--config", str(described), "--packager", kind)
    command: list[str | Path] = [PYTHON.with_name("nfpm"), *packing, "--target", out / name]
    dev.run(command, cwd=BUILD, env=environment.settings(), is_silent=True)
    return out / name


def description(kind: str, payload: Path, version: str) -> dict[str, object]:
    """Everything nfpm has to know of a package. JSON, which is YAML too."""
    depends, recommends = dependencies(kind, payload)
    return {
        "name": "kinfile",
        "arch": "amd64",
        "platform": "linux",
        "version": version,
        "version_schema": "none",
        "release": RELEASE,
        "section": "misc",
        "priority": "optional",
        "maintainer": MAINTAINER,
        "description": f"{SUMMARY}\n{ABOUT}",
        "license": "Apache-2.0",
        "mtime": moment().strftime("%Y-%m-%dT%H:%M:%SZ"),
        "disable_globbing": True,
        "depends": depends,
        "recommends": recommends,
        "contents": [entry.written() for entry in entries(kind, payload)],
        "deb": {"compression": "zstd"},
        "rpm": {"compression": "zstd", "buildhost": "kinfile", "summary": SUMMARY},
        "overrides": {"deb": {"scripts": {"postremove": str(FILES / "postrm")}}},
    }


def entries(kind: str, payload: Path) -> list[Entry]:
    """Every place in the system that a package fills, in order."""
    staged = (
        ("kinfile.1.gz", "/usr/share/man/man1/kinfile.1.gz"),
        ("kinfile-cli.1.gz", "/usr/share/man/man1/kinfile-cli.1.gz"),
        ("changelog.gz", f"{DOC}/changelog.gz"),
        ("copyright", f"{DOC}/copyright"),
        ("kinfile.desktop", "/usr/share/applications/kinfile.desktop"),
        ("kinfile.xml", "/usr/share/mime/packages/kinfile.xml"),
        (METAINFO, f"/usr/share/metainfo/{METAINFO}"),
        ("kinfile.svg", f"{HICOLOR}/scalable/apps/kinfile.svg"),
        *((f"{size}.png", f"{HICOLOR}/{size}x{size}/apps/kinfile.png") for size in icons.SIZES),
    )
    of_debian = (
        ("changelog.Debian.gz", f"{DOC}/changelog.Debian.gz"),
        ("lintian-overrides", "/usr/share/lintian/overrides/kinfile"),
    )
    both = (*staged, *(of_debian if kind == "deb" else ()))
    return [
        Entry("/etc/kinfile", kind="dir", mode=0o755),
        Entry("/etc/kinfile/policy.json", str(STAGED / "policy.json"), "config|noreplace"),
        Entry("/usr/bin/kinfile", "../lib/kinfile/kinfile", "symlink"),
        Entry("/usr/bin/kinfile-cli", "../lib/kinfile/kinfile", "symlink"),
        *(Entry(to, str(STAGED / name)) for name, to in both),
        *below(payload),
    ]


METAINFO = "org.kinfile.Kinfile.metainfo.xml"


def below(payload: Path) -> Iterable[Entry]:
    """Every file of the payload, in the folder that the packages own."""
    yield Entry(HOME, kind="dir", mode=0o755)
    for path in sorted(payload.rglob("*")):
        to = f"{HOME}/{path.relative_to(payload).as_posix()}"
        if path.is_symlink():
            yield Entry(to, str(path.readlink()), "symlink")
        elif path.is_dir():
            yield Entry(to, kind="dir", mode=0o755)
        else:
            yield Entry(to, str(path), mode=path.stat().st_mode & 0o777)


def dependencies(kind: str, payload: Path) -> tuple[list[str], list[str]]:
    """What a package depends on and what it only recommends, from what the payload asks for."""
    held = {path.name for path in payload.rglob("*")}
    libraries = elf.found(payload)
    asked = set().union(*map(elf.needed, libraries)) - held
    base, x11, wayland = (wanted(table, asked) for table in contents.tables())
    least = elf.least_versions(libraries)
    if kind == "rpm":
        floor = f"libc.so.6(GLIBC_{least['GLIBC']})(64bit)"
        return [floor, *map(by_library, [*base, *x11])], [*map(by_library, wayland)]
    floors = {"libc6": least["GLIBC"], "libstdc++6": COMPILER.get(least["GLIBCXX"], "")}
    depends = [by_package(name, floors.get(name, "")) for name in packages({**base, **x11})]
    return depends, [by_package(name, "") for name in packages(wayland)]


def wanted(table: Mapping[str, Iterable[str]], asked: set[str]) -> dict[str, str]:
    """The libraries of a table that are asked for, each with its Debian package."""
    return {
        library: package
        for package, names in sorted(table.items())
        for library in names
        if library in asked
    }


def packages(libraries: Mapping[str, str]) -> list[str]:
    return sorted(set(libraries.values()))


def by_package(name: str, least: str) -> str:
    """A dependency as Debian writes it."""
    told = f"{name} (>= {least})" if least else name
    renamed = contents.RENAMED.get(name)
    return f"{told} | {renamed}" if renamed else told


def by_library(name: str) -> str:
    """A dependency as every rpm system understands it, whatever its packages are called."""
    return f"{name}()(64bit)"


def stage(version: str) -> None:
    """Fill in version and day, compress, draw: everything of a package but the payload."""
    shutil.rmtree(STAGED, ignore_errors=True)
    STAGED.mkdir(parents=True)
    for path in sorted(FILES.iterdir()):
        text = filled(path.read_text("utf-8"), version)
        if path.suffix == ".1":
            squeeze(text, STAGED / f"{path.name}.gz")
        else:
            (STAGED / path.name).write_text(text, "utf-8")
    squeeze((ROOT / "CHANGELOG.md").read_text("utf-8"), STAGED / "changelog.gz")
    squeeze(debian_changelog(version), STAGED / "changelog.Debian.gz")
    mark = ROOT / "resources" / "icons" / "kinfile.svg"
    shutil.copyfile(mark, STAGED / mark.name)
    environment.python(ROOT / "packaging" / "linux" / "icons.py", mark, STAGED)


def moment() -> dt.datetime:
    """When the last commit was made."""
    return dt.datetime.fromtimestamp(environment.epoch(), dt.UTC)


def filled(text: str, version: str) -> str:
    """A file of the package with its version and its day."""
    return text.replace("@VERSION@", version).replace("@DATE@", moment().strftime("%Y-%m-%d"))


def squeeze(text: str, target: Path) -> None:
    """Write `text` as gzip, without the time at which it was made."""
    target.write_bytes(gzip.compress(text.encode(), 9, mtime=0))


def debian_changelog(version: str) -> str:
    """The changelog of the package itself: each is one release of Kinfile."""
    return (
        f"kinfile ({version}-{RELEASE}) stable; urgency=medium\n\n"
        f"  * Kinfile {version}. What is new in it is told in changelog.gz.\n\n"
        f" -- {MAINTAINER}  {email.utils.format_datetime(moment())}\n"
    )
