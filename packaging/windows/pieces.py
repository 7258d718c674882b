# SPDX-License-Identifier: Apache-2.0
"""One file of the payload: its bytes, and what they are a copy of."""

import struct
from dataclasses import dataclass, field

OURS = "made by the build"
_FIXED_INFO = struct.pack("<I", 0xFEEF04BD)


@dataclass(frozen=True, slots=True)
class Piece:
    """`source` begins with a component's name, or is OURS. `is_copy`: those very bytes."""

    content: bytes = field(repr=False)
    source: str = OURS
    is_copy: bool = False


def file_version(content: bytes) -> tuple[int, ...]:
    """The version that a program's VERSIONINFO holds; zeros where there is none."""
    at = content.find(_FIXED_INFO)
    if at < 0:
        return (0, 0, 0, 0)
    high, low = struct.unpack_from("<II", content, at + 8)
    return (high >> 16, high & 0xFFFF, low >> 16, low & 0xFFFF)
