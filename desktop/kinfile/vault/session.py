# SPDX-License-Identifier: Apache-2.0
"""A vault locked and a vault open, as two types: what needs the key cannot be called without it.

    opened, code = LockedVault.create(path, name=..., role=..., passphrase=..., cost=...)
    locked = opened.lock()
    opened = locked.unlock(passphrase)

A vault is a folder `NAME.kinvault` with `vault.db`, `vault.json`, its spare copy and `lock`.
Passphrases come as bytearrays (`passphrase.encode`) and are wiped before any method returns.
The vault key itself is held only while a method here needs it.
"""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType

from kinfile.errors import NotAVault, VaultDamaged, VaultError, WrongPassphrase
from kinfile.paths import VAULT_SUFFIX
from kinfile.vault import check, connection, header, places
from kinfile.vault.attempts import Attempts
from kinfile.vault.connection import Connection
from kinfile.vault.creation import DATABASE, build, require_free
from kinfile.vault.header import Header
from kinfile.vault.journal import Clock, now
from kinfile.vault.keys import Cost, derive, new_vault_key, wipe
from kinfile.vault.lockfile import VaultLock
from kinfile.vault.migrations import SUPPORTED
from kinfile.vault.passphrase import require_strong
from kinfile.vault.recovery import RecoveryCode
from kinfile.vault.sealing import Sealing
from kinfile.vault.slots import ByPassphrase, ByRecoveryCode, Slot


class LockedVault:
    """A vault folder that is there and not open. `clock` gives the time, aware.

    Raises NotAVault: name (it does not end in .kinvault), no-folder.
    """

    def __init__(self, path: Path, *, clock: Clock = now) -> None:
        self.path = path.absolute()
        self._clock = clock
        if self.path.suffix != VAULT_SUFFIX:
            raise NotAVault(path=str(path), problem="name")
        if not self.path.is_dir():
            raise NotAVault(path=str(path), problem="no-folder")

    @property
    def label(self) -> str:
        """What the unlock screen calls it."""
        return self.path.stem

    @classmethod
    def create(
        cls,
        path: Path,
        *,
        name: str,
        role: str,
        passphrase: bytearray,
        cost: Cost,
        clock: Clock = now,
    ) -> "tuple[OpenVault, RecoveryCode]":
        """Make a vault at `path` for the worker `name` and open it.

        The code is shown once; it is kept nowhere. The folder appears under its name when it is
        whole: a crash on the way leaves nothing at `path`. Raises NotAVault for a name without
        .kinvault, VaultExists, UnsafePlace, WeakPassphrase, NotKept.
        """
        path = path.absolute()
        vault_key, vault_id, code = new_vault_key(), os.urandom(16), RecoveryCode.new()
        try:
            require_free(path)
            require_strong(passphrase, own_name=name)
            uid = secrets.token_hex(16)
            by_passphrase = Slot.make(
                ByPassphrase(user=uid, cost=cost),
                passphrase,
                vault_key=vault_key,
                vault_id=vault_id,
            )
            slots = (by_passphrase, _recovery_slot(code, vault_key, vault_id))
            keys = Header(vault_id=vault_id, generation=1, slots=slots).with_mac(vault_key)
            build(path, keys, vault_key, user=uid, name=name, role=role, clock=clock)
            locked = cls(path, clock=clock)
            with locked._claimed() as lock:
                return locked._open(lock, vault_id, vault_key), code
        finally:
            wipe(vault_key)
            wipe(passphrase)

    def unlock(self, passphrase: bytearray) -> "OpenVault":
        """Open the vault; takes as long as its key derivation.

        Raises WrongPassphrase and TooSoon (wait in seconds), NotAVault (no-key-file, key-file),
        VaultTooNew, VaultDamaged, VaultBusy, UnsafePlace, NotKept.
        """
        try:
            with (
                self._claimed() as lock,
                _key_by_passphrase(self.path, lock, self._clock, passphrase) as (keys, vault_key),
            ):
                header.mend(self.path, keys)
                return self._open(lock, keys.vault_id, vault_key)
        finally:
            wipe(passphrase)

    def recover(self, code: str, *, new_passphrase: bytearray) -> "tuple[OpenVault, RecoveryCode]":
        """Open the vault with its recovery code and give it a new passphrase and a new code.

        Both old ones stop working. Raises MistypedCode before any work, WeakPassphrase,
        WrongPassphrase for a code that is not (or no longer) this vault's, and what `unlock`
        raises but for TooSoon.
        """
        try:
            secret = bytearray(RecoveryCode.parse(code).secret)
            with (
                self._claimed() as lock,
                _key(header.read(self.path), secret, ByRecoveryCode) as (keys, vault_key),
            ):
                db = self._connect(keys.vault_id, vault_key)
                with connection.closed_on_error(db):
                    opened = OpenVault(self.path, db, lock, self._clock)
                    require_strong(new_passphrase, own_name=opened.worker().name)
                    fresh = RecoveryCode.new()
                    slots = (
                        _like(keys, new_passphrase, vault_key),
                        _recovery_slot(fresh, vault_key, keys.vault_id),
                    )
                    with opened.noting("recovered"):
                        header.write(self.path, keys.with_slots(slots, vault_key))
                Attempts(lock, self._clock).forget()
                return opened, fresh
        finally:
            wipe(new_passphrase)

    @contextmanager
    def _claimed(self) -> Iterator[VaultLock]:
        places.require_safe(self.path)
        lock = VaultLock(self.path)
        try:
            header.sweep(self.path)
            yield lock
        except BaseException:
            lock.release()
            raise

    def _open(self, lock: VaultLock, vault_id: bytes, vault_key: bytearray) -> "OpenVault":
        db = self._connect(vault_id, vault_key)
        with connection.closed_on_error(db):
            return OpenVault(self.path, db, lock, self._clock)

    def _connect(self, vault_id: bytes, vault_key: bytearray) -> Connection:
        key = derive(vault_key, salt=vault_id, label="database")
        try:
            return connection.connect(self.path / DATABASE, key, supported=SUPPORTED)
        finally:
            wipe(key)


