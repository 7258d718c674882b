# SPDX-License-Identifier: Apache-2.0
"""A picture that can be walked.

K01 It is one tab stop and a graphic with a name; what the keys are at is its description.
K02 The arrows, Home and End move, and never leave it; Enter and a double click choose.
K03 The ring goes round the part that the keys are at, and that part is scrolled into view.
K04 A narrower width lays it out anew; words wrap and none is cut off.
"""

from collections.abc import Sequence

import pytest
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea
from pytestqt.qtbot import QtBot

from kinfile.i18n import Language
from kinfile.ui.theme import Theme
from kinfile.ui.widgets import roles
from kinfile.ui.widgets.diagram import Diagram, Words, bring_into_view


class Squares(Diagram):
    """`count` squares of 100 pixels below each other."""

    count = 5

    def boxes(self) -> Sequence[QRectF]:
        return [QRectF(0, 100 * n, 100, 100) for n in range(self.count)]

    def sentence(self, number: int) -> str:
        return f"Square {number + 1}"

    def lay_out(self, width: int) -> int:
        self.laid_out_for = width
        return 100 * self.count


@pytest.fixture
def area(qtbot: QtBot, theme: Theme) -> QScrollArea:
    roles.install()
    made = Squares(theme, Language("en"), says="Some squares", name="squares")
    area = QScrollArea()
    area.setWidget(made)
    area.setWidgetResizable(True)
    area.resize(300, 200)
    qtbot.addWidget(area)
    area.show()
    area.activateWindow()
    qtbot.waitUntil(area.isActiveWindow)
    made.setFocus()
    return area


@pytest.fixture
def squares(area: QScrollArea) -> Squares:
    found = area.widget()
    assert isinstance(found, Squares)
    return found


def press(widget: Diagram, key: Qt.Key) -> None:
    QTest.keyClick(widget, key)


def test_it_is_a_graphic_that_tells_where_the_keys_are(squares: Squares) -> None:
    """K01"""
    face = QAccessible.queryAccessibleInterface(squares)
    assert face.role() == QAccessible.Role.Graphic
    assert face.text(QAccessible.Text.Name) == "Some squares"
    assert squares.accessibleDescription() == "1 of 5. Square 1"
    press(squares, Qt.Key.Key_Down)
    assert face.text(QAccessible.Text.Description) == "2 of 5. Square 2"
    assert squares.focusPolicy() == Qt.FocusPolicy.StrongFocus


def test_keys_move_and_stay_within(squares: Squares) -> None:
    """K02"""
    for key, here in (
        (Qt.Key.Key_Up, 0),
        (Qt.Key.Key_Down, 1),
        (Qt.Key.Key_Right, 2),
        (Qt.Key.Key_Left, 1),
        (Qt.Key.Key_End, 4),
        (Qt.Key.Key_Down, 4),
        (Qt.Key.Key_Home, 0),
    ):
        press(squares, key)
        assert squares.here == here


def test_right_to_left_the_arrows_turn(qtbot: QtBot, qapp: QApplication) -> None:
    """K02"""
    made = Squares(Theme(language_rtl=True), Language("en"), says="x", name="x")
    qtbot.addWidget(made)
    press(made, Qt.Key.Key_Left)
    assert made.here == 1


def test_enter_and_a_double_click_choose(squares: Squares) -> None:
    """K02"""
    told: list[int] = []
    squares.row_chosen.connect(told.append)
    press(squares, Qt.Key.Key_Down)
    press(squares, Qt.Key.Key_Return)
    QTest.mouseClick(squares, Qt.MouseButton.LeftButton, pos=QPoint(50, 250))
    assert (squares.here, told) == (2, [1])
    QTest.mouseDClick(squares, Qt.MouseButton.LeftButton, pos=QPoint(50, 50))
    QTest.mouseDClick(squares, Qt.MouseButton.LeftButton, pos=QPoint(250, 50))
    assert told == [1, 0]


def test_the_ring_follows_and_the_part_is_in_view(
    squares: Squares, area: QScrollArea, qtbot: QtBot
) -> None:
    """K03"""
    with qtbot.waitSignal(squares.ring_moved):
        press(squares, Qt.Key.Key_End)
    assert squares.ring_box().top() == 400
    assert area.verticalScrollBar().value() >= 300
    press(squares, Qt.Key.Key_Home)
    assert area.verticalScrollBar().value() == 0


def test_an_empty_picture_is_harmless(squares: Squares) -> None:
    """K02"""
    squares.count = 0
    squares.arrange()
    press(squares, Qt.Key.Key_Down)
    press(squares, Qt.Key.Key_Return)
    assert squares.ring_box() == squares.rect()
    bring_into_view(Squares(Theme(), Language("en"), says="x", name="x"), squares.rect())


def test_a_new_width_lays_it_out_anew(squares: Squares, area: QScrollArea, qtbot: QtBot) -> None:
    """K04"""
    with qtbot.waitSignal(squares.arranged):
        area.resize(500, 200)
    assert squares.laid_out_for == squares.width()


def test_words_wrap_also_within_a_word(theme: Theme) -> None:
    """K04"""
    words = Words(theme.font(16))
    one = words.height("word", 200)
    assert words.height("word word word word word word", 60) >= 3 * one
    assert words.height("Featherstonehaugh-Cholmondeley", 60) >= 3 * one
    assert words.height("", 60) in (0, one)
