# SPDX-License-Identifier: Apache-2.0
"""Build Kinfile's Windows installer on Linux.

    from windows import msi
    msi.build(Path("dist"), version="1.2.3", epoch=1763800000)

It needs wixl and msitools, MinGW-w64, osslsigncode and openssl (Debian's packages: see NEEDED).
"""

import hashlib
import os
import shutil
from collections.abc import Mapping
from pathlib import Path

import sbom
from windows import fixmsi, payload, sign, table, wxs
from windows.payload import Payload
from windows.pieces import file_version
from windows.places import HERE, WORK, Refused, run

NEEDED: Mapping[str, str] = {
    "msibuild": "msitools",
    "openssl": "openssl",
    "osslsigncode": "osslsigncode",
    "wixl": "wixl",
    "x86_64-w64-mingw32-gcc": "gcc-mingw-w64-x86-64",
    "x86_64-w64-mingw32-windmc": "binutils-mingw-w64-x86-64",
}
"""The programs of a build, each with the Debian package that holds it."""

NAME = "Kinfile-x64.msi"
"""The same for every version: Windows asks for it again, by name, when it repairs one."""

PYTHON_MAKER = "Python Software Foundation"

BIGGEST = 62_000_000
"""Bytes of the installer. wixl packs with MSZIP; LZX, which only Windows' own tools write into a
cabinet, would make 46 million of them."""


def missing() -> list[str]:
    """The Debian packages that are not installed, in order of name."""
    return sorted({package for program, package in NEEDED.items() if not shutil.which(program)})


def build(out: Path, *, version: str, epoch: int) -> Path:
    """Build and sign `out`/NAME; its path. Raises Refused.

    `version`: three numbers. `epoch`: the time, in seconds, that everything in it carries.
    Beside it: the list of its components (CycloneDX), and payload-sources.json, which says of
    every file what it is a copy of.
    """
    wxs.expect_version(version)
    if missing():
        raise Refused("Install these first: apt-get install " + " ".join(missing()))
    who = sign.identity()
    built = build_payload(WORK / "payload", version=version, epoch=epoch)
    if sign.is_release() and not built.python.is_production:
        raise Refused("A release needs the Python of python.lock's [production]: fill in sha256")
    installer = pack(built, version=version, epoch=epoch)
    sign.sign(installer, who, epoch=epoch)
    sign.expect_signed(installer, who)
    size = installer.stat().st_size
    if size > BIGGEST:
        raise Refused(f"The installer has {size:,} bytes; {BIGGEST:,} are allowed")
    out.mkdir(parents=True, exist_ok=True)
    sbom.write(
        out / f"kinfile-{version}-windows.cdx.json", built.folder,
        known=built.components, files=built.files, modules=built.modules, epoch=epoch,
    )  # fmt: skip
    shutil.copyfile(WORK / payload.SOURCES, out / payload.SOURCES)
    return Path(shutil.move(installer, out / installer.name))


def build_payload(out: Path, *, version: str, epoch: int) -> Payload:
    """The folder that is installed, with our two programs signed. Raises Refused."""
    who = sign.identity()

    def seal(program: Path) -> None:
        sign.sign(program, who, epoch=epoch)
        sign.expect_signed(program, who)

    built = payload.payload(out, version=version, epoch=epoch, seal=seal)
    sign.expect_signer(out / built.python.library, PYTHON_MAKER)
    odd = list(payload.changed_programs(built.folder, built.sources))
    if odd:
        raise Refused("Neither ours nor as their makers signed them: " + ", ".join(odd))
    return built


def pack(built: Payload, *, version: str, epoch: int) -> Path:
    """The unsigned installer of a payload, in WORK: the same bytes for the same payload."""
    folder = built.folder.parent
    contents = wxs.wxs(built.folder, version)
    (folder / "kinfile.wxs").write_bytes(contents)
    shutil.copyfile(HERE / wxs.ICON, folder / wxs.ICON)
    os.utime(folder / wxs.ICON, (epoch, epoch))
    installer = folder / NAME
    installer.unlink(missing_ok=True)
    # The cabinet holds local times.
    same = {**os.environ, "TZ": "UTC"}
    run(["wixl", "-a", "x64", "-o", installer.name, "kinfile.wxs"], cwd=folder, env=same)
    sources = (folder / payload.SOURCES).read_bytes()
    digest = hashlib.sha256(contents + sources).hexdigest()
    found = versions(built)
    fixmsi.fix(installer, versions=found, name=digest, epoch=epoch)
    sizes = {name: (built.folder / name).stat().st_size for name in built.sources}
    table.expect_table(installer, version=version, files=sizes, programs=len(found))
    return installer


def versions(built: Payload) -> dict[str, str]:
    """The version of every program in the payload that has one, by path."""
    found = {}
    for name in built.sources:
        if name.endswith(payload.PROGRAM_SUFFIXES):
            version = file_version((built.folder / name).read_bytes())
            if any(version):
                found[name] = ".".join(map(str, version))
    return found
