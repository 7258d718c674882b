# SPDX-License-Identifier: Apache-2.0
"""Who signs: a key with its certificate, and the six words by which either is read out.

A first identity is made on the laptop and vouched for by nobody else; its fingerprint is what two
people compare on the telephone. An identity never leaves the vault in a file.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING

from kinfile import bundle

if TYPE_CHECKING:
    from cryptography import x509

_YEARS = 10
_CLOCK_SLACK = timedelta(days=1)
"""A laptop clock that is put right by some hours must not make its own certificate too young."""
_LONGEST_NAME = 64
"""The most characters that X.520 allows in a name of a certificate."""
_CODE_BITS = 66
_CODE_WORDS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenKey:
    """Where a key is that stays on a card or stick.

    `library` is the path of the maker's PKCS #11 module, `token` the label of the card, and
    `key_id` the id that the key and its certificate share there, in hexadecimal.
    """

    library: str
    token: str
    key_id: str


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Identity:
    """A private key (PKCS #8, DER), its certificate and the chain above it (X.509, DER).

    `pkcs8` is empty where the key stays on a `token`, which `pin` unlocks for one signature.
    """

    pkcs8: bytes
    certificate: bytes
    chain: tuple[bytes, ...] = ()
    token: TokenKey | None = None
    pin: str = ""

    @property
    def fingerprint(self) -> str:
        return fingerprint(self.certificate)

    @property
    def name(self) -> str:
        """The name in the certificate."""
        from cryptography.x509.oid import NameOID

        named = self._read().subject.get_attributes_for_oid(NameOID.COMMON_NAME)
        return str(named[0].value) if named else ""

    @property
    def issuer(self) -> str:
        """The name of who certified it; its own name where nobody else did."""
        from cryptography.x509.oid import NameOID

        issuer = self._read().issuer
        named = issuer.get_attributes_for_oid(NameOID.COMMON_NAME)
        return str(named[0].value) if named else issuer.rfc4514_string()

    @property
    def is_self_issued(self) -> bool:
        certificate = self._read()
        return certificate.issuer == certificate.subject

    @property
    def valid_from(self) -> datetime:
        """The first moment of the certificate, in UTC."""
        return self._read().not_valid_before_utc

    @property
    def valid_to(self) -> datetime:
        """The last moment of the certificate, in UTC."""
        return self._read().not_valid_after_utc

    @property
    def public_key(self) -> bytes:
        """The key that the certificate is for (DER)."""
        from cryptography.hazmat.primitives import serialization

        return (
            self._read()
            .public_key()
            .public_bytes(
                serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
            )
        )

    def _read(self) -> "x509.Certificate":
        from cryptography import x509

        return x509.load_der_x509_certificate(self.certificate)


def new_identity(name: str, role: str, organisation: str, *, now: datetime) -> Identity:
    """A P-256 key with a certificate of its own, good for ten years from the aware `now`."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    subject = _subject(name, role, organisation)
    public = key.public_key()
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(public)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - _CLOCK_SLACK)
        .not_valid_after(now + timedelta(days=round(365.25 * _YEARS)))
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_for_signing(), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
        .sign(key, hashes.SHA256())
    )
    return Identity(
        pkcs8=key.private_bytes(
            serialization.Encoding.DER,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        ),
        certificate=certificate.public_bytes(serialization.Encoding.DER),
    )


def fingerprint(certificate: bytes) -> str:
    """SHA-256 of a certificate (DER), in hexadecimal."""
    return sha256(certificate).hexdigest()


def words(digest: bytes) -> str:
    """Six words for a digest, to be read out.

    Its first 66 bits are a number in base 7776, most significant first; each figure is the word
    of the EFF long list on that line, counted from 0.
    """
    number = int.from_bytes(digest[:9], "big") >> (72 - _CODE_BITS)
    listed = _word_list()
    figures = []
    for _ in range(_CODE_WORDS):
        number, figure = divmod(number, len(listed))
        figures.append(listed[figure])
    return " ".join(reversed(figures))


def code(data: bytes) -> str:
    """The six words of a file, as its receiver reads them back."""
    return words(sha256(data).digest())


def are_same(words: str, typed: str) -> bool:
    """Whether `typed` are these words, however they were set apart.

    Only letters count: four words of the list hold a hyphen, which nobody reads out.
    """
    return _letters(words) == _letters(typed)


def key_words(certificate: bytes) -> str:
    """The six words of a certificate's fingerprint."""
    return words(sha256(certificate).digest())


def _subject(name: str, role: str, organisation: str) -> "x509.Name":
    from cryptography import x509
    from cryptography.x509.oid import NameOID

    parts = (
        (NameOID.COMMON_NAME, name),
        (NameOID.TITLE, role),
        (NameOID.ORGANIZATION_NAME, organisation),
    )
    return x509.Name(
        x509.NameAttribute(kind, text.strip()[:_LONGEST_NAME])
        for kind, text in parts
        if text.strip()
    )


def _for_signing() -> "x509.KeyUsage":
    from cryptography import x509

    return x509.KeyUsage(
        digital_signature=True,
        content_commitment=True,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=False,
        crl_sign=False,
        encipher_only=False,
        decipher_only=False,
    )


@cache
def _word_list() -> tuple[str, ...]:
    path = bundle.resources() / "wordlists" / "eff_large.txt"
    return tuple(path.read_text(encoding="utf-8").split())


def _letters(words: str) -> str:
    return "".join(each for each in words.lower() if each.isalpha())
