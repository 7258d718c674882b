# SPDX-License-Identifier: Apache-2.0
"""A table whose rows are one thing each: the arrows move from row to row, the ring is round one.

Only what is in view is drawn, so that thousands of rows open as fast as ten.
"""

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from kinfile.ui.widgets.assistive import AssistiveChoice

AnyIndex = QModelIndex | QPersistentModelIndex


class RowTable(QTableView):
    """`says` is its accessible name, `row_height` in pixels."""

    ring_moved = Signal()
    row_pointed = Signal(int)
    """The row that the keys are at is another one."""
    row_told = Signal(int)
    """A screen reader or voice control chose the row, as Enter does."""

    def __init__(self, model: QAbstractItemModel, *, says: str, name: str, row_height: int) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(says)
        self.setModel(model)
        AssistiveChoice(self).chosen.connect(self.row_told)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(row_height)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setFrameShape(QTableView.Shape.NoFrame)

    def height_of(self, rows: int) -> int:
        """What it takes to show so many rows without scrolling."""
        header = self.horizontalHeader()
        each = self.verticalHeader().defaultSectionSize()
        return (0 if header.isHidden() else header.height()) + rows * each

    def ring_box(self) -> QRect:
        """The focus ring goes round the row that the keys are at."""
        index = self.currentIndex()
        if not index.isValid():
            return self.rect().adjusted(2, 2, -2, -2)
        row = self.visualRect(index)
        row.setLeft(0)
        row.setRight(self.viewport().width())
        port = self.viewport()
        shown = row & port.rect()
        return QRect(port.mapTo(self, shown.topLeft()), shown.size()).adjusted(6, 5, -6, -6)

    def currentChanged(self, current: AnyIndex, previous: AnyIndex) -> None:
        super().currentChanged(current, previous)
        self.ring_moved.emit()
        self.row_pointed.emit(current.row())

    def scrollContentsBy(self, across: int, down: int) -> None:
        super().scrollContentsBy(across, down)
        self.ring_moved.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.model().rowCount():
            self.setCurrentIndex(self.model().index(0, 0))
