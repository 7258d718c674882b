# SPDX-License-Identifier: Apache-2.0
"""The check of a sealed file fails closed.

V01 A sealed file holds with a witness: an authority, a fingerprint, the code, or its receipt.
V02 Without a witness nobody knows whose key signed it, and it does not hold.
V03 Every forgery is rejected, whatever witness for the signer is given, and never by an exception.
V04 A countersignature holds beside the first; cut off, the receipt tells.
V05 A code or a receipt that does not fit makes a file fail, whoever signed it.
V06 Each signature is reported on its own, with the time and where that time comes from.
V07 What the file says of its record can be read from the verdict.
V08 Every code has words.
"""

import json
import logging
from datetime import UTC, datetime, timedelta
from io import BytesIO

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from hypothesis import given, settings
from hypothesis import strategies as st

from export import example
from export.tampering import FORGERIES, Forgery
from kinfile.export.identity import Identity, code, new_identity
from kinfile.export.pdf import draw
from kinfile.export.signing import countersign, sign
from kinfile.export.stages import SignedPdf, UnsignedPdf
from kinfile.export.verdict import Verdict
from kinfile.export.verify import verify
from kinfile.export.verify_words import WORDS
from kinfile.i18n import Language

ENGLISH = Language("en")
FLIPS = 40


@pytest.fixture(scope="module")
def unsigned() -> UnsignedPdf:
    return draw(example.note())


@pytest.fixture(scope="module")
def signed(unsigned: UnsignedPdf, practitioner: Identity) -> SignedPdf:
    return sign(unsigned, practitioner, at=example.MADE_AT, language=ENGLISH)


@pytest.fixture(scope="module")
def countersigned(signed: SignedPdf, manager: Identity) -> SignedPdf:
    return countersign(signed, manager, at=example.at(15, 0), language=ENGLISH)


def codes(verdict: Verdict) -> set[str]:
    return {problem.code for problem in verdict.problems}


def test_a_fingerprint_is_a_witness(signed: SignedPdf) -> None:  # V01
    verdict = verify(signed.data, fingerprints=signed.fingerprints)
    assert verdict.ok
    assert not verdict.problems
    (found,) = verdict.signatures
    assert found.intact
    assert found.valid
    assert found.trusted
    assert found.trusted_by == "fingerprint"
    assert found.whole_file


def test_a_fingerprint_may_be_spelled_with_colons(signed: SignedPdf) -> None:  # V01
    plain = signed.fingerprints[0].upper()
    spelled = ":".join(plain[n : n + 2] for n in range(0, 64, 2))
    assert verify(signed.data, fingerprints=(spelled,)).ok


def test_the_code_read_out_is_a_witness(signed: SignedPdf) -> None:  # V01
    spoken = code(signed.data)
    assert verify(signed.data, code=spoken).ok
    assert verify(signed.data, code=spoken.upper().replace(" ", "-")).ok


def test_the_receipt_is_a_witness_of_little(signed: SignedPdf) -> None:  # V01
    verdict = verify(signed.data, receipt=signed.receipt())
    assert verdict.ok
    assert verdict.signatures[0].trusted_by == "receipt"
    assert "receipt-proves-little" in {note.code for note in verdict.notes}


def test_an_authority_is_a_witness(
    unsigned: UnsignedPdf, authority: tuple[Identity, bytes]
) -> None:  # V01
    identity, root = authority
    sealed = sign(unsigned, identity, at=example.MADE_AT, language=ENGLISH)
    verdict = verify(sealed.data, trust=(root,), now=example.MADE_AT)
    assert verdict.ok
    assert verdict.signatures[0].trusted_by == "ca"
    late = verify(sealed.data, trust=(root,), now=example.MADE_AT + timedelta(days=400))
    assert codes(late) == {"not-trusted"}


def test_another_authority_is_none(
    signed: SignedPdf, authority: tuple[Identity, bytes]
) -> None:  # V02
    verdict = verify(signed.data, trust=(authority[1],), now=example.MADE_AT)
    assert codes(verdict) == {"not-trusted"}
    assert verify(
        signed.data, trust=(authority[1],), fingerprints=signed.fingerprints, now=example.MADE_AT
    ).ok


def test_without_a_witness_it_does_not_hold(signed: SignedPdf) -> None:  # V02
    verdict = verify(signed.data)
    assert not verdict.ok
    assert codes(verdict) == {"not-trusted"}
    assert verdict.signatures[0].trusted_by == "none"
    assert verdict.signatures[0].intact


