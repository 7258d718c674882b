# SPDX-License-Identifier: Apache-2.0
"""A short number that takes the cover away, for as long as this process lives.

It is a convenience, no key: it opens nothing, three wrong ones lock, and Lock forgets it with the
process. It is held as a digest all the same, since the same digits may open somebody's bank card.
"""

import os

SHORTEST = 4
LONGEST = 8
_RUNS = "0123456789" * 2


def weakness(pin: bytes | bytearray) -> str | None:
    """form, easy, or None for one that is good enough."""
    digits = bytes(pin).decode("ascii", errors="replace")
    if not (digits.isascii() and digits.isdigit() and SHORTEST <= len(digits) <= LONGEST):
        return "form"
    is_easy = len(set(digits)) == 1 or digits in _RUNS or digits[::-1] in _RUNS
    return "easy" if is_easy else None


class SessionPin:
    """None is chosen at first. Whatever is handed over is wiped."""

    def __init__(self) -> None:
        self._salt = os.urandom(16)
        self._digest = b""

    @property
    def is_chosen(self) -> bool:
        return bool(self._digest)

    def choose(self, pin: bytearray) -> None:
        """From now on it is `pin`. Raises ValueError for one with a weakness."""
        if weakness(pin) is not None:
            raise ValueError("a PIN with a weakness")
        self._digest = self._digest_of(pin)

    def matches(self, pin: bytearray) -> bool:
        """Whether it is `pin`; never before one is chosen."""
        import hmac

        return hmac.compare_digest(self._digest_of(pin), self._digest)

    def _digest_of(self, pin: bytearray) -> bytes:
        # Loaded when it is needed: the window paints before the first one is chosen.
        import hashlib

        try:
            # 16 MiB, about 40 ms: eight digits are few, so this only buys time.
            return hashlib.scrypt(pin, salt=self._salt, n=2**14, r=8, p=1)
        finally:
            pin[:] = bytes(len(pin))
