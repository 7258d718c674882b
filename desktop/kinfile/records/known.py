# SPDX-License-Identifier: Apache-2.0
"""People whom earlier records know, and what a new record may take over of them. Pure.

Somebody is the same person in two records where the row has the same id, or where the NHS number
is the same; names and dates alone prove nothing. What is taken over says from which record it
is and since when it stands there (marks.py).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType

from kinfile.errors import Refused
from kinfile.forms.dates import PartialDate
from kinfile.forms.model import Form, FormId, GroupId, Question, QuestionId
from kinfile.records.checks import is_nhs_number
from kinfile.records.marks import Copied
from kinfile.records.model import Answer, Answers, Place, Row, RowId
from kinfile.records.people import GROUPS
from kinfile.records.values import read, write_for

CARRIED = (
    "given_name", "family_name", "known_as", "other_names", "name", "role", "relationship",
    "dob", "sex", "nhs_number", "ethnicity", "language", "address", "postcode", "phone",
    "safe_contact", "gp_practice", "school",
)  # fmt: skip
"""The ends of the questions that are taken over: who somebody is and where, never a judgement.
A telephone number never goes without what is known about using it safely."""
SUBJECTS = {"children": ("yc_subject",), "parents": ("hv_patient",)}
"""By the group of the person whom a record is about: the question that names them, if asked."""


@dataclass(frozen=True, slots=True, repr=False)
class Fact:
    """One answer about a person: since when it stands, and in which record."""

    answer: Answer
    on: date
    ref: str


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Seen:
    """A person's row in one record. `facts` go by the end of the question's id."""

    ref: str
    form: FormId
    row: RowId
    group: str
    facts: Mapping[str, Fact] = field(default_factory=dict)

    @property
    def nhs_number(self) -> str:
        value = _text(self.facts, "nhs_number")
        return value if is_nhs_number(value) else ""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class KnownPerson:
    """One person. `seen` has the record changed last first; of each fact the newest counts."""

    seen: tuple[Seen, ...]
    facts: Mapping[str, Fact]

    @property
    def id(self) -> RowId:
        return self.seen[0].row

    @property
    def group(self) -> str:
        return self.seen[0].group

    @property
    def name(self) -> str:
        parts = [_text(self.facts, end) for end in ("given_name", "family_name")]
        return " ".join(part for part in parts if part) or _text(self.facts, "name")

    @property
    def initials(self) -> str:
        return " ".join(f"{word[0].upper()}." for word in self.name.split())

    @property
    def nhs_number(self) -> str:
        """Ten digits, or empty."""
        return _text(self.facts, "nhs_number")

    @property
    def role(self) -> str:
        """The code of which parent somebody is; empty for everybody else."""
        return _text(self.facts, "role") if self.group == "parents" else ""

    @property
    def born(self) -> PartialDate | None:
        fact = self.facts.get("dob")
        value = fact.answer.value if fact else None
        return value if isinstance(value, PartialDate) else None


def _text(facts: Mapping[str, Fact], end: str) -> str:
    fact = facts.get(end)
    value = fact.answer.value if fact else None
    return " ".join(value.split()) if isinstance(value, str) else ""


def known_people(seen: Iterable[Seen]) -> tuple[KnownPerson, ...]:
    """Everybody with a name, once each; `seen` has the record changed last first."""
    together: list[list[Seen]] = []
    by_row: dict[RowId, list[Seen]] = {}
    by_number: dict[str, list[Seen]] = {}
    for each in seen:
        mine = by_row.get(each.row)
        if mine is None:
            same = by_number.get(each.nhs_number) if each.nhs_number else None
            # One number at two people of one record is a slip: which of them is it?
            mine = same if same is not None and all(s.ref != each.ref for s in same) else None
        if mine is None:
            mine = []
            together.append(mine)
        mine.append(each)
        by_row[each.row] = mine
        if each.nhs_number:
            by_number.setdefault(each.nhs_number, mine)
    people = (KnownPerson(seen=tuple(rows), facts=_newest(rows)) for rows in together)
    return tuple(person for person in people if person.name)


def _newest(seen: Iterable[Seen]) -> Mapping[str, Fact]:
    facts: dict[str, Fact] = {}
    for each in seen:
        for end, fact in each.facts.items():
            if end not in facts or fact.on > facts[end].on:
                facts[end] = fact
    return MappingProxyType(facts)


def family_of(person: KnownPerson, people: Iterable[KnownPerson]) -> tuple[KnownPerson, ...]:
    """The others of the record in which `person` was written about last."""
    ref = person.seen[0].ref
    return tuple(
        other
        for other in people
        if other.id != person.id and any(each.ref == ref for each in other.seen)
    )


@dataclass(frozen=True, slots=True, repr=False)
class Carried:
    """What a new record begins with, and where each of its answers is from."""

    answers: Answers = field(default_factory=Answers)
    copied: Mapping[Place, Copied] = field(default_factory=dict)


def carry(people: Sequence[KnownPerson], form: Form) -> Carried:
    """`people` as rows of a new record of `form`, the one whom it is about first.

    They keep their ids. Whoever this form has no rows for is left out, and so is an answer
    that this form does not take.
    """
    answers, copied = Answers(), {}
    for person in people:
        group = _group_in(form, person)
        if group is None:
            continue
        facts = dict(_taken(form, group, person))
        row = Row(person.id, {name: fact.answer for name, fact in facts.items()})
        answers = answers.with_rows(group, (*answers.groups.get(group, ()), row))
        for name, fact in facts.items():
            copied[Place(name, person.id)] = Copied(fact.ref, fact.on)
    return Carried(_with_subject(answers, people, form), copied)


def _with_subject(answers: Answers, people: Sequence[KnownPerson], form: Form) -> Answers:
    for person in people[:1]:
        for name in SUBJECTS.get(_group_in(form, person) or "", ()):
            if QuestionId(name) in form.by_id():
                subject = Answer(value=str(person.id))
                return answers.with_answer(Place(QuestionId(name)), subject)
    return answers


def _group_in(form: Form, person: KnownPerson) -> GroupId | None:
    """Where `form` has people like this one. A baby with a date of birth is a child."""
    group = person.group
    if group == "unborn" and (person.born is not None or group not in form.groups):
        group = "children"
    return GroupId(group) if group in GROUPS and group in form.groups else None


def _taken(form: Form, group: GroupId, person: KnownPerson) -> Iterator[tuple[QuestionId, Fact]]:
    questions = form.by_id()
    for end in CARRIED:
        question = questions.get(QuestionId(f"{group}.{end}"))
        fact = person.facts.get(end)
        if question is None or fact is None:
            continue
        answer = _as_taken(question, fact.answer)
        if answer is not None:
            yield question.id, replace(fact, answer=answer)


def _as_taken(question: Question, answer: Answer) -> Answer | None:
    try:
        return read(question, write_for(question, answer))
    except Refused:
        return None
