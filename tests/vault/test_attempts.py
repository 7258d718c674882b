# SPDX-License-Identifier: Apache-2.0
"""Waiting after wrong passphrases.

A01  No wait after the first three, then 1, 2, 4 ... and never more than 300 seconds.
A02  A try counts before it is made, so killing the program does not undo it.
A03  The right passphrase starts the count anew.
A04  A clock put back makes nobody wait longer than the wait itself.
A05  A damaged note counts as none.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kinfile.errors import TooSoon
from kinfile.vault.attempts import Attempts, wait_after
from kinfile.vault.lockfile import VaultLock


class Clock:
    def __init__(self) -> None:
        self.time = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.time

    def pass_by(self, seconds: float) -> None:
        self.time += timedelta(seconds=seconds)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def lock(tmp_path: Path) -> Iterator[VaultLock]:
    held = VaultLock(tmp_path)
    yield held
    held.release()


def test_waits_grow_and_end() -> None:
    """A01."""
    waits = [wait_after(failed) for failed in range(16)]
    assert waits == [0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300]
    assert wait_after(10**9) == 300


def test_each_try_tells_the_wait_that_applies_next(lock: VaultLock, clock: Clock) -> None:
    """A01."""
    attempts = Attempts(lock, clock)
    told = []
    for _ in range(7):
        told.append(attempts.begin())
        clock.pass_by(told[-1])
    assert told == [0, 0, 0, 1, 2, 4, 8]


def test_too_early_is_refused_with_the_seconds_left(lock: VaultLock, clock: Clock) -> None:
    """A01, A02: and a refused try does not count."""
    for _ in range(6):
        clock.pass_by(300)
        Attempts(lock, clock).begin()
    clock.pass_by(1.5)
    for _ in range(2):
        with pytest.raises(TooSoon) as refusal:
            Attempts(lock, clock).begin()
        assert refusal.value.facts == {"wait": 3}
    clock.pass_by(2.5)
    assert Attempts(lock, clock).begin() == 8


def test_the_right_passphrase_starts_anew(lock: VaultLock, clock: Clock) -> None:
    """A03."""
    attempts = Attempts(lock, clock)
    for _ in range(5):
        clock.pass_by(300)
        attempts.begin()
    attempts.forget()
    assert attempts.begin() == 0


def test_a_clock_put_back_makes_nobody_wait_for_years(lock: VaultLock, clock: Clock) -> None:
    """A04."""
    attempts = Attempts(lock, clock)
    for _ in range(5):
        clock.pass_by(300)
        attempts.begin()
    clock.pass_by(-5 * 365 * 86400)
    with pytest.raises(TooSoon) as refusal:
        attempts.begin()
    assert refusal.value.facts == {"wait": 2}
    clock.pass_by(2)
    assert attempts.begin() == 4


@pytest.mark.parametrize(
    "note",
    [
        b"\0",
        b"[]",
        b"{}",
        b'{"failed":"x","last":1}',
        b'{"failed":9,"last":"yesterday"}',
        b"[" * 4000,
    ],
)
def test_a_damaged_note_counts_as_none(lock: VaultLock, clock: Clock, note: bytes) -> None:
    """A05."""
    lock.take_note(note)
    assert Attempts(lock, clock).begin() == 0
