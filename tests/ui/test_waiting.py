# SPDX-License-Identifier: Apache-2.0
"""A wait is worth a word only once it is one."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kinfile.ui.waiting import AFTER, Waiting


def test_it_speaks_after_a_while(qtbot: QtBot, qapp: QApplication) -> None:
    said: list[str] = []
    parent = QObject()
    wait = Waiting(parent, lambda: said.append("working"), after=1)
    wait.begin()
    qtbot.waitUntil(lambda: said == ["working"])


def test_it_says_nothing_of_a_quick_answer(qtbot: QtBot, qapp: QApplication) -> None:
    said: list[str] = []
    parent, later = QObject(), QObject()
    wait = Waiting(parent, lambda: said.append("working"), after=1)
    wait.begin()
    wait.end()
    Waiting(later, lambda: said.append("afterwards"), after=3).begin()
    qtbot.waitUntil(lambda: bool(said))
    assert said == ["afterwards"]


def test_a_word_comes_after_four_tenths_of_a_second() -> None:
    assert AFTER == 400
