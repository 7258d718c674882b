# SPDX-License-Identifier: Apache-2.0
"""Every dated thing of a record in the order in which it happened, or is to happen.

Births, the pregnancy, key events, meetings, visits, timings, actions, requests and the record's
own steps: whatever date question the form has, each with the place where it was answered. A date
that is known only to the month or year covers all of it. Hidden and withheld answers are blank.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kinfile.forms.dates import NotADate, PartialDate
from kinfile.forms.model import Disclosure, Form, Kind, Question, QuestionId
from kinfile.i18n import N_
from kinfile.records.model import Answer, Answers, Place, Row
from kinfile.records.people import GROUPS
from kinfile.records.report import Report


class Sort(StrEnum):
    """What kind of thing happened."""

    LIFE = "life"
    """A birth, a due date, a booking."""
    EVENT = "event"
    MEETING = "meeting"
    """The family was met, or visited somebody."""
    STEP = "step"
    """Something planned, asked for or done in this work."""


class Standing(StrEnum):
    """What the day of the report makes of it."""

    PAST = "past"
    AHEAD = "ahead"
    OVERDUE = "overdue"
    """Was to be done by now, and nothing says that it was."""
    NOT_NEEDED = "not_needed"


@dataclass(frozen=True, slots=True)
class _Wording:
    """How a date question is told. `detail` is the question that says what it was about."""

    sort: Sort
    words: str
    detail: str = ""


EVENT_DATE = QuestionId("events.date")
_WORDINGS: Mapping[str, _Wording] = {
    "children.dob": _Wording(Sort.LIFE, N_("{who} born")),
    "unborn.dob": _Wording(Sort.LIFE, N_("{who} born")),
    "parents.dob": _Wording(Sort.LIFE, N_("{who} born")),
    "adults.dob": _Wording(Sort.LIFE, N_("{who} born")),
    "edd": _Wording(Sort.LIFE, N_("Baby due")),
    "booking_date": _Wording(Sort.LIFE, N_("Booking appointment")),
    "events.date": _Wording(Sort.EVENT, "", "events.what"),
    "request_date": _Wording(Sort.STEP, N_("Assessment asked for")),
    "first_contact_date": _Wording(Sort.MEETING, N_("First meeting with the family")),
    "last_contact_date": _Wording(Sort.MEETING, N_("Latest contact with the family")),
    "visits.date": _Wording(
        Sort.MEETING, N_("Hospital visit (went ahead: {detail})"), "visits.went_ahead"
    ),
    "hv_request_date": _Wording(Sort.STEP, N_("Hospital visit asked for")),
    "hv_review_date": _Wording(Sort.STEP, N_("Decision on visits to be looked at again")),
    "hs_review": _Wording(Sort.STEP, N_("Approval of visits to be looked at again")),
    "milestones.due": _Wording(Sort.STEP, N_("To be done: {detail}"), "milestones.name"),
    "milestones.done_date": _Wording(Sort.STEP, N_("Done: {detail}"), "milestones.name"),
    "actions.by": _Wording(Sort.STEP, N_("To be done: {detail}"), "actions.what"),
    "actions.done": _Wording(Sort.STEP, N_("Done: {detail}"), "actions.what"),
    "mh_requests.asked_date": _Wording(
        Sort.STEP, N_("Information asked for: {detail}"), "mh_requests.source"
    ),
    "mh_requests.reply_date": _Wording(Sort.STEP, N_("Reply: {detail}"), "mh_requests.source"),
    "sent_date": _Wording(Sort.STEP, N_("Assessment sent")),
    "acknowledged_date": _Wording(Sort.STEP, N_("Receipt acknowledged")),
    "shared_with.when": _Wording(Sort.STEP, N_("Shared with {detail}"), "shared_with.who"),
    "review_date": _Wording(Sort.STEP, N_("Assessment to be looked at again")),
}
_DONE_BY: Mapping[str, tuple[str, ...]] = {
    "milestones.due": ("milestones.done_date", "milestones.not_needed"),
    "actions.by": ("actions.done",),
}
"""What something is to be done by -> the answers that say it was, or need not be."""
_NOT_NEEDED = "milestones.not_needed"


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Entry:
    """One dated thing. `when` is None for a key event that has no date.

    `words` is untranslated, with the places {who} (the person of the row) and {detail} (what is
    answered at `detail`); empty, the detail says it all. `source` is where it is known from.
    """

    sort: Sort
    words: str
    when: PartialDate | None
    standing: Standing
    place: Place
    row: Row | None = None
    detail: QuestionId | None = None
    source: str = ""

    @property
    def question(self) -> QuestionId:
        return self.place.question


@dataclass(frozen=True, slots=True, repr=False)
class Chronology:
    """Entries from the oldest on, those without a date last. `today` is the report's day."""

    entries: tuple[Entry, ...]
    today: date

    def __bool__(self) -> bool:
        return bool(self.entries)

    @property
    def dated(self) -> tuple[Entry, ...]:
        return tuple(entry for entry in self.entries if entry.when)


