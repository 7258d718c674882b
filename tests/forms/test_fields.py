# SPDX-License-Identifier: Apache-2.0
"""Taking typed facts out of a definition's tree.

F01 Each reader gives its type, and its default where the key is absent.
F02 Each mistake is a FormError with the file, line and column of the value, and its key.
F03 A key without a meaning is refused, so that a misspelt one is never passed over.
F04 A rule is parsed, and a mistake in it stands where the rule's character stands.
F05 Plain JSON is read alike; then places are unknown.
"""

from datetime import date
from enum import StrEnum
from typing import Any

import pytest

from kinfile.errors import FormError
from kinfile.forms.fields import Fields
from kinfile.forms.model import Source
from kinfile.forms.rules.ast import Rule
from kinfile.forms.rules.parse import parse
from kinfile.forms.source import read_text

KNOWN = frozenset({"a", "b"})


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


def fields(text: str) -> Fields:
    return Fields(read_text(text, "x.yaml"), "", KNOWN)


READERS: dict[str, Any] = {
    "line": lambda f: f.line("a"),
    "flag": lambda f: f.flag("a"),
    "number": lambda f: f.number("a"),
    "day": lambda f: f.day("a"),
    "colour": lambda f: f.one_of("a", Colour),
    "words": lambda f: f.words("a"),
    "tables": lambda f: f.tables("a"),
    "mapping": lambda f: f.mapping("a"),
    "pairs": lambda f: f.pairs("a"),
    "lists": lambda f: f.lists("a"),
    "rule": lambda f: f.rule("a"),
}


@pytest.mark.parametrize(
    ("reader", "text", "found"),
    [
        ("line", "a:  one   two", "one two"),
        ("flag", "a: yes", True),
        ("flag", "a: no", False),
        ("flag", "b: x", False),
        ("number", "a: 012", 12),
        ("number", "b: x", None),
        ("day", "a: 2026-11-01", date(2026, 11, 1)),
        ("colour", "a: blue", Colour.BLUE),
        ("words", "a: [x, y z]", ("x", "y z")),
        ("words", "b: x", ()),
        ("tables", "a: [{b: x}]", [{"b": "x"}]),
        ("tables", "b: x", ()),
        ("mapping", "a: {b: x}", {"b": "x"}),
        ("mapping", "b: x", {}),
        ("pairs", "a: {z: one  two, b: x}", {"z": "one two", "b": "x"}),
        ("lists", "a: {z: [one, two], b: []}", {"z": ("one", "two"), "b": ()}),
        ("rule", "a: is(x, 'y')", Rule("is(x, 'y')", parse("is(x, 'y')"))),
        ("rule", "b: x", None),
    ],
)
def test_a_fact_has_its_type(reader: str, text: str, found: object) -> None:
    """F01"""
    assert READERS[reader](fields(text)) == found


def test_order_and_defaults_are_kept() -> None:
    """F01"""
    assert list(fields("a: {z: 1, b: 2}").pairs("a")) == ["z", "b"]
    assert fields("b: x").line("a", "other") == "other"
    assert fields("b: x").one_of("a", Colour, Colour.RED) is Colour.RED
    assert fields("b: x").flag("a", default=True) is True
    assert fields("a: ''").line("a", "other") == ""
    assert fields("a: {b: x}").value("a") == {"b": "x"}
    assert fields("a: x").has("a")
    assert not fields("a: x").has("b")
    assert fields("\n  a: x").place == Source("x.yaml", 2, 3)


@pytest.mark.parametrize(
    ("reader", "text", "problem", "line", "column"),
    [
        ("line", "\nb: x", "missing-key", 2, 1),
        ("line", "a: [x]", "not-text", 1, 4),
        ("line", "b: y\na: ' '", "empty-text", 2, 5),
        ("flag", "a: true", "not-yes-or-no", 1, 4),
        ("flag", "a: [yes]", "not-text", 1, 4),
        ("number", "a: -1", "not-a-number", 1, 4),
        ("number", "a: 1.5", "not-a-number", 1, 4),
        ("number", "a: ٣", "not-a-number", 1, 4),
        ("number", "a: 1234567", "not-a-number", 1, 4),
        ("day", "a: 2026-02-30", "not-a-date", 1, 4),
        ("day", "a: 1 May 2026", "not-a-date", 1, 4),
        ("day", "b: x", "missing-key", 1, 1),
        ("colour", "a: green", "not-one-of", 1, 4),
        ("words", "a: x", "not-a-list", 1, 4),
        ("words", "a: {b: x}", "not-a-list", 1, 4),
        ("words", "a: [x, [y]]", "not-text", 1, 8),
        ("tables", "a: x", "not-a-list", 1, 4),
        ("tables", "a: {b: x}", "not-a-list", 1, 4),
        ("mapping", "a: [x]", "not-a-mapping", 1, 4),
        ("pairs", "a: x", "not-a-mapping", 1, 4),
        ("pairs", "a: {b: [x]}", "not-text", 1, 8),
        ("lists", "a: {b: word}", "not-a-list", 1, 8),
        ("lists", "a: {b: [x, {}]}", "not-text", 1, 12),
        ("rule", "a: [x]", "not-text", 1, 4),
        ("rule", "a: ''", "empty-text", 1, 5),
        ("rule", "b: y\na:   x and", "rule-ends-early", 2, 11),
        ("rule", "a: is(x, y) $", "rule-character", 1, 13),
    ],
)
def test_a_mistake_names_its_place(
    reader: str, text: str, problem: str, line: int, column: int
) -> None:
    """F02, F04"""
    with pytest.raises(FormError) as caught:
        READERS[reader](fields(text))
    facts = caught.value.facts
    assert facts["file"] == "x.yaml"
    assert (facts["problem"], facts["line"], facts["column"]) == (problem, line, column)
    assert "key" in facts or problem.startswith("rule-")


def test_what_may_stand_there_is_said() -> None:
    """F02"""
    with pytest.raises(FormError) as caught:
        fields("a: green").one_of("a", Colour)
    assert caught.value.facts["allowed"] == "red, blue"
    assert caught.value.facts["found"] == "green"


@pytest.mark.parametrize(
    ("text", "problem", "line", "column"),
    [
        ("a: x\nbee: y", "unknown-key", 2, 1),
        ("- a", "not-a-mapping", 1, 1),
        ("word", "not-a-mapping", 1, 1),
    ],
)
def test_a_key_without_a_meaning_is_refused(
    text: str, problem: str, line: int, column: int
) -> None:
    """F03"""
    with pytest.raises(FormError) as caught:
        fields(text)
    facts = caught.value.facts
    assert (facts["problem"], facts["line"], facts["column"]) == (problem, line, column)


def test_a_rule_remembers_where_it_stands() -> None:
    """F04"""
    rule = fields("b: x\na: is(x, 'y')").rule("a")
    assert rule is not None
    assert (rule.file, rule.line, rule.column) == ("x.yaml", 2, 4)


def test_plain_json_is_read_alike() -> None:
    """F05"""
    plain = Fields({"a": "one  two", "b": ["x"]}, "", KNOWN)
    assert plain.line("a") == "one two"
    assert plain.words("b") == ("x",)
    assert plain.place == Source("", 0, 1)
    with pytest.raises(FormError) as caught:
        plain.flag("a")
    assert (caught.value.facts["file"], caught.value.facts["line"]) == ("", 0)
