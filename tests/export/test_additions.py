# SPDX-License-Identifier: Apache-2.0
"""What was added to a file after it was signed hides nothing.

D01 An entry more or another, on its own or inside a time stamp's revision, makes a file fail.
D02 What a program writes of itself is short and stands where such things stand, or the file fails.
D03 Bytes that belong to no object, and byte ranges that leave some out, make it fail.
D04 Honest signatures, stamps and stores hold, also with a time of each in the store.
"""

import pytest

from export import example
from export.stamping import stamped
from export.tampering import Forgery
from export.tampering_entries import APART
from kinfile.export.identity import Identity
from kinfile.export.pdf import draw
from kinfile.export.signing import countersign, sign
from kinfile.export.stages import SignedPdf
from kinfile.export.verify import verify
from kinfile.i18n import Language

ENGLISH = Language("en")


@pytest.fixture(scope="module")
def signed(practitioner: Identity) -> SignedPdf:
    return sign(draw(example.note()), practitioner, at=example.MADE_AT, language=ENGLISH)


@pytest.fixture(scope="module")
def countersigned(signed: SignedPdf, manager: Identity) -> SignedPdf:
    return countersign(signed, manager, at=example.at(15, 0), language=ENGLISH)


@pytest.mark.parametrize("forgery", APART.values(), ids=APART)
def test_nothing_is_hidden(forgery: Forgery, signed: SignedPdf) -> None:
    """D01, D02, D03"""
    forged = forgery(signed.data)
    assert forged != signed.data
    verdict = verify(forged, fingerprints=signed.fingerprints)
    assert not verdict.ok
    assert verdict.problems


@pytest.mark.parametrize("with_store", [False, True], ids=["stamp", "store"])
def test_honest_additions_hold(countersigned: SignedPdf, with_store: bool) -> None:
    """D04"""
    once = stamped(countersigned.data, with_store=with_store)
    for data in (countersigned.data, once, stamped(once, with_store=with_store)):
        verdict = verify(data, fingerprints=countersigned.fingerprints)
        assert verdict.ok, verdict.problems
