# SPDX-License-Identifier: Apache-2.0
"""A time stamp put behind a file by a receiver's own tool: pyHanko, with its own authority."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from io import BytesIO

from asn1crypto import keys
from asn1crypto import x509 as asn1
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.signers import PdfTimeStamper
from pyhanko.sign.timestamps.dummy_client import DummyTimeStamper
from pyhanko_certvalidator import ValidationContext

STAMPED_AT = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
Change = Callable[[IncrementalPdfFileWriter], None]


@cache
def _authority() -> tuple[rsa.RSAPrivateKey, x509.Certificate]:
    key = rsa.generate_private_key(65537, 2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Test time stamps")])
    usage = x509.KeyUsage(
        digital_signature=True, content_commitment=False, key_encipherment=False,
        data_encipherment=False, key_agreement=False, key_cert_sign=False, crl_sign=False,
        encipher_only=False, decipher_only=False,
    )  # fmt: skip
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(datetime(2026, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(2031, 1, 1, tzinfo=UTC))
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True)
        .sign(key, hashes.SHA256())
    )
    return key, certificate


def authority() -> bytes:
    """The certificate of the authority (PEM)."""
    return _authority()[1].public_bytes(serialization.Encoding.PEM)


def stamped(data: bytes, *, with_store: bool = True, first: Change | None = None) -> bytes:
    """`data` with a document time stamp, and `first` smuggled into the same revision.

    `with_store` adds what the stamp is checked with in a revision behind it, as pyHanko does.
    """
    key, certificate = _authority()
    private = key.private_bytes(
        serialization.Encoding.DER,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    own = asn1.Certificate.load(certificate.public_bytes(serialization.Encoding.DER))
    source = DummyTimeStamper(own, keys.PrivateKeyInfo.load(private), fixed_dt=STAMPED_AT)
    context = ValidationContext(trust_roots=[own], allow_fetching=False, moment=STAMPED_AT)
    writer = IncrementalPdfFileWriter(BytesIO(data))
    if first is not None:
        first(writer)
    stamper = PdfTimeStamper(source, field_name=None)
    whole = stamper.timestamp_pdf(
        writer, "sha256", validation_context=context if with_store else None
    )
    return bytes(whole.getbuffer())
