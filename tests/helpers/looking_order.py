# SPDX-License-Identifier: Apache-2.0
"""Whether Tab goes where the eye goes: down the page, along the line, column by column."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QAbstractScrollArea, QWidget
from shiboken6 import isValid

from helpers.looking import told

SLACK = 2
"""Pixels that two things of one line may stand apart."""


def out_of_order(met: Sequence[QWidget], window: QWidget) -> list[str]:
    """Neighbours of a round tour that a reader would meet the other way round.

    Going up is right towards the end of the line, to the next column, and once on the way from
    the end back to the beginning.
    """
    there = [each for each in met if isValid(each) and each.isVisible()]
    pairs = zip(there, (*there[1:], *there[:1]), strict=True)
    wrong = [
        f"{told(before)} then {told(after)}"
        for before, after in pairs
        if _goes_back(*_boxes(before, after, window))
    ]
    return wrong if len(wrong) > 1 else []


def _boxes(before: QWidget, after: QWidget, window: QWidget) -> tuple[QRect, QRect]:
    """Where both stand. What only one of them scrolls in stands for it, wherever it is scrolled."""
    one, other = list(_areas(before)), list(_areas(after))
    first = next((area for area in reversed(one) if area not in other), before)
    second = next((area for area in reversed(other) if area not in one), after)
    return _box(first, window), _box(second, window)


def _areas(widget: QWidget) -> Iterator[QWidget]:
    """The scroll areas around it, from the inside out."""
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, QAbstractScrollArea):
            yield parent
        parent = parent.parentWidget()


def _box(widget: QWidget, window: QWidget) -> QRect:
    box = QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())
    if window.layoutDirection() is Qt.LayoutDirection.RightToLeft:
        box.moveLeft(window.width() - box.right() - 1)
    return box


def _goes_back(before: QRect, after: QRect) -> bool:
    is_further = after.left() >= before.right() - SLACK
    is_above = after.bottom() <= before.top() + SLACK
    is_beside = not is_above and after.top() < before.bottom() - SLACK
    if is_above:
        return not is_further
    return is_beside and after.right() <= before.left() + SLACK
