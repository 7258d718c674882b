# SPDX-License-Identifier: Apache-2.0
"""Why a question is asked, hidden or required today, beside the page.

Y01 F1 in a question opens the panel with why it is asked, where that comes from, and today's
    answers; the focus goes to Close. So does the link beside the page.
Y02 Esc, Close and F1 close it, and the focus goes back to the question.
Y03 An answer that decided is a link that goes there; one that is not asked leads to why not.
Y04 It follows the answers. In another question F1 tells about that one.
Y05 Of a closed section it says why that is closed.
Y06 In a compact window it takes the place of the questions, and the way to it is below each.
Y07 What it tells is in the panel alone: not in the title, not announced.
Y08 A long list is short at first.
Y09 Where a section is laid out in several steps, the question that was gone to stays in view.
"""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from helpers.fill_page import ABUSE, DETAIL, SEEN, WHO, Filled, filled, row
from kinfile.app.changes import StrikeRow
from kinfile.app.why_said import Line
from kinfile.forms.model import GroupId, QuestionId, SectionId
from kinfile.i18n import Language
from kinfile.records.model import Path as AnswerPath
from kinfile.records.model import Place
from kinfile.ui.pages.fill_places import Spot
from kinfile.ui.pages.fill_why import AT_FIRST, Lines
from kinfile.ui.tasks import Tasks
from kinfile.ui.theme import Theme
from kinfile.ui.widgets.buttons import LinkButton


@pytest.fixture
def here(qtbot: QtBot, tasks: Tasks, theme: Theme, tmp_path: Path) -> Filled:
    return filled(qtbot, tasks, theme, tmp_path)


def words(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisible()]


def links(here: Filled) -> dict[str, Any]:
    return {link.text(): link for link in here.page.why.links()}


def ask_why(here: Filled, place: Place) -> None:
    here.shown(place).focus()
    here.settle()
    press(here, Qt.Key.Key_F1)


def press(here: Filled, key: Qt.Key) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, key)
    here.settle()


def is_in(here: Filled, place: Place) -> bool:
    focus = QApplication.focusWidget()
    return focus is not None and bool(here.shown(place).isAncestorOf(focus))


def test_f1_tells_why(here: Filled) -> None:
    """Y01"""
    ask_why(here, ABUSE)
    panel = here.page.why
    assert panel.isVisible()
    assert panel.close_button.hasFocus()
    assert panel.close_button.accessibleName() == "Close: Why this is asked"
    told = words(panel)
    assert told[0] == panel.accessibleName() == "Why this is asked"
    assert {"Is anybody being hurt?", "Why we ask", "It matters.", "From today's answers"} <= set(
        told
    )
    assert {"Always asked.", "Required where it is asked.", "Still to be answered."} <= set(told)
    assert any("S1.11" in each for each in told)
    assert "2 alerts cannot tell until this is known:" in told
    assert not here.page.body.rail.isVisible()


def test_the_link_beside_the_page_tells_it_too(here: Filled) -> None:
    """Y01, Y02"""
    assert not here.page.body.rail.today.isHidden()
    here.shown(SEEN).focus()
    here.settle()
    here.press("rail.today")
    assert "Last seen" in words(here.page.why)
    here.press("why_panel.close")
    assert here.page.why.isHidden()
    assert here.page.body.rail.isVisible()


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_F1, Qt.Key.Key_Return])
def test_the_focus_goes_back(here: Filled, key: Qt.Key) -> None:
    """Y02: Return presses Close, where the focus is."""
    ask_why(here, SEEN)
    assert not is_in(here, SEEN)
    press(here, key)
    assert here.page.why.isHidden()
    assert is_in(here, SEEN)


def test_among_the_questions_the_focus_stays_where_it_is(here: Filled) -> None:
    """Y02"""
    ask_why(here, ABUSE)
    here.shown(WHO).focus()
    here.settle()
    press(here, Qt.Key.Key_Escape)
    assert here.page.why.isHidden()
    assert is_in(here, WHO)


def test_a_link_goes_to_the_answer(here: Filled) -> None:
    """Y03"""
    here.press("abuse.suspected")
    ask_why(here, DETAIL)
    link = next(here.page.why.links())
    assert link.text() == "Asked because “Is anybody being hurt?” is answered “Suspected”."
    assert link.accessibleName() == link.text()
    link.click()
    here.settle()
    assert here.page.why.isHidden()
    assert is_in(here, ABUSE)


def test_a_link_to_what_is_not_asked_tells_why_not(here: Filled) -> None:
    """Y03"""
    panel, draft = here.page.why, here.bench.filling.draft
    panel.tell(draft, DETAIL)
    panel._on_followed(AnswerPath("detail"))
    assert panel.about == DETAIL
    assert panel.heading.text() == "Why this is hidden"
    assert list(links(here)) == ["Hidden because “Is anybody being hurt?” has no answer yet."]
    panel._on_followed(AnswerPath("children.name", "children", 9))
    assert panel.about == DETAIL


def test_it_follows_the_answers(here: Filled) -> None:
    """Y04"""
    ask_why(here, ABUSE)
    here.press("abuse.yes_now")
    assert "Still to be answered." not in words(here.page.why)
    assert "The alert “It is said” stands, and this answer is part of why." in words(here.page.why)


