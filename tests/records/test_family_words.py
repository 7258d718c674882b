# SPDX-License-Identifier: Apache-2.0
"""A family in words.

W01 Everything drawn of a person is also said: who, age, home, whose child, whose parent.
W02 With initials no name of the family stands anywhere, typed words included.
W03 Two people with the same initials are told apart.
W04 The key explains what is in the diagram, and nothing else.
W05 Somebody who is not known is called so, with the role.
"""

import pytest
from hypothesis import given, settings

from helpers import families
from helpers.families import COUPLE, PARTED, THREE_FATHERS, TWINS, child, family, parent
from kinfile.i18n import Language
from kinfile.records.family_words import (
    HEADER,
    by_initials,
    by_name,
    cells_of,
    inside,
    key_of,
    label_of,
    sentences_of,
)

ENGLISH = Language("en")


def told(answers: families.Row) -> list[str]:
    found = family(answers)
    return list(sentences_of(found, by_name(found, ENGLISH), ENGLISH))


def test_everything_drawn_is_said() -> None:
    """W01"""
    said = told(PARTED)
    assert said[0] == (
        "Kim Test: Mother; 36 years, born 3 February 1990; Lives with the child; "
        "Parent of Bo Test, Ash Test and Unborn baby."
    )
    assert "Bo Test: Child; born 2013; Lives with: Lee; Child of Kim Test and Lee Test." in said
    assert said[-1] == (
        "Kim Test and Lee Test are recorded as parents of Bo Test, Ash Test and Unborn baby; "
        "they live apart."
    )
    assert any("Whose child is not recorded" in each for each in said if each.startswith("Cy"))


def test_a_death_and_a_single_parent_are_said() -> None:
    """W01"""
    said = told(THREE_FATHERS)
    assert any(each.startswith("Cai Test: Father; Has died; Parent of") for each in said)
    assert "Ada Test is the only recorded parent of Unborn baby." in said


@settings(max_examples=30, deadline=None)
@given(families.answers())
def test_every_person_has_a_row_and_a_sentence(answers: families.Row) -> None:
    """W01"""
    found = family(answers)
    names = by_name(found, ENGLISH)
    said = list(sentences_of(found, names, ENGLISH))
    assert len(said) == len(found.members) + len(found.unions)
    for member in found.members:
        cells = cells_of(member, found, names, ENGLISH)
        assert len(cells) == len(HEADER)
        assert cells[0]
        assert label_of(member, names, ENGLISH)[0] == cells[0]


@settings(max_examples=30, deadline=None)
@given(families.answers())
def test_initials_leave_no_name(answers: families.Row) -> None:
    """W02"""
    found = family(answers)
    names = by_initials(found, ENGLISH)
    said = " ".join(sentences_of(found, names, ENGLISH))
    for member in found.members:
        assert not member.person.name or member.person.name not in said


def test_typed_words_lose_the_names_of_the_family_only() -> None:
    """W02"""
    names = by_initials(family(PARTED), ENGLISH)
    assert names.typed("Kim's mother; Kimberley Road") == "K.'s mother; Kimberley Road"
    assert names.typed("ASH and Gran Test") == "A. and G. T."
    assert by_name(family(PARTED), ENGLISH).typed("Kim") == "Kim"


def test_the_same_initials_are_told_apart() -> None:
    """W03"""
    found = family({"parents": [parent("mother", "Kim"), parent("father", "Kai")]})
    called = by_initials(found, ENGLISH).called
    assert sorted(called.values()) == ["K. T. 1", "K. T. 2"]


@pytest.mark.parametrize(
    ("answers", "has", "lacks"),
    [
        (TWINS, ("triangle", "question mark", "Dotted"), ("cross", "strokes", "without a line")),
        (THREE_FATHERS, ("cross", "strokes"), ("Dotted", "question mark")),
        ({"parents": COUPLE}, ("Square",), ("triangle", "Double edge", "Lines lead")),
        ({"children": [child("Ash")]}, ("without a line", "Diamond"), ("Lines lead", "quare")),
    ],
)
def test_the_key_is_that_of_the_diagram(
    answers: families.Row, has: tuple[str, ...], lacks: tuple[str, ...]
) -> None:
    """W04"""
    key = " ".join(key_of(family(answers), ENGLISH))
    assert all(words in key for words in has), key
    assert not any(words in key for words in lacks), key


def test_somebody_not_known_is_called_so() -> None:
    """W05"""
    found = family(TWINS)
    father = found.members[1]
    assert by_name(found, ENGLISH).of(father) == "Father, not known"
    assert by_initials(found, ENGLISH).of(father) == "Father, not known"
    assert inside(father) == "?"
    assert [by_name(found, ENGLISH).of(each) for each in found.members[2:]] == [
        "Unborn baby 1",
        "Unborn baby 2",
    ]


def test_a_label_says_what_the_shape_does_not() -> None:
    """W01"""
    found = family(PARTED)
    names = by_name(found, ENGLISH)
    labels = {names.of(each): label_of(each, names, ENGLISH) for each in found.members}
    assert labels["Lee Test"] == ("Lee Test", "Father", "born 1988", "lives elsewhere")
    assert labels["Unborn baby"] == ("Unborn baby", "due 18 January 2027")
    assert labels["Ash Test"] == ("Ash Test", "Child")
