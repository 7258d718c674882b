# SPDX-License-Identifier: Apache-2.0
"""Changes worked into a record.

W01 Each change changes the record and says what is to be written, in the order of the changes.
W02 What changes nothing, or is made only by signing, writes nothing.
W03 A group that has a row again is no longer "asked, none".
W04 A confirmation of a text or an oddity ends with an edit of it, and of nothing else.
W05 An acknowledgement needs an alert that stands and asks; it ends when the alert clears.
W06 The first answer in a section that an alert opened keeps it open until it is closed by hand.
W07 The profile that the answers name is the one that is used.
W08 The record as it was stays as it was.
"""

import json
from datetime import timedelta

import pytest

from helpers.drafts import AT, told, worked, working
from helpers.small import TODAY, alert, place, section, small_form, standing
from kinfile.app import stored
from kinfile.app.changes import (
    Acknowledge,
    AddRow,
    CloseSection,
    ConfirmProblem,
    ConfirmText,
    OpenSection,
    RestoreRow,
    SetAnswer,
    StateNone,
    StrikeRow,
)
from kinfile.app.drafting import Working
from kinfile.errors import NothingAsked
from kinfile.forms.model import AlertId, Form, GroupId, SectionId
from kinfile.forms.profile import NATIONAL, PROFILE
from kinfile.records.marks import Marks
from kinfile.records.model import Answer, RowId

CHILDREN = GroupId("children")
ITEMS = """
- {id: danger, kind: risk, ask: Q, disclose: all}
- {id: note, kind: text, ask: Q, disclose: all}
- {id: signed, kind: signature, ask: Q, disclose: all}
- {id: partnership_profile, kind: choice, ask: Q, disclose: all, options: {generic-england: E}}
- group: children
  title: C
  row: Child
  questions:
    - {id: name, kind: text, ask: Q, disclose: all}
    - {id: nhs_number, kind: nhs_number, ask: Q, disclose: all}
"""
ALERTS = (
    alert("R01", "is(danger, 'yes_now')", forces="[ack, 'section:two']")
    + alert("R02", "is(danger, risk_present)")
    + alert("R03", "matches(note, 'child_protective')", forces="[block_field]")
)
TEXT = Answer(value="The baby keeps her going")
DANGER, SAFE = Answer(value="yes_now"), Answer(value="no")


@pytest.fixture(scope="module")
def form(tmp_path_factory: pytest.TempPathFactory) -> Form:
    two = section("two", "- {id: harm, kind: text, ask: Q, disclose: all}", opens="alert")
    return small_form(
        tmp_path_factory.mktemp("forms"),
        ITEMS,
        alerts=ALERTS,
        more={"small/sections/two.yaml": two},
    )


def row(number: int) -> RowId:
    return RowId(f"new-{number}")


# -- answers and rows ------------------------------------------------------------------------


def test_each_change_is_written_in_its_order(form: Form) -> None:
    """W01, W08"""
    start = working(form)
    found = worked(
        start,
        AddRow(CHILDREN, row(1)),
        SetAnswer(place("children.name", row(1)), Answer(value="Ann")),
        SetAnswer(place("note"), Answer(value="x")),
        SetAnswer(place("note"), None),
        StrikeRow(CHILDREN, row(1)),
        RestoreRow(CHILDREN, row(1)),
    )
    assert told(found) == [
        ("row-added", "children", row(1), None),
        ("answer", "children.name", row(1), '"Ann"'),
        ("answer", "note", "", '"x"'),
        ("answer", "note", "", None),
        ("row-struck", "children", row(1), None),
        ("row-restored", "children", row(1), None),
    ]
    answers = found.working.answers
    assert answers.at(place("children.name", row(1))) == Answer(value="Ann")
    assert answers.at(place("note")) is None
    assert start.answers.rows("children") == ()
    assert start.entries == ()


def test_a_struck_row_keeps_its_answers(form: Form) -> None:
    """W01"""
    found = worked(
        working(form, {"children": [{"name": "Ann"}]}), StrikeRow(CHILDREN, RowId("row-1"))
    )
    assert found.working.answers.rows("children") == ()
    kept = found.working.answers.row(RowId("row-1"))
    assert kept is not None
    assert kept.struck
    assert found.working.answers.at(place("children.name", "row-1")) == Answer(value="Ann")


