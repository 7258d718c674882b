# SPDX-License-Identifier: Apache-2.0
"""A theme from the user's own contrast colours.

C01 It has every token, and the colours are the user's.
C02 Everything reads and stands out, in each contrast theme that Windows 11 comes with.
C03 Colours that could not be read give way to the text colour, whatever the palette.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QColor, QPalette

from helpers.colour_pairs import low
from kinfile.ui.own_colours import contrast, own_colours
from kinfile.ui.theme import tokens

NAMES = ("ground", "text", "link", "faint", "chosen", "on_chosen")
WINDOWS = {
    "aquatic": ("#202020", "#FFFFFF", "#75E9FC", "#A6A6A6", "#8EE3F0", "#263B50"),
    "desert": ("#FFFAEF", "#3D3D3D", "#1C5E75", "#676767", "#903909", "#FFF5E3"),
    "dusk": ("#2D3236", "#FFFFFF", "#70EBDE", "#A6A6A6", "#A1BFDE", "#212D3B"),
    "night-sky": ("#000000", "#FFFFFF", "#8080FF", "#A6A6A6", "#D6B4FD", "#2B2B2B"),
}
"""Contrast theme -> its colours, in the order of NAMES."""
HEX = st.integers(0, 0xFFFFFF).map("#{:06X}".format)


def palette(*colours: str) -> QPalette:
    ground, text, link, faint, chosen, on_chosen = (QColor(each) for each in colours)
    made, role = QPalette(), QPalette.ColorRole
    made.setColor(role.Window, ground)
    made.setColor(role.WindowText, text)
    made.setColor(QPalette.ColorGroup.Disabled, role.WindowText, faint)
    made.setColor(role.Link, link)
    made.setColor(role.Highlight, chosen)
    made.setColor(role.HighlightedText, on_chosen)
    return made


@pytest.mark.parametrize("colours", WINDOWS.values(), ids=WINDOWS)
def test_the_colours_are_the_users(colours: tuple[str, ...]) -> None:  # C01
    made = own_colours(palette(*colours))
    assert set(made) == set(tokens()["light"])
    ground, text, link, faint, chosen, on_chosen = colours
    assert (made["page"], made["text"], made["link"]) == (ground, text, link)
    assert (made["disabled"], made["selbg"], made["seltext"]) == (faint, chosen, on_chosen)


@pytest.mark.parametrize("colours", WINDOWS.values(), ids=WINDOWS)
def test_everything_reads(colours: tuple[str, ...]) -> None:  # C02
    assert low(own_colours(palette(*colours)).__getitem__) == {}


@given(st.tuples(HEX, HEX, HEX, HEX))
def test_what_cannot_be_read_gives_way(rest: tuple[str, str, str, str]) -> None:  # C03
    made = own_colours(palette("#000000", "#FFFFFF", *rest))
    assert low(made.__getitem__) == {}


def test_the_ratio_is_that_of_wcag() -> None:
    assert contrast(QColor("black"), QColor("white")) == pytest.approx(21)
    assert contrast(QColor("#777777"), QColor("white")) == pytest.approx(4.48, abs=0.01)
