# SPDX-License-Identifier: Apache-2.0
"""The record list as a table.

L01 At first: what is to do, then what is open by the nearest date to come, then the rest.
L02 Names are shown only when asked for; search finds initials, reference and kind always, and
    a full name only while names are shown.
L03 Filters show what their counts say.
L04 Every cell says something to the ear, dashes included.
L05 Sorting by any column and back again loses no line.
L06 Painting ten thousand lines reads no more cells than painting one screen of them.
L07 Erased records are in no filter but their own; due soon is two weeks either way.
L09 So are records that were put aside.
L08 What a search finds in answers comes after what the line itself shows, best first, and says so.
"""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt

from helpers.window_fakes import FORMS, LINES, NOW, line
from kinfile.app.draft import RecordStatus
from kinfile.i18n import Language
from kinfile.ui.records_model import COLUMNS, COMPACT, FILTERS, Column, RecordsModel, Words

WORDS = Words(Language.load(), {card.id: card for card in FORMS}, NOW)
EAR = Qt.ItemDataRole.AccessibleTextRole


def model(*, names: bool = False) -> RecordsModel:
    words = Words(WORDS.language, WORDS.forms, NOW, names)
    made = RecordsModel(words)
    made.set_lines(LINES)
    return made


def initials(made: RecordsModel) -> list[str]:
    return [each.subject.initials for each in made.lines]


def test_what_is_to_do_comes_first() -> None:  # L01
    expected = ["A. E.", "R. K.", "J. M.", "T. O.", "S. W.", "L. D.", "P. N."]
    assert initials(model()) == expected


@pytest.mark.parametrize(
    ("typed", "found"),
    [("A. E.", ["A. E."]), ("ae", ["A. E."]), ("aaaa-0003", ["T. O."]), ("AAAA0003", ["T. O."]),
     ("young", ["J. M.", "S. W.", "P. N."]), ("Anna", []), ("zzz", []), ("", initials(model()))],
)  # fmt: skip
def test_search_with_names_hidden(typed: str, found: list[str]) -> None:  # L02
    made = model()
    made.set_search(typed)
    assert initials(made) == found


def test_search_with_names_shown() -> None:  # L02
    made = model(names=True)
    made.set_search("anna")
    assert initials(made) == ["A. E."]
    assert made.index(0, 0).data() == "Anna Example"
    assert model().index(0, 0).data() == "A. E."


@pytest.mark.parametrize("key", FILTERS)
def test_filters_show_what_they_count(key: str) -> None:  # L03
    made = model()
    others = [line("ZZZZ-0001", "Z. Z.", status=status) for status in RecordStatus]
    aside = replace(line("ZZZZ-0002", "Z. Z."), put_aside=date(2026, 4, 16))
    made.set_lines((*LINES, *others, aside))
    made.set_filter(key)
    assert made.rowCount() == made.count(key) > 0


def test_what_is_put_aside_stands_apart() -> None:  # L09
    made = model()
    aside = replace(LINES[0], put_aside=date(2026, 4, 16))
    made.set_lines((aside, *LINES[1:]))
    assert {key for key in FILTERS if _shows(made, key, aside.ref)} == {"put_aside"}
    assert WORDS.status(aside) == "Put aside"


def test_what_is_erased_stands_apart() -> None:  # L07
    made = model()
    made.set_lines((*LINES, line("ZZZZ-0001", "", status=RecordStatus.ERASED)))
    shown = {key for key in FILTERS if made.count(key) and _shows(made, key, "ZZZZ-0001")}
    assert shown == {"erased"}
    gone = line("ZZZZ-0001", "", status=RecordStatus.ERASED, done=(0, 0))
    assert WORDS.who(gone) == "Erased record"
    assert WORDS.sections(gone) == "–"
    assert WORDS.spoken(gone, Column.SECTIONS) == "no sections"


def _shows(made: RecordsModel, key: str, ref: str) -> bool:
    made.set_filter(key)
    return any(each.ref == ref for each in made.lines)


