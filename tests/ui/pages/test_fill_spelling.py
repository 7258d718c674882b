# SPDX-License-Identifier: Apache-2.0
"""Spelling while a record is filled in.

K30 A misspelt word of a long text is marked, but not while the caret stands at its end; a mark
    changes neither the text nor what can be undone.
K31 F7 shows the words one by one with what may have been meant; the text is changed, kept, and
    can be taken back; Esc leads to the word, which is selected; again closes it.
K32 A word can stay as it is here, or be kept; then it is marked no more.
K33 Without a dictionary, and with nothing to look at, F7 says so.
K34 Marks can be turned off; F7 still works. While the family looks on neither is there.
K35 Names of the record's people are right, and somebody's own words are not looked at.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCharFormat
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from helpers.fill_page import ABUSE, DETAIL, WHO, Filled, filled
from kinfile.app.spelling.speller import Speller
from kinfile.records.model import Answer, RowId
from kinfile.records.people import Person
from kinfile.ui.fields.boxes import TextArea
from kinfile.ui.fields.field import Field
from kinfile.ui.fields.text import AddressField, LongTextField, VerbatimField
from kinfile.ui.pages.fill_spelling import names_of
from kinfile.ui.spelling import Spelling
from kinfile.ui.tasks import Tasks
from kinfile.ui.theme import Theme

TEXT = "She recieve a letter 😀 and teh plan."


class Fake:
    def is_right(self, word: str) -> bool:
        return word not in ("recieve", "teh")

    def suggest(self, word: str) -> tuple[str, ...]:
        return {"recieve": ("receive", "relieve"), "teh": ()}[word]


def opened(code: str) -> Speller | None:
    return Fake() if code == "en" else None


@pytest.fixture
def page(qtbot: QtBot, tasks: Tasks, theme: Theme, tmp_path: Path) -> Filled:
    return filled(
        qtbot, tasks, theme, tmp_path, {"abuse": "suspected", "who": "Ash", "detail": TEXT}
    )


@pytest.fixture
def here(page: Filled) -> Iterator[Filled]:
    """With a speller."""
    spelling = page.bench.desk.spelling = Spelling(opens=opened)
    page.show()
    look(page)
    yield page
    spelling.close()


def area(here: Filled) -> TextArea:
    return here.shown(DETAIL).field.area  # type: ignore[no-any-return]


def look(here: Filled) -> None:
    """As after a moment without a key."""
    here.page.panels.spelling.marks.look()
    here.bench.wait(lambda: here.bench.desk.spelling.tasks.is_idle)
    here.settle()
    here.page.panels.spelling.marks.look()


def marked(here: Filled) -> list[str]:
    # The stubs of Qt know neither attribute.
    found: list[Any] = area(here).extraSelections()
    wave = QTextCharFormat.UnderlineStyle.WaveUnderline
    assert all(each.format.underlineStyle() == wave for each in found)
    return [each.cursor.selectedText() for each in found]


def words(here: Filled) -> list[str]:
    panel = here.page.panels.spelling.panel
    return [each.text() for each in panel.findChildren(QLabel) if each.isVisibleTo(panel)]


def press_f7(here: Filled) -> None:
    here.qtbot.keyClick(here.page.window(), Qt.Key.Key_F7)
    here.bench.wait(lambda: here.bench.desk.spelling.tasks.is_idle)
    here.settle()


def choose(here: Filled, words: str) -> None:
    button = next(each for each in here.page.panels.spelling.panel.buttons if each.text() == words)
    button.click()
    here.bench.wait(lambda: here.bench.desk.spelling.tasks.is_idle)
    here.settle()


def test_words_are_marked_and_nothing_else_happens(here: Filled) -> None:
    """K30"""
    assert marked(here) == ["recieve", "teh"]
    assert area(here).toPlainText() == TEXT
    assert not area(here).document().isUndoAvailable()
    assert here.bench.workspace.kept == []
    box = area(here)
    here.shown(DETAIL).focus()
    cursor = box.textCursor()
    cursor.setPosition(len("She recieve"))
    box.setTextCursor(cursor)
    look(here)
    assert marked(here) == ["teh"]
    cursor.setPosition(0)
    box.setTextCursor(cursor)
    look(here)
    assert marked(here) == ["recieve", "teh"]


def test_f7_changes_a_word_and_it_can_be_taken_back(here: Filled) -> None:
    """K31"""
    here.shown(DETAIL).focus()
    press_f7(here)
    panel = here.page.panels.spelling.panel
    assert panel.isVisible()
    assert "recieve" in words(here)
    assert [button.text() for button in panel.buttons[:2]] == [
        "Change to “receive”",
        "Change to “relieve”",
    ]
    assert panel.buttons[0].hasFocus()
    assert panel.buttons[0].accessibleDescription() == "Not in the dictionary: recieve"
    choose(here, "Change to “receive”")
    assert area(here).toPlainText() == TEXT.replace("recieve", "receive")
    assert "teh" in words(here)
    assert "Nothing similar is in the dictionary." in words(here)
    here.page.settle()
    here.settle()
    assert here.answer(DETAIL) == Answer(value=TEXT.replace("recieve", "receive"))
    here.qtbot.keyClick(panel.buttons[0], Qt.Key.Key_Escape)
    assert not panel.isVisible()
    assert area(here).hasFocus()
    assert area(here).textCursor().selectedText() == "teh"
    here.page.undo()
    here.settle()
    assert here.answer(DETAIL) == Answer(value=TEXT)
    press_f7(here)
    assert panel.isVisible()
    press_f7(here)
    assert not panel.isVisible()


def test_a_word_can_stay_or_be_kept(here: Filled) -> None:
    """K32"""
    press_f7(here)
    choose(here, "Leave it as it is here")
    assert "teh" in words(here)
    choose(here, "Keep this word")
    assert here.bench.workspace.words == ["teh"]
    assert any(line.startswith("There is nothing to look at") for line in words(here))
    look(here)
    assert marked(here) == []
    press_f7(here)
    press_f7(here)
    assert any(line.startswith("There is nothing to look at") for line in words(here))


def test_f7_says_when_there_is_no_dictionary(page: Filled) -> None:
    """K33"""
    press_f7(page)
    assert any(line.startswith("This computer has no spelling") for line in words(page))
    panel = page.page.panels.spelling.panel
    assert panel.close_button.hasFocus()
    assert panel.close_button.accessibleDescription().startswith("This computer has no spelling")
    assert not panel.tick.isVisible()


def test_marks_can_be_turned_off(here: Filled) -> None:
    """K34"""
    press_f7(here)
    panel = here.page.panels.spelling.panel
    assert panel.tick.isChecked()
    panel.tick.click()
    look(here)
    assert marked(here) == []
    assert "recieve" in words(here)
    panel.closed.emit()
    here.bench.filling.present(is_on=True)
    here.bench.desk.spelling.turn(is_on=True)
    here.show()
    assert not [line for line in here.page.menu_lines() if line.name == "spelling"]
    press_f7(here)
    assert not here.page.panels.spelling.panel.isVisible()


def test_names_are_right_and_own_words_not_looked_at() -> None:
    """K35"""
    people = [
        Person(RowId("1"), "parents", 1, "Siân", "O’Neill-Rhys"),
        Person(RowId("2"), "children", 1, "Ash", ""),
    ]
    assert names_of(people) == {"siân", "o'neill", "rhys", "ash"}
    assert LongTextField.spelled is not Field.spelled
    assert VerbatimField.spelled is Field.spelled
    assert AddressField.spelled is Field.spelled


def test_the_menu_has_it(here: Filled) -> None:
    """K31"""
    lines = {line.name: line for line in here.page.menu_lines()}
    assert lines["spelling"].key == "F7"
    lines["spelling"].chosen()
    here.bench.wait(lambda: bool(here.page.panels.spelling.panel.buttons))
    assert here.shown(WHO) is not None
    assert here.shown(ABUSE) is not None
