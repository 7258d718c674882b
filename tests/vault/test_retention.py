# SPDX-License-Identifier: Apache-2.0
"""Which backups stay.

R01  The last 3, the last of each of 7 days and of each of 4 weeks stay; the rest may go.
R02  The newest never goes, however little room there is.
R03  While any is dated later than now, none goes: a clock put back deletes nothing.
R04  The room is 2 GB or a fifth of what the disk has for them, whichever is less; oldest go first.
R05  A day without a backup is due; one dated otherwise than today does not count.
R06  Only what is this vault's own is deleted, and never the one just made.
"""

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinfile.vault import retention
from kinfile.vault.backup_file import Backup
from kinfile.vault.retention import MOST_BYTES, Made, is_due, superfluous
from kinfile.vault.session import OpenVault

NOW = datetime(2026, 11, 22, 18, 0, tzinfo=UTC)
PLENTY = 2**50


def made(*ages: timedelta, size: int = 1) -> list[Made]:
    return [Made(f"{number}.kinbak", NOW - age, size) for number, age in enumerate(ages)]


def staying(backups: list[Made], *, free: int = PLENTY, now: datetime = NOW) -> list[Made]:
    gone = superfluous(backups, now=now, free=free)
    return [one for one in backups if one not in gone]


def test_three_last_seven_days_four_weeks() -> None:
    """R01: hourly for sixty days."""
    kept = staying(made(*(timedelta(hours=hour) for hour in range(24 * 60))))
    ages = [(NOW - one.at) / timedelta(hours=1) for one in kept]
    assert ages[:3] == [0, 1, 2]
    days = {one.at.date() for one in kept}
    assert {NOW.date() - timedelta(days=day) for day in range(7)} <= days
    # A week ends on a Sunday; today is one.
    assert {NOW.date() - timedelta(weeks=week) for week in range(4)} <= days
    assert len(kept) == 3 + 6 + 3


def test_a_holiday_costs_no_backup() -> None:
    """R01: days and weeks that have backups count, not those of the calendar."""
    ages = [timedelta(days=40 + day) for day in range(7)]
    assert len(staying(made(timedelta(), *ages))) == 7


moments = st.integers(0, 365 * 24 * 60).map(lambda minutes: NOW + timedelta(minutes=minutes))
several = st.lists(st.tuples(moments, st.integers(0, MOST_BYTES)), max_size=60).map(
    lambda found: [Made(f"{n}.kinbak", at, size) for n, (at, size) in enumerate(found)]
)


@given(several, moments, st.integers(0, 2**40))
def test_the_laws_of_retention(backups: list[Made], now: datetime, free: int) -> None:
    """R01, R02, R03: whatever the dates."""
    gone = superfluous(backups, now=now, free=free)
    assert set(gone) <= set(backups)
    assert len(backups) - len(gone) <= 3 + 7 + 4 or not gone
    if backups:
        newest = max(backups, key=lambda one: (one.at, one.name))
        assert newest not in gone
        if newest.at > now + timedelta(minutes=1):
            assert gone == ()
    ages = [one.at for one in gone]
    assert ages == sorted(ages)


@given(several, moments, st.integers(0, 2**40))
def test_what_stays_goes_on_staying(backups: list[Made], now: datetime, free: int) -> None:
    """R01: asked again with as much room, nothing more goes."""
    left = [one for one in backups if one not in superfluous(backups, now=now, free=free)]
    total = sum(one.size for one in backups) - sum(one.size for one in left)
    assert superfluous(left, now=now, free=free + total) == ()


def test_a_clock_put_back_deletes_nothing() -> None:
    """R03: but a minute of correction is none."""
    backups = made(*(timedelta(hours=hour) for hour in range(100)))
    assert superfluous(backups, now=NOW - timedelta(days=1), free=PLENTY) == ()
    assert superfluous(backups, now=NOW - timedelta(seconds=30), free=PLENTY) != ()


@pytest.mark.parametrize(
    ("size", "free", "count"),
    [(MOST_BYTES // 2, PLENTY, 2), (10, 0, 1), (10, 50 * 5, 6), (2**40, PLENTY, 1), (0, 0, 7)],
)
def test_the_room_is_bounded(size: int, free: int, count: int) -> None:
    """R02, R04: seven of one size, a day apart."""
    backups = made(*(timedelta(days=day) for day in range(7)), size=size)
    kept = staying(backups, free=free)
    assert kept == backups[:count]


def test_a_day_without_a_backup_is_due() -> None:
    """R05: the day is the worker's own, not UTC's."""
    here = timezone(timedelta(hours=10))
    evening = datetime(2026, 11, 22, 1, 0, tzinfo=here)
    assert is_due(None, now=NOW)
    assert not is_due(NOW - timedelta(hours=3), now=NOW)
    assert is_due(evening - timedelta(hours=2), now=evening)
    assert is_due(NOW + timedelta(days=30), now=NOW)


def test_only_own_backups_are_deleted(vault: OpenVault, tmp_path: Path) -> None:
    """R06"""
    for _ in range(6):
        vault.back_up()
    first = vault.back_up()
    folder = first.path.parent
    (folder / "notes.kinbak").write_bytes(b"not a backup")
    every = set(folder.iterdir())

    def is_other(_backup: Backup) -> bool:
        return False

    later = first.manifest.made_at + timedelta(minutes=5)
    assert retention.prune(folder, is_other, now=later, just_made=first.path) == ()
    assert set(folder.iterdir()) == every
    gone = retention.prune(folder, vault.is_own_backup, now=later, just_made=first.path)
    assert len(gone) == 4
    assert set(folder.iterdir()) == every - set(gone)
    assert first.path.exists()
    oldest = sorted(folder.glob("2*.kinbak"))
    assert len(oldest) == 3
    assert retention.prune(tmp_path, vault.is_own_backup, now=later, just_made=first.path) == ()
