# SPDX-License-Identifier: Apache-2.0
"""Choosing from a list as a screen reader or voice control does.

A01 A line that is selected from outside is chosen, and the keys are there too.
A02 Keys, the mouse and the program choose nothing by moving.
"""

import pytest
from event_turns import take_turns
from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QListView
from pytestqt.qtbot import QtBot

from helpers.screen_reader import select
from kinfile.ui.widgets.assistive import AssistiveChoice


@pytest.fixture
def view(qtbot: QtBot) -> QListView:
    made = QListView()
    qtbot.addWidget(made)
    made.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    made.setModel(QStringListModel(["one", "two", "three"], made))
    made.show()
    return made


def test_a_line_is_chosen(view: QListView) -> None:  # A01
    said: list[int] = []
    AssistiveChoice(view).chosen.connect(said.append)
    select(view, 2)
    assert said == [2]
    assert view.currentIndex().row() == 2
    select(view, 0)
    assert said == [2, 0]


def test_moving_chooses_nothing(view: QListView) -> None:  # A02
    said: list[int] = []
    AssistiveChoice(view).chosen.connect(said.append)
    view.setCurrentIndex(view.model().index(1, 0))
    take_turns()
    QTest.keyClick(view, Qt.Key.Key_Down)
    take_turns()
    place = view.visualRect(view.model().index(0, 0)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    take_turns()
    view.clearSelection()
    take_turns()
    assert view.currentIndex().row() == 0
    assert said == []
