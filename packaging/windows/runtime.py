# SPDX-License-Identifier: Apache-2.0
"""The Python of the payload, from the source that python.lock names.

production: python.org's embeddable package, byte for byte but for what Kinfile never uses.
verification: the same libraries of an older release from a wheel, with the standard library of
the Python that runs the build. python3.dll, which that wheel lacks, is made here: it only hands
on to the other library what extension modules ask it for.
"""

import io
import os
import re
import shutil
import sys
import tomllib
import urllib.request
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from windows import wheels
from windows.launchers import COMPILER
from windows.pieces import Piece
from windows.places import HERE, WORK, Refused, run

LOCK = HERE / "python.lock"

UNUSED = (
    "_msi.pyd", "_sqlite3.pyd", "_test*.pyd", "_tkinter.pyd", "_zstd.pyd",
    "api-ms-win-*.dll", "python.exe", "pythonw.exe", "sqlite3.dll", "tcl*.dll",
    "tk*.dll", "winsound.pyd", "python*._pth",
)  # fmt: skip
"""Files of Python that Kinfile never loads. (pyHanko imports ssl, so that stays, unused.)"""

UNUSED_LIBRARY = frozenset(
    {
        "__phello__", "__pycache__", "cgi", "cgitb", "curses", "distutils", "doctest", "ensurepip",
        "ftplib", "idlelib", "imaplib", "lib-dynload", "lib2to3", "mailbox", "nntplib", "pdb",
        "poplib", "pydoc", "pydoc_data", "site-packages", "smtpd", "smtplib", "sqlite3",
        "telnetlib", "test", "tests", "tkinter", "turtle", "turtledemo", "unittest", "venv",
        "webbrowser", "wsgiref", "xmlrpc",
    }
)  # fmt: skip
"""Of the standard library: what Kinfile never imports, and all that serves or fetches mail."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Python:
    """The runtime's files, by their name in the payload's own folder."""

    version: str
    files: Mapping[str, Piece]
    is_production: bool

    @property
    def line(self) -> str:
        """The release line: "3.11"."""
        return ".".join(self.version.split(".")[:2])

    @property
    def short(self) -> str:
        """What library names carry: "311"."""
        return self.line.replace(".", "")

    @property
    def library(self) -> str:
        return f"python{self.short}.dll"

    @property
    def standard_library(self) -> str:
        return f"python{self.short}.zip"


def load_python() -> Python:
    """Production as soon as python.lock holds its digest, else verification. Raises Refused."""
    lock = tomllib.loads(LOCK.read_text("utf-8"))
    made = _production(lock["production"]) if lock["production"]["sha256"] else None
    python = made or _verification(lock["verification"])
    here = f"{sys.version_info.major}.{sys.version_info.minor}"
    if here != python.line:
        # Compiled modules are read by the line of Python that wrote them and by no other.
        raise Refused(f"The payload holds Python {python.line}: run the build with it, not {here}.")
    return python


def is_unused(name: str) -> bool:
    """Whether a file of Python is left out of the payload."""
    return any(Path(name.lower()).match(pattern.lower()) for pattern in UNUSED)


def _production(lock: Mapping[str, str]) -> Python:
    folder = WORK / "python"
    folder.mkdir(parents=True, exist_ok=True)
    archive = folder / lock["url"].rsplit("/", 1)[1]
    if not archive.is_file() or wheels.digest(archive) != lock["sha256"]:
        if not lock["url"].startswith("https://"):
            raise Refused("python.lock: the address of Python has to begin with https://")
        with urllib.request.urlopen(lock["url"]) as answer, archive.open("wb") as file:  # noqa: S310
            shutil.copyfileobj(answer, file)
        if wheels.digest(archive) != lock["sha256"]:
            archive.unlink()
            raise Refused(f"{archive.name} does not have the digest that python.lock names")
    source = f"python {lock['version']} (python.org)"
    with zipfile.ZipFile(archive) as held:
        files = {
            _lower(name): Piece(held.read(name), source, is_copy=True)
            for name in held.namelist()
            if not is_unused(name)
        }
    return Python(version=lock["version"], files=files, is_production=True)


def _verification(lock: Mapping[str, str]) -> Python:
    name, version = lock["wheel"].split("==")
    line = ".".join(lock["version"].split(".")[:2])
    pin = wheels.Pin(name, version, frozenset({lock["sha256"]}))
    wheel = wheels.fetch([pin], line).get(name)
    if wheel is None:
        raise Refused(f"No wheel of {lock['wheel']} with the digest that python.lock names")
    source, prefix = f"python {lock['version']} ({name} {version})", lock["folder"] + "/"
    with zipfile.ZipFile(wheel) as held:
        files = {
            _lower(name.removeprefix(prefix)): Piece(held.read(name), source, is_copy=True)
            for name in held.namelist()
            if name.startswith(prefix) and not is_unused(name)
        }
    python = Python(version=lock["version"], files=files, is_production=False)
    files["python3.dll"] = Piece(forwarder(python))
    library = Piece(standard_library(), f"python {sys.version.split()[0]} (build)")
    files[python.standard_library] = library
    licence = Path(os.__file__).parent / "LICENSE.txt"
    if licence.is_file():
        files["LICENSE.txt"] = Piece(licence.read_bytes(), library.source)
    return python


def _lower(name: str) -> str:
    """Libraries in lower case: Windows does not care, and Linux tools then find them."""
    return name.lower() if name.lower().endswith((".dll", ".pyd")) else name


def forwarder(python: Python) -> bytes:
    """python3.dll: every name that `python`'s library exports, handed on to it."""
    folder = WORK / "forwarder"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    (folder / python.library).write_bytes(python.files[python.library].content)
    listing = run([f"{COMPILER}objdump", "-p", python.library], cwd=folder)
    names = sorted(set(exported_names(listing)))
    module = python.library.removesuffix(".dll")
    lines = [f"  {name} = {module}.{name}" for name in names]
    (folder / "python3.def").write_text("\n".join(["LIBRARY python3", "EXPORTS", *lines, ""]))
    (folder / "empty.c").write_text("int DllMainCRTStartup(void) { return 1; }\n", "utf-8")
    run([
        f"{COMPILER}gcc", "-shared", "-nostdlib", "-s", "-Wl,--no-insert-timestamp",
        "-Wl,--entry=DllMainCRTStartup", "empty.c", "python3.def", "-o", "python3.dll",
    ], cwd=folder)  # fmt: skip
    return (folder / "python3.dll").read_bytes()


