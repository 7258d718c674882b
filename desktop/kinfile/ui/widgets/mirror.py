# SPDX-License-Identifier: Apache-2.0
"""Where a part of a widget stands when lines of text begin on the right.

Qt's own is a function of QStyle; loading that class costs every start more than the whole page
before the records, which needs nothing else of it.
"""

from PySide6.QtCore import QRect, Qt


def mirrored(direction: Qt.LayoutDirection, room: QRect, box: QRect) -> QRect:
    """`box`, placed in `room` for a line that begins on the left, where `direction` has it."""
    if direction == Qt.LayoutDirection.LeftToRight:
        return box
    return QRect(room.left() + room.right() - box.right(), box.y(), box.width(), box.height())
