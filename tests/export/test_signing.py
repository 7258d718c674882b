# SPDX-License-Identifier: Apache-2.0
"""Sealing a drawn document.

G01 The practitioner's signature certifies the file; a place for the manager may still be filled.
G02 Where nobody else signs, nothing may be added.
G03 The time is the one that was given.
G04 The stamp shows any name, and a name that cannot be drawn is refused.
G05 The signed file is the drawn file and what was added to it; it says the same of itself.
G06 In large print the stamp is larger, and fits the place that waits for it.
"""

from datetime import datetime, timedelta, timezone
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from pyhanko.pdf_utils.reader import PdfFileReader

from export import example
from kinfile.errors import MissingGlyph
from kinfile.export.identity import Identity, new_identity
from kinfile.export.layout import lay_out
from kinfile.export.pdf import draw
from kinfile.export.printable import Standing
from kinfile.export.signing import sign
from kinfile.export.stages import SignedPdf, UnsignedPdf
from kinfile.i18n import Language

ENGLISH = Language("en")


def permission(data: bytes) -> int:
    reader = PdfFileReader(BytesIO(data))
    signature: Any = reader.embedded_signatures[0].sig_object
    return int(signature["/Reference"][0]["/TransformParams"]["/P"])


def test_the_manager_may_still_sign(signed: SignedPdf) -> None:  # G01
    assert permission(signed.data) == 2


def test_nothing_may_be_added_where_nobody_else_signs(practitioner: Identity) -> None:  # G02
    record = example.printable({"worries": "None"}, standing=Standing.URGENT)
    sealed = sign(
        draw(lay_out(record, ENGLISH)), practitioner, at=example.MADE_AT, language=ENGLISH
    )
    assert permission(sealed.data) == 1
    assert sealed.facts.edition == "urgent"


def test_the_time_is_the_one_given(unsigned: UnsignedPdf, practitioner: Identity) -> None:  # G03
    summer = datetime(2026, 7, 1, 9, 5, tzinfo=timezone(timedelta(hours=1)))
    sealed = sign(unsigned, practitioner, at=summer, language=ENGLISH)
    found = PdfFileReader(BytesIO(sealed.data)).embedded_signatures[0]
    assert found.self_reported_timestamp == summer
    assert sealed.signed_at == summer


def stamp_of(data: bytes, number: int) -> str:
    """The operators of a signature's appearance."""
    with pikepdf.open(BytesIO(data)) as pdf:
        appearance = pdf.Root.AcroForm.Fields[number].AP.N
        return appearance.Resources.XObject.Drawn.read_bytes().decode("latin-1")


def test_the_stamp_names_the_signers(signed: SignedPdf, countersigned: SignedPdf) -> None:  # G04
    assert "(Signed by Jo Rowe) Tj" in stamp_of(signed.data, 0)
    assert "(22 November 2026 at 14:32 \\(laptop clock\\)) Tj" in stamp_of(signed.data, 0)
    assert "(Signed by Ffion W" in stamp_of(countersigned.data, 1)


@pytest.mark.parametrize("name", ["Nguyễn Thị Hằng", "Ștefan Țăranu", "ماں"])
def test_the_stamp_shows_any_name(name: str, unsigned: UnsignedPdf) -> None:  # G04
    identity = new_identity(name, "", "", now=example.MADE_AT)
    sealed = sign(unsigned, identity, at=example.MADE_AT, language=ENGLISH)
    assert "(Signed" in stamp_of(sealed.data, 0)


def test_a_name_that_cannot_be_drawn_is_refused(unsigned: UnsignedPdf) -> None:  # G04
    identity = new_identity("你好", "", "", now=example.MADE_AT)
    with pytest.raises(MissingGlyph):
        sign(unsigned, identity, at=example.MADE_AT, language=ENGLISH)


def test_what_was_drawn_stays(unsigned: UnsignedPdf, signed: SignedPdf) -> None:  # G05
    assert signed.data.startswith(unsigned.data)
    assert len(signed.data) - len(unsigned.data) < 80_000


def test_a_signature_leaves_the_metadata_alone(
    unsigned: UnsignedPdf, countersigned: SignedPdf
) -> None:  # G05
    with (
        pikepdf.open(BytesIO(unsigned.data)) as one,
        pikepdf.open(BytesIO(countersigned.data)) as two,
    ):
        assert one.Root.Metadata.read_bytes() == two.Root.Metadata.read_bytes()
        assert {k: str(v) for k, v in one.docinfo.items()} == {
            k: str(v) for k, v in two.docinfo.items()
        }


def test_a_large_stamp_fits_its_place(practitioner: Identity) -> None:  # G06
    widths = []
    for large_print in (False, True):
        drawn = draw(example.note(), large_print=large_print)
        signed = sign(drawn, practitioner, at=example.MADE_AT, language=ENGLISH)
        with pikepdf.open(BytesIO(signed.data)) as pdf:
            field = pdf.Root.AcroForm.Fields[0]
            left, low, right, high = (float(edge) for edge in field.Rect)
            x, y, end, top = (float(edge) for edge in field.AP.N.BBox)
            width, height = abs(end - x), abs(top - y)
        assert (width, height) == pytest.approx((right - left, high - low), abs=0.01)
        widths.append(width)
    assert widths[1] == pytest.approx(widths[0] * 4 / 3)


def test_a_countersignature_adds_its_fingerprint(
    signed: SignedPdf, countersigned: SignedPdf, manager: Identity
) -> None:  # G05
    assert countersigned.data.startswith(signed.data)
    assert countersigned.fingerprints == (*signed.fingerprints, manager.fingerprint)
    assert countersigned.receipt()["signatures"] == 2
