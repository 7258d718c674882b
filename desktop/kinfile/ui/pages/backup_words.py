# SPDX-License-Identifier: Apache-2.0
"""Words for backups: when, how much, why, and how far one has come."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from kinfile.i18n import N_, Language

if TYPE_CHECKING:
    from kinfile.app.backups import BackupLine

KINDS = {
    "asked": N_("You asked for it"),
    "daily": N_("First change of the day"),
    "locking": N_("Before locking or closing"),
    "before-migration": N_("Before a newer Kinfile opened it"),
}
"""Kind of a backup -> why it was made."""
_THIRDS = (
    N_("Copying your records: {n} of {pages} pages"),
    N_("Checking the copy"),
    N_("Writing the backup"),
)
_KILO = 1000


def when(made_at: datetime, language: Language) -> str:
    """22 November 2026 at 14:05, in this computer's zone."""
    return language.date_and_time(made_at.astimezone())


def size(count: int, language: Language) -> str:
    """3 MB: bytes in the unit that leaves a number to be read."""
    if count < _KILO * _KILO:
        return language.text("{n} kB", n=language.number(max(1, round(count / _KILO))))
    return language.text("{n} MB", n=language.number(round(count / _KILO / _KILO)))


def records(count: int, language: Language) -> str:
    return language.plural("{n} record", "{n} records", count)


def line(found: BackupLine, language: Language) -> str:
    """One backup in one line, for a choice of several."""
    return language.text(
        "{when} · {records} · {size}",
        when=when(found.made_at, language),
        records=records(found.records, language),
        size=size(found.size, language),
    )


def step(done: int, of: int, language: Language) -> str:
    """What is happening; `done` counts the pages each of the three times they are read."""
    if of == 0:
        return language.text("Getting ready")
    pages = of // len(_THIRDS)
    third = min(len(_THIRDS) - 1, done // pages) if pages else 0
    return language.text(
        _THIRDS[third], n=language.number(min(done, pages)), pages=language.number(pages)
    )