def chronology_of(form: Form, answers: Answers, report: Report) -> Chronology:
    """All dates of the record on the day of `report`, in order; then as the form asks."""
    found = list(_entries(form, answers, report))
    found.sort(key=lambda entry: _order(entry.when))
    return Chronology(tuple(found), report.today)


def _order(when: PartialDate | None) -> tuple[date, date]:
    return (when.earliest, when.latest) if when else (date.max, date.max)


def _entries(form: Form, answers: Answers, report: Report) -> Iterator[Entry]:
    for question in form.questions():
        if question.kind is not Kind.DATE and question.calculation != "milestone_due":
            continue
        if question.disclose is Disclosure.WITHHOLD:
            continue
        rows = answers.rows(question.group) if question.group else (None,)
        for row in rows:
            place = Place(question.id, row.id if row else None)
            if place in report.shown:
                yield from _entry(form, question, row, answers.at(place), report)


def _entry(
    form: Form, question: Question, row: Row | None, answer: Answer | None, report: Report
) -> Iterator[Entry]:
    when = _date(answer)
    # A key event is told also where nobody knows when it was.
    if when is None and (question.id != EVENT_DATE or row is None):
        return
    told = _WORDINGS.get(question.id) or _Wording(Sort.STEP, question.ask)
    place = Place(question.id, row.id if row else None)
    yield Entry(
        sort=told.sort,
        words=told.words,
        when=when,
        standing=_standing(question.id, row, when, report.today),
        place=place,
        row=row,
        detail=_visible(form, told.detail, row, report),
        source=_source(form, question.id, row, report),
    )


def _visible(form: Form, name: str, row: Row | None, report: Report) -> QuestionId | None:
    question = form.by_id().get(QuestionId(name)) if name else None
    if question is None or question.disclose is Disclosure.WITHHOLD:
        return None
    shown = Place(question.id, row.id if row else None) in report.shown
    return question.id if shown else None


def _source(form: Form, question: QuestionId, row: Row | None, report: Report) -> str:
    if question != EVENT_DATE or row is None:
        return ""
    source = _visible(form, "events.source", row, report)
    answer = row.answers.get(source) if source else None
    return " ".join(answer.value.split()) if answer and isinstance(answer.value, str) else ""


def _date(answer: Answer | None) -> PartialDate | None:
    value = answer.value if answer else None
    if isinstance(value, PartialDate):
        return value
    if isinstance(value, str):
        try:
            return PartialDate.parse(value)
        except NotADate:
            return None
    return None


def _standing(
    question: QuestionId, row: Row | None, when: PartialDate | None, today: date
) -> Standing:
    settled = _DONE_BY.get(question)
    if settled and row is not None:
        if _NOT_NEEDED in settled and QuestionId(_NOT_NEEDED) in row.answers:
            return Standing.NOT_NEEDED
        is_open = not any(QuestionId(name) in row.answers for name in settled)
        if is_open and when is not None and when.latest < today:
            return Standing.OVERDUE
    is_ahead = when is not None and when.earliest > today
    return Standing.AHEAD if is_ahead else Standing.PAST


def is_person(entry: Entry) -> bool:
    """Whether the entry is about the person whose row it stands in."""
    return entry.row is not None and entry.question.partition(".")[0] in GROUPS
