# SPDX-License-Identifier: Apache-2.0
"""Building shim.c and saying what the disk is to do."""

import os
import shutil
import struct
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

SOURCE = Path(__file__).with_name("shim.c")
_HEAD = struct.Struct("<cQQI")

What = Literal["create", "write", "cut", "sync", "sync-folder", "rename", "unlink", "mkdir", "said"]
_NAMES: Mapping[bytes, What] = {
    b"c": "create",
    b"w": "write",
    b"t": "cut",
    b"s": "sync",
    b"d": "sync-folder",
    b"r": "rename",
    b"u": "unlink",
    b"m": "mkdir",
    b"a": "said",
}


@dataclass(frozen=True, slots=True)
class Event:
    """One call that changed something. `said` is what went to standard output.

    where: the offset of a write, the size that a file was cut to. content: the bytes written;
    the path; or two paths with a 0 between them.
    """

    what: What
    inode: int
    where: int
    content: bytes

    @property
    def path(self) -> str:
        return self.content.decode()

    @property
    def paths(self) -> tuple[str, str]:
        old, _, new = self.content.partition(b"\0")
        return old.decode(), new.decode()


@dataclass(frozen=True, slots=True)
class Shim:
    """A compiled shim. Each method gives the environment of a program that is to meet a fault."""

    library: Path

    def _with(self, under: Path, **settings: object) -> dict[str, str]:
        told = {f"SHIM_{name.upper()}": str(value) for name, value in settings.items()}
        return {"LD_PRELOAD": str(self.library), "SHIM_UNDER": str(under.resolve()), **told}

    def recording(self, under: Path, log: Path) -> dict[str, str]:
        return self._with(under, log=log)

    def killing(self, under: Path, call: int) -> dict[str, str]:
        """Ended at the call of that number, counted from 1 over all that change something."""
        return self._with(under, kill=call)

    def filling(self, under: Path, room: int) -> dict[str, str]:
        """Files may grow by `room` bytes, then the disk is full."""
        return self._with(under, full=room)

    def refusing(self, under: Path) -> dict[str, str]:
        return self._with(under, read_only=1)

    def misdating(self, seconds: int) -> dict[str, str]:
        return {"LD_PRELOAD": str(self.library), "SHIM_CLOCK": str(seconds)}


def compiled(folder: Path) -> Shim:
    """Compile shim.c into `folder`."""
    compiler = shutil.which("cc") or shutil.which("gcc")
    assert compiler, "a C compiler is needed (Debian: gcc and libc6-dev)"
    library = folder / "shim.so"
    subprocess.run(
        [compiler, "-O2", "-Wall", "-Wextra", "-Werror", "-shared", "-fPIC", "-o", library, SOURCE],
        check=True,
        env={"PATH": os.environ["PATH"], "LANG": "C"},
    )
    return Shim(library)


def events(log: Path) -> Iterator[Event]:
    """What was recorded, in order. The last entry of a killed process may be cut."""
    content = log.read_bytes()
    at = 0
    while at + _HEAD.size <= len(content):
        what, inode, where, length = _HEAD.unpack_from(content, at)
        at += _HEAD.size
        if at + length > len(content):
            return
        yield Event(_NAMES[what], inode, where, content[at : at + length])
        at += length