def test_a_certificate_that_was_not_in_force_does_not_hold(unsigned: UnsignedPdf) -> None:  # V02
    young = new_identity("A", "B", "C", now=example.MADE_AT + timedelta(days=30))
    sealed = sign(unsigned, young, at=example.MADE_AT, language=ENGLISH)
    verdict = verify(sealed.data, fingerprints=sealed.fingerprints)
    assert codes(verdict) == {"certificate-too-young-or-old"}


@pytest.mark.parametrize("forgery", FORGERIES.values(), ids=FORGERIES)
def test_every_forgery_is_rejected(forgery: Forgery, signed: SignedPdf) -> None:  # V03
    forged = forgery(signed.data)
    assert forged != signed.data
    verdict = verify(forged, fingerprints=signed.fingerprints)
    assert not verdict.ok
    assert verdict.problems


@pytest.mark.parametrize("forgery", FORGERIES.values(), ids=FORGERIES)
def test_every_forgery_of_a_countersigned_file_is_rejected(
    forgery: Forgery, countersigned: SignedPdf
) -> None:  # V03
    forged = forgery(countersigned.data)
    assert not verify(forged, fingerprints=countersigned.fingerprints).ok


def test_signed_anew_by_a_stranger(signed: SignedPdf, unsigned: UnsignedPdf) -> None:  # V03
    stranger = new_identity("Jo Rowe", "Specialist midwife", "", now=example.MADE_AT)
    forged = sign(unsigned, stranger, at=example.MADE_AT, language=ENGLISH)
    verdict = verify(forged.data, fingerprints=signed.fingerprints)
    assert codes(verdict) == {"not-trusted"}
    assert not verify(forged.data, receipt=signed.receipt()).ok


@pytest.mark.parametrize("number", range(FLIPS))
def test_a_flip_anywhere_is_rejected(number: int, signed: SignedPdf) -> None:  # V03
    place = (len(signed.data) - 1) * number // (FLIPS - 1)
    flipped = bytes([signed.data[place] ^ 0x20])
    forged = signed.data[:place] + flipped + signed.data[place + 1 :]
    assert not verify(forged, fingerprints=signed.fingerprints).ok


@settings(max_examples=25, deadline=None)
@given(share=st.floats(0, 1, exclude_max=True), bit=st.integers(0, 7))
def test_any_flip_is_rejected(signed: SignedPdf, share: float, bit: int) -> None:  # V03
    place = int(len(signed.data) * share)
    flipped = bytes([signed.data[place] ^ 1 << bit])
    forged = signed.data[:place] + flipped + signed.data[place + 1 :]
    assert not verify(forged, fingerprints=signed.fingerprints).ok


@settings(max_examples=50, deadline=None)
@given(st.binary(max_size=400))
def test_junk_is_unreadable_and_never_raises(junk: bytes) -> None:  # V03
    assert codes(verify(b"%PDF-1.7\n" + junk)) <= {"unreadable", "no-signature"}


def test_an_unsigned_file_has_no_signature(unsigned: UnsignedPdf) -> None:  # V03
    assert codes(verify(unsigned.data, code=code(unsigned.data))) == {"no-signature"}


def test_a_locked_file_says_so(unsigned: UnsignedPdf) -> None:  # V03
    import pikepdf

    locked = BytesIO()
    with pikepdf.open(BytesIO(unsigned.data)) as pdf:
        pdf.save(locked, encryption=pikepdf.Encryption(user="a", owner="b", R=6))
    assert codes(verify(locked.getvalue())) == {"encrypted"}


def test_a_countersignature_holds(countersigned: SignedPdf) -> None:  # V04
    verdict = verify(countersigned.data, fingerprints=countersigned.fingerprints)
    assert verdict.ok
    assert [found.field for found in verdict.signatures] == ["Practitioner", "Manager"]
    assert [found.whole_file for found in verdict.signatures] == [False, True]
    assert verify(countersigned.data, receipt=countersigned.receipt()).ok


def test_a_manager_whom_nobody_knows_makes_it_fail(countersigned: SignedPdf) -> None:  # V04
    verdict = verify(countersigned.data, fingerprints=countersigned.fingerprints[:1])
    assert [(p.code, p.facts["field"]) for p in verdict.problems] == [("not-trusted", "Manager")]


