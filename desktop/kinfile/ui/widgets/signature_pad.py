# SPDX-License-Identifier: Apache-2.0
"""A place to sign by hand: with a pen, a finger or the mouse.

It takes no focus, for nothing in it can be done by keys: a box for typing stands beside it.
"""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QTabletEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from kinfile.i18n import Language
from kinfile.records.hand import HEIGHT, WIDTH, Stroke, drawn
from kinfile.ui.theme import Theme

HIGH = 84


class SignaturePad(QWidget):
    """`changed` when a stroke is done or all is cleared; `strokes` is what stands there."""

    changed = Signal()

    accessible_role = QAccessible.Role.Graphic

    def __init__(self, theme: Theme, language: Language, *, name: str) -> None:
        super().__init__()
        self._theme, self._language = theme, language
        self.setObjectName(name)
        self.setFixedHeight(theme.px(HIGH))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self._strokes: list[Stroke] = []
        self._line: list[tuple[float, float]] | None = None
        self._say()

    @property
    def strokes(self) -> tuple[Stroke, ...]:
        return tuple(self._strokes)

    def show_strokes(self, strokes: tuple[Stroke, ...]) -> None:
        self._strokes = list(strokes)
        self._say()
        self.update()

    def clear(self) -> None:
        """Take everything away."""
        self.show_strokes(())
        self.changed.emit()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(360), self._theme.px(HIGH))

    # the pen

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._begin(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._go_on(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._end()

    def tabletEvent(self, event: QTabletEvent) -> None:
        """A pen is read by itself: as a mouse it would leave points out."""
        if event.type() is QTabletEvent.Type.TabletPress:
            self._begin(event.position())
        elif event.type() is QTabletEvent.Type.TabletMove:
            self._go_on(event.position())
        elif event.type() is QTabletEvent.Type.TabletRelease:
            self._end()
        event.accept()

    def _begin(self, at: QPointF) -> None:
        self._line = [self._placed(at)]
        self.update()

    def _go_on(self, at: QPointF) -> None:
        if self._line is not None:
            self._line.append(self._placed(at))
            self.update()

    def _end(self) -> None:
        line, self._line = self._line, None
        if line is not None:
            self._strokes = list(drawn([*self._strokes, line]).strokes)
            self._say()
            self.update()
            self.changed.emit()

    def _placed(self, at: QPointF) -> tuple[float, float]:
        """A point of the widget in the box of a hand, which is fitted into the widget."""
        box = self._box()
        x = (at.x() - box.left()) / box.width() * WIDTH
        return x, (at.y() - box.top()) / box.height() * HEIGHT

    def _box(self) -> QRectF:
        scale = min(self.width() / WIDTH, self.height() / HEIGHT)
        box = QRectF(0, 0, WIDTH * scale, HEIGHT * scale)
        box.moveCenter(QRectF(self.rect()).center())
        return box

    def _say(self) -> None:
        text = self._language.text
        state = text("drawn") if self._strokes else text("empty")
        name = text("Drawn signature")
        self.setAccessibleName(text("{what}: {part}", what=name, part=state))

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("fieldline"), theme.px(2), Qt.PenStyle.DashLine))
        painter.setBrush(theme.colour("surface"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)
        base, edge = self.height() * 0.75, theme.space(16)
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.drawLine(QPointF(edge, base), QPointF(self.width() - edge, base))
        pen = QPen(theme.colour("text"), theme.px(2))
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for stroke in (*self._strokes, self._line or ()):
            if stroke:
                painter.drawPath(self._path(stroke))

    def _path(self, stroke: Stroke | list[tuple[float, float]]) -> QPainterPath:
        box = self._box()
        points = [
            QPointF(box.left() + x * box.width() / WIDTH, box.top() + y * box.height() / HEIGHT)
            for x, y in stroke
        ]
        path = QPainterPath(points[0])
        # A dot is a line to itself, which a round pen makes visible.
        for point in points[1:] or points:
            path.lineTo(point)
        return path
