# SPDX-License-Identifier: Apache-2.0
"""A record's dates in words.

E01 Each entry says when, what, of which kind and where from.
E02 Names are those that the reader may see.
E03 What is overdue, not needed or still to come says so.
E04 Long times without an entry are named in whole years.
E05 Words of a form with braces in them are shown as they are.
"""

from datetime import date

import pytest

from helpers import families
from helpers.families import PARTED, chronology, family
from kinfile.forms.dates import PartialDate
from kinfile.i18n import Language
from kinfile.records.chronology import Entry, Sort, Standing
from kinfile.records.chronology_words import (
    HEADER,
    cells_of,
    gap_words,
    sentence_of,
    summary_words,
    what_words,
)
from kinfile.records.family_words import Names, by_initials, by_name
from kinfile.records.model import Place

ENGLISH = Language("en")
RECORD = {
    **PARTED,
    "events": [{"date": "2019", "what": "Kim saw a doctor", "source": "Kim"}, {"what": "Later"}],
    "actions": [{"what": "Ring Lee", "by": "2026-11-20"}, {"what": "Meet", "by": "2027-01-02"}],
}


def cells(names: Names) -> list[tuple[str, ...]]:
    found = chronology(RECORD)
    form = families.form()
    return [cells_of(n, e, form, names, ENGLISH) for n, e in enumerate(found.entries, 1)]


def test_each_entry_says_everything() -> None:
    """E01, E03"""
    rows = cells(by_name(family(RECORD), ENGLISH))
    assert rows[0] == ("1", "May 1961", "Gran Test born", "Birth or pregnancy", "")
    assert ("6", "2019", "Kim saw a doctor", "Key event", "Kim") in rows
    assert ("7", "20 November 2026", "To be done: Ring Lee (overdue)", "Step of this work", "") in (
        rows
    )
    assert rows[-1] == ("10", "No date recorded", "Later", "Key event", "")
    assert any(row[2] == "Baby due (still to come)" for row in rows)
    assert all(len(row) == len(HEADER) for row in rows)


def test_initials_stand_for_names() -> None:
    """E02"""
    rows = cells(by_initials(family(RECORD), ENGLISH))
    said = " ".join(word for row in rows for word in row)
    assert "G. T. born" in said
    assert "K. saw a doctor" in said
    for name in ("Kim", "Lee", "Gran", "Test"):
        assert name not in said


def test_a_sentence_has_day_and_kind() -> None:
    """E01"""
    names = by_name(family(RECORD), ENGLISH)
    entry = chronology(RECORD).entries[0]
    assert sentence_of(entry, families.form(), names, ENGLISH) == (
        "May 1961: Gran Test born (Birth or pregnancy)."
    )


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        (date(2020, 5, 6), date(2021, 5, 5), ""),
        (date(2020, 5, 6), date(2021, 5, 6), "1 year without an entry"),
        (date(2020, 5, 6), date(2026, 1, 1), "5 years without an entry"),
        (date(2020, 5, 6), date(2019, 1, 1), ""),
    ],
)
def test_a_long_gap_is_named(before: date, after: date, words: str) -> None:
    """E04"""
    assert gap_words(before, after, ENGLISH) == words


def test_the_summary_counts_dates() -> None:
    """E01"""
    assert (
        summary_words(chronology(RECORD), ENGLISH) == "9 dates, from May 1961 to 18 January 2027."
    )
    assert summary_words(chronology({}), ENGLISH) == "No dates are recorded."


def test_braces_in_a_form_are_harmless() -> None:
    """E05"""
    entry = Entry(
        sort=Sort.STEP,
        words="When {ever} seen?",
        when=PartialDate(2019),
        standing=Standing.PAST,
        place=Place(families.form().sections[0].items[0].id),  # type: ignore[union-attr]
    )
    assert what_words(entry, families.form(), Names({}), ENGLISH) == "When {ever} seen?"
