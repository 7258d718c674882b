# SPDX-License-Identifier: Apache-2.0
"""A rule as a plain sentence.

X01 Every kind of condition and value has words, with the labels of the form.
X02 A choice inside a list of conditions stands in brackets, so that it is read as it is meant.
X03 A definition is told by its own words.
X04 Every rule that can be written can be told.
"""

import pytest
from hypothesis import given

from helpers.rules import truths
from kinfile.forms.rules.ast import Node
from kinfile.forms.rules.explain import Vocabulary, explain
from kinfile.forms.rules.parse import parse
from kinfile.i18n import Language

ENGLISH = Language("en")
WORDS = Vocabulary(
    questions={
        "a": "Any abuse?",
        "n": "How many?",
        "edd": "Due date",
        "m": "Which?",
        "who": "Who?",
    },
    codes={("a", "yes"): "Yes", ("a", "no"): "No", ("m", "one"): "The first", ("m", "two"): "Both"},
    groups={"parents": "Parents"},
    definitions={"ill": "somebody is ill"},
    lists={"present": ("yes", "no"), "now": ("yes", "suspected")},
    rows={"parents": "Parent or carer"},
    list_words={"now": "with yes or suspected"},
    limits={"late_booking": "a late booking"},
    milestones={"book_by": "Booked"},
    foreign=frozenset({"elsewhere"}),
)


def said(text: str) -> str:
    return explain(parse(text), WORDS, ENGLISH)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("is(a, 'yes')", "“Any abuse?” is answered ‘Yes’"),
        ("is(a, present)", "“Any abuse?” is answered ‘Yes’ or ‘No’"),
        ("is(a, 'yes', 'no', 'odd')", "“Any abuse?” is answered ‘Yes’, ‘No’ or ‘odd’"),
        ("is(a, now)", "“Any abuse?” is answered with yes or suspected"),
        ("not has(m, 'one')", "“Which?” does not include ‘The first’"),
        ("not any(parents, ill)", "it is so of no parent or carer that somebody is ill"),
        ("any(children, ill)", "for at least one row of “children”, somebody is ill"),
        ("count(parents) > 0", "there is at least one parent or carer"),
        ("count(parents, ill) = 0", "it is so of no parent or carer that somebody is ill"),
        ("count(parents, ill) >= 1", "for at least one parent or carer, somebody is ill"),
        ("count(parents) > 2", "the number of rows under “Parents” is more than 2"),
        ("how_many(ill) + 1 > 2", "how many of these hold: somebody is ill plus 1 is more than 2"),
        ("edd >= today()", "“Due date” is not before today"),
        ("edd = milestone('book_by')", "“Due date” is the local date for “Booked”"),
        ("not is(a, 'yes')", "“Any abuse?” is not answered ‘Yes’"),
        ("has(m, 'one', 'two')", "“Which?” includes ‘The first’ or ‘Both’"),
        ("only(m, 'one')", "“Which?” holds nothing but ‘The first’"),
        ("answered(a)", "“Any abuse?” is answered"),
        ("not answered(a)", "“Any abuse?” has no answer"),
        ("n >= 3", "“How many?” is at least 3"),
        ("n != 3", "“How many?” is not 3"),
        ("n in (1, 2)", "“How many?” is 1 or 2"),
        ("n + 1 > n - 2", "“How many?” plus 1 is more than “How many?” less 2"),
        ("edd < 2026-11-20", "“Due date” is before 20 November 2026"),
        ("days(edd, today()) > 21", "the days from “Due date” to today is more than 21"),
        (
            "any(parents, is(a, 'yes'))",
            "for at least one parent or carer, “Any abuse?” is answered ‘Yes’",
        ),
        ("all(parents, ill)", "for every parent or carer, somebody is ill"),
        (
            "count(parents, ill) > 1",
            "the number of rows “parent or carer” for which somebody is ill is more than 1",
        ),
        ("count(parents) = 0", "there is no parent or carer"),
        (
            "how_many(ill, n > 2) > 1",
            "more than 1 of these hold: somebody is ill; “How many?” is more than 2",
        ),
        ("matches(a, 'child_protective')", "“Any abuse?” counts a child as protecting a parent"),
        ("alerts_standing('act_now') > 0", "the number of other alerts to act now is more than 0"),
        (
            "n > limit('late_booking')",
            "“How many?” is more than the local limit for a late booking",
        ),
        ("ill", "somebody is ill"),
        ("n > limit('other_days')", "“How many?” is more than the local limit for other days"),
        ("ill or is(elsewhere, 'yes')", "somebody is ill"),
        ("is(elsewhere, 'yes')", "elsewhere is answered ‘yes’"),
        (
            "any(parents, ill) or n > 1",
            "(for at least one parent or carer, somebody is ill) or “How many?” is more than 1",
        ),
        ("unknown_name", "unknown_name"),
    ],
)
def test_a_rule_is_told(text: str, sentence: str) -> None:
    """X01, X03"""
    assert said(text) == sentence


def test_a_choice_within_a_list_stands_in_brackets() -> None:
    """X02"""
    assert said("ill and (n > 1 or n < 0)") == (
        "somebody is ill and (“How many?” is more than 1 or “How many?” is less than 0)"
    )
    assert said("not (ill and n > 1)") == (
        "it is not so that (somebody is ill and “How many?” is more than 1)"
    )


@given(truths())
def test_every_rule_can_be_told(node: Node) -> None:
    """X04"""
    assert explain(node, WORDS, ENGLISH)
