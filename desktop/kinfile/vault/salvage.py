# SPDX-License-Identifier: Apache-2.0
"""From a damaged vault whose key file still opens: a new sound vault of all that can be read.

The damaged vault is only read, from an encrypted copy, and kept. The new vault is the same vault
(id, key file, passphrase, recovery code) with a chain that is honest about the gap:

    - events are kept as they are up to the first that is missing: heads on documents still fit
    - then an event `salvaged` says how far the old chain went, and how much of it is missing
    - later events that can be read follow with their own times, chained anew
    - where a table holds what no readable event says, events of today say it again
    - each record that was touched by the damage gets a `salvaged` event of its own: "whole" when
      all its answers could be read, "part" when some may be missing or older

A record is lost when neither its line nor its reference can be read, or its form's definition
neither here nor in what `definition` offers. What is lost stays in the damaged vault.
"""

import os
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from kinfile.errors import NotAVault, VaultBusy, VaultDamaged, WrongPassphrase
from kinfile.vault import check, connection, header
from kinfile.vault.connection import Connection
from kinfile.vault.creation import DATABASE, appearing, require_free
from kinfile.vault.header import Header
from kinfile.vault.journal import Clock, now
from kinfile.vault.keys import derive, wipe
from kinfile.vault.lockfile import is_held
from kinfile.vault.migrations import SUPPORTED, migrate
from kinfile.vault.remains import Definition, Remains
from kinfile.vault.restore import copy_database, opened_by
from kinfile.vault.salvaging import Salvaging, prepare
from kinfile.vault.slots import ByPassphrase
from kinfile.vault.wreck import Wreck
from kinfile.watch import Watch

_READ = "damaged.db"
_MADE_UP = 4
"""Times its size, to which a file that was cut off is filled up; a hole takes no space."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Salvaged:
    """A vault made of what could be read.

    whole, part: references of records. records_lost, documents_lost: how many more are known to
    have been there. problems: what a check of the new vault found; empty.
    """

    folder: Path
    whole: tuple[str, ...]
    part: tuple[str, ...]
    records_lost: int
    events_kept: int
    events_lost: int
    documents_kept: int
    documents_lost: int
    problems: tuple[check.Problem, ...]

    @property
    def is_complete(self) -> bool:
        return not (self.part or self.records_lost or self.events_lost or self.documents_lost)


def nothing_installed(_sha256: str) -> bytes | None:
    """No definitions but those in the vault."""
    return None


def salvage(
    folder: Path,
    to: Path,
    *,
    passphrase: bytearray,
    definition: Definition = nothing_installed,
    clock: Clock = now,
    watch: Watch | None = None,
) -> Salvaged:
    """Make the vault `to` of what can be read of the damaged vault in `folder`.

    The passphrase is wiped. Raises NotAVault (no-folder, no-key-file, key-file; name, about
    `to`), WrongPassphrase, VaultBusy, VaultTooNew; VaultExists and UnsafePlace about `to`;
    VaultDamaged when nothing at all can be read; NotKept; Cancelled. Whichever it is, nothing is at
    `to`. `watch` is told records, twice over.
    """
    watch = watch or Watch()
    to = to.absolute()
    try:
        if not folder.is_dir():
            raise NotAVault(path=str(folder), problem="no-folder")
        if is_held(folder):
            raise VaultBusy(path=str(folder))
        require_free(to)
        with _opened(folder, passphrase) as (keys, vault_key), appearing(to) as hidden:
            key = derive(vault_key, salt=keys.vault_id, label="database")
            try:
                return _salvage(folder, hidden, keys, key, definition, clock, to, watch)
            finally:
                wipe(key)
    finally:
        wipe(passphrase)


@contextmanager
def _opened(folder: Path, passphrase: bytearray) -> Iterator[tuple[Header, bytearray]]:
    """The first copy of the key file that the passphrase opens, and the vault key."""
    for keys in header.read(folder):
        try:
            with opened_by(keys, passphrase, ByPassphrase) as vault_key:
                yield keys, vault_key
                return
        except WrongPassphrase:
            continue
    raise WrongPassphrase(wait=0)


def _salvage(
    folder: Path,
    hidden: Path,
    keys: Header,
    key: bytearray,
    definition: Definition,
    clock: Clock,
    to: Path,
    watch: Watch,
) -> Salvaged:
    if not copy_database(folder, hidden / _READ):
        raise VaultDamaged(problem="no-database")
    header.write(hidden, keys)
    try:
        # It stays open so that the others find the write-ahead log as it has to be.
        first = _connect(hidden / _READ, key)
        with closing(first), closing(Wreck(lambda: connection.reading(hidden / _READ, key))) as old:
            salvaging, found = _filled(Remains(old), hidden, keys, key, definition, clock, watch)
    finally:
        for left in hidden.glob(f"{_READ}*"):
            left.unlink()
    return Salvaged(
        folder=to,
        whole=tuple(salvaging.whole),
        part=tuple(salvaging.part),
        records_lost=salvaging.lost_records,
        events_kept=salvaging.kept,
        events_lost=salvaging.lost_events,
        documents_kept=salvaging.kept_documents,
        documents_lost=salvaging.lost_documents,
        problems=found,
    )


def _connect(copied: Path, key: bytearray) -> Connection:
    try:
        return connection.connect(copied, key, supported=SUPPORTED)
    except VaultDamaged:
        # A file that was cut off is not even opened: what is missing is made up with zeros.
        os.truncate(copied, _MADE_UP * copied.stat().st_size)
    return connection.connect(copied, key, supported=SUPPORTED)


def _filled(
    remains: Remains,
    hidden: Path,
    keys: Header,
    key: bytearray,
    definition: Definition,
    clock: Clock,
    watch: Watch,
) -> tuple[Salvaging, tuple[check.Problem, ...]]:
    if not remains.events and not remains.lines:
        raise VaultDamaged(problem="database")
    new = connection.create(hidden / DATABASE, key)
    with connection.closed_on_error(new):
        migrate(new)
        with new.transaction():
            prepare(new, remains, keys, clock)
            salvaging = Salvaging(new, remains, definition, clock, watch)
            salvaging.fill()
        found = check.problems(new, vault_id=keys.vault_id.hex())
        new.empty_journal()
    new.close()
    return salvaging, found
