# SPDX-License-Identifier: Apache-2.0
"""The page where a record is filled in.

L01 What another answer calls for appears, and goes again with its answer set aside, without
    building anything anew: the field somebody types in keeps its widget, text and caret.
L02 Typing is handed over within 800 ms of the first key and at once on leaving a field; a choice
    at once.
L03 The first Save and continue says what is missing or wrong, with links and marks; the second
    goes on, and so does Come back later.
L04 A date that cannot be read is named once, and stands as typed when its worker comes back.
L05 At most two sections are alive.
L06 Undo works across fields and sections, redo after it.
L07 A change that is not kept stays on the page under an alarm, and is kept in the end.
L08 Optional questions are folded away until they are wanted or required.
L09 Odd answers are asked about once the worker has moved on, and can be said to be right.
L10 F8 goes from one question that waits to the next, over all sections.
L11 The page says who it is about by initials, the section, and how far it has come.
L12 Built anew, it shows the same section and question, unsaved typing included.
L13 A compact window has all of it: sections behind a button, why below the question.
L14 Every key works from inside a text area.
L15 Tab goes round in the order of the page, also to what appeared later.
L16 A record opened again begins where its worker was.
L17 The question that the focus goes to can be seen, also one that appears only then, and stays
    in sight when the strip of prompts pushes it down.
L18 A section that asks nothing begins at Save and continue.
L20 What was typed gets its usual form on leaving, also when it was kept meanwhile.
"""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from helpers.fill_page import ABUSE, DETAIL, POSTCODE, SEEN, WHO, Filled, filled
from helpers.small import TODAY
from kinfile.app.changes import SetAnswer
from kinfile.errors import NotKept
from kinfile.forms.dates import PartialDate
from kinfile.forms.model import NonAnswer, QuestionId
from kinfile.records.model import Answer, Place
from kinfile.ui.pages import fill
from kinfile.ui.pages.fill_record import Filling, State
from kinfile.ui.tasks import Tasks
from kinfile.ui.theme import Theme

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def here(qtbot: QtBot, tasks: Tasks, theme: Theme, tmp_path: Path) -> Filled:
    return filled(qtbot, tasks, theme, tmp_path)


def test_what_is_called_for_appears_and_goes(here: Filled) -> None:
    """L01"""
    assert here.block(DETAIL) is None
    who = here.shown(WHO)
    QTest.keyClicks(who.field.box, "Ash")
    here.press("abuse.suspected")
    detail = here.shown(DETAIL)
    assert here.shown(WHO) is who
    QTest.keyClicks(detail.field.area, "Seen")
    here.press("abuse.no")
    assert here.block(DETAIL) is None
    assert here.answer(DETAIL) == Answer(value="Seen")
    here.press("abuse.yes_now")
    assert here.shown(DETAIL) is detail
    assert detail.field.area.toPlainText() == "Seen"


def test_the_caret_stays_while_the_draft_changes(here: Filled) -> None:
    """L01"""
    box = here.shown(WHO).field.box
    box.setFocus()
    QTest.keyClicks(box, "Ash Example")
    box.setCursorPosition(3)
    here.page.settle()
    here.settle()
    assert here.answer(WHO) == Answer(value="Ash Example")
    assert (box.cursorPosition(), box.hasFocus()) == (3, True)
    QTest.keyClicks(box, "!")
    here.bench.filling.flush()
    here.settle()
    assert box.text() == "Ash! Example"


def test_typing_is_kept_in_time(here: Filled) -> None:
    """L02"""
    assert fill.KEEP_WITHIN < 800
    box = here.shown(WHO).field.box
    box.setFocus()
    QTest.keyClicks(box, "As")
    assert here.bench.workspace.kept == []
    timer = here.page._keep_soon
    assert timer.isActive()
    began = timer.remainingTime()
    QTest.keyClicks(box, "h")
    assert timer.remainingTime() <= began
    with here.qtbot.waitSignal(here.bench.filling.settled, timeout=20_000):
        pass
    assert here.answer(WHO) == Answer(value="Ash")


def test_leaving_a_field_keeps_it_at_once(here: Filled) -> None:
    """L02"""
    box = here.shown(WHO).field.box
    box.setFocus()
    QTest.keyClicks(box, "Ash")
    here.shown(SEEN).focus()
    assert here.bench.filling.state is State.KEEPING
    here.settle()
    assert here.bench.workspace.kept == [(SetAnswer(WHO, Answer(value="Ash")),)]


