# SPDX-License-Identifier: Apache-2.0
"""Copies of a vault and the way back: what a worker, or the program by itself, does about them.

In one thread:

    workspace.back_up()                             now, and its file's fate afterwards

Beside the work, so that no save waits:

    copying = workspace.begin_backup("daily")       on the vault's thread
    made = make(copying, progress=..., ...)         on another
    second = copy_to(made, place)                   on another, where there is a second place
    workspace.finish_backup(made, second)           on the vault's thread

Ask `is_daily_backup_due` with the first save of a day and `is_backup_wanted_on_lock` when locking.
A second place (a memory stick, a share) is a choice of this vault; when it fails, that is said and
stops nothing.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from kinfile.app.opened import Clock, Opened
from kinfile.errors import KinfileError, NotWritten
from kinfile.forms import catalogue
from kinfile.policy.table import Key
from kinfile.vault import backup, backup_file, restore, retention, salvage, whole
from kinfile.vault.backup import Copying
from kinfile.vault.backup_file import Backup
from kinfile.vault.journal import now
from kinfile.vault.manifest import Kind
from kinfile.vault.restore import Restored
from kinfile.vault.salvage import Salvaged
from kinfile.watch import IsCancelled, Progress, Watch, ignore, never

make = backup.make

_SECOND_PLACE = "second-backup-place"


@dataclass(frozen=True, slots=True)
class BackupLine:
    """A backup file as a list shows it. `kind`: asked, daily, locking or before-migration.

    `vault_id` is, in hex, that of the vault it says it is of.
    """

    path: Path
    made_at: datetime
    kind: Kind
    records: int
    size: int
    vault_id: str = ""


@dataclass(frozen=True, slots=True)
class Second:
    """What became of the copy in the second place: it is there, or `failed` says why not."""

    made: Backup | None = None
    failed: KinfileError | None = None


@dataclass(frozen=True, slots=True)
class BackupOutcome:
    """A backup that is there. `second` is its copy in the second place, `failed` why there is none.

    `gone` counts older backups that were deleted for it.
    """

    line: BackupLine
    second: Path | None = None
    failed: KinfileError | None = None
    gone: int = 0


class Backups(Opened):
    """The part of a workspace that keeps copies of its vault."""

    def back_up(
        self,
        file: Path | None = None,
        *,
        kind: Kind = "asked",
        progress: Progress = ignore,
        is_cancelled: IsCancelled = never,
    ) -> BackupOutcome:
        """Make a backup in the vault's own folder, or at the new `file`; takes seconds.

        Raises NotKept, NotWritten, VaultExists, VaultDamaged, BackupRefused, Cancelled: then
        nothing is left of it, and earlier backups are untouched.
        """
        copying = self.begin_backup(kind)
        if file is not None:
            backup.sweep(file.parent, copying.vault_id)
        made = make(copying, file, progress=progress, is_cancelled=is_cancelled)
        return self.finish_backup(made)

    def begin_backup(self, kind: Kind) -> Copying:
        """What `make` needs. It reads beside the work, until the vault is locked."""
        return self._vault.begin_backup(kind)

    def finish_backup(self, made: Backup, second: Second | None = None) -> BackupOutcome:
        """Note a backup in the vault, and what became of its copy in the second place.

        Where `second` is None it is copied there now, if it is one of the vault's own folder. Then
        what is superfluous by now is deleted in both.
        """
        self._vault.note_backup(made)
        if made.path.parent != self._own_place:
            return BackupOutcome(_line(made))
        gone = self._prune(self._own_place, made.path)
        if second is None:
            place = self.second_backup_place()
            second = copy_to(made, place) if place is not None else Second()
        if second.made is None:
            return BackupOutcome(_line(made), failed=second.failed, gone=gone)
        there = second.made.path
        return BackupOutcome(_line(made), there, gone=gone + self._prune(there.parent, there))

    def backups(self) -> tuple[BackupLine, ...]:
        """Those in the vault's own folder that it made itself, the last made first."""
        return tuple(
            _line(made)
            for made in backup_file.backups_in(self._own_place)
            if self._vault.is_own_backup(made)
        )

    def last_backup(self) -> datetime | None:
        """When the last backup was made, wherever it went."""
        noted = self._vault.last_backup()
        return noted.made_at if noted else None

    def is_daily_backup_due(self) -> bool:
        """Whether something changed and today has no backup yet."""
        return (
            retention.is_due(self.last_backup(), now=self._clock())
            and self._vault.has_changed_since_backup()
        )

    def is_backup_wanted_on_lock(self) -> bool:
        """Whether anything happened that no backup holds."""
        return self._vault.has_changed_since_backup()

    def second_backup_place(self) -> Path | None:
        """What IT decided, else what was chosen."""
        if self.is_second_place_decided:
            return self._policies.path(Key.BACKUPS)
        text = self._vault.setting(_SECOND_PLACE)
        return Path(text) if text else None

    @property
    def is_second_place_decided(self) -> bool:
        """Whether IT decided where the second place is; then nobody chooses another."""
        return self._policies.is_decided(Key.BACKUPS)

    def choose_second_backup_place(self, folder: Path | None) -> None:
        """From the next backup on; None for no second place. Raises NotWritten: no such folder."""
        if folder is not None and not folder.is_dir():
            raise NotWritten(path=str(folder), errno=None)
        self._vault.put_setting(_SECOND_PLACE, str(folder.absolute()) if folder else "")

    @property
    def _own_place(self) -> Path:
        return self._vault.path / backup.FOLDER

    def _prune(self, folder: Path, just_made: Path) -> int:
        gone = retention.prune(
            folder, self._vault.is_own_backup, now=self._clock(), just_made=just_made
        )
        return len(gone)


