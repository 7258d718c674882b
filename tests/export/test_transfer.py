# SPDX-License-Identifier: Apache-2.0
"""The copy to send.

T10 Without its passphrase it says nothing of the record; with it, it is certified and whole.
T11 The sealed original is inside byte for byte, and is checked with the copy; a code or receipt
    of the original vouches for both.
T12 The pages look the same, stamps included, and every stamp is read out in its place.
T13 It no longer says that it is PDF/A, and nothing may be changed in it.
T14 A copy that was changed, or whose original does not hold, does not hold.
T15 Programs of others open it with the passphrase and not without (pdfsig, qpdf, pdfdetach).
"""

import subprocess
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import ImageChops

from export import example
from export.tampering import FORGERIES
from kinfile.export.attached import ORIGINAL
from kinfile.export.identity import Identity, code, new_identity
from kinfile.export.passphrase import new_passphrase
from kinfile.export.stages import SignedPdf
from kinfile.export.transfer import TransferCopy, make_transfer_copy
from kinfile.export.verify import verify
from kinfile.i18n import Language

ENGLISH = Language("en")
PASSPHRASE = new_passphrase()


@pytest.fixture(scope="module")
def copy(countersigned: SignedPdf, practitioner: Identity) -> TransferCopy:
    return make_transfer_copy(
        countersigned, practitioner, PASSPHRASE, at=example.at(16, 0), language=ENGLISH
    )


def test_without_its_passphrase_it_says_nothing(copy: TransferCopy) -> None:
    """T10"""
    assert [each.code for each in verify(copy.data).problems] == ["encrypted"]
    wrong = verify(copy.data, passphrase="six-other-words-than-it-has")
    assert [each.code for each in wrong.problems] == ["wrong-password"]
    low = copy.data.lower()
    for word in (b"marigold", b"sample", b"7f3k", b"pre_birth", b"pre-birth", PASSPHRASE.encode()):
        assert word not in low


def test_with_it_everything_holds(copy: TransferCopy, countersigned: SignedPdf) -> None:
    """T10, T11"""
    verdict = verify(copy.data, passphrase=PASSPHRASE, fingerprints=countersigned.fingerprints)
    assert verdict.ok, verdict.problems
    (outer,) = verdict.signatures
    assert (outer.field, outer.whole_file, outer.trusted_by) == ("Transfer", True, "fingerprint")
    assert verdict.inner is not None
    assert [each.field for each in verdict.inner.signatures] == ["Practitioner", "Manager"]
    assert verdict.record["ref"] == "7F3K-9QXA"
    told = verdict.to_json("t.pdf", ENGLISH)
    assert isinstance(told["inner"], dict)
    assert told["inner"]["ok"] is True


def test_what_vouches_for_the_original_vouches_for_both(
    copy: TransferCopy, countersigned: SignedPdf
) -> None:
    """T11"""
    spoken = verify(copy.data, passphrase=PASSPHRASE, code=code(countersigned.data))
    assert spoken.ok
    assert spoken.signatures[0].trusted_by == "code"
    assert verify(copy.data, passphrase=PASSPHRASE, receipt=countersigned.receipt()).ok
    nobody = verify(copy.data, passphrase=PASSPHRASE)
    assert {each.code for each in nobody.problems} == {"not-trusted", "inner-not-proven"}


def test_the_original_is_inside_byte_for_byte(copy: TransferCopy, countersigned: SignedPdf) -> None:
    """T11"""
    with pikepdf.open(BytesIO(copy.data), password=PASSPHRASE) as pdf:
        (spec,) = pdf.Root.AF
        assert str(spec.AFRelationship) == f"/{ORIGINAL}"
        assert str(spec.UF) == "KF-7F3K9QXA-pre_birth-v1-2026-11-22.pdf"
        assert spec.EF.F.read_bytes() == countersigned.data
        assert len(pdf.Root.Names.EmbeddedFiles.Names) == 2


def test_the_pages_look_the_same(copy: TransferCopy, countersigned: SignedPdf) -> None:
    """T12"""
    sealed = pypdfium2.PdfDocument(countersigned.data)
    sealed.init_forms()
    sent = pypdfium2.PdfDocument(copy.data, password=PASSPHRASE)
    assert len(sent) == len(sealed)
    for number in range(len(sealed)):
        one, other = (pdf[number].render(scale=1).to_pil().convert("L") for pdf in (sealed, sent))
        differing = sum(ImageChops.difference(one, other).histogram()[40:])
        assert differing == 0, f"page {number + 1}"
    sealed.close()
    sent.close()


