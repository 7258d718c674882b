# SPDX-License-Identifier: Apache-2.0
"""A signature by hand as numbers and as text.

D01 What was written down reads back the same; points stand in the box, and there is an end to
    them.
D02 Anything else is refused.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinfile.errors import Refused
from kinfile.records.hand import HEIGHT, MOST_POINTS, NO_HAND, WIDTH, drawn, from_text, to_text

points = st.tuples(st.floats(-50, 2000), st.floats(-50, 2000))


@given(st.lists(st.lists(points, max_size=20), max_size=6), st.text(max_size=20))
def test_what_is_kept_reads_back(strokes: list[list[tuple[float, float]]], typed: str) -> None:
    """D01"""
    hand = drawn(strokes, typed)
    kept = to_text(hand)
    assert from_text(kept["drawn"], kept["typed"]) == hand
    for stroke in hand.strokes:
        assert stroke
        assert all(0 <= x <= WIDTH and 0 <= y <= HEIGHT for x, y in stroke)


def test_the_pen_has_an_end() -> None:
    """D01"""
    hand = drawn([[(n % 900, n % 200) for n in range(3 * MOST_POINTS)]])
    assert sum(map(len, hand.strokes)) == MOST_POINTS
    assert not NO_HAND
    assert drawn([[(1, 1), (1, 1)]]).strokes == (((1, 1),),)


@pytest.mark.parametrize("text", ["1", "1,2,3", "a,b", "1,2;x"])
def test_anything_else_is_refused(text: str) -> None:
    """D02"""
    with pytest.raises(Refused):
        from_text(text, "")
