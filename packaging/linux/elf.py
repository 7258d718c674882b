# SPDX-License-Identifier: Apache-2.0
"""Programs and libraries of a payload: what they need, and making them fit to be shipped."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterable
from pathlib import Path

MAGIC = b"\x7fELF"
NEEDED = re.compile(r"\(NEEDED\)\s+Shared library: \[(.+)\]")
SEARCHED = re.compile(r"\((?:RUNPATH|RPATH)\)\s+Library r\w*path: \[(.*)\]")
VERSION = re.compile(r"\bName: (GLIBC|GLIBCXX|CXXABI|GCC)_(\d+(?:\.\d+)*)\b")


def found(folder: Path) -> list[Path]:
    """Every program and library below `folder`, in order of name; links are no files."""
    return [
        path
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.is_symlink() and is_elf(path)
    ]


def is_elf(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(len(MAGIC)) == MAGIC


def needed(path: Path) -> set[str]:
    """The libraries by whose name it asks the loader for others."""
    return set(NEEDED.findall(_read("-d", path)))


def least_versions(paths: Iterable[Path]) -> dict[str, str]:
    """The newest version of each system library's names that any of them asks for."""
    asked: dict[str, tuple[int, ...]] = {}
    for path in paths:
        for name, version in VERSION.findall(_read("-V", path)):
            number = tuple(map(int, version.split(".")))
            asked[name] = max(asked.get(name, ()), number)
    return {name: ".".join(map(str, number)) for name, number in asked.items()}


def make_fit(path: Path) -> None:
    """Take out the symbols nobody reads, and every folder to look in but those beside the file."""
    path.chmod(0o755)  # some come read-only
    given = SEARCHED.search(_read("-d", path))
    if given:
        beside = [place for place in given[1].split(":") if place.startswith("$ORIGIN")]
        if ":".join(beside) != given[1]:
            change = ["--set-rpath", ":".join(beside)] if beside else ["--remove-rpath"]
            _run("patchelf", *change, str(path))
    if re.search(r"\s\.(?:symtab|debug_info)\s", _read("-S", path)):
        _run("strip", "--strip-unneeded", "--remove-section=.comment", str(path))


def _read(option: str, path: Path) -> str:
    return _run("readelf", "--wide", option, str(path))


def _run(*command: str) -> str:
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return done.stdout
