# SPDX-License-Identifier: Apache-2.0
"""What of a record stands in one edition: which places, which rows, whose names."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from kinfile.export.editions import Edition, classes_of, listed_in
from kinfile.export.masking_classes import Classes
from kinfile.export.printable import Printable
from kinfile.forms.model import Disclosure, GroupId, Kind, Question, QuestionId
from kinfile.records.model import Place, Row, RowId
from kinfile.records.people import GROUPS, Person, find_person, people_of
from kinfile.records.report import Report

REQUESTS = GroupId("mh_requests")
"""Requests for information: each goes to somebody else, so a letter has one of them."""
_REPLY = QuestionId("mh_requests.reply")
TELLING = frozenset({"not_safe", "third_party_present"})
"""Reasons for not asking that tell of somebody in the room."""


@dataclass(frozen=True, slots=True, repr=False)
class Places:
    """The places of one record as one edition shows them.

    `asked` is the record's report as far as the classes of this edition tell it. `listed` are the
    only questions and `rows` the only rows that stand in it, None where its classes decide.
    """

    of: Printable
    edition: Edition
    classes: Classes
    allowed: frozenset[Disclosure]
    asked: Report
    listed: Collection[QuestionId] | None
    rows: frozenset[RowId] | None

    @classmethod
    def open(cls, of: Printable) -> "Places":
        edition = Edition(of.edition)
        classes, allowed = Classes.open(of), classes_of(edition)
        listed = listed_in(edition, of.form)
        rows = None if listed is None else frozenset(_rows_of(of, listed))
        return cls(of, edition, classes, allowed, classes.report_for(allowed), listed, rows)

    @property
    def questions(self) -> Mapping[QuestionId, Question]:
        return self.classes.questions

    def has_row(self, row: RowId) -> bool:
        return self.rows is None or row in self.rows

    def is_visible(self, place: Place) -> bool:
        """Whether what stands at a place that is shown in the record stands in this copy too."""
        if not self._is_listed(place):
            return False
        found = self.classes.at(place)
        if found in self.allowed:
            return True
        # A reason that tells of somebody in the room is restricted, whatever the question is.
        tells = self.edition is Edition.RESTRICTED_ANNEX and self._tells(place)
        return tells and found is not Disclosure.WITHHOLD

    def is_withheld(self, place: Place) -> bool:
        """Whether "withheld" prints there: by the writer's wish, or for want of the annex."""
        if not self._is_listed(place):
            return False
        own = self.classes.own(place)
        if place in self.of.marks.withheld:
            return own in self.allowed
        if own is Disclosure.WITHHOLD:
            return Disclosure.PROFESSIONAL in self.allowed
        return own is Disclosure.RESTRICTED and self.edition is Edition.WITHOUT_RESTRICTED

    def may_tell(self, place: Place) -> bool:
        """Whether the question there can stand in this copy, and nobody withheld its answer."""
        return self._may_stand(place.question) and place not in self.of.marks.withheld

    def may_name(self, person: Person) -> bool:
        """Whether this copy may call somebody by name."""
        ends = ("name",) if person.group == "adults" else ("given_name", "family_name")
        places = [Place(QuestionId(f"{person.group}.{end}"), person.row) for end in ends]
        known = [place for place in places if self.of.answers.at(place) is not None]
        return all(self.classes.at(place) in self.allowed for place in known)

    def groups(self) -> frozenset[GroupId]:
        """The groups of which anything may be said, were it that they have no rows."""
        asked = self.questions.values()
        return frozenset(q.group for q in asked if q.group and self._may_stand(q.id))

    def _may_stand(self, question: QuestionId) -> bool:
        if self.listed is not None and question not in self.listed:
            return False
        return self.classes.own(Place(question)) in self.allowed

    def _is_listed(self, place: Place) -> bool:
        if self.listed is not None and place.question not in self.listed:
            return False
        return place.row is None or self.has_row(place.row)

    def _tells(self, place: Place) -> bool:
        answer = self.of.answers.at(place)
        return answer is not None and answer.reason in TELLING


def request_of(of: Printable) -> Row | None:
    """The request that a letter is about: the one asked for, or the first without a reply."""
    rows = of.answers.rows(REQUESTS)
    if of.request:
        return rows[of.request - 1] if of.request <= len(rows) else None
    waiting = [row for row in rows if _REPLY not in row.answers]
    return next(iter(waiting or rows), None)


def _rows_of(of: Printable, listed: Collection[QuestionId]) -> Iterator[RowId]:
    """The rows that stand on a page of listed questions.

    People stand there only where a question on it names them, and one request of several.
    """
    people = people_of(of.answers)
    for question in of.form.questions():
        if question.id not in listed:
            continue
        rows = _rows(of, question)
        if question.group not in GROUPS:
            yield from (row.id for row in rows)
        if question.kind is Kind.PERSON:
            places = [Place(question.id, row.id) for row in rows] or [Place(question.id)]
            named = (_named(of, place, people) for place in places)
            yield from (person.row for person in named if person)


def _rows(of: Printable, question: Question) -> tuple[Row, ...]:
    if question.group == REQUESTS:
        request = request_of(of)
        return (request,) if request else ()
    return of.answers.rows(question.group) if question.group else ()


def _named(of: Printable, place: Place, people: tuple[Person, ...]) -> Person | None:
    is_told = place in of.report.shown and place not in of.marks.withheld
    answer = of.answers.at(place) if is_told else None
    value = answer.value if answer else None
    return find_person(people, value) if isinstance(value, str) else None
