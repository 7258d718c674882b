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
    lists={"present": ("yes", "no")},
)


def said(text: str) -> str:
    return explain(parse(text), WORDS, ENGLISH)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("is(a, 'yes')", "“Any abuse?” is answered Yes"),
        ("is(a, present)", "“Any abuse?” is answered Yes or No"),
        ("is(a, 'yes', 'no', 'odd')", "“Any abuse?” is answered Yes, No or odd"),
        ("not is(a, 'yes')", "“Any abuse?” is not answered Yes"),
        ("has(m, 'one', 'two')", "“Which?” includes The first or Both"),
        ("only(m, 'one')", "“Which?” holds only The first"),
        ("answered(a)", "“Any abuse?” is answered"),
        ("not answered(a)", "“Any abuse?” has no answer"),
        ("n >= 3", "“How many?” is at least 3"),
        ("n != 3", "“How many?” is not 3"),
        ("n in (1, 2)", "“How many?” is 1 or 2"),
        ("n + 1 > n - 2", "“How many?” plus 1 is more than “How many?” less 2"),
        ("edd < 2026-11-20", "“Due date” is less than 20 November 2026"),
        ("days(edd, today()) > 21", "the days from “Due date” to today is more than 21"),
        (
            "any(parents, is(a, 'yes'))",
            "for somebody or something under “Parents”, “Any abuse?” is answered Yes",
        ),
        ("all(parents, ill)", "for each under “Parents”, somebody is ill"),
        (
            "count(parents, ill) > 1",
            "the number under “Parents” for whom somebody is ill is more than 1",
        ),
        ("count(parents) = 0", "the number of rows in Parents is 0"),
        (
            "how_many(ill, n > 2) > 1",
            "how many of these hold: somebody is ill; “How many?” is more than 2 is more than 1",
        ),
        ("matches(a, 'child_protective')", "“Any abuse?” counts a child as protecting a parent"),
        ("alerts_standing('act_now') > 0", "the number of other alerts that stand is more than 0"),
        (
            "n > limit('late_booking')",
            "“How many?” is more than the local partnership's “late booking”",
        ),
        ("ill", "somebody is ill"),
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
