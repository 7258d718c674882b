# SPDX-License-Identifier: Apache-2.0
"""An open vault as far as its backups go: begun here, made by backup.py, noted in the chain.

The note says which head the backup holds, so that it is known what has changed since. It is an
event, so that nobody can claim a backup that was never made.
"""

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from kinfile.vault import backup
from kinfile.vault.backup import Copying
from kinfile.vault.backup_file import Backup
from kinfile.vault.connection import Connection
from kinfile.vault.journal import Clock, Journal, from_text, to_text
from kinfile.vault.manifest import Kind
from kinfile.vault.rows import Head
from kinfile.watch import IsCancelled, Progress, ignore, never

_MADE = "backup-made"


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupNote:
    """What the chain says of a backup; `head` is the last event that is in it."""

    id: str
    kind: Kind
    made_at: datetime
    head: Head


def note_made(journal: Journal, made: Backup) -> None:
    """Write into the chain that there is a verified backup."""
    said = made.manifest
    journal.note(
        _MADE,
        {
            "id": said.backup_id,
            "kind": said.kind,
            "made_at": to_text(said.made_at),
            "seq": said.head.seq,
            "hash": said.head.hash,
        },
    )


class BackedUp(Journal):
    """What an open vault does about backups. `key` is the backup key (manifest.py)."""

    def __init__(self, db: Connection, clock: Clock, path: Path, key: bytearray) -> None:
        super().__init__(db, clock)
        self.path = path
        self._backup_key = key

    def begin_backup(self, kind: Kind = "asked") -> Copying:
        """What `backup.make` needs, in this thread or another; it reads beside this vault."""
        return Copying(
            folder=self.path,
            source=self._db.reader,
            key=bytearray(self._backup_key),
            vault_id=self.vault_id,
            kind=kind,
            at=self._clock(),
        )

    def note_backup(self, made: Backup) -> None:
        """Write into the chain that there is a verified backup."""
        note_made(self, made)

    def back_up(
        self,
        target: Path | None = None,
        *,
        kind: Kind = "asked",
        progress: Progress = ignore,
        is_cancelled: IsCancelled = never,
    ) -> Backup:
        """Make a backup and note it, in this thread. Raises what `backup.make` does."""
        made = backup.make(
            self.begin_backup(kind), target, progress=progress, is_cancelled=is_cancelled
        )
        self.note_backup(made)
        return made

    def is_own_backup(self, made: Backup) -> bool:
        """Whether this very vault made it, whatever the file says."""
        return made.manifest.vault_id == self.vault_id and made.manifest.is_authentic(
            self._backup_key
        )

    def last_backup(self) -> BackupNote | None:
        """The backup noted last, or None. Whether its file is still there is not known here."""
        rows = self._db.execute(
            "SELECT value FROM event WHERE kind = ? AND record_id IS NULL"
            " ORDER BY seq DESC LIMIT 1",
            (_MADE,),
        )
        if not rows:
            return None
        said = json.loads(rows[0][0])
        return BackupNote(
            id=said["id"],
            kind=said["kind"],
            made_at=from_text(said["made_at"]),
            head=Head(said["seq"], said["hash"]),
        )

    def has_changed_since_backup(self) -> bool:
        """Whether anything happened that no noted backup holds; notes of backups do not count."""
        last = self.last_backup()
        return bool(
            self._db.execute(
                "SELECT 1 FROM event WHERE seq > ? AND kind <> ? LIMIT 1",
                (last.head.seq if last else 0, _MADE),
            )
        )