class OpenVault(Sealing):
    """A vault whose key is in memory, used by one thread. As a context manager it locks at the end.

    Made by LockedVault only.
    """

    def __init__(self, path: Path, db: Connection, lock: VaultLock, clock: Clock) -> None:
        super().__init__(db, clock)
        self.path = path
        self._lock = lock

    def __enter__(self) -> "OpenVault":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.lock()

    def lock(self) -> LockedVault:
        """Sign the head of the chain, close the database and let go of the folder.

        Always succeeds: what a full disk or a damaged page prevents here is left for the next
        time. This object may not be used again.
        """
        try:
            with suppress(VaultError), connection.closed_on_error(self._db):
                self.sign_head()
                self._db.empty_journal()
                self._db.close()
        finally:
            self._lock.release()
        return LockedVault(self.path, clock=self._clock)

    def verify_passphrase(self, passphrase: bytearray) -> bool:
        """Whether the person present knows the passphrase. Raises TooSoon after wrong ones."""
        try:
            with _key_by_passphrase(self.path, self._lock, self._clock, passphrase):
                return True
        except WrongPassphrase:
            return False
        finally:
            wipe(passphrase)

    def change_passphrase(self, current: bytearray, new: bytearray) -> None:
        """Put `new` in the place of `current`; the database is not touched but for an event.

        Raises WeakPassphrase, WrongPassphrase, TooSoon, NotKept (then `current` stays).
        """
        try:
            require_strong(new, own_name=self.worker().name)
            with _key_by_passphrase(self.path, self._lock, self._clock, current) as found:
                keys, vault_key = found
                slots = (_like(keys, new, vault_key), *_slots(keys, ByRecoveryCode))
                with self.noting("passphrase-changed"):
                    header.write(self.path, keys.with_slots(slots, vault_key))
        finally:
            wipe(current)
            wipe(new)

    def check(self) -> tuple[check.Problem, ...]:
        """What is wrong with the vault; empty when it is sound. Reads all of it."""
        return check.problems(self._db, vault_id=self.vault_id)


@contextmanager
def _key_by_passphrase(
    folder: Path, lock: VaultLock, clock: Clock, passphrase: bytearray
) -> Iterator[tuple[Header, bytearray]]:
    """The key file and the vault key, wiped on leaving. Counts wrong passphrases."""
    headers = header.read(folder)
    attempts = Attempts(lock, clock)
    wait = attempts.begin()
    with _key(headers, passphrase, ByPassphrase, wait=wait) as found:
        attempts.forget()
        yield found


@contextmanager
def _key(
    headers: tuple[Header, ...],
    secret: bytearray,
    way: type[ByPassphrase | ByRecoveryCode],
    *,
    wait: int = 0,
) -> Iterator[tuple[Header, bytearray]]:
    """The first of `headers` that `secret` opens and that nobody changed, and its vault key.

    Copies that differ are all tried: one with a damaged byte must not look like a wrong
    passphrase while the other is whole.
    """
    was_opened = False
    for keys in headers:
        for slot in _slots(keys, way):
            vault_key = slot.open(secret, vault_id=keys.vault_id)
            if vault_key is None:
                continue
            was_opened = True
            try:
                if keys.is_authentic(vault_key):
                    yield keys, vault_key
                    return
            finally:
                wipe(vault_key)
    if was_opened:
        raise VaultDamaged(problem="key-file")
    raise WrongPassphrase(wait=wait)


def _slots(keys: Header, way: type[ByPassphrase | ByRecoveryCode]) -> tuple[Slot, ...]:
    return tuple(slot for slot in keys.slots if isinstance(slot.way, way))


def _like(keys: Header, passphrase: bytearray, vault_key: bytearray) -> Slot:
    """A passphrase slot for the same worker at the same cost as the one in `keys`."""
    (old,) = (slot.way for slot in keys.slots if isinstance(slot.way, ByPassphrase))
    return Slot.make(
        ByPassphrase(user=old.user, cost=old.cost),
        passphrase,
        vault_key=vault_key,
        vault_id=keys.vault_id,
    )


def _recovery_slot(code: RecoveryCode, vault_key: bytearray, vault_id: bytes) -> Slot:
    secret = bytearray(code.secret)
    try:
        return Slot.make(ByRecoveryCode(), secret, vault_key=vault_key, vault_id=vault_id)
    finally:
        wipe(secret)
