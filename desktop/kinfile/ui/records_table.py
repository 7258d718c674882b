# SPDX-License-Identifier: Apache-2.0
"""The record list drawn: two lines of words, a bar, a tag. Every row is one button.

The header can be worked by keys: Tab to it, arrows from column to column, Enter sorts.
"""

from PySide6.QtCore import (
    QModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QHeaderView,
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from kinfile.app.draft import RecordLine
from kinfile.i18n import Language
from kinfile.ui import icons
from kinfile.ui.records_model import LINE, Column, RecordsModel
from kinfile.ui.theme import Theme
from kinfile.ui.widgets.menus import open_menu
from kinfile.ui.widgets.progress import draw_bar
from kinfile.ui.widgets.rows import AnyIndex, RowTable
from kinfile.ui.widgets.tag import STATUS

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
SHARES = {
    Column.WHO: 28, Column.KEY_DATE: 15, Column.SECTIONS: 15, Column.STATUS: 15, Column.TO_DO: 15,
    Column.CHANGED: 12,
}  # fmt: skip
"""Percent of the width that each column gets; what is not shown leaves its share to the rest."""
MORE_WIDTH = 44
"""Pixels at 100 % of the button at the end of each row."""


class RecordDelegate(QStyledItemDelegate):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._fonts = {
            "name": theme.font(16, weight=700), "body": theme.font(16), "small": theme.font(14),
            "bold": theme.font(16, weight=600), "tag": theme.font(14, weight=600),
            "count": theme.font(15),
        }  # fmt: skip

    @property
    def row_height(self) -> int:
        return self._theme.px(40) + self._theme.space(12)

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        return QSize(super().sizeHint(option, index).width(), self.row_height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        line = index.data(LINE)
        model = index.model()
        if not isinstance(line, RecordLine) or not isinstance(model, RecordsModel):
            return
        painter.save()
        is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if is_chosen:
            painter.fillRect(option.rect, self._theme.colour("selbg"))
        painter.setPen(QPen(self._theme.colour("line"), 1))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        box = option.rect.adjusted(self._theme.space(10), 0, -self._theme.space(6), -1)
        drawn = _Cell(painter, self._theme, box, self._fonts, is_chosen=is_chosen)
        column = model.column(index.column())
        words = str(index.data())
        if column is Column.WHO:
            drawn.two_lines(words, model.second_line(line))
        elif column is Column.SECTIONS:
            drawn.progress(words, line.sections_done / max(line.sections, 1))
        elif column is Column.STATUS:
            drawn.tag(words, "Grey" if line.put_aside else STATUS[line.status][0])
        elif column is Column.TO_DO and line.to_do:
            drawn.with_icon(words, "clock")
        elif column is Column.MORE:
            drawn.icon("ellipsis")
        else:
            drawn.plain(words)
        painter.restore()


class _Cell:
    """Draws what can stand in one cell."""

    def __init__(
        self,
        painter: QPainter,
        theme: Theme,
        box: QRect,
        fonts: dict[str, QFont],
        *,
        is_chosen: bool,
    ) -> None:
        self._painter = painter
        self._theme = theme
        self._box = box
        self._fonts = fonts
        self._ink = theme.hex("seltext") if is_chosen else ""

    def plain(self, words: str) -> None:
        self._words(self._box, words, "body", "text")

    def two_lines(self, first: str, second: str) -> None:
        half = self._box.height() // 2
        upper = self._box.adjusted(0, self._theme.space(4), 0, -half + self._theme.space(2))
        lower = self._box.adjusted(0, half + self._theme.space(1), 0, -self._theme.space(3))
        self._words(upper, first, "name", "link")
        self._words(lower, second, "small", "text2")

    def progress(self, words: str, share: float) -> None:
        theme = self._theme
        half = self._box.height() // 2
        upper = self._box.adjusted(0, theme.space(4), 0, -half + theme.space(4))
        self._words(upper, words, "count", "text")
        wide = min(theme.px(120), self._box.width())
        bar = QRect(self._box.left(), self._box.top() + half + theme.space(7), wide, theme.px(6))
        draw_bar(self._painter, QRectF(self._placed(bar)), share, theme)

    def tag(self, words: str, kind: str) -> None:
        theme, name = self._theme, f"tag{kind.lower()}"
        metrics = self._metrics("tag")
        wide = min(metrics.horizontalAdvance(words) + 2 * theme.space(8), self._box.width())
        high = metrics.height() + 2 * theme.space(3)
        top = self._box.center().y() - high // 2
        box = self._placed(QRect(self._box.left(), top, wide, high))
        self._painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line = theme.colour(f"{name}text") if theme.has_outlines else theme.colour(name)
        self._painter.setPen(QPen(line, 1))
        self._painter.setBrush(theme.colour(name))
        self._painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        self._ink = ""
        inner = box.adjusted(theme.space(8), 0, -theme.space(8) + 2, 0)
        self._words(inner, words, "tag", f"{name}text")

    def with_icon(self, words: str, icon: str) -> None:
        theme = self._theme
        size = theme.px(18)
        box = QRect(self._box.left(), self._box.center().y() - size // 2, size, size)
        ink = self._ink or theme.hex("text")
        self._painter.drawPixmap(self._placed(box), icons.pixmap(icon, ink, size))
        rest = QRect(self._box)
        rest.setLeft(box.right() + theme.space(6))
        self._words(self._placed(rest), words, "bold", "text")

    def icon(self, icon: str) -> None:
        """A picture in the middle, for a button that the whole cell is."""
        size = self._theme.px(20)
        box = QRect(0, 0, size, size)
        box.moveCenter(self._box.center())
        ink = self._ink or self._theme.hex("link")
        self._painter.drawPixmap(box, icons.pixmap(icon, ink, size))

    def _words(self, box: QRect, words: str, font: str, colour: str) -> None:
        self._painter.setFont(self._fonts[font])
        self._painter.setPen(self._ink or self._theme.hex(colour))
        shown = self._metrics(font).elidedText(words, Qt.TextElideMode.ElideRight, box.width())
        self._painter.drawText(box, LEFT, shown)

    def _metrics(self, font: str) -> QFontMetrics:
        return QFontMetrics(self._fonts[font])

    def _placed(self, box: QRect) -> QRect:
        """`box` on the other side of the cell where lines begin on the right."""
        if not self._theme.language_rtl:
            return box
        mirrored = QRect(box)
        mirrored.moveRight(self._box.left() + self._box.right() - box.left())
        return mirrored


class RecordsHeader(QHeaderView):
    """The names of the columns, each a way to sort. `sort_chosen` carries place and direction."""

    sort_chosen = Signal(int, bool)
    ring_moved = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._theme = theme
        self._at = 0
        self._sorted: tuple[int, bool] | None = None
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setDefaultAlignment(LEFT)
        self.setFixedHeight(theme.px(20) + theme.space(18))
        self.sectionClicked.connect(self._sort)

    def ring_box(self) -> QRect:
        """The focus ring goes round one column's name."""
        left = self.sectionViewportPosition(self._at)
        return QRect(left + 6, 4, self.sectionSize(self._at) - 12, self.height() - 8)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        forth = Qt.Key.Key_Left if self._theme.language_rtl else Qt.Key.Key_Right
        back = Qt.Key.Key_Right if self._theme.language_rtl else Qt.Key.Key_Left
        if event.key() in (forth, back):
            step = 1 if event.key() == forth else -1
            self._at = max(0, min(self.count() - 1, self._at + step))
            self.ring_moved.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._sort(self._at)
        else:
            super().keyPressEvent(event)

    def _sort(self, place: int) -> None:
        if not self.model().headerData(place, Qt.Orientation.Horizontal):
            return
        descending = self._sorted == (place, False)
        self._sorted = (place, descending)
        self._at = place
        self.viewport().update()
        self.sort_chosen.emit(place, descending)

    def paintSection(self, painter: QPainter, rect: QRect, logical_index: int) -> None:
        painter.save()
        super().paintSection(painter, rect, logical_index)
        painter.restore()
        if self._sorted is None or self._sorted[0] != logical_index:
            return
        words = str(self.model().headerData(logical_index, Qt.Orientation.Horizontal))
        font = self._theme.font(14, weight=600)
        size = self._theme.px(16)
        after = self._theme.space(10) + QFontMetrics(font).horizontalAdvance(words)
        x = rect.right() - after - size - 4 if self._theme.language_rtl else rect.left() + after + 4
        name = "chevron-down" if self._sorted[1] else "chevron-up"
        picture = icons.pixmap(name, self._theme.colour("text2"), size)
        painter.drawPixmap(QPoint(x, rect.center().y() - size // 2), picture)


class RecordsTable(RowTable):
    """`record_chosen` carries the reference of the row that was clicked or entered.

    `details_chosen` that of the row whose details are wanted: by its menu (the menu key, or the
    other mouse button), by the button at its end, or by Alt+Enter.
    """

    record_chosen = Signal(str)
    details_chosen = Signal(str)

    def __init__(self, model: RecordsModel, theme: Theme, *, says: str, language: Language) -> None:
        self._delegate = RecordDelegate(theme)
        super().__init__(
            model, says=says, name="records.table", row_height=self._delegate.row_height
        )
        self._theme = theme
        self._language = language
        self._records = model
        self.menu_shown: QMenu | None = None
        self._delegate.setParent(self)
        self.setItemDelegate(self._delegate)
        self.header = RecordsHeader(theme, self)
        self.header.setObjectName("records.header")
        self.header.setAccessibleName(says)
        self.setHorizontalHeader(self.header)
        self.row_told.connect(lambda row: self._choose(model.index(row, 0)))
        self.header.sort_chosen.connect(
            lambda place, descending: model.sort_by(model.column(place), descending=descending)
        )

    @property
    def whole_height(self) -> int:
        """What it takes to show every row without scrolling."""
        return self.height_of(self._records.rowCount()) + self._theme.space(8)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            wants_details = event.modifiers() & Qt.KeyboardModifier.AltModifier
            self._choose(self.currentIndex(), wants_details=bool(wants_details))
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            index = self.indexAt(event.position().toPoint())
            is_more = index.isValid() and self._records.column(index.column()) is Column.MORE
            if is_more:
                self._pop_up(index, self.visualRect(index).bottomLeft())
            else:
                self._choose(index)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu of a row: at the mouse, or below the row that the keys are at."""
        if event.reason() is QContextMenuEvent.Reason.Mouse:
            self._pop_up(self.indexAt(event.pos()), event.pos())
        else:
            index = self.currentIndex()
            self._pop_up(index, self.visualRect(index).bottomLeft())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        shown = [self._records.column(i) for i in range(self._records.columnCount())]
        total = sum(SHARES[column] for column in shown if column is not Column.MORE)
        more = self._theme.px(MORE_WIDTH)
        room = self.viewport().width() - more
        for place, column in enumerate(shown):
            wide = more if column is Column.MORE else room * SHARES[column] // total
            self.setColumnWidth(place, wide)
        # What dividing left over: the line below the names goes from edge to edge.
        rest = self.viewport().width() - sum(map(self.columnWidth, range(len(shown))))
        self.setColumnWidth(0, self.columnWidth(0) + max(rest, 0))

    def _pop_up(self, index: QModelIndex, at: QPoint) -> None:
        if not index.isValid():
            return
        ref = self._records.line(index.row()).ref
        text = self._language.text
        menu = QMenu(self)
        menu.setAccessibleName(text("This record"))
        for words, name, chosen in (
            (text("Open"), "open", self.record_chosen),
            (text("Record details"), "details", self.details_chosen),
        ):
            action = menu.addAction(words)
            action.setObjectName(f"records.menu.{name}")
            action.triggered.connect(lambda _=False, chosen=chosen: chosen.emit(ref))
        menu.aboutToHide.connect(menu.deleteLater)
        self.menu_shown = menu
        open_menu(menu, self.viewport().mapToGlobal(at))

    def _choose(self, index: QModelIndex, *, wants_details: bool = False) -> None:
        if index.isValid():
            chosen = self.details_chosen if wants_details else self.record_chosen
            chosen.emit(self._records.line(index.row()).ref)
