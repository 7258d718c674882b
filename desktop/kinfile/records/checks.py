# SPDX-License-Identifier: Apache-2.0
"""Field checks: what is odd about single answers, apart from what is missing.

Levels and rules are those of the content's "Field validations": an error stops signing, a check
asks "is this right?" once, a prompt only says. Codes have their words in wording.py.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import MAXYEAR, date

from kinfile.forms.dates import PartialDate, years_between
from kinfile.forms.model import Kind, NonAnswer, Question, QuestionId
from kinfile.records.model import Answer, Answers, Path, Place
from kinfile.records.people import find_person, people_of
from kinfile.records.report import Level, Problem
from kinfile.records.settle import Settled, path_of
from kinfile.records.values import POSTCODE

ADULT = 18  # years: a person of this age is no child in law
GENERATION = 12  # years: a parent less than this much older than a child is likely a slip
REVIEW_MONTHS = 6  # where the profile gives no limit

_PHONE = re.compile(r"(?:\+44|0)[\d ()-]{8,16}(?: ?(?:x|ext\.?) ?\d{1,6})?|\d{3}", re.IGNORECASE)
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+")

Found = Iterator[Problem]
Check = Callable[[Question, Place, Answer, Settled, str], Found]


def problems_at(
    question: Question, place: Place, path: Path, answer: Answer, state: Settled
) -> Found:
    """Everything odd about one shown answer."""
    for problem in _problems(question, place, answer, state):
        yield Problem(problem.code, path, problem.level, problem.facts)


_HERE = Path("")


def _problem(code: str, level: Level, **facts: str) -> Problem:
    return Problem(code, _HERE, level, facts)


def _problems(question: Question, place: Place, answer: Answer, state: Settled) -> Found:
    if answer.status is not None:
        if answer.status.needs_reason and not answer.reason:
            yield _problem("reason-missing", Level.CHECK)
        return
    by_kind = _BY_KIND.get(question.kind)
    if by_kind is not None:
        yield from by_kind(question, place, answer, state, "")
    for named in question.checks:
        name, _, target = named.partition(":")
        yield from NAMED[name](question, place, answer, state, target)


def _day(answer: Answer | None) -> PartialDate | None:
    return answer.value if answer and isinstance(answer.value, PartialDate) else None


def _number(question: Question, _p: Place, answer: Answer, _s: Settled, _t: str) -> Found:
    n = answer.value
    low, high = question.minimum, question.maximum
    if isinstance(n, int) and ((low is not None and n < low) or (high is not None and n > high)):
        yield _problem("out-of-range", Level.ERROR, low=str(low or 0), high=str(high or ""))


def _exclusive(question: Question, _p: Place, answer: Answer, _s: Settled, _t: str) -> Found:
    codes = answer.value if isinstance(answer.value, tuple) else ()
    alone = [code for code in codes if code in question.exclusive]
    if alone and len(codes) > 1:
        option = question.option(alone[0])
        yield _problem("not-with-others", Level.ERROR, option=option.label if option else alone[0])


def _nhs_number(_q: Question, _p: Place, answer: Answer, _s: Settled, _t: str) -> Found:
    if isinstance(answer.value, str) and not is_nhs_number(answer.value):
        yield _problem("nhs-check-digit", Level.CHECK)


def is_nhs_number(digits: str) -> bool:
    """Ten digits, not all the same, whose last is the modulus-11 check digit."""
    if not re.fullmatch(r"\d{10}", digits, re.ASCII) or len(set(digits)) == 1:
        return False
    total = sum(
        int(digit) * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False)
    )
    return (11 - total % 11) % 11 == int(digits[9])


def _postcode(_q: Question, _p: Place, answer: Answer, _s: Settled, _t: str) -> Found:
    if not POSTCODE.fullmatch(str(answer.value)):
        yield _problem("postcode-shape", Level.CHECK)


def _phone(_q: Question, _p: Place, answer: Answer, _s: Settled, _t: str) -> Found:
    if not _PHONE.fullmatch(str(answer.value)):
        yield _problem("phone-shape", Level.CHECK)


def _email(_q: Question, _p: Place, answer: Answer, _s: Settled, _t: str) -> Found:
    if not _EMAIL.fullmatch(str(answer.value)):
        yield _problem("email-shape", Level.CHECK)


def _person(_q: Question, _p: Place, answer: Answer, state: Settled, _t: str) -> Found:
    if find_person(people_of(state.answers), str(answer.value)) is None:
        yield _problem("unknown-person", Level.CHECK)


_BY_KIND: Mapping[Kind, Check] = {
    Kind.INT: _number,
    Kind.MULTI: _exclusive,
    Kind.NHS_NUMBER: _nhs_number,
    Kind.POSTCODE: _postcode,
    Kind.PHONE: _phone,
    Kind.EMAIL: _email,
    Kind.PERSON: _person,
}


def _not_in_future(_q: Question, _p: Place, answer: Answer, state: Settled, _t: str) -> Found:
    day = _day(answer)
    if day and day.earliest > state.today:
        yield _problem("date-in-future", Level.ERROR)


def _not_in_past(_q: Question, _p: Place, answer: Answer, state: Settled, _t: str) -> Found:
    day = _day(answer)
    if day and day.latest < state.today:
        yield _problem("date-in-past", Level.PROMPT)


def _not_before(
    question: Question, place: Place, answer: Answer, state: Settled, target: str
) -> Found:
    day, other = _day(answer), _shown_day(question, place, state, target)
    if day and other and day.latest < other.earliest:
        yield _problem("date-order", Level.ERROR, other=target)


def _not_after(
    question: Question, place: Place, answer: Answer, state: Settled, target: str
) -> Found:
    day, other = _day(answer), _shown_day(question, place, state, target)
    if day and other and day.earliest > other.latest:
        yield _problem("date-order-after", Level.CHECK, other=target)


def _shown_day(question: Question, place: Place, state: Settled, target: str) -> PartialDate | None:
    """The other date of an order check: of the same row where the group has it."""
    name = QuestionId(f"{question.group}.{target}" if question.group else target)
    other = Place(name, place.row) if name in state.program.questions else Place(QuestionId(target))
    return _day(state.answers.at(other)) if other in state.shown else None


def _nhs_twice(_q: Question, place: Place, answer: Answer, state: Settled, _t: str) -> Found:
    digits = answer.value
    others = [
        other
        for other in state.shown
        if other != place
        and state.program.questions[other.question].kind is Kind.NHS_NUMBER
        and (found := state.answers.at(other)) is not None
        and found.value == digits
    ]
    if others:
        other = min(str(path_of(each, state.answers)) for each in others)
        yield _problem("nhs-twice", Level.CHECK, other=other)


def _child_under_18(_q: Question, _p: Place, answer: Answer, state: Settled, _t: str) -> Found:
    day = _day(answer)
    if day and years_between(day.latest, state.today) >= ADULT:
        yield _problem("child-over-18", Level.CHECK)


def _parent_age_gap(_q: Question, place: Place, answer: Answer, state: Settled, _t: str) -> Found:
    """A parent, by role, should be a good deal older than each child."""
    day = _day(answer)
    role = state.answers.at(Place(QuestionId("parents.role"), place.row))
    if day is None or role is None or role.value not in ("mother", "father", "other_parent"):
        return
    eldest = min(_births(state.answers), default=None)
    if eldest and years_between(day.earliest, eldest) < GENERATION:
        yield _problem("parent-age-gap", Level.CHECK)


def _births(answers: Answers) -> Iterator[date]:
    for row in answers.rows("children"):
        day = _day(row.answers.get(QuestionId("children.dob")))
        if day:
            yield day.latest


def _review_soon(_q: Question, _p: Place, answer: Answer, state: Settled, _t: str) -> Found:
    day = _day(answer)
    months = state.profile.limits.get("review_months", REVIEW_MONTHS)
    if day and day.earliest > _months_after(state.today, months):
        yield _problem("review-far", Level.CHECK, months=str(months))


def _months_after(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > MAXYEAR:
        return date.max
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, last)
        except ValueError:
            continue
    raise AssertionError("every month has 28 days")


def _babies_match_rows(_q: Question, _p: Place, answer: Answer, state: Settled, _t: str) -> Found:
    rows = len(state.answers.rows("unborn"))
    if rows and isinstance(answer.value, int) and rows != answer.value:
        yield _problem("babies-and-rows", Level.CHECK, rows=str(rows))


NAMED: Mapping[str, Check] = {
    "not_in_future": _not_in_future,
    "not_in_past": _not_in_past,
    "not_before": _not_before,
    "not_after": _not_after,
    "nhs_number_twice": _nhs_twice,
    "child_under_18": _child_under_18,
    "parent_age_gap": _parent_age_gap,
    "review_soon": _review_soon,
    "babies_match_rows": _babies_match_rows,
}


def is_gap(question: Question, answer: Answer) -> NonAnswer | None:
    """The status that prints as a gap, where `answer` is one (or the list value of that name)."""
    if answer.status in (NonAnswer.NOT_KNOWN, NonAnswer.NOT_ASKED, NonAnswer.DECLINED):
        return answer.status
    if question.kind not in (Kind.CHOICE, Kind.MULTI):
        return None
    codes = answer.value if isinstance(answer.value, tuple) else (answer.value,)
    for status in (NonAnswer.NOT_KNOWN, NonAnswer.NOT_ASKED):
        if status.value in codes:
            return status
    return None
