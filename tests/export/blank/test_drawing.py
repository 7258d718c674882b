# SPDX-License-Identifier: Apache-2.0
"""An empty form as a PDF (the standards: test_standards.py S04).

D01 Every word of it is in the file, in large print too; the same form gives the same bytes.
D02 With fields there is one for every place, on the page where its box stands.
"""

from datetime import UTC, datetime
from io import BytesIO

import pikepdf
import pytest

from export.reading_pdf import bare, text_of
from kinfile.export.blank.drawing import draw_blank
from kinfile.export.blank.layout import lay_out_blank
from kinfile.forms import catalogue
from kinfile.i18n import Language

ENGLISH = Language("en")
AT = datetime(2026, 11, 22, tzinfo=UTC)


@pytest.mark.parametrize("large_print", [False, True])
def test_every_word_is_there(large_print: bool) -> None:
    """D01"""
    form = catalogue.load("hospital_visit")
    data = draw_blank(form, ENGLISH, made_at=AT, program="0.1.0", large_print=large_print)
    found = text_of(data)
    document = lay_out_blank(form, ENGLISH, made_at=AT, program="0.1.0")
    assert not [words for words in document.words() if bare(words) not in found]
    again = draw_blank(form, ENGLISH, made_at=AT, program="0.1.0", large_print=large_print)
    assert again == data


def test_fields_stand_on_their_pages() -> None:
    """D02"""
    form = catalogue.load("hospital_visit")
    data = draw_blank(form, ENGLISH, made_at=AT, program="0.1.0", fillable=True)
    with pikepdf.open(BytesIO(data)) as pdf:
        placed = [w for page in pdf.pages for w in page.obj.get("/Annots", [])]
        names = [str(field.T) for field in pdf.Root.AcroForm.Fields]
        kids = sum(len(field.get("/Kids", [0])) for field in pdf.Root.AcroForm.Fields)
    assert len(names) == len(set(names))
    assert len(placed) == kids > 1000
    assert {"paper-on", "paper-typed-on", "parents-given_name-2"} <= set(names)
