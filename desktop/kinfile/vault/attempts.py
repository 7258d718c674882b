# SPDX-License-Identifier: Apache-2.0
"""Wrong passphrases make the next try wait: not at first, then 1, 2, 4 ... at most 300 seconds.

This stops somebody at the keyboard. Somebody with a copy of the disk is stopped by the cost of
key derivation alone. Nothing is ever wiped: that would be a weapon against the worker.
"""

import json
import math
from collections.abc import Callable
from datetime import UTC, datetime

from kinfile.errors import TooSoon
from kinfile.vault.lockfile import VaultLock

_FREE = 3
_LONGEST = 300


def wait_after(failed: int) -> int:
    """Seconds to wait after `failed` wrong passphrases in a row."""
    return 0 if failed <= _FREE else min(2 ** min(failed - _FREE - 1, 9), _LONGEST)


class Attempts:
    """The count, kept in the vault's lock file so that starting again does not reset it."""

    def __init__(self, lock: VaultLock, clock: Callable[[], datetime]) -> None:
        self._lock = lock
        self._clock = clock

    def begin(self) -> int:
        """Count one try before it is made, so that killing the program does not undo it.

        Returns the seconds the next try will have to wait should this one fail. Raises TooSoon
        when this one has to wait still.
        """
        failed, last = self._read()
        now = self._clock().astimezone(UTC)
        wait = wait_after(failed)
        if last is not None and wait:
            # A clock put back must not turn seconds into years.
            passed = max((now - last).total_seconds(), 0.0)
            if passed < wait:
                if now < last:
                    self._write(failed, now)
                raise TooSoon(wait=math.ceil(wait - passed))
        self._write(failed + 1, now)
        return wait_after(failed + 1)

    def forget(self) -> None:
        """The right passphrase came: start from nothing."""
        self._write(0, None)

    def _read(self) -> tuple[int, datetime | None]:
        try:
            note = json.loads(self._lock.note())
            return max(int(note["failed"]), 0), datetime.fromisoformat(note["last"]).astimezone(UTC)
        except (ValueError, KeyError, TypeError, OverflowError, RecursionError):
            return 0, None

    def _write(self, failed: int, last: datetime | None) -> None:
        note = json.dumps({"failed": failed, "last": last.isoformat()}) if last else ""
        try:
            self._lock.take_note(note.encode("ascii"))
        except OSError:
            # A full disk must not keep the worker from reading what is there.
            return
