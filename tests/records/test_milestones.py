# SPDX-License-Identifier: Apache-2.0
"""Pregnancy timings.

S01 Each timing of the profile has its day, in the profile's order.
S02 A row whose day has passed is overdue until it is done or marked as not needed, a status too.
S03 A row without a day is no timing.
S04 A due date before which there are no days gives none.
"""

from dataclasses import replace
from datetime import date

import pytest

from helpers.small import TODAY, national
from kinfile.forms.dates import PartialDate
from kinfile.forms.model import GroupId, NonAnswer, QuestionId
from kinfile.records.milestones import (
    due_dates,
    is_settled,
    milestone_answers,
    milestones_of,
    named,
)
from kinfile.records.model import Answer, Answers, Row, RowId

DONE, NOT_NEEDED = QuestionId("milestones.done_date"), QuestionId("milestones.not_needed")
PAST, AHEAD = date(2026, 11, 21), date(2026, 11, 23)


def row(due: date, **more: Answer) -> Row:
    answers = milestone_answers("book_by", due)
    answers |= {QuestionId(f"milestones.{name}"): answer for name, answer in more.items()}
    return Row(RowId("row-1"), answers)


def test_each_timing_has_its_day() -> None:
    """S01"""
    assert due_dates(national(), date(2027, 3, 1)) == (
        ("book_by", date(2026, 8, 3)),
        ("refer_by", date(2026, 9, 14)),
    )
    assert due_dates(replace(national(), timings={}), date(2027, 3, 1)) == ()


def test_a_mistyped_due_date_gives_none() -> None:
    """S04"""
    assert due_dates(national(), date(1, 3, 1)) == ()
    assert due_dates(national(), date(9999, 12, 31))


@pytest.mark.parametrize(
    ("due", "more", "overdue", "not_needed"),
    [
        (PAST, {}, True, False),
        (TODAY, {}, False, False),
        (AHEAD, {}, False, False),
        (PAST, {"done_date": Answer(value=PartialDate.of(PAST))}, False, False),
        (PAST, {"done_date": Answer(status=NonAnswer.NOT_KNOWN)}, False, False),
        (PAST, {"not_needed": Answer(value="yes")}, False, True),
    ],
)
def test_a_timing_that_has_passed_is_overdue(
    due: date, more: dict[str, Answer], overdue: bool, not_needed: bool
) -> None:
    """S02"""
    kept = row(due, **more)
    (found,) = milestones_of(Answers(groups={GroupId("milestones"): (kept,)}), TODAY)
    assert (found.name, found.due) == ("book_by", due)
    assert (found.overdue, found.not_needed) == (overdue, not_needed)
    assert is_settled(kept) is bool(more)


def test_the_day_it_was_done_is_told() -> None:
    """S02"""
    kept = row(PAST, done_date=Answer(value=PartialDate.of(PAST)))
    (found,) = milestones_of(Answers(groups={GroupId("milestones"): (kept,)}), TODAY)
    assert found.done == PAST


def test_a_row_without_a_day_is_no_timing() -> None:
    """S03"""
    bare, nameless = (
        Row(RowId("1")),
        Row(RowId("2"), {QuestionId("milestones.due"): Answer(value=PartialDate.of(PAST))}),
    )
    found = milestones_of(Answers(groups={GroupId("milestones"): (bare, nameless)}), TODAY)
    assert [each.name for each in found] == [""]
    assert named(bare) == ""
    assert named(row(PAST)) == "book_by"
