# SPDX-License-Identifier: Apache-2.0
"""The layout that starts a new line when one is full."""

from kinfile.ui.widgets.flow import FlowLayout
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot


def laid_out(qtbot: QtBot, width: int, *, rtl: bool = False) -> list[tuple[int, int]]:
    box = QWidget()
    qtbot.addWidget(box)
    direction = Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight
    box.setLayoutDirection(direction)
    flow = FlowLayout(box, gap=10)
    parts = [QWidget() for _ in range(3)]
    for part in parts:
        part.setFixedSize(100, 30)
        flow.addWidget(part)
    box.resize(width, flow.heightForWidth(width))
    flow.setGeometry(box.rect())
    return [(part.x(), part.y()) for part in parts]


def test_side_by_side_while_there_is_room(qtbot: QtBot, qapp: QApplication) -> None:
    assert laid_out(qtbot, 320) == [(0, 0), (110, 0), (220, 0)]


def test_a_new_line_when_one_is_full(qtbot: QtBot, qapp: QApplication) -> None:
    assert laid_out(qtbot, 319) == [(0, 0), (110, 0), (0, 40)]
    assert laid_out(qtbot, 100) == [(0, 0), (0, 40), (0, 80)]


def test_lines_begin_on_the_right_where_the_language_does(
    qtbot: QtBot, qapp: QApplication
) -> None:
    assert laid_out(qtbot, 320, rtl=True) == [(220, 0), (110, 0), (0, 0)]


def test_hidden_items_take_no_room(qtbot: QtBot, qapp: QApplication) -> None:
    box = QWidget()
    qtbot.addWidget(box)
    flow = FlowLayout(box, gap=10)
    for shown in (True, False, True):
        part = QWidget(box)
        part.setFixedSize(100, 30)
        part.setVisible(shown)
        flow.addWidget(part)
        part.setVisible(shown)
    assert flow.sizeHint().width() == 210
    assert flow.count() == 3
    assert flow.takeAt(9) is None
    assert flow.takeAt(0) is not None
    assert flow.count() == 2
