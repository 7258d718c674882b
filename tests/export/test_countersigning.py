# SPDX-License-Identifier: Apache-2.0
"""The second person's signature.

C01 It fills the place that waits for it; the receipt then names both, in signing order.
C02 It is refused where there is one already, where there is no place, and by the same key.
C03 A file comes back as ours only with that one signature behind our bytes and nothing else.
"""

from dataclasses import replace

import pytest

from export import example
from export.stamping import stamped
from export.tampering import FORGERIES
from kinfile.errors import NotCountersigned
from kinfile.export.countersigning import countersign, require_one_more
from kinfile.export.identity import Identity, new_identity
from kinfile.export.layout import lay_out
from kinfile.export.pdf import draw
from kinfile.export.printable import Standing
from kinfile.export.signing import sign
from kinfile.export.stages import SignedPdf
from kinfile.export.verify import verify
from kinfile.i18n import Language

ENGLISH = Language("en")


@pytest.fixture(scope="module")
def signed(practitioner: Identity) -> SignedPdf:
    return sign(draw(example.note()), practitioner, at=example.MADE_AT, language=ENGLISH)


@pytest.fixture(scope="module")
def both(signed: SignedPdf, manager: Identity) -> SignedPdf:
    return countersign(signed, manager, at=example.at(15, 0), language=ENGLISH)


def problem(error: pytest.ExceptionInfo[NotCountersigned]) -> object:
    return error.value.facts["problem"]


def test_it_fills_the_place_that_waits(
    signed: SignedPdf, both: SignedPdf, manager: Identity
) -> None:
    """C01"""
    assert both.data.startswith(signed.data)
    receipt = both.receipt()
    assert receipt["signatures"] == 2
    assert receipt["fingerprints"] == [*signed.fingerprints, manager.fingerprint]
    assert verify(both.data, receipt=receipt).ok


def test_it_is_given_once(both: SignedPdf) -> None:
    """C02"""
    other = new_identity("A. Third", "", "", now=example.MADE_AT)
    with pytest.raises(NotCountersigned) as refused:
        countersign(both, other, at=example.at(16, 0), language=ENGLISH)
    assert problem(refused) == "already"


def test_it_needs_a_place(practitioner: Identity, manager: Identity) -> None:
    """C02"""
    record = example.printable({"worries": "None"}, standing=Standing.URGENT)
    alone = sign(draw(lay_out(record, ENGLISH)), practitioner, at=example.MADE_AT, language=ENGLISH)
    with pytest.raises(NotCountersigned) as refused:
        countersign(alone, manager, at=example.at(15, 0), language=ENGLISH)
    assert problem(refused) == "no-place"


def test_nobody_countersigns_their_own(signed: SignedPdf, practitioner: Identity) -> None:
    """C02"""
    with pytest.raises(NotCountersigned) as refused:
        countersign(signed, practitioner, at=example.at(15, 0), language=ENGLISH)
    assert problem(refused) == "own-key"


def test_our_own_file_with_one_more_comes_back(signed: SignedPdf, both: SignedPdf) -> None:
    """C03"""
    require_one_more(signed.data, both.data)


def test_anything_else_does_not(signed: SignedPdf, both: SignedPdf, manager: Identity) -> None:
    """C03"""
    other = sign(
        draw(replace(example.note(), title="Another")),
        new_identity("Jo Rowe", "", "", now=example.MADE_AT),
        at=example.MADE_AT,
        language=ENGLISH,
    )
    theirs = countersign(other, manager, at=example.at(15, 0), language=ENGLISH)
    cases = {
        "not-ours": [theirs.data, b"%PDF-1.7 nothing"],
        "one-signature": [signed.data, stamped(both.data), stamped(signed.data)],
        "does-not-hold": [
            FORGERIES[name](both.data)
            for name in ("an appended page", "bytes behind the end", "a flip in the signature")
        ],
    }
    for expected, files in cases.items():
        for data in files:
            with pytest.raises(NotCountersigned) as refused:
                require_one_more(signed.data, data)
            assert problem(refused) == expected
