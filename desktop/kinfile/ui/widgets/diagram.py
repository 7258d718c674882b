# SPDX-License-Identifier: Apache-2.0
"""A picture whose parts can be walked with the arrows: one tab stop, the ring round one part.

The ear hears the part that the keys are at as the picture's description; the same facts stand in
a table, so nothing is in the picture alone.
"""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QFocusEvent,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QResizeEvent,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QWidget

from kinfile.i18n import Language
from kinfile.ui.theme import Theme

_CHOOSES = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
_AROUND = 24
"""Pixels kept visible round the part that the keys are at."""


class Words:
    """Wrapped text of one font, centred or leading: how high it gets, and how to draw it."""

    def __init__(self, font: QFont, *, centred: bool = False) -> None:
        self._font = font
        self._high = QFontMetricsF(font).lineSpacing()
        self._option = QTextOption()
        self._option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        flag = Qt.AlignmentFlag
        self._option.setAlignment(flag.AlignHCenter if centred else flag.AlignLeading)

    def height(self, text: str, width: float) -> float:
        layout = QTextLayout(text, self._font)
        layout.setTextOption(self._option)
        layout.beginLayout()
        lines = 0
        while True:
            line = layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(width)
            lines += 1
        layout.endLayout()
        return lines * self._high

    def draw(self, painter: QPainter, text: str, x: float, y: float, width: float) -> float:
        """Draw `text` with its upper left corner there; the height it took."""
        high = self.height(text, width)
        painter.setFont(self._font)
        # A line's spacing may be rounded the other way when it is drawn.
        painter.drawText(QRectF(x, y, width, high + self._high), text, self._option)
        return high


class Diagram(QWidget):
    """Subclasses say how many parts there are, where, what each is, and paint them."""

    row_chosen = Signal(int)
    """Enter, or a double click, on the part of that number (from 0)."""
    ring_moved = Signal()
    arranged = Signal()
    """It is laid out anew."""

    accessible_role = QAccessible.Role.Graphic

    def __init__(self, theme: Theme, language: Language, *, says: str, name: str) -> None:
        super().__init__()
        self.theme, self.language = theme, language
        self.here = 0
        self.setObjectName(name)
        self.setAccessibleName(says)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setSizePolicy(policy)

    # what a subclass says

    def boxes(self) -> Sequence[QRectF]:
        """Where each part is, in the order of the parts."""
        raise NotImplementedError

    def sentence(self, number: int) -> str:
        """What is heard of a part."""
        raise NotImplementedError

    def lay_out(self, width: int) -> int:
        """Arrange everything for `width`; the height it takes."""
        raise NotImplementedError

    def step(self, key: Qt.Key) -> int:
        """The part that the key leads to from `here`."""
        last = len(self.boxes()) - 1
        if key == Qt.Key.Key_Home:
            return 0
        if key == Qt.Key.Key_End:
            return last
        forward = key in (Qt.Key.Key_Down, self._ahead)
        return max(0, min(last, self.here + (1 if forward else -1)))

    @property
    def _ahead(self) -> Qt.Key:
        return Qt.Key.Key_Left if self.theme.language_rtl else Qt.Key.Key_Right

    # moving

    def point_at(self, number: int) -> None:
        """Bring the keys to a part, and the part into view."""
        if not 0 <= number < len(self.boxes()):
            return
        self.here = number
        self._tell()
        self.ring_moved.emit()
        self._show_here()

    def _tell(self) -> None:
        count = len(self.boxes())
        if not count:
            return
        words = self.language.text(
            "{number} of {count}. {words}",
            number=self.here + 1,
            count=count,
            words=self.sentence(self.here),
        )
        self.setAccessibleDescription(words)
        event = QAccessibleEvent(self, QAccessible.Event.DescriptionChanged)
        QAccessible.updateAccessibility(event)

    def _show_here(self) -> None:
        bring_into_view(self, self.ring_box())

    def ring_box(self) -> QRect:
        boxes = self.boxes()
        return boxes[self.here].toAlignedRect() if boxes else self.rect()

    # Qt's side

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        arrows = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif key in (*arrows, Qt.Key.Key_Home, Qt.Key.Key_End):
            self.point_at(self.step(key))
        elif key in _CHOOSES and self.boxes():
            self.row_chosen.emit(self.here)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._point_under(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self._point_under(event):
            self.row_chosen.emit(self.here)

    def _point_under(self, event: QMouseEvent) -> bool:
        for number, box in enumerate(self.boxes()):
            if box.contains(event.position()):
                self.point_at(number)
                return True
        return False

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._tell()
        self._show_here()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.arrange()

    def arrange(self) -> None:
        """Lay out anew for the width there is."""
        self.setFixedHeight(max(1, self.lay_out(self.width())))
        self.here = min(self.here, max(0, len(self.boxes()) - 1))
        self._tell()
        self.ring_moved.emit()
        self.arranged.emit()
        self.update()


def bring_into_view(widget: QWidget, box: QRect) -> None:
    """Scroll the area around `widget` so that the part `box` of it can be seen."""
    area = widget.parentWidget()
    while area is not None and not isinstance(area, QScrollArea):
        area = area.parentWidget()
    inside = area.widget() if isinstance(area, QScrollArea) else None
    if inside is None or not isinstance(area, QScrollArea):
        return
    top = widget.mapTo(inside, QPoint(0, box.top())).y() - _AROUND
    bottom = widget.mapTo(inside, QPoint(0, box.bottom())).y() + _AROUND
    bar, high = area.verticalScrollBar(), area.viewport().height()
    if top < bar.value():
        bar.setValue(top)
    elif bottom > bar.value() + high:
        bar.setValue(min(bottom - high, top))
