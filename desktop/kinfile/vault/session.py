# SPDX-License-Identifier: Apache-2.0
"""A vault locked and a vault open, as two types: what needs the key cannot be called without it.

    opened, code = LockedVault.create(path, name=..., role=..., passphrase=..., cost=...)
    locked = opened.lock()
    opened = locked.unlock(passphrase)

A vault is a folder `NAME.kinvault` with `vault.db`, `vault.json`, its spare copy, `lock`, and
`backups` once there are some. Passphrases come as bytearrays (`passphrase.encode`) and are wiped
before any method returns. The vault key itself is held only while a method here needs it; what
backups are keyed from stays until the vault is locked (manifest.py).
"""

import os
import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from types import TracebackType

from kinfile.errors import (
    NotAVault,
    VaultDamaged,
    VaultError,
    WrongCode,
    WrongPassphrase,
)
from kinfile.paths import VAULT_SUFFIX
from kinfile.vault import backup, check, connection, header, manifest, places
from kinfile.vault.attempts import Attempts
from kinfile.vault.backed_up import BackedUp
from kinfile.vault.backup import Copying
from kinfile.vault.connection import Connection
from kinfile.vault.creation import DATABASE, build, require_free
from kinfile.vault.escrow import Recipient, Recovery, escrow
from kinfile.vault.header import Header
from kinfile.vault.journal import Clock, now
from kinfile.vault.keys import FLOOR, Cost, derive, new_vault_key, wipe
from kinfile.vault.lockfile import VaultLock
from kinfile.vault.migrations import MIGRATIONS, Steps
from kinfile.vault.passphrase import require_strong
from kinfile.vault.recovery import HandOver, RecoveryCode, keep_nowhere
from kinfile.vault.sealing import Sealing
from kinfile.vault.slots import ByPassphrase, ByRecoveryCode, Slot
from kinfile.vault.upgrade import bring_up


