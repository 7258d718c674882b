# SPDX-License-Identifier: Apache-2.0
"""The people of all records together, and beginning a record with some of them."""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby

from kinfile.app import stored
from kinfile.app.casework import Casework
from kinfile.app.draft import Draft
from kinfile.app.summary import shown_reference
from kinfile.errors import Refused
from kinfile.forms import catalogue
from kinfile.forms.model import FormId, Question, QuestionId
from kinfile.forms.profile import NATIONAL
from kinfile.records.known import CARRIED, Fact, KnownPerson, Seen, carry, known_people
from kinfile.records.marks import Marks
from kinfile.records.model import Place, RowId
from kinfile.records.people import GROUPS
from kinfile.records.values import read
from kinfile.vault.gathering import StoredRow

_ORDER = ("parents", "children", "unborn", "adults")
_QUESTIONS = tuple(f"{group}.{end}" for group in GROUPS for end in CARRIED)


class People(Casework):
    """Who is in which record. There is no list of people beside the records: this is read anew."""

    def people(self) -> tuple[KnownPerson, ...]:
        """Everybody whom a record names, of the record changed last first."""
        return known_people(self._seen())

    def start_about(self, form: str, people: Sequence[RowId], *, profile: str = NATIONAL) -> Draft:
        """Begin a record with people who are known already, the one whom it is about first.

        Every answer taken over is marked with its record and its day. Raises UnknownForm;
        KeyError for somebody whom no record names.
        """
        known = {person.id: person for person in self.people()}
        definition = catalogue.load(form)
        carried = carry([known[each] for each in people], definition)
        answers = carried.answers
        for name, answer in self._prefilled(definition, profile).items():
            answers = answers.with_answer(Place(name), answer)
        marks = Marks(copied=carried.copied)
        return self._begin(definition, answers, profile, (), touched=False, marks=marks)

    def _seen(self) -> Iterator[Seen]:
        records = {kept.ref: kept for kept in self._vault.records()}
        asked: dict[str, Mapping[str, Question]] = {}
        rows = self._vault.rows_of(GROUPS, _QUESTIONS, marks=(stored.COPIED, stored.WITHHELD))
        for row in _in_order(rows):
            kept = records[row.ref]
            if kept.put_aside is not None:
                continue
            if kept.form_sha256 not in asked:
                asked[kept.form_sha256] = self._asked(kept).by_id()
            yield Seen(
                ref=shown_reference(row.ref),
                form=FormId(kept.form_id),
                row=RowId(row.row),
                group=row.group,
                facts=dict(_facts(row, asked[kept.form_sha256])),
            )


def _in_order(rows: Sequence[StoredRow]) -> Iterator[StoredRow]:
    """As they come, but of one record the parents first, and the mother before all."""
    for _, family in groupby(rows, key=lambda row: row.ref):
        yield from sorted(family, key=lambda row: (_ORDER.index(row.group), not _is_mother(row)))


def _is_mother(row: StoredRow) -> bool:
    return any(name == "parents.role" and text == '"mother"' for name, text, _ in row.answers)


def _facts(row: StoredRow, questions: Mapping[str, Question]) -> Iterator[tuple[str, Fact]]:
    """By the end of the question's id; what is left out of copies is not passed on either.

    What was itself taken over keeps where it is from.
    """
    marked = [(kind, key.split("|")[1], value) for kind, key, value in row.marked]
    copied = {name: json.loads(value) for kind, name, value in marked if kind == stored.COPIED}
    withheld = {name for kind, name, _ in marked if kind == stored.WITHHELD}
    for name, text, at in row.answers:
        question = questions.get(QuestionId(name))
        if question is None or name in withheld:
            continue
        try:
            answer = read(question, json.loads(text))
        except Refused:
            continue
        if answer is None or answer.value is None:
            continue
        on, ref = at.astimezone().date(), shown_reference(row.ref)
        if name in copied:
            on, ref = date.fromisoformat(copied[name]["on"]), copied[name]["ref"]
        yield name.rpartition(".")[2], Fact(answer, on, ref)
