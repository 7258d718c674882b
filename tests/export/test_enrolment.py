# SPDX-License-Identifier: Apache-2.0
"""Certificates from outside for the key that signs.

E01 A request is for the very key of the vault, under its owner's name, and openssl accepts it.
E02 A certificate for one of the keys is taken with its chain, however it is packed and ordered;
    one for another key, or one that is there already, is not.
E03 A PKCS #12 file gives the key, its certificate and the chain; not without its passphrase.
E04 Weak keys, certificates not meant for signing and those not in force are refused.
E05 The certificate and its chain go into one text of bytes and come out of it again.
E06 What was issued so signs, and verifies by the authority.
"""

import subprocess
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa

from export import example
from export.authorities import DER, NOW, PEM, Key, authority
from kinfile.errors import IdentityRefused
from kinfile.export.enrolment import bundle, from_pkcs12, issued, request, require_fit, unbundled
from kinfile.export.identity import Identity, new_identity
from kinfile.export.pdf import draw
from kinfile.export.signing import sign
from kinfile.export.verify import verify
from kinfile.i18n import Language


@pytest.fixture(scope="module")
def own() -> Identity:
    return new_identity("Jo Rowe", "Midwife", "Example Trust", now=NOW)


def certified(identity: Identity) -> x509.Certificate:
    """What the authority makes of the request of `identity`."""
    asked = x509.load_pem_x509_csr(request(identity))
    public = asked.public_key()
    assert isinstance(public, ec.EllipticCurvePublicKey)
    return authority().certify(public)


def problem_of(error: pytest.ExceptionInfo[IdentityRefused]) -> object:
    return error.value.facts["problem"]


def test_a_request_is_for_the_very_key(own: Identity) -> None:
    """E01"""
    asked = x509.load_pem_x509_csr(request(own))
    certificate = x509.load_der_x509_certificate(own.certificate)
    assert asked.is_signature_valid
    assert asked.subject == certificate.subject
    assert asked.public_key() == certificate.public_key()
    assert asked.extensions.get_extension_for_class(x509.KeyUsage).value.digital_signature


@pytest.mark.external
def test_openssl_accepts_the_request(own: Identity, tmp_path: Path) -> None:
    """E01"""
    path = tmp_path / "request.pem"
    path.write_bytes(request(own))
    command = ["openssl", "req", "-in", str(path), "-verify", "-noout"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert "verify OK" in done.stdout + done.stderr


def test_a_certificate_is_taken_however_it_is_packed(own: Identity) -> None:
    """E02"""
    leaf = certified(own)
    chain = [authority().certificate, *authority().above]
    packed = {
        "pem": leaf.public_bytes(PEM),
        "der": leaf.public_bytes(DER),
        "pems, the root first": b"".join(
            each.public_bytes(PEM) for each in [*reversed(chain), leaf]
        ),
        "pkcs7": authority().p7b(leaf),
    }
    for name, data in packed.items():
        found = issued([own], data, now=NOW)
        assert found.certificate == leaf.public_bytes(DER), name
        assert found.pkcs8 == own.pkcs8
        assert not found.is_self_issued
        assert found.issuer == "Example Trust signing"
    whole = issued([own], packed["pkcs7"], now=NOW)
    assert whole.chain == tuple(each.public_bytes(DER) for each in chain)


def test_a_certificate_of_another_key_is_not_taken(own: Identity) -> None:
    """E02"""
    other = certified(new_identity("Jo Rowe", "Midwife", "", now=NOW))
    with pytest.raises(IdentityRefused) as refused:
        issued([own], authority().p7b(other), now=NOW)
    assert problem_of(refused) == "other-key"


def test_a_certificate_is_taken_once(own: Identity) -> None:
    """E02"""
    leaf = certified(own)
    taken = issued([own], leaf.public_bytes(DER), now=NOW)
    for known in ([own, taken], [taken]):
        with pytest.raises(IdentityRefused) as refused:
            issued(known, leaf.public_bytes(PEM), now=NOW)
        assert problem_of(refused) == "known"


@pytest.mark.parametrize(
    "junk",
    [b"", b"x", b"0\x80", b"{}", b"-----BEGIN CERTIFICATE-----\nAA==\n-----END CERTIFICATE-----\n"],
)
def test_what_is_no_certificate_is_refused(junk: bytes, own: Identity) -> None:
    """E02"""
    with pytest.raises(IdentityRefused) as refused:
        issued([own], junk, now=NOW)
    assert problem_of(refused) == "unreadable"


@pytest.mark.parametrize(
    "make",
    [
        lambda: ec.generate_private_key(ec.SECP256R1()),
        lambda: ec.generate_private_key(ec.SECP384R1()),
        lambda: rsa.generate_private_key(65537, 2048),
    ],
    ids=["P-256", "P-384", "RSA-2048"],
)
def test_a_pkcs12_file_gives_key_certificate_and_chain(make: "type[Key]") -> None:
    """E03, E06"""
    key: Key = make()
    leaf = authority().certify(key.public_key(), "Ffion Lloyd")
    data = authority().p12(key, leaf, b"otter lamp")
    found = from_pkcs12(data, b"otter lamp", now=NOW)
    assert found.name == "Ffion Lloyd"
    assert len(found.chain) == 2
    stored = serialization.load_der_private_key(found.pkcs8, password=None)
    assert stored.public_key() == key.public_key()
    sealed = sign(draw(example.note()), found, at=example.MADE_AT, language=Language("en"))
    root = authority().above[-1].public_bytes(PEM)
    verdict = verify(sealed.data, trust=(root,), now=NOW)
    assert verdict.ok, verdict.problems
    assert verdict.signatures[0].trusted_by == "ca"


@pytest.mark.parametrize("secret", [b"wrong", b""])
def test_a_pkcs12_file_needs_its_passphrase(secret: bytes) -> None:
    """E03"""
    key = ec.generate_private_key(ec.SECP256R1())
    data = authority().p12(key, authority().certify(key.public_key()), b"otter lamp")
    for junk in (data, b"no such file"):
        with pytest.raises(IdentityRefused) as refused:
            from_pkcs12(junk, secret, now=NOW)
        assert problem_of(refused) == "wrong-passphrase"


def test_what_may_not_sign_is_refused() -> None:
    """E04"""
    strong = ec.generate_private_key(ec.SECP256R1()).public_key()
    short = rsa.generate_private_key(65537, 1024).public_key()  # noqa: S505  (refused)
    odd = ec.generate_private_key(ec.SECP256K1()).public_key()
    day = timedelta(days=1)
    cases = {
        "weak-key": [authority().certify(short), authority().certify(odd)],
        "usage": [authority().certify(strong, signs=False)],
        "too-young": [authority().certify(strong, first=NOW + day)],
        "expired": [authority().certify(strong, first=NOW - 9 * day, last=NOW - day)],
    }
    for problem, certificates in cases.items():
        for certificate in certificates:
            with pytest.raises(IdentityRefused) as refused:
                require_fit(certificate.public_bytes(DER), now=NOW)
            assert problem_of(refused) == problem


def test_a_chain_goes_into_one_text_of_bytes(own: Identity) -> None:
    """E05"""
    assert unbundled(bundle(own)) == (own.certificate, ())
    assert bundle(own) == own.certificate
    taken = issued([own], authority().p7b(certified(own)), now=NOW)
    assert unbundled(bundle(taken)) == (taken.certificate, taken.chain)
    assert len(taken.chain) == 2
