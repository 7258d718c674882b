# SPDX-License-Identifier: Apache-2.0
"""The list of sections.

S01 It is one tab stop: the arrows move over sections and not over headings, Enter opens. A
    screen reader opens a section by choosing it.
S02 A line says its state in words, also to a screen reader; "to check" is counted.
S03 Typing filters by the beginnings of words; Enter in the box opens the first.
S04 The focus ring goes round the line that is pointed at.
S05 A long title makes its line taller and is not cut off.
S07 A section that is not needed says so, can be opened by hand, and closed again while nothing
    else keeps it open.
S06 A change of state repaints its line and moves nothing.
"""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from helpers.fill_page import Filled, filled
from helpers.screen_reader import select
from kinfile.forms.model import QuestionId
from kinfile.records.model import Answer, Place
from kinfile.records.report import SectionState
from kinfile.ui.pages.fill_sections import holds_words
from kinfile.ui.pages.fill_sections_paint import ICONS
from kinfile.ui.tasks import Tasks
from kinfile.ui.theme import Theme


@pytest.fixture
def here(qtbot: QtBot, tasks: Tasks, theme: Theme, tmp_path: Path) -> Filled:
    return filled(qtbot, tasks, theme, tmp_path)


def spoken(here: Filled) -> list[str]:
    model = here.page.pane.list.model()
    role = Qt.ItemDataRole.AccessibleTextRole
    return [str(model.index(n, 0).data(role)) for n in range(model.rowCount())]


def test_arrows_move_and_enter_opens(here: Filled) -> None:
    """S01"""
    shown = here.page.pane.list
    shown.setFocus()
    for _ in range(3):
        QTest.keyClick(shown, Qt.Key.Key_Down)
    assert shown.currentIndex().data() == "Section ending"
    assert here.section == "about"
    QTest.keyClick(shown, Qt.Key.Key_Return)
    here.settle()
    assert here.section == "ending"
    shown.setFocus()
    QTest.keyClick(shown, Qt.Key.Key_Tab)
    assert not shown.hasFocus()


def test_a_line_says_its_state(here: Filled) -> None:
    """S02"""
    assert spoken(here) == [
        "Beginning",
        "Section about, Not started",
        "Section family, Not started",
        "Ending",
        "Section safety, Not needed",
        "Section ending, Not started",
    ]
    here.press("abuse.no")
    assert spoken(here)[1] == "Section about, In progress"
    here.go("family")
    here.press("group:helpers.add")
    QTest.keyClicks(here.page.focusWidget(), "Jo")
    here.page.settle()
    here.settle()
    assert spoken(here)[2] == "Section family, 1 to check"


def test_every_state_has_a_shape_of_its_own() -> None:
    """S02"""
    assert set(ICONS) == set(SectionState)
    assert len({shape for shape, _ in ICONS.values()}) == len(ICONS)


@pytest.mark.parametrize(
    ("wanted", "found"),
    [("", True), ("men", True), ("mental heal", True), ("ment alth", False), ("arent", False)],
)
def test_finding_by_the_beginnings_of_words(wanted: str, found: bool) -> None:
    """S03"""
    assert holds_words("Each parent's mental health", wanted) is found


def test_a_click_opens(here: Filled) -> None:
    """S01"""
    shown = here.page.pane.list
    index = shown.model().index(2, 0)
    spot = shown.visualRect(index).center()
    QTest.mouseClick(shown.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    here.settle()
    assert here.section == "family"


def test_the_ring_goes_round_the_line(here: Filled) -> None:
    """S04"""
    shown = here.page.pane.list
    box = shown.ring_box()
    assert 24 <= box.height() < 80
    assert box.width() > 200
    shown.show_wanted(here.bench.filling.draft, "nothing like this")
    assert shown.ring_box() == shown.rect()


def test_a_long_title_is_not_cut_off(
    qtbot: QtBot, tasks: Tasks, theme: Theme, tmp_path: Path
) -> None:
    """S05"""
    long = "Information asked of mental health services and of the family's doctors"
    here = filled(qtbot, tasks, theme, tmp_path)
    shown = here.page.pane.list
    low = shown.visualRect(shown.model().index(2, 0)).height()
    lines = list(shown._model.lines)
    lines[2] = type(lines[2])(long, lines[2].section, lines[2].state, lines[2].state_words)
    shown._model.beginResetModel()
    shown._model.lines = lines
    shown._model.endResetModel()
    assert shown.visualRect(shown.model().index(2, 0)).height() > low + 30


def test_a_change_of_state_moves_nothing(here: Filled) -> None:
    """S06"""
    shown = here.page.pane.list
    with here.qtbot.assertNotEmitted(shown._model.modelReset):
        here.press("abuse.no")
    assert shown.currentIndex().row() == 1


def test_opening_and_closing_by_hand(here: Filled) -> None:
    """S07"""
    here.go("safety")
    gate = here.page.body.gate
    assert gate.banner.title.text() == "Not needed so far"
    assert gate.open.hasFocus()
    safe = Place(QuestionId("safe"))
    assert here.block(safe) is None
    here.press("gate.open")
    assert here.block(safe) is not None
    assert here.bench.workspace.open().marks.opened == {"safety"}
    here.press("safe.yes")
    here.press("gate.close")
    assert here.block(safe) is None
    assert here.answer(safe) == Answer(value="yes")


def test_what_an_alert_opens_is_not_closed_by_hand(here: Filled) -> None:
    """S07"""
    assert not here.page.body.gate.isVisible()
    here.press("abuse.yes_now")
    here.go("safety")
    assert not here.page.body.gate.isVisible()
    here.press("safe.yes")
    here.go("about")
    here.press("abuse.no")
    here.go("safety")
    assert here.page.body.gate.banner.title.text() == "Nothing calls for this section any more"
    here.press("gate.close")
    assert here.page.body.gate.banner.title.text() == "Not needed so far"


def test_a_screen_reader_opens(here: Filled) -> None:
    """S01"""
    select(here.page.pane.list, 5)
    here.settle()
    assert here.section == "ending"
