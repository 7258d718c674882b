# SPDX-License-Identifier: Apache-2.0
"""Changing single scalars of a definition file.

P01 Whatever a text is, it is read back exactly from where it was put; everything else of the file
    stays to the byte: comments, order, blank lines, line ends.
P02 A text is plain where it may be and in double quotes where not; a long one goes on in further
    lines of at most 100 columns, indented by two.
P03 A key is added behind the one that is named and taken out with its lines, an item is added at
    the end of a list; so in brackets too.
P04 Scalars of every style can be changed: plain, quoted, folded, empty.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from kinfile import bundle
from kinfile.forms.source import Words, read_text
from kinfile.forms.spreadsheet.patch import (
    Append,
    Edit,
    Insert,
    Remove,
    Replace,
    Spans,
    patched,
)
from kinfile.forms.spreadsheet.patch import (
    Path as Place,
)
from kinfile.forms.spreadsheet.scalar import WIDTH, is_plain, written

FILES = ("shared/parents.yaml", "shared/alerts.yaml", "definitions.yaml", "lists.yaml")
TEXTS = {name: (bundle.forms() / name).read_text("utf-8") for name in FILES}

WORDS = st.lists(
    st.one_of(
        st.text(st.characters(codec="utf-8"), max_size=12),
        st.sampled_from(["ŵyres", "tŷ", "don't", '"so"', "a:", "#", "-", "- ", "'x'", "é", "=1+1"]),
        st.sampled_from(
            ["yes", "1.10", "2026-11-20", "&a", "*b", "!c", "{d}", "[e]", "|", ">", "%"]
        ),
    ),
    max_size=60,
)
ANYTHING = WORDS.map(" ".join)


def scalars(tree: Any, at: Place = ()) -> Iterator[Place]:
    if isinstance(tree, dict):
        for key, value in tree.items():
            yield from scalars(value, (*at, str(key)))
    elif isinstance(tree, list):
        for number, value in enumerate(tree):
            yield from scalars(value, (*at, number))
    elif "[" not in str(tree):
        yield at


PLACES = {name: list(scalars(read_text(text, name))) for name, text in TEXTS.items()}


def at(tree: Any, place: Place) -> Any:
    for step in place:
        tree = tree[step]
    return tree


@given(st.sampled_from(FILES), st.data(), ANYTHING)
def test_a_text_comes_back_exactly_and_nothing_else_changes(
    name: str, data: st.DataObject, text: str
) -> None:
    """P01"""
    place = data.draw(st.sampled_from(PLACES[name]))
    old = TEXTS[name]
    new = patched(old, [Replace(place, text)])
    tree, expected = read_text(new, name), read_text(old, name)
    assert at(tree, place) == text
    at(expected, place[:-1])[place[-1]] = Words(text)
    assert tree == expected
    span = Spans(old).span(place)
    assert new.startswith(old[: span.start])
    assert new.endswith(old[span.end :])


@given(ANYTHING, st.integers(0, 40), st.booleans())
def test_a_scalar_is_read_back_as_it_was(text: str, indent: int, in_brackets: bool) -> None:
    """P01"""
    said = written(text, column=indent + 3, indent=indent + 2, in_brackets=in_brackets)
    whole = f"{' ' * indent}a: {'[' if in_brackets else ''}{said}{']' if in_brackets else ''} # c\n"
    found = yaml.compose(whole, Loader=yaml.CBaseLoader)
    assert found is not None
    node = found.value[0][1]
    assert (node.value[0] if in_brackets else node).value == text


@given(st.lists(st.text("abcdefgh'ŵ", min_size=1, max_size=30), min_size=1).map(" ".join))
def test_a_long_text_keeps_to_the_width(text: str) -> None:
    """P02"""
    lines = written(text, column=12, indent=6).split("\n")
    assert len(lines[0]) <= WIDTH - 12
    assert all(len(line) <= WIDTH and line.startswith(" " * 6) for line in lines[1:])
    assert " ".join(line.strip() for line in lines).strip('"') == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Who was there?", True),
        ("is(a, 'x') and not is(b, 'y')", True),
        ("“Said so”", True),
        ("Look: here", False),
        ("Ends in:", False),
        ("A # b", False),
        ("'quoted'", False),
        ("- so", False),
        ("=1+1", False),
        ("@home", False),
        ("", False),
        (" a", False),
        ("a  b", False),
        ("no-break\u00a0space", False),
        ("{a}", False),
    ],
)
def test_quotes_stand_where_they_are_needed(text: str, expected: bool) -> None:
    """P02"""
    assert is_plain(text) is expected


def test_the_house_wraps_as_the_shipped_files_are_wrapped() -> None:
    """P02: to write a text as it is changes nothing, but for rules that were broken by hand."""
    same = every = 0
    for name, text in TEXTS.items():
        tree = read_text(text, name)
        for place in PLACES[name]:
            new = patched(text, [Replace(place, str(at(tree, place)))])
            every += 1
            same += new == text
            assert max(map(len, new.split("\n"))) <= WIDTH
    assert same > 0.95 * every


SMALL = """# top
one:
  a: first   # stays

  # about b
  b: "second:
    more"
  c: >
    folded
    text
  d: {x: Ex, y: "Why"}
  e: [p, q]
  f:
    - p

    - q
