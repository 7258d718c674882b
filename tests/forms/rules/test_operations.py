# SPDX-License-Identifier: Apache-2.0
"""Arithmetic with what is only partly known.

O01 A comparison of partial dates holds if it holds for every day they may mean, fails if it fails
    for every one, and is unknown otherwise.
O02 Days and weeks between partial dates are the least and the most they can be; workdays and ages
    are unknown unless both days are (an age takes the earliest day of birth).
O03 Text compares as the same or not the same, and with a number or a day as not the same.
O04 A list of values is met, missed, or cannot be told.
"""

from calendar import monthrange
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from operator import eq, ge, gt, le, lt, ne

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinfile.forms.dates import PartialDate, workdays_between, years_between
from kinfile.forms.rules.operations import BETWEEN, COMPARE, combined, constant, one_of
from kinfile.forms.rules.scope import NO_ROW, Plain, Scope, Span

NOWHERE = Scope(0)
OPERATORS: dict[str, Callable[[date, date], bool]] = {
    "=": eq,
    "!=": ne,
    "<": lt,
    "<=": le,
    ">": gt,
    ">=": ge,
}

# Two years that touch, so that months and years overlap often.
days = st.dates(date(2019, 11, 1), date(2020, 3, 31))
partial_dates = st.one_of(
    days.map(PartialDate.of),
    days.map(lambda day: PartialDate(day.year, day.month)),
    days.map(lambda day: PartialDate(day.year)),
)


def every_day(of: PartialDate) -> list[date]:
    """Every day that it may mean, from the calendar and not from its own bounds."""
    months = [of.month] if of.month else range(1, 13)
    return [
        date(of.year, month, number)
        for month in months
        for number in ([of.day] if of.day else range(1, monthrange(of.year, month)[1] + 1))
    ]


def span(of: PartialDate) -> Span:
    return of.earliest.toordinal(), of.latest.toordinal()


def compared(operator: str, a: Plain, b: Plain) -> bool | None:
    return COMPARE[operator](lambda _s, _r: a, lambda _s, _r: b)(NOWHERE, NO_ROW)


def between(function: str, a: Span, b: Span) -> Plain | None:
    return combined(constant(a), constant(b), BETWEEN[function])(NOWHERE, NO_ROW)


def pairs(a: PartialDate, b: PartialDate) -> Iterator[tuple[date, date]]:
    """All pairs of days, thinned where both are whole years, the ends always among them."""
    first, second = every_day(a), every_day(b)
    if len(first) * len(second) > 12_000:
        second = [*second[::28], second[-1]]
    return ((x, y) for x in first for y in second)


@pytest.mark.parametrize("operator", OPERATORS)
@given(a=partial_dates, b=partial_dates)
def test_partial_dates_agree_with_every_day_they_may_mean(
    operator: str, a: PartialDate, b: PartialDate
) -> None:
    """O01"""
    results = {OPERATORS[operator](x, y) for x, y in pairs(a, b)}
    expected = results.pop() if len(results) == 1 else None
    assert compared(operator, span(a), span(b)) is expected


@given(partial_dates, partial_dates)
def test_days_between_partial_dates_are_the_least_and_the_most(
    a: PartialDate, b: PartialDate
) -> None:
    """O02"""
    first, second = every_day(a), every_day(b)
    gaps = [(y - x).days for x in (first[0], first[-1]) for y in (second[0], second[-1])]
    assert between("days", span(a), span(b)) == (min(gaps), max(gaps))
    assert between("weeks", span(a), span(b)) == (min(gaps) // 7, max(gaps) // 7)


@given(days, days)
def test_whole_days_give_one_number(a: date, b: date) -> None:
    """O02"""
    one, two = (a.toordinal(),) * 2, (b.toordinal(),) * 2
    assert between("workdays", one, two) == (workdays_between(a, b),) * 2
    assert between("age", one, two) == (years_between(a, b),) * 2
    assert between("days", one, two) == ((b - a) // timedelta(1),) * 2


def test_workdays_and_ages_need_the_day() -> None:
    """O02"""
    may, whole = span(PartialDate(2020, 5)), span(PartialDate(2030, 5, 15))
    assert between("workdays", may, whole) is None
    assert between("workdays", whole, may) is None
    assert between("age", whole, may) is None
    assert between("age", may, whole) == (10, 10)


@given(st.text(max_size=4), st.text(max_size=4))
def test_text_is_the_same_or_not(a: str, b: str) -> None:
    """O03"""
    assert compared("=", a, b) is (a == b)
    assert compared("!=", a, b) is (a != b)
    assert compared("<", a, b) is None
    assert compared("=", a, (1, 1)) is False
    assert compared("<=", a, (1, 1)) is None


@pytest.mark.parametrize(
    ("found", "expected"),
    [((2, 2), True), ((4, 4), False), ((1, 2), None), ((5, 9), False), ("2", False)],
)
def test_a_list_of_values(found: Plain, expected: bool | None) -> None:
    """O04"""
    among = one_of(lambda _s, _r: found, frozenset({(2, 2), (3, 3)}))
    assert among(NOWHERE, NO_ROW) is expected


def test_no_value_is_in_no_list() -> None:
    """O04"""
    assert one_of(lambda _s, _r: None, frozenset({(2, 2)}))(NOWHERE, NO_ROW) is None
    assert one_of(lambda _s, _r: (2, 2), frozenset())(NOWHERE, NO_ROW) is False


def test_arithmetic_with_text_is_unknown() -> None:
    joined = combined(lambda _s, _r: "word", constant((1, 1)), BETWEEN["days"])
    assert joined(NOWHERE, NO_ROW) is None
