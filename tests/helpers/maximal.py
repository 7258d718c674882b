# SPDX-License-Identifier: Apache-2.0
"""Records with every question answered that can be, each answer to be told from all others.

A text is one word that no other place has; a date is a day that no other place has. Which word
stands at which place comes with the record, so that a test can look for it in bytes.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from itertools import count
from random import Random

from export.example import MADE_AT, SIGNER
from helpers.small import TODAY
from kinfile.export.printable import Head, Printable, Standing
from kinfile.forms import catalogue
from kinfile.forms.dates import PartialDate
from kinfile.forms.model import Form, GroupId, Kind, Question, SectionId
from kinfile.forms.profile import PROFILE
from kinfile.records.evaluate import evaluate
from kinfile.records.marks import Marks
from kinfile.records.model import Answer, Answers, Evidence, Place, Row, RowId, Said
from kinfile.records.report import Acknowledgement, Report

_MADE = frozenset({Kind.CALCULATED, Kind.SIGNATURE, Kind.DECLARATION})
_TYPED = frozenset(
    {Kind.TEXT, Kind.LONG_TEXT, Kind.VERBATIM, Kind.PHONE, Kind.EMAIL, Kind.POSTCODE}
)
_SOME = date(1961, 3, 5)
_LETTERS = "bcdfghjkmnpqrstvwxz"


@dataclass(frozen=True)
class Maximal:
    """A record, and the words that stand at each place and at each alert's acknowledgement."""

    printable: Printable
    words: Mapping[Place, tuple[str, ...]]
    notes: Mapping[str, str]


def word(number: int) -> str:
    """A word that no language has and no other number gives."""
    letters = ""
    for _ in range(5):
        number, rest = divmod(number, len(_LETTERS))
        letters += _LETTERS[rest]
    return f"zq{letters}"


@cache
def maximal(name: str, seed: int = 0) -> Maximal:
    """The record of the form `name` that shows the most; another `seed` chooses other codes."""
    form = catalogue.load(name)
    writer = _Writer(form, Random(seed))  # noqa: S311  (plays, guards nothing)
    answers = _rows(form)
    report = _evaluated(form, answers, Marks())
    for _ in range(12):
        blank = [p for p in report.shown if answers.at(p) is None and writer.may_fill(p)]
        if not blank:
            break
        for place in sorted(blank, key=lambda p: (p.question, p.row or "")):
            answers = answers.with_answer(place, writer.answer(place))
        report = _evaluated(form, answers, Marks(opened=_forced(form)))
    notes = {str(s.alert.id): word(50000 + n) for n, s in enumerate(report.alerts)}
    marks = Marks(
        opened=_forced(form),
        acknowledged={
            name: Acknowledgement("Jo Rowe", f"because of {note} it was so", "2026-11-20T16:10")
            for name, note in notes.items()
        },
    )
    printable = Printable(
        form=form,
        profile=catalogue.profile("generic-england"),
        answers=answers,
        report=_evaluated(form, answers, marks),
        ref="7F3K9QXA",
        version=1,
        standing=Standing.SIGNED,
        signer=SIGNER,
        head=Head(412, "3f9ab2c4d5e6" + "0" * 52),
        made_at=MADE_AT,
        program="0.1.0",
        marks=marks,
        key_words="abacus lantern marble otter pencil river",
    )
    return Maximal(printable, writer.words, notes)


def _forced(form: Form) -> frozenset[SectionId]:
    return frozenset(section.id for section in form.sections if section.may_close)


def _rows(form: Form) -> Answers:
    numbers = count(1)
    groups: dict[GroupId, tuple[Row, ...]] = {
        name: tuple(Row(RowId(f"row-{next(numbers)}")) for _ in range(2)) for name in form.groups
    }
    return Answers(groups=groups)


def _evaluated(form: Form, answers: Answers, marks: Marks) -> Report:
    profile = catalogue.profile("generic-england")
    return evaluate(form, answers, profile, TODAY, marks, reference="7F3K-9QXA")


