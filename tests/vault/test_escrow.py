# SPDX-License-Identifier: Apache-2.0
"""The recovery code, encrypted to IT's certificates.

E01  Whoever has a certificate's key reads vault, slot and code with stock openssl, and with each
     of several certificates; nobody else does.
E02  A certificate is read from PEM or DER, and what is not one certificate with an RSA key of 3072
     bits or more that may encrypt keys is refused, each for its own reason.
E03  One that has run out, or does not hold yet, is accepted and known as such.
E04  The same certificate twice is one; more than eight are refused.
E05  What was accepted once is used again without asking the rules again.
E06  What is kept stays within the room that the key file has for it.
"""

import json
import subprocess
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, pkcs7
from cryptography.x509 import load_pem_x509_certificate

from helpers.certificates import NOW, certificate, ec_key, private_pem, rsa_key
from kinfile.errors import UnfitCertificate
from kinfile.vault.escrow import LARGEST, LONGEST_KEY, MOST, Escrowed, Recipient, escrow
from kinfile.vault.recovery import RecoveryCode

CODE = RecoveryCode(bytes(range(20)))
VAULT = b"i" * 16


def kept(*certificates: bytes) -> tuple[Escrowed, ...]:
    recipients = [Recipient.read(each, name="it.pem") for each in certificates]
    return escrow(CODE, recipients, vault_id=VAULT, slot_id="9f00aa11")


def opened_by_openssl(envelope: bytes, key: bytes, pem: bytes, folder: Path) -> bytes | None:
    """What openssl makes of it, as docs and --help tell IT to call it."""
    for name, content in (("e.cms", envelope), ("key.pem", key), ("cert.pem", pem)):
        (folder / name).write_bytes(content)
    asked = "-inform DER -in e.cms -inkey key.pem -recip cert.pem"
    done = subprocess.run(
        ["openssl", "cms", "-decrypt", *asked.split()],
        cwd=folder,
        capture_output=True,
        check=False,
    )
    return done.stdout if done.returncode == 0 else None


@pytest.mark.external
@pytest.mark.parametrize("bits", [3072, 4096])
def test_openssl_reads_the_code(tmp_path: Path, bits: int) -> None:
    """E01."""
    first, second = rsa_key(bits), rsa_key(3072, 2)
    pems = certificate(first), certificate(second, name="Backup of IT")
    for place, (key, pem) in enumerate(zip((first, second), pems, strict=True)):
        read = opened_by_openssl(kept(*pems)[place].cms, private_pem(key), pem, tmp_path)
        assert read is not None
        assert json.loads(read) == {
            "vault_id": VAULT.hex(),
            "slot_id": "9f00aa11",
            "code": CODE.text,
        }


@pytest.mark.external
def test_openssl_reads_nothing_with_another_key(tmp_path: Path) -> None:
    """E01."""
    other = rsa_key(3072, 2)
    envelope = kept(certificate())[0].cms
    assert opened_by_openssl(envelope, private_pem(other), certificate(other), tmp_path) is None
    assert CODE.text.encode() not in envelope


@pytest.mark.external
def test_the_content_is_encrypted_with_aes_256(tmp_path: Path) -> None:
    """E01."""
    (tmp_path / "e.cms").write_bytes(kept(certificate())[0].cms)
    shown = subprocess.run(
        ["openssl", "cms", "-cmsout", "-print", "-noout", "-inform", "DER", "-in", "e.cms"],
        cwd=tmp_path,
        capture_output=True,
        check=True,
        text=True,
    ).stdout
    assert "aes-256-cbc" in shown
    assert shown.count("rsaEncryption") == 1


def test_cryptography_reads_the_code() -> None:
    """E01: the same without another program."""
    pem = certificate()
    read = pkcs7.pkcs7_decrypt_der(kept(pem)[0].cms, load_pem_x509_certificate(pem), rsa_key(), [])
    assert json.loads(read)["code"] == CODE.text


def test_each_envelope_is_another(tmp_path: Path) -> None:
    """E01: equal codes cannot be told by their envelopes."""
    pem = certificate()
    assert kept(pem)[0].cms != kept(pem)[0].cms