def test_what_changes_nothing_writes_nothing(form: Form) -> None:
    """W02"""
    found = worked(
        working(form, {"note": "x"}),
        SetAnswer(place("note"), Answer(value="x")),
        SetAnswer(place("danger"), None),
        SetAnswer(place("signed"), Answer(value="J. Rowe")),
    )
    assert told(found) == []
    assert found.working.answers.at(place("signed")) is None


def test_none_is_said_and_ends_with_a_row(form: Form) -> None:
    """W03"""
    found = worked(working(form), StateNone(CHILDREN, stated=True))
    assert told(found) == [("answer", "children", "", '{"status":"none"}')]
    assert found.working.answers.none_stated == {"children"}
    added = worked(found.working, AddRow(CHILDREN, row(1)))
    assert added.working.answers.none_stated == frozenset()
    assert told(added)[1:] == [
        ("row-added", "children", row(1), None),
        ("answer", "children", "", None),
    ]
    taken_back = worked(found.working, StateNone(CHILDREN, stated=False))
    assert taken_back.working.answers.none_stated == frozenset()


def test_none_ends_with_a_row_that_comes_back(form: Form) -> None:
    """W03"""
    struck = worked(
        working(form, {"children": [{}]}),
        StrikeRow(CHILDREN, RowId("row-1")),
        StateNone(CHILDREN, stated=True),
    )
    back = worked(struck.working, RestoreRow(CHILDREN, RowId("row-1")))
    assert back.working.answers.none_stated == frozenset()
    assert told(back)[-1] == ("answer", "children", "", None)


# -- confirming ------------------------------------------------------------------------------


def test_a_confirmed_oddity_is_asked_again_after_an_edit(form: Form) -> None:
    """W04"""
    start = working(form, {"children": [{"nhs_number": "9991000004"}, {"nhs_number": "123"}]})
    first, second = (place("children.nhs_number", f"row-{n}") for n in (1, 2))
    found = worked(
        start,
        ConfirmProblem("nhs-check-digit", first),
        ConfirmProblem("nhs-check-digit", second),
    )
    assert [problem.confirmed for problem in found.report.problems] == [True, True]
    assert told(found)[0] == (
        "mark",
        stored.CONFIRMED_PROBLEM,
        "nhs-check-digit|children.nhs_number|row-1",
        "{}",
    )
    edited = worked(found.working, SetAnswer(second, Answer(value="456")))
    assert [problem.confirmed for problem in edited.report.problems] == [True, False]
    assert told(edited)[-1] == (
        "unmark",
        stored.CONFIRMED_PROBLEM,
        "nhs-check-digit|children.nhs_number|row-2",
        None,
    )


def test_a_confirmed_text_is_held_back_again_after_an_edit(form: Form) -> None:
    """W04"""
    start = worked(working(form), SetAnswer(place("note"), TEXT))
    assert [str(path) for path in start.report.alerts[0].blocked] == ["note"]
    confirmed = worked(
        start.working, ConfirmText(AlertId("R03"), place("note"), "J. Rowe", "About the cat")
    )
    assert confirmed.report.alerts[0].blocked == ()
    kind, field, key, value = told(confirmed)[-1]
    assert (kind, field, key) == ("mark", stored.CONFIRMED_TEXT, "R03|note|")
    assert json.loads(value or "") == {
        "by": "J. Rowe",
        "note": "About the cat",
        "at": "2026-11-22T14:20+00:00",
    }
    other = worked(confirmed.working, SetAnswer(place("danger"), SAFE))
    assert other.report.alerts[0].blocked == ()
    edited = worked(
        confirmed.working, SetAnswer(place("note"), Answer(value="Her baby keeps her going"))
    )
    assert [str(path) for path in edited.report.alerts[0].blocked] == ["note"]
    assert told(edited)[-1] == ("unmark", stored.CONFIRMED_TEXT, "R03|note|", None)


# -- acknowledging ---------------------------------------------------------------------------

DONE = Acknowledge(AlertId("R01"), "J. Rowe", "Asked alone")


def test_an_acknowledgement_says_who_and_when(form: Form) -> None:
    """W05"""
    start = worked(working(form), SetAnswer(place("danger"), DANGER))
    assert start.report.alerts[0].is_open
    found = worked(start.working, DONE)
    said = found.report.alerts[0].acknowledged
    assert said is not None
    assert (said.by, said.note, said.at) == (
        "J. Rowe",
        "Asked alone",
        AT.isoformat(timespec="minutes"),
    )
    assert not found.report.alerts[0].is_open


