# SPDX-License-Identifier: Apache-2.0
"""What a corrected record says differently from the version that it replaces. Pure.

Two versions are compared as they print: an answer that is hidden counts as not there. What
stands at a question that is no longer asked is set aside, so it is in no line of this.
"""

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, replace
from datetime import date, datetime

from kinfile.forms.model import NEVER_MISSING, Form, GroupId, Kind, Question
from kinfile.records.model import Answer, Answers, Path, Place, RowId
from kinfile.records.people import find_person, people_of


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Changed:
    """One answer that is another now. `before` and `after` are None for a blank.

    `path` counts rows as the new version does, or as the old one did where the row is gone.
    `is_asked` is False where the question is no longer asked, `has_row` where its row was struck
    out; `after` is None then. `by` and `at` are who changed it last and when, empty where it
    follows from other answers.
    """

    place: Place
    path: Path
    before: Answer | None
    after: Answer | None
    is_asked: bool = True
    has_row: bool = True
    by: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Correction:
    """The version that a record replaces, from 1, when it was signed, and why it is corrected."""

    replaces: int
    signed_on: date | None
    reason: str
    changes: tuple[Changed, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Printed:
    """The answers of one version, and which places it shows."""

    answers: Answers
    shown: Set[Place]

    def at(self, place: Place) -> Answer | None:
        return self.answers.at(place) if place in self.shown else None

    def numbers(self, group: GroupId) -> Mapping[RowId, int]:
        rows = enumerate(self.answers.rows(group), start=1)
        return {row.id: number for number, row in rows}


def changed(form: Form, before: Printed, after: Printed) -> Iterator[Changed]:
    """Every answer that prints differently, in the form's order, row by row."""
    for question in form.questions():
        if question.kind in NEVER_MISSING:
            continue
        for place, number in _places(question, before, after):
            found = _compared(question, place, number, before, after)
            if found is not None:
                yield found


def _places(question: Question, before: Printed, after: Printed) -> Iterator[tuple[Place, int]]:
    if question.group is None:
        yield Place(question.id), 0
        return
    now, then = after.numbers(question.group), before.numbers(question.group)
    for row, number in {**then, **now}.items():
        yield Place(question.id, row), number


def _compared(
    question: Question, place: Place, number: int, before: Printed, after: Printed
) -> Changed | None:
    was, now = before.at(place), after.at(place)
    if was == now:
        return None
    has_row = question.group is None or place.row in after.numbers(question.group)
    return Changed(
        place=place,
        path=Path(question.id, question.group or "", number),
        before=_named(question, was, before),
        after=_named(question, now, after),
        is_asked=place in after.shown,
        has_row=has_row,
    )


def _named(question: Question, answer: Answer | None, version: Printed) -> Answer | None:
    """A person by name: the row that the answer names may be gone in the other version."""
    if answer is None or question.kind is not Kind.PERSON or not isinstance(answer.value, str):
        return answer
    person = find_person(people_of(version.answers), answer.value)
    return replace(answer, value=person.name) if person and person.name else answer
