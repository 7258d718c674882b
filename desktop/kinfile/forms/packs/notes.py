# SPDX-License-Identifier: Apache-2.0
"""What is installed of one form or profile: one small file whose replacement is the commit.

It is JSON in one spelling:

    {"current":"<SHA-256 of a pack file, or nothing>","highest":2,
     "highest_sha256":"<SHA-256 of that version's definition>","previous":"","trial":""}
"""

import json
import re
from dataclasses import asdict, dataclass, fields

from kinfile.forms.packs.pack import LATEST

LARGEST = 4096
"""Bytes. Four digests and a number."""

_DIGEST = re.compile(r"(?:[0-9a-f]{64})?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Notes:
    """Packs by the digest of their file; an empty one is none.

    `highest` is the highest version that was ever installed: it stays when a pack is rolled back,
    so that nobody can bring an old version by handing it out again.
    """

    current: str = ""
    previous: str = ""
    trial: str = ""
    highest: int = 0
    highest_sha256: str = ""

    @property
    def digests(self) -> frozenset[str]:
        """The packs that are still wanted."""
        return frozenset({self.current, self.previous, self.trial} - {""})

    def to_bytes(self) -> bytes:
        return json.dumps(asdict(self), sort_keys=True, separators=(",", ":")).encode("ascii")


def parse(content: bytes) -> Notes:
    """Read notes strictly. Raises ValueError for anything but what `to_bytes` gives."""
    if len(content) > LARGEST:
        raise ValueError
    try:
        value = json.loads(content)
    except RecursionError:
        raise ValueError from None
    if not isinstance(value, dict) or value.keys() != {each.name for each in fields(Notes)}:
        raise ValueError
    highest = value.pop("highest")
    if type(highest) is not int or not 0 <= highest <= LATEST:
        raise ValueError
    if not all(isinstance(each, str) and _DIGEST.fullmatch(each) for each in value.values()):
        raise ValueError
    notes = Notes(highest=highest, **value)
    if notes.to_bytes() != content:
        raise ValueError
    return notes
