# SPDX-License-Identifier: Apache-2.0
"""A table of rows: the keys are at a row, and the ring is round it."""

import pytest
from PySide6.QtCore import QModelIndex, QStringListModel, Qt
from pytestqt.qtbot import QtBot

from helpers.screen_reader import select
from kinfile.ui.theme import Theme
from kinfile.ui.widgets.rows import RowTable


@pytest.fixture
def table(qtbot: QtBot, theme: Theme) -> RowTable:
    made = RowTable(
        QStringListModel([f"row {n}" for n in range(100)]), says="Rows", name="rows", row_height=40
    )
    qtbot.addWidget(made)
    made.resize(400, 300)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def test_the_focus_begins_at_the_first_row(table: RowTable, qtbot: QtBot) -> None:
    assert table.accessibleName() == "Rows"
    table.clearFocus()
    table.setCurrentIndex(QModelIndex())
    assert table.ring_box().height() > 200
    with qtbot.waitSignal(table.row_pointed, check_params_cb=lambda row: row == 0):
        table.setFocus()
    with qtbot.waitSignals([table.row_pointed, table.ring_moved]):
        qtbot.keyClick(table, Qt.Key.Key_Down)
    assert table.currentIndex().row() == 1
    assert table.ring_box().height() < 40


def test_it_tells_what_rows_take(table: RowTable) -> None:
    header = table.horizontalHeader().height()
    assert table.height_of(3) == header + 120
    table.horizontalHeader().hide()
    assert table.height_of(3) == 120


def test_the_ring_follows_the_scrolling(table: RowTable, qtbot: QtBot) -> None:
    table.setFocus()
    with qtbot.waitSignal(table.ring_moved):
        table.verticalScrollBar().setValue(200)
    assert table.ring_box().height() <= 0


def test_a_screen_reader_chooses_a_row(table: RowTable) -> None:
    told: list[int] = []
    table.row_told.connect(told.append)
    select(table, 3)
    assert told == [3]
    assert table.currentIndex().row() == 3
