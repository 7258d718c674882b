# SPDX-License-Identifier: Apache-2.0
"""One Kinfile at a time in one vault.

The first holds the operating system's lock on the file `lock` as long as the vault is open; the
system lets go of it when the process ends, however it ends. A second one touches the file
`raise`, which the first one watches to come to the front, and gives up.

A few bytes can be kept in the lock file itself: the count of wrong passphrases (attempts.py).
"""

import os
import sys
from contextlib import suppress
from pathlib import Path

from kinfile.errors import VaultBusy
from kinfile.vault.faults import not_kept

_LOCK = "lock"
_RAISE = "raise"
_MOST = 4096


def raise_file(folder: Path) -> Path:
    """The file whose appearance says that somebody tried to open `folder` once more."""
    return folder / _RAISE


def ask_for(folder: Path) -> None:
    """Leave the sign for whoever has `folder` open that somebody wants to see it."""
    with suppress(OSError):
        raise_file(folder).touch(mode=0o600)


def has_been_asked_for(folder: Path) -> bool:
    """Whether somebody has left the sign; takes it away."""
    try:
        raise_file(folder).unlink()
    except OSError:
        return False
    return True


class VaultLock:
    """The lock of one vault folder, held from construction until `release`.

    Raises VaultBusy when another process (or another part of this one) holds it, and NotKept
    where the lock file can be neither made nor opened.
    """

    def __init__(self, folder: Path) -> None:
        try:
            self._handle = os.open(folder / _LOCK, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise not_kept(error) from error
        try:
            _hold(self._handle)
        except OSError as error:
            os.close(self._handle)
            ask_for(folder)
            raise VaultBusy(path=str(folder)) from error
        # One that was left for the holder before.
        has_been_asked_for(folder)

    def note(self) -> bytes:
        """What was last noted; empty for nothing."""
        os.lseek(self._handle, 0, os.SEEK_SET)
        return os.read(self._handle, _MOST)

    def take_note(self, content: bytes) -> None:
        """Replace the note. Raises OSError."""
        os.lseek(self._handle, 0, os.SEEK_SET)
        os.ftruncate(self._handle, 0)
        os.write(self._handle, content)
        os.fsync(self._handle)

    def release(self) -> None:
        """Let go. The lock may not be used again."""
        _let_go(self._handle)
        os.close(self._handle)


def is_held(folder: Path) -> bool:
    """Whether some process has `folder` open. Leaves no trace."""
    try:
        handle = os.open(folder / _LOCK, os.O_RDWR)
    except FileNotFoundError:
        return False
    try:
        _hold(handle)
        _let_go(handle)
    except OSError:
        return True
    finally:
        os.close(handle)
    return False


if sys.platform == "win32":
    import msvcrt

    # Windows forbids reading a locked range, so a byte far behind the note is locked.
    _FAR = 1 << 30

    def _hold(handle: int) -> None:
        os.lseek(handle, _FAR, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

    def _let_go(handle: int) -> None:
        os.lseek(handle, _FAR, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _hold(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _let_go(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_UN)
