# SPDX-License-Identifier: Apache-2.0
"""Side by side, and a new line when one is full.

Z01 Items keep their size; a line breaks only when the next does not fit.
Z02 Lines begin where the language's do; items of one line share its middle.
Z03 Hidden items take no room, and shown again they have it back.
Z04 It works inside another layout, and its widget may be reparented and restyled.
"""

from event_turns import take_turns
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from kinfile.ui.widgets.flow import Flow, FlowLayout


def parts(count: int = 3, width: int = 100) -> list[QWidget]:
    made = [QWidget() for _ in range(count)]
    for part in made:
        part.setFixedSize(width, 30)
    return made


def laid_out(qtbot: QtBot, width: int, *, rtl: bool = False) -> list[tuple[int, int]]:
    box = QWidget()
    qtbot.addWidget(box)
    direction = Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight
    box.setLayoutDirection(direction)
    flow, items = FlowLayout(box, gap=10), parts()
    for item in items:
        flow.addWidget(item)
    box.resize(width, box.heightForWidth(width))
    with qtbot.waitExposed(box):
        box.show()
    return [(item.x(), item.y()) for item in items]


def test_side_by_side_while_there_is_room(qtbot: QtBot, qapp: QApplication) -> None:  # Z01
    assert laid_out(qtbot, 320) == [(0, 0), (110, 0), (220, 0)]


def test_a_new_line_when_one_is_full(qtbot: QtBot, qapp: QApplication) -> None:  # Z01
    assert laid_out(qtbot, 319) == [(0, 0), (110, 0), (0, 40)]
    assert laid_out(qtbot, 100) == [(0, 0), (0, 40), (0, 80)]


def test_lines_begin_on_the_right_where_the_language_does(
    qtbot: QtBot, qapp: QApplication
) -> None:  # Z02
    assert laid_out(qtbot, 320, rtl=True) == [(220, 0), (110, 0), (0, 0)]


def test_a_line_shares_its_middle(qtbot: QtBot, qapp: QApplication) -> None:  # Z02
    flow, (low, high) = Flow(gap=10), parts(2)
    qtbot.addWidget(flow)
    high.setFixedHeight(50)
    flow.add(low)
    flow.add(high)
    flow.resize(300, 50)
    assert (low.y(), high.y()) == (10, 0)
    assert flow.heightForWidth(150) == 30 + 10 + 50


def test_hidden_items_take_no_room(qtbot: QtBot, qapp: QApplication) -> None:  # Z03
    flow, items = Flow(gap=10), parts()
    qtbot.addWidget(flow)
    for item in items:
        flow.add(item)
    flow.resize(400, 30)
    with qtbot.waitExposed(flow):
        flow.show()
    items[1].hide()
    qtbot.waitUntil(lambda: items[2].x() == 110)
    assert flow.sizeHint().width() == 210
    items[1].show()
    qtbot.waitUntil(lambda: items[2].x() == 220)


def test_an_item_hidden_before_stays_hidden(qtbot: QtBot, qapp: QApplication) -> None:  # Z03
    flow, (item,) = Flow(gap=10), parts(1)
    qtbot.addWidget(flow)
    item.hide()
    flow.add(item)
    assert item.isHidden()
    assert flow.sizeHint().height() == 0


def test_it_stands_being_moved_about(qtbot: QtBot, qapp: QApplication) -> None:  # Z04
    outer = QWidget()
    qtbot.addWidget(outer)
    column = QVBoxLayout(outer)
    flow = FlowLayout(gap=10)
    column.addLayout(flow)
    for item in parts():
        flow.addWidget(item)
    with qtbot.waitExposed(outer):
        outer.show()
    for _ in range(20):
        outer.setStyleSheet("QWidget { padding: 1px; }")
        outer.setParent(None)
        outer.setStyleSheet("")
        outer.show()
        take_turns()
    assert outer.sizeHint().height() > 0


def test_a_part_wider_than_the_line_is_narrowed(qtbot: QtBot, qapp: QApplication) -> None:
    flow, (item,) = Flow(gap=10), parts(1)
    qtbot.addWidget(flow)
    item.setMinimumSize(20, 30)
    item.setMaximumSize(400, 30)
    flow.add(item)
    flow.resize(60, 30)
    assert item.width() <= 60
