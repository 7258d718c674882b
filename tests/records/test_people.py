# SPDX-License-Identifier: Apache-2.0
"""The people of a record.

P01 Everybody with a row that counts is a person: children, unborn, parents, other adults.
P02 A person is found by row id, full name or given name; somebody who cannot be told is nobody.
P03 The shortest name that tells a person apart finds that person again.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinfile.forms.model import GroupId, NonAnswer, QuestionId
from kinfile.records.model import Answer, Answers, Row, RowId
from kinfile.records.people import Person, find_person, people_of, short_name


def row(number: int, group: str, *, struck: bool = False, **names: str) -> Row:
    answers = {QuestionId(f"{group}.{name}"): Answer(value=text) for name, text in names.items()}
    return Row(RowId(f"row-{number}"), answers, struck)


FAMILY = Answers(
    groups={
        GroupId("adults"): (row(5, "adults", name="Gran Other"),),
        GroupId("parents"): (
            row(1, "parents", given_name="Anna", family_name="Test"),
            row(2, "parents", given_name=" Carl ", family_name="Van  Other"),
        ),
        GroupId("children"): (
            row(3, "children", struck=True, given_name="Gone"),
            row(4, "children", given_name="Anna", family_name="Other"),
        ),
        GroupId("unborn"): (row(6, "unborn"),),
        GroupId("professionals"): (row(7, "professionals", given_name="Nurse"),),
    }
)
PEOPLE = people_of(FAMILY)


def test_everybody_with_a_row_is_a_person() -> None:
    """P01"""
    assert [(each.row, each.group, each.number, each.name) for each in PEOPLE] == [
        ("row-4", "children", 1, "Anna Other"),
        ("row-6", "unborn", 1, ""),
        ("row-1", "parents", 1, "Anna Test"),
        ("row-2", "parents", 2, "Carl Van Other"),
        ("row-5", "adults", 1, "Gran Other"),
    ]


def test_a_name_that_is_not_known_is_empty() -> None:
    """P01"""
    unknown = Row(
        RowId("1"), {QuestionId("parents.given_name"): Answer(status=NonAnswer.NOT_KNOWN)}
    )
    (person,) = people_of(Answers(groups={GroupId("parents"): (unknown,)}))
    assert (person.given, person.family, person.name) == ("", "", "")


@pytest.mark.parametrize(
    ("called", "found"),
    [
        ("row-2", "row-2"),
        (" row-6 ", "row-6"),
        ("Carl", "row-2"),
        ("carl", "row-2"),
        ("carl van   other", "row-2"),
        ("Anna Test", "row-1"),
        ("Gran Other", "row-5"),
        ("Gran", None),
        ("Anna", None),
        ("Test", None),
        ("Gone", None),
        ("row-3", None),
        ("Nurse", None),
        ("", None),
    ],
)
def test_a_person_is_found_or_nobody_is(called: str, found: str | None) -> None:
    """P02"""
    person = find_person(PEOPLE, called)
    assert (person.row if person else None) == found


def test_two_of_the_same_full_name_cannot_be_told_apart() -> None:
    """P02"""
    twins = (
        Person(RowId("a"), "children", 1, "Ann", "Test"),
        Person(RowId("b"), "children", 2, "Ann", "Test"),
    )
    assert find_person(twins, "Ann Test") is None
    assert short_name(twins, twins[1]) == "b"


def test_a_short_name_is_as_long_as_it_must_be() -> None:
    """P03"""
    assert [short_name(PEOPLE, person) for person in PEOPLE] == [
        *("Anna Other", "row-6", "Anna Test", "Carl", "Gran Other"),
    ]


names = st.sampled_from(["", "Ann", "ANN", "Bea", "row-1", "Test"])


@given(st.lists(st.tuples(names, names), max_size=5))
def test_the_shortest_name_finds_the_person_again(found: list[tuple[str, str]]) -> None:
    """P03"""
    people = tuple(
        Person(RowId(f"row-{n}"), "children", n, given_name, family)
        for n, (given_name, family) in enumerate(found)
    )
    for person in people:
        assert find_person(people, short_name(people, person)) == person
