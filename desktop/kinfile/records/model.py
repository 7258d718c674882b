# SPDX-License-Identifier: Apache-2.0
"""What was answered: answers, rows and where they stand. Values; changing one makes another.

Nothing here shows its content when printed: a `repr` in a traceback must not leak an answer.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import NewType
from uuid import uuid4

from kinfile.forms.dates import PartialDate
from kinfile.forms.model import GroupId, NonAnswer, QuestionId

RowId = NewType("RowId", str)
"""A row's permanent UUID; for a row of people it is the person's id."""

Value = str | int | PartialDate | tuple[str, ...]
"""str: texts, codes, numbers as typed, a person's row id or name. int: whole numbers.
tuple: the codes of a multi in the form's order, or the lines of an address."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What stands behind a risk answer: what was seen or said, which of the two, and when."""

    text: str = ""
    kind: str = ""
    on: PartialDate | None = None

    def __repr__(self) -> str:
        return "<Evidence>"


@dataclass(frozen=True, slots=True)
class Said:
    """Who spoke the words of a verbatim answer, when, and how they came to be written down."""

    who: str = ""
    when: str = ""
    how: str = ""

    def __repr__(self) -> str:
        return "<Said>"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A value, or one of the four non-answers with its reason. Never both, never neither.

    `evidence` goes with risk answers, `verified` with NHS numbers, `said` with verbatim text.
    """

    value: Value | None = None
    status: NonAnswer | None = None
    reason: str = ""
    evidence: Evidence | None = None
    verified: bool | None = None
    said: Said | None = None

    def __post_init__(self) -> None:
        if (self.value is None) == (self.status is None):
            raise ValueError("an answer is a value or a status")

    def __repr__(self) -> str:
        return "<Answer>"


@dataclass(frozen=True, slots=True)
class Place:
    """Where an answer stands inside: a question and, in a group, a row's id."""

    question: QuestionId
    row: RowId | None = None


_PATH = re.compile(
    r"(?P<first>[a-z][a-z0-9_]*)(?:\[(?P<early>\d{1,4})\])?"
    r"(?:\.(?P<second>[a-z][a-z0-9_]*)(?:\[(?P<late>\d{1,4})\])?)?",
    re.ASCII,
)


@dataclass(frozen=True, slots=True, order=True)
class Path:
    """Where an answer stands outside: `edd`, `parents.suicidal[2]`, or a row `parents[2]`.

    `number` counts rows from 1. `question` is the full id, and empty for a row itself.
    """

    question: str
    group: str = ""
    number: int = 0

    @classmethod
    def parse(cls, text: str) -> "Path | None":
        """Read any spelling of the command line's design; None for anything else."""
        found = _PATH.fullmatch(text)
        if found is None:
            return None
        first, early, second, late = found.group("first", "early", "second", "late")
        if second is None:
            return cls("", first, int(early)) if early else cls(first)
        if (early is None) == (late is None):
            return None
        return cls(f"{first}.{second}", first, int(early or late))

    def __str__(self) -> str:
        if not self.question:
            return f"{self.group}[{self.number}]"
        return f"{self.question}[{self.number}]" if self.number else self.question


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a group, keyed by question id. Struck rows keep their answers until signing."""

    id: RowId
    answers: Mapping[QuestionId, Answer] = field(default_factory=dict)
    struck: bool = False

    def __repr__(self) -> str:
        return f"<Row {self.id}>"


def new_row_id() -> RowId:
    return RowId(str(uuid4()))


@dataclass(frozen=True, slots=True)
class Answers:
    """All answers of one record. `single` holds those outside groups.

    `none_stated` holds the groups of which the worker said "asked, none".
    """

    single: Mapping[QuestionId, Answer] = field(default_factory=dict)
    groups: Mapping[GroupId, tuple[Row, ...]] = field(default_factory=dict)
    none_stated: frozenset[GroupId] = frozenset()

    def __repr__(self) -> str:
        return f"<Answers: {len(self.single)} single, {len(self.groups)} groups>"

    def rows(self, group: str) -> tuple[Row, ...]:
        """The rows of `group` that count: those not struck out, in order."""
        return tuple(row for row in self.groups.get(GroupId(group), ()) if not row.struck)

    def at(self, place: Place) -> Answer | None:
        if place.row is None:
            return self.single.get(place.question)
        row = self.row(place.row)
        return row.answers.get(place.question) if row else None

    def row(self, row_id: RowId) -> Row | None:
        for rows in self.groups.values():
            for row in rows:
                if row.id == row_id:
                    return row
        return None

    def with_answer(self, place: Place, answer: Answer | None) -> "Answers":
        """These answers with one changed; None blanks it. The row must exist."""
        if place.row is None:
            return replace(self, single=_changed(self.single, place.question, answer))
        group = GroupId(place.question.partition(".")[0])
        rows = tuple(
            replace(row, answers=_changed(row.answers, place.question, answer))
            if row.id == place.row
            else row
            for row in self.groups.get(group, ())
        )
        return replace(self, groups=MappingProxyType({**self.groups, group: rows}))

    def with_rows(self, group: GroupId, rows: tuple[Row, ...]) -> "Answers":
        return replace(self, groups=MappingProxyType({**self.groups, group: rows}))

    def with_none_stated(self, group: GroupId, *, stated: bool) -> "Answers":
        groups = self.none_stated | {group} if stated else self.none_stated - {group}
        return replace(self, none_stated=groups)


def _changed(
    answers: Mapping[QuestionId, Answer], question: QuestionId, answer: Answer | None
) -> Mapping[QuestionId, Answer]:
    changed = dict(answers)
    if answer is None:
        changed.pop(question, None)
    else:
        changed[question] = answer
    return MappingProxyType(changed)
