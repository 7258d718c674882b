# SPDX-License-Identifier: Apache-2.0
"""The note of what is installed.

N01 What was written is read again.
N02 Anything else is no note: cut, changed in its shape, double, too long, nested.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinfile.forms.packs.notes import Notes, parse

ONE, TWO = "a" * 64, "0" * 64
NOTES = Notes(current=ONE, previous=TWO, highest=3, highest_sha256=TWO)
WRITTEN = NOTES.to_bytes()


def test_what_was_written_is_read_again() -> None:
    """N01"""
    assert parse(WRITTEN) == NOTES
    assert parse(Notes().to_bytes()) == Notes()
    assert NOTES.digests == {ONE, TWO}
    assert Notes().digests == frozenset()


@given(st.integers(0, len(WRITTEN) - 1))
def test_a_part_is_no_note(length: int) -> None:
    """N02"""
    with pytest.raises(ValueError):
        parse(WRITTEN[:length])


@pytest.mark.parametrize(
    "content",
    [
        WRITTEN.replace(b"3", b'"3"'),
        WRITTEN.replace(b"3", b"-3"),
        WRITTEN.replace(b"3", b"3.0"),
        WRITTEN.replace(b"3", b"true"),
        WRITTEN.replace(b"3", b"9" * 5000),
        WRITTEN.replace(b"aaa", b"AAA"),
        WRITTEN.replace(b'"previous"', b'"before"'),
        WRITTEN.replace(b",", b", "),
        WRITTEN[:-1] + b',"trial":""}',
        WRITTEN + b" " * 5000,
        b"[]",
        b"[" * 4000,
        b"\xff",
        b"null",
    ],
    ids=lambda content: repr(content[-20:]),
)
def test_anything_else_is_no_note(content: bytes) -> None:
    """N02"""
    with pytest.raises(ValueError):
        parse(content)
