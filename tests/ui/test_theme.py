# SPDX-License-Identifier: Apache-2.0
"""The look: tokens, contrast, sizes.

T01 Every theme has the same tokens, each a colour.
T02 Text reads on its ground at 4.5:1, lines and marks stand out at 3:1 (WCAG 1.4.3, 1.4.11).
T03 Type scales fully, spacing by 35 % of the increase.
T04 A placeholder keeps its contrast in every theme.
T05 A window is compact below 1040 effective pixels.
"""

import re

import pytest
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from kinfile.ui.theme import NAMES, SCALES, Theme, tokens

TEXT = (
    ("text", "page"), ("text", "surface"), ("text2", "page"), ("text2", "surface"),
    ("text2", "surface2"), ("link", "page"), ("link", "surface"), ("link", "warnbg"),
    ("ontext", "primary"), ("ontext", "primaryhover"), ("bartext", "bar"), ("bartext2", "bar"),
    ("bartext", "barhover"), ("error", "page"), ("error", "surface"), ("okc", "surface"),
    ("okc", "okbg"), ("warntext", "warnbg"), ("text", "infobg"), ("text2", "infobg"),
    ("tagbluetext", "tagblue"), ("taggreytext", "taggrey"), ("tagyellowtext", "tagyellow"),
    ("taggreentext", "taggreen"), ("page", "link"),
)  # fmt: skip
PARTS = (
    ("fieldline", "page"), ("fieldline", "surface"), ("link", "page"), ("error", "page"),
    ("warnline", "page"), ("infoline", "infobg"), ("selbar", "page"), ("disabled", "page"),
)  # fmt: skip


def ratio(one: QColor, other: QColor) -> float:
    def light(colour: QColor) -> float:
        parts = (colour.redF(), colour.greenF(), colour.blueF())
        r, g, b = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
        return 0.2126 * r + 0.7152 * g + 0.0722 * b

    bright, dark = sorted((light(one), light(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def test_every_theme_has_the_same_tokens() -> None:  # T01
    assert set(tokens()) == set(NAMES)
    assert len({frozenset(tokens()[name]) for name in NAMES}) == 1
    for name in NAMES:
        assert all(re.fullmatch("#[0-9A-F]{6}", colour) for colour in tokens()[name].values())


@pytest.mark.parametrize("name", NAMES)
def test_text_reads_on_its_ground(name: str) -> None:  # T02
    theme = Theme(name)
    low = {pair: ratio(*map(theme.colour, pair)) for pair in TEXT}
    assert {pair: value for pair, value in low.items() if value < 4.5} == {}


@pytest.mark.parametrize("name", NAMES)
def test_parts_stand_out(name: str) -> None:  # T02
    theme = Theme(name)
    low = {pair: ratio(*map(theme.colour, pair)) for pair in PARTS}
    assert {pair: value for pair, value in low.items() if value < 3} == {}


@pytest.mark.parametrize("name", NAMES)
def test_the_ring_stands_out_from_every_neighbour(name: str) -> None:  # T02
    theme = Theme(name)
    for neighbour in ("page", "surface", "primary", "field", "bar", "warnbg", "infobg"):
        best = max(
            ratio(theme.colour(tone), theme.colour(neighbour)) for tone in ("focus", "focusink")
        )
        assert best >= 3, neighbour


def test_type_scales_fully_and_spacing_by_a_third() -> None:  # T03
    double = Theme(scale=2.0)
    assert double.px(16) == 32
    assert double.space(20) == 27
    assert Theme().px(16) == 16
    assert Theme().space(20) == 20
    assert all(Theme(scale=scale).font().pixelSize() == round(16 * scale) for scale in SCALES)


@pytest.mark.parametrize("name", NAMES)
def test_a_placeholder_keeps_its_contrast(name: str, qapp: QApplication) -> None:  # T04
    theme = Theme(name)
    palette = theme.palette()
    hint = palette.color(QPalette.ColorRole.PlaceholderText)
    assert ratio(hint, theme.colour("field")) >= 4.5
    theme.apply(qapp)
    assert f"placeholder-text-color: {theme.hex('text2')}" in qapp.styleSheet()


def test_the_leading_side_follows_the_language() -> None:
    assert (Theme().leading, Theme().trailing) == ("left", "right")
    mirrored = Theme(language_rtl=True)
    assert (mirrored.leading, mirrored.trailing) == ("right", "left")
