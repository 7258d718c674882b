# SPDX-License-Identifier: Apache-2.0
"""Certificates from outside for the key that signs: asked for, taken in, and told apart.

An organisation's authority certifies the very key of the vault (request, then issued), or hands
out a key with its certificate in one file (PKCS #12).
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, NoReturn

from kinfile.errors import IdentityRefused
from kinfile.export.holes import der_length
from kinfile.export.identity import Identity

if TYPE_CHECKING:
    from cryptography import x509
    from cryptography.hazmat.primitives.asymmetric.types import PublicKeyTypes

SHORTEST_RSA = 2048
_CURVES = frozenset({"secp256r1", "secp384r1"})


def bundle(identity: Identity) -> bytes:
    """The certificate and its chain as one text of bytes: DER behind DER, the signer's first."""
    return b"".join((identity.certificate, *identity.chain))


def unbundled(data: bytes) -> tuple[bytes, tuple[bytes, ...]]:
    """The signer's certificate and the chain above it, from `bundle`."""
    found = []
    while data:
        length = der_length(data) or len(data)
        found.append(data[:length])
        data = data[length:]
    return found[0], tuple(found[1:])


def request(identity: Identity) -> bytes:
    """A request (PKCS #10, PEM) to certify the key of `identity` under the name it has."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec, rsa

    key = serialization.load_der_private_key(identity.pkcs8, password=None)
    if not isinstance(key, ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey):
        _refuse("weak-key")
    own = x509.load_der_x509_certificate(identity.certificate)
    builder = x509.CertificateSigningRequestBuilder().subject_name(own.subject)
    try:
        usage = own.extensions.get_extension_for_class(x509.KeyUsage)
        builder = builder.add_extension(usage.value, critical=True)
    except x509.ExtensionNotFound:
        pass
    return builder.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)


def issued(known: Sequence[Identity], data: bytes, *, now: datetime) -> Identity:
    """One of the `known` keys with the certificate that `data` has for it, and the chain there.

    `data` is a certificate or several (PEM or DER), or PKCS #7. Raises IdentityRefused: unreadable,
    other-key, known, and what `require_fit` says.
    """
    certificates = _certificates(data)
    by_key = {identity.public_key: identity for identity in known if identity.pkcs8}
    for certificate in certificates:
        found = _made(certificate, certificates)
        identity = by_key.get(found.public_key)
        if identity is None:
            continue
        require_new(found, known)
        require_fit(found.certificate, now=now)
        return Identity(pkcs8=identity.pkcs8, certificate=found.certificate, chain=found.chain)
    raise IdentityRefused(problem="other-key")


def from_pkcs12(data: bytes, passphrase: bytes, *, now: datetime) -> Identity:
    """The key in a PKCS #12 file with its certificate and chain.

    Raises IdentityRefused: wrong-passphrase (or no such file at all), no-key, and what
    `require_fit` says.
    """
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.serialization import pkcs12

    try:
        key, certificate, others = pkcs12.load_key_and_certificates(data, passphrase or None)
    except (ValueError, TypeError) as error:
        raise IdentityRefused(problem="wrong-passphrase") from error
    if key is None or certificate is None:
        _refuse("no-key")
    made = _made(certificate, others)
    require_fit(made.certificate, now=now)
    pkcs8 = key.private_bytes(
        serialization.Encoding.DER,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    return Identity(pkcs8=pkcs8, certificate=made.certificate, chain=made.chain)


def require_new(found: Identity, known: Iterable[Identity]) -> None:
    """Raises IdentityRefused (known) for a certificate that is there already."""
    if found.fingerprint in {each.fingerprint for each in known}:
        _refuse("known")


def with_chain(certificate: bytes, others: Iterable[bytes]) -> Identity:
    """A certificate with those of `others` that stand above it; the key is elsewhere."""
    from cryptography import x509

    read = x509.load_der_x509_certificate
    return _made(read(certificate), [read(each) for each in others])


def require_fit(certificate: bytes, *, now: datetime) -> None:
    """Raises IdentityRefused: weak-key, usage, too-young, expired."""
    from cryptography import x509

    read = x509.load_der_x509_certificate(certificate)
    if not _is_strong(read.public_key()):
        _refuse("weak-key")
    if not _may_sign(read):
        _refuse("usage")
    if now < read.not_valid_before_utc:
        _refuse("too-young")
    if now > read.not_valid_after_utc:
        _refuse("expired")


def _made(certificate: "x509.Certificate", others: Iterable["x509.Certificate"]) -> Identity:
    from cryptography.hazmat.primitives.serialization import Encoding

    left = [each for each in others if each != certificate]
    chain: list[x509.Certificate] = []
    below = certificate
    while below.issuer != below.subject:
        above = [each for each in left if _has_issued(each, below)]
        if not above:
            break
        below = above[0]
        left.remove(below)
        chain.append(below)
    return Identity(
        pkcs8=b"",
        certificate=certificate.public_bytes(Encoding.DER),
        chain=tuple(each.public_bytes(Encoding.DER) for each in chain),
    )


def _has_issued(issuer: "x509.Certificate", certificate: "x509.Certificate") -> bool:
    from cryptography.exceptions import InvalidSignature

    try:
        certificate.verify_directly_issued_by(issuer)
    except (InvalidSignature, TypeError, ValueError):
        return False
    return True


def _is_strong(key: "PublicKeyTypes") -> bool:
    from cryptography.hazmat.primitives.asymmetric import ec, rsa

    if isinstance(key, ec.EllipticCurvePublicKey):
        return key.curve.name in _CURVES
    return isinstance(key, rsa.RSAPublicKey) and key.key_size >= SHORTEST_RSA


def _may_sign(certificate: "x509.Certificate") -> bool:
    from cryptography import x509

    try:
        usage = certificate.extensions.get_extension_for_class(x509.KeyUsage).value
    except x509.ExtensionNotFound:
        return True
    except ValueError:
        return False
    return usage.digital_signature or usage.content_commitment


def _certificates(data: bytes) -> "list[x509.Certificate]":
    """Every certificate in `data`, in whichever of the usual forms it comes."""
    from asn1crypto import pem
    from cryptography import x509

    try:
        armoured = pem.unarmor(data, multiple=True) if pem.detect(data) else [("", {}, data)]
        found = [each for _, _, der in armoured for each in _in_der(der)]
        return [x509.load_der_x509_certificate(each) for each in found]
    except (ValueError, TypeError, KeyError) as error:
        raise IdentityRefused(problem="unreadable") from error


def _in_der(data: bytes) -> list[bytes]:
    """A certificate, or those in a PKCS #7 message, whose order is often not as DER wants it."""
    from asn1crypto import cms

    content = cms.ContentInfo.load(data)
    try:
        signed = content["content_type"].native == "signed_data"
    except ValueError:
        return [data]
    if not signed:
        raise IdentityRefused(problem="unreadable")
    return [each.chosen.dump() for each in content["content"]["certificates"]]


def _refuse(problem: str) -> NoReturn:
    raise IdentityRefused(problem=problem)