@pytest.mark.parametrize("encoding", [Encoding.PEM, Encoding.DER])
@pytest.mark.parametrize("usage", ["key_encipherment", None])
def test_a_fit_certificate_is_accepted(encoding: Encoding, usage: str | None) -> None:
    """E02."""
    found = Recipient.read(certificate(usage=usage, encoding=encoding), name="it.pem")
    assert found.subject == "CN=IT service desk"
    assert found.is_in_force(NOW)


def test_text_before_a_pem_certificate_is_passed_over() -> None:
    """E02: as openssl x509 -text writes it."""
    text = b"Certificate:\n    Data:\n" + certificate()
    assert Recipient.read(text, name="it.pem").subject == "CN=IT service desk"


UNFIT = {
    "nothing": ("unreadable", lambda: b""),
    "no certificate": ("unreadable", lambda: b"just text"),
    "a key": ("unreadable", lambda: private_pem(rsa_key())),
    "a certificate cut off": ("unreadable", lambda: certificate()[:500]),
    "bytes cut off": ("unreadable", lambda: certificate(encoding=Encoding.DER)[:-5]),
    "bytes behind it": ("unreadable", lambda: certificate(encoding=Encoding.DER) + b"more"),
    "a chain": ("several", lambda: certificate() + certificate(name="Issuer")),
    "a small key": ("short-key", lambda: certificate(rsa_key(2048))),
    "an elliptic curve": ("not-rsa", lambda: certificate(ec_key())),
    "for signing": ("usage", lambda: certificate(usage="digital_signature")),
    "an issuer": ("usage", lambda: certificate(usage="key_cert_sign")),
    "a fat one": ("too-large", lambda: certificate(padding=LARGEST)),
}


@pytest.mark.parametrize(("problem", "make"), UNFIT.values(), ids=UNFIT.keys())
def test_an_unfit_certificate_is_refused_for_its_own_reason(
    problem: str, make: Callable[[], bytes]
) -> None:
    """E02."""
    with pytest.raises(UnfitCertificate) as refusal:
        Recipient.read(make(), name="it.pem")
    assert refusal.value.facts["problem"] == problem
    assert refusal.value.facts["path"] == "it.pem"


def test_one_that_has_run_out_is_known_and_used() -> None:
    """E03."""
    past = certificate(since=NOW - timedelta(days=800))
    to_come = certificate(since=NOW + timedelta(days=1))
    for pem in (past, to_come):
        found = Recipient.read(pem, name="it.pem")
        assert not found.is_in_force(NOW)
        assert len(escrow(CODE, [found], vault_id=VAULT, slot_id="9f00aa11")) == 1


def test_the_same_certificate_twice_is_one() -> None:
    """E04."""
    pem = certificate()
    assert len(kept(pem, pem)) == 1
    assert kept() == ()


def test_more_than_eight_are_refused() -> None:
    """E04."""
    pems = [certificate(name=f"IT {number}") for number in range(MOST + 1)]
    assert len(kept(*pems[:MOST])) == MOST
    with pytest.raises(UnfitCertificate, match="too-many"):
        kept(*pems)


def test_what_was_accepted_once_is_used_again() -> None:
    """E05: a later version may ask for more of new ones."""
    small = certificate(rsa_key(2048), encoding=Encoding.DER)
    assert Recipient.kept(small).der == small
    (entry,) = kept(certificate())
    again = Recipient.kept(entry.certificate)
    assert (again.der, again.subject) == (entry.certificate, entry.subject)


def test_a_name_is_kept_short_and_may_be_absent() -> None:
    """E06."""
    assert kept(certificate(name=""))[0].subject == ""
    assert len(kept(certificate(name="x" * 64))[0].subject) < 200


@pytest.mark.slow
def test_the_largest_key_still_fits() -> None:
    """E06."""
    (entry,) = kept(certificate(rsa_key(LONGEST_KEY), padding=3_000))
    assert len(entry.certificate) <= LARGEST
    assert len(entry.cms) <= LARGEST
