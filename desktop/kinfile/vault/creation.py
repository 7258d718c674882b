# SPDX-License-Identifier: Apache-2.0
"""Building a vault out of sight, so that it appears whole or not at all."""

import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kinfile.durable import sync_folder
from kinfile.errors import NotAVault, VaultExists
from kinfile.paths import VAULT_SUFFIX
from kinfile.vault import connection, header, places
from kinfile.vault.faults import not_kept
from kinfile.vault.header import Header
from kinfile.vault.journal import Clock, begin
from kinfile.vault.keys import derive, wipe
from kinfile.vault.lockfile import VaultLock, is_held
from kinfile.vault.migrations import migrate

DATABASE = "vault.db"
_UNFINISHED = ".new-"


def require_free(path: Path) -> None:
    """Raise NotAVault (name), UnsafePlace or VaultExists where no vault can be made at `path`."""
    if path.suffix != VAULT_SUFFIX:
        raise NotAVault(path=str(path), problem="name")
    places.require_safe(path)
    if os.path.lexists(path):
        raise VaultExists(path=str(path))


def build(
    path: Path,
    keys: Header,
    vault_key: bytearray,
    *,
    user: str,
    name: str,
    role: str,
    clock: Clock,
) -> None:
    """Make the vault folder `path` with its key file, database and first event.

    Raises NotKept, and then leaves nothing. What a kill leaves (a hidden folder beside `path`)
    the next call removes.
    """
    with appearing(path) as folder:
        header.write(folder, keys)
        key = derive(vault_key, salt=keys.vault_id, label="database")
        try:
            db = connection.create(folder / DATABASE, key)
        finally:
            wipe(key)
        try:
            migrate(db)
            begin(db, vault_id=keys.vault_id.hex(), user=user, name=name, role=role, clock=clock)
            db.empty_journal()
        finally:
            db.close()


@contextmanager
def appearing(path: Path) -> Iterator[Path]:
    """A hidden folder that takes the name `path` when the block ends well, and else goes."""
    hidden = path.parent / f"{_UNFINISHED}{secrets.token_hex(4)}"
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _sweep(path.parent)
        hidden.mkdir(mode=0o700)
        try:
            lock = VaultLock(hidden)
            try:
                yield hidden
            finally:
                lock.release()
            sync_folder(hidden)
            hidden.rename(path)
        except BaseException:
            shutil.rmtree(hidden, ignore_errors=True)
            raise
        sync_folder(path.parent)
    except OSError as error:
        raise not_kept(error) from error


def _sweep(parent: Path) -> None:
    for left in parent.glob(f"{_UNFINISHED}*"):
        # Held means that another Kinfile is building there just now.
        if not is_held(left):
            shutil.rmtree(left, ignore_errors=True)
