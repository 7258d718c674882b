# SPDX-License-Identifier: Apache-2.0
"""The definition in a pack.

D01 It is the form that was packed: the same body, and a record's stored definition renders.
D02 It has one spelling, texts only, bounded nesting and no control characters.
D03 It is the form and version that the manifest says, and of its kind.
D04 Whatever is in it, reading it gives a form or refuses the pack.
D05 A profile takes from the national one what it leaves empty; its version is its first day.
"""

import json
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.packs import LOCAL, SMALL, body_of, pack_of, profile_pack, small_tree
from helpers.small import national
from kinfile.errors import PackRefused
from kinfile.forms import loader
from kinfile.forms.packs.content import form_of, profile_of, require_content, using, version_of
from kinfile.forms.packs.pack import Kind, Pack, Subject
from kinfile.records.program import program_of


def problem_of(pack: Pack) -> str:
    with pytest.raises(PackRefused) as caught:
        require_content(pack)
    return str(caught.value.facts["problem"])


def test_the_form_is_the_one_that_was_packed() -> None:
    """D01"""
    form = form_of(pack_of(3))
    assert (form.id, form.version) == ("small", 3)
    assert form.body == body_of(3)
    assert program_of(form).steps


def test_a_stored_definition_from_a_pack_renders() -> None:
    """D01"""
    form = form_of(pack_of(3))
    again = loader.from_json(form.body)
    assert again.body == form.body
    assert list(again.by_id()) == list(form.by_id())
    assert again.sections == form.sections


def nested(levels: int) -> Any:
    found: Any = "x"
    for _ in range(levels):
        found = [found]
    return found


@pytest.mark.parametrize(
    "body",
    [
        json.dumps(small_tree()).encode(),
        body_of(2)[:-1] + b',"title":"Twice"}',
        body_of(2).replace(b'"2"', b"2"),
        body_of(2, minutes=5),
        body_of(2, minutes=None),
        body_of(2, minutes=True),
        body_of(2, title="Bell \x07"),
        body_of(2, title="Escape \x1b[2J"),
        body_of(2, title="Tab\t"),
        body_of(2, outputs={"x": nested(20)}),
        body_of(2, wordlists={"x": nested(500)}),
        body_of(2, more="x"),
        b"[]",
        b"{}",
        b"",
        b"\xff",
        b'{"a":' * 5000,
        b'"\\ud800"',
        b'{"form":"\\ud800"}',
    ],
    ids=lambda body: repr(body[-24:]),
)
def test_what_is_no_definition_is_refused(body: bytes) -> None:
    """D02"""
    assert problem_of(pack_of(2, body=body)) == "definition"


def test_a_line_may_be_broken() -> None:
    """D02: a text of several lines is written so in the files, too."""
    assert form_of(pack_of(2, about="One\nand two")).about == "One and two"


@pytest.mark.parametrize(
    "pack",
    [
        pack_of(2, body=body_of(3)),
        pack_of(2, form="other"),
        pack_of(2, subject=Subject(Kind.FORM, "other")),
    ],
)
def test_the_manifest_says_what_it_is(pack: Pack) -> None:
    """D03"""
    assert problem_of(pack) == "mismatch"


def test_a_form_is_no_profile() -> None:
    """D03"""
    assert problem_of(pack_of(2, subject=LOCAL)) == "definition"
    assert problem_of(pack_of(1, subject=SMALL, body=profile_pack().body)) == "definition"


def places(part: Any, at: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield at
    if isinstance(part, dict):
        for key, value in part.items():
            yield from places(value, (*at, key))
    elif isinstance(part, list):
        for number, value in enumerate(part):
            yield from places(value, (*at, number))


def put(part: Any, at: tuple[Any, ...], value: Any) -> Any:
    if not at:
        return value
    copy = dict(part) if isinstance(part, dict) else list(part)
    copy[at[0]] = put(part[at[0]], at[1:], value)
    return copy


PLACES = list(places(small_tree()))
ANYTHING = st.recursive(
    st.text(max_size=6) | st.sampled_from(["is(a, 'x')", "{child}", "a||b", "?", "not_asked"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["id", "kind", "groups", "phrases", "x"]), inner)
    ),
    max_leaves=6,
)


@given(st.sampled_from(PLACES), ANYTHING)
def test_anything_is_a_form_or_refused(at: tuple[Any, ...], value: Any) -> None:
    """D04: compiling it, which is what runs before it is installed, included."""
    tree = put(small_tree(), at, value)
    if not isinstance(tree, dict):
        return
    pack = pack_of(1, body=loader.canonical(tree), key=None)
    with suppress(PackRefused):
        form = form_of(pack)
        assert form.body == pack.body
        using(pack.manifest, lambda: program_of(form))


def test_a_profile_is_filled_up() -> None:
    """D05"""
    pack = profile_pack("2026-12-01", ("book_by: 10+0, ", ""))
    profile = profile_of(pack, national())
    assert (profile.id, profile.valid_from) == ("a-local", date(2026, 12, 1))
    assert profile.timings == {"book_by": 70, "refer_by": 112}
    assert profile.defaulted == {"book_by"}
    assert version_of(date(2026, 12, 1)) == 20261201


def test_a_profile_is_what_the_manifest_says() -> None:
    """D05"""
    body = profile_pack("2026-12-01").body
    assert problem_of(pack_of(20261202, body=body, subject=LOCAL)) == "mismatch"
    other = Subject(Kind.PROFILE, "b-local")
    assert problem_of(pack_of(20261201, body=body, subject=other)) == "mismatch"
    assert problem_of(profile_pack("2026-12-01", ("10+0", "10+9"))) == "definition"
