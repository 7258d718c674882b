# SPDX-License-Identifier: Apache-2.0
"""Earlier answers beside the questions.

R40 Ctrl+E, the link beside and the menu of "No answer yet" show what stood at the question in
    focus, newest first, with time and writer; again, and Esc, close it and the focus goes back.
R41 What is put back is kept like any change and can be taken back; the field shows it at once.
R42 What was erased or cannot be taken says so and cannot be put back; a blank can.
"""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from helpers.fill_page import ABUSE, DETAIL, POSTCODE, WHO, Filled, filled
from helpers.filling import NOW
from kinfile.app.story import Earlier, Stood
from kinfile.records.model import Answer
from kinfile.ui.tasks import Tasks
from kinfile.ui.theme import Theme

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def here(qtbot: QtBot, tasks: Tasks, theme: Theme, tmp_path: Path) -> Filled:
    return filled(qtbot, tasks, theme, tmp_path, {"abuse": "no", "who": "Ash"})


def words(here: Filled) -> list[str]:
    panel = here.page.earlier
    return [each.text() for each in panel.findChildren(QLabel) if each.isVisibleTo(panel)]


def write(here: Filled, *texts: str) -> None:
    """Each of the texts is kept by itself."""
    box = here.shown(WHO).field.box
    for text in texts:
        here.shown(WHO).focus()
        box.setText(text)
        box.typed.emit(text)
        here.page.settle()
        here.settle()


def ask(here: Filled) -> None:
    here.shown(WHO).focus()
    here.settle()
    here.qtbot.keyClick(here.page.window(), Qt.Key.Key_E, CTRL)
    here.settle()


def test_ctrl_e_tells_what_stood_before(here: Filled) -> None:
    """R40"""
    write(here, "One", "Two")
    ask(here)
    panel = here.page.earlier
    assert panel.isVisible()
    assert panel.close_button.hasFocus()
    assert panel.about == WHO
    told = words(here)
    assert told.index("Two") < told.index("One")
    assert "Stands now" in told
    assert len(panel.buttons) == 1
    here.qtbot.keyClick(panel.close_button, Qt.Key.Key_Escape)
    assert not panel.isVisible()
    assert here.shown(WHO).field.box.hasFocus()
    ask(here)
    here.qtbot.keyClick(here.page.window(), Qt.Key.Key_E, CTRL)
    assert not panel.isVisible()


def test_what_was_just_typed_is_among_it(here: Filled) -> None:
    """R40"""
    box = here.shown(WHO).field.box
    here.shown(WHO).focus()
    box.setCursorPosition(3)
    here.qtbot.keyClicks(box, "ley")
    ask(here)
    assert "Ashley" in words(here)


def test_the_other_ways_in(here: Filled) -> None:
    """R40"""
    here.shown(POSTCODE if here.block(POSTCODE) else WHO).focus()
    here.settle()
    here.press("rail.earlier")
    assert here.page.earlier.isVisible()
    assert "Nothing has been written here yet." in words(here)
    here.press("earlier.close")
    place = next(p for p in (DETAIL, ABUSE, WHO) if here.block(p) is not None)
    block = here.shown(place)
    assert block.no_answer is not None
    menu = block.no_answer._menu()
    action = menu.findChild(QAction, "earlier")
    assert action is not None
    block.focus()
    here.settle()
    action.trigger()
    here.settle()
    assert here.page.earlier.about == place


def test_putting_one_back(here: Filled) -> None:
    """R41"""
    write(here, "One", "Two")
    ask(here)
    here.page.earlier.buttons[0].click()
    here.settle()
    assert not here.page.earlier.isVisible()
    assert here.shown(WHO).field.box.text() == "One"
    assert here.shown(WHO).field.box.hasFocus()
    assert here.answer(WHO) == Answer(value="One")
    here.page.undo()
    here.settle()
    assert here.answer(WHO) == Answer(value="Two")
    assert here.shown(WHO).field.box.text() == "Two"
    here.page.redo()
    here.settle()
    assert here.answer(WHO) == Answer(value="One")


def test_what_is_gone_says_so(here: Filled) -> None:
    """R42"""
    told = [
        Earlier(at=NOW, by="Jo", stood=Stood.ANSWER, answer=Answer(value="Now")),
        Earlier(at=NOW, by="Jo", stood=Stood.ERASED),
        Earlier(at=NOW, by="Jo", stood=Stood.UNREADABLE),
        Earlier(at=NOW, by="Jo", stood=Stood.BLANK),
    ]
    panel = here.page.earlier
    panel.show_earlier(here.bench.filling.draft, WHO, told)
    here.page.beside.open(panel)
    here.settle()
    shown = words(here)
    assert "Erased" in shown
    assert "An answer that this version of the form does not take" in shown
    assert len(panel.buttons) == 1
    panel.buttons[0].click()
    here.settle()
    assert here.answer(WHO) is None
