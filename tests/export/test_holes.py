# SPDX-License-Identifier: Apache-2.0
"""The hole that a signature leaves in the signed ranges holds one DER value and zeros."""

import pytest

from kinfile.export.holes import der_length, is_clean, reaches

DER = bytes([0x30, 3, 1, 2, 3])


def file_with(hole: bytes) -> tuple[bytes, list[int]]:
    data = b"before" + hole + b"after"
    return data, [0, 6, 6 + len(hole), 5]


@pytest.mark.parametrize(
    ("hole", "clean"),
    [
        (b"<" + DER.hex().encode() + b"0000>", True),
        (b"<" + DER.hex().upper().encode() + b"0000>", True),
        (b"<" + DER.hex().encode() + b"0001>", False),
        (b"<3003aABbCc00>", False),
        (b"<" + DER.hex().encode() + b"00 0>", False),
        (b"(" + DER.hex().encode() + b"0000)", False),
        (b"<00000000>", False),
        (b"<>", False),
        (b"<3009010203>", False),
    ],
)
def test_a_clean_hole(hole: bytes, clean: bool) -> None:
    assert is_clean(*file_with(hole)) is clean


@pytest.mark.parametrize("ranges", [[], [0, 6, 20], [1, 6, 20, 5], [0, 20, 6, 5], [0, 6, 900, 5]])
def test_odd_ranges_are_not_clean(ranges: list[int]) -> None:
    assert not is_clean(file_with(b"<" + DER.hex().encode() + b">")[0], ranges)


def test_the_last_range_reaches_the_end() -> None:
    data, ranges = file_with(b"<" + DER.hex().encode() + b">")
    assert reaches(ranges, len(data))
    assert not reaches(ranges, len(data) + 1)


@pytest.mark.parametrize(
    ("content", "length"),
    [
        (bytes([0x30, 0]), 2),
        (bytes([0x30, 0x81, 200]) + bytes(200), 203),
        (bytes([0x30, 0x82, 1, 0]) + bytes(256), 260),
        (bytes([0x30, 0x80]), 0),
        (bytes([0x30, 0x85, 0, 0, 0, 0, 1]), 0),
        (bytes([0x31, 3]), 0),
        (b"0", 0),
        (bytes([0x30, 0x82, 1]), 0),
    ],
)
def test_the_length_of_a_der_value(content: bytes, length: int) -> None:
    assert der_length(content) == length
