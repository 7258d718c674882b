# SPDX-License-Identifier: Apache-2.0
"""The room that a signature leaves for itself in a file: its hole in the signed ranges.

The hole is the one part of a file that a signature does not cover, so it must hold nothing but the
signature: hexadecimal figures in one case, a DER value, and zeros up to the end.
"""

import re
from collections.abc import Sequence

_HEXADECIMAL = re.compile(rb"<(?:[0-9a-f]*|[0-9A-F]*)>")
_SEQUENCE = 0x30


def is_clean(data: bytes, ranges: Sequence[int]) -> bool:
    """Whether the hole between the two `ranges` (offset, length twice) holds one DER value only."""
    if len(ranges) != 4 or ranges[0] != 0 or min(ranges) < 0:
        return False
    start, end = ranges[1], ranges[2]
    hole = data[start:end]
    if not start < end <= len(data) or not _HEXADECIMAL.fullmatch(hole) or len(hole) % 2:
        return False
    content = bytes.fromhex(hole[1:-1].decode("ascii"))
    length = der_length(content)
    return 0 < length <= len(content) and not any(content[length:])


def reaches(ranges: Sequence[int], length: int) -> bool:
    """Whether the second range ends at the end of a file of `length` bytes."""
    return len(ranges) == 4 and ranges[2] + ranges[3] == length


def der_length(content: bytes) -> int:
    """How many bytes the DER sequence at the start of `content` takes; 0 if there is none."""
    if len(content) < 2 or content[0] != _SEQUENCE:
        return 0
    first = content[1]
    if first < 0x80:
        return 2 + first
    figures = first & 0x7F
    if not 1 <= figures <= 4 or len(content) < 2 + figures:
        return 0
    return 2 + figures + int.from_bytes(content[2 : 2 + figures], "big")
