# SPDX-License-Identifier: Apache-2.0
"""Radio buttons and tick boxes with words that wrap, drawn at the size of the text.

Qt's own neither wrap nor grow. `Radio` is a QRadioButton and `Tick` a QCheckBox, so groups,
keys and screen readers treat them as such. Rows are 34 pixels high and the whole row answers.

A screen reader or voice control sets them without a click: Qt's accessibility toggles the button.
Both say `clicked` then too, because that is what everybody listens to.
"""

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QRadioButton, QSizePolicy

from kinfile.ui.theme import Theme
from kinfile.ui.widgets.mirror import mirrored

ROW = 34
# AlignLeft is the leading side: a painter mirrors it with its widget.
WRAPPED = (Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter).value | (
    Qt.TextFlag.TextWordWrap.value
)
MARK = 24
GAP = 10


class _Row:
    """Where the mark and the words of one choice go. The drawing both kinds share."""

    def __init__(self, button: QAbstractButton, theme: Theme, *, size: float = 16) -> None:
        self.button = button
        self.theme = theme
        self.font = theme.font(size)
        button.setFont(self.font)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        button.setSizePolicy(policy)

    @property
    def indent(self) -> int:
        return self.theme.px(MARK) + self.theme.space(GAP)

    def size_hint(self) -> QSize:
        wide = QFontMetrics(self.font).horizontalAdvance(self.button.text())
        return QSize(self.indent + wide + 4, self.theme.px(ROW))

    def least(self) -> QSize:
        metrics = QFontMetrics(self.font)
        words = self.button.text().split() or [""]
        wide = max(metrics.horizontalAdvance(word) for word in words)
        return QSize(self.indent + wide + 4, self.theme.px(ROW))

    def height_for(self, width: int) -> int:
        room = QRect(0, 0, max(width - self.indent - 2, 1), 10_000)
        text = QFontMetrics(self.font).boundingRect(room, WRAPPED, self.button.text())
        return max(self.theme.px(ROW), text.height() + 2 * self.theme.space(5))

    def mark_box(self) -> QRect:
        """Where the ring or square goes: beside the first line, at the leading edge."""
        size = self.theme.px(MARK)
        top = (min(self.button.height(), self.theme.px(ROW)) - size) // 2
        return self._mirrored(QRect(QPoint(0, top), QSize(size, size)))

    def _mirrored(self, box: QRect) -> QRect:
        return mirrored(self.button.layoutDirection(), self.button.rect(), box)

    def ink(self) -> QColor:
        if not self.button.isEnabled():
            return self.theme.colour("disabled")
        return self.theme.colour("text" if self.button.isChecked() else "fieldline")

    def draw_words(self, painter: QPainter) -> None:
        room = QRect(self.indent, 0, self.button.width() - self.indent, self.button.height())
        painter.setFont(self.font)
        painter.setPen(self.theme.colour("text" if self.button.isEnabled() else "disabled"))
        painter.drawText(self._mirrored(room), WRAPPED, self.button.text())


class Radio(QRadioButton):
    _is_ours = False
    """Whether what changes it now is this program or a click, rather than a screen reader."""

    def __init__(self, text: str, theme: Theme, *, says: str = "", name: str = "") -> None:
        super().__init__(text)
        self._row = _Row(self, theme)
        self.setAccessibleName(says or text)
        self.setObjectName(name)

    def setChecked(self, is_on: bool) -> None:
        """Show a choice; nobody is told that it was made."""
        self._is_ours = True
        super().setChecked(is_on)
        self._is_ours = False

    def nextCheckState(self) -> None:
        """A click, which says itself what it did."""
        self._is_ours = True
        super().nextCheckState()
        self._is_ours = False

    def checkStateSet(self) -> None:
        super().checkStateSet()
        if not self._is_ours and self.isChecked():
            # Not before Qt has finished with the rest of the group.
            QTimer.singleShot(0, self, self._say_clicked)

    def _say_clicked(self) -> None:
        # The stubs do not know that a signal of two signatures is told apart so.
        self.clicked[bool].emit(self.isChecked())  # type: ignore[index]

    def sizeHint(self) -> QSize:
        return self._row.size_hint()

    def minimumSizeHint(self) -> QSize:
        return self._row.least()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._row.height_for(width)

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def paintEvent(self, _event: QPaintEvent) -> None:
        row = self._row
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line = max(2.0, row.theme.px(2))
        box = QRectF(row.mark_box()).adjusted(line / 2, line / 2, -line / 2, -line / 2)
        painter.setPen(QPen(row.ink(), line))
        painter.setBrush(row.theme.colour("field"))
        painter.drawEllipse(box)
        if self.isChecked():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(row.ink())
            part = box.width() * 0.24
            painter.drawEllipse(box.adjusted(part, part, -part, -part))
        row.draw_words(painter)
        painter.end()


class Tick(QCheckBox):
    _is_ours = False
    """Whether what changes it now is this program or a click, rather than a screen reader."""

    def __init__(self, text: str, theme: Theme, *, says: str = "", name: str = "") -> None:
        super().__init__(text)
        self._row = _Row(self, theme)
        self.setAccessibleName(says or text)
        self.setObjectName(name)

    def setChecked(self, is_on: bool) -> None:
        """Show a choice; nobody is told that it was made."""
        self._is_ours = True
        super().setChecked(is_on)
        self._is_ours = False

    def nextCheckState(self) -> None:
        """A click, which says itself what it did."""
        self._is_ours = True
        super().nextCheckState()
        self._is_ours = False

    def checkStateSet(self) -> None:
        super().checkStateSet()
        if not self._is_ours:
            QTimer.singleShot(0, self, self._say_clicked)

    def _say_clicked(self) -> None:
        # The stubs do not know that a signal of two signatures is told apart so.
        self.clicked[bool].emit(self.isChecked())  # type: ignore[index]

    def sizeHint(self) -> QSize:
        return self._row.size_hint()

    def minimumSizeHint(self) -> QSize:
        return self._row.least()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._row.height_for(width)

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        row = self._row
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line = max(2.0, row.theme.px(2))
        box = QRectF(row.mark_box()).adjusted(line / 2, line / 2, -line / 2, -line / 2)
        painter.setPen(QPen(row.ink(), line))
        painter.setBrush(row.theme.colour("field"))
        painter.drawRoundedRect(box, row.theme.px(4), row.theme.px(4))
        if self.isChecked():
            self._draw_tick(painter, box, line)
        row.draw_words(painter)
        painter.end()

    def _draw_tick(self, painter: QPainter, box: QRectF, line: float) -> None:
        pen = QPen(self._row.ink(), line * 1.6)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        points = ((0.24, 0.52), (0.43, 0.70), (0.76, 0.32))
        wide, high = box.width(), box.height()
        painter.drawPolyline(
            QPolygonF([QPointF(box.x() + x * wide, box.y() + y * high) for x, y in points])
        )