def test_a_choice_is_kept_at_once(here: Filled) -> None:
    """L02"""
    here.named("abuse.no").click()
    assert here.bench.filling.state is State.KEEPING
    here.settle()
    assert here.answer(ABUSE) == Answer(value="no")


def test_the_first_save_says_what_is_missing(here: Filled) -> None:
    """L03"""
    QTest.keyClicks(here.shown(WHO).field.box, "Ash")
    here.press("foot.save")
    assert here.section == "about"
    summary = here.page.body.summary
    assert [link.text() for link in summary.links] == [
        "Say whether anybody is being hurt",
        "Enter when they were last seen",
    ]
    assert summary.links[0].hasFocus()
    assert here.shown(ABUSE).error == "Say whether anybody is being hurt"
    assert here.shown(WHO).error == ""
    summary.links[1].click()
    assert here.shown(SEEN).field.boxes.day.hasFocus()
    assert here.shown(SEEN).field.boxes.day.property("err") is True


def test_what_is_put_right_is_unmarked(here: Filled) -> None:
    """L03"""
    here.press("foot.save")
    here.press("abuse.no")
    assert here.shown(ABUSE).error == ""
    assert len(here.page.body.summary.links) == 2


def test_the_second_save_goes_on(here: Filled) -> None:
    """L03"""
    here.press("foot.save")
    here.press("foot.save")
    assert here.section == "family"


def test_come_back_later_goes_on(here: Filled) -> None:
    """L03"""
    here.press("foot.later")
    assert here.section == "family"
    here.press("foot.back")
    assert here.section == "about"
    with here.qtbot.waitSignal(here.page.home_chosen):
        here.page.go_back()


def test_the_end_leads_to_checking(here: Filled) -> None:
    """L03"""
    here.go("ending")
    with here.qtbot.waitSignal(here.page.check_chosen):
        here.page.come_back_later()
        here.settle()


def test_an_unreadable_date_is_named_once_and_stays(here: Filled) -> None:
    """L04"""
    here.press("abuse.no")
    QTest.keyClicks(here.shown(WHO).field.box, "Ash")
    boxes = here.shown(SEEN).field.boxes
    boxes.day.setFocus()
    QTest.keyClicks(boxes.day, "31")
    QTest.keyClicks(boxes.month, "feb")
    QTest.keyClicks(boxes.year, "2026")
    here.press("foot.save")
    assert here.shown(SEEN).error == "Last seen must be a real date, for example 27 3 2026"
    assert here.answer(SEEN) is None
    here.press("foot.save")
    assert here.section == "family"
    for name in ("ending", "family", "about"):
        here.go(name)
    assert here.shown(SEEN).field.boxes.texts() == ("31", "feb", "2026")
    here.shown(SEEN).field.boxes.day.setFocus()
    here.shown(SEEN).field.boxes.day.selectAll()
    QTest.keyClicks(here.shown(SEEN).field.boxes.day, "3")
    here.press("abuse.no")
    here.shown(WHO).focus()
    here.settle()
    assert here.answer(SEEN) == Answer(value=PartialDate(2026, 2, 3))
    assert here.bench.filling.unread == {}


def test_two_sections_are_alive(here: Filled) -> None:
    """L05"""
    about = here.page.body.page
    here.go("family")
    here.go("about")
    assert here.page.body.page is about
    for name in ("family", "ending"):
        here.go(name)
    assert len(here.page.body._pages) == 2
    here.go("about")
    assert here.page.body.page is not about


def test_undo_across_fields_and_sections(here: Filled) -> None:
    """L06"""
    box = here.shown(WHO).field.box
    box.setFocus()
    QTest.keyClicks(box, "Ash")
    here.named("abuse.no").setFocus()
    here.press("abuse.no")
    here.go("ending")
    decision = Place(QuestionId("decision"))
    here.press("decision.refer")
    here.press("foot.undo")
    assert here.answer(decision) is None
    assert here.shown(decision).field.reading() is None
    here.press("foot.undo")
    assert (here.section, here.answer(ABUSE)) == ("about", None)
    here.press("foot.undo")
    assert here.answer(WHO) is None
    assert here.shown(WHO).field.box.text() == ""
    here.page.redo()
    here.settle()
    assert here.answer(WHO) == Answer(value="Ash")
    assert here.shown(WHO).field.box.text() == "Ash"


