# SPDX-License-Identifier: Apache-2.0
"""The strict reader of definition files.

Y01 Every scalar stays the text it was written as: yes, no, on, 1.10, 12:30, 2026-11-20, null.
Y02 Duplicate keys, anchors, aliases, tags, tabs, second documents and keys that are no words are
    refused, with file, line and column.
Y03 A file that cannot be read, is no UTF-8, is empty or is too large is refused by name.
Y04 Every part of the tree knows where it stands.
Y05 Whatever the text is, what comes out is a tree or a FormError.
"""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinfile.errors import FormError
from kinfile.forms.source import LARGEST, Listing, Table, Words, read, read_text


@pytest.mark.parametrize(
    "scalar",
    [
        *("yes", "no", "on", "off", "y", "true", "Null", "~", "1.10", "12:30", "2026-11-20", "007"),
        *("0x1F", "1e3", ".inf", "=", "<<", "1_000"),
    ],
)
def test_a_scalar_stays_the_text_it_was(scalar: str) -> None:
    """Y01"""
    assert read_text(scalar, "a.yaml") == scalar
    assert read_text(f"{scalar}: {scalar}\n", "a.yaml") == {scalar: scalar}


def test_quotes_and_folding_are_undone() -> None:
    """Y01"""
    tree = read_text("a: 'yes'\nb: \"no\\u0021\"\nc: >\n  one\n  two\nd: |\n  x\n  y\n", "a.yaml")
    assert tree == {"a": "yes", "b": "no!", "c": "one two\n", "d": "x\ny\n"}
    assert read_text("a:\nb: []\n", "a.yaml") == {"a": "", "b": []}


@pytest.mark.parametrize(
    ("text", "problem", "line", "column"),
    [
        ("a: 1\nb: 2\na: 3\n", "yaml-duplicate", 3, 1),
        ("x:\n  - {a: 1, a: 2}\n", "yaml-duplicate", 2, 12),
        ("- id: 1\n  b: 2\n  id: 3\n  b: 4\n", "yaml-dash", 3, 3),
        ("- {id: 1, id: 2}\n", "yaml-duplicate", 1, 11),
        ("a: &here 1\n", "yaml-anchor", 1, 4),
        ("a: *there\n", "yaml-anchor", 1, 4),
        ("a: 1\nb: [&x {c: 2}]\n", "yaml-anchor", 2, 5),
        ("a: !!int 3\n", "yaml-tag", 1, 4),
        ("a: ! 3\n", "yaml-tag", 1, 4),
        ("- !python/object:os.system x\n", "yaml-tag", 1, 3),
        ("a: 1\nb:\t2\n", "yaml-tab", 2, 3),
        ("a: 1\n\tb: 2\n", "yaml-tab", 2, 1),
        ("a: 'x\ty'\n", "yaml-tab", 1, 6),
        ("a: 1\n---\nb: 2\n", "yaml-two-documents", 2, 1),
        ("? [a]\n: 1\n", "yaml-key", 1, 3),
        ("a: [1, 2\nb: 3\n", "yaml-syntax", 2, 2),
        ("a: 'x\n", "yaml-quote", 1, 4),
        ('a: "x\nb: y\nc: "z"\n', "yaml-quote", 1, 4),
        ("a: @x\n", "yaml-sign", 1, 4),
        ("a: > x\n", "yaml-sign", 1, 4),
        ("a: x #y\n", "yaml-hash", 1, 6),
        ("a: 1\n  b: 2\n", "yaml-colon", 2, 4),
        ("", "file-empty", 1, 1),
        ("# only a remark\n", "file-empty", 1, 1),
        ("a: \x07\n", "yaml-syntax", 0, 0),
        ("[" * 3000, "yaml-syntax", 0, 0),
    ],
)
def test_what_is_left_out_of_the_language_is_refused(
    text: str, problem: str, line: int, column: int
) -> None:
    """Y02"""
    with pytest.raises(FormError) as caught:
        read_text(text, "sections/a.yaml")
    facts = caught.value.facts
    assert facts["file"] == "sections/a.yaml"
    assert facts["problem"] == problem
    if line:
        assert (facts["line"], facts["column"]) == (line, column)


def test_a_duplicate_names_its_key() -> None:
    """Y02"""
    with pytest.raises(FormError) as caught:
        read_text("ask: 1\nask: 2\n", "a.yaml")
    assert caught.value.facts["key"] == "ask"


def test_everything_knows_where_it_stands() -> None:
    """Y04"""
    tree = read_text("one: 1\nitems:\n  - id: edd\n    ask: When?\n  - [x, y]\n", "a.yaml")
    assert isinstance(tree, Table)
    items = tree["items"]
    assert isinstance(items, Listing)
    first, second = items
    assert isinstance(first, Table)
    ask = first["ask"]
    assert isinstance(ask, Words)
    assert (tree.line, tree.column, tree.file) == (1, 1, "a.yaml")
    assert (items.line, items.column) == (3, 3)
    assert (first.line, first.column, first.file) == (3, 5, "a.yaml")
    assert (ask.line, ask.column) == (4, 10)
    assert isinstance(second, Listing)
    assert (second.line, second.column) == (5, 5)
    key = next(iter(first))
    assert isinstance(key, Words)
    assert (key.line, key.column) == (3, 5)


def refused(path: Path) -> dict[str, object]:
    with pytest.raises(FormError) as caught:
        read(path, "a.yaml")
    return caught.value.facts


def test_a_file_is_read(tmp_path: Path) -> None:
    """Y03: with the mark that some editors put first."""
    path = tmp_path / "a.yaml"
    path.write_bytes(b"\xef\xbb\xbfa: \xc5\xb5\r\nb: yes\r\n")
    assert read(path, "a.yaml") == {"a": "ŵ", "b": "yes"}


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    """Y03"""
    assert refused(tmp_path / "none.yaml")["problem"] == "file-unreadable"
    assert refused(tmp_path)["problem"] == "file-unreadable"


def test_bytes_that_are_no_utf_8_are_found(tmp_path: Path) -> None:
    """Y03"""
    path = tmp_path / "a.yaml"
    path.write_bytes(b"a: 1\nb: caf\xe9\n")
    facts = refused(path)
    assert (facts["problem"], facts["line"]) == ("file-not-utf8", 2)


def test_a_file_far_larger_than_any_form_is_refused(tmp_path: Path) -> None:
    """Y03"""
    path = tmp_path / "a.yaml"
    path.write_bytes(b"#" * (LARGEST + 1))
    assert refused(path)["problem"] == "file-too-large"


@given(st.text(st.sampled_from("ab:-[]{},'\"&*!|>#?% \n\t\0") | st.characters(codec="utf-8")))
def test_what_comes_out_is_a_tree_or_a_form_error(text: str) -> None:
    """Y05"""
    try:
        tree = read_text(text, "a.yaml")
    except FormError:
        return
    assert isinstance(tree, Words | Listing | Table)
