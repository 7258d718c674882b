# SPDX-License-Identifier: Apache-2.0
"""Calculated answers: what the program works out and nobody types.

Each shows its result as plain data (a number of days, a name); words come from shown.py.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from kinfile.forms.dates import PartialDate, gestation_days
from kinfile.forms.model import Question, QuestionId
from kinfile.records.model import Answer, Answers, Row


@dataclass(frozen=True, slots=True, kw_only=True)
class Inputs:
    """What calculations read. `reference` is empty outside a vault."""

    answers: Answers
    today: date
    reference: str = ""


def calculate(question: Question, row: Row | None, inputs: Inputs) -> str:
    """The calculated value as text, "" where it cannot be worked out.

    Gestations are `W+D`, labels of unborn babies `N:NAME` (N 0 where there is one baby; NAME the
    mother's family name, or nothing), references themselves; shown.py puts them into words.
    """
    return _CALCULATIONS[question.calculation](question, row, inputs)


def weeks_plus_days(days: int) -> str:
    return f"{days // 7}+{days % 7}"


def due_date(answers: Answers) -> date | None:
    """The estimated due date, where a whole one is given."""
    return _day(answers, "edd")


def _day(answers: Answers, name: str) -> date | None:
    answer = answers.single.get(QuestionId(name))
    value = answer.value if answer else None
    return value.earliest if isinstance(value, PartialDate) and value.is_whole else None


def _reference(_question: Question, _row: Row | None, inputs: Inputs) -> str:
    return inputs.reference


def _gestation_today(_question: Question, _row: Row | None, inputs: Inputs) -> str:
    return _gestation(inputs.answers, inputs.today)


def _gestation_at_booking(_question: Question, _row: Row | None, inputs: Inputs) -> str:
    booked = _day(inputs.answers, "booking_date")
    return _gestation(inputs.answers, booked) if booked else ""


def _gestation(answers: Answers, on: date) -> str:
    due = due_date(answers)
    if due is None:
        return ""
    days = gestation_days(due, on)
    return weeks_plus_days(days) if 0 <= days <= 44 * 7 else ""


def _mothers_name(answers: Answers) -> str:
    """The family name of the first parent who is the mother, else of the first parent."""
    rows = answers.rows("parents")
    mothers = tuple(row for row in rows if _said(row, "parents.role") == "mother")
    return next((_said(row, "parents.family_name") for row in mothers or rows), "")


def _said(row: Row, name: str) -> str:
    answer: Answer | None = row.answers.get(QuestionId(name))
    return answer.value.strip() if answer and isinstance(answer.value, str) else ""


def _unborn_label(_question: Question, row: Row | None, inputs: Inputs) -> str:
    rows = [each.id for each in inputs.answers.rows("unborn")]
    number = rows.index(row.id) + 1 if row is not None and len(rows) > 1 else 0
    return f"{number}:{_mothers_name(inputs.answers)}"


def _own(question: Question, row: Row | None, _inputs: Inputs) -> str:
    """Rows made beforehand carry the value themselves."""
    answer = row.answers.get(question.id) if row else None
    return str(answer.value) if answer and answer.value is not None else ""


_CALCULATIONS: Mapping[str, Callable[[Question, Row | None, Inputs], str]] = {
    "record_reference": _reference,
    "gestation_text": _gestation_today,
    "booking_gestation": _gestation_at_booking,
    "unborn_label": _unborn_label,
    "milestone_name": _own,
    "milestone_due": _own,
}
