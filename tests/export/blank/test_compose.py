# SPDX-License-Identifier: Apache-2.0
"""How questions with room for answers stand on the page.

C01 No box touches another, or the words beside it, and all stand within the margins.
C02 A question is never parted from its room.
C03 Ticks beside each other go to a new line where they do not fit.
"""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from kinfile.export.asking import Ask, AskTable, Space, Tick, Ticks
from kinfile.export.blank.compose import BlankComposer
from kinfile.export.blank.layout import lay_out_blank
from kinfile.export.blocks import Document
from kinfile.export.flow import Row
from kinfile.export.fonts import Fonts
from kinfile.export.look import LARGE, LEFT, WIDTH, Look
from kinfile.export.typesetting import Typesetter
from kinfile.forms import catalogue
from kinfile.i18n import Language

ENGLISH = Language("en")
AT = datetime(2026, 11, 22, tzinfo=UTC)


def blank() -> Document:
    return lay_out_blank(catalogue.load("pre_birth"), ENGLISH, made_at=AT, program="0.1.0")


def rows(document: Document, look: Look) -> tuple[Row, ...]:
    return BlankComposer(document, Typesetter(Fonts()), look).rows()


def rectangles(row: Row) -> Iterator[tuple[float, float, float, float]]:
    """Left, top, right and bottom of every box and every line of words, down from the row."""
    for box in row.boxes:
        yield (box.x, box.down, box.x + box.width, box.down + box.height)
    for cell in row.cells:
        down = 0.0
        for para in cell.paras:
            down += para.before
            for line in para.lines:
                size = para.look.size
                top = down + (para.look.leading - size) / 2
                yield (cell.x, top, cell.x + line.width, top + size * 0.9)
                down += para.look.leading


@pytest.mark.parametrize("look", [Look(), LARGE], ids=["usual", "large"])
def test_nothing_touches_anything(look: Look) -> None:
    """C01, C02"""
    for row in rows(blank(), look):
        if not row.boxes:
            continue
        assert row.is_whole
        found = sorted(rectangles(row))
        for place, (left, top, right, bottom) in enumerate(found):
            assert LEFT - 0.01 <= left < right <= LEFT + WIDTH + 0.01
            assert 0 <= top < bottom <= row.height
            for other in found[place + 1 :]:
                apart = other[0] >= right or other[1] >= bottom or other[3] <= top
                assert apart, (row.cells[0].paras[0].lines[0], (left, top, right, bottom), other)


def test_ticks_go_to_the_next_line() -> None:
    """C03"""
    ticks = Ticks(tuple(Tick(f"An answer, number {n}") for n in range(9)), in_line=True)
    ask = Ask("1.1", "Which?", (), (ticks, Space(20)))
    document = blank()
    made = BlankComposer(document, Typesetter(Fonts()), Look())
    (row,) = made.ask_table(AskTable((ask,)))
    *boxes, space = row.boxes
    assert len({box.down for box in boxes}) > 2
    assert space.down > max(box.down for box in boxes)
