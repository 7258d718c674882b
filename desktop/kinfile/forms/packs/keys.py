# SPDX-License-Identifier: Apache-2.0
"""Ed25519 keys of packs. `cryptography` is loaded when a key is used, never before.

A fingerprint is the SHA-256 of the public key's SubjectPublicKeyInfo in DER, in hexadecimal: what
`openssl pkey -pubin -in K.pub.pem -outform DER | sha256sum` prints.
"""

import binascii
import hashlib
from base64 import b64decode
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kinfile.errors import UsageError

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

KEY_BYTES = 32
SIGNATURE_BYTES = 64

_INFO = bytes.fromhex("302a300506032b6570032100")
"""What stands before the 32 bytes of every Ed25519 key in its SubjectPublicKeyInfo."""


def fingerprint(key: bytes) -> str:
    """The fingerprint of the public key `key` (32 bytes)."""
    return hashlib.sha256(_INFO + key).hexdigest()


def is_signed(content: bytes, signature: bytes, key: bytes) -> bool:
    """Whether `signature` over `content` was made with the private half of `key`."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signature, content)
    except (InvalidSignature, ValueError):
        return False
    return True


def public_key(pem: bytes) -> bytes | None:
    """The 32 bytes of the Ed25519 public key in a PEM file; None where it holds none."""
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    from cryptography.hazmat.primitives.serialization import load_pem_public_key

    try:
        found = load_pem_public_key(pem)
    except (ValueError, UnsupportedAlgorithm):
        return None
    return found.public_bytes_raw() if isinstance(found, Ed25519PublicKey) else None


def key_in_text(text: str) -> bytes | None:
    """The 32 bytes of a public key that is written in one line or in PEM; None where none is.

    The line is Base64 of those 32 bytes, or of the SubjectPublicKeyInfo that a PEM file holds.
    """
    plain = "".join(line for line in text.splitlines() if not line.startswith("-----"))
    try:
        found = b64decode("".join(plain.split()), validate=True)
    except (binascii.Error, ValueError):
        return None
    found = found.removeprefix(_INFO)
    return found if len(found) == KEY_BYTES else None


@dataclass(frozen=True, slots=True, repr=False)
class SigningKey:
    """A private key that signs packs."""

    _private: "Ed25519PrivateKey"

    @classmethod
    def generate(cls) -> "SigningKey":
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

        return cls(Ed25519PrivateKey.generate())

    @classmethod
    def read(cls, pem: bytes, *, path: str, passphrase: bytes | None = None) -> "SigningKey":
        """The key in a PEM file (PKCS8). `path` is what messages call the file.

        Raises UsageError: key-locked without the passphrase that it needs, key-not-opened with a
        wrong one, not-a-signing-key for anything else.
        """
        from cryptography.exceptions import UnsupportedAlgorithm
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
        from cryptography.hazmat.primitives.serialization import load_pem_private_key

        is_locked = b"ENCRYPTED PRIVATE KEY" in pem
        if is_locked and passphrase is None:
            raise UsageError(problem="key-locked", path=path)
        try:
            found = load_pem_private_key(pem, passphrase if is_locked else None)
        except (ValueError, TypeError, UnsupportedAlgorithm) as error:
            problem = "key-not-opened" if is_locked else "not-a-signing-key"
            raise UsageError(problem=problem, path=path) from error
        if not isinstance(found, Ed25519PrivateKey):
            raise UsageError(problem="not-a-signing-key", path=path)
        return cls(found)

    @property
    def public(self) -> bytes:
        """The 32 bytes of the public half."""
        return self._private.public_key().public_bytes_raw()

    def sign(self, content: bytes) -> bytes:
        return self._private.sign(content)

    def private_pem(self, passphrase: bytes | None = None) -> bytes:
        """The key as PKCS8 in PEM, encrypted where there is a passphrase."""
        from cryptography.hazmat.primitives import serialization as form

        lock = form.BestAvailableEncryption(passphrase) if passphrase else form.NoEncryption()
        return self._private.private_bytes(form.Encoding.PEM, form.PrivateFormat.PKCS8, lock)

    def public_pem(self) -> bytes:
        """The public half as SubjectPublicKeyInfo in PEM: the file that IT installs."""
        from cryptography.hazmat.primitives import serialization as form

        public = self._private.public_key()
        return public.public_bytes(form.Encoding.PEM, form.PublicFormat.SubjectPublicKeyInfo)
