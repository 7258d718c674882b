# SPDX-License-Identifier: Apache-2.0
"""Dates in three boxes.

D01 Day, month and year, in that order; month names and their beginnings count.
D02 The caret never moves to the next box by itself.
D03 What cannot be read is kept as typed, said as no answer on leaving, and named as GOV.UK does:
    missing parts first, then impossible dates. Years of two digits are refused.
D04 A month or a year alone counts only where the question allows it.
D05 A date that can be read is read back with its weekday; a due date in weeks of pregnancy too.
D06 A date pasted whole into the first box is spread over the three.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from kinfile.forms.dates import PartialDate
from kinfile.forms.model import Kind
from kinfile.i18n import Language
from kinfile.records.model import Answer
from kinfile.ui.fields.dates import in_words, month_number
from kinfile.ui.fields.field import Around

Make = Callable[..., Any]


def type_in(field: Any, day: str = "", month: str = "", year: str = "") -> None:
    for box, text in zip(field.boxes.boxes, (day, month, year), strict=True):
        box.setFocus()
        QTest.keyClicks(box, text)


@pytest.mark.parametrize(
    ("typed", "number"),
    [("3", 3), ("03", 3), ("mar", 3), ("March", 3), ("MARCH ", 3), ("jun", 6), ("sept.", 9)],
)
def test_a_month_by_number_or_name(english: Language, typed: str, number: int) -> None:
    """D01"""
    assert month_number(typed, english) == number


@pytest.mark.parametrize("typed", ["", "0", "13", "ju", "marzo", "1a", "ma"])
def test_what_is_no_month(english: Language, typed: str) -> None:
    """D01"""
    assert month_number(typed, english) is None


@given(st.dates())
def test_every_day_survives_being_shown_and_read(day: date) -> None:
    """D01"""
    words = in_words(PartialDate.of(day), Language("en"))
    assert str(day.year) in words
    assert month_number(words.split()[2], Language("en")) == day.month


def test_typed_dates_are_said_on_leaving(field: Make) -> None:
    """D01"""
    made = field(Kind.DATE)
    type_in(made, "27", "mar", "2026")
    assert made.said == []
    made.leave()
    assert made.said == [Answer(value=PartialDate(2026, 3, 27))]


def test_the_caret_stays_in_its_box(field: Make) -> None:
    """D02"""
    made = field(Kind.DATE)

    made.boxes.day.setFocus()
    QTest.keyClicks(made.boxes.day, "27")
    assert made.focusWidget() is made.boxes.day


@pytest.mark.parametrize(
    ("typed", "says", "box"),
    [
        (("27", "", ""), "Visit day must include a month", "month"),
        (("27", "3", ""), "Visit day must include a year", "year"),
        (("", "3", "2026"), "Visit day must include a day", "day"),
        (("", "", "2026"), "Visit day must include a day and a month", "day"),
        (("31", "2", "2026"), "Visit day must be a real date, for example 27 3 2026", "day"),
        (("27", "13", "2026"), "Visit day must be a real date, for example 27 3 2026", "month"),
        (("27", "3", "26"), "Visit day must have a year of four digits", "year"),
        (("x", "3", "2026"), "Visit day must be a real date, for example 27 3 2026", "day"),
    ],
)
def test_what_cannot_be_read_is_named(
    field: Make, typed: tuple[str, str, str], says: str, box: str
) -> None:
    """D03"""
    made = field(Kind.DATE, "Visit day")
    type_in(made, *typed)
    wrong = made.unreadable
    assert wrong is not None
    assert (wrong.words, wrong.box) == (says, getattr(made.boxes, box))


def test_an_answer_that_became_unreadable_is_blanked_on_leaving_only(field: Make) -> None:
    """D03"""
    made = field(Kind.DATE)
    made.show_answer(Answer(value=PartialDate(2026, 3, 27)))
    made.boxes.year.clear()
    made.commit()
    assert made.said == []
    made.leave()
    assert made.said == [None]
    assert made.typed == ("27", "3", "")


def test_a_question_is_not_made_into_a_sentence(field: Make) -> None:
    """D03"""
    made = field(Kind.DATE, "When did this start?")
    type_in(made, "27")
    assert made.unreadable.words == "The date must include a month"


@pytest.mark.parametrize(
    ("typed", "value"),
    [(("", "3", "2019"), PartialDate(2019, 3)), (("", "", "2019"), PartialDate(2019))],
)
def test_part_of_a_date_where_it_is_allowed(
    field: Make, typed: tuple[str, str, str], value: PartialDate
) -> None:
    """D04"""
    made = field(Kind.DATE, partial=True)
    type_in(made, *typed)
    assert made.reading() == Answer(value=value)
    type_in(made, "5")
    assert (made.unreadable is None) == (value.month is not None)


def test_reading_back(field: Make) -> None:
    """D05"""
    made = field(Kind.DATE)
    type_in(made, "22", "11", "2026")
    assert made.read_back.text() == "Sunday 22 November 2026"
    made.boxes.day.clear()
    made.boxes.day.typed.emit("")
    assert made.read_back.isHidden()


def test_a_due_date_is_read_back_in_weeks(field: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    """D05"""
    made = field(Kind.DATE, "Due date")
    monkeypatch.setattr("kinfile.ui.fields.dates.DUE_DATE", "q")
    made.show_around(Around(today=date(2026, 11, 22)))
    made.show_answer(Answer(value=PartialDate(2027, 3, 1)))
    assert made.read_back.text() == "Monday 1 March 2027 · 25 weeks + 6 days"
    made.show_answer(Answer(value=PartialDate(2027, 3, 6)))
    assert made.read_back.text() == "Saturday 6 March 2027 · 25 weeks + 1 day"


def test_a_pasted_date_is_spread(field: Make) -> None:
    """D06"""
    made = field(Kind.DATE)
    QApplication.clipboard().setText("22/11/2026")
    made.boxes.day.setFocus()
    QTest.keyClick(made.boxes.day, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert made.boxes.texts() == ("22", "11", "2026")
    made.leave()
    assert made.said == [Answer(value=PartialDate(2026, 11, 22))]
