# SPDX-License-Identifier: Apache-2.0
"""The folder that is installed: two launchers, Python, and every library as its wheel has it.

    kinfile.exe kinfile-cli.exe      ours
    python3xx.dll *.pyd python3xx.zip python3xx._pth
    app/                             Kinfile and its libraries
    libraries.zip                    those of them that are modules and nothing else

Nothing is frozen, packed or patched: each library keeps the bytes and the signature of those who
made it, and `sources` says of every file what it is a copy of. Two builds are the same.
"""

import hashlib
import json
import os
import shutil
import zipfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from components import Component
from windows import launchers, listed, runtime, wheels
from windows.pieces import Piece, file_version
from windows.places import WORK, Refused
from windows.prune import LIBRARIES, ZIPPED, is_kept
from windows.runtime import Python

BIGGEST = 135_000_000
"""Bytes of the installed program. The libraries that it cannot do without are 100 million of them:
Qt 42, Python 15, cryptography 11, PDFium 8, qpdf 8, SQLCipher 6, lxml 4, HarfBuzz 3, Pillow 3."""

APP = "app"
SOURCES = "payload-sources.json"
PROGRAM_SUFFIXES = (".exe", ".dll", ".pyd")


@dataclass(frozen=True, slots=True, kw_only=True)
class Payload:
    """What was built: its folder, Python, and where each file is from.

    `sources` and `files` are by path in the folder, with slashes; `files`
    says which of the `components` each belongs to, `modules` the same of what is packed.
    """

    folder: Path
    python: Python = field(repr=False)
    sources: Mapping[str, Piece] = field(repr=False)
    components: Mapping[str, Component] = field(repr=False)
    files: Mapping[str, str] = field(repr=False)
    modules: Mapping[str, str] = field(repr=False)


def _as_it_is(_: Path) -> None:
    """Leave a program unsigned."""


def payload(
    out: Path, *, version: str, epoch: int, seal: Callable[[Path], None] = _as_it_is
) -> Payload:
    """Build the folder `out`, and `payload-sources.json` beside it. Raises Refused.

    `version`: what the launchers say they are ("1.2.3"). `epoch`: the time, in seconds, of every
    file. `seal` signs one of our two programs in place.
    """
    python = runtime.load_python()
    wanted = wheels.runtime_pins()
    fetched = wheels.fetch(wanted, python.line)
    wheels.expect(fetched, wanted)
    versions = {pin.name: pin.version for pin in wanted}
    own = wheels.own_wheel(epoch)
    pieces = dict(python.files)
    for name, file in sorted(fetched.items()):
        pieces.update(unpacked(file, f"{name} {versions[name]}"))
    pieces.update(unpacked(own, f"kinfile {version}"))
    choose_c_runtime(pieces, fetched["pyside6-essentials"], versions["pyside6-essentials"])
    pieces[f"python{python.short}._pth"] = Piece(search_path(python).encode())
    write(pieces, out)
    _compile(out, pieces)
    packed = _zip_libraries(out, pieces)
    for program in launchers.build_launchers(out, python_dll=python.library, version=version):
        seal(program)
        pieces[program.name] = Piece(program.read_bytes())
    known = listed.components_of(python, [*fetched.values(), own], pieces)
    listed.add_licences(out, pieces, known.values())
    _finish(out, epoch)
    expect_small(out)
    sources = _sources(out, pieces)
    files = {name: listed.owner(name, piece) for name, piece in sources.items()}
    built = Payload(
        folder=out, python=python, sources=sources, components=known, files=files, modules=packed,
    )  # fmt: skip
    (out.parent / SOURCES).write_text(as_json(built), "utf-8")
    return built


def search_path(python: Python) -> str:
    """The ._pth file: where Python looks for modules, and that it looks nowhere else."""
    return f"{python.standard_library}\n.\n{APP}\n{LIBRARIES}\n"


def unpacked(wheel: Path, source: str) -> dict[str, Piece]:
    """A wheel's files as the payload has them, by path in the payload."""
    pieces = {}
    with zipfile.ZipFile(wheel) as archive:
        for name in archive.namelist():
            inside = installed_name(name)
            if inside and not name.endswith("/") and is_kept(inside):
                pieces[f"{APP}/{inside}"] = Piece(archive.read(name), source, is_copy=True)
    return pieces