@pytest.mark.parametrize(
    ("days", "status", "is_due"),
    [
        (14, RecordStatus.IN_PROGRESS, True),
        (-14, RecordStatus.SIGNED, True),
        (15, RecordStatus.IN_PROGRESS, False),
        (3, RecordStatus.SENT, False),
        (3, RecordStatus.ERASED, False),
    ],
)
def test_what_is_due_soon(days: int, status: RecordStatus, is_due: bool) -> None:  # L07
    made = model()
    day = NOW.date() + timedelta(days=days)
    made.set_lines([line("ZZZZ-0001", "Z. Z.", status=status, key=("due", day))])
    assert made.count("due") == is_due


def test_what_is_found_in_answers_comes_after() -> None:  # L08
    made = model()
    made.set_search("young")
    made.set_found(["AAAA-0006", "AAAA-0002", "AAAA-0001"])
    assert initials(made) == ["J. M.", "S. W.", "P. N.", "L. D.", "A. E."]
    inside = [made.is_found_inside(each) for each in made.lines]
    assert inside == [False, False, False, True, True]
    assert made.second_line(made.lines[3]) == "Pre-birth · Found in answers"
    assert made.index(3, 0).data(EAR) == "L. D., Pre-birth, Found in answers"
    assert made.second_line(made.lines[0]) == "Young carer"
    made.set_filter("sent")
    assert initials(made) == ["P. N.", "L. D."]
    made.set_search("youn")
    assert "L. D." not in initials(made)


def test_every_cell_says_something() -> None:  # L04
    made = model()
    for row in range(made.rowCount()):
        for column in range(made.columnCount()):
            said = made.index(row, column).data(EAR)
            assert isinstance(said, str)
            assert said.strip(" –-")
    assert made.index(0, 0).data(EAR) == "A. E., Pre-birth"
    assert made.index(2, Column.TO_DO).data(EAR) == "nothing to do"
    assert made.index(0, Column.SECTIONS).data(EAR) == "5 of 11 sections"


def test_the_words_of_a_line() -> None:
    one = LINES[0]
    assert WORDS.key_date(one) == "Due 2 Jun 2026"
    assert WORDS.changed(one) == "Today, 10:42"
    assert WORDS.changed(LINES[1]) == "Yesterday, 16:05"
    assert WORDS.changed(LINES[5]) == "27 Feb 2026"
    assert WORDS.status(LINES[3]) == "Signed, not sent"
    assert WORDS.who(line("X", "")) == "Nobody named yet"
    assert WORDS.form(line("X", "", "unknown_form")) == "unknown_form"


@pytest.mark.parametrize("column", Column)
def test_sorting_loses_no_line(column: Column) -> None:  # L05
    made = model()
    made.sort_by(column, descending=False)
    up = initials(made)
    made.sort_by(column, descending=True)
    assert sorted(up) == sorted(initials(made)) == sorted(initials(model()))


def test_sorting_by_key_date_and_change() -> None:  # L05
    made = model()
    made.sort_by(Column.KEY_DATE, descending=False)
    assert initials(made)[0] == "P. N."
    made.sort_by(Column.CHANGED, descending=True)
    assert initials(made)[0] == "A. E."


@given(st.lists(st.tuples(st.sampled_from(list(RecordStatus)), st.booleans()), max_size=20))
def test_what_is_to_do_is_never_below_what_is_not(
    shape: list[tuple[RecordStatus, bool]],
) -> None:  # L01
    made = RecordsModel(WORDS)
    made.set_lines(
        [
            line(f"R{n}", "X. Y.", status=status, to_do="send" if to_do else "",
                 changed=NOW - timedelta(days=n))
            for n, (status, to_do) in enumerate(shape)
        ]
    )  # fmt: skip
    flags = [bool(each.to_do) for each in made.lines]
    assert flags == sorted(flags, reverse=True)


def test_there_are_fewer_columns_where_there_is_little_room() -> None:
    made = RecordsModel(WORDS, columns=COMPACT)
    made.set_lines(LINES)
    shown = [made.headerData(n, Qt.Orientation.Horizontal) for n in range(made.columnCount())]
    assert shown == [COLUMNS[column] for column in COMPACT]
    assert made.headerData(0, Qt.Orientation.Vertical) is None
    assert made.columnCount(made.index(0, 0)) == 0
