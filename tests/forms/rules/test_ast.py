# SPDX-License-Identifier: Apache-2.0
"""The tree of a rule, and its one way of being written.

A01 What is written is parsed back to the same tree, for every tree.
A02 No bracket is written that the tree does not need, and none that it needs is left out.
A03 `walk` finds every node once, parents before their parts.
A04 Where something stands takes no part in whether two trees are the same.
"""

import pytest
from hypothesis import given

from helpers.rules import any_node
from kinfile.forms.rules.ast import (
    Among,
    Call,
    Compare,
    Name,
    Node,
    Number,
    Rule,
    Sum,
    Text,
    parts_of,
    walk,
    write,
)
from kinfile.forms.rules.parse import parse


@given(any_node)
def test_parsing_undoes_writing(node: Node) -> None:
    """A01"""
    assert parse(write(node)) == node


@pytest.mark.parametrize(
    "text",
    [
        "a and b or c and not d",
        "(a or b) and c",
        "not (a and b)",
        "not not a",
        "a or (b or c)",
        "(a and b) and c",
        "not a = b",
        "(not a) = b",
        "(a = b) = c",
        "a - (b - c)",
        "a - b + c",
        "a + b < c - 1",
        "(a or b) in ('x', 2, 2026-11-20)",
        "a in ()",
        "today()",
        "f(a or b, not c, 'x y', g(h))",
        "2026 - 11 - 20",
        "any(parents, is(role, 'mother'))",
    ],
)
def test_brackets_stand_where_they_are_needed(text: str) -> None:
    """A02"""
    assert write(parse(text)) == text


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("((a))", "a"),
        ("(a and b) or c", "a and b or c"),
        ("a and (not b)", "a and not b"),
        ("(a - b) - c", "a - b - c"),
        ("(a + b) < (c)", "a + b < c"),
        ("f((a), (b or c))", "f(a, b or c)"),
        ("not (a = b)", "not a = b"),
        ("  a\n  and b ", "a and b"),
    ],
)
def test_brackets_that_say_nothing_are_left_out(text: str, written: str) -> None:
    """A02"""
    assert write(parse(text)) == written


def test_walk_finds_every_node() -> None:
    """A03"""
    node = parse("not any(parents, a + 1 = 2 or b in ('x', y))")
    found = [type(each).__name__ for each in walk(node)]
    expected = "Not Call Name Or Compare Sum Name Number Number Among Name Text Name"
    assert found == expected.split()


def test_the_parts_of_a_node_are_its_children_in_order() -> None:
    """A03"""
    a, b = Name("a"), Number(1)
    assert list(parts_of(Sum("+", a, b))) == [a, b]
    assert list(parts_of(Compare("<", a, b))) == [a, b]
    assert list(parts_of(Among(a, (b, Text("x"))))) == [a, b, Text("x")]
    assert list(parts_of(Call("f", (a, b)))) == [a, b]
    assert not list(parts_of(a))


def test_where_it_stands_makes_no_difference() -> None:
    """A04"""
    assert parse("  a") == parse("a")
    assert Rule("a", parse("a"), "x.yaml", 3) == Rule("a", parse("a"), "y.yaml", 4, 5)