def test_ctrl_z_takes_back_the_typing_and_then_the_rest(here: Filled) -> None:
    """L06, L14"""
    here.press("abuse.no")
    box = here.shown(WHO).field.box
    box.setFocus()
    QTest.keyClicks(box, "Ash")
    QTest.keyClick(box, Qt.Key.Key_Z, CTRL)
    assert box.text() == ""
    QTest.keyClick(box, Qt.Key.Key_Z, CTRL)
    here.settle()
    assert here.answer(ABUSE) is None


def test_what_is_not_kept_is_under_an_alarm(here: Filled) -> None:
    """L07"""
    here.bench.workspace.errors["keep"] = NotKept(problem="disk-full", errno=28)
    QTest.keyClicks(here.shown(WHO).field.box, "Ash")
    here.press("abuse.no")
    assert here.page.not_kept.isVisible()
    assert here.named("foot.kept").text() == "Not kept yet"
    assert here.shown(WHO).field.box.text() == "Ash"
    here.press("foot.save")
    del here.bench.workspace.errors["keep"]
    here.press("not_kept.again")
    assert not here.page.not_kept.isVisible()
    assert here.named("foot.kept").text() == "All changes kept · 10:42"
    assert here.answer(WHO) == Answer(value="Ash")


def test_optional_questions_are_folded_away(here: Filled) -> None:
    """L08"""
    assert here.block(POSTCODE) is None
    more = here.named("run:who.more")
    assert more.text() == "1 more question you may answer"
    more.click()
    assert here.shown(POSTCODE).field.box.hasFocus()


def test_what_appears_under_the_focus_is_seen(here: Filled) -> None:
    """L17"""
    here.page.resize(1366, 380)
    more = here.named("run:who.more")
    more.setFocus()
    here.settle()
    # The section has been there for a while.
    here.page.body._settling.stop()
    QTest.keyClick(more, Qt.Key.Key_Return)
    here.settle()
    box, view = here.shown(POSTCODE).field.box, here.page.body.viewport()
    assert box.hasFocus()
    assert view.rect().contains(box.rect().translated(box.mapTo(view, QPoint(0, 0))))


def is_seen(here: Filled, box: QWidget) -> bool:
    view = here.page.body.viewport()
    return view.rect().contains(box.rect().translated(box.mapTo(view, QPoint(0, 0))))


def test_a_prompt_does_not_push_the_focus_out_of_sight(
    qtbot: QtBot, tasks: Tasks, theme: Theme, tmp_path: Path
) -> None:
    """L17"""
    here = filled(qtbot, tasks, theme, tmp_path, {"abuse": "yes_past", "detail": "Shouting"})
    here.page.resize(1366, 420)
    here.shown(DETAIL).focus()
    here.settle()
    area, view = here.shown(DETAIL).field.area, here.page.body.viewport()
    bar = here.page.body.verticalScrollBar()
    lowest = area.mapTo(view, QPoint(0, area.height())).y()
    bar.setValue(bar.value() + lowest - view.height())
    here.settle()
    assert is_seen(here, area)
    # The section has been there for a while.
    here.page.body._settling.stop()
    here.bench.filling.set_answer(ABUSE, Answer(value="suspected"))
    here.bench.filling.flush()
    here.settle()
    assert here.page.body.strip.isVisible()
    assert is_seen(here, area)


def test_a_section_that_asks_nothing_begins_where_it_is_left(here: Filled) -> None:
    """L18"""
    page = here.page.body.page
    assert page is not None
    here.press("foot.later")
    here.press("foot.later")
    assert here.section == "ending"
    here.go("safety")
    assert here.page.focusWidget() is here.named("gate.open")


def test_an_answered_optional_question_stands_open(
    qtbot: QtBot, tasks: Tasks, theme: Theme, tmp_path: Path
) -> None:
    """L08"""
    here = filled(qtbot, tasks, theme, tmp_path, {"postcode": "DE1 2AB"})
    assert here.shown(POSTCODE).field.box.text() == "DE1 2AB"


