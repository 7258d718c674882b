# SPDX-License-Identifier: Apache-2.0
"""Sheets for families as PDFs (their content: shipped/test_sheets.py).

S01 Every word of the content is in the file, once, in order; the same content gives the same bytes.
S02 What is easy to read is set larger.
S03 What is written from right to left is set so: dots and labels stand on the right.
S04 The file names its language and nobody, and has headings and lists as such.
"""

from datetime import UTC, datetime
from io import BytesIO

import pikepdf
import pypdfium2
import pytest

from export.conforming import wrongs
from export.reading_pdf import bare, elements_of, text_of
from kinfile.errors import MissingGlyph
from kinfile.export.family_sheet import draw_sheet
from kinfile.i18n import Language

AT = datetime(2026, 11, 22, tzinfo=UTC)
SHEET = """# A first title

What it is about,
in two lines.

Another one.

## A heading
Text at once.
- one
- two that goes
  on below
! Stands out.

> Name
> Phone
~ A small note.
"""
ARABIC = "# قبل\n\n## ما هو\n\n- صحتك\n\n> الهاتف\n"


def drawn(*contents: str, code: str = "en", easy: bool = False) -> bytes:
    return draw_sheet(contents, Language(), code=code, easy=easy, made_at=AT, program="0.1.0")


def test_every_word_is_there() -> None:
    """S01"""
    found = text_of(drawn(SHEET, "# Other title\n\n## Sharing\n\nLast."))
    for words in (
        "A first title",
        "What it is about, in two lines.",
        "Another one.",
        "two that goes on below",
        "Stands out.",
        "A small note.",
        "Sharing",
        "Last.",
    ):
        assert bare(words) in found, words
    assert bare("Other title") not in found
    assert found.index(bare("Another one")) < found.index(bare("Text at once"))
    assert drawn(SHEET) == drawn(SHEET)
    with pytest.raises(MissingGlyph):
        drawn("# \U00012000\n")


def left_of(data: bytes, word: str) -> float:
    """Where `word` begins, in points from the left edge."""
    page = pypdfium2.PdfDocument(data)[0].get_textpage()
    index, _ = page.search(word).get_next()
    return float(page.get_charbox(index)[0])


def height_of(data: bytes, word: str) -> float:
    page = pypdfium2.PdfDocument(data)[0].get_textpage()
    index, _ = page.search(word).get_next()
    _, foot, _, top = page.get_charbox(index)
    return float(top - foot)


def test_easy_to_read_is_larger() -> None:
    """S02"""
    assert height_of(drawn(SHEET, easy=True), "Text") > 1.3 * height_of(drawn(SHEET), "Text")


def test_from_right_to_left() -> None:
    """S03"""
    assert left_of(drawn(ARABIC, code="ar"), "•") > 500
    assert left_of(drawn(SHEET), "•") < 100


def test_the_file_says_what_it_is() -> None:
    """S04"""
    data = drawn(SHEET, code="cy")
    with pikepdf.open(BytesIO(data)) as pdf:
        assert str(pdf.Root.Lang) == "cy"
    tags = [element.tag for element in elements_of(data)]
    assert {"H1", "H2", "L", "LI", "Table"} <= set(tags)
    assert not wrongs(data)
    assert not wrongs(drawn(ARABIC, code="ar"))
