# SPDX-License-Identifier: Apache-2.0
"""The family painted.

V01 Everybody is a part, rows from the top and each from the left.
V02 The arrows go to whoever stands on that side.
V03 Parts do not overlap and lie within, at any width and text size, in every colour.
V04 Where the parents do not fit, it says so and paints nothing.
V05 Other names change labels and what is heard.
V06 In a page from right to left it stands at the right and is not mirrored.
"""

from itertools import combinations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from helpers import families
from helpers.families import PARTED, THREE_FATHERS, TWINS, family
from kinfile.i18n import Language
from kinfile.records.family_words import by_initials, by_name
from kinfile.ui.theme import Theme
from kinfile.ui.widgets.family_view import FamilyView

ENGLISH = Language("en")


def shown(
    qtbot: QtBot, answers: families.Row, theme: Theme, width: int = 1200, *, names: bool = True
) -> FamilyView:
    found = family(answers)
    called = by_name(found, ENGLISH) if names else by_initials(found, ENGLISH)
    made = FamilyView(found, called, theme, ENGLISH, name="family.diagram")
    qtbot.addWidget(made)
    made.resize(width, 10)
    made.arrange()
    return made


def given(view: FamilyView) -> list[str]:
    return [each.person.given or each.part.value for each in view.members]


def test_everybody_is_a_part(qtbot: QtBot, theme: Theme) -> None:
    """V01"""
    view = shown(qtbot, PARTED, theme)
    order = ["Lee", "Kim", "Sam", "Robin", "Bo", "Ash", "unborn", "Cy", "Gran Test"]
    assert given(view) == order
    assert len(view.boxes()) == len(order)
    assert view.accessibleName() == "Family diagram"
    assert view.accessibleDescription().startswith("1 of 9. Lee Test: Father")


def test_the_arrows_go_to_that_side(qtbot: QtBot, theme: Theme) -> None:
    """V02"""
    view = shown(qtbot, PARTED, theme)
    view.show()

    def press(key: Qt.Key) -> str:
        QTest.keyClick(view, key)
        return given(view)[view.here]

    assert press(Qt.Key.Key_Left) == "Lee"
    assert press(Qt.Key.Key_Right) == "Kim"
    assert press(Qt.Key.Key_Down) == "Ash"
    assert press(Qt.Key.Key_Up) == "Kim"
    assert press(Qt.Key.Key_Up) == "Kim"
    assert press(Qt.Key.Key_End) == "Gran Test"
    assert press(Qt.Key.Key_Right) == "Gran Test"


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
@pytest.mark.parametrize("look", ["light", "dark", "contrast"])
@pytest.mark.parametrize("width", [500, 900, 1300])
def test_parts_lie_apart_and_within(
    qtbot: QtBot, qapp: object, look: str, scale: float, width: int
) -> None:
    """V03"""
    theme = Theme(look, scale)
    for answers in (PARTED, THREE_FATHERS, TWINS):
        view = shown(qtbot, answers, theme, width)
        if not view.fits:
            continue
        for one, two in combinations(view.boxes(), 2):
            assert not one.intersects(two)
        for box in view.boxes():
            assert box.left() >= 0
            assert box.right() <= width
            assert box.bottom() <= view.height()
        image = view.grab().toImage()
        colours = {image.pixelColor(x, y).name() for x in range(0, image.width(), 3)
                   for y in range(0, image.height(), 3)}  # fmt: skip
        assert QColor(theme.hex("text")).name() in colours


def test_where_the_parents_do_not_fit_it_says_so(qtbot: QtBot, theme: Theme) -> None:
    """V04"""
    view = shown(qtbot, THREE_FATHERS, theme, 260)
    assert not view.fits
    assert view.boxes() == ()
    view.grab()
    view.resize(900, 10)
    view.arrange()
    assert view.fits


def test_other_names_change_everything(qtbot: QtBot, theme: Theme) -> None:
    """V05"""
    view = shown(qtbot, PARTED, theme, names=False)
    assert view.accessibleDescription().startswith("1 of 9. L. T.: Father")
    view.rename(by_name(family(PARTED), ENGLISH))
    assert view.accessibleDescription().startswith("1 of 9. Lee Test: Father")


def test_it_begins_where_the_page_begins(qtbot: QtBot, theme: Theme) -> None:
    """V06"""
    ours = shown(qtbot, PARTED, theme)
    mirrored = shown(qtbot, PARTED, Theme(language_rtl=True))
    moved = {
        there.x() - here.x() for here, there in zip(ours.boxes(), mirrored.boxes(), strict=True)
    }
    assert len({round(each, 3) for each in moved}) == 1
    assert max(box.right() for box in mirrored.boxes()) > mirrored.width() - 40
    assert max(box.right() for box in ours.boxes()) < ours.width()
