# SPDX-License-Identifier: Apache-2.0
"""Certificates of an IT department, fit and unfit for escrow. Keys are made once a run."""

from datetime import UTC, datetime, timedelta
from functools import cache

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
)
from cryptography.x509.oid import NameOID

NOW = datetime(2026, 11, 22, tzinfo=UTC)


@cache
def rsa_key(bits: int = 3072, number: int = 1) -> rsa.RSAPrivateKey:
    """A key of that size; another `number` gives another one."""
    return rsa.generate_private_key(public_exponent=65537, key_size=bits)


@cache
def ec_key() -> ec.EllipticCurvePrivateKey:
    return ec.generate_private_key(ec.SECP256R1())


def private_pem(key: rsa.RSAPrivateKey) -> bytes:
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def certificate(
    key: rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey | None = None,
    *,
    name: str = "IT service desk",
    usage: str | None = "key_encipherment",
    since: datetime = NOW - timedelta(days=30),
    days: int = 365,
    padding: int = 0,
    encoding: Encoding = Encoding.PEM,
) -> bytes:
    """A certificate that signs itself.

    `usage` of None leaves key usage out; `padding` adds bytes that mean nothing.
    """
    key = key or rsa_key()
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)] if name else [])
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(since)
        .not_valid_after(since + timedelta(days=days))
    )
    if usage is not None:
        made = made.add_extension(key_usage(usage), critical=True)
    if padding:
        comment = x509.UnrecognizedExtension(
            x509.ObjectIdentifier("1.3.6.1.4.1.99999.1"), bytes(padding)
        )
        made = made.add_extension(comment, critical=False)
    return made.sign(key, SHA256()).public_bytes(encoding)


def key_usage(allowed: str) -> x509.KeyUsage:
    kinds = (
        *("digital_signature", "content_commitment", "key_encipherment", "data_encipherment"),
        *("key_agreement", "key_cert_sign", "crl_sign", "encipher_only", "decipher_only"),
    )
    return x509.KeyUsage(**{kind: kind == allowed for kind in kinds})
