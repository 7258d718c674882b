# SPDX-License-Identifier: Apache-2.0
"""From a backup file to a vault: always in a new folder, checked before it has its name.

The restored vault is the same vault: same id, and the key file of the backup, so the passphrase
and the recovery code of that day open it. Its database is keyed from the vault key like every
database of this vault. No page and no journal of the damaged one passes for one of it all the
same: SQLCipher authenticates pages under a key that is made of the file's own random salt as well,
and the two never share a folder.

The chain goes on from the backup with an event `restored` that names its head. Whoever holds a
later head, for example on a document, can see that the vault went back behind it, and why.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from kinfile.errors import (
    BackupRefused,
    NotAVault,
    VaultBusy,
    VaultDamaged,
    VaultError,
    VaultTooNew,
    WrongCode,
    WrongPassphrase,
)
from kinfile.vault import backup, backup_file, check, connection, header, manifest
from kinfile.vault.backup import Stand, stand_of
from kinfile.vault.backup_file import BackupFile
from kinfile.vault.connection import Connection
from kinfile.vault.creation import DATABASE, appearing, require_free
from kinfile.vault.faults import not_kept
from kinfile.vault.header import Header
from kinfile.vault.journal import Clock, Journal, from_text, now, to_text
from kinfile.vault.keys import derive, wipe
from kinfile.vault.lockfile import is_held
from kinfile.vault.manifest import Manifest
from kinfile.vault.migrations import SUPPORTED, migrate
from kinfile.vault.recovery import RecoveryCode
from kinfile.vault.slots import ByPassphrase, ByRecoveryCode
from kinfile.watch import Watch

_UNPACKED = "backup.db"
_COMPARED = "compared.db"
_TIMES_OVER = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """A vault made from a backup.

    last_event_at: when the last thing in the backup happened. problems: what a check of the whole
    found, empty when it is sound. newer: how many events the compared vault has that the backup
    has not; None where there was nothing to compare or it could not be read.
    """

    folder: Path
    manifest: Manifest
    last_event_at: datetime
    problems: tuple[check.Problem, ...]
    newer: int | None


def restore(
    file: Path,
    to: Path,
    *,
    passphrase: bytearray | None = None,
    code: str = "",
    compare: Path | None = None,
    clock: Clock = now,
    watch: Watch | None = None,
) -> Restored:
    """Make the vault `to` from the backup `file`, with the passphrase or recovery code of then.

    `compare` is the folder of the vault as it is now, damaged or older; it is only read. The
    passphrase is wiped. Raises NotAVault (name), VaultExists and UnsafePlace about `to`;
    BackupRefused and VaultTooNew about `file`; WrongPassphrase, MistypedCode, WrongCode;
    NotKept; Cancelled. Whichever it is, there is nothing at `to`.
    """
    watch = watch or Watch()
    secret = passphrase if passphrase is not None else bytearray(RecoveryCode.parse(code).secret)
    way = ByRecoveryCode if passphrase is None else ByPassphrase
    to = to.absolute()
    try:
        require_free(to)
        with backup_file.opened(file) as source:
            if source.manifest.schema > SUPPORTED:
                raise VaultTooNew(made_by=source.manifest.made_by)
            keys = source.keys()
            with opened_by(keys, secret, way) as vault_key, appearing(to) as folder:
                return _Restoring(file, source, keys, vault_key, folder, watch).to(
                    to, compare, clock
                )
    except VaultDamaged as error:
        # Whatever is wrong with the copy was wrong with the backup.
        raise BackupRefused(path=str(file), problem="changed") from error
    finally:
        wipe(secret)


@contextmanager
def opened_by(
    keys: Header, secret: bytearray, way: type[ByPassphrase | ByRecoveryCode]
) -> Iterator[bytearray]:
    """The vault key, wiped on leaving. Raises WrongPassphrase, WrongCode, VaultDamaged."""
    for slot in keys.slots:
        vault_key = slot.open(secret, vault_id=keys.vault_id) if isinstance(slot.way, way) else None
        if vault_key is None:
            continue
        try:
            if not keys.is_authentic(vault_key):
                raise VaultDamaged(problem="key-file")
            yield vault_key
            return
        finally:
            wipe(vault_key)
    raise WrongPassphrase(wait=0) if way is ByPassphrase else WrongCode


class _Restoring:
    """One backup on its way to a folder that has no name yet."""

    def __init__(
        self,
        file: Path,
        source: BackupFile,
        keys: Header,
        vault_key: bytearray,
        folder: Path,
        watch: Watch,
    ) -> None:
        self._file = file
        self._source = source
        self._keys = keys
        self._vault_key = vault_key
        self._folder = folder
        self._watch = watch

    def to(self, to: Path, compare: Path | None, clock: Clock) -> Restored:
        told = self._source.manifest
        key = derive(self._vault_key, salt=self._keys.vault_id, label="database")
        try:
            newer = events_beyond(told, compare, key, self._folder) if compare else None
            self._copy(key)
            header.write(self._folder, self._keys)
            db = connection.connect(self._folder / DATABASE, key, supported=SUPPORTED)
        finally:
            wipe(key)
        with connection.closed_on_error(db):
            migrate(db)
            found = check.problems(db, vault_id=told.vault_id)
            ((last,),) = db.execute("SELECT at FROM event ORDER BY seq DESC LIMIT 1")
            Journal(db, clock).note("restored", _said(told))
            db.empty_journal()
        db.close()
        return Restored(
            folder=to,
            manifest=told,
            last_event_at=from_text(last),
            problems=found,
            newer=newer,
        )

    def _copy(self, key: bytearray) -> None:
        told = self._source.manifest
        backup_key = manifest.backup_key(self._vault_key, self._keys.vault_id)
        try:
            self._source.require_authentic(backup_key)
            own = manifest.database_key(backup_key, told.backup_id)
        finally:
            wipe(backup_key)
        unpacked = self._folder / _UNPACKED
        try:
            self._unpack(unpacked)
            with _only_read(unpacked, own) as db:
                self._require_sound(db)
                size = told.database.size
                db.copy(
                    self._folder / DATABASE,
                    key,
                    on_step=lambda done, of: self._watch.step(
                        2 * size + size * done // of, _TIMES_OVER * size
                    ),
                )
        finally:
            wipe(own)
        unpacked.unlink()

    def _unpack(self, unpacked: Path) -> None:
        size = self._source.manifest.database.size
        backup.require_room(self._folder, 2 * size)
        handle = os.open(unpacked, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        done = 0
        with os.fdopen(handle, "wb") as target:
            for block in self._source.database():
                target.write(block)
                done += len(block)
                self._watch.step(done, size * _TIMES_OVER)

    def _require_sound(self, db: Connection) -> None:
        told = self._source.manifest
        db.stop_when(self._watch.is_cancelled)
        if db.integrity() or stand_of(db) != Stand(told.head, told.records, told.schema):
            raise self._refused("changed")
        if db.execute("SELECT value FROM meta WHERE key = 'vault_id'") != [(told.vault_id,)]:
            raise self._refused("mixed")

    def _refused(self, problem: str) -> BackupRefused:
        return BackupRefused(path=str(self._file), problem=problem)


def _said(told: Manifest) -> dict[str, object]:
    return {
        "backup": told.backup_id,
        "made_at": to_text(told.made_at),
        "seq": told.head.seq,
        "hash": told.head.hash,
    }


@contextmanager
def _only_read(path: Path, key: bytearray) -> Iterator[Connection]:
    db = connection.reading(path, key)
    try:
        yield db
    finally:
        db.close()


def events_beyond(told: Manifest, folder: Path, key: bytearray, scratch: Path) -> int | None:
    """How many events the vault in `folder` has after the backup's last; None if it cannot be told.

    Read from an encrypted copy in `scratch`: a damaged vault is never written to, not even by
    opening it. Notes about backups do not count.
    """
    copied = scratch / _COMPARED
    try:
        if not copy_database(folder, copied):
            return None
        db = connection.connect(copied, key, supported=SUPPORTED)
        try:
            is_continued = db.execute(
                "SELECT 1 FROM event WHERE seq = ? AND hash = ?",
                (told.head.seq, bytes.fromhex(told.head.hash)),
            )
            ((newer,),) = db.execute(
                "SELECT count(*) FROM event WHERE seq > ? AND kind <> 'backup-made'",
                (told.head.seq,),
            )
        finally:
            db.close()
    except (VaultError, OSError):
        return None
    else:
        return int(newer) if is_continued else None
    finally:
        for left in scratch.glob(f"{_COMPARED}*"):
            left.unlink()


def copy_database(folder: Path, to: Path) -> bool:
    """Copy the database of a vault that nobody has open, with its write-ahead log, byte by byte.

    False when there is none, or somebody has it open. Raises OSError.
    """
    if not (folder / DATABASE).is_file() or is_held(folder):
        return False
    for end in ("", "-wal"):
        part = folder / f"{DATABASE}{end}"
        if part.is_file():
            shutil.copyfile(part, f"{to}{end}")
    return True


def put_back_keys(file: Path, folder: Path) -> None:
    """Give the vault in `folder`, whose key file is lost or changed, that of the backup `file`.

    The passphrase and the recovery code of the day of the backup open it then; what is in its
    database stays as it is. Copies that were there are kept under another name. Unlocking proves
    that the two belong together. Raises BackupRefused, VaultTooNew, VaultBusy, NotKept.
    """
    with backup_file.opened(file) as source:
        keys = source.keys()
    if is_held(folder):
        raise VaultBusy(path=str(folder))
    header.put_aside(folder)
    header.write(folder, keys)


def swap(damaged: Path, restored: Path, *, on: date) -> Path | None:
    """Put the vault `restored` in the place of `damaged`, which is kept beside it for good.

    Returns where: `NAME.damaged-2026-11-22`. None when there was nothing any more, after a kill
    between the two renamings; until then the restored vault stands under its own name. The backups
    go with the vault in use. Raises VaultBusy, NotAVault (no-folder), NotKept: nothing has moved.
    """
    if not (restored / DATABASE).is_file():
        raise NotAVault(path=str(restored), problem="no-folder")
    for folder in (damaged, restored):
        if folder.is_dir() and is_held(folder):
            raise VaultBusy(path=str(folder))
    kept = None
    try:
        if damaged.exists():
            kept = _free(damaged, on)
            damaged.rename(kept)
        _put_in_place(restored, damaged, kept)
    except OSError as error:
        raise not_kept(error) from error
    backup.sync(damaged.parent)
    if kept is not None:
        _move_backups(kept, damaged)
    return kept


def _free(damaged: Path, on: date) -> Path:
    kept, number = damaged.with_suffix(f".damaged-{on.isoformat()}"), 2
    while os.path.lexists(kept):
        kept = damaged.with_suffix(f".damaged-{on.isoformat()}-{number}")
        number += 1
    return kept


def _put_in_place(restored: Path, place: Path, kept: Path | None) -> None:
    try:
        restored.rename(place)
    except OSError:
        if kept is not None:
            kept.rename(place)
        raise


def _move_backups(kept: Path, folder: Path) -> None:
    with suppress(OSError):
        target = folder / backup.FOLDER
        target.mkdir(mode=0o700, exist_ok=True)
        for file in (kept / backup.FOLDER).glob(f"*{backup_file.SUFFIX}"):
            if not os.path.lexists(target / file.name):
                file.rename(target / file.name)
