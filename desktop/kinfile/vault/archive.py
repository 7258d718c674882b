# SPDX-License-Identifier: Apache-2.0
"""The one layout of a backup file: a zip of three stored parts that any zip program takes apart.

    manifest.json   what it is (manifest.py)
    vault.json      the key file     vault.db   the database, encrypted

Everything but the parts themselves is fixed by their sizes and checksums. So reading means making
that once more and comparing: a file that Kinfile would not have written byte for byte is refused.
No name in it is ever used as one, nothing in it is ever unpacked to somewhere, and since nothing
is compressed a part is never larger than the file. IT can `unzip` the key file and its escrow
without Kinfile.
"""

import os
import struct
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import BinaryIO
from zlib import crc32

NAMES = ("manifest.json", "vault.json", "vault.db")

_BLOCK = 1024**2
_STORED_WITH_LONG_SIZES = 45
_FIRST_DAY = 0x21
"""1980-01-01, where zip's calendar begins: when a backup was made stands in its manifest."""
_UNIX = 3 << 8
_OWNER_ONLY = 0o100600 << 16
_LONG = 0xFFFFFFFF
_LONG_EXTRA = 1

_LOCAL = struct.Struct("<4s5H3L2H")
_LOCAL_SIZES = struct.Struct("<2H2Q")
_ENTRY = struct.Struct("<4s6H3L5H2L")
_ENTRY_SIZES = struct.Struct("<2H3Q")
_LONG_END = struct.Struct("<4sQ2H2L4Q")
_LOCATOR = struct.Struct("<4sLQL")
_END = struct.Struct("<4s4H2LH")


class NotThisLayout(ValueError):
    """The bytes are no backup file. `is_cut` when they are the beginning of one."""

    def __init__(self, *, is_cut: bool = False) -> None:
        super().__init__("cut off" if is_cut else "another layout")
        self.is_cut = is_cut


@dataclass(frozen=True, slots=True)
class Content:
    """What a part is to hold: its size, its checksum, and what gives its blocks."""

    size: int
    crc: int
    blocks: Callable[[], Iterator[bytes]]

    @classmethod
    def of(cls, content: bytes) -> "Content":
        return cls(len(content), checksum(content), lambda: iter([content]))


@dataclass(frozen=True, slots=True)
class Part:
    """Where a part's bytes stand in the file, and their checksum."""

    name: str
    size: int
    crc: int
    start: int = 0

    @property
    def end(self) -> int:
        return self.start + self.size

    def blocks(self, file: BinaryIO) -> Iterator[bytes]:
        """Its bytes in blocks of at most 1 MB; fewer of them where the file ends before."""
        file.seek(self.start)
        left = self.size
        while left and (block := file.read(min(left, _BLOCK))):
            left -= len(block)
            yield block


def checksum(content: bytes, before: int = 0) -> int:
    """The checksum of a part, or of its next block after that of the blocks `before`."""
    return crc32(content, before)


def write(file: BinaryIO, contents: Sequence[Content]) -> None:
    """Write the parts, in the order of `NAMES`.

    Raises ValueError when the blocks are not what was said of them.
    """
    placed = []
    for name, content in zip(NAMES, contents, strict=True):
        file.write(_local(name, content.size, content.crc))
        part = Part(name, content.size, content.crc, file.tell())
        found = 0
        for block in content.blocks():
            file.write(block)
            found = checksum(block, found)
        if (file.tell(), found) != (part.end, part.crc):
            raise ValueError("a part changed while it was written")
        placed.append(part)
    file.write(_directory(placed))


def locate(file: BinaryIO, largest: Mapping[str, int]) -> dict[str, Part]:
    """Where the parts are. Reads the file's frame only, never more than a few hundred bytes.

    `largest` bounds the sizes of single parts. Raises NotThisLayout. That the parts' bytes are
    those that were written is for `blocks` and `checksum` to find out.
    """
    whole = file.seek(0, os.SEEK_END)
    parts: list[Part] = []
    at = 0
    for name in NAMES:
        part = _locate_one(file, at, name)
        if part.end > whole:
            raise NotThisLayout(is_cut=True)
        if part.size > largest.get(name, whole):
            raise NotThisLayout
        parts.append(part)
        at = part.end
    expected = _directory(parts)
    file.seek(at)
    found = file.read(len(expected) + 1)
    if found != expected:
        raise NotThisLayout(is_cut=expected.startswith(found))
    return {part.name: part for part in parts}


def _locate_one(file: BinaryIO, at: int, name: str) -> Part:
    file.seek(at)
    length = _LOCAL.size + len(name) + _LOCAL_SIZES.size
    found = file.read(length)
    # What stands in the fixed places is read, then the whole frame is made again and compared.
    told = found.ljust(length, b"\0")
    crc = _LOCAL.unpack_from(told)[6]
    size = _LOCAL_SIZES.unpack_from(told, length - _LOCAL_SIZES.size)[2]
    expected = _local(name, size, crc)
    if found != expected:
        is_begun = bool(found) or at > 0
        raise NotThisLayout(is_cut=is_begun and len(found) < length and _starts(expected, found))
    return Part(name, size, crc, at + length)


def _starts(expected: bytes, found: bytes) -> bool:
    # As far as the name: sizes and checksum cannot be known of a frame that is cut.
    return expected[:14].startswith(found[:14])


def _local(name: str, size: int, crc: int) -> bytes:
    fixed = _LOCAL.pack(
        b"PK\3\4", _STORED_WITH_LONG_SIZES, 0, 0, 0, _FIRST_DAY, crc, _LONG, _LONG,
        len(name), _LOCAL_SIZES.size,
    )  # fmt: skip
    sizes = _LOCAL_SIZES.pack(_LONG_EXTRA, _LOCAL_SIZES.size - 4, size, size)
    return fixed + name.encode("ascii") + sizes


def _entry(part: Part) -> bytes:
    version = _STORED_WITH_LONG_SIZES
    begins = part.start - len(_local(part.name, 0, 0))
    fixed = _ENTRY.pack(
        b"PK\1\2", _UNIX | version, version, 0, 0, 0, _FIRST_DAY, part.crc, _LONG, _LONG,
        len(part.name), _ENTRY_SIZES.size, 0, 0, 0, _OWNER_ONLY, _LONG,
    )  # fmt: skip
    sizes = _ENTRY_SIZES.pack(_LONG_EXTRA, _ENTRY_SIZES.size - 4, part.size, part.size, begins)
    return fixed + part.name.encode("ascii") + sizes


def _directory(parts: list[Part]) -> bytes:
    """Everything behind the last part."""
    entries = b"".join(map(_entry, parts))
    count, begins, version = len(parts), parts[-1].end, _STORED_WITH_LONG_SIZES
    long_end = _LONG_END.pack(
        b"PK\6\6", _LONG_END.size - 12, _UNIX | version, version, 0, 0, count, count,
        len(entries), begins,
    )  # fmt: skip
    locator = _LOCATOR.pack(b"PK\6\7", 0, begins + len(entries), 1)
    end = _END.pack(b"PK\5\6", 0, 0, count, count, len(entries), _LONG, 0)
    return entries + long_end + locator + end
