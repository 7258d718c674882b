# SPDX-License-Identifier: Apache-2.0
"""Who signs, and the six words that are read out.

I01 A new identity is a P-256 key with its own certificate for signing, good for ten years.
I02 It needs a name and nothing else; long names are cut to what a certificate allows.
I03 Six words stand for the first 66 bits of a digest; the published vectors hold.
I04 Nothing shows a key when it is printed.
I05 Words are the same however they are set apart, also those that hold a hyphen of their own.
"""

from datetime import timedelta

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from hypothesis import given
from hypothesis import strategies as st

from export import example
from kinfile import bundle
from kinfile.export.identity import (
    Identity,
    are_same,
    code,
    fingerprint,
    key_words,
    new_identity,
    words,
)


def made(name: str = "Jo Rowe", role: str = "Midwife", organisation: str = "") -> Identity:
    return new_identity(name, role, organisation, now=example.MADE_AT)


def test_a_new_identity_is_for_signing() -> None:  # I01
    certificate = x509.load_der_x509_certificate(made().certificate)
    key = certificate.public_key()
    assert isinstance(key, ec.EllipticCurvePublicKey)
    assert key.curve.name == "secp256r1"
    usage = certificate.extensions.get_extension_for_class(x509.KeyUsage).value
    assert usage.digital_signature
    assert usage.content_commitment
    assert not usage.key_cert_sign
    assert certificate.subject == certificate.issuer


def test_it_is_good_for_ten_years() -> None:  # I01
    certificate = x509.load_der_x509_certificate(made().certificate)
    assert certificate.not_valid_before_utc == example.MADE_AT - timedelta(days=1)
    left = certificate.not_valid_after_utc - example.MADE_AT
    assert timedelta(days=3652) <= left <= timedelta(days=3653)


def test_a_name_is_enough() -> None:  # I02
    assert made("Ŷnyr", "", "").name == "Ŷnyr"


def test_a_long_name_is_cut() -> None:  # I02
    assert made("x" * 200).name == "x" * 64


def test_two_identities_have_different_keys() -> None:  # I01
    assert made().fingerprint != made().fingerprint


def test_the_fingerprint_is_that_of_the_certificate() -> None:
    identity = made()
    assert identity.fingerprint == fingerprint(identity.certificate)
    assert len(identity.fingerprint) == 64


def test_published_vectors() -> None:  # I03
    assert words(bytes(32)) == "abacus abacus abacus abacus abacus abacus"
    assert words(b"\xff" * 32) == "abdominal phobia overcrowd rockfish nibble cussed"
    assert code(b"") == "abdominal exclusion spray reactive fondue onset"
    assert key_words(b"kinfile") == "abacus hardened smugly handpick defection freebie"


@given(st.binary(min_size=32, max_size=32))
def test_six_words_are_66_bits(digest: bytes) -> None:  # I03
    listed = (bundle.resources() / "wordlists" / "eff_large.txt").read_text().split()
    number = 0
    for word in words(digest).split():
        number = number * 7776 + listed.index(word)
    assert number == int.from_bytes(digest, "big") >> (256 - 66)


def test_nothing_shows_a_key() -> None:  # I04
    identity = made()
    assert identity.pkcs8.hex() not in repr(identity)
    assert "Rowe" not in repr(identity)


def test_a_hyphen_inside_a_word_does_not_matter() -> None:  # I05
    told = "abacus drop-down t-shirt yo-yo zoom felt-tip"
    assert are_same(told, "Abacus-drop-down-t-shirt-yo-yo-zoom-felt-tip")
    assert are_same(told, "abacus dropdown tshirt yo yo zoom felttip")
    assert not are_same(told, "abacus drop-down t-shirt yo-yo zoom")
