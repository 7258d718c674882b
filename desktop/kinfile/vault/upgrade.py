# SPDX-License-Identifier: Apache-2.0
"""Bringing an older vault up to today's tables: a verified backup first, then step by step.

A kill on the way leaves the old version or a later one, each whole, and the backup beside it. A
disk with no room for the backup leaves the vault closed and as it was: better than a step that
cannot be taken back.
"""

from collections.abc import Callable

from kinfile.vault import backup
from kinfile.vault.backed_up import note_made
from kinfile.vault.backup import Copying
from kinfile.vault.connection import Connection
from kinfile.vault.journal import Clock, Journal
from kinfile.vault.migrations import Steps, migrate


def bring_up(db: Connection, steps: Steps, begin: Callable[[], Copying], clock: Clock) -> None:
    """Take the `steps` that `db` has not seen. `begin` is called where there are any.

    Raises what `backup.make` does, before anything is changed, and NotKept.
    """
    before = db.version
    if before == len(steps):
        return
    made = backup.make(begin())
    migrate(db, steps)
    journal = Journal(db, clock)
    note_made(journal, made)
    journal.note("migrated", {"from": before, "to": len(steps)})
