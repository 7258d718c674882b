# SPDX-License-Identifier: Apache-2.0
"""An organisation's authority as tests need it: it certifies keys and hands them out."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import pkcs7, pkcs12
from cryptography.x509.oid import NameOID

DER, PEM = serialization.Encoding.DER, serialization.Encoding.PEM
NOW = datetime(2026, 11, 22, 14, 0, tzinfo=UTC)
Key = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey


def named(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])


@dataclass(frozen=True)
class Authority:
    """A key that certifies, with its certificate and those above it, the nearest first."""

    key: ec.EllipticCurvePrivateKey
    certificate: x509.Certificate
    above: tuple[x509.Certificate, ...] = ()

    @property
    def pem(self) -> bytes:
        return self.certificate.public_bytes(PEM)

    def certify(
        self,
        public: ec.EllipticCurvePublicKey | rsa.RSAPublicKey,
        name: str = "Jo Rowe",
        *,
        first: datetime = NOW - timedelta(days=1),
        last: datetime = NOW + timedelta(days=365),
        signs: bool = True,
        ca: bool = False,
    ) -> x509.Certificate:
        return _issued(
            self.certificate.subject, self.key, name, public, first, last, signs=signs, ca=ca
        )

    def below(self, name: str) -> "Authority":
        """An authority certified by this one."""
        key = ec.generate_private_key(ec.SECP256R1())
        certificate = self.certify(key.public_key(), name, signs=False, ca=True)
        return Authority(key, certificate, (self.certificate, *self.above))

    def p7b(self, certificate: x509.Certificate) -> bytes:
        """A certificate with the chain above it, as authorities like to send it."""
        chain = [self.certificate, *self.above]
        return pkcs7.serialize_certificates([*reversed(chain), certificate], DER)

    def p12(self, key: Key, certificate: x509.Certificate, passphrase: bytes) -> bytes:
        return pkcs12.serialize_key_and_certificates(
            b"signing",
            key,
            certificate,
            [self.certificate, *self.above],
            serialization.BestAvailableEncryption(passphrase),
        )


def _issued(
    issuer: x509.Name,
    key: ec.EllipticCurvePrivateKey,
    name: str,
    public: ec.EllipticCurvePublicKey | rsa.RSAPublicKey,
    first: datetime,
    last: datetime,
    *,
    signs: bool,
    ca: bool,
) -> x509.Certificate:
    usage = x509.KeyUsage(
        digital_signature=signs, content_commitment=False, key_encipherment=not signs and not ca,
        data_encipherment=False, key_agreement=False, key_cert_sign=ca, crl_sign=ca,
        encipher_only=False, decipher_only=False,
    )  # fmt: skip
    return (
        x509.CertificateBuilder()
        .subject_name(named(name))
        .issuer_name(issuer)
        .public_key(public)
        .serial_number(x509.random_serial_number())
        .not_valid_before(first)
        .not_valid_after(last)
        .add_extension(x509.BasicConstraints(ca=ca, path_length=None), critical=True)
        .add_extension(usage, critical=True)
        .sign(key, hashes.SHA256())
    )


@cache
def authority() -> Authority:
    """A root with one authority below it, which certifies people."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = "Example Trust root"
    last = NOW + timedelta(days=3650)
    root = _issued(
        named(name),
        key,
        name,
        key.public_key(),
        NOW - timedelta(days=9),
        last,
        signs=False,
        ca=True,
    )
    return Authority(key, root).below("Example Trust signing")
