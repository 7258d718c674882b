# SPDX-License-Identifier: Apache-2.0
"""Pregnancy timings of a record: the rows of `milestones`, and how they are made."""

from collections.abc import Iterator
from datetime import date

from kinfile.forms.dates import TERM_DAYS, PartialDate, day_of_gestation
from kinfile.forms.model import QuestionId
from kinfile.forms.profile import MILESTONES, Profile
from kinfile.records.model import Answer, Answers, Row
from kinfile.records.report import Milestone

GROUP = "milestones"
_NAME = QuestionId("milestones.name")
_DUE = QuestionId("milestones.due")
_DONE = QuestionId("milestones.done_date")
_NOT_NEEDED = QuestionId("milestones.not_needed")


def milestones_of(answers: Answers, today: date) -> tuple[Milestone, ...]:
    """The timings that have a row, in the rows' order."""
    return tuple(_milestones(answers, today))


def _milestones(answers: Answers, today: date) -> Iterator[Milestone]:
    for row in answers.rows(GROUP):
        due = _day(row, _DUE)
        if due is None:
            continue
        done = _day(row, _DONE)
        settled = _DONE in row.answers or _NOT_NEEDED in row.answers
        name = row.answers.get(_NAME)
        yield Milestone(
            name=str(name.value) if name and name.value is not None else "",
            due=due,
            done=done,
            overdue=due < today and not settled,
            not_needed=_NOT_NEEDED in row.answers,
        )


def _day(row: Row, question: QuestionId) -> date | None:
    answer: Answer | None = row.answers.get(question)
    value = answer.value if answer else None
    return value.earliest if isinstance(value, PartialDate) else None


def due_dates(profile: Profile, edd: date) -> tuple[tuple[str, date], ...]:
    """Each timing of the profile with its day for this due date, in the profile's order."""
    if edd.toordinal() <= TERM_DAYS:  # mistyped: its timings lie before the first day there is
        return ()
    return tuple(
        (name, day_of_gestation(edd, profile.timings[name]))
        for name in MILESTONES
        if name in profile.timings
    )


def is_settled(row: Row) -> bool:
    """Whether a timing was marked done or not needed, so a new due date leaves it alone."""
    return _DONE in row.answers or _NOT_NEEDED in row.answers


def named(row: Row) -> str:
    answer = row.answers.get(_NAME)
    return str(answer.value) if answer and answer.value is not None else ""


def milestone_answers(name: str, due: date) -> dict[QuestionId, Answer]:
    return {_NAME: Answer(value=name), _DUE: Answer(value=PartialDate.of(due))}
