# SPDX-License-Identifier: Apache-2.0
"""A table of words.

B01 It is as high as its rows, each as high as its words, and never scrolls by itself.
B02 A screen reader hears the column with each cell.
B03 The arrows move, Tab leaves, Enter, a double click and a screen reader choose a row.
B04 New rows take the place of the old ones.
"""

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from helpers.screen_reader import select
from kinfile.ui.theme import Theme
from kinfile.ui.widgets.words_table import WordsTable

ROWS = [("A", "short"), ("B", "many words " * 30), ("C", "")]


@pytest.fixture
def table(qtbot: QtBot, theme: Theme) -> WordsTable:
    made = WordsTable(("Who", "What"), ROWS, (1, 3), theme, says="A table", name="t")
    qtbot.addWidget(made)
    made.resize(600, 10)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.setFocus()
    return made


def test_it_is_as_high_as_its_words(table: WordsTable) -> None:
    """B01"""
    heights = [table.rowHeight(row) for row in range(3)]
    assert heights[1] > 3 * heights[0]
    assert table.height() >= sum(heights)
    assert table.verticalScrollBar().maximum() == 0
    assert abs(table.columnWidth(1) - 3 * table.columnWidth(0)) <= 3
    before = table.height()
    table.resize(300, table.height())
    assert table.height() > before


def test_each_cell_is_heard_with_its_column(table: WordsTable) -> None:
    """B02"""
    assert table.accessibleName() == "A table"
    role = Qt.ItemDataRole.AccessibleTextRole
    assert table.words.index(0, 1).data(role) == "What: short"
    assert table.words.index(2, 1).data(role) == ""
    face = QAccessible.queryAccessibleInterface(table)
    assert face.role() == QAccessible.Role.Table
    heard = [face.child(n).text(QAccessible.Text.Name) for n in range(face.childCount())]
    assert {"Who", "What", "Who: A", "What: short"} <= set(heard)


def test_keys_and_mouse_choose_a_row(table: WordsTable) -> None:
    """B03"""
    told: list[int] = []
    table.row_chosen.connect(told.append)
    assert table.currentIndex().row() == 0
    QTest.keyClick(table, Qt.Key.Key_Down)
    QTest.keyClick(table, Qt.Key.Key_Return)
    place = table.visualRect(table.words.index(2, 0)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert told == [1, 2]
    assert not table.tabKeyNavigation()
    assert QPointF(table.ring_box().center()).y() > table.rowHeight(0)


def test_new_rows_take_the_place(table: WordsTable) -> None:
    """B04"""
    high = table.height()
    table.words.show_rows(ROWS[:1])
    assert table.words.rowCount() == 1
    assert table.height() < high
    table.grab()


def test_a_screen_reader_chooses_a_row(table: WordsTable) -> None:
    """B03"""
    told: list[int] = []
    table.row_chosen.connect(told.append)
    select(table, 1)
    assert told == [1]
