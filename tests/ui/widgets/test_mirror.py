# SPDX-License-Identifier: Apache-2.0
"""Where a part stands in a line that begins on the right.

M01 As Qt itself places it, in either direction.
"""

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QStyle

from kinfile.ui.widgets.mirror import mirrored

DIRECTIONS = (Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft)
places = st.integers(-500, 500)
lengths = st.integers(0, 900)
boxes = st.builds(QRect, places, places, lengths, lengths)


@given(direction=st.sampled_from(DIRECTIONS), room=boxes, box=boxes)
def test_a_part_stands_where_qt_has_it(
    direction: Qt.LayoutDirection, room: QRect, box: QRect
) -> None:
    """M01"""
    assert mirrored(direction, room, box) == QStyle.visualRect(direction, room, box)
