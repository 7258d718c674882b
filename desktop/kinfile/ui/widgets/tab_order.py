# SPDX-License-Identifier: Apache-2.0
"""The order in which Tab goes round: that of the page, whenever its parts were built.

Qt goes round in the order of making, so what appears because of an answer or a mistake would
come last of all. Every page renews its order before Tab moves on.
"""

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QScrollArea, QStackedWidget, QWidget


def stops(root: QWidget) -> Iterator[QWidget]:
    """Everything in `root` that can take the focus, as its layouts place it."""
    if root.focusPolicy() != Qt.FocusPolicy.NoFocus:
        yield from _headers(root)
        yield root
        return
    if isinstance(root, QScrollArea):
        inside = root.widget()
        if inside is not None:
            yield from stops(inside)
    elif isinstance(root, QStackedWidget):
        for face in range(root.count()):
            shown = root.widget(face)
            if shown is not None:
                yield from stops(shown)
    else:
        yield from _inside(root)


def _headers(root: QWidget) -> Iterator[QWidget]:
    """That of a table, where it takes the focus."""
    if not root.inherits("QTableView"):
        return
    # No page before the records has a table, and every class of Qt takes its time to load.
    from PySide6.QtWidgets import QTableView

    header = root.horizontalHeader() if isinstance(root, QTableView) else None
    if header is not None and header.focusPolicy() & Qt.FocusPolicy.TabFocus:
        yield header


def _inside(root: QWidget) -> Iterator[QWidget]:
    """As the layout places them; widgets that place their own children add them in order."""
    layout: QLayout | None = root.layout()
    if layout is not None:
        yield from _in_layout(layout)
        return
    for child in root.children():
        if isinstance(child, QWidget) and not child.isWindow():
            yield from stops(child)


def _in_layout(layout: QLayout) -> Iterator[QWidget]:
    """The widgets and layouts inside, as they stand.

    Not by `itemAt`: PySide keeps the wrapper of a layout's item after Qt has deleted the item,
    and hands it out again for whatever comes to stand at that address.
    """
    parent = layout.parentWidget()
    children = parent.children() if parent is not None else []
    placed: list[tuple[int, QWidget | QLayout]] = []
    for child in (*children, *layout.children()):
        if isinstance(child, QWidget):  # noqa: SIM114  (each has its own overload of indexOf)
            placed.append((layout.indexOf(child), child))
        elif isinstance(child, QLayout) and child is not layout:
            placed.append((layout.indexOf(child), child))
    for at, each in sorted(placed, key=lambda pair: pair[0]):
        if at < 0:
            continue
        if isinstance(each, QWidget):
            yield from stops(each)
        else:
            yield from _in_layout(each)


class TabOrder:
    """Keeps the order of `root`; `renew` costs little when nothing was built."""

    def __init__(self, root: QWidget) -> None:
        self._root = root
        self._known: list[QWidget] = []

    def renew(self) -> None:
        found = list(stops(self._root))
        if found != self._known:
            self._known = found
            for one, other in pairwise(found):
                QWidget.setTabOrder(one, other)
