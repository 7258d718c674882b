# SPDX-License-Identifier: Apache-2.0
"""Looking for a text in files, however it is spelled there."""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

PREFIX = 12
"""Characters that are enough to betray it: a text may be cut at the edge of a page."""
_LARGEST = 64 * 1024**2
_ZLIB = (b"\x78\x01", b"\x78\x5e", b"\x78\x9c", b"\x78\xda")


@dataclass(frozen=True, slots=True)
class Hit:
    """Where the text was found, and how it was spelled."""

    file: Path
    spelling: str


def spellings(marker: str) -> dict[str, bytes]:
    """The marker and its beginning, in each encoding that a program may keep a text in."""
    return {
        f"{encoding}{', its beginning' * (text != marker)}": text.encode(encoding)
        for encoding in ("utf-8", "utf-16-le", "utf-16-be")
        for text in (marker, marker[:PREFIX])
    }


def inflated(content: bytes) -> Iterator[bytes]:
    """Everything in it that was deflated: streams of a PDF, parts of a zip."""
    for start in _ZLIB:
        at = content.find(start)
        while at >= 0:
            yield from _inflated_at(content, at, zlib.MAX_WBITS)
            at = content.find(start, at + 1)
    at = content.find(b"PK\3\4")
    while at >= 0:
        yield from _inflated_at(content, at + 30 + content[at + 26], -zlib.MAX_WBITS)
        at = content.find(b"PK\3\4", at + 1)


def _inflated_at(content: bytes, at: int, bits: int) -> Iterator[bytes]:
    machine = zlib.decompressobj(bits)
    try:
        made = machine.decompress(content[at : at + _LARGEST], _LARGEST)
    except zlib.error:
        return
    if made:
        yield made


def hits(file: Path, marker: str) -> Iterator[Hit]:
    content = file.read_bytes()
    for spelling, text in spellings(marker).items():
        if text in content:
            yield Hit(file, spelling)
        elif any(text in part for part in inflated(content)):
            yield Hit(file, f"{spelling}, deflated")


def hunt(folder: Path, marker: str) -> list[Hit]:
    """Every file below `folder` that holds the marker; also where a file's name does."""
    files = [path for path in folder.rglob("*") if path.is_file() and not path.is_symlink()]
    named = [Hit(path, "its name") for path in folder.rglob("*") if marker[:PREFIX] in path.name]
    return named + [hit for path in files for hit in hits(path, marker)]
