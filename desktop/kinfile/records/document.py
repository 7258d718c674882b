# SPDX-License-Identifier: Apache-2.0
"""ANSWERS.json: a record's answers as one document, in and out.

Reading keeps everything that can be kept and names everything else by path. A document that
cannot be used at all is Unusable, before anything is stored.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import NoReturn

from kinfile.errors import Refused, Unusable
from kinfile.forms.model import Form, GroupId, Kind, Question, QuestionId, SectionId
from kinfile.forms.profile import NATIONAL, PROFILE
from kinfile.records.marks import Marks, OnPaper
from kinfile.records.model import Answer, Answers, Row, RowId, new_row_id
from kinfile.records.people import Person, find_person, people_of, short_name
from kinfile.records.report import Acknowledgement
from kinfile.records.values import Json, is_storable, read, write_for

LARGEST = 20 * 1024 * 1024
"""Bytes of a document. A long record is under 1 MB; beyond this it is not a record."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Document:
    """What a file of answers holds for one form. `today` is None where the file gives none."""

    form: str
    profile: str
    today: date | None
    answers: Answers
    marks: Marks
    refused: tuple[Refused, ...]


def parse(data: bytes) -> Mapping[str, Json]:
    """The JSON object in `data`. Raises Unusable with what is wrong and where."""
    if len(data) > LARGEST:
        raise Unusable(problem="too-large", limit=LARGEST // (1024 * 1024))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unusable(problem="not-utf8", byte=error.start) from error
    try:
        whole = json.loads(text, parse_constant=_refuse_constant, parse_int=_whole_number)
    except json.JSONDecodeError as error:
        raise Unusable(problem="not-json", line=error.lineno, column=error.colno) from error
    except RecursionError as error:
        raise Unusable(problem="too-deep") from error
    except ValueError as error:
        raise Unusable(problem="not-json", line=1, column=1) from error
    if not isinstance(whole, dict):
        raise Unusable(problem="not-an-object")
    return whole


def _whole_number(digits: str) -> int:
    """Python refuses to read thousands of digits; the first few are enough to refuse the value."""
    return int(digits[:20])


def _refuse_constant(_name: str) -> NoReturn:
    raise ValueError


def form_named(whole: Mapping[str, Json]) -> str:
    """The form that the document says it is for. Raises Unusable where it says none."""
    form = whole.get("form")
    if not isinstance(form, str):
        raise Unusable(problem="no-form")
    return form


def read_document(
    whole: Mapping[str, Json], form: Form, *, row_id: Callable[[], RowId] = new_row_id
) -> Document:
    """The answers of `whole` for `form`. Raises Unusable for a document of another form."""
    if whole.get("form", form.id) != form.id:
        raise Unusable(problem="wrong-form", form=form.id)
    answers = whole.get("answers", {})
    if not isinstance(answers, Mapping):
        raise Unusable(problem="no-answers")
    reader = _Reader(form, row_id)
    found = reader.answers(answers)
    profile = _profile(whole, found)
    return Document(
        form=form.id,
        profile=profile,
        today=_today(whole),
        answers=replace(found, single={**found.single, PROFILE: Answer(value=profile)})
        if PROFILE in form.by_id()
        else found,
        marks=Marks(
            opened=_opened(whole, form),
            acknowledged=dict(_acknowledged(whole, form)),
            paper=_paper(whole),
        ),
        refused=tuple(reader.refused),
    )


def _profile(whole: Mapping[str, Json], answers: Answers) -> str:
    """The document's own key wins over the answer of the same meaning."""
    key = whole.get("profile")
    if isinstance(key, str) and key.strip() and is_storable(key):
        return key.strip()
    answer = answers.single.get(PROFILE)
    return str(answer.value) if answer and answer.value else NATIONAL


def _today(whole: Mapping[str, Json]) -> date | None:
    today = whole.get("today")
    if today is None:
        return None
    try:
        return date.fromisoformat(today)
    except (TypeError, ValueError) as error:
        raise Unusable(problem="today") from error


def _opened(whole: Mapping[str, Json], form: Form) -> frozenset[SectionId]:
    named = whole.get("opened", [])
    known = {section.id for section in form.sections if section.may_close}
    wanted = {name for name in named if isinstance(name, str)} if isinstance(named, list) else set()
    return frozenset(known & wanted)


def _acknowledged(whole: Mapping[str, Json], form: Form) -> Iterator[tuple[str, Acknowledgement]]:
    alerts = whole.get("alerts", {})
    known = {alert.id for alert in form.alerts}
    for name, given in alerts.items() if isinstance(alerts, Mapping) else ():
        if name in known and isinstance(given, Mapping):
            by, note, at = (given.get(key, "") for key in ("by", "note", "at"))
            if _is_text(by) and _is_text(note) and by.strip():
                yield name, Acknowledgement(by, note, at if _is_text(at) else "")


def _paper(whole: Mapping[str, Json]) -> OnPaper | None:
    """When it was written on paper and typed up; None for anything that does not say both."""
    given = whole.get("on_paper")
    if not isinstance(given, Mapping):
        return None
    on, typed, by = (given.get(key, "") for key in ("written", "typed", "by"))
    try:
        days = date.fromisoformat(on), date.fromisoformat(typed)
    except (TypeError, ValueError):
        return None
    return OnPaper(*days, by) if _is_text(by) else None


def _is_text(value: Json) -> bool:
    return isinstance(value, str) and is_storable(value)


class _Reader:
    """Reads values one by one and remembers what it refused."""

    def __init__(self, form: Form, row_id: Callable[[], RowId]) -> None:
        self._questions = form.by_id()
        self._groups = form.groups
        self._row_id = row_id
        self.refused: list[Refused] = []

    def answers(self, given: Mapping[str, Json]) -> Answers:
        single: dict[QuestionId, Answer] = {}
        groups: dict[GroupId, tuple[Row, ...]] = {}
        none: set[GroupId] = set()
        for name, value in given.items():
            group = self._groups.get(GroupId(name))
            if group is not None:
                if isinstance(value, Mapping) and value.get("status") == "none":
                    none.add(group.id)
                else:
                    groups[group.id] = tuple(self._rows(group.id, value))
                continue
            question = self._questions.get(QuestionId(name))
            if question is None or question.group:
                self._refuse(name, "unknown-question")
                continue
            answer = self._answer(question, value, name)
            if answer is not None:
                single[question.id] = answer
        return Answers(single, groups, frozenset(none))

    def _rows(self, group: GroupId, value: Json) -> Iterator[Row]:
        if value is None or (isinstance(value, str) and not value.strip()):
            return
        if not isinstance(value, list):
            self._refuse(group, "wrong-type")
            return
        for number, row in enumerate(value, start=1):
            if isinstance(row, Mapping):
                yield Row(self._row_id(), dict(self._row(group, row, number)))
            else:
                self._refuse(f"{group}[{number}]", "wrong-type")

    def _row(
        self, group: GroupId, row: Mapping[str, Json], number: int
    ) -> Iterator[tuple[QuestionId, Answer]]:
        for name, value in row.items():
            full = QuestionId(f"{group}.{name}")
            path = f"{full}[{number}]"
            question = self._questions.get(full)
            if question is None:
                self._refuse(path, "unknown-question")
                continue
            answer = self._answer(question, value, path)
            if answer is not None:
                yield full, answer

    def _answer(self, question: Question, value: Json, path: str) -> Answer | None:
        if question.id == PROFILE and isinstance(value, str) and is_storable(value):
            return Answer(value=value.strip()) if value.strip() else None
        try:
            return read(question, value)
        except Refused as refused:
            self._refuse(path, str(refused.facts["problem"]))
            return None

    def _refuse(self, path: str, problem: str) -> None:
        shown = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in path[:200])
        self.refused.append(Refused(path=shown, problem=problem))