last:
  z:
"""


@pytest.mark.parametrize(
    ("edit", "old", "new"),
    [
        (Replace(("one", "a"), "1st"), "first ", "1st "),
        (Replace(("one", "a"), "x: y"), "first ", '"x: y" '),
        (Replace(("one", "b"), "now plain"), '"second:\n    more"', "now plain"),
        (Replace(("one", "c"), "flat"), ">\n    folded\n    text", "flat"),
        (Replace(("one", "d", "y"), "So, so"), '"Why"', '"So, so"'),
        (Replace(("last", "z"), "there"), "z:", "z: there"),
        (Insert(("one",), "n", "new", "a"), "# stays\n", "# stays\n  n: new\n"),
        (Insert(("one",), "n", "new", "d"), "  e:", "  n: new\n  e:"),
        (Insert(("one",), "n", "new", "f"), "last:", "  n: new\nlast:"),
        (Insert(("one", "d"), "n", "a, b", "x"), "x: Ex", 'x: Ex, n: "a, b"'),
        (Append(("one", "e"), "r"), "p, q", "p, q, r"),
        (Append(("one", "f"), "r"), "    - q\n", "    - q\n    - r\n"),
        (Remove(("one", "b")), '  b: "second:\n    more"\n', ""),
        (Remove(("one", "d", "y")), ', y: "Why"', ""),
    ],
)
def test_a_change_touches_nothing_around_it(edit: Edit, old: str, new: str) -> None:
    """P03, P04"""
    assert patched(SMALL, [edit]) == SMALL.replace(old, new, 1)
    read_text(patched(SMALL, [edit]), "small.yaml")


def test_several_changes_of_a_file_come_out_together() -> None:
    """P03: what goes to the same place stands in the order in which it was asked for."""
    edits: list[Edit] = [
        Insert(("one",), "m", "1", "a"),
        Insert(("one",), "n", "2", "a"),
        Remove(("one", "c")),
        Replace(("one", "a"), "x"),
    ]
    tree: Any = read_text(patched(SMALL, edits), "small.yaml")
    assert list(tree["one"]) == ["a", "m", "n", "b", "d", "e", "f"]
    assert (tree["one"]["a"], tree["one"]["n"]) == ("x", "2")
    assert "  # about b\n  b:" in patched(SMALL, edits)


def test_a_list_that_is_full_goes_on_in_the_next_line() -> None:
    """P03"""
    text = f"v: [{', '.join(['abcdefgh'] * 9)}]\n"
    new = patched(text, [Append(("v",), "one_more_code")])
    assert new == text.replace("]", ",\n    one_more_code]")


@pytest.mark.parametrize("end", ["", "\n", "\n\n# the end"])
def test_a_key_behind_the_last_line_has_its_own(end: str) -> None:
    """P03"""
    new = patched(f"a: x{end}", [Insert((), "b", "y", "a")])
    assert read_text(new, "t.yaml") == {"a": "x", "b": "y"}
    assert new.startswith("a: x\nb: y")


def test_line_ends_and_the_mark_of_some_editors_stay(tmp_path: Path) -> None:
    """P01"""
    text = "\ufeff" + SMALL.replace("\n", "\r\n")
    long = " ".join(["word"] * 60)
    new = patched(text, [Replace(("one", "a"), long), Insert(("one",), "n", "new", "a")])
    assert new.startswith("\ufeff# top\r\n")
    assert new.count("\n") == new.count("\r\n")
    tree: Any = read_text(new, "small.yaml")
    assert (tree["one"]["a"], tree["one"]["n"]) == (long, "new")
