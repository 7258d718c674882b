# SPDX-License-Identifier: Apache-2.0
"""A signature by hand in the document.

S01 What was drawn is a figure with alternate text below the writer's panel, typed words are
    words, and both are said to prove nothing; without either nothing is said.
S02 The same drawing gives the same bytes; another one others.
S03 An urgent copy, which nobody declared, shows none.
"""

from dataclasses import replace

from export import example
from export.reading_pdf import bare, elements_of, text_of
from kinfile.export.blocks import SignaturePanel
from kinfile.export.figures import HandFigure
from kinfile.export.layout import lay_out
from kinfile.export.pdf import draw
from kinfile.export.printable import Printable, Standing
from kinfile.i18n import Language
from kinfile.records.hand import Hand, drawn

ENGLISH = Language("en")
WAVE = drawn([[(100, 120), (300, 60), (520, 180)], [(600, 100)]], "J. Rowe")


def signed(hand: Hand, standing: Standing = Standing.SIGNED) -> Printable:
    made = example.printable(standing=standing)
    return replace(made, marks=replace(made.marks, hand=hand))


def test_it_stands_below_the_panel() -> None:
    """S01"""
    document = lay_out(signed(WAVE), ENGLISH)
    (figure,) = [each for each in document.blocks if isinstance(each, HandFigure)]
    above = document.blocks[: document.blocks.index(figure)]
    assert any(isinstance(each, SignaturePanel) for each in above)
    data = draw(document).data
    told = text_of(data)
    assert bare("Signed as: J. Rowe") in told
    assert bare("the seal above is what can be checked") in told
    pictures = [each for each in elements_of(data) if each.tag == "Figure"]
    blank = draw(lay_out(signed(Hand()), ENGLISH)).data
    assert len(pictures) == len([e for e in elements_of(blank) if e.tag == "Figure"]) + 1
    assert figure.heard.startswith("Signature drawn by hand by ")
    assert bare("by hand") not in text_of(blank)


def test_it_is_drawn_the_same_again() -> None:
    """S02"""
    first, again = (draw(lay_out(signed(WAVE), ENGLISH)).data for _ in range(2))
    assert first == again
    assert first != draw(lay_out(signed(drawn([[(1, 2), (3, 4)]])), ENGLISH)).data


def test_an_urgent_copy_has_none() -> None:
    """S03"""
    document = lay_out(signed(WAVE, Standing.URGENT), ENGLISH)
    assert not any(isinstance(each, HandFigure) for each in document.blocks)