def test_a_countersignature_cut_off_is_told_by_the_receipt(
    signed: SignedPdf, countersigned: SignedPdf
) -> None:  # V04
    assert countersigned.data.startswith(signed.data)
    assert verify(signed.data, fingerprints=signed.fingerprints).ok
    verdict = verify(signed.data, fingerprints=signed.fingerprints, receipt=countersigned.receipt())
    assert {"signatures-differ", "receipt-differs"} <= codes(verdict)


def test_another_code_makes_it_fail(signed: SignedPdf, countersigned: SignedPdf) -> None:  # V05
    verdict = verify(signed.data, fingerprints=signed.fingerprints, code=code(countersigned.data))
    assert codes(verdict) == {"code-differs"}


@pytest.mark.parametrize("receipt", [{}, {"signatures": "1"}, {"signatures": 1, "fingerprints": 2}])
def test_a_receipt_that_says_nothing_makes_it_fail(
    receipt: dict[str, object], signed: SignedPdf
) -> None:  # V05
    verdict = verify(signed.data, fingerprints=signed.fingerprints, receipt=receipt)
    assert codes(verdict) == {"receipt-unreadable"}


def test_the_time_is_the_signers(signed: SignedPdf) -> None:  # V06
    (found,) = verify(signed.data).signatures
    assert datetime.fromisoformat(found.time) == example.MADE_AT
    assert found.time_source == "signer"
    assert found.signer == "Jo Rowe"
    assert found.fingerprint == signed.fingerprints[0]
    notes = {note.code for note in verify(signed.data).notes}
    assert {"laptop-clock", "withdrawal-not-checked"} <= notes


def test_the_record_is_named(signed: SignedPdf) -> None:  # V07
    assert verify(signed.data).record == {
        "ref": "7F3K-9QXA",
        "form": "pre_birth",
        "version": 1,
        "head": "3f9ab2c4d5e6" + "0" * 52,
    }


def test_the_verdict_as_json(signed: SignedPdf) -> None:  # V08
    told = verify(signed.data).to_json("a.pdf", ENGLISH)
    names = ["file", "ok", "signatures", "timestamps", "problems", "notes", "record"]
    assert list(told) == names
    problems = told["problems"]
    assert isinstance(problems, list)
    assert problems[0]["code"] == "not-trusted"
    assert problems[0]["say"].startswith("Nothing shows whose key signed Practitioner.")
    json.dumps(told)


def test_every_word_fits_its_facts() -> None:  # V08
    facts = {"field": "Manager", "found": 1, "expected": 2, "authority": "A", "time": "today"}
    for words in WORDS.values():
        assert "{" not in ENGLISH.text(words, **facts)


def test_no_name_is_logged(signed: SignedPdf, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        verify(signed.data)
        verify(FORGERIES["an appended page"](signed.data))
    assert "Rowe" not in caplog.text


@pytest.fixture(scope="module")
def authority() -> tuple[Identity, bytes]:
    """An identity issued by an authority, and that authority's certificate (PEM)."""
    start, end = datetime(2026, 1, 1, tzinfo=UTC), datetime(2027, 6, 1, tzinfo=UTC)
    root_key, key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    root_name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Test authority")])
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Jo Rowe")])

    def issued(
        subject: x509.Name, public: ec.EllipticCurvePublicKey, *, ca: bool
    ) -> x509.Certificate:
        usage = x509.KeyUsage(
            digital_signature=not ca, content_commitment=False, key_encipherment=False,
            data_encipherment=False, key_agreement=False, key_cert_sign=ca, crl_sign=ca,
            encipher_only=False, decipher_only=False,
        )  # fmt: skip
        return (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(root_name)
            .public_key(public)
            .serial_number(x509.random_serial_number())
            .not_valid_before(start)
            .not_valid_after(end)
            .add_extension(x509.BasicConstraints(ca=ca, path_length=None), critical=True)
            .add_extension(usage, critical=True)
            .sign(root_key, hashes.SHA256())
        )

    root = issued(root_name, root_key.public_key(), ca=True)
    leaf = issued(name, key.public_key(), ca=False)
    pkcs8 = key.private_bytes(
        serialization.Encoding.DER,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    identity = Identity(
        pkcs8=pkcs8,
        certificate=leaf.public_bytes(serialization.Encoding.DER),
        chain=(root.public_bytes(serialization.Encoding.DER),),
    )
    return identity, root.public_bytes(serialization.Encoding.PEM)
