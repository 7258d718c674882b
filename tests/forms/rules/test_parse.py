# SPDX-License-Identifier: Apache-2.0
"""Reading rules.

P01 Binding, loosest first: or, and, not, comparison, sum; sums go from left to right.
P02 Every mistake names what is wrong and the character at which it stands.
P03 No rule, however long or deep, ends in anything but a tree or a mistake.
"""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinfile.forms.rules.ast import (
    Among,
    And,
    Call,
    Compare,
    Day,
    Name,
    Node,
    Not,
    Number,
    Or,
    Sum,
    Text,
)
from kinfile.forms.rules.parse import DEEPEST, RuleMistake, parse

A, B, C = Name("a"), Name("b"), Name("c")


@pytest.mark.parametrize(
    ("text", "node"),
    [
        ("a", A),
        ("a or b and c", Or((A, And((B, C))))),
        ("not a and b", And((Not(A), B))),
        ("not a = b", Not(Compare("=", A, B))),
        ("a - b - c", Sum("-", Sum("-", A, B), C)),
        ("a-b", Sum("-", A, B)),
        ("a + 1 >= b", Compare(">=", Sum("+", A, Number(1)), B)),
        ("a in ('x', 1)", Among(A, (Text("x"), Number(1)))),
        ("is(a, 'not_known')", Call("is", (A, Text("not_known")))),
        ("today()", Call("today", ())),
        ("2026-11-20 < a", Compare("<", Day(date(2026, 11, 20)), A)),
        ("2026 - 11", Sum("-", Number(2026), Number(11))),
        ("''", Text("")),
        ("'a and (b'", Text("a and (b")),
        ("'ŵ – ½'", Text("ŵ – ½")),
        ("nothing", Name("nothing")),
        ("order and inside", And((Name("order"), Name("inside")))),
        ("a\n\tand b", And((A, B))),
    ],
)
def test_a_rule_is_read(text: str, node: Node) -> None:
    """P01"""
    assert parse(text) == node


@pytest.mark.parametrize(
    ("text", "problem", "at"),
    [
        ('is(a, "x")', "rule-character", 6),
        ("a = 'x", "rule-quote", 4),
        ("parents.role = 1", "rule-character", 7),
        ("a == b", "rule-unexpected", 3),
        ("a b", "rule-leftover", 2),
        ("a = b = c", "rule-leftover", 6),
        ("12abc", "rule-leftover", 2),
        ("a )", "rule-bracket-extra", 2),
        ("a in 'x'", "rule-bracket", 5),
        ("(a or b", "rule-bracket-open", 7),
        ("is(a, 'x'", "rule-bracket-open", 9),
        ("is(a 'x')", "rule-bracket", 5),
        ("", "rule-ends-early", 0),
        ("a and", "rule-ends-early", 5),
        ("not", "rule-ends-early", 3),
        ("and a", "rule-unexpected", 0),
        ("a or or b", "rule-unexpected", 5),
        ("is(a,)", "rule-unexpected", 5),
        ("- 5", "rule-unexpected", 0),
        ("a = 1234567890", "rule-unexpected", 4),
        ("a < 2026-02-30", "rule-day", 4),
        ("(" * (DEEPEST + 1) + "a" + ")" * (DEEPEST + 1), "rule-too-deep", DEEPEST + 1),
        ("not " * (DEEPEST + 1) + "a", "rule-too-deep", 4 * (DEEPEST + 1)),
        ("f(" * (DEEPEST + 1) + "a" + ")" * (DEEPEST + 1), "rule-too-deep", 2 * (DEEPEST + 1)),
        ("1" + " + 1" * (DEEPEST + 1), "rule-too-deep", 2 + 4 * DEEPEST),
    ],
)
def test_a_mistake_names_its_place(text: str, problem: str, at: int) -> None:
    """P02"""
    with pytest.raises(RuleMistake) as caught:
        parse(text)
    assert (caught.value.problem, caught.value.at) == (problem, at)


def test_as_deep_as_is_allowed_is_read() -> None:
    """P03"""
    deepest = "(" * DEEPEST + "a" + ")" * DEEPEST
    assert parse(deepest) == A
    assert parse(f"{deepest} or {deepest}") == Or((A, A))
    assert isinstance(parse("1" + " + 1" * DEEPEST), Sum)
    assert parse(" or ".join("a" * 500)) == Or((A,) * 500)


def place_of_a_mistake(text: str) -> int:
    """Where the text is wrong, 0 where it is a rule. Lets everything but a mistake through."""
    try:
        parse(text)
    except RuleMistake as mistake:
        return mistake.at
    return 0


@given(st.text(st.sampled_from("ab '()=<>!+-,019 \n") | st.characters(codec="utf-8"), max_size=40))
def test_reading_ends_in_a_tree_or_a_mistake(text: str) -> None:
    """P03"""
    assert 0 <= place_of_a_mistake(text) <= len(text)


@given(
    st.lists(st.sampled_from(["a", "not", "and", "or", "in", "(", ")", ",", "'x'", "1", "=", "+"]))
)
def test_any_order_of_words_ends_in_a_tree_or_a_mistake(words: list[str]) -> None:
    """P03"""
    text = " ".join(words)
    assert 0 <= place_of_a_mistake(text) <= len(text)
