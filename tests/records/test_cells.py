# SPDX-License-Identifier: Apache-2.0
"""Answers as rules read them.

C01 A code is matched and compared; several codes are matched alone.
C02 A status is matched by its name, and is no value.
C03 A number and a day compare as spans, a partial date as all the days it may mean.
C04 Text compares as itself and is never a code.
C05 A person is read by the row that is meant.
"""

from typing import Any

import pytest

from helpers.small import question
from kinfile.forms.dates import PartialDate
from kinfile.forms.model import Kind, NonAnswer
from kinfile.forms.rules.scope import Cell
from kinfile.records.cells import cell_of
from kinfile.records.model import Answer, RowId
from kinfile.records.people import Person

ANNA = Person(RowId("row-1"), "children", 1, "Anna", "Test")
DAY = PartialDate(2026, 11, 20)
MONTH = PartialDate(2026, 2)


def cell(kind: Kind, value: Any, **more: Any) -> Cell:
    return cell_of(question(kind, **more), Answer(value=value), (ANNA,))


@pytest.mark.parametrize("kind", [Kind.CHOICE, Kind.YES_NO_UNKNOWN, Kind.RISK])
def test_a_code_is_matched_and_compared(kind: Kind) -> None:
    """C01"""
    assert cell(kind, "no") == Cell(frozenset({"no"}), "no", is_value=True)


def test_several_codes_are_matched_alone() -> None:
    """C01"""
    assert cell(Kind.MULTI, ("a", "b")) == Cell(frozenset({"a", "b"}), None, is_value=True)


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("status", NonAnswer)
def test_a_status_is_matched_by_its_name(kind: Kind, status: NonAnswer) -> None:
    """C02"""
    found = cell_of(question(kind), Answer(status=status), ())
    assert found == Cell(frozenset({status.value}), None, is_value=False)


def test_numbers_and_days_compare_as_spans() -> None:
    """C03"""
    assert cell(Kind.INT, 3).plain == (3, 3)
    whole = DAY.earliest.toordinal()
    assert cell(Kind.DATE, DAY).plain == (whole, whole)
    first, last = MONTH.earliest.toordinal(), MONTH.latest.toordinal()
    assert cell(Kind.DATE, MONTH).plain == (first, last)
    assert last - first == 27
    assert cell(Kind.CALCULATED, DAY, calculation="milestone_due").plain == (whole, whole)


def test_text_is_never_a_code() -> None:
    """C04"""
    assert cell(Kind.TEXT, "not_known") == Cell(frozenset(), "not_known", is_value=True)
    assert cell(Kind.ADDRESS, ("1 Street", "Town")) == Cell(frozenset(), None, is_value=True)


def test_the_name_of_a_timing_is_a_code() -> None:
    """C01"""
    found = cell(Kind.CALCULATED, "book_by", calculation="milestone_name")
    assert found == Cell(frozenset({"book_by"}), "book_by", is_value=True)


def test_a_person_is_read_by_the_row_that_is_meant() -> None:
    """C05"""
    assert cell(Kind.PERSON, "anna").plain == "row-1"
    assert cell(Kind.PERSON, "row-1").plain == "row-1"
    assert cell(Kind.PERSON, "somebody").plain == "somebody"
