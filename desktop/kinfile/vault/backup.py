# SPDX-License-Identifier: Apache-2.0
"""Backups: made, checked, and only then given their name.

    copying = vault.begin_backup()                    on the vault's thread
    made = backup.make(copying, file)                 on any thread, while work goes on
    vault.note_backup(made)                           on the vault's thread

The database is copied page by page into a file under a key of its own, from a snapshot that goes
on being one moment while others write. The copy is opened again and checked: every page
authenticates, the tables' pages fit together, the last event is the snapshot's. Then it is packed
with the key file and a manifest (archive.py, manifest.py), read back, and renamed. Until then it
has a hidden name: a kill or a full disk leaves at most that, and the next unlocking clears it
away. Nothing in clear is ever written.
"""

import hashlib
import os
import secrets
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from kinfile import __version__
from kinfile.durable import sync_folder
from kinfile.errors import BackupRefused, Cancelled, NotKept, NotWritten, VaultDamaged, VaultExists
from kinfile.vault import archive, backup_file, connection, header, manifest
from kinfile.vault.archive import Content
from kinfile.vault.backup_file import SUFFIX, Backup
from kinfile.vault.connection import Connection
from kinfile.vault.faults import not_kept
from kinfile.vault.header import Header
from kinfile.vault.journal import from_text, to_text
from kinfile.vault.keys import wipe
from kinfile.vault.manifest import Kind, Manifest, Print
from kinfile.vault.rows import Head
from kinfile.watch import IsCancelled, Progress, ignore, never

FOLDER = "backups"
"""Inside the vault's folder."""

