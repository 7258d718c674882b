# SPDX-License-Identifier: Apache-2.0
"""The look: tokens, contrast, sizes.

T01 Every theme has the same tokens, each a colour.
T02 Text reads on its ground at 4.5:1, lines, marks and the ring stand out at 3:1 (WCAG 1.4.3,
    1.4.11).
T03 Type scales fully, spacing by 35 % of the increase.
T04 A placeholder keeps its contrast in every theme.
T05 A window is compact below 1040 effective pixels.
"""

import re

import pytest
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication

from helpers.colour_pairs import low, ratio
from kinfile.ui.theme import NAMES, SCALES, Theme, tokens


def test_every_theme_has_the_same_tokens() -> None:  # T01
    assert set(tokens()) == set(NAMES)
    assert len({frozenset(tokens()[name]) for name in NAMES}) == 1
    for name in NAMES:
        assert all(re.fullmatch("#[0-9A-F]{6}", colour) for colour in tokens()[name].values())


@pytest.mark.parametrize("name", NAMES)
def test_text_reads_and_parts_stand_out(name: str) -> None:  # T02
    assert low(Theme(name).hex) == {}


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
