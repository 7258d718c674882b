# SPDX-License-Identifier: Apache-2.0
"""Answers as rules read them."""

from kinfile.forms.dates import PartialDate
from kinfile.forms.model import Kind, NonAnswer, Question
from kinfile.forms.rules.scope import Cell, Plain
from kinfile.records.model import Answer, Value
from kinfile.records.people import Person, find_person

_STATUS_CELLS = {
    status: Cell(frozenset({status.value}), None, is_value=False) for status in NonAnswer
}
_NO_CODES: frozenset[str] = frozenset()
_CODED = frozenset({Kind.CHOICE, Kind.YES_NO_UNKNOWN, Kind.RISK})


def cell_of(question: Question, answer: Answer, people: tuple[Person, ...]) -> Cell:
    """The cell of one answer. A person is read by the id of the row that the answer names."""
    if answer.status is not None:
        return _STATUS_CELLS[answer.status]
    value = answer.value
    if question.kind is Kind.MULTI and isinstance(value, tuple):
        return Cell(frozenset(value), None, is_value=True)
    if question.kind in _CODED and isinstance(value, str):
        return Cell(frozenset({value}), value, is_value=True)
    if question.kind is Kind.PERSON and isinstance(value, str):
        person = find_person(people, value)
        return Cell(_NO_CODES, person.row if person else value, is_value=True)
    if question.calculation == "milestone_name" and isinstance(value, str):
        return Cell(frozenset({value}), value, is_value=True)
    return Cell(_NO_CODES, _plain(value), is_value=True)


def _plain(value: Value | None) -> Plain | None:
    if isinstance(value, PartialDate):
        return (value.earliest.toordinal(), value.latest.toordinal())
    if isinstance(value, int):
        return (value, value)
    return value if isinstance(value, str) else None