def test_every_stamp_is_read_out_in_its_place(copy: TransferCopy) -> None:
    """T12"""
    with pikepdf.open(BytesIO(copy.data), password=PASSPHRASE) as pdf:
        numbers = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
        parents = dict(zip(map(int, numbers[::2]), numbers[1::2], strict=True))
        assert all(isinstance(each, pikepdf.Array) for each in parents.values())
        last = [parents[int(page.obj.StructParents)][-1] for page in pdf.pages]
        stamps = [element for element in last if "/Alt" in element]
        assert stamps
        assert str(stamps[-1].S) == "/P"
        marks = [f"/MCID {int(stamps[-1].K)}>> BDC" in _content(page) for page in pdf.pages]
        assert any(marks)


def _content(page: pikepdf.Page) -> str:
    parts = page.obj.Contents
    streams = parts if isinstance(parts, pikepdf.Array) else [parts]
    return "".join(stream.read_bytes().decode("latin-1") for stream in streams)


def test_it_claims_no_archive_and_allows_no_change(copy: TransferCopy) -> None:
    """T13"""
    with pikepdf.open(BytesIO(copy.data), password=PASSPHRASE) as pdf:
        assert pdf.encryption.R == 6
        assert pdf.is_encrypted
        metadata = pdf.Root.Metadata.read_bytes()
        assert b"pdfaid:part" not in metadata
        assert b"pdfuaid" in metadata
        allowed = pdf.allow
        assert allowed.accessibility
        assert not allowed.modify_form
        assert not allowed.modify_annotation
        field = pdf.Root.AcroForm.Fields[0]
        assert int(field.V.Reference[0].TransformParams.P) == 1


def test_an_empty_place_is_left_out(signed: SignedPdf, practitioner: Identity) -> None:
    """T12"""
    made = make_transfer_copy(
        signed, practitioner, PASSPHRASE, at=example.at(16, 0), language=ENGLISH
    )
    with pikepdf.open(BytesIO(made.data), password=PASSPHRASE) as pdf:
        assert [str(field.T) for field in pdf.Root.AcroForm.Fields] == ["Transfer"]
    assert verify(made.data, passphrase=PASSPHRASE, fingerprints=signed.fingerprints).ok


@pytest.mark.parametrize(
    "name", ["a byte flipped at 0.2", "a byte flipped at 0.7", "bytes behind the end", "cut short"]
)
def test_a_changed_copy_does_not_hold(
    name: str, copy: TransferCopy, countersigned: SignedPdf
) -> None:
    """T14"""
    forged = FORGERIES[name](copy.data)
    verdict = verify(forged, passphrase=PASSPHRASE, fingerprints=countersigned.fingerprints)
    assert not verdict.ok


def test_a_stranger_around_our_original_does_not_hold(countersigned: SignedPdf) -> None:
    """T14"""
    stranger = new_identity("Jo Rowe", "Specialist midwife", "", now=example.MADE_AT)
    forged = make_transfer_copy(
        countersigned, stranger, PASSPHRASE, at=example.at(16, 0), language=ENGLISH
    )
    verdict = verify(forged.data, passphrase=PASSPHRASE, code=code(countersigned.data))
    assert [each.code for each in verdict.problems] == ["not-trusted"]


def test_an_original_that_does_not_hold(countersigned: SignedPdf, practitioner: Identity) -> None:
    """T14"""
    forged = replace(countersigned, data=FORGERIES["bytes behind the end"](countersigned.data))
    made = make_transfer_copy(
        forged, practitioner, PASSPHRASE, at=example.at(16, 0), language=ENGLISH
    )
    verdict = verify(made.data, passphrase=PASSPHRASE, fingerprints=countersigned.fingerprints)
    assert "inner-not-proven" in {each.code for each in verdict.problems}


def run(*command: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.mark.external
def test_programs_of_others_open_it(
    copy: TransferCopy, countersigned: SignedPdf, tmp_path: Path
) -> None:
    """T15"""
    path = tmp_path / "transfer.pdf"
    path.write_bytes(copy.data)
    file = str(path)
    said = run("pdfsig", "-upw", PASSPHRASE, file).stdout
    assert "Signature is Valid" in said
    assert "- Total document signed" in said
    assert "Incorrect password" in run("pdfinfo", file).stderr
    shown = run("qpdf", "--show-encryption", f"--password={PASSPHRASE}", file).stdout
    assert "R = 6" in shown
    assert "No syntax" in run("qpdf", "--check", f"--password={PASSPHRASE}", file).stdout
    inner = tmp_path / "inner.pdf"
    run("pdfdetach", "-upw", PASSPHRASE, "-save", "1", "-o", str(inner), file)
    assert inner.read_bytes() == countersigned.data
