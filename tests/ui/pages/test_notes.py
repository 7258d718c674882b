# SPDX-License-Identifier: Apache-2.0
"""Notes: free typing, and lines that go into questions.

T01 What is typed is handed over within 800 ms of the first key, and at once on leaving.
T02 The line with the caret, or what is marked, goes at the end of the answer that is chosen;
    what was there stays, the line leaves the box and stands below, struck through, with the way
    to its question.
T03 Undo takes that back as one step and puts the line into the box again, also after more was
    typed; redo does it anew.
T04 Nothing chosen, nothing done: an empty line is said, Esc closes and changes nothing.
T05 What cannot be kept stays, under the alarm that the questions have.
T06 Only questions for text are offered, and the words that go there are shown meanwhile.
T07 Checking says how many lines are in no answer, and leads there; it keeps nobody from signing.
T08 In a compact window the choice takes the place of the notes.
T09 An answer with no room for it is left as it is, and that is said.
"""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from helpers.fill_page import DETAIL, WHO, three_sections
from helpers.filling import Bench, bench
from kinfile.app.changes import WriteNotes
from kinfile.errors import NotKept
from kinfile.i18n import Language
from kinfile.records.model import Answer
from kinfile.ui.fields.boxes import LONGEST_TEXT
from kinfile.ui.pages import notes
from kinfile.ui.pages.check_todo import NotesCard
from kinfile.ui.pages.notes import NotesPage, UsedLine
from kinfile.ui.tasks import Tasks
from kinfile.ui.theme import Theme

CTRL = Qt.KeyboardModifier.ControlModifier


@dataclass
class Noted:
    qtbot: QtBot
    bench: Bench
    theme: Theme
    page: NotesPage = field(init=False)

    def __post_init__(self) -> None:
        self.page = NotesPage(self.bench.filling, self.theme, Language("en"))
        self.qtbot.addWidget(self.page)
        self.page.resize(1366, 714)
        self.page.show()
        self.page.activateWindow()
        self.bench.wait(self.page.isActiveWindow)
        self.page.focus_first()

    def settle(self) -> None:
        self.bench.settle()

    def write(self, *lines: str) -> None:
        for number, line in enumerate(lines):
            if number:
                QTest.keyClick(self.page.box, Qt.Key.Key_Return)
            QTest.keyClicks(self.page.box, line)

    def line(self, number: int) -> None:
        """Put the caret into that line."""
        block = self.page.box.document().findBlockByNumber(number)
        self.page.box.setTextCursor(QTextCursor(block))

    def take(self, words: str) -> None:
        """Put the line with the caret into the question with these words, by keys."""
        QTest.keyClick(self.page.box, Qt.Key.Key_G, CTRL)
        QTest.keyClicks(self.page.panel.box, words)
        QTest.keyClick(self.page.panel.box, Qt.Key.Key_Return)
        self.settle()

    @property
    def text(self) -> str:
        return self.page.box.toPlainText()

    @property
    def kept(self) -> Any:
        return self.bench.workspace.open().marks.notes

    def answer(self, place: Any) -> Answer | None:
        return self.bench.workspace.open().answers.at(place)


ANSWERS = {"who": "Ash", "abuse": "suspected", "detail": "Seen."}


@pytest.fixture
def here(qtbot: QtBot, tasks: Tasks, theme: Theme, tmp_path: Path) -> Noted:
    return Noted(qtbot, bench(qtbot, tasks, three_sections(tmp_path), ANSWERS), theme)


def test_typing_is_kept_in_time(here: Noted) -> None:
    """T01"""
    assert notes.KEEP_WITHIN < 800
    here.write("Lives")
    assert here.page._keep_soon.isActive()
    began = here.page._keep_soon.remainingTime()
    here.write(" with Nan")
    assert here.page._keep_soon.remainingTime() <= began
    with here.qtbot.waitSignal(here.bench.filling.settled, timeout=20_000):
        pass
    assert here.kept.text == "Lives with Nan"


def test_leaving_keeps_it_at_once(here: Noted, qtbot: QtBot) -> None:
    """T01"""
    here.write("Nan")
    with qtbot.waitSignal(here.page.went_back):
        QTest.keyClick(here.page.box, Qt.Key.Key_M, CTRL)
    here.settle()
    assert here.bench.workspace.kept == [(WriteNotes("Nan"),)]
    here.page.settle()
    here.settle()
    assert len(here.bench.workspace.kept) == 1


def test_a_line_goes_into_an_answer(here: Noted, qtbot: QtBot) -> None:
    """T02"""
    here.write("one", "two", "three")
    here.line(1)
    here.take("happening")
    assert here.answer(DETAIL) == Answer(value="Seen.\ntwo")
    assert here.text == here.kept.text == "one\nthree"
    assert here.page.box.hasFocus()
    (line,) = here.page.findChildren(UsedLine)
    (used,) = here.kept.used
    assert used.text == "two"
    link = here.page.findChild(QWidget, f"notes.used.{used.id}")
    assert link is not None
    assert link.accessibleName() == "What is happening?: go there"
    with qtbot.waitSignal(here.page.spot_chosen) as told:
        link.click()  # type: ignore[attr-defined]
    assert told.args[0].place == DETAIL
    assert line.isVisible()


