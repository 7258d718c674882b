# SPDX-License-Identifier: Apache-2.0
"""SHA256SUMS: what every file of a release is to be, as `sha256sum --check` reads it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

NAME = "SHA256SUMS"
AT_ONCE = 1 << 20


def digest(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    found = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(AT_ONCE):
            found.update(block)
    return found.hexdigest()


def lines(folder: Path) -> Iterator[str]:
    """One line for each file of a folder but the list itself, in order of name."""
    for path in sorted(folder.iterdir()):
        if path.is_file() and path.name != NAME:
            yield f"{digest(path)}  {path.name}\n"


def write(folder: Path) -> Path:
    """Write the list into the folder that it is of."""
    target = folder / NAME
    target.write_text("".join(lines(folder)), "utf-8")
    return target


def tree(folder: Path) -> str:
    """One SHA-256 of a whole folder: names, what they hold, what may be run, where links lead."""
    found = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink():
            found.update(f"{name} -> {path.readlink()}\n".encode())
        elif path.is_file():
            may_run = "x" if path.stat().st_mode & 0o100 else "-"
            found.update(f"{name} {may_run} {digest(path)}\n".encode())
    return found.hexdigest()