def test_odd_answers_are_asked_about(here: Filled) -> None:
    """L09"""
    here.press("run:who.more")
    box = here.shown(POSTCODE).field.box
    QTest.keyClicks(box, "nowhere")
    here.page.settle()
    here.settle()
    assert here.page.findChild(QLabel, "") is not None
    name = "postcode.check.postcode-shape"
    assert here.page.findChild(QLabel, name) is None
    assert here.shown(POSTCODE)._check_box is None
    here.shown(WHO).focus()
    here.settle()
    here.press(name)
    assert here.shown(POSTCODE)._check_box is None
    problems = here.bench.filling.draft.report.problems
    assert [problem.confirmed for problem in problems if problem.code == "postcode-shape"] == [True]


def test_going_to_what_waits(here: Filled) -> None:
    """L10"""
    here.press("abuse.no")
    here.shown(ABUSE).focus()
    QTest.keyClick(here.page, Qt.Key.Key_F8)
    assert here.shown(SEEN).field.boxes.day.hasFocus()
    QTest.keyClick(here.page, Qt.Key.Key_F8)
    here.settle()
    assert here.section == "family"
    QTest.keyClick(here.page, Qt.Key.Key_F8, SHIFT)
    here.settle()
    assert here.shown(SEEN).field.boxes.day.hasFocus()


def test_with_nothing_waiting_f8_stays(
    qtbot: QtBot, tasks: Tasks, theme: Theme, tmp_path: Path
) -> None:
    """L10"""
    answers = {
        "who": "Ash", "abuse": "no", "seen": "2026-11-20", "children": {"status": "none"},
        "helpers": [{"name": "Jo"}], "decision": "none",
    }  # fmt: skip
    here = filled(qtbot, tasks, theme, tmp_path, answers)
    QTest.keyClick(here.page, Qt.Key.Key_F8)
    assert here.section == "about"
    here.press("foot.save")
    assert here.section == "family"


def test_the_head_and_the_caption(qtbot: QtBot, tasks: Tasks, theme: Theme, tmp_path: Path) -> None:
    """L11"""
    here = filled(qtbot, tasks, theme, tmp_path, {"children": [{"name": "Ash", "dob": "2020"}]})
    assert here.named("fill.caption").text() == "Section 1 of 3 · Beginning"
    assert here.named("head.form").text() == "Small"
    assert here.named("head.done").text() == "0 of 3 completed"
    assert here.page.trail()[1] == "A small form"
    assert here.named("head.initials").text() in ("New record", "A.")


def test_a_new_look_shows_the_same(here: Filled) -> None:
    """L12"""
    here.go("family")
    here.press("group:helpers.add")
    box = here.page.focusWidget()
    assert box is not None
    QTest.keyClicks(box, "Jo")
    here.page.settle()
    place = here.page.place()
    here.at = None
    here.show()
    here.page.return_to(place)
    assert here.section == "family"
    again = here.page.focusWidget()
    assert again is not None
    assert (again.objectName(), again.property("text")) == (box.objectName(), "Jo")


def test_where_the_worker_was_is_remembered(here: Filled) -> None:
    """L12"""
    here.shown(SEEN).focus()
    here.page.settle()
    here.settle()
    point = here.bench.workspace.resume
    assert (point.section, point.place) == ("about", SEEN)


def test_a_compact_window(qtbot: QtBot, qapp: QApplication, tasks: Tasks, tmp_path: Path) -> None:
    """L13"""
    theme = Theme(scale=2.0, is_compact=True)
    theme.apply(qapp)
    here = filled(qtbot, tasks, theme, tmp_path)
    assert not here.page.pane.isVisible()
    assert here.named("head.sections").text() == "Sections: 0 of 3 done"
    here.press("head.sections")
    assert here.page.pane.isVisible()
    assert not here.page.body.isVisible()
    QTest.keyClicks(here.page.pane.box, "end")
    QTest.keyClick(here.page.pane.box, Qt.Key.Key_Return)
    here.settle()
    assert here.section == "ending"
    assert here.page.body.isVisible()
    here.go("about")
    here.shown(WHO).focus()
    QTest.keyClick(here.page, Qt.Key.Key_F1)
    assert here.page.why.isVisible()
    assert not here.page.body.isVisible()
    QTest.keyClick(here.page, Qt.Key.Key_F1)
    assert here.page.body.isVisible()
    assert here.shown(WHO).isAncestorOf(here.page.focusWidget())