class _Writer:
    """Makes answers, and remembers what is in them."""

    def __init__(self, form: Form, random: Random) -> None:
        self.words: dict[Place, tuple[str, ...]] = {}
        self._questions = form.by_id()
        self._random = random
        self._numbers = count(1)
        self._days = count(1)

    def may_fill(self, place: Place) -> bool:
        question = self._questions[place.question]
        return question.kind not in _MADE or question.calculation.startswith("milestone")

    def answer(self, place: Place) -> Answer:
        question = self._questions[place.question]
        if question.id == PROFILE:
            return Answer(value="generic-england")
        if question.kind in _TYPED:
            return self._typed(place, question)
        return self._makers()[question.kind](place, question)

    def _makers(self) -> Mapping[Kind, Callable[[Place, Question], Answer]]:
        return {
            Kind.DATE: self._day,
            Kind.RISK: self._risk,
            Kind.CHOICE: self._choice,
            Kind.MULTI: self._several,
            Kind.ADDRESS: lambda p, q: replace(self._typed(p, q), value=(self._word(p), "Town")),
            Kind.NHS_NUMBER: self._nhs_number,
            Kind.INT: lambda _p, q: Answer(value=max(q.minimum or 0, min(q.maximum or 2, 2))),
            Kind.YES_NO_UNKNOWN: lambda _p, _q: Answer(value="yes"),
            Kind.PERSON: lambda _p, _q: Answer(value="row-3"),
            Kind.CALCULATED: self._made_row,
        }

    def _word(self, place: Place) -> str:
        made = word(next(self._numbers))
        self.words[place] = (*self.words.get(place, ()), made)
        return made

    def _typed(self, place: Place, question: Question) -> Answer:
        said = None
        if question.kind is Kind.VERBATIM:
            said = Said(self._word(place), self._word(place), self._word(place))
        return Answer(value=self._word(place), said=said)

    def _nhs_number(self, place: Place, _question: Question) -> Answer:
        digits = f"99{next(self._numbers):08}"
        self.words[place] = (digits, f"{digits[:3]}{digits[3:6]}{digits[6:]}")
        return Answer(value=digits, verified=False)

    def _day(self, place: Place, question: Question) -> Answer:
        if question.id == "edd":
            return Answer(value=PartialDate.of(date(2027, 1, 18)))
        day = _SOME + timedelta(days=next(self._days) * 9)
        self.words[place] = (day.isoformat(), f"{day.day}{day:%B%Y}")
        return Answer(value=PartialDate.of(day))

    def _risk(self, place: Place, _question: Question) -> Answer:
        code = self._random.choice(("yes_now", "yes_now", "suspected", "yes_past"))
        return Answer(value=code, evidence=Evidence(self._word(place), "seen"))

    def _choice(self, _place: Place, question: Question) -> Answer:
        codes = [option.code for option in question.options]
        return Answer(value=self._random.choice(codes))

    def _several(self, _place: Place, question: Question) -> Answer:
        codes = [o.code for o in question.options if o.code not in question.exclusive]
        some = [code for code in codes if self._random.random() < 0.8]
        return Answer(value=tuple(some or codes[:1]))

    def _made_row(self, place: Place, question: Question) -> Answer:
        if question.calculation == "milestone_name":
            return Answer(value="book_by")
        return self._day(place, question)


def answered(of: Printable, given: Mapping[Place, Answer | None]) -> Printable:
    """The record with other answers at some places."""
    answers = of.answers
    for place, answer in given.items():
        answers = answers.with_answer(place, answer)
    return replace(of, answers=answers, report=_evaluated(of.form, answers, of.marks))


def withheld(of: Printable, places: Iterable[Place]) -> Printable:
    """The record with some answers that its writer keeps out of every copy."""
    return replace(of, marks=replace(of.marks, withheld=frozenset(places)))


def places_of(of: Maximal) -> Iterator[tuple[Place, tuple[str, ...]]]:
    """Every place that is shown, with the words that stand there."""
    for place, words in of.words.items():
        if place in of.printable.report.shown:
            yield place, words
