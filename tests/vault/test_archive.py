# SPDX-License-Identifier: Apache-2.0
"""The one layout of a backup file.

Z01  What is written is found again, and any zip program takes it apart.
Z02  A file that is not byte for byte what would be written is refused, whatever was done to it.
Z03  The beginning of a backup file is told from something else.
Z04  A part larger than its bound is refused before it is read.
"""

import io
import random
import struct
import zipfile

import pytest

from kinfile.vault import archive
from kinfile.vault.archive import Content, NotThisLayout

CONTENTS = (b"{}", b"keys" * 50, bytes(range(256)) * 400)


def packed(contents: tuple[bytes, ...] = CONTENTS) -> bytes:
    file = io.BytesIO()
    archive.write(file, [Content.of(content) for content in contents])
    return file.getvalue()


def contents(whole: bytes) -> tuple[bytes, ...]:
    """What a reader makes of `whole`: parts whose checksums fit."""
    file = io.BytesIO(whole)
    parts = archive.locate(file, {})
    found = tuple(b"".join(parts[name].blocks(file)) for name in archive.NAMES)
    if [archive.checksum(content) for content in found] != [part.crc for part in parts.values()]:
        raise NotThisLayout
    return found


def test_what_is_written_is_found_again() -> None:
    """Z01: also where parts are empty."""
    for some in (CONTENTS, (b"", b"", b"")):
        assert contents(packed(some)) == some


def test_any_zip_program_takes_it_apart() -> None:
    """Z01"""
    with zipfile.ZipFile(io.BytesIO(packed())) as opened:
        assert opened.testzip() is None
        assert tuple(opened.namelist()) == archive.NAMES
        assert tuple(opened.read(name) for name in archive.NAMES) == CONTENTS


def test_blocks_that_are_not_what_was_said_are_not_written() -> None:
    """Z01"""
    parts = [Content.of(b"a"), Content.of(b"b"), Content(3, 0, lambda: iter([b"abc"]))]
    with pytest.raises(ValueError, match="changed"):
        archive.write(io.BytesIO(), parts)


def test_no_changed_byte_is_passed_over() -> None:
    """Z02: every byte of the frame, and some of the parts."""
    whole = packed((b"{}", b"keys", b"database"))
    for at in range(len(whole)):
        changed = bytearray(whole)
        changed[at] ^= 0x41
        with pytest.raises(NotThisLayout):
            contents(bytes(changed))


def other_zips() -> dict[str, bytes]:
    """What somebody might hand over as a backup."""

    def made(*names: str, method: int = zipfile.ZIP_STORED, content: bytes = b"x") -> bytes:
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w", method) as opened:
            for name in names:
                opened.writestr(name, content)
        return file.getvalue()

    link = zipfile.ZipInfo("vault.db")
    link.external_attr = 0o120777 << 16
    linked = io.BytesIO()
    with zipfile.ZipFile(linked, "w") as opened:
        opened.writestr("manifest.json", b"{}")
        opened.writestr("vault.json", b"{}")
        opened.writestr(link, b"/etc/passwd")
    return {
        "traversal": made("../../manifest.json", "vault.json", "vault.db"),
        "absolute": made("/manifest.json", "vault.json", "vault.db"),
        "bomb": made(*archive.NAMES, method=zipfile.ZIP_DEFLATED, content=bytes(10_000_000)),
        "ordinary": made(*archive.NAMES),
        "link": linked.getvalue(),
        "another file": b"%PDF-1.7\n" * 100,
        "nothing": b"",
        "trailing": packed() + b"x",
        "leading": b"x" + packed(),
        "twice": packed() * 2,
        "comment": packed()[:-2] + struct.pack("<H", 3) + b"abc",
    }


@pytest.mark.parametrize("kind", other_zips())
def test_another_zip_is_refused(kind: str) -> None:
    """Z02"""
    with pytest.raises(NotThisLayout) as refusal:
        archive.locate(io.BytesIO(other_zips()[kind]), {})
    assert not refusal.value.is_cut


def test_parts_in_another_order_are_refused() -> None:
    """Z02"""
    whole = packed((b"{}", b"keys", b"data"))
    size = len(archive.NAMES[0])
    swapped = whole.replace(archive.NAMES[0].encode(), b"x" * size)
    with pytest.raises(NotThisLayout):
        contents(swapped)


def test_a_cut_file_is_called_one() -> None:
    """Z03: wherever it was cut."""
    whole = packed((b"{}", b"keys", b"database"))
    for length in range(1, len(whole)):
        with pytest.raises(NotThisLayout) as refusal:
            archive.locate(io.BytesIO(whole[:length]), {})
        assert refusal.value.is_cut, length


def test_a_part_beyond_its_bound_is_refused() -> None:
    """Z04"""
    whole = packed()
    assert archive.locate(io.BytesIO(whole), {"vault.json": 200})
    with pytest.raises(NotThisLayout):
        archive.locate(io.BytesIO(whole), {"vault.json": 199})


def test_no_mutation_is_taken_for_a_backup() -> None:
    """Z02, Z04: 2,000 of them; sizes and offsets among them."""
    whole = packed((b"{}" * 40, b"keys" * 20, b"database" * 30))
    dice = random.Random(1122)  # noqa: S311  (the same in every run)
    for _ in range(2000):
        changed = bytearray(whole)
        for _ in range(dice.choice((1, 1, 2, 8))):
            at = dice.randrange(len(changed))
            kind = dice.randrange(4)
            if kind == 0:
                changed[at] = dice.randrange(256)
            elif kind == 1:
                changed[at : at + 8] = dice.choice((b"\xff" * 8, bytes(8), dice.randbytes(8)))
            elif kind == 2:
                del changed[at : at + dice.randrange(1, 40)]
            else:
                changed[at:at] = dice.randbytes(dice.randrange(1, 40))
        if bytes(changed) == whole:
            continue
        with pytest.raises(NotThisLayout):
            contents(bytes(changed))
