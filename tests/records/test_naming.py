# SPDX-License-Identifier: Apache-2.0
"""Whom a typed answer names.

N01 A list of names, of roles, or of both is read when all of it is understood.
N02 An answer with anything else in it names nobody: half of a sentence may say the opposite.
N03 An address, and a remark that only confirms, may follow the names.
N04 Somebody counts as dead only where nothing else is written.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinfile.records.model import RowId
from kinfile.records.naming import people_named, says_died
from kinfile.records.people import Person

KIM = Person(RowId("kim"), "parents", 1, "Kim", "Test")
LEE = Person(RowId("lee"), "parents", 2, "Lee", "Other")
EVE = Person(RowId("eve"), "adults", 1, "Eve Old", "")
PEOPLE = (KIM, LEE, EVE)
ROLES = {"kim": "mother", "lee": "father"}


def named(text: str, people: tuple[Person, ...] = PEOPLE) -> list[str]:
    return [each.given for each in people_named(text, people, ROLES)]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Kim", ["Kim"]),
        ("Kim and Lee", ["Kim", "Lee"]),
        ("Lee Other, Kim Test & Eve Old", ["Lee", "Kim", "Eve Old"]),
        ("both parents", ["Kim", "Lee"]),
        ("Mother and father", ["Kim", "Lee"]),
        ("His mother, Kim Test", ["Kim"]),
        ("with her mum", ["Kim"]),
        ("Lives with Kim.", ["Kim"]),
        ("KIM;  lee", ["Kim", "Lee"]),
    ],
)
def test_a_list_of_people_is_read(text: str, who: list[str]) -> None:
    """N01"""
    assert named(text) == who


@pytest.mark.parametrize(
    "text",
    [
        "Kim, not Lee",
        "Kim until May",
        "Kim (Lee's was removed)",
        "Kim and somebody else",
        "the council",
        "not Kim",
        "Kim; every second weekend with Lee",
        "Kim, at 5 Mill Lane until May",
        "",
        "and",
    ],
)
def test_what_is_not_understood_names_nobody(text: str) -> None:
    """N02"""
    assert named(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Kim, at 5 Mill Lane",
        "Kim and Lee, at 12a Example Street",
        "Kim and Lee (married)",
        "Kim and Lee (both named on the birth certificate)",
    ],
)
def test_what_only_confirms_may_follow(text: str) -> None:
    """N03"""
    assert named(text)[0] == "Kim"


def test_both_parents_need_two() -> None:
    """N02"""
    assert named("both parents", (KIM, EVE)) == []


def test_a_role_that_two_people_have_names_neither() -> None:
    """N02"""
    assert people_named("father", PEOPLE, {"kim": "father", "lee": "father"}) == ()


@given(st.lists(st.sampled_from(["Kim", "Lee", "not", "no", "Eve Old", "until", ","]), max_size=6))
def test_a_word_that_is_no_name_leaves_nobody(words: list[str]) -> None:
    """N02"""
    text = " and ".join(words)
    if {"not", "no", "until"} & set(words):
        assert named(text) == []


@pytest.mark.parametrize("text", ["Died in 2019", "died", "He has died.", "Deceased"])
def test_a_death_is_read(text: str) -> None:
    """N04"""
    assert says_died(text)


@pytest.mark.parametrize(
    "text", ["Not died", "Says his mother died", "", "Donor", "Died, or so Kim says; to be checked"]
)
def test_nothing_else_is_read_as_a_death(text: str) -> None:
    """N04"""
    assert not says_died(text)
