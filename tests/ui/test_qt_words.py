# SPDX-License-Identifier: Apache-2.0
"""Qt's own words in the language of the window.

I20 Menus of text boxes and buttons of Qt's dialogs speak the language of the window.
I21 What Kinfile has no words for stays as Qt has it.
I22 Another language takes the place of the one before.
"""

import gettext
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QDialogButtonBox, QLineEdit
from pytestqt.qtbot import QtBot

from kinfile.i18n import Language
from kinfile.ui.qt_words import WORDS, QtWords, speak


class Loud(gettext.NullTranslations):
    def gettext(self, message: str) -> str:
        return f"{message}!"


LOUD, ENGLISH = Language("xx", Loud()), Language()


@pytest.fixture
def loud(qtbot: QtBot) -> Iterator[QtWords]:
    words = speak(LOUD)
    yield words
    QCoreApplication.removeTranslator(words)


def menu_words(qtbot: QtBot) -> list[str]:
    box = QLineEdit("words")
    qtbot.addWidget(box)
    menu = box.createStandardContextMenu()
    qtbot.addWidget(menu)
    return [each.text().partition("\t")[0] for each in menu.actions() if each.text()]


@pytest.mark.usefixtures("loud")
def test_the_menu_of_a_text_box_is_translated(qtbot: QtBot) -> None:
    """I20"""
    assert menu_words(qtbot)[:3] == ["&Undo!", "&Redo!", "Cu&t!"]


@pytest.mark.usefixtures("loud")
def test_buttons_of_dialogs_are_translated(qtbot: QtBot) -> None:
    """I20"""
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    qtbot.addWidget(box)
    assert box.button(QDialogButtonBox.StandardButton.Cancel).text().replace("&", "") == "Cancel!"


def test_what_is_not_known_stays(loud: QtWords) -> None:
    """I21"""
    assert loud.translate("QShortcut", "Ctrl") == ""
    assert "Ctrl" not in WORDS


def test_another_language_takes_its_place(loud: QtWords, qtbot: QtBot) -> None:
    """I22"""
    words = speak(ENGLISH, loud)
    assert menu_words(qtbot)[0] == "&Undo"
    assert words.speaks == ENGLISH
    QCoreApplication.removeTranslator(words)
