# SPDX-License-Identifier: Apache-2.0
"""The ways into a vault: each slot holds the vault key, sealed under a key of its own.

Everything else a slot says (who it is for, how its key is made) and the vault's id are bound to
the seal, so none of it can be changed or moved to another vault without the slot refusing.
Codes in escrow hang on a slot and are not bound to its seal: nothing is opened with them, and the
MAC of the key file covers them as it covers everything.
"""

import os
import secrets
from base64 import b64encode
from dataclasses import dataclass, field

from kinfile.vault.canonical import canonical
from kinfile.vault.escrow import Escrowed
from kinfile.vault.keys import SALT_BYTES, Cost, Sealed, derive, seal, stretch, unseal, wipe


def _new_id() -> str:
    return secrets.token_hex(4)


def _new_salt() -> bytes:
    return os.urandom(SALT_BYTES)


def base64(content: bytes) -> str:
    """`content` as it stands in the key file."""
    return b64encode(content).decode("ascii")


@dataclass(frozen=True, slots=True, kw_only=True)
class ByPassphrase:
    """In with a passphrase. `user` is the uid of the worker it belongs to, in hex."""

    user: str
    cost: Cost
    id: str = field(default_factory=_new_id)
    salt: bytes = field(default_factory=_new_salt)

    def terms(self) -> dict[str, object]:
        """What the key file says of the slot beside its seal."""
        return {
            "id": self.id,
            "kind": "passphrase",
            "user": self.user,
            "kdf": {
                "alg": "argon2id",
                "m": self.cost.memory,
                "t": self.cost.passes,
                "p": self.cost.lanes,
                "salt": base64(self.salt),
            },
        }

    def slot_key(self, passphrase: bytearray) -> bytearray:
        """Takes as long as the cost asks."""
        return stretch(passphrase, self.salt, self.cost)


@dataclass(frozen=True, slots=True, kw_only=True)
class ByRecoveryCode:
    """In with the secret of the recovery code, which `escrow` holds for IT's certificates."""

    id: str = field(default_factory=_new_id)
    salt: bytes = field(default_factory=_new_salt)
    escrow: tuple[Escrowed, ...] = ()

    def terms(self) -> dict[str, object]:
        """What the key file says of the slot beside its seal and its escrow."""
        return {"id": self.id, "kind": "recovery", "salt": base64(self.salt)}

    def slot_key(self, secret: bytearray) -> bytearray:
        # 160 random bits need no stretching.
        return derive(secret, salt=self.salt, label="recovery")


@dataclass(frozen=True, slots=True)
class Slot:
    """One way in, and the vault key sealed for it."""

    way: ByPassphrase | ByRecoveryCode
    sealed: Sealed

    @classmethod
    def make(
        cls,
        way: ByPassphrase | ByRecoveryCode,
        secret: bytearray,
        *,
        vault_key: bytearray,
        vault_id: bytes,
    ) -> "Slot":
        slot_key = way.slot_key(secret)
        try:
            return cls(way, seal(slot_key, vault_key, _context(way, vault_id)))
        finally:
            wipe(slot_key)

    def open(self, secret: bytearray, *, vault_id: bytes) -> bytearray | None:
        """The vault key, or None when `secret` does not open this slot."""
        slot_key = self.way.slot_key(secret)
        try:
            return unseal(slot_key, self.sealed, _context(self.way, vault_id))
        finally:
            wipe(slot_key)


def _context(way: ByPassphrase | ByRecoveryCode, vault_id: bytes) -> bytes:
    return canonical({"slot": way.terms(), "vault_id": base64(vault_id)})
