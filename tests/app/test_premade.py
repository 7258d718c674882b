# SPDX-License-Identifier: Apache-2.0
"""Rows that the program makes.

R01 The six implications are there, and a missing one is added to those that a file gave.
R02 As many rows as babies; a surplus one goes only while nothing is written in it, and comes back.
R03 A row for each timing of the profile, with its day; a new due date moves those not yet settled.
R04 Rows that came with a file stay as they are until what they follow from changes.
R05 Making rows twice changes nothing.
"""

from typing import Any

import pytest

from helpers.drafts import worked, working
from helpers.small import place
from kinfile.app.changes import SetAnswer
from kinfile.app.drafting import Working
from kinfile.app.premade import made_rows
from kinfile.forms import catalogue
from kinfile.forms.dates import PartialDate
from kinfile.forms.model import GroupId, NonAnswer
from kinfile.forms.profile import MILESTONES, NATIONAL
from kinfile.records.model import Answer, Answers

FORM = catalogue.load("pre_birth")
PROFILE = catalogue.profile(NATIONAL)
TOPICS = [option.code for option in FORM.by_id()[place("implications.topic").question].options]


def begun(answers: dict[str, Any]) -> Working:
    return worked(working(FORM, answers)).working


def changed(start: Working, name: str, answer: Answer | None) -> Working:
    return worked(start, SetAnswer(place(name), answer)).working


def values(answers: Answers, question: str) -> list[Any]:
    group = question.partition(".")[0]
    found = (row.answers.get(place(question).question) for row in answers.rows(group))
    return [each.value if each else None for each in found]


def due(name: str) -> PartialDate:
    return PartialDate.parse(name)


# -- implications ----------------------------------------------------------------------------


def test_the_six_implications_are_there() -> None:
    """R01"""
    assert len(TOPICS) == 6
    assert values(begun({}).answers, "implications.topic") == TOPICS


def test_a_missing_topic_is_added_to_those_that_are_there() -> None:
    """R01"""
    answers = begun({"implications": [{"topic": TOPICS[2], "meaning": "kept"}, {}]}).answers
    assert set(values(answers, "implications.topic")) == {*TOPICS, None}
    assert values(answers, "implications.meaning")[0] == "kept"
    assert len(answers.rows("implications")) == 7


# -- babies ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("babies", "rows"), [(1, 1), (3, 3), (0, 0), (-2, 0), (10_000, None), (None, 0)]
)
def test_there_are_as_many_rows_as_babies(babies: int | None, rows: int | None) -> None:
    """R02: as far as the group goes."""
    answers = begun({"number_of_babies": babies}).answers
    most = FORM.groups[GroupId("unborn")].maximum
    assert len(answers.rows("unborn")) == (most if rows is None else rows)


def test_a_surplus_row_goes_while_nothing_is_written_in_it_and_comes_back() -> None:
    """R02"""
    twins = begun({"number_of_babies": 2})
    first, second = twins.answers.rows("unborn")
    one = changed(twins, "number_of_babies", Answer(value=1))
    assert one.answers.rows("unborn") == (first,)
    two = changed(one, "number_of_babies", Answer(value=2))
    assert [row.id for row in two.answers.rows("unborn")] == [first.id, second.id]
    three = changed(one, "number_of_babies", Answer(value=3))
    assert [row.id for row in three.answers.rows("unborn")][:2] == [first.id, second.id]
    assert len(three.answers.rows("unborn")) == 3


def test_a_row_with_something_in_it_stays() -> None:
    """R02"""
    twins = begun({"number_of_babies": 2})
    second = twins.answers.rows("unborn")[1]
    named = worked(
        twins, SetAnswer(place("unborn.given_name", second.id), Answer(value="Bea"))
    ).working
    one = changed(named, "number_of_babies", Answer(value=1))
    assert len(one.answers.rows("unborn")) == 2
    unsure = changed(twins, "number_of_babies", Answer(status=NonAnswer.NOT_KNOWN))
    assert len(unsure.answers.rows("unborn")) == 2


# -- timings ---------------------------------------------------------------------------------


def test_each_timing_has_a_row_with_its_day() -> None:
    """R03"""
    answers = begun({"edd": "2027-03-01"}).answers
    assert values(answers, "milestones.name") == list(MILESTONES)
    assert values(answers, "milestones.due")[:3] == [
        *(due("2026-08-03"), due("2026-09-14"), due("2026-10-12")),
    ]
    assert begun({}).answers.rows("milestones") == ()
    assert begun({"edd": {"status": "not_known"}}).answers.rows("milestones") == ()


def test_a_new_due_date_moves_what_is_not_settled() -> None:
    """R03"""
    start = begun({"edd": "2027-03-01"})
    rows = start.answers.rows("milestones")
    start = worked(
        start,
        SetAnswer(place("milestones.done_date", rows[0].id), Answer(value=due("2026-08-01"))),
        SetAnswer(place("milestones.not_needed", rows[1].id), Answer(status=NonAnswer.DECLINED)),
    ).working
    moved = changed(start, "edd", Answer(value=due("2027-03-08"))).answers
    assert [row.id for row in moved.rows("milestones")] == [row.id for row in rows]
    assert values(moved, "milestones.due")[:3] == [
        *(due("2026-08-03"), due("2026-09-14"), due("2026-10-19")),
    ]
    gone = changed(start, "edd", None).answers
    assert values(gone, "milestones.due") == values(start.answers, "milestones.due")


def test_a_mistyped_due_date_makes_no_rows() -> None:
    """R03"""
    assert begun({"edd": "0001-01-01"}).answers.rows("milestones") == ()


# -- rows of a file --------------------------------------------------------------------------


def test_rows_of_a_file_stay_until_what_they_follow_from_changes() -> None:
    """R04"""
    file = {
        "edd": "2027-03-01",
        "number_of_babies": 2,
        "unborn": [{}],
        "milestones": [{"name": "book_by", "due": "2026-08-10"}],
    }
    start = begun(file)
    assert values(start.answers, "milestones.due") == [due("2026-08-10")]
    assert len(start.answers.rows("unborn")) == 1
    other = changed(start, "maternity_unit", Answer(value="Ward 3"))
    assert values(other.answers, "milestones.due") == [due("2026-08-10")]
    moved = changed(start, "edd", Answer(value=due("2027-03-08")))
    assert values(moved.answers, "milestones.due")[0] == due("2026-08-10")
    assert len(moved.answers.rows("milestones")) == len(MILESTONES)
    more = changed(start, "number_of_babies", Answer(value=3))
    assert len(more.answers.rows("unborn")) == 3


def test_making_rows_twice_changes_nothing() -> None:
    """R05"""
    start = begun({"edd": "2027-03-01", "number_of_babies": 2})
    every = frozenset(place(name).question for name in ("edd", "number_of_babies"))
    assert made_rows(FORM, start.answers, PROFILE, changed=every) == ()
    assert made_rows(FORM, start.answers, PROFILE) == ()


def test_other_forms_have_what_they_have() -> None:
    """R01, R02, R03"""
    visit = catalogue.load("hospital_visit")
    assert made_rows(visit, Answers(), PROFILE) == ()
    carer = worked(working(catalogue.load("young_carer"))).working.answers
    assert len(carer.rows("implications")) == 6
