# SPDX-License-Identifier: Apache-2.0
"""Going to a section or a question by its words.

G01 Ctrl+G opens a panel with the caret in its box; nothing typed, it lists the sections.
G02 Letters filter sections and questions that are asked, by the beginnings of their words,
    whatever their accents and case; rows are told apart by their names.
G03 Enter goes to the first; the arrows lead into the list, Enter there goes to the line pointed
    at, and letters typed there go back into the box.
G04 Esc, Close and Ctrl+G again close it, and the focus is where it was.
G05 What has none of the words is said to be nowhere, and Enter then does nothing.
G06 The next question that needs an answer is one press away.
G07 With kinds, only questions of those kinds are offered, all of them at first.
G08 A section that is not needed is found too, and can be opened there.
"""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from helpers.fill_page import SEEN, WHO, Filled, filled
from helpers.screen_reader import select
from kinfile.forms.model import Kind
from kinfile.i18n import Language
from kinfile.ui.pages.go_to import GoToPanel
from kinfile.ui.pages.go_to_list import found_in, goals_of
from kinfile.ui.tasks import Tasks
from kinfile.ui.theme import Theme

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def here(qtbot: QtBot, tasks: Tasks, theme: Theme, tmp_path: Path) -> Filled:
    return filled(qtbot, tasks, theme, tmp_path)


def opened(here: Filled, words: str = "") -> GoToPanel:
    QTest.keyClick(here.page, Qt.Key.Key_G, CTRL)
    panel = here.page.finder
    assert panel.isVisible()
    QTest.keyClicks(panel.box, words)
    return panel


def offered(panel: GoToPanel) -> list[str]:
    return [goal.words for goal in panel.list.goals]


def test_it_lists_the_sections_at_first(here: Filled) -> None:
    """G01"""
    panel = opened(here)
    assert panel.box.hasFocus()
    assert offered(panel) == [f"Section {name}" for name in ("about", "family", "safety", "ending")]
    assert panel.list.goals[2].below == "Not needed"
    assert panel.count.isHidden()


def test_words_filter_sections_and_questions(here: Filled) -> None:
    """G02"""
    panel = opened(here, "ABOÚT")
    assert offered(panel) == ["Section about", "Who is it about?"]
    assert panel.list.goals[1].below == "Section about"
    assert panel.count.text() == "2 found"
    index = panel.list.model().index(1, 0)
    spoken = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Who is it about?, Section about"


def test_what_is_not_asked_is_not_found(here: Filled) -> None:
    """G02"""
    assert offered(opened(here, "happening")) == []
    here.page.beside.close()
    here.press("abuse.suspected")
    assert offered(opened(here, "happening")) == ["What is happening?"]


def test_rows_are_told_apart(here: Filled) -> None:
    """G02"""
    here.go("family")
    for name in ("Jo", "Sam"):
        here.press("group:helpers.add")
        QTest.keyClicks(here.page.focusWidget(), name)
        here.page.settle()
        here.settle()
    panel = opened(here, "helper sam")
    assert [goal.below for goal in panel.list.goals] == ["Section family: Helper 2: Sam"]


def test_enter_goes_there(here: Filled) -> None:
    """G03"""
    panel = opened(here, "last seen")
    QTest.keyClick(panel.box, Qt.Key.Key_Return)
    here.settle()
    assert not panel.isVisible()
    assert here.shown(SEEN).isAncestorOf(here.page.focusWidget())


def test_the_arrows_lead_into_the_list(here: Filled) -> None:
    """G03"""
    panel = opened(here, "about")
    QTest.keyClick(panel.box, Qt.Key.Key_Down)
    assert panel.list.hasFocus()
    assert panel.list.currentIndex().row() == 1
    assert panel.list.ring_box().height() >= 24
    QTest.keyClicks(panel.list, "w")
    assert panel.box.hasFocus()
    assert panel.box.text() == "aboutw"
    QTest.keyClick(panel.box, Qt.Key.Key_Backspace)
    QTest.keyClick(panel.box, Qt.Key.Key_Down)
    QTest.keyClick(panel.list, Qt.Key.Key_Return)
    here.settle()
    assert here.shown(WHO).isAncestorOf(here.page.focusWidget())


def test_a_click_goes_there(here: Filled) -> None:
    """G03"""
    panel = opened(here)
    spot = panel.list.visualRect(panel.list.model().index(3, 0)).center()
    QTest.mouseClick(panel.list.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    here.settle()
    assert here.section == "ending"


@pytest.mark.parametrize("way", ["esc", "close", "again"])
def test_it_closes_and_the_focus_is_where_it_was(here: Filled, way: str) -> None:
    """G04"""
    box = here.shown(WHO).field.box
    box.setFocus()
    QTest.keyClicks(box, "Ash")
    panel = opened(here, "x")
    if way == "esc":
        QTest.keyClick(panel.box, Qt.Key.Key_Escape)
    elif way == "close":
        panel.close_button.click()
    else:
        QTest.keyClick(here.page, Qt.Key.Key_G, CTRL)
    assert not panel.isVisible()
    assert box.hasFocus()
    assert box.text() == "Ash"


def test_nothing_found_is_said(here: Filled) -> None:
    """G05"""
    panel = opened(here, "zebra")
    assert panel.count.text() == "Nothing here has these words."
    QTest.keyClick(panel.box, Qt.Key.Key_Return)
    QTest.keyClick(panel.box, Qt.Key.Key_Down)
    assert panel.isVisible()
    assert here.section == "about"


def test_the_next_question_is_one_press_away(here: Filled) -> None:
    """G06"""
    here.go("ending")
    opened(here).next.click()
    here.settle()
    assert not here.page.finder.isVisible()
    assert here.shown(WHO).isAncestorOf(here.page.focusWidget())  # round the end


def test_it_closes_where_what_it_was_opened_from_is_gone(here: Filled) -> None:
    """G06"""
    opener = QLineEdit(here.page.body)
    opener.show()
    opener.setFocus()
    opened(here)
    delete(opener)
    here.page.beside.close()
    assert not here.page.finder.isVisible()


def test_only_the_kinds_that_are_wanted(here: Filled) -> None:
    """G07"""
    draft = here.bench.filling.draft
    goals = goals_of(draft, Language("en"), kinds=frozenset({Kind.TEXT, Kind.LONG_TEXT}))
    assert [goal.words for goal in goals] == ["Who is it about?"]
    assert found_in(goals, "", only_sections=False) == goals


def test_a_section_that_is_not_needed(here: Filled) -> None:
    """G08"""
    panel = opened(here, "safety")
    QTest.keyClick(panel.box, Qt.Key.Key_Return)
    here.settle()
    assert here.section == "safety"
    assert here.page.body.gate.open.hasFocus()


def test_a_screen_reader_goes_there(here: Filled) -> None:
    """G03"""
    panel = opened(here)
    select(panel.list, offered(panel).index("Section ending"))
    here.settle()
    assert here.section == "ending"