_HIDDEN = ".kinbak-"
_TIMES_OVER = 3
"""The database is gone through to copy it, to check the copy, and to pack it."""
_BLOCK = 1024**2
_TO_SPARE = 32 * 1024**2
"""Bytes that a backup leaves free, so that saving can go on."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Copying:
    """What `make` needs of a vault. It serves once: its key is wiped then.

    folder: the vault's. source: read in the thread of `make`. at: what the backup is dated.
    """

    folder: Path
    source: Connection
    key: bytearray
    vault_id: str
    kind: Kind
    at: datetime


@dataclass(frozen=True, slots=True)
class Stand:
    """What a database holds, as far as a backup of it says."""

    head: Head
    records: int
    schema: int


def make(
    copying: Copying,
    target: Path | None = None,
    *,
    progress: Progress = ignore,
    is_cancelled: IsCancelled = never,
) -> Backup:
    """Make a backup at the new file `target`, or under a name of its own in the vault's folder.

    `progress` is told pages, counted each of the three times that they are gone through.
    Raises NotKept (disk-full, ...), NotWritten where `target` cannot be, VaultExists where
    something is, VaultDamaged when the vault cannot be read or its key file's copies differ,
    BackupRefused (not-verified), Cancelled. Whichever it is, nothing is left of it and earlier
    backups are untouched.
    """
    try:
        keys = _key_file(copying.folder)
        folder = _make_folder(copying.folder / FOLDER)
        if target is None:
            target = free_name(folder, copying.at, keys.generation)
        elif os.path.lexists(target):
            raise VaultExists(path=str(target))
        with _hidden(folder, copying.vault_id) as copy:
            return _Making(copying, keys, copy, progress, is_cancelled).to(target)
    finally:
        wipe(copying.key)


class _Making:
    """One backup on its way."""

    def __init__(
        self,
        copying: Copying,
        keys: Header,
        copy: Path,
        progress: Progress,
        is_cancelled: IsCancelled,
    ) -> None:
        self._copying = copying
        self._keys = keys
        self._copy = copy
        self._progress = progress
        self._is_cancelled = is_cancelled
        self._id = manifest.new_id()
        self._pages = 0

    def to(self, target: Path) -> Backup:
        key = manifest.database_key(self._copying.key, self._id)
        try:
            stand = self._copied(key)
            self._verify(key, stand, target)
        finally:
            wipe(key)
        self._done(2)
        try:
            told, key_file = self._told(stand), self._keys.to_bytes()
            with _hidden(target.parent, self._copying.vault_id) as packed:
                _pack(packed, told, key_file, self._copy)
                _read_back(packed, told, target)
                self._done(_TIMES_OVER)
                packed.rename(target)
            sync(target.parent)
        except OSError as error:
            raise NotWritten(path=str(target), errno=error.errno) from error
        return Backup(target, told, target.stat().st_size)

    def _copied(self, key: bytearray) -> Stand:
        source = self._copying.source
        with source.held(), source.snapshot():
            require_room(self._copy.parent, 2 * source.size)
            stand = stand_of(source)
            source.copy(self._copy, key, on_step=self._step)
            # A page that does not authenticate is copied as noise and not told of. The copy would
            # fail its checks; that it is the vault's own fault shows where the vault is read again.
            source.forget_pages()
            stand_of(source)
        return stand

    def _step(self, done: int, of: int) -> None:
        self._pages = of
        self._stop_if_wished()
        self._progress(done, of * _TIMES_OVER)

    def _done(self, times: int) -> None:
        self._stop_if_wished()
        self._progress(times * self._pages, self._pages * _TIMES_OVER)

    def _stop_if_wished(self) -> None:
        if self._is_cancelled():
            raise Cancelled

    def _verify(self, key: bytearray, expected: Stand, target: Path) -> None:
        try:
            made = connection.reading(self._copy, key)
            try:
                made.stop_when(self._is_cancelled)
                is_sound = not made.integrity() and stand_of(made) == expected
            finally:
                made.close()
        except VaultDamaged:
            is_sound = False
        if not is_sound:
            raise BackupRefused(path=str(target), problem="not-verified")

    def _told(self, stand: Stand) -> Manifest:
        content = self._keys.to_bytes()
        return Manifest(
            backup_id=self._id,
            vault_id=self._copying.vault_id,
            kind=self._copying.kind,
            made_at=from_text(to_text(self._copying.at)),
            made_by=__version__,
            schema=stand.schema,
            generation=self._keys.generation,
            head=stand.head,
            records=stand.records,
            key_file=Print(len(content), hashlib.sha256(content).hexdigest()),
            database=_print(self._copy),
        ).with_mac(self._copying.key)


def stand_of(db: Connection) -> Stand:
    """What `db` holds. Raises VaultDamaged, also where it has no event at all."""
    rows = db.execute("SELECT seq, hash FROM event ORDER BY seq DESC LIMIT 1")
    if not rows:
        raise VaultDamaged(problem="database")
    ((records,),) = db.execute("SELECT count(*) FROM record")
    return Stand(Head(rows[0][0], rows[0][1].hex()), records, db.version)


def file_name(at: datetime, generation: int) -> str:
    """`2026-11-22T0902Z-g7.kinbak`: when, in UTC, and with which key file."""
    return f"{at.astimezone(UTC):%Y-%m-%dT%H%MZ}-g{generation}{SUFFIX}"


def free_name(folder: Path, at: datetime, generation: int) -> Path:
    """A name in `folder` that nothing has yet."""
    name = file_name(at, generation)
    path, number = folder / name, 2
    while os.path.lexists(path):
        path = folder / f"{name.removesuffix(SUFFIX)}-{number}{SUFFIX}"
        number += 1
    return path


def duplicate(made: Backup, folder: Path, *, is_cancelled: IsCancelled = never) -> Backup:
    """Copy a backup file into another folder under its name, and read the copy back.

    For a second place, such as a memory stick: the folder has to be there. One that is there
    already stays. Raises NotWritten, Cancelled, BackupRefused (changed) when the copy is not the
    same.
    """
    target = folder / made.path.name
    try:
        if os.path.lexists(target):
            target = free_name(folder, made.manifest.made_at, made.manifest.generation)
        with _hidden(folder, made.manifest.vault_id) as packed:
            _write(packed, lambda file: file.writelines(_blocks_until(made.path, is_cancelled)))
            _read_back(packed, made.manifest, target)
            packed.rename(target)
        sync(folder)
    except OSError as error:
        raise NotWritten(path=str(target), errno=error.errno) from error
    return Backup(target, made.manifest, made.size)


def sweep(folder: Path, vault_id: str = "") -> None:
    """Delete what backups that were killed left in `folder`: of one vault, where that is said.

    Nobody may be making a backup there.
    """
    with suppress(OSError):
        for stray in folder.glob(f"{_HIDDEN}{vault_id[:8]}*"):
            stray.unlink(missing_ok=True)


def sync(folder: Path) -> None:
    """Make a rename in `folder` durable, as far as its file system can."""
    with suppress(OSError):
        sync_folder(folder)


@contextmanager
def _hidden(folder: Path, vault_id: str) -> Iterator[Path]:
    """A name for a file that is gone when the block ends, unless it was renamed."""
    path = folder / f"{_HIDDEN}{vault_id[:8]}-{secrets.token_hex(4)}"
    try:
        yield path
    finally:
        with suppress(OSError):
            path.unlink(missing_ok=True)


def _make_folder(folder: Path) -> Path:
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise not_kept(error) from error
    return folder


def _key_file(folder: Path) -> Header:
    """The key file. Nothing here could tell which of two copies is right: they have to agree."""
    found = header.read(folder)
    if len(found) > 1:
        raise VaultDamaged(problem="key-file")
    return found[0]


def require_room(folder: Path, size: int) -> None:
    """Raise NotKept (disk-full) where `folder` has no room for `size` bytes and some to spare."""
    try:
        free = shutil.disk_usage(folder).free
    except OSError as error:
        raise not_kept(error) from error
    if free < size + _TO_SPARE:
        raise NotKept(problem="disk-full")


def _print(path: Path) -> Print:
    with path.open("rb") as file:
        return Print(path.stat().st_size, hashlib.file_digest(file, "sha256").hexdigest())


def _blocks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            yield block


def _blocks_until(path: Path, is_cancelled: IsCancelled) -> Iterator[bytes]:
    for block in _blocks(path):
        if is_cancelled():
            raise Cancelled
        yield block


def _pack(target: Path, told: Manifest, key_file: bytes, database: Path) -> None:
    crc = 0
    for block in _blocks(database):
        crc = archive.checksum(block, crc)
    contents = (
        Content.of(told.to_bytes()),
        Content.of(key_file),
        Content(told.database.size, crc, lambda: _blocks(database)),
    )
    _write(target, lambda file: archive.write(file, contents))


def _write(path: Path, fill: Callable[[BinaryIO], None]) -> None:
    handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(handle, "wb") as file:
        fill(file)
        file.flush()
        os.fsync(file.fileno())


def _read_back(packed: Path, told: Manifest, target: Path) -> None:
    with backup_file.opened(packed) as file:
        is_whole = file.manifest == told and file.keys() is not None
        for _ in file.database():
            pass
    if not is_whole:
        raise BackupRefused(path=str(target), problem="not-verified")