def write_document(
    form: Form, answers: Answers, marks: Marks, *, profile: str, today: date
) -> dict[str, Json]:
    """The document that `read_document` turns back into these answers and marks."""
    document: dict[str, Json] = {
        "form": form.id,
        "profile": profile,
        "today": today.isoformat(),
        "answers": written_answers(form, answers),
    }
    if marks.opened:
        document["opened"] = sorted(marks.opened)
    if marks.acknowledged:
        document["alerts"] = {
            name: {"by": given.by, "note": given.note, **({"at": given.at} if given.at else {})}
            for name, given in marks.acknowledged.items()
        }
    if marks.paper:
        document["on_paper"] = {
            "written": marks.paper.on.isoformat(),
            "typed": marks.paper.typed_on.isoformat(),
            "by": marks.paper.by,
        }
    return document


def written_answers(form: Form, answers: Answers) -> dict[str, Json]:
    """Answers in the form's order, each in its shortest form."""
    people = people_of(answers)
    written: dict[str, Json] = {}
    for question in form.questions():
        if question.group is None:
            answer = answers.single.get(question.id)
            if answer is not None:
                written[question.id] = _written(question, answer, people)
            continue
        group = question.group
        if group in answers.none_stated and not answers.rows(group):
            written[group] = {"status": "none"}
            continue
        rows = answers.rows(group)
        if rows and group not in written:
            written[group] = [{} for _ in rows]
        for number, row in enumerate(rows):
            answer = row.answers.get(question.id)
            if answer is not None:
                written[group][number][question.name] = _written(question, answer, people)
    return written


def _written(question: Question, answer: Answer, people: tuple[Person, ...]) -> Json:
    if question.kind is Kind.PERSON and isinstance(answer.value, str):
        person = find_person(people, answer.value)
        return short_name(people, person) if person else answer.value
    return write_for(question, answer)
