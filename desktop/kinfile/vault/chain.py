# SPDX-License-Identifier: Apache-2.0
"""How events are chained, so that none can be changed, moved or taken out unseen.

    digest = SHA-256(salt + value)            NOTHING for an event without a value
    hash   = SHA-256(previous hash + canonical JSON of everything else and the digest)

The chain holds the digest, not the value: value and salt can be erased for good, the chain
still verifies, and without the salt a short answer cannot be found again by trying.
A checkpoint is an Ed25519 signature over one hash. Somebody who holds the vault key can still
write a whole new chain; only a head kept elsewhere (every exported PDF carries one) shows that.
"""

import hashlib
import os
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_der_private_key,
)

from kinfile.vault.canonical import canonical

GENESIS = bytes(32)
"""What the first event takes for its predecessor's hash."""

NOTHING = hashlib.sha256(b"").digest()
"""The digest of an event that never had a value."""

_SALT_BYTES = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """What one event says, as the chain sees it: `record` is a reference, `actor` a user's uid."""

    seq: int
    at: str
    tz: int
    actor: str
    kind: str
    record: str
    field: str
    row: str
    digest: bytes

    def hash(self, previous: bytes) -> bytes:
        said = [
            "kinfile/v1/event",
            self.seq,
            self.at,
            self.tz,
            self.actor,
            self.kind,
            self.record,
            self.field,
            self.row,
            self.digest.hex(),
        ]
        return hashlib.sha256(previous + canonical(said)).digest()


def salted(value: str | None) -> tuple[bytes | None, bytes]:
    """A fresh salt for `value`, and its digest."""
    if value is None:
        return None, NOTHING
    salt = os.urandom(_SALT_BYTES)
    return salt, digest(salt, value)


def digest(salt: bytes, value: str) -> bytes:
    return hashlib.sha256(salt + value.encode("utf-8")).digest()


def new_checkpoint_key() -> tuple[bytes, bytes]:
    """A new Ed25519 key: private (PKCS#8 DER) and public (32 bytes)."""
    key = Ed25519PrivateKey.generate()
    return (
        key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption()),
        key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw),
    )


def sign_checkpoint(private: bytes, *, vault_id: str, seq: int, head: bytes, at: str) -> bytes:
    key = load_der_private_key(private, password=None)
    if not isinstance(key, Ed25519PrivateKey):
        raise TypeError("a checkpoint is signed with Ed25519")
    return key.sign(_checkpoint(vault_id, seq, head, at))


def is_signed_checkpoint(
    public: bytes, signature: bytes, *, vault_id: str, seq: int, head: bytes, at: str
) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(
            signature, _checkpoint(vault_id, seq, head, at)
        )
    except (InvalidSignature, ValueError):
        return False
    return True


def _checkpoint(vault_id: str, seq: int, head: bytes, at: str) -> bytes:
    return canonical(["kinfile/v1/checkpoint", vault_id, seq, head.hex(), at])
