# SPDX-License-Identifier: Apache-2.0
"""The words of a document in the order of its tags.

W01 Headings have their level, and every text of the document is said once, in order.
W02 Words that are set in the next line stay words; text from right to left is as it was typed.
W03 A row of a table is one line: its name, then what stands beside.
W04 What stands at the head and foot of each page is left out.
W05 A document without tags gives the lines of its pages.
"""

from functools import cache
from io import BytesIO

import pytest
from reportlab.pdfgen.canvas import Canvas

from export import example
from kinfile.export.layout import lay_out
from kinfile.export.pdf import draw
from kinfile.i18n import Language
from kinfile.ui.pdf_text import Piece, _row, pieces

ENGLISH = Language.load()


@cache
def said() -> tuple[Piece, ...]:
    return pieces(draw(lay_out(example.printable(), ENGLISH)).data)


def test_headings_have_their_level() -> None:  # W01
    levels = {piece.level for piece in said()}
    assert {0, 1, 2, 3} <= levels
    (first, *_) = said()
    assert first == Piece("Pre-birth assessment", 1)
    headings = [piece.text for piece in said() if piece.level == 2]
    assert headings[0] == "Summary for the duty desk"


def test_every_text_is_said_whole() -> None:  # W01, W02
    whole = " ".join(piece.text for piece in said())
    assert example.ANSWERS["reason_for_assessment"] in whole


def test_text_from_right_to_left_is_as_it_was_typed() -> None:  # W02
    assert example.URDU in " ".join(piece.text for piece in said())


def test_a_row_is_a_line() -> None:  # W03
    lines = [piece.text for piece in said()]
    assert any(line.startswith("Written by: Jo Rowe") for line in lines)
    assert _row([("TH", "Is each child safe?"), ("TD", "Yes")]) == "Is each child safe? Yes"
    assert _row([("TD", "1"), ("TD", "March"), ("TD", "Visit")]) == "1 · March · Visit"
    assert _row([]) == ""


def test_the_head_of_each_page_is_left_out() -> None:  # W04
    assert not any("page 2 of" in piece.text for piece in said())


def test_a_document_without_tags() -> None:  # W05
    file = BytesIO()
    canvas = Canvas(file)
    canvas.drawString(72, 700, "First line")
    canvas.drawString(72, 600, "Second line")
    canvas.save()
    assert pieces(file.getvalue()) == (Piece("First line"), Piece("Second line"))


@pytest.mark.parametrize("pages", [1, 3])
def test_empty_pages_say_nothing(pages: int) -> None:  # W05
    file = BytesIO()
    canvas = Canvas(file)
    for _ in range(pages):
        canvas.showPage()
    canvas.save()
    assert pieces(file.getvalue()) == ()
