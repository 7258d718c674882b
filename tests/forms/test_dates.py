# SPDX-License-Identifier: Apache-2.0
"""Dates as people know them.

D01 A year, a month or a day is read as ISO writes it; nothing else is a date.
D02 A partial date stands for every day it may mean, from its earliest to its latest.
D03 What is read is written the same way.
D04 An age counts whole years; someone born on 29 February is a year older on 1 March.
D05 Workdays are the Mondays to Fridays after the first day up to and including the last.
D06 Days of pregnancy and dates come from one another, and no summer time moves them.
D07 A profile's W+D is weeks and days.
"""

from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinfile.forms.dates import (
    NotADate,
    PartialDate,
    day_of_gestation,
    gestation_days,
    weeks_and_days,
    workdays_between,
    years_between,
)

partial_dates = st.one_of(
    st.dates().map(PartialDate.of),
    st.builds(PartialDate, st.integers(1, 9999), st.integers(1, 12)),
    st.builds(PartialDate, st.integers(1, 9999)),
)


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("2019", date(2019, 1, 1), date(2019, 12, 31)),
        ("2019-05", date(2019, 5, 1), date(2019, 5, 31)),
        ("2020-02", date(2020, 2, 1), date(2020, 2, 29)),
        ("1900-02", date(1900, 2, 1), date(1900, 2, 28)),
        ("2019-12", date(2019, 12, 1), date(2019, 12, 31)),
        ("2019-05-12", date(2019, 5, 12), date(2019, 5, 12)),
    ],
)
def test_it_stands_for_every_day_it_may_mean(text: str, earliest: date, latest: date) -> None:
    """D02"""
    found = PartialDate.parse(text)
    assert (found.earliest, found.latest) == (earliest, latest)
    assert found.is_whole == (len(text) == 10)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            "19",
            "201",
            "20190",
            "2019-1",
            "2019-13",
            "2019-00",
            "2019-05-00",
            "2019-02-29",
            "2019-02-30",
        ),
        *("2019-5-1", "0000", "0000-01-01", "2019-05-12T00:00", " 2019", "2019-05-", "12/05/2019"),
        *("٢٠١٩", "2019-05-12\n", "-2019", "2019-W05", "20190512"),
    ],
)
def test_nothing_else_is_a_date(text: str) -> None:
    """D01"""
    with pytest.raises(NotADate):
        PartialDate.parse(text)


@given(partial_dates)
def test_what_is_written_is_read_again(found: PartialDate) -> None:
    """D03"""
    assert PartialDate.parse(str(found)) == found


@given(st.text(max_size=12))
def test_reading_never_raises_anything_but_not_a_date(text: str) -> None:
    """D01"""
    with suppress(NotADate):
        assert str(PartialDate.parse(text)) == text


@pytest.mark.parametrize(
    ("born", "on", "years"),
    [
        (date(2000, 6, 15), date(2018, 6, 14), 17),
        (date(2000, 6, 15), date(2018, 6, 15), 18),
        (date(2004, 2, 29), date(2005, 2, 28), 0),
        (date(2004, 2, 29), date(2005, 3, 1), 1),
        (date(2004, 2, 29), date(2008, 2, 29), 4),
        (date(2026, 1, 1), date(2026, 1, 1), 0),
        (date(2026, 1, 2), date(2026, 1, 1), -1),
    ],
)
def test_age_counts_whole_years(born: date, on: date, years: int) -> None:
    """D04"""
    assert years_between(born, on) == years


@given(st.dates(date(1990, 1, 1), date(2040, 1, 1)), st.integers(0, 60))
def test_workdays_agree_with_counting_them(start: date, days: int) -> None:
    """D05"""
    end = start + timedelta(days)
    counted = sum((start + timedelta(n)).weekday() < 5 for n in range(1, days + 1))
    assert workdays_between(start, end) == counted
    assert workdays_between(end, start) == -counted


MEASURED = {
    "12+0": date(2026, 8, 17),
    "20+0": date(2026, 10, 12),
    "24+0": date(2026, 11, 9),
    "28+0": date(2026, 12, 7),
    "34+0": date(2027, 1, 18),
    "36+0": date(2027, 2, 1),
    "37+0": date(2027, 2, 8),
    "40+0": date(2027, 3, 1),
}


@pytest.mark.parametrize(("length", "on"), MEASURED.items())
def test_milestones_of_a_pregnancy_due_on_1_march_2027(length: str, on: date) -> None:
    """D06: the dates of 24 and 28 weeks lie on both sides of the end of summer time."""
    due = date(2027, 3, 1)
    assert day_of_gestation(due, weeks_and_days(length)) == on
    assert gestation_days(due, on) == weeks_and_days(length)


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(-30, 320))
def test_days_of_pregnancy_and_dates_come_from_one_another(due: date, days: int) -> None:
    """D06"""
    assert gestation_days(due, day_of_gestation(due, days)) == days


def test_weeks_and_days_are_days() -> None:
    """D07"""
    assert weeks_and_days("0+0") == 0
    assert weeks_and_days("20+0") == 140
    assert weeks_and_days("24+6") == 174


@pytest.mark.parametrize("text", ["", "20", "20+", "+3", "20+7", "20+10", "a+1", "20-1", "20 + 1"])
def test_nothing_else_is_a_length_of_pregnancy(text: str) -> None:
    """D07"""
    with pytest.raises(NotADate):
        weeks_and_days(text)
