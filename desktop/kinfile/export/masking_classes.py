# SPDX-License-Identifier: Apache-2.0
"""The class of everything in a record: of each answer, and of each alert that stands.

An answer has the strictest of these: the class of its question; restricted, where an alert
restricts its section; withheld, where the writer wished so; and the class of the answers without
which it would not have been asked, since that it was asked tells of them. An alert has the
strictest class among the answers that made it fire, and of those without which it would not stand.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from kinfile.export.editions import Edition
from kinfile.export.printable import Printable
from kinfile.forms.model import Disclosure, Question, QuestionId
from kinfile.records.evaluate import evaluate, place_of
from kinfile.records.model import Answers, Place, Row
from kinfile.records.report import Report
from kinfile.records.report import Standing as StandingAlert

ORDER = (
    Disclosure.ALL,
    Disclosure.PROFESSIONAL,
    Disclosure.RESTRICTED,
    Disclosure.WITHHOLD,
)
"""From everybody to nobody."""
_TOLD_BY: Mapping[str, tuple[QuestionId, ...]] = {
    "gestation_text": (QuestionId("edd"),),
    "booking_gestation": (QuestionId("edd"), QuestionId("booking_date")),
    "milestone_due": (QuestionId("edd"),),
}
"""What a calculated value gives away -> the answers that it is worked out of."""


def strictest(*classes: Disclosure) -> Disclosure:
    return max(classes, key=ORDER.index)


def kept(answers: Answers, may_stay: Callable[[Place], bool]) -> Answers:
    """`answers` with those only whose place `may_stay`. Rows that count stay, others go."""

    def of_row(row: Row) -> Row:
        return Row(row.id, {n: a for n, a in row.answers.items() if may_stay(Place(n, row.id))})

    return Answers(
        single={n: answer for n, answer in answers.single.items() if may_stay(Place(n))},
        groups={group: tuple(map(of_row, answers.rows(group))) for group in answers.groups},
        none_stated=answers.none_stated,
    )


@dataclass(frozen=True, slots=True, repr=False)
class Classes:
    """The classes of one record.

    `without_withheld` and `without_restricted` are its reports as they would be if those answers
    (and stricter ones) were blank: what differs in them tells of what was left out.
    """

    of: Printable
    questions: Mapping[QuestionId, Question]
    without_withheld: Report
    without_restricted: Report

    @classmethod
    def open(cls, of: Printable) -> "Classes":
        questions = {question.id: question for question in of.form.questions()}
        own = cls(of, questions, of.report, of.report)
        withheld = own._report_below(Disclosure.WITHHOLD)
        if of.edition == Edition.FULL:
            # What is restricted stands there too, so nothing has to be told apart by it.
            return cls(of, questions, withheld, withheld)
        return cls(of, questions, withheld, own._report_below(Disclosure.RESTRICTED))

    def own(self, place: Place) -> Disclosure:
        """The class of the question there, before the writer withheld anything."""
        question = self.questions[place.question]
        if place.question in self.of.report.restricted:
            return strictest(question.disclose, Disclosure.RESTRICTED)
        return question.disclose

    def at(self, place: Place) -> Disclosure:
        """The class of what stands at a place that is shown in the record."""
        found = self._stated(place)
        if place not in self.without_withheld.shown:
            return Disclosure.WITHHOLD
        if place not in self.without_restricted.shown:
            return strictest(found, Disclosure.RESTRICTED)
        return found

    def of_alert(self, standing: StandingAlert) -> Disclosure:
        """The class of an alert that stands in the record."""
        places = (place_of(path, self.of.answers) for path in standing.because)
        found = [self.at(place) for place in places if place and place.question in self.questions]
        if not _stands(standing, self.without_withheld):
            found.append(Disclosure.WITHHOLD)
        if not _stands(standing, self.without_restricted):
            found.append(Disclosure.RESTRICTED)
        return strictest(Disclosure.PROFESSIONAL, *found)

    def report_for(self, classes: frozenset[Disclosure]) -> Report:
        """The report of no more than what a copy with these classes may show."""
        is_whole = Disclosure.RESTRICTED in classes
        return self.without_withheld if is_whole else self.without_restricted

    def _stated(self, place: Place) -> Disclosure:
        if place in self.of.marks.withheld:
            return Disclosure.WITHHOLD
        calculation = self.questions[place.question].calculation
        told_by = (
            self._stated(Place(n)) for n in _TOLD_BY.get(calculation, ()) if n in self.questions
        )
        return strictest(self.own(place), *told_by)

    def _report_below(self, limit: Disclosure) -> Report:
        """The record's report with every answer of the class `limit`, or stricter, blanked."""
        of, shown = self.of, self.of.report.shown
        most = ORDER.index(limit)
        open_to = {place for place in shown if ORDER.index(self._stated(place)) < most}
        if len(open_to) == len(shown):
            return of.report
        return evaluate(
            of.form,
            kept(of.answers, open_to.__contains__),
            of.profile,
            of.report.today,
            of.marks,
            reference=of.report.calculated.get(Place(QuestionId("record_ref")), ""),
        )


def _stands(standing: StandingAlert, report: Report) -> bool:
    return any(each.alert.id == standing.alert.id for each in report.alerts)