def installed_name(name: str) -> str | None:
    """Where an installer puts a wheel's file among modules; None for scripts and headers."""
    first, _, rest = name.partition("/")
    if not first.endswith(".data"):
        return name
    kind, _, inside = rest.partition("/")
    return inside if kind in {"purelib", "platlib"} else None


def choose_c_runtime(pieces: dict[str, Piece], qt: Path, version: str) -> None:
    """Put the newest of each library of the C runtime beside the program."""
    with zipfile.ZipFile(qt) as archive:
        for name in listed.C_RUNTIME_FILES:
            ours = Piece(
                archive.read(f"PySide6/{name}"), f"pyside6-essentials {version}", is_copy=True
            )
            theirs = pieces.get(name)
            if theirs is None or file_version(theirs.content) < file_version(ours.content):
                pieces[name] = ours


def write(pieces: Mapping[str, Piece], out: Path) -> None:
    """Write the files into an emptied folder. Raises Refused when two differ only by case."""
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    if len({name.lower() for name in pieces}) != len(pieces):
        raise Refused("Two files of the payload differ only by capital letters")
    for name, piece in sorted(pieces.items()):
        file = out / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(piece.content)


def _compile(out: Path, pieces: dict[str, Piece]) -> None:
    """Every module compiled: nothing has to be written beside the program to start quickly."""
    runtime.compile_tree(out / APP)
    for name in [name for name in pieces if name.endswith(".py")]:
        compiled = out / (name + "c")
        if compiled.is_file():
            source = pieces.pop(name).source
            pieces[name + "c"] = Piece(compiled.read_bytes(), source)


def _zip_libraries(out: Path, pieces: dict[str, Piece]) -> dict[str, str]:
    """Put the libraries that are modules only into one .zip: each of its files' component."""
    apart = WORK / "zipped"
    shutil.rmtree(apart, ignore_errors=True)
    apart.mkdir(parents=True)
    inside = {}
    for name in sorted(ZIPPED):
        (out / APP / name).rename(apart / name)
        start = f"{APP}/{name}"
        for path in [path for path in pieces if path == start or path.startswith(start + "/")]:
            inside[path.removeprefix(f"{APP}/")] = pieces.pop(path).source.split()[0]
    pieces[LIBRARIES] = Piece(runtime.zipped(apart))
    (out / LIBRARIES).write_bytes(pieces[LIBRARIES].content)
    return inside


def _finish(out: Path, epoch: int) -> None:
    """One time on everything, and no right beyond reading."""
    for path in [out, *out.rglob("*")]:
        path.chmod(0o755 if path.is_dir() or path.suffix == ".exe" else 0o644)
        os.utime(path, (epoch, epoch))


def size(folder: Path) -> int:
    """Bytes of all files in it."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def expect_small(folder: Path) -> None:
    """Raises Refused when the payload is larger than BIGGEST."""
    total = size(folder)
    if total > BIGGEST:
        raise Refused(f"The payload has {total:,} bytes; {BIGGEST:,} are allowed")


def _sources(out: Path, pieces: Mapping[str, Piece]) -> dict[str, Piece]:
    there = {path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file()}
    if there != set(pieces):
        odd = ", ".join(sorted(there ^ set(pieces))[:5])
        raise Refused(f"Files of the payload without a source, or the reverse: {odd}")
    return dict(sorted(pieces.items()))


def as_json(built: Payload) -> str:
    """Every file with its digest, its source, and whether it is that source's own bytes."""
    files = [
        {
            "path": name,
            "sha256": hashlib.sha256((built.folder / name).read_bytes()).hexdigest(),
            "source": piece.source,
            "is_copy": piece.is_copy,
        }
        for name, piece in built.sources.items()
    ]
    whole = {
        "python": built.python.version,
        "production": built.python.is_production,
        "files": files,
    }
    return json.dumps(whole, indent=1) + "\n"


def changed_programs(folder: Path, sources: Mapping[str, Piece]) -> Iterable[str]:
    """The .exe, .dll and .pyd in a folder that are neither ours nor their source's bytes."""
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.suffix.lower() in PROGRAM_SUFFIXES:
            piece = sources.get(name)
            if piece is None or (piece.is_copy and path.read_bytes() != piece.content):
                yield name
