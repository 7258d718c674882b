# SPDX-License-Identifier: Apache-2.0
"""The ring round the focus.

F01 It goes round whatever has the focus and away when nothing has.
F02 It is cut to the visible part of the scroll area, is not there while nothing of its widget can
    be seen, and takes no mouse click.
F03 The focused field is scrolled into view with room above it for its question.
F04 A widget may say which part of it the ring is for.
F05 Widgets that are deleted while focused leave no ring and no error.
"""

from collections.abc import Iterator
from functools import partial

import pytest
from event_turns import take_turns
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from kinfile.ui.theme import Theme
from kinfile.ui.widgets.focus_ring import FocusRing, reveal
from kinfile.ui.widgets.scroll import ScrollColumn


class Window(QWidget):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.resize(400, 300)
        outer = QVBoxLayout(self)
        self.area = ScrollColumn(theme, margins=(20, 20, 20, 20))
        outer.addWidget(self.area)
        self.boxes = [QLineEdit() for _ in range(20)]
        for box in self.boxes:
            self.area.column.addWidget(box)
        self.ring = FocusRing(self, theme)


@pytest.fixture
def window(qtbot: QtBot, theme: Theme) -> Iterator[Window]:
    made = Window(theme)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    yield made
    made.deleteLater()
    take_turns()


def is_at(window: Window, box: QRect) -> bool:
    return window.ring.geometry() == box


def focus(qtbot: QtBot, window: Window, box: QWidget) -> None:
    box.setFocus()
    qtbot.waitUntil(lambda: window.ring.target is box and window.ring.isVisible())


def test_it_goes_round_the_focus(qtbot: QtBot, window: Window) -> None:  # F01
    for box in window.boxes[:2]:
        focus(qtbot, window, box)
        corner = box.mapTo(window, QPoint(0, 0))
        expected = QRect(corner, box.size()).adjusted(-6, -6, 6, 6)
        qtbot.waitUntil(partial(is_at, window, expected))
    window.boxes[1].clearFocus()
    qtbot.waitUntil(window.ring.isHidden)


def test_it_is_cut_to_what_can_be_seen(qtbot: QtBot, window: Window) -> None:  # F02
    focus(qtbot, window, window.boxes[0])
    bar = window.area.verticalScrollBar()
    top = window.boxes[0].y()
    bar.setValue(top + 20)
    port = window.area.viewport()
    edge = port.mapTo(window, QPoint(0, 0)).y()
    qtbot.waitUntil(lambda: window.ring.geometry().y() < edge)
    seen = window.ring.mask().boundingRect().translated(window.ring.pos())
    assert seen.top() >= edge
    assert window.ring.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)


def test_it_is_not_there_for_what_is_scrolled_away(qtbot: QtBot, window: Window) -> None:  # F02
    focus(qtbot, window, window.boxes[0])
    bar = window.area.verticalScrollBar()
    bar.setValue(bar.maximum())
    qtbot.waitUntil(window.ring.isHidden)
    bar.setValue(0)
    qtbot.waitUntil(window.ring.isVisible)


def test_the_focus_is_scrolled_into_view(qtbot: QtBot, window: Window) -> None:  # F03
    port = window.area.viewport()
    for box in (window.boxes[12], window.boxes[19], window.boxes[3]):
        focus(qtbot, window, box)
        top = box.mapTo(port, QPoint(0, 0)).y()
        assert top >= 0
        assert top + box.height() <= port.height()
    assert window.boxes[3].mapTo(port, QPoint(0, 0)).y() >= 70


def test_a_field_taller_than_the_view_shows_its_top(qtbot: QtBot, window: Window) -> None:
    window.boxes[5].setFixedHeight(900)  # F03
    take_turns()
    reveal(window.boxes[5], Theme())
    assert 0 <= window.boxes[5].mapTo(window.area.viewport(), QPoint(0, 0)).y() < 120


def test_a_part_may_have_the_ring(qtbot: QtBot, window: Window) -> None:  # F04
    class Part(QLineEdit):
        def ring_box(self) -> QRect:
            return QRect(10, 5, 50, 20)

    part = Part()
    window.area.column.insertWidget(0, part)
    focus(qtbot, window, part)
    qtbot.waitUntil(lambda: window.ring.size().width() == 62)


@pytest.mark.parametrize("at", [20, 800])
def test_tab_shows_the_part_with_the_ring(qtbot: QtBot, window: Window, at: int) -> None:
    class Tall(QLineEdit):
        def ring_box(self) -> QRect:
            return QRect(10, at, 50, 20)

    tall = Tall()  # F03, F04
    tall.setFixedHeight(1200)
    window.area.column.insertWidget(1, tall)
    QWidget.setTabOrder(window.boxes[0], tall)
    take_turns()
    focus(qtbot, window, window.boxes[0])
    QTest.keyClick(window.boxes[0], Qt.Key.Key_Tab)
    take_turns()
    assert tall.hasFocus()
    top = tall.mapTo(window.area.viewport(), tall.ring_box().topLeft()).y()
    assert 0 <= top <= window.area.viewport().height() - 20
    assert window.ring.isVisible()


def test_a_deleted_widget_leaves_no_ring(qtbot: QtBot, window: Window) -> None:  # F05
    focus(qtbot, window, window.boxes[0])
    window.boxes[0].deleteLater()
    qtbot.waitUntil(lambda: window.ring.target is not window.boxes[0])
    window.ring.set_theme(Theme("dark"))
    focus(qtbot, window, window.boxes[1])
