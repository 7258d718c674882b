# SPDX-License-Identifier: Apache-2.0
"""Questions that stop everything.

D01 A scripted answer is given without showing anything, and what was asked is remembered.
D02 A real box says what its buttons do; Escape and Cancel mean no; a danger is not the default.
D03 The title of a box never tells what the window is about.
"""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from kinfile.i18n import Language
from kinfile.ui.dialogs import Dialogs
from kinfile.ui.theme import Theme


@pytest.fixture
def parent(qtbot: QtBot, theme: Theme) -> QWidget:
    made = QWidget()
    made.resize(800, 500)
    qtbot.addWidget(made)
    return made


def ask(dialogs: Dialogs, parent: QWidget, *, is_danger: bool = False) -> bool:
    return dialogs.confirm(
        parent, "Erase this record?", "It cannot be brought back.", yes="Erase it",
        theme=Theme(), language=Language.load(), is_danger=is_danger,
    )  # fmt: skip


def test_scripted_answers(parent: QWidget, tmp_path: Path) -> None:  # D01
    dialogs = Dialogs()
    dialogs.answer_next.extend([True, False, tmp_path, None, tmp_path / "a.json", None])
    assert ask(dialogs, parent)
    assert not ask(dialogs, parent)
    assert dialogs.choose_folder(parent, "Save", start=tmp_path) == tmp_path
    assert dialogs.choose_folder(parent, "Save", start=tmp_path) is None
    found = dialogs.choose_file(parent, "Open", start=tmp_path, pattern="Answers (*.json)")
    assert found == tmp_path / "a.json"
    dialogs.tell(parent, "Done", "It is done.", theme=Theme(), language=Language.load())
    assert dialogs.asked == ["Erase this record?"] * 2 + ["Save", "Save", "Open", "Done"]


@pytest.mark.parametrize(
    ("button", "answer"), [("dialog.yes", True), ("dialog.no", False), ("", False)]
)
def test_a_real_box(parent: QWidget, button: str, answer: bool) -> None:  # D02, D03
    seen: list[str] = []

    def press() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QDialog)
        seen.extend([box.windowTitle(), box.accessibleName()])
        seen.extend(each.text() for each in box.findChildren(QPushButton))
        if button:
            found = box.findChild(QPushButton, button)
            assert found is not None
            found.click()
        else:
            QTest.keyClick(box, Qt.Key.Key_Escape)

    QTimer.singleShot(0, press)
    assert ask(Dialogs(), parent) is answer
    assert seen == ["Kinfile", "Erase this record?", "Erase it", "Cancel"]


@pytest.mark.parametrize(("is_danger", "first"), [(True, "dialog.no"), (False, "dialog.yes")])
def test_a_danger_is_not_the_default(parent: QWidget, is_danger: bool, first: str) -> None:  # D02
    focused: list[str] = []

    def look() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QDialog)
        focus = box.focusWidget()
        assert focus is not None
        focused.append(focus.objectName())
        box.reject()

    QTimer.singleShot(0, look)
    ask(Dialogs(), parent, is_danger=is_danger)
    assert focused == [first]


def test_telling_waits_for_close(parent: QWidget) -> None:
    def press() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QDialog)
        found = box.findChild(QPushButton, "dialog.close")
        assert found is not None
        found.click()

    QTimer.singleShot(0, press)
    Dialogs().tell(parent, "Done", "It is done.", theme=Theme(), language=Language.load())
