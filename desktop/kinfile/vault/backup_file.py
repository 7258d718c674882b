# SPDX-License-Identifier: Apache-2.0
"""Reading a backup file that may come from anywhere: bounds first, typed refusals, no surprise.

What is wrong arrives as BackupRefused:

    no-file        nothing there, or nothing that can be read as a file
    not-a-backup   another layout, or no manifest of ours
    cut-off        the beginning of a backup
    changed        a part is not what the manifest says, or the manifest not what was written
    mixed          parts of different vaults

A backup of a later Kinfile is VaultTooNew. Reading takes the frame and a manifest of a few
kilobytes; the database is gone through only when it is asked for, block by block.
"""

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from kinfile.errors import BackupRefused, KinfileError
from kinfile.vault import archive, header, manifest
from kinfile.vault.archive import NotThisLayout, Part
from kinfile.vault.header import Header
from kinfile.vault.manifest import Manifest, Print

SUFFIX = ".kinbak"

_MANIFEST, _KEY_FILE, _DATABASE = archive.NAMES
_LARGEST = {_MANIFEST: manifest.LARGEST, _KEY_FILE: header.LARGEST}


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup file and what it says of itself. `size` is the whole file's, in bytes.

    Only its manifest's `is_authentic` tells who said so.
    """

    path: Path
    manifest: Manifest
    size: int


class BackupFile:
    """An open backup file. Made by `opened` only."""

    def __init__(self, path: Path, file: BinaryIO) -> None:
        self._path = path
        self._file = file
        try:
            self._parts = archive.locate(file, _LARGEST)
        except NotThisLayout as error:
            raise self._refused("cut-off" if error.is_cut else "not-a-backup") from error
        content = b"".join(self._parts[_MANIFEST].blocks(file))
        if archive.checksum(content) != self._parts[_MANIFEST].crc:
            raise self._refused("changed")
        try:
            self.manifest = manifest.parse(content)
        except manifest.Malformed as error:
            raise self._refused("not-a-backup") from error
        if (self.manifest.key_file.size, self.manifest.database.size) != (
            self._parts[_KEY_FILE].size,
            self._parts[_DATABASE].size,
        ):
            raise self._refused("changed")

    @property
    def backup(self) -> Backup:
        return Backup(self._path, self.manifest, os.fstat(self._file.fileno()).st_size)

    def keys(self) -> Header:
        """The key file. Raises BackupRefused (changed, mixed), VaultTooNew."""
        content = b"".join(self._checked(_KEY_FILE, self.manifest.key_file))
        try:
            keys = header.parse(content)
        except header.Malformed as error:
            raise self._refused("changed") from error
        if keys.vault_id.hex() != self.manifest.vault_id:
            raise self._refused("mixed")
        return keys

    def database(self) -> Iterator[bytes]:
        """The database in blocks. Raises BackupRefused (changed) at their end."""
        return self._checked(_DATABASE, self.manifest.database)

    def require_authentic(self, backup_key: bytearray) -> None:
        """Raise BackupRefused (changed) unless the vault's own key wrote the manifest."""
        if not self.manifest.is_authentic(backup_key):
            raise self._refused("changed")

    def _checked(self, name: str, expected: Print) -> Iterator[bytes]:
        part: Part = self._parts[name]
        found, crc, size = hashlib.sha256(), 0, 0
        try:
            for block in part.blocks(self._file):
                found.update(block)
                crc, size = archive.checksum(block, crc), size + len(block)
                yield block
        except OSError as error:
            raise self._refused("no-file") from error
        if (found.hexdigest(), crc, size) != (expected.sha256, part.crc, part.size):
            raise self._refused("changed")

    def _refused(self, problem: str) -> BackupRefused:
        return BackupRefused(path=str(self._path), problem=problem)


@contextmanager
def opened(path: Path) -> Iterator[BackupFile]:
    """The backup file at `path`. Raises BackupRefused, VaultTooNew."""
    try:
        # Pipes and devices are no files here: they would never end.
        file = path.open("rb") if path.is_file() else None
    except OSError:
        file = None
    if file is None:
        raise BackupRefused(path=str(path), problem="no-file")
    with file:
        yield _read_frame(path, file)


def _read_frame(path: Path, file: BinaryIO) -> BackupFile:
    try:
        return BackupFile(path, file)
    except OSError as error:
        raise BackupRefused(path=str(path), problem="no-file") from error


def read(path: Path) -> Backup:
    """What the backup file at `path` says of itself. Raises BackupRefused, VaultTooNew."""
    with opened(path) as file:
        return file.backup


def backups_in(folder: Path) -> tuple[Backup, ...]:
    """The backup files in `folder`, the last made first. What cannot be read is passed over."""
    found = []
    for path in folder.glob(f"*{SUFFIX}"):
        try:
            found.append(read(path))
        except KinfileError:
            continue
    return tuple(sorted(found, key=lambda backup: backup.manifest.made_at, reverse=True))
