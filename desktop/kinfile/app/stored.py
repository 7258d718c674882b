# SPDX-License-Identifier: Apache-2.0
"""Between a record's values and the rows of the vault: answers, rows and marks as JSON text."""

import json
from collections.abc import Iterable, Iterator

from kinfile.app.draft import LeftOver
from kinfile.app.noting import notes_of
from kinfile.errors import Refused
from kinfile.forms.model import Form, GroupId, Question, QuestionId, SectionId
from kinfile.forms.profile import PROFILE
from kinfile.records.marks import Marks
from kinfile.records.model import Answer, Answers, Place, Row, RowId
from kinfile.records.model import Path as AnswerPath
from kinfile.records.report import Acknowledgement
from kinfile.records.values import read, write_for
from kinfile.vault.rows import Entry, StoredRecord

OPENED, ACKNOWLEDGED = "opened", "acknowledged"
CONFIRMED_TEXT, CONFIRMED_PROBLEM = "confirmed-text", "confirmed-problem"

_NONE_STATED = '{"status":"none"}'


def answers_of(form: Form, stored: StoredRecord) -> Answers:
    """The answers of a stored record, as far as this version of its form can hold them."""
    questions = form.by_id()
    single: dict[QuestionId, Answer] = {}
    none: set[GroupId] = set()
    in_rows: dict[str, dict[QuestionId, Answer]] = {}
    for field, row, text in stored.answers:
        if field in form.groups:
            none.add(GroupId(field))
            continue
        question = questions.get(QuestionId(field))
        answer = _answer(question, text) if question else None
        if question is None or answer is None or bool(row) != bool(question.group):
            continue
        if row:
            in_rows.setdefault(row, {})[question.id] = answer
        else:
            single[question.id] = answer
    groups: dict[GroupId, tuple[Row, ...]] = {}
    for group, uid, struck in stored.rows:
        if group in form.groups:
            kept = Row(RowId(uid), in_rows.get(uid, {}), struck)
            groups[GroupId(group)] = (*groups.get(GroupId(group), ()), kept)
    return Answers(single, groups, frozenset(none))


def left_of(form: Form, stored: StoredRecord, answers: Answers) -> Iterator[tuple[str, str, str]]:
    """(question, row id or "", JSON text) of what `answers` could not hold; struck rows apart."""
    struck = {uid for _, uid, is_struck in stored.rows if is_struck}
    for field, row, text in stored.answers:
        place = Place(QuestionId(field), RowId(row) if row else None)
        if field not in form.groups and row not in struck and answers.at(place) is None:
            yield field, row, text


def left_over(
    earlier: Form, stored: StoredRecord, field: str, row: str, text: str
) -> LeftOver | None:
    """What `left_of` found, as a version of the form that knows its question reads it."""
    question = earlier.by_id().get(QuestionId(field))
    answer = _answer(question, text) if question else None
    if question is None or answer is None or bool(row) != bool(question.group):
        return None
    group = question.group or ""
    rows = [uid for name, uid, is_struck in stored.rows if name == group and not is_struck]
    number = rows.index(row) + 1 if row in rows else 0
    return LeftOver(
        path=AnswerPath(field, group, number),
        place=Place(question.id, RowId(row) if row else None),
        question=question,
        answer=answer,
    )


def _answer(question: Question, text: str) -> Answer | None:
    """None too for what an earlier version of the form allowed and this one does not."""
    if question.id == PROFILE:
        return Answer(value=json.loads(text))
    try:
        return read(question, json.loads(text))
    except Refused:
        return None


def marks_of(stored: StoredRecord) -> Marks:
    opened: set[SectionId] = set()
    acknowledged: dict[str, Acknowledgement] = {}
    texts: dict[tuple[str, Place], Acknowledgement] = {}
    problems: set[tuple[str, Place]] = set()
    for kind, key, text in stored.marks:
        if kind == OPENED:
            opened.add(SectionId(key))
        elif kind == ACKNOWLEDGED:
            acknowledged[key] = Acknowledgement(**json.loads(text))
        elif kind == CONFIRMED_TEXT:
            texts[_parted(key)] = Acknowledgement(**json.loads(text))
        elif kind == CONFIRMED_PROBLEM:
            problems.add(_parted(key))
    return Marks(
        opened=frozenset(opened),
        acknowledged=acknowledged,
        confirmed_texts=texts,
        confirmed_problems=frozenset(problems),
        notes=notes_of(stored.marks),
    )


def _parted(key: str) -> tuple[str, Place]:
    code, question, row = key.split("|")
    return code, Place(QuestionId(question), RowId(row) if row else None)


def mark_key(code: str, place: Place) -> str:
    return f"{code}|{place.question}|{place.row or ''}"


def answer_entry(question: Question, place: Place, answer: Answer | None) -> Entry:
    value = None if answer is None else dumped(write_for(question, answer))
    return Entry(kind="answer", field=place.question, row=place.row or "", value=value)


def none_entry(group: GroupId, *, stated: bool) -> Entry:
    return Entry(kind="answer", field=group, value=_NONE_STATED if stated else None)


def mark_entry(kind: str, key: str, said: Acknowledgement | None = None) -> Entry:
    value = {"by": said.by, "note": said.note, "at": said.at} if said else {}
    return Entry(kind="mark", field=kind, row=key, value=dumped(value))


def unmark_entry(kind: str, key: str) -> Entry:
    return Entry(kind="unmark", field=kind, row=key)


def whole(form: Form, answers: Answers, marks: Marks) -> Iterable[Entry]:
    """Everything a new record starts with, as entries."""
    questions = form.by_id()
    for group in answers.none_stated:
        yield none_entry(group, stated=True)
    for group, rows in answers.groups.items():
        for row in rows:
            yield Entry(kind="row-added", field=group, row=row.id)
            for name, answer in row.answers.items():
                yield answer_entry(questions[name], Place(name, row.id), answer)
    for name, answer in answers.single.items():
        yield answer_entry(questions[name], Place(name), answer)
    for section in sorted(marks.opened):
        yield mark_entry(OPENED, section)
    for alert, said in marks.acknowledged.items():
        yield mark_entry(ACKNOWLEDGED, alert, said)


def dumped(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