class LockedVault:
    """A vault folder that is there and not open. `clock` gives the time, aware.

    `steps` lead to the schema that unlocking brings the vault up to.

    Raises NotAVault: name (it does not end in .kinvault), no-folder.
    """

    def __init__(self, path: Path, *, clock: Clock = now, steps: Steps = MIGRATIONS) -> None:
        self.path = path.absolute()
        self._clock = clock
        self._steps = steps
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
        recipients: Iterable[Recipient] = (),
        hand_over: HandOver = keep_nowhere,
    ) -> "tuple[OpenVault, RecoveryCode]":
        """Make a vault at `path` for the worker `name` and open it.

        The code is shown once; it is kept nowhere but encrypted to `recipients`. `hand_over` gets
        it before there is a vault: what it raises leaves none. The folder appears under its name
        when it is whole: a crash on the way leaves nothing at `path`.
        Raises NotAVault for a name without .kinvault, VaultExists, UnsafePlace, WeakPassphrase,
        UnfitCertificate (too-many), NotKept.
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
            slots = (by_passphrase, _recovery_slot(code, vault_key, vault_id, recipients))
            keys = Header(vault_id=vault_id, generation=1, slots=slots).with_mac(vault_key)
            hand_over(code.text)
            build(path, keys, vault_key, user=uid, name=name, role=role, clock=clock)
            locked = cls(path, clock=clock)
            with locked._claimed() as lock:
                return locked._open(lock, vault_id, vault_key), code
        finally:
            wipe(vault_key)
            wipe(passphrase)

    def recovery(self) -> Recovery:
        """What stands in the key file about recovery. Nothing has proved it; needs no secret.

        Raises NotAVault (no-key-file, key-file), VaultTooNew.
        """
        keys = header.read(self.path)[0]
        ways = [slot.way for slot in keys.slots if isinstance(slot.way, ByRecoveryCode)]
        if not ways:
            raise NotAVault(path=str(self.path), problem="key-file")
        return Recovery(keys.vault_id.hex(), ways[0].id, ways[0].escrow)

    def try_code(self, code: str) -> None:
        """Tell at once whether `code` would open the vault. Opens and changes nothing.

        Raises MistypedCode, WrongCode, NotAVault, VaultTooNew, VaultDamaged (key-file).
        """
        with _key_by_code(self.path, code):
            return

    def unlock(self, passphrase: bytearray, *, floor: Cost = FLOOR) -> "OpenVault":
        """Open the vault; takes as long as its key derivation.

        A passphrase slot that costs less than `floor` is made anew at that cost, unless the disk
        will not take it.

        Raises WrongPassphrase and TooSoon (wait in seconds), NotAVault (no-key-file, key-file),
        VaultTooNew, VaultDamaged, VaultBusy, UnsafePlace, NotKept.
        """
        try:
            with (
                self._claimed() as lock,
                _key_by_passphrase(self.path, lock, self._clock, passphrase) as (keys, vault_key),
            ):
                header.mend(self.path, keys)
                opened = self._open(lock, keys.vault_id, vault_key)
                _raise_cost(opened, keys, passphrase, vault_key, floor)
                return opened
        finally:
            wipe(passphrase)

    def recover(
        self, code: str, *, new_passphrase: bytearray, hand_over: HandOver = keep_nowhere
    ) -> "tuple[OpenVault, RecoveryCode]":
        """Open the vault with its recovery code and give it a new passphrase and a new code.

        Both old ones stop working; the new code is encrypted to the certificates of the old one.
        `hand_over` gets it while the old one is still in force: what it raises changes nothing.
        Raises MistypedCode before any work, WeakPassphrase, WrongCode for one that is not (or no
        longer) this vault's, and what `unlock` raises but for WrongPassphrase and TooSoon.
        """
        try:
            with (
                self._claimed() as lock,
                _key_by_code(self.path, code) as (keys, vault_key),
            ):
                db = self._connect(keys.vault_id, vault_key)
                with connection.closed_on_error(db):
                    key = manifest.backup_key(vault_key, keys.vault_id)
                    opened = OpenVault(self.path, db, lock, self._clock, key)
                    require_strong(new_passphrase, own_name=opened.worker().name)
                    fresh = RecoveryCode.new()
                    slots = (
                        _like(keys, new_passphrase, vault_key),
                        _recovery_slot(fresh, vault_key, keys.vault_id, _recipients(keys)),
                    )
                    hand_over(fresh.text)
                    _put(opened, keys, slots, vault_key, kind="recovered")
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
            backup.sweep(self.path / backup.FOLDER)
            yield lock
        except BaseException:
            lock.release()
            raise

    def _open(self, lock: VaultLock, vault_id: bytes, vault_key: bytearray) -> "OpenVault":
        db = self._connect(vault_id, vault_key)
        with connection.closed_on_error(db):
            key = manifest.backup_key(vault_key, vault_id)
            return OpenVault(self.path, db, lock, self._clock, key)

    def _connect(self, vault_id: bytes, vault_key: bytearray) -> Connection:
        key = derive(vault_key, salt=vault_id, label="database")
        try:
            db = connection.connect(self.path / DATABASE, key, supported=len(self._steps))
        finally:
            wipe(key)

        def begin() -> Copying:
            return Copying(
                folder=self.path,
                source=db.reader,
                key=manifest.backup_key(vault_key, vault_id),
                vault_id=vault_id.hex(),
                kind="before-migration",
                at=self._clock(),
            )

        with connection.closed_on_error(db):
            bring_up(db, self._steps, begin, self._clock)
        return db


class OpenVault(Sealing, BackedUp):
    """A vault whose key is in memory, used by one thread. As a context manager it locks at the end.

    Made by LockedVault only.
    """

    def __init__(
        self, path: Path, db: Connection, lock: VaultLock, clock: Clock, backup_key: bytearray
    ) -> None:
        super().__init__(db, clock, path, backup_key)
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
                self._db.stop_reader()
                self.sign_head()
                self._db.empty_journal()
                self._db.close()
        finally:
            wipe(self._backup_key)
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
                _put(self, keys, slots, vault_key, kind="passphrase-changed")
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
def _key_by_code(folder: Path, code: str) -> Iterator[tuple[Header, bytearray]]:
    """The key file and the vault key, wiped on leaving. Raises MistypedCode before any work."""
    secret = bytearray(RecoveryCode.parse(code).secret)
    try:
        with _key(header.read(folder), secret, ByRecoveryCode) as found:
            yield found
    except WrongPassphrase as error:
        raise WrongCode(path=str(folder)) from error
    finally:
        wipe(secret)


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


def _put(
    opened: OpenVault, keys: Header, slots: tuple[Slot, ...], vault_key: bytearray, *, kind: str
) -> None:
    """Put `slots` in the place of those of `keys`, with an event `kind`: both or neither."""
    new = keys.with_slots(slots, vault_key)
    try:
        with opened.noting(kind):
            header.write(opened.path, new)
    except VaultError:
        # The event may have been refused when the file was written already.
        with suppress(VaultError):
            if new in header.read(opened.path):
                header.write(opened.path, new.with_slots(keys.slots, vault_key))
        raise


def _raise_cost(
    opened: OpenVault, keys: Header, passphrase: bytearray, vault_key: bytearray, floor: Cost
) -> None:
    """Make the passphrase slot of `keys` anew where it costs less than `floor`.

    Whatever keeps the new one from being written leaves the old one, and the vault open.
    """
    costs = [slot.way.cost for slot in keys.slots if isinstance(slot.way, ByPassphrase)]
    if not any(cost.is_below(floor) for cost in costs):
        return
    slots = (_like(keys, passphrase, vault_key, floor), *_slots(keys, ByRecoveryCode))
    with suppress(VaultError):
        _put(opened, keys, slots, vault_key, kind="cost-raised")


def _like(keys: Header, passphrase: bytearray, vault_key: bytearray, floor: Cost = FLOOR) -> Slot:
    """A passphrase slot for the same worker as the one in `keys`, at its cost or at `floor`."""
    (old,) = (slot.way for slot in keys.slots if isinstance(slot.way, ByPassphrase))
    return Slot.make(
        ByPassphrase(user=old.user, cost=old.cost.raised_to(floor)),
        passphrase,
        vault_key=vault_key,
        vault_id=keys.vault_id,
    )


def _recovery_slot(
    code: RecoveryCode, vault_key: bytearray, vault_id: bytes, recipients: Iterable[Recipient]
) -> Slot:
    way = ByRecoveryCode()
    sealed = escrow(code, recipients, vault_id=vault_id, slot_id=way.id)
    secret = bytearray(code.secret)
    try:
        return Slot.make(
            replace(way, escrow=sealed), secret, vault_key=vault_key, vault_id=vault_id
        )
    finally:
        wipe(secret)


def _recipients(keys: Header) -> list[Recipient]:
    """The certificates of the codes in `keys`. Only for one that is authentic."""
    return [
        Recipient.kept(each.certificate)
        for slot in keys.slots
        if isinstance(slot.way, ByRecoveryCode)
        for each in slot.way.escrow
    ]
