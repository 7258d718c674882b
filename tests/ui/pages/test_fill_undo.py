# SPDX-License-Identifier: Apache-2.0
"""Taking back what was done.

U01 Typing in one field is one step, however often it was kept meanwhile.
U02 A step that ended where it began is none.
U03 Rows and "there are none" are taken back too; what a person put a name to is not.
U04 What was taken back can be done again, until something else is done.
U05 A step may know itself what takes it back.
U06 A trail can follow another: all steps in order, and what was undone before is not done again
    once something else was done.
"""

from hypothesis import given
from hypothesis import strategies as st

from kinfile.app.changes import (
    Acknowledge,
    AddRow,
    RestoreRow,
    ReturnNote,
    SetAnswer,
    StateNone,
    StrikeRow,
    UseNote,
)
from kinfile.forms.model import AlertId, GroupId, QuestionId
from kinfile.records.model import Answer, Answers, Place, RowId
from kinfile.ui.pages.fill_undo import Step, UndoTrail

HERE, THERE = Place(QuestionId("a")), Place(QuestionId("b"))
GROUP, ROW = GroupId("g"), RowId("r")


def text(words: str) -> Answer | None:
    return Answer(value=words) if words else None


def test_typing_in_one_field_is_one_step() -> None:
    """U01"""
    trail = UndoTrail()
    trail.answered(HERE, None, text("a"))
    trail.answered(HERE, text("a"), text("ab"))
    assert trail.undo() == (SetAnswer(HERE, None),)
    assert not trail.may_undo


def test_moving_on_begins_a_step() -> None:
    """U01"""
    trail = UndoTrail()
    trail.answered(HERE, None, text("a"))
    trail.moved_on()
    trail.answered(HERE, text("a"), text("ab"))
    assert trail.undo() == (SetAnswer(HERE, text("a")),)
    assert trail.undo() == (SetAnswer(HERE, None),)


def test_back_where_it_began_is_no_step() -> None:
    """U02"""
    trail = UndoTrail()
    trail.answered(THERE, None, text("x"))
    trail.answered(HERE, None, text("a"))
    trail.answered(HERE, text("a"), None)
    assert trail.undo() == (SetAnswer(THERE, None),)


def test_rows_are_taken_back() -> None:
    """U03"""
    trail = UndoTrail()
    trail.did((AddRow(GROUP, ROW),))
    trail.did((StateNone(GROUP, stated=True),))
    assert trail.undo() == (StateNone(GROUP, stated=False),)
    assert trail.undo() == (StrikeRow(GROUP, ROW),)
    assert trail.redo() == (RestoreRow(GROUP, ROW),)


def test_what_bears_a_name_stays() -> None:
    """U03"""
    trail = UndoTrail()
    trail.did((Acknowledge(AlertId("R01"), "Jo", "Rang the lead"),))
    assert trail.undo() == ()


def test_something_new_ends_redoing() -> None:
    """U04"""
    trail = UndoTrail()
    trail.answered(HERE, None, text("a"))
    trail.undo()
    assert trail.may_redo
    trail.answered(HERE, None, text("b"))
    assert not trail.may_redo


@given(st.lists(st.tuples(st.sampled_from("ab"), st.sampled_from(["", "x", "y"]), st.booleans())))
def test_undoing_everything_leads_back_to_the_start(steps: list[tuple[str, str, bool]]) -> None:
    """U01, U02, U04: and doing it all again leads to the end."""
    trail, answers = UndoTrail(), Answers()
    for name, words, moves in steps:
        place = Place(QuestionId(name))
        if answers.at(place) != text(words):
            trail.answered(place, answers.at(place), text(words))
            answers = answers.with_answer(place, text(words))
        if moves:
            trail.moved_on()
    end = answers
    while changes := trail.undo():
        for change in changes:
            assert isinstance(change, SetAnswer)
            answers = answers.with_answer(change.place, change.answer)
    assert dict(answers.single) == {}
    while changes := trail.redo():
        for change in changes:
            assert isinstance(change, SetAnswer)
            answers = answers.with_answer(change.place, change.answer)
    assert dict(answers.single) == dict(end.single)


def test_a_step_may_know_what_takes_it_back() -> None:
    """U05"""
    trail = UndoTrail()
    back, again = (SetAnswer(HERE, None), ReturnNote("n")), (UseNote("n", "a", HERE),)
    trail.answered(HERE, None, text("b"))
    trail.took(Step(back, again))
    assert trail.undo() == back
    assert trail.redo() == again


def test_one_trail_follows_another() -> None:
    """U06"""
    first, second = UndoTrail(), UndoTrail()
    first.answered(HERE, None, text("a"))
    first.answered(THERE, None, text("c"))
    first.undo()
    first.went_on(second)
    left = [len(first.steps[1])]
    second.answered(HERE, text("a"), text("b"))
    first.went_on(second)
    left.append(len(first.steps[1]))
    assert left == [1, 0]
    assert first.undo() == (SetAnswer(HERE, text("a")),)
    assert first.undo() == (SetAnswer(HERE, None),)
