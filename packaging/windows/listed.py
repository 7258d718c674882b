# SPDX-License-Identifier: Apache-2.0
"""Which component each file of the Windows payload belongs to, for the licences and the SBOM."""

import shutil
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path

import components
import licences
from components import Component
from windows.launchers import COMPILER
from windows.pieces import OURS, Piece, file_version
from windows.places import HERE, WORK, Refused, run
from windows.runtime import Python

LICENCES = "licences"
C_RUNTIME = "microsoft-visual-c-runtime"
C_RUNTIME_FILES = (
    "msvcp140.dll", "msvcp140_1.dll", "msvcp140_2.dll", "vcruntime140.dll", "vcruntime140_1.dll",
)  # fmt: skip
"""Qt's and Python's: a process loads one of each name, so the newest goes beside the program."""
START_UP = "mingw-w64-runtime"
START_UP_LICENCE = Path("/usr/share/doc/mingw-w64-common/copyright")


def components_of(
    python: Python, wheels: Iterable[Path], pieces: Mapping[str, Piece]
) -> dict[str, Component]:
    """Everything that a payload is made of, by name. Raises components.Unknown."""
    site = WORK / "site"
    shutil.rmtree(site, ignore_errors=True)
    for wheel in wheels:
        with zipfile.ZipFile(wheel) as archive:
            described = [name for name in archive.namelist() if ".dist-info/" in name]
            archive.extractall(site, described)
    own = (_python(python), _c_runtime(pieces), _start_up())
    found = {
        name: components.of_distribution(each) for name, each in components.installed(site).items()
    }
    return found | {one.name: one for one in own}


def _python(python: Python) -> Component:
    text = WORK / "python-licence.txt"
    text.write_bytes(python.files["LICENSE.txt"].content)
    return Component(
        name="python", version=python.version, licence="PSF-2.0",
        purl=f"pkg:generic/python@{python.version}", texts=(("LICENSE.txt", text),),
    )  # fmt: skip


def _c_runtime(pieces: Mapping[str, Piece]) -> Component:
    version = file_version(pieces["vcruntime140.dll"].content)
    return Component(
        name=C_RUNTIME, version=".".join(map(str, version)),
        licence="LicenseRef-Microsoft-Distributable-Code",
        texts=(("visual-c-runtime.txt", HERE / "visual-c-runtime.txt"),),
    )  # fmt: skip


def _start_up() -> Component:
    """What the compiler puts into our two programs."""
    if not START_UP_LICENCE.is_file():
        raise Refused("Install this first: apt-get install mingw-w64-common")
    version = run([f"{COMPILER}gcc", "-dumpversion"]).strip()
    texts = (("copyright", START_UP_LICENCE),)
    return Component(name=START_UP, version=version, licence="ZPL-2.1", texts=texts)


def add_licences(out: Path, pieces: dict[str, Piece], found: Iterable[Component]) -> None:
    """Put every licence's text into the payload."""
    licences.collect(out / LICENCES, found)
    for file in (out / LICENCES).rglob("*"):
        if file.is_file():
            pieces[file.relative_to(out).as_posix()] = Piece(file.read_bytes())


def owner(name: str, piece: Piece) -> str:
    """The component of one file: what it is a copy of, or Kinfile itself."""
    if name in C_RUNTIME_FILES:
        return C_RUNTIME
    if piece.source == OURS:
        return "kinfile"
    return piece.source.split()[0]
