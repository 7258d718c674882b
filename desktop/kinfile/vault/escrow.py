# SPDX-License-Identifier: Apache-2.0
"""The recovery code for IT: encrypted to each of their certificates, kept in the key file.

What is kept is CMS (EnvelopedData in DER: RSA with PKCS#1 v1.5, AES-256-CBC), so that whoever has
a certificate's key reads the code without Kinfile and without a network:

    openssl cms -decrypt -inform DER -in FILE.cms -inkey key.pem -recip cert.pem

gives `{"code", "slot_id", "vault_id"}` as JSON. The certificate itself is kept beside it, because
the code that replaces a used one is encrypted to the same certificates. A certificate that has
run out still takes codes: records outlive certificates. The rules for certificates are asked of
new ones only, so that a later, stricter Kinfile still lets a worker back in.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.ciphers.algorithms import AES256
from cryptography.hazmat.primitives.serialization import Encoding, pkcs7

from kinfile.errors import UnfitCertificate
from kinfile.vault.canonical import canonical
from kinfile.vault.recovery import RecoveryCode

MOST = 8
"""Certificates of one vault."""
LARGEST = 8 * 1024
"""Bytes of a certificate in DER, and of an envelope. Usual ones have 1,500 and 700."""
LONGEST_SUBJECT = 200
SHORTEST_KEY, LONGEST_KEY = 3072, 8192
"""Bits of RSA. A longer key would not fit the room that an envelope has."""

_PEM = b"-----BEGIN "
_UNREADABLE = (ValueError, TypeError, UnsupportedAlgorithm, x509.DuplicateExtension)


@dataclass(frozen=True, slots=True)
class Recipient:
    """A certificate that codes are encrypted to; `since` and `until` are aware."""

    der: bytes
    subject: str
    since: datetime
    until: datetime

    @classmethod
    def read(cls, content: bytes, *, name: str) -> "Recipient":
        """The one certificate in a file, PEM or DER; `name` is what an error calls the file.

        Raises UnfitCertificate (unreadable, several, too-large, not-rsa, short-key, long-key,
        usage).
        """
        try:
            found = _certificates(content)
            problem = _unfitness(found)
        except _UNREADABLE as error:
            raise UnfitCertificate(problem="unreadable", path=name) from error
        if problem is not None:
            raise UnfitCertificate(problem=problem, path=name, bits=SHORTEST_KEY)
        return cls._of(found[0])

    @classmethod
    def kept(cls, der: bytes) -> "Recipient":
        """A certificate that was accepted before; no rule is asked again."""
        return cls._of(x509.load_der_x509_certificate(der))

    @classmethod
    def _of(cls, certificate: x509.Certificate) -> "Recipient":
        return cls(
            certificate.public_bytes(Encoding.DER),
            certificate.subject.rfc4514_string()[:LONGEST_SUBJECT],
            certificate.not_valid_before_utc,
            certificate.not_valid_after_utc,
        )

    def is_in_force(self, at: datetime) -> bool:
        """Whether `at` (aware) lies within its dates. One out of date may be used all the same."""
        return self.since <= at <= self.until

    def seal(self, content: bytes) -> bytes:
        """`content` as a CMS envelope (DER) that this certificate's key opens."""
        return (
            pkcs7.PKCS7EnvelopeBuilder()
            .set_data(content)
            .set_content_encryption_algorithm(AES256)
            .add_recipient(x509.load_der_x509_certificate(self.der))
            .encrypt(Encoding.DER, [pkcs7.PKCS7Options.Binary])
        )


@dataclass(frozen=True, slots=True)
class Escrowed:
    """A recovery code encrypted to one certificate: the certificate and the envelope, in DER."""

    certificate: bytes
    subject: str
    cms: bytes

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the certificate, in hex."""
        return hashlib.sha256(self.certificate).hexdigest()


@dataclass(frozen=True, slots=True)
class Recovery:
    """What the key file says of the way in by recovery code, before anything has proved it.

    `id` is what the worker reads to the help desk; `vault_id` in hex is the vault's own.
    """

    vault_id: str
    id: str
    escrow: tuple[Escrowed, ...]


def escrow(
    code: RecoveryCode, recipients: Iterable[Recipient], *, vault_id: bytes, slot_id: str
) -> tuple[Escrowed, ...]:
    """`code` encrypted to each of `recipients`, the same certificate once.

    Raises UnfitCertificate (too-many).
    """
    each = tuple({recipient.der: recipient for recipient in recipients}.values())
    if len(each) > MOST:
        raise UnfitCertificate(problem="too-many", most=MOST)
    content = canonical({"vault_id": vault_id.hex(), "slot_id": slot_id, "code": code.text})
    return tuple(Escrowed(to.der, to.subject, to.seal(content)) for to in each)


def _certificates(content: bytes) -> list[x509.Certificate]:
    if _PEM in content:
        return x509.load_pem_x509_certificates(content)
    return [x509.load_der_x509_certificate(content)]


def _unfitness(found: list[x509.Certificate]) -> str | None:
    """Why nobody's code should be encrypted to what was found in a file."""
    if len(found) != 1:
        return "several"
    (certificate,) = found
    if len(certificate.public_bytes(Encoding.DER)) > LARGEST:
        return "too-large"
    key = certificate.public_key()
    if not isinstance(key, RSAPublicKey):
        return "not-rsa"
    if key.key_size < SHORTEST_KEY:
        return "short-key"
    if key.key_size > LONGEST_KEY:
        return "long-key"
    return None if _may_encrypt_keys(certificate) else "usage"


def _may_encrypt_keys(certificate: x509.Certificate) -> bool:
    try:
        usage = certificate.extensions.get_extension_for_class(x509.KeyUsage).value
    except x509.ExtensionNotFound:
        return True
    return usage.key_encipherment