def copy_to(made: Backup, place: Path, *, is_cancelled: IsCancelled = never) -> Second:
    """Copy a backup to the second place, in whatever thread. A failure there stops nothing."""
    backup.sweep(place, made.manifest.vault_id)
    try:
        return Second(backup.duplicate(made, place, is_cancelled=is_cancelled))
    except KinfileError as error:
        return Second(failed=error)


def found_backup(file: Path) -> BackupLine:
    """What the backup `file` says of itself. Raises BackupRefused, VaultTooNew."""
    return _line(backup_file.read(file))


def found_backups(folder: Path) -> tuple[BackupLine, ...]:
    """What lies in a folder as backups of whichever vault, the last made first; needs no secret.

    Give the folder of a vault to see those of its own. What the files say nothing has proved.
    """
    own = folder / backup.FOLDER
    return tuple(map(_line, backup_file.backups_in(own if own.is_dir() else folder)))


def restore_backup(
    file: Path,
    to: Path,
    *,
    passphrase: bytearray | None = None,
    code: str = "",
    compare: Path | None = None,
    clock: Clock = now,
    watch: Watch | None = None,
) -> Restored:
    """Make the vault `to` of a backup: see kinfile.vault.restore. The passphrase is wiped."""
    return restore.restore(
        file, to, passphrase=passphrase, code=code, compare=compare, clock=clock, watch=watch
    )


def put_back_keys(file: Path, folder: Path) -> None:
    """Give the vault in `folder` the key file of a backup: see kinfile.vault.restore."""
    restore.put_back_keys(file, folder)


def copy_vault(folder: Path, to: Path, *, watch: Watch) -> Path:
    """Copy a closed vault as it is, for whoever may mend it: see kinfile.vault.whole."""
    return whole.copy_whole(folder, to, watch=watch)


def put_in_place(restored: Path, damaged: Path, *, on: date) -> Path | None:
    """Let a restored vault take the place of a damaged one; returns where that is kept.

    Raises VaultBusy, NotAVault, NotKept.
    """
    return restore.swap(damaged, restored, on=on)


def salvage_vault(
    folder: Path,
    to: Path,
    *,
    passphrase: bytearray,
    clock: Clock = now,
    watch: Watch | None = None,
) -> Salvaged:
    """Make the vault `to` of what can be read in `folder`: see kinfile.vault.salvage."""
    return salvage.salvage(
        folder,
        to,
        passphrase=passphrase,
        definition=_installed_definition(),
        clock=clock,
        watch=watch,
    )


def _installed_definition() -> Callable[[str], bytes | None]:
    bodies: dict[str, bytes] = {}

    def find(sha256: str) -> bytes | None:
        if not bodies:
            for name in catalogue.installed():
                body = catalogue.load(name).body
                bodies[hashlib.sha256(body).hexdigest()] = body
        return bodies.get(sha256)

    return find


def _line(made: Backup) -> BackupLine:
    told = made.manifest
    return BackupLine(made.path, told.made_at, told.kind, told.records, made.size, told.vault_id)
