# SPDX-License-Identifier: Apache-2.0
"""Keys of packs.

K01 A key signs what it and nothing else verifies.
K02 A key is read again from its file, with its passphrase where it is encrypted.
K03 A file that holds no such key is told apart from one that needs its passphrase or another.
K04 The fingerprint is that of the public key's DER, as openssl makes it.
"""

import hashlib

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa, x25519

from kinfile.errors import UsageError
from kinfile.forms.packs.keys import SigningKey, fingerprint, is_signed, public_key

KEY = SigningKey.generate()
PLAIN = KEY.private_pem()
LOCKED = KEY.private_pem(b"otter lamp river")


def problem_of(pem: bytes, passphrase: bytes | None = None) -> str:
    with pytest.raises(UsageError) as caught:
        SigningKey.read(pem, path="K.pem", passphrase=passphrase)
    assert caught.value.facts["path"] == "K.pem"
    return str(caught.value.facts["problem"])


def test_a_signature_is_of_one_key_and_content() -> None:
    """K01"""
    signature = KEY.sign(b"content")
    assert is_signed(b"content", signature, KEY.public)
    assert not is_signed(b"contend", signature, KEY.public)
    assert not is_signed(b"content", signature, SigningKey.generate().public)
    assert not is_signed(b"content", signature[:-1], KEY.public)
    assert not is_signed(b"content", signature, b"short")
    assert not is_signed(b"content", signature, b"\xff" * 32)


def test_a_key_is_read_again() -> None:
    """K02"""
    assert SigningKey.read(PLAIN, path="K.pem").public == KEY.public
    assert SigningKey.read(PLAIN, path="K.pem", passphrase=b"not needed").public == KEY.public
    assert SigningKey.read(LOCKED, path="K.pem", passphrase=b"otter lamp river").public == (
        KEY.public
    )
    assert public_key(KEY.public_pem()) == KEY.public


def of_another_kind() -> bytes:
    return rsa.generate_private_key(65537, 2048).private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )


def test_what_is_no_key_is_told_apart() -> None:
    """K03"""
    assert problem_of(LOCKED) == "key-locked"
    assert problem_of(LOCKED, b"wrong") == "key-not-opened"
    assert problem_of(LOCKED, b"") == "key-not-opened"
    for pem in (b"", b"x", PLAIN[:60], KEY.public_pem(), of_another_kind()):
        assert problem_of(pem) == "not-a-signing-key"


def test_what_is_no_public_key_is_none() -> None:
    """K03"""
    other = x25519.X25519PrivateKey.generate().public_key()
    pem = other.public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    for each in (b"", b"x", PLAIN, pem, KEY.public_pem()[:70]):
        assert public_key(each) is None


def test_the_fingerprint_is_of_the_public_der() -> None:
    """K04"""
    public = serialization.load_pem_public_key(KEY.public_pem())
    der = public.public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    assert fingerprint(KEY.public) == hashlib.sha256(der).hexdigest()