def exported_names(listing: str) -> Iterator[str]:
    """The names in objdump's listing of a library's exports."""
    table = listing.partition("[Ordinal/Name Pointer] Table")[2]
    for found in re.finditer(
        r"^\s*\[\s*\d+\](?:\s*\+base\[\s*\d+\]\s*[0-9a-f]*)?\s+(\S+)", table, re.MULTILINE
    ):
        yield found[1]


def standard_library() -> bytes:
    """The standard library of this Python as a .zip of compiled modules, the same every time."""
    folder, out = WORK / "library", WORK / "library-compiled"
    for made in (folder, out):
        shutil.rmtree(made, ignore_errors=True)
    root = Path(os.__file__).parent
    for source in sorted(root.rglob("*.py")):
        inside = source.relative_to(root)
        names = {*inside.parts[:-1], inside.stem}
        if not UNUSED_LIBRARY & names and not inside.name.startswith("_sysconfig"):
            target = folder / inside
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, target)
    compile_tree(folder)
    return zipped(folder)


def compile_tree(folder: Path) -> None:
    """Put x.pyc in the place of every x.py below `folder`.

    In a fresh process: what else a process has loaded shows in the bytes that it writes.
    Raises Refused.
    """
    clean = {"PYTHONHASHSEED": "0", "PATH": os.environ.get("PATH", "")}
    run([sys.executable, "-S", "-E", "-s", HERE / "compile.py", folder], env=clean)


def zipped(folder: Path) -> bytes:
    """A .zip of a folder, with one date on everything.

    Folders are entries too: Python 3.11 finds no package without an __init__ in it otherwise.
    """
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for path in sorted(folder.rglob("*")):
            name = path.relative_to(folder).as_posix() + ("/" if path.is_dir() else "")
            content = b"" if path.is_dir() else path.read_bytes()
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            archive.writestr(entry, content, zipfile.ZIP_DEFLATED, 9)
    return held.getvalue()