def test_it_may_come_together_with_the_answer_that_raises_the_alert(form: Form) -> None:
    """W05"""
    found = worked(working(form), DONE, SetAnswer(place("danger"), DANGER))
    assert found.working.marks.acknowledged.keys() == {"R01"}


@pytest.mark.parametrize("name", ["R01", "R02", "R03", "R99"])
def test_nothing_is_acknowledged_that_asks_for_nothing(form: Form, name: str) -> None:
    """W05: R02 stands and asks for nothing, the others do not stand."""
    start = worked(working(form), SetAnswer(place("danger"), Answer(value="suspected")))
    assert standing(start.report) == ["R02"]
    for change in (
        Acknowledge(AlertId(name), "J. Rowe", "x"),
        ConfirmText(AlertId(name), place("note"), "J. Rowe"),
    ):
        with pytest.raises(NothingAsked) as caught:
            worked(start.working, change)
        assert caught.value.facts == {"alert": name}


def test_an_acknowledgement_ends_when_its_alert_clears(form: Form) -> None:
    """W05: and is not there when the alert comes back."""
    start = worked(working(form), SetAnswer(place("danger"), DANGER), DONE)
    cleared = worked(start.working, SetAnswer(place("danger"), SAFE))
    assert cleared.working.marks.acknowledged == {}
    assert told(cleared)[-1] == ("unmark", stored.ACKNOWLEDGED, "R01", None)
    back = worked(cleared.working, SetAnswer(place("danger"), DANGER))
    assert back.report.alerts[0].is_open
    other = worked(start.working, SetAnswer(place("note"), Answer(value="x")))
    assert other.working.marks.acknowledged.keys() == {"R01"}


# -- sections --------------------------------------------------------------------------------


def test_a_section_that_holds_an_answer_stays_open_when_its_alert_clears(form: Form) -> None:
    """W06"""
    start = worked(working(form), SetAnswer(place("danger"), DANGER))
    assert start.working.marks.opened == frozenset()
    found = worked(start.working, SetAnswer(place("harm"), Answer(value="None seen")))
    assert found.working.marks.opened == {"two"}
    assert told(found)[-1] == ("mark", stored.OPENED, "two", "{}")
    cleared = worked(found.working, SetAnswer(place("danger"), SAFE))
    assert place("harm") in cleared.report.shown
    assert cleared.report.set_aside == ()
    closed = worked(cleared.working, CloseSection(SectionId("two")))
    assert place("harm") not in closed.report.shown
    assert [str(path) for path in closed.report.set_aside] == ["harm"]
    assert told(closed)[-1] == ("unmark", stored.OPENED, "two", None)
    opened = worked(closed.working, OpenSection(SectionId("two")))
    assert opened.report.set_aside == ()


def test_a_section_without_an_answer_closes_with_its_alert(form: Form) -> None:
    """W06: blanking is no answer."""
    start = worked(working(form), SetAnswer(place("danger"), DANGER))
    blanked = worked(start.working, SetAnswer(place("harm"), None))
    assert blanked.working.marks.opened == frozenset()
    cleared = worked(blanked.working, SetAnswer(place("danger"), SAFE))
    assert place("harm") not in cleared.report.shown


def test_a_section_is_marked_as_opened_once(form: Form) -> None:
    """W06"""
    start = working(form, {"danger": "yes_now"}, Marks(opened=frozenset({SectionId("two")})))
    found = worked(start, SetAnswer(place("harm"), Answer(value="x")))
    assert [entry[0] for entry in told(found)] == ["answer"]


# -- the profile -----------------------------------------------------------------------------


def test_the_profile_that_the_answers_name_is_used(form: Form) -> None:
    """W07"""
    assert worked(working(form)).profile.id == NATIONAL
    local = worked(working(form), SetAnswer(place(PROFILE), Answer(value="derby-derbyshire")))
    assert local.profile.id == "derby-derbyshire"
    unknown = worked(working(form), SetAnswer(place(PROFILE), Answer(value="nowhere")))
    assert unknown.profile.id == NATIONAL


def test_the_day_of_the_report_is_the_one_given(form: Form) -> None:
    tomorrow = TODAY + timedelta(days=1)
    assert worked(working(form), today=tomorrow).report.today == tomorrow


def test_nothing_printed_shows_an_answer(form: Form) -> None:
    """W08"""
    found = worked(
        Working(form=form, answers=working(form, {"note": "secret"}).answers, marks=Marks())
    )
    assert "secret" not in repr(found)
    assert "secret" not in repr(found.working)
