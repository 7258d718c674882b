# SPDX-License-Identifier: Apache-2.0
"""How a line of the section list is painted: shape, title, word, and a bar at the chosen one."""

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from kinfile.forms.model import SectionId
from kinfile.records.report import SectionState
from kinfile.ui import icons
from kinfile.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex

ICONS = {
    SectionState.COMPLETE: ("circle-check", "okc"),
    SectionState.IN_PROGRESS: ("circle-dot", "link"),
    SectionState.NOT_STARTED: ("circle", "fieldline"),
    SectionState.TO_CHECK: ("triangle-alert", "text"),
    SectionState.NOT_RELEVANT: ("minus", "disabled"),
}
"""A section's state -> the shape that stands for it, and its colour."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line: a part's heading (no section), or a section with its state in words."""

    words: str
    section: SectionId | None = None
    state: SectionState = SectionState.NOT_STARTED
    state_words: str = ""
    note: str = ""
    """Below the title: that an alert or the worker opened it."""


@dataclass(frozen=True, slots=True)
class Boxes:
    """Where the parts of a line go, in the view's coordinates."""

    bar: QRect
    shape: QRect
    title: QRect
    note: QRect
    state: QRect


class SectionsDelegate(QStyledItemDelegate):
    """A long title wraps instead of being cut off, so lines differ in height."""

    def __init__(self, theme: Theme, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view
        self._plain = theme.font(16)
        self._bold = theme.font(16, weight=700)
        self._small = theme.font(14)
        self._small_bold = theme.font(14, weight=600)
        self._part = theme.font(15, weight=600)

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        line, wide, theme = _line(index), self._view.viewport().width(), self._theme
        if line.section is None:
            above = theme.space(14 if index.row() == 0 else 20)
            return QSize(wide, theme.px(24) + above)
        boxes = self._boxes(line, QRect(0, 0, wide, 10_000))
        high = boxes.title.height() + boxes.note.height() + theme.space(14)
        return QSize(wide, max(high, theme.px(24) + theme.space(16)))

    def _boxes(self, line: Line, box: QRect) -> Boxes:
        theme = self._theme
        icon, gap = theme.px(20), theme.space(8)
        lead, trail = theme.space(18), theme.space(14)
        state = QFontMetrics(self._small_bold).horizontalAdvance(line.state_words) + 2
        left = lead + icon + gap
        wide = max(box.width() - left - trail - state - gap, 1)
        title = self._high(self._bold, line.words, wide)
        note = self._high(self._small, line.note, wide) if line.note else 0
        top = (box.height() - title - note) // 2
        mirrored = self._mirrored
        return Boxes(
            bar=mirrored(box, QRect(0, 0, theme.px(5), box.height())),
            shape=mirrored(box, QRect(lead, (box.height() - icon) // 2, icon, icon)),
            title=mirrored(box, QRect(left, top, wide, title)),
            note=mirrored(box, QRect(left, top + title, wide, note)),
            state=mirrored(box, QRect(box.width() - trail - state, 0, state, box.height())),
        )

    def _high(self, font: QFont, words: str, wide: int) -> int:
        flags = Qt.TextFlag.TextWordWrap.value
        return QFontMetrics(font).boundingRect(QRect(0, 0, wide, 10_000), flags, words).height()

    def _mirrored(self, box: QRect, part: QRect) -> QRect:
        placed = part.translated(box.topLeft())
        return QStyle.visualRect(self._view.layoutDirection(), box, placed)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line, box = _line(index), QRect(option.rect)
        painter.save()
        if line.section is None:
            side = self._theme.space(18)
            painter.setPen(self._theme.colour("text2"))
            painter.setFont(self._part)
            below = self._theme.space(4)
            painter.drawText(box.adjusted(side, 0, -side, -below), self._flags("end"), line.words)
        else:
            state = option.state
            self._paint_section(
                painter, line, box, here=bool(state & QStyle.StateFlag.State_Selected)
            )
        painter.restore()

    def _paint_section(self, painter: QPainter, line: Line, box: QRect, *, here: bool) -> None:
        theme, boxes = self._theme, self._boxes(line, box)
        if here:
            painter.fillRect(box, theme.colour("selbg"))
            painter.fillRect(boxes.bar, theme.colour("selbar"))
        shape, token = ICONS[line.state]
        drawn = icons.pixmap(shape, self._ink(token, here=here), boxes.shape.height())
        painter.drawPixmap(boxes.shape.topLeft(), drawn)
        closed = line.state is SectionState.NOT_RELEVANT
        painter.setFont(self._bold if here else self._plain)
        painter.setPen(self._ink("text2" if closed else "text", here=here))
        painter.drawText(boxes.title, self._flags(), line.words)
        painter.setFont(self._small)
        painter.setPen(self._ink("text2", here=here))
        painter.drawText(boxes.note, self._flags(), line.note)
        odd = line.state is SectionState.TO_CHECK
        painter.setFont(self._small_bold if odd else self._small)
        painter.setPen(self._ink("text" if odd else "text2", here=here))
        painter.drawText(boxes.state, self._flags(), line.state_words)

    def _ink(self, token: str, *, here: bool) -> QColor:
        """In a contrast theme everything on the chosen line has the one colour that reads there."""
        theme = self._theme
        return theme.colour("seltext" if here and theme.has_outlines else token)

    def _flags(self, side: str = "middle") -> int:
        align = Qt.AlignmentFlag
        across = align.AlignRight if self._theme.language_rtl else align.AlignLeft
        down = align.AlignBottom if side == "end" else align.AlignVCenter
        return (across | down).value | Qt.TextFlag.TextWordWrap.value


def _line(index: Index) -> Line:
    found = index.data(Qt.ItemDataRole.UserRole)
    return found if isinstance(found, Line) else Line("")