def test_what_is_marked_goes(here: Noted) -> None:
    """T02"""
    here.write("her name is Rowan")
    here.page.box.moveCursor(
        QTextCursor.MoveOperation.PreviousWord, QTextCursor.MoveMode.KeepAnchor
    )
    here.take("who")
    assert here.answer(WHO) == Answer(value="Ash Rowan")
    assert here.text == "her name is "


def test_it_is_taken_back_and_done_again(here: Noted) -> None:
    """T03"""
    here.write("one", "two")
    here.take("happening")
    QTest.keyClick(here.page.box, Qt.Key.Key_End, CTRL)
    here.write("", "more")
    here.page.settle()
    here.settle()
    here.page.box.document().clearUndoRedoStacks()
    QTest.keyClick(here.page.box, Qt.Key.Key_Z, CTRL)
    here.settle()
    assert here.answer(DETAIL) == Answer(value="Seen.")
    assert sorted(here.kept.lines) == ["more", "one", "two"]
    assert here.text == here.kept.text
    assert here.kept.used == ()
    assert here.page.used_card.isHidden()
    here.page.redo()
    here.settle()
    assert here.answer(DETAIL) == Answer(value="Seen.\ntwo")
    assert [each.text for each in here.kept.used] == ["two"]
    assert sorted(here.kept.lines) == ["more", "one"]


def test_the_box_has_its_own_undo_first(here: Noted) -> None:
    """T03"""
    here.write("one")
    QTest.keyClick(here.page.box, Qt.Key.Key_Z, CTRL)
    assert here.text == ""
    assert here.answer(DETAIL) == Answer(value="Seen.")


def test_an_empty_line_is_said(here: Noted) -> None:
    """T04"""
    here.page.take.click()
    assert here.page.told.isVisible()
    assert here.page.panel.isHidden()
    here.write("one")
    here.page.take.click()
    assert here.page.told.isHidden()
    assert here.page.panel.isVisible()
    QTest.keyClick(here.page.panel.box, Qt.Key.Key_Escape)
    assert here.page.panel.isHidden()
    assert here.page.box.hasFocus()
    here.settle()
    assert (here.text, here.kept.used) == ("one", ())


def test_what_is_not_kept_stays(here: Noted) -> None:
    """T05"""
    here.bench.workspace.errors["keep"] = NotKept(problem="disk-full")
    here.write("one")
    here.page.settle()
    here.settle()
    assert here.page.not_kept.isVisible()
    assert here.page.has_unkept()
    here.bench.workspace.errors.clear()
    here.page.not_kept.tried_again.emit()
    here.settle()
    assert not here.page.not_kept.isVisible()
    assert here.kept.text == "one"


def test_only_questions_for_text(here: Noted) -> None:
    """T06"""
    here.write("Lives with Nan")
    here.page.take.click()
    panel = here.page.panel
    offered = [goal.words for goal in panel.list.goals]
    assert offered == ["Who is it about?", "What is happening?"]
    assert panel.about.text() == "“Lives with Nan”"
    assert panel.next.isHidden()


def test_checking_says_what_is_left(here: Noted, qtbot: QtBot) -> None:
    """T07"""
    language = Language("en")
    card = NotesCard(here.bench.filling.draft, theme=here.theme, language=language)
    qtbot.addWidget(card)
    assert card.isHidden()
    here.write("one", "", "two")
    here.page.settle()
    here.settle()
    draft = here.bench.filling.draft
    card = NotesCard(draft, theme=here.theme, language=language)
    qtbot.addWidget(card)
    assert card.heading is not None
    assert card.heading.text() == "2 lines of your notes are not in the form yet"
    with qtbot.waitSignal(card.notes_chosen):
        card.findChild(QWidget, "check.notes.open").click()  # type: ignore[union-attr]
    assert all(not blocker.code.startswith("note") for blocker in draft.report.blockers)


def test_a_compact_window(qtbot: QtBot, qapp: QApplication, tasks: Tasks, tmp_path: Path) -> None:
    """T08"""
    theme = Theme(scale=2.0, is_compact=True)
    theme.apply(qapp)
    here = Noted(qtbot, bench(qtbot, tasks, three_sections(tmp_path), ANSWERS), theme)
    here.write("one")
    here.page.take.click()
    assert not here.page.box.isVisible()
    QTest.keyClick(here.page.panel.box, Qt.Key.Key_Escape)
    assert here.page.box.isVisible()
    here.take("happening")
    assert here.page.box.isVisible()
    assert here.answer(DETAIL) == Answer(value="Seen.\none")


def test_an_answer_without_room(qtbot: QtBot, tasks: Tasks, theme: Theme, tmp_path: Path) -> None:
    """T09"""
    full = "x" * LONGEST_TEXT
    answers = {**ANSWERS, "detail": full}
    here = Noted(qtbot, bench(qtbot, tasks, three_sections(tmp_path), answers), theme)
    here.write("one")
    here.take("happening")
    assert here.page.told.text() == "That answer has no room for it."
    assert here.answer(DETAIL) == Answer(value=full)
    assert here.text == "one"