def test_in_another_question_it_tells_about_that_one(here: Filled) -> None:
    """Y04"""
    ask_why(here, ABUSE)
    here.shown(WHO).focus()
    here.settle()
    assert "Is anybody being hurt?" in words(here.page.why)
    press(here, Qt.Key.Key_F1)
    assert "Who is it about?" in words(here.page.why)
    press(here, Qt.Key.Key_Escape)
    assert is_in(here, WHO)


def test_tab_goes_through_it_from_top_to_bottom(
    qtbot: QtBot, tasks: Tasks, theme: Theme, tmp_path: Path
) -> None:
    """Y01"""
    here = filled(qtbot, tasks, theme, tmp_path, {"abuse": "yes_now"})
    ask_why(here, DETAIL)
    links = list(here.page.why.links())
    assert len(links) == 2
    for link in links:
        press(here, Qt.Key.Key_Tab)
        assert link.hasFocus()


def test_what_has_not_changed_keeps_its_focus(here: Filled) -> None:
    """Y04"""
    here.press("abuse.suspected")
    ask_why(here, DETAIL)
    link = next(here.page.why.links())
    link.setFocus()
    here.page.why.show_draft(here.bench.filling.draft)
    assert link.hasFocus()
    here.page.why.tell(here.bench.filling.draft, WHO)
    assert here.page.why.close_button.hasFocus()


def test_a_row_that_is_struck_out_is_told_no_more(
    qtbot: QtBot, tasks: Tasks, theme: Theme, tmp_path: Path
) -> None:
    """Y04"""
    here = filled(qtbot, tasks, theme, tmp_path, {"children": [{"name": "Ash"}]}, at="family")
    panel = here.page.why
    child = row("children", here.bench)
    name = Place(QuestionId("children.name"), child)
    ask_why(here, name)
    assert "Child 1: Ash" in words(panel)
    before = words(panel)
    here.bench.filling.change(StrikeRow(GroupId("children"), child))
    here.settle()
    assert words(panel) == before


def test_of_a_closed_section_it_says_why(here: Filled) -> None:
    """Y05"""
    here.go("safety")
    here.named("gate.open").setFocus()
    press(here, Qt.Key.Key_F1)
    told = words(here.page.why)
    assert told[0] == "Why this is closed"
    assert "The section “Section safety” is closed because no alert opens it today." in told
    here.page.why.show_draft(here.bench.filling.draft)
    press(here, Qt.Key.Key_Escape)
    assert here.named("gate.open").hasFocus()


def test_a_compact_window(qtbot: QtBot, tasks: Tasks, qapp: QApplication, tmp_path: Path) -> None:
    """Y06"""
    theme = Theme(scale=2.0, is_compact=True)
    theme.apply(qapp)
    here = filled(qtbot, tasks, theme, tmp_path)
    here.shown(ABUSE).focus()
    here.settle()
    here.press("abuse.why_opener")
    here.press("abuse.today")
    assert here.page.why.isVisible()
    assert not here.page.body.isVisible()
    press(here, Qt.Key.Key_Escape)
    assert here.page.body.isVisible()
    assert is_in(here, ABUSE)


def test_it_is_told_to_nobody_else(here: Filled) -> None:
    """Y07"""
    here.press("abuse.suspected")
    ask_why(here, DETAIL)
    told = [here.page.why, *here.page.why.findChildren(QWidget)]
    assert [each for each in told if each.property("announced")] == []
    assert "hurt" not in here.page.window().windowTitle()


def test_a_long_list_is_short_at_first(qtbot: QtBot, theme: Theme) -> None:
    """Y08"""
    told = [Line(f"Line {n}.", AnswerPath(f"q{n}")) for n in range(AT_FIRST + 3)]
    made = Lines(told, theme=theme, language=Language("en"), name="x")
    qtbot.addWidget(made)
    made.show()
    assert len(made.links) == AT_FIRST
    more = made.findChild(LinkButton, "x.more")
    assert more is not None
    more.click()
    assert len(made.links) == len(told)
    assert more.isHidden()
    with qtbot.waitSignal(made.followed) as followed:
        made.links[-1].click()
    assert followed.args == [AnswerPath(f"q{AT_FIRST + 2}")]


def test_what_was_gone_to_stays_in_view(
    qtbot: QtBot, tasks: Tasks, theme: Theme, tmp_path: Path
) -> None:
    """Y09"""
    long = "\n".join(f"Line {n}" for n in range(60))
    answers = {"abuse": "suspected", "detail": long}
    here = filled(qtbot, tasks, theme, tmp_path, answers, at="family")
    here.page.resize(1366, 500)
    here.page.go_to(Spot(SectionId("about"), SEEN))
    view = here.page.body.viewport()

    def is_seen() -> bool:
        block = here.shown(SEEN)
        top = block.mapTo(view, QPoint(0, 0)).y()
        return bool(top >= 0 and top + block.height() <= view.height())

    qtbot.waitUntil(is_seen)
    assert is_in(here, SEEN)
