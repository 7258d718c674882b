# SPDX-License-Identifier: Apache-2.0
"""How wide the columns of a table are.

W01 Widths fill the room, and no column is narrower than its widest word.
W02 Where the widest words do not fit side by side, there are no widths.
W03 A column of short texts gives what it does not need to the others.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinfile.export.columns import Need, fitted

COLUMNS = st.lists(
    st.tuples(st.integers(1, 9), st.floats(1, 60), st.floats(0, 400)), min_size=1, max_size=7
)


@given(COLUMNS)
def test_widths_fill_the_room(columns: list[tuple[int, float, float]]) -> None:
    """W01, W02"""
    needs = [Need(least, least + more) for _, least, more in columns]
    widths = fitted([share for share, _, _ in columns], needs, 300.0)
    if widths is None:
        assert sum(need.least for need in needs) > 300
        return
    assert sum(widths) == pytest.approx(300)
    assert all(w >= need.least - 0.001 for w, need in zip(widths, needs, strict=True))


def test_short_texts_leave_room_to_long_ones() -> None:
    """W03"""
    widths = fitted([1, 1], [Need(10, 20), Need(30, 500)], 100.0)
    assert widths == pytest.approx((20, 80))