@pytest.mark.parametrize(
    ("key", "modifier", "section"),
    [
        (Qt.Key.Key_PageDown, CTRL, "family"),
        (Qt.Key.Key_Return, CTRL, "about"),
    ],
)
def test_keys_work_from_inside_a_text_area(
    here: Filled, key: Qt.Key, modifier: Qt.KeyboardModifier, section: str
) -> None:
    """L14"""
    here.press("abuse.suspected")
    area = here.shown(DETAIL).field.area
    area.setFocus()
    QTest.keyClicks(area, "Seen")
    QTest.keyClick(area, key, modifier)
    here.settle()
    assert here.section == section
    assert here.answer(DETAIL) == Answer(value="Seen")
    assert here.page.body.summary.isVisible() is (section == "about")


def test_going_to_a_section_by_its_title(here: Filled) -> None:
    """L14"""
    QTest.keyClick(here.page, Qt.Key.Key_G, CTRL)
    assert here.page.finder.box.hasFocus()
    QTest.keyClicks(here.page.finder.box, "fam")
    QTest.keyClick(here.page.finder.box, Qt.Key.Key_Return)
    here.settle()
    assert here.section == "family"
    assert not here.page.finder.isVisible()


def test_the_guidance_follows_the_focus(here: Filled) -> None:
    here.shown(ABUSE).focus()
    here.settle()
    words = [label.text() for label in here.page.body.rail.why.findChildren(QLabel)]
    assert "It matters." in words
    assert any("S1.11" in each for each in words)
    here.shown(SEEN).focus()
    here.settle()
    assert not here.page.body.rail.why.isVisible()


def test_a_non_answer_is_kept(here: Filled) -> None:
    here.shown(SEEN).no_answer.chosen.emit(Answer(status=NonAnswer.DECLINED))
    here.settle()
    assert here.answer(SEEN) == Answer(status=NonAnswer.DECLINED)
    assert here.bench.filling.draft.report.today == TODAY


def test_tab_goes_round_in_the_order_of_the_page(here: Filled) -> None:
    """L15"""
    here.press("abuse.suspected")
    here.shown(WHO).focus()
    reached = []
    for _ in range(40):
        focus = here.page.focusWidget()
        assert focus is not None
        reached.append(focus.objectName())
        QTest.keyClick(focus, Qt.Key.Key_Tab)
        here.settle()
        if here.page.focusWidget() is here.shown(WHO).field.box:
            break
    expected = [
        "who.box", "abuse.suspected", "abuse.evidence", "abuse.evidence.kind",
        "abuse.evidence.on.day", "abuse.evidence.on.month", "abuse.evidence.on.year",
        "abuse.no_answer", "detail.box", "detail.no_answer", "seen.day", "seen.month", "seen.year",
        "seen.no_answer", "run:who.more", "foot.save",
    ]  # fmt: skip
    assert [name for name in reached if name in expected] == expected
    assert reached.index("sections") > reached.index("foot.save")
    places = [reached.index(name) for name in ("sections", "alerts.why", "alerts.record")]
    assert places == sorted(places)


def test_a_record_opened_again_begins_where_its_worker_was(here: Filled) -> None:
    """L16"""
    here.go("family")
    here.press("group:helpers.add")
    here.page.settle()
    here.settle()
    where = here.page.focusWidget()
    assert where is not None
    here.bench.filling = Filling(here.bench.desk, here.bench.workspace.open())
    here.at = None
    here.show()
    assert here.section == "family"
    again = here.page.focusWidget()
    assert again is not None
    assert again.objectName() == where.objectName()


def test_what_was_kept_meanwhile_is_written_in_its_usual_form(here: Filled) -> None:
    """L20"""
    here.press("run:who.more")
    box = here.shown(POSTCODE).field.box
    QTest.keyClicks(box, "de12ab")
    here.page.settle()
    here.settle()
    assert here.answer(POSTCODE) == Answer(value="de12ab")
    here.shown(WHO).focus()
    here.settle()
    assert box.text() == "DE1 2AB"
    assert here.answer(POSTCODE) == Answer(value="DE1 2AB")


def test_looking_at_an_answer_does_not_change_it(here: Filled) -> None:
    """L20"""
    here.press("run:who.more")
    here.shown(POSTCODE).show_answer(Answer(value="de12ab"))
    here.shown(POSTCODE).focus()
    here.shown(WHO).focus()
    here.settle()
    assert here.shown(POSTCODE).field.box.text() == "de12ab"
    assert here.answer(POSTCODE) is None
