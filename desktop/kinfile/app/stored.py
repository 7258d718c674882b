# SPDX-License-Identifier: Apache-2.0
"""Between a record's values and the rows of the vault: answers, rows and marks as JSON text."""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from kinfile.app.draft import LeftOver
from kinfile.app.noting import notes_of
from kinfile.errors import Refused
from kinfile.forms.model import Form, GroupId, Question, QuestionId, SectionId
from kinfile.forms.profile import PROFILE
from kinfile.records.hand import NO_HAND, Hand, from_text, to_text
from kinfile.records.marks import Copied, Marks, OnPaper
from kinfile.records.model import Answer, Answers, Place, Row, RowId
from kinfile.records.model import Path as AnswerPath
from kinfile.records.report import Acknowledgement
from kinfile.records.values import read, write_for
from kinfile.vault.rows import Entry, StoredRecord

OPENED, ACKNOWLEDGED = "opened", "acknowledged"
CONFIRMED_TEXT, CONFIRMED_PROBLEM = "confirmed-text", "confirmed-problem"
COPIED = "copied"
HAND = "signed-by-hand"
WITHHELD = "withheld"
PAPER = "on-paper"

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
    by: dict[str, dict[str, str]] = {}
    for kind, key, text in stored.marks:
        by.setdefault(kind, {})[key] = text

    def of(kind: str) -> Mapping[str, str]:
        return by.get(kind, {})

    papers = [_paper(json.loads(text)) for text in of(PAPER).values()]
    return Marks(
        opened=frozenset(SectionId(key) for key in of(OPENED)),
        acknowledged={key: _given(text) for key, text in of(ACKNOWLEDGED).items()},
        confirmed_texts={_parted(key): _given(text) for key, text in of(CONFIRMED_TEXT).items()},
        confirmed_problems=frozenset(_parted(key) for key in of(CONFIRMED_PROBLEM)),
        notes=notes_of(stored.marks),
        paper=papers[0] if papers else None,
        copied={_parted(key)[1]: _copied(json.loads(text)) for key, text in of(COPIED).items()},
        hand=next((_hand(json.loads(text)) for text in of(HAND).values()), NO_HAND),
        withheld=frozenset(_parted(key)[1] for key in of(WITHHELD)),
    )


def _given(text: str) -> Acknowledgement:
    return Acknowledgement(**json.loads(text))


def _copied(kept: Mapping[str, str]) -> Copied:
    return Copied(kept["ref"], date.fromisoformat(kept["on"]))


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


def copied_entry(place: Place, copied: Copied) -> Entry:
    value = dumped({"ref": copied.ref, "on": copied.on.isoformat()})
    return Entry(kind="mark", field=COPIED, row=mark_key("", place), value=value)


def paper_entry(paper: OnPaper | None) -> Entry:
    if paper is None:
        return unmark_entry(PAPER, "")
    value = {"on": paper.on.isoformat(), "typed": paper.typed_on.isoformat(), "by": paper.by}
    return Entry(kind="mark", field=PAPER, value=dumped(value))


def _paper(kept: Mapping[str, str]) -> OnPaper:
    on, typed = date.fromisoformat(kept["on"]), date.fromisoformat(kept["typed"])
    return OnPaper(on, typed, kept["by"])


def hand_entry(hand: Hand) -> Entry:
    if not hand:
        return unmark_entry(HAND, "")
    return Entry(kind="mark", field=HAND, value=dumped(to_text(hand)))


def _hand(kept: Mapping[str, str]) -> Hand:
    return from_text(kept["drawn"], kept["typed"])


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
    yield from _whole_marks(marks)


def _whole_marks(marks: Marks) -> Iterable[Entry]:
    for section in sorted(marks.opened):
        yield mark_entry(OPENED, section)
    for alert, said in marks.acknowledged.items():
        yield mark_entry(ACKNOWLEDGED, alert, said)
    for place, copied in marks.copied.items():
        yield copied_entry(place, copied)
    if marks.paper is not None:
        yield paper_entry(marks.paper)


def dumped(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
