# SPDX-License-Identifier: Apache-2.0
"""Single answers by path and JSON value, as the command line gives them, turned into changes."""

from collections.abc import Iterator

from kinfile.app.changes import (
    Acknowledge,
    AddRow,
    Change,
    SetAnswer,
    StateNone,
    StrikeRow,
)
from kinfile.app.draft import Draft
from kinfile.errors import Refused
from kinfile.forms.model import AlertId, GroupId, Kind, QuestionId
from kinfile.records.marks import Marks
from kinfile.records.model import Answer, Path, Place, RowId, new_row_id
from kinfile.records.settle import path_of
from kinfile.records.values import Json, read

_NOT_SETTABLE = frozenset({Kind.CALCULATED, Kind.SIGNATURE, Kind.DECLARATION})


def changes_for(draft: Draft, text: str, value: Json) -> tuple[Change, ...]:
    """What setting the path `text` to the JSON `value` changes. Raises Refused.

    A path one past the last row adds a row; a group takes {"status": "none"} or a blank.
    """
    path = Path.parse(text)
    if path is None:
        raise Refused(path=text[:200], problem="not-a-path")
    if path.question in draft.form.groups and not path.number:
        return (_state_none(path, value),)
    question = draft.form.by_id().get(QuestionId(path.question))
    if question is None or bool(question.group) != bool(path.number):
        raise Refused(path=str(path), problem="unknown-question")
    if question.kind in _NOT_SETTABLE:
        raise Refused(path=str(path), problem="not-settable")
    try:
        answer = read(question, value)
    except Refused as refused:
        raise Refused(path=str(path), problem=str(refused.facts["problem"])) from None
    if not path.number:
        return (SetAnswer(Place(question.id), answer),)
    return _in_row(draft, path, question.id, answer)


def _in_row(
    draft: Draft, path: Path, question: QuestionId, answer: Answer | None
) -> tuple[Change, ...]:
    rows = draft.answers.rows(path.group)
    if path.number <= len(rows):
        return (SetAnswer(Place(question, rows[path.number - 1].id), answer),)
    group = draft.form.groups[GroupId(path.group)]
    if path.number > len(rows) + 1 or group.premade or path.number > group.maximum:
        raise Refused(path=str(path), problem="no-such-row")
    row = new_row_id()
    return (AddRow(group.id, row), SetAnswer(Place(question, row), answer))


def _state_none(path: Path, value: Json) -> Change:
    if value is None or value == [] or (isinstance(value, str) and not value.strip()):
        return StateNone(GroupId(path.question), stated=False)
    if value == {"status": "none"}:
        return StateNone(GroupId(path.question), stated=True)
    raise Refused(path=str(path), problem="wrong-type")


def strike_for(draft: Draft, text: str) -> Change:
    """Striking the row at `group[N]`. Raises Refused."""
    path = Path.parse(text)
    if path is None or path.question or not path.number:
        raise Refused(path=text[:200], problem="not-a-path")
    rows = draft.answers.rows(path.group)
    group = draft.form.groups.get(GroupId(path.group))
    if group is None or group.premade or path.number > len(rows):
        raise Refused(path=str(path), problem="no-such-row")
    return StrikeRow(group.id, rows[path.number - 1].id)


def place_at(draft: Draft, path: Path) -> Place:
    """The place that a path names today. Raises Refused."""
    question = draft.form.by_id().get(QuestionId(path.question))
    rows = draft.answers.rows(path.group) if path.group else ()
    if question is None or path.number > len(rows) or bool(question.group) != bool(path.number):
        raise Refused(path=str(path), problem="unknown-question")
    return Place(question.id, rows[path.number - 1].id if path.number else None)


def spelled(draft: Draft, field: str, row: str) -> str:
    """How a stored field and row are spelled outside; "" for events about no answer."""
    if field in draft.form.groups:
        return str(field)
    if QuestionId(field) not in draft.form.by_id():
        return ""
    return str(path_of(Place(QuestionId(field), RowId(row) if row else None), draft.answers))


def acknowledgements(marks: Marks) -> Iterator[Acknowledge]:
    for alert, said in marks.acknowledged.items():
        yield Acknowledge(AlertId(alert), said.by, said.note)
