# SPDX-License-Identifier: Apache-2.0
"""Every dated thing of a record.

D01 Every date that is answered and visible is an entry, with the place where it stands.
D02 Entries stand from the oldest on; a key event without a date is there too, at the end.
D03 A date known to the month or year stands where it may have begun.
D04 What was to be done by now and is not is overdue; not needed is not.
D05 Hidden and withheld answers are in no entry.
D06 A form that the program does not know has its dates told in its own words.
"""

from datetime import date
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from helpers import families
from helpers.families import PARTED, chronology
from helpers.small import answers_of, report_of, small_form
from kinfile.forms.dates import PartialDate
from kinfile.records.chronology import Sort, Standing, chronology_of, is_person

EVENTS = {
    "events": [
        {"what": "Nobody knows when", "source": "a neighbour"},
        {"date": "2026-11", "what": "In November"},
        {"date": "2019", "what": "In 2019", "source": "GP record"},
        {"date": "2019-05-06", "what": "On a day"},
    ]
}


def test_entries_stand_from_the_oldest_on() -> None:
    """D02, D03"""
    found = chronology({**EVENTS, **PARTED})
    assert [(e.question, str(e.when or "")) for e in found.entries] == [
        ("adults.dob", "1961-05"),
        ("parents.dob", "1988"),
        ("parents.dob", "1990-02-03"),
        ("children.dob", "2013"),
        ("children.dob", "2015-03-04"),
        ("events.date", "2019"),
        ("events.date", "2019-05-06"),
        ("events.date", "2026-11"),
        ("edd", "2027-01-18"),
        ("events.date", ""),
    ]
    assert len(found.dated) == len(found.entries) - 1


WHEN = st.one_of(
    st.none(),
    st.dates(min_value=date(1950, 1, 1)).map(str),
    st.integers(1950, 2030).map(str),
)


@settings(max_examples=30, deadline=None)
@given(st.lists(WHEN, max_size=60))
def test_no_event_is_lost(days: list[str | None]) -> None:
    """D01, D02"""
    rows = [{"what": "x", **({"date": day} if day else {})} for day in days]
    found = chronology({"events": rows} if rows else {})
    assert sorted(str(e.when) for e in found.dated) == sorted(day for day in days if day)
    assert len(found.entries) == len(days)
    begins = [e.when.earliest for e in found.dated if e.when]
    assert begins == sorted(begins)
    assert chronology({"events": rows} if rows else {}).entries == found.entries


def test_what_should_be_done_by_now_is_overdue() -> None:
    """D04"""
    found = chronology(
        {
            "actions": [
                {"what": "Late", "by": "2026-11-20"},
                {"what": "Done", "by": "2026-11-20", "done": "2026-11-19"},
                {"what": "Ahead", "by": "2026-12-20"},
            ],
            "milestones": [
                {"name": "book_by", "due": "2026-06-22"},
                {"name": "refer_by", "due": "2026-06-23", "not_needed": "moved away"},
            ],
        }
    )
    assert [(e.question, e.standing) for e in found.entries] == [
        ("milestones.due", Standing.OVERDUE),
        ("milestones.due", Standing.NOT_NEEDED),
        ("actions.done", Standing.PAST),
        ("actions.by", Standing.OVERDUE),
        ("actions.by", Standing.PAST),
        ("actions.by", Standing.AHEAD),
    ]


def test_each_entry_says_its_kind_place_and_source() -> None:
    """D01"""
    found = chronology({**EVENTS, **PARTED})
    kinds: dict[str, Sort] = {e.question: e.sort for e in found.entries}
    assert kinds["events.date"] is Sort.EVENT
    assert kinds["edd"] is Sort.LIFE
    event = next(e for e in found.entries if e.when == PartialDate(2019))
    assert (event.source, event.detail, event.place.row) == ("GP record", "events.what", "row-3")
    assert is_person(found.entries[0])
    assert not is_person(event)


def test_what_is_hidden_has_no_entry() -> None:
    """D05"""
    row = {"role": "father", "details_status": "not_known", "dob": "1990-01-01"}
    assert not chronology({"parents": [row]})


def test_an_unknown_form_tells_its_dates_in_its_own_words(tmp_path: Path) -> None:
    """D05, D06"""
    form = small_form(
        tmp_path,
        """
  - {id: seen, kind: date, ask: "When {ever} seen?", required: no, disclose: all,
     source: [S1.1], error: Enter it}
  - {id: secret, kind: date, ask: When not to tell?, required: no, disclose: withhold,
     source: [S1.1], error: Enter it}
""",
    )
    answers = {"seen": "2026-01-02", "secret": "2026-01-03"}
    found = chronology_of(form, answers_of(form, answers), report_of(form, answers))
    assert [(e.words, str(e.when)) for e in found.entries] == [("When {ever} seen?", "2026-01-02")]
    assert families.form() is not form
