# SPDX-License-Identifier: Apache-2.0
"""What may be added to a sealed file later, and what hides behind that.

V10 A time stamp put behind the signatures by the receiver's own tool leaves the file valid, with
    what the stamp is checked with behind it, and more than once.
V11 A stamp of an authority that is not known proves no time and takes nothing away; one of a
    known authority says when the file existed.
V12 Code and receipt of the file before it was stamped still vouch for it; stamps are no signatures.
V13 Whatever else is added is refused: on its own, with a stamp behind it, and beside a stamp.
"""

from io import BytesIO

import pikepdf
import pytest

from export import example
from export.stamping import STAMPED_AT, authority, stamped
from export.tampering import FORGERIES, Forgery
from export.tampering_later import LATER
from kinfile.export.identity import Identity, code, new_identity
from kinfile.export.pdf import draw
from kinfile.export.printable import Standing
from kinfile.export.signing import countersign, sign
from kinfile.export.stages import SignedPdf, UnsignedPdf
from kinfile.export.verify import verify
from kinfile.i18n import Language

ENGLISH = Language("en")


@pytest.fixture(scope="module")
def unsigned() -> UnsignedPdf:
    return draw(example.note())


@pytest.fixture(scope="module")
def signed(unsigned: UnsignedPdf, practitioner: Identity) -> SignedPdf:
    return sign(unsigned, practitioner, at=example.MADE_AT, language=ENGLISH)


@pytest.fixture(scope="module")
def countersigned(signed: SignedPdf, manager: Identity) -> SignedPdf:
    return countersign(signed, manager, at=example.at(15, 0), language=ENGLISH)


@pytest.mark.parametrize("with_store", [False, True])
@pytest.mark.parametrize("which", ["signed", "countersigned"])
def test_a_stamp_leaves_a_file_valid(
    which: str, with_store: bool, signed: SignedPdf, countersigned: SignedPdf
) -> None:  # V10, V11, V12
    sealed = signed if which == "signed" else countersigned
    data = stamped(sealed.data, with_store=with_store)
    verdict = verify(data, fingerprints=sealed.fingerprints)
    assert verdict.ok, verdict.problems
    assert len(verdict.signatures) == len(sealed.fingerprints)
    (stamp,) = verdict.stamps
    assert (stamp.intact, stamp.valid, stamp.trusted) == (True, True, False)
    assert stamp.whole_file is not with_store
    assert "stamp-not-trusted" in {note.code for note in verdict.notes}


def test_a_file_may_be_stamped_again(countersigned: SignedPdf) -> None:  # V10
    data = stamped(stamped(countersigned.data))
    verdict = verify(data, fingerprints=countersigned.fingerprints)
    assert verdict.ok, verdict.problems
    assert len(verdict.stamps) == 2


def test_the_manager_may_sign_after_a_stamp(signed: SignedPdf, manager: Identity) -> None:  # V10
    from dataclasses import replace

    late = replace(signed, data=stamped(signed.data))
    both = countersign(late, manager, at=example.at(16, 0), language=ENGLISH)
    verdict = verify(both.data, fingerprints=both.fingerprints)
    assert verdict.ok, verdict.problems


def test_nothing_but_a_stamp_where_nobody_else_signs(practitioner: Identity) -> None:  # V10
    record = example.printable({"worries": "None"}, standing=Standing.URGENT)
    from kinfile.export.layout import lay_out

    sealed = sign(
        draw(lay_out(record, ENGLISH)), practitioner, at=example.MADE_AT, language=ENGLISH
    )
    assert verify(stamped(sealed.data), fingerprints=sealed.fingerprints).ok


def test_a_known_authority_confirms_the_time(signed: SignedPdf) -> None:  # V11
    verdict = verify(
        stamped(signed.data),
        trust=(authority(),),
        fingerprints=signed.fingerprints,
        now=STAMPED_AT,
    )
    assert verdict.ok
    (stamp,) = verdict.stamps
    assert (stamp.trusted_by, stamp.time) == ("ca", STAMPED_AT.isoformat())
    (note,) = [note for note in verdict.notes if note.code == "stamped"]
    assert note.facts["authority"] == "Test time stamps"


def test_code_and_receipt_are_of_the_file_before(
    signed: SignedPdf, countersigned: SignedPdf
) -> None:  # V12
    for sealed in (signed, countersigned):
        data = stamped(sealed.data)
        assert verify(data, code=code(sealed.data)).ok
        assert verify(data, code=code(data)).ok
        assert verify(data, receipt=sealed.receipt()).ok
    cut = verify(
        stamped(signed.data), fingerprints=signed.fingerprints, receipt=countersigned.receipt()
    )
    assert {"signatures-differ", "receipt-differs"} <= {each.code for each in cut.problems}


def test_every_page_orders_its_fields_by_structure(signed: SignedPdf) -> None:  # V10
    with pikepdf.open(BytesIO(stamped(signed.data))) as pdf:
        assert all(page.obj.Tabs == pikepdf.Name.S for page in pdf.pages)


@pytest.mark.parametrize("forgery", LATER.values(), ids=LATER)
def test_nothing_else_may_be_added(forgery: Forgery, signed: SignedPdf) -> None:  # V13
    forged = forgery(signed.data)
    assert forged != signed.data
    verdict = verify(forged, fingerprints=signed.fingerprints)
    assert not verdict.ok
    assert verdict.problems


@pytest.mark.parametrize("forgery", FORGERIES.values(), ids=FORGERIES)
def test_a_stamp_covers_no_forgery(forgery: Forgery, signed: SignedPdf) -> None:  # V13
    try:
        forged = stamped(forgery(signed.data), with_store=False)
    except Exception:  # noqa: BLE001  (what cannot even be stamped is no danger)
        return
    assert not verify(forged, fingerprints=signed.fingerprints).ok


def test_a_stranger_in_the_managers_place(signed: SignedPdf) -> None:  # V13
    stranger = new_identity("Ffion Włodarczyk", "Named midwife", "", now=example.MADE_AT)
    forged = countersign(signed, stranger, at=example.at(15, 0), language=ENGLISH)
    verdict = verify(stamped(forged.data), fingerprints=signed.fingerprints)
    assert [each.code for each in verdict.problems] == ["not-trusted"]
