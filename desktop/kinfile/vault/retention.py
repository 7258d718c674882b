# SPDX-License-Identifier: Apache-2.0
"""Which backups stay, and when the next is due. Pure but for `prune`, which deletes.

The last 3 stay, the last of each of 7 days, and the last of each of 4 weeks: of days and weeks that
have backups, so that a holiday costs none. Together they take at most 2 GB and at most a fifth of
what the disk has for them; the oldest go first, the newest never does.

A clock that went backwards makes nothing older: while any backup is dated later than now, none is
deleted. Only what this very vault made is ever deleted.
"""

import shutil
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from kinfile.vault.backup_file import Backup, backups_in

LAST, DAYS, WEEKS = 3, 7, 4
MOST_BYTES = 2 * 1024**3
_A_FIFTH = 5
_CORRECTED = timedelta(minutes=1)
"""By which the network's time may put a clock back without its being news."""


@dataclass(frozen=True, slots=True)
class Made:
    """A backup as far as it matters here; `at` is aware, `size` in bytes."""

    name: str
    at: datetime
    size: int


def superfluous(made: Iterable[Made], *, now: datetime, free: int) -> tuple[Made, ...]:
    """Those that may go, oldest first. `free` is what the disk has left, in bytes."""
    newest_first = sorted(made, key=lambda one: (one.at, one.name), reverse=True)
    if not newest_first or newest_first[0].at > now + _CORRECTED:
        return ()
    room = min(MOST_BYTES, (free + sum(one.size for one in newest_first)) // _A_FIFTH)
    staying = _within(_staying(newest_first), room)
    return tuple(one for one in reversed(newest_first) if one not in staying)


def is_due(last: datetime | None, *, now: datetime) -> bool:
    """Whether today (where `now` is) has no backup yet: then the day's first save asks for one."""
    return last is None or last.astimezone(now.tzinfo).date() != now.date()


def prune(
    folder: Path, is_own: Callable[[Backup], bool], *, now: datetime, just_made: Path
) -> tuple[Path, ...]:
    """Delete what is superfluous in `folder`, never `just_made`; returns what is gone.

    A file that cannot be deleted stays: the next time will do.
    """
    own = [backup for backup in backups_in(folder) if is_own(backup)]
    files = [Made(str(backup.path), backup.manifest.made_at, backup.size) for backup in own]
    gone = []
    for one in superfluous(files, now=now, free=_free(folder)):
        path = Path(one.name)
        if path == just_made:
            continue
        with suppress(OSError):
            path.unlink()
            gone.append(path)
    return tuple(gone)


def _staying(newest_first: Sequence[Made]) -> list[Made]:
    days = _first_of_each(newest_first, lambda one: one.at.astimezone(UTC).date())[:DAYS]
    weeks = _first_of_each(newest_first, lambda one: _monday(one.at))[:WEEKS]
    staying = {*newest_first[:LAST], *days, *weeks}
    return [one for one in newest_first if one in staying]


def _first_of_each(newest_first: Sequence[Made], span: Callable[[Made], date]) -> list[Made]:
    found: dict[date, Made] = {}
    for one in newest_first:
        found.setdefault(span(one), one)
    return list(found.values())


def _monday(at: datetime) -> date:
    day = at.astimezone(UTC).date()
    return day - timedelta(days=day.weekday())


def _within(newest_first: Sequence[Made], room: int) -> set[Made]:
    staying: set[Made] = set()
    for one in newest_first:
        room -= one.size
        if staying and room < 0:
            break
        staying.add(one)
    return staying


def _free(folder: Path) -> int:
    try:
        return shutil.disk_usage(folder).free
    except OSError:
        return MOST_BYTES * _A_FIFTH
