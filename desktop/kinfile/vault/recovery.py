# SPDX-License-Identifier: Apache-2.0
"""The recovery code: 160 random bits that a person can read out over the telephone.

32 characters of Crockford's base32 (no I, L, O or U) and 2 check characters, in groups of 4:
`XXXX-XXXX-XXXX-XXXX-XXXX-XXXX-XXXX-XXXX-CC`. The check is the number modulo 1021, the largest
prime below 32 x 32, so any one wrong character and any two neighbours exchanged are caught
before a key is tried.
"""

import os
from collections.abc import Callable
from dataclasses import dataclass, field

from kinfile.errors import MistypedCode

HandOver = Callable[[str], None]
"""Takes a new code, in words to write down, before it is in force."""

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_BYTES = 20
_LENGTH = 32
_CHECK_LENGTH = 2
_MODULUS = 1021
_GROUP = 4
_FORGIVEN = str.maketrans(
    "OIL", "011", "- \t\r\n\N{NO-BREAK SPACE}\N{EN DASH}\N{NON-BREAKING HYPHEN}"
)
_VALUES = {character: value for value, character in enumerate(_ALPHABET)}


def keep_nowhere(_code: str) -> None:
    """The code is shown once the vault has it: for whoever looks at a screen."""


@dataclass(frozen=True, slots=True)
class RecoveryCode:
    """A code that checks. `secret` is its 20 bytes; it never shows when printed."""

    secret: bytes = field(repr=False)

    @classmethod
    def new(cls) -> "RecoveryCode":
        return cls(os.urandom(_BYTES))

    @classmethod
    def parse(cls, text: str) -> "RecoveryCode":
        """Read what somebody typed: case, spaces, hyphens, O for 0 and I or L for 1 are forgiven.

        Raises MistypedCode (length, character, check) for what no code can be.
        """
        # A character may become longer when it is made upper case, so the end is cut first.
        typed = text[:1000].upper().translate(_FORGIVEN)
        if len(typed) != _LENGTH + _CHECK_LENGTH:
            raise MistypedCode(problem="length")
        if not all(character in _VALUES for character in typed):
            raise MistypedCode(problem="character")
        number = _to_number(typed[:_LENGTH])
        if number % _MODULUS != _to_number(typed[_LENGTH:]):
            raise MistypedCode(problem="check")
        return cls(number.to_bytes(_BYTES, "big"))

    @property
    def text(self) -> str:
        """The code to show or print, in groups of four."""
        number = int.from_bytes(self.secret, "big")
        whole = _to_text(number, _LENGTH) + _to_text(number % _MODULUS, _CHECK_LENGTH)
        return "-".join(whole[start : start + _GROUP] for start in range(0, len(whole), _GROUP))


def _to_number(characters: str) -> int:
    number = 0
    for character in characters:
        number = number * 32 + _VALUES[character]
    return number


def _to_text(number: int, length: int) -> str:
    return "".join(_ALPHABET[number >> 5 * place & 31] for place in reversed(range(length)))
