# SPDX-License-Identifier: Apache-2.0
"""Answers, rows and where they stand.

M01 An answer is a value or a status, never both and never neither.
M02 Nothing shows an answer when it is printed.
M03 A path is read in both spellings and written in one.
M04 Changing answers makes others; what was there stays as it was.
M05 A struck row keeps its answers and counts nowhere.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.small import place
from kinfile.forms.model import GroupId, NonAnswer, QuestionId
from kinfile.records.model import (
    Answer,
    Answers,
    Evidence,
    Path,
    Row,
    RowId,
    Said,
    new_row_id,
)

PARENTS = GroupId("parents")
NAME = QuestionId("parents.given_name")
ANNA, BEA = Row(RowId("1"), {NAME: Answer(value="Anna")}), Row(RowId("2"))
ANSWERS = Answers({QuestionId("edd"): Answer(value="secret")}, {PARENTS: (ANNA, BEA)})


def test_an_answer_is_a_value_or_a_status() -> None:
    """M01"""
    with pytest.raises(ValueError, match="a value or a status"):
        Answer()
    with pytest.raises(ValueError, match="a value or a status"):
        Answer(value="yes", status=NonAnswer.DECLINED)
    assert Answer(value=0).value == 0
    assert Answer(value=()).value == ()


def test_nothing_shows_an_answer() -> None:
    """M02"""
    held = [
        Answer(value="secret", reason="secret"),
        Evidence("secret", "secret"),
        Said("secret"),
        Row(RowId("1"), {NAME: Answer(value="secret")}),
        ANSWERS,
        {NAME: Answer(value="secret")},
    ]
    assert "secret" not in repr(held)
    assert "secret" not in f"{held}"


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("edd", Path("edd")),
        ("parents[2]", Path("", "parents", 2)),
        ("parents.given_name[2]", Path("parents.given_name", "parents", 2)),
        ("parents[2].given_name", Path("parents.given_name", "parents", 2)),
        ("yc_cared2.x_1[12]", Path("yc_cared2.x_1", "yc_cared2", 12)),
    ],
)
def test_a_path_is_read_in_both_spellings(text: str, path: Path) -> None:
    """M03"""
    assert Path.parse(text) == path


@pytest.mark.parametrize(
    "text",
    [
        *("", " edd", "edd ", "Edd", "1a", "parents.given_name", "parents[1].x[2]", "a.b.c[1]"),
        *("parents[]", "parents[-1]", "parents[x]", "parents[12345]", "parents[1]x", "parents.[1]"),
        *("é", "a[٣]", "a\n", "parents [1]", "a..b[1]", "a[1][2]"),
    ],
)
def test_other_text_is_no_path(text: str) -> None:
    """M03"""
    assert Path.parse(text) is None


names = st.from_regex(r"[a-z][a-z0-9_]{0,8}", fullmatch=True)


@given(names, names, st.integers(1, 9999))
def test_a_path_is_written_as_it_is_read(group: str, name: str, number: int) -> None:
    """M03"""
    for path in (Path(name), Path("", group, number), Path(f"{group}.{name}", group, number)):
        assert Path.parse(str(path)) == path


def test_an_answer_is_found_where_it_stands() -> None:
    assert ANSWERS.at(place("edd")) == Answer(value="secret")
    assert ANSWERS.at(place("nothing")) is None
    assert ANSWERS.at(place("parents.given_name", "1")) == Answer(value="Anna")
    assert ANSWERS.at(place("parents.given_name", "2")) is None
    assert ANSWERS.at(place("parents.given_name", "9")) is None


def test_changing_makes_others() -> None:
    """M04"""
    changed = ANSWERS.with_answer(place("edd"), None)
    changed = changed.with_answer(place("parents.given_name", "2"), Answer(value="Bea"))
    assert changed.at(place("edd")) is None
    assert changed.at(place("parents.given_name", "1")) == Answer(value="Anna")
    assert changed.at(place("parents.given_name", "2")) == Answer(value="Bea")
    assert ANSWERS.at(place("edd")) is not None
    assert ANSWERS.at(place("parents.given_name", "2")) is None
    assert changed.with_answer(place("edd"), None) == changed


def test_a_row_that_is_not_there_takes_no_answer() -> None:
    """M04"""
    same = ANSWERS.with_answer(place("parents.given_name", "9"), Answer(value="Nobody"))
    assert same.rows("parents") == (ANNA, BEA)


def test_a_struck_row_counts_nowhere() -> None:
    """M05"""
    struck = Row(ANNA.id, ANNA.answers, struck=True)
    answers = ANSWERS.with_rows(PARENTS, (struck, BEA))
    assert answers.rows("parents") == (BEA,)
    assert answers.row(ANNA.id) == struck
    assert answers.rows("children") == ()


def test_none_can_be_stated_and_taken_back() -> None:
    """M04"""
    stated = ANSWERS.with_none_stated(GroupId("adults"), stated=True)
    assert stated.none_stated == {"adults"}
    assert stated.with_none_stated(GroupId("adults"), stated=False) == ANSWERS


def test_row_ids_are_all_different() -> None:
    assert len({new_row_id() for _ in range(100)}) == 100
