# SPDX-License-Identifier: Apache-2.0
"""A table of words: as high as its rows, each as high as its words, never scrolling by itself."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QPainter,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from kinfile.ui.theme import Theme
from kinfile.ui.widgets.assistive import AssistiveChoice
from kinfile.ui.widgets.diagram import Words, bring_into_view
from kinfile.ui.widgets.rows import AnyIndex

Cells = tuple[str, ...]


class WordsModel(QAbstractTableModel):
    """Rows of words under a header; a screen reader hears the header with each cell."""

    def __init__(self, header: Cells, rows: Sequence[Cells]) -> None:
        super().__init__()
        self._header = header
        self._rows = tuple(rows)

    def show_rows(self, rows: Sequence[Cells]) -> None:
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: AnyIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: AnyIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._header)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        words = self._rows[index.row()][index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return words
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self._header[index.column()]}: {words}" if words else ""
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        is_across = orientation is Qt.Orientation.Horizontal
        if is_across and role == Qt.ItemDataRole.DisplayRole:
            return self._header[section]
        if is_across and role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        return None


class _Cells(QStyledItemDelegate):
    """Draws words that wrap wherever they must, with a line under each row."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._words = Words(theme.font(15))
        self._aside, self._over = theme.space(8), theme.space(7)

    def height(self, words: str, width: float) -> int:
        inside = self._words.height(words, width - 2 * self._aside)
        return round(inside) + 2 * self._over

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        theme, box = self._theme, QRectF(option.rect)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        if chosen:
            painter.fillRect(box, theme.colour("selbg"))
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        painter.setPen(theme.colour("seltext") if chosen else theme.colour("text"))
        words = str(index.data() or "")
        inside = box.width() - 2 * self._aside
        self._words.draw(painter, words, box.x() + self._aside, box.y() + self._over, inside)
        painter.restore()


class WordsTable(QTableView):
    """`shares` are the columns' parts of the width."""

    row_chosen = Signal(int)
    """Enter, or a double click, on a row (from 0)."""
    ring_moved = Signal()

    def __init__(
        self,
        header: Cells,
        rows: Sequence[Cells],
        shares: Sequence[int],
        theme: Theme,
        *,
        says: str,
        name: str,
    ) -> None:
        super().__init__()
        self._shares = tuple(shares)
        self._theme = theme
        self.words = WordsModel(header, rows)
        self.setModel(self.words)
        AssistiveChoice(self).chosen.connect(self.row_chosen)
        self.setObjectName(name)
        self.setAccessibleName(says)
        self._cells = _Cells(theme)
        self.setItemDelegate(self._cells)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        across = self.horizontalHeader()
        across.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        across.setHighlightSections(False)
        across.setMinimumSectionSize(theme.px(24))
        self.doubleClicked.connect(lambda index: self.row_chosen.emit(index.row()))
        self.words.modelReset.connect(self._fit)

    def _fit(self) -> None:
        """Columns in their shares, rows as high as their words, the table as high as its rows."""
        room, whole = self.viewport().width(), sum(self._shares)
        for column, share in enumerate(self._shares):
            self.setColumnWidth(column, room * share // whole)
        for row in range(self.words.rowCount()):
            self.setRowHeight(row, self._row_height(row))
        rows = sum(self.rowHeight(row) for row in range(self.words.rowCount()))
        self.setFixedHeight(self.horizontalHeader().sizeHint().height() + rows + 2)
        self.ring_moved.emit()

    def _row_height(self, row: int) -> int:
        return max(
            self._cells.height(str(self.words.index(row, column).data()), self.columnWidth(column))
            for column in range(self.words.columnCount())
        )

    def ring_box(self) -> QRect:
        """The focus ring goes round the row that the keys are at."""
        index = self.currentIndex()
        if not index.isValid():
            return self.rect().adjusted(2, 2, -2, -2)
        row = self.visualRect(index)
        port = self.viewport()
        box = QRect(0, row.top(), port.width(), row.height())
        return QRect(port.mapTo(self, box.topLeft()), box.size()).adjusted(4, 2, -4, -2)

    def currentChanged(self, current: AnyIndex, previous: AnyIndex) -> None:
        super().currentChanged(current, previous)
        self.ring_moved.emit()
        bring_into_view(self, self.ring_box())

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.words.rowCount():
            self.setCurrentIndex(self.words.index(0, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index: QModelIndex = self.currentIndex()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and index.isValid():
            self.row_chosen.emit(index.row())
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The page around it scrolls, not the table."""
        event.ignore()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()
