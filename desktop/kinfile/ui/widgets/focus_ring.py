# SPDX-License-Identifier: Apache-2.0
"""The two-tone ring round whatever has the focus, and the scrolling that brings it into view.

Style sheets cannot draw outside a widget, and a border that appears with the focus moves
everything else. So one transparent child of the window follows the focus: ink against the
widget, yellow round it, one of which stands out from any neighbour (WCAG 2.4.13). It is cut to
the visible part of the scroll areas around the widget.

A widget that wants the ring round a part of itself has a method `ring_box() -> QRect`, in its
own coordinates, and a signal `ring_moved`; one that wants no ring answers with an empty box.
"""

from collections.abc import Iterator

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt, QTimer, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QRegion
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QScrollArea, QWidget
from shiboken6 import isValid

from kinfile.ui.theme import Theme

INK = 2
YELLOW = 4
ABOVE = 76
"""Pixels kept visible above a focused field, so that its question shows with it."""
BELOW = 24
_MOVES = {
    QEvent.Type.Move,
    QEvent.Type.Resize,
    QEvent.Type.Show,
    QEvent.Type.Hide,
    QEvent.Type.LayoutRequest,
}


class FocusRing(QWidget):
    """One for each window. `set_theme` when the theme changes; it owns no widget it follows."""

    def __init__(self, window: QWidget, theme: Theme) -> None:
        super().__init__(window)
        self.setObjectName("focus_ring")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._window = window
        self._theme = theme
        self._target: QWidget | None = None
        self._watched: list[QObject] = []
        # Geometry settles in several steps; the ring is placed once, after the last of them.
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._place)
        self._arrived = QTimer(self, singleShot=True, interval=0)
        self._arrived.timeout.connect(self._reveal)
        self._stood_at: QPoint | None = None
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus_changed)
        self.hide()

    @property
    def target(self) -> QWidget | None:
        """The widget the ring is round, or None."""
        return self._target if self._target is not None and isValid(self._target) else None

    def bring_into_view(self) -> None:
        """Scroll to what has the focus, while a page that is just being shown is laid out."""
        self._stood_at = None
        self._arrived.start()

    def _reveal(self) -> None:
        """Texts find their height in several steps: look again until nothing moves any more."""
        target = self.target
        if target is None or not target.isVisible():
            return
        reveal(target, self._theme)
        stands_at = target.mapTo(self._window, QPoint(0, 0))
        if stands_at != self._stood_at:
            self._stood_at = stands_at
            self._arrived.start()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._later.start()

    @Slot(QWidget, QWidget)
    def _on_focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        if new is None or new.window() is not self._window:
            self._follow(None)
            return
        self._follow(new)
        reveal(new, self._theme)

    def _follow(self, target: QWidget | None) -> None:
        # A page that was replaced may have taken some of them with it.
        for thing in filter(isValid, self._watched):
            thing.removeEventFilter(self)
        self._hear_moves(listen=False)
        self._watched = []
        self._target = target
        if target is not None:
            self._watched = [target, *_ancestors(target, self._window)]
            for thing in self._watched:
                thing.installEventFilter(self)
            self._hear_moves(listen=True)
        self._later.start()

    def _hear_moves(self, *, listen: bool) -> None:
        moved = getattr(self.target, "ring_moved", None)
        if moved is not None:
            (moved.connect if listen else moved.disconnect)(self._later.start)

    def eventFilter(self, _thing: QObject, event: QEvent) -> bool:
        if event.type() in _MOVES:
            self._later.start()
        return False

    def _place(self) -> None:
        box = self._box()
        if box.isEmpty():
            self.hide()
            return
        wide = self._outset
        outer = box.adjusted(-wide, -wide, wide, wide)
        self.setGeometry(outer)
        visible = self._visible().translated(-outer.topLeft())
        inner = QRect(QPoint(wide, wide), box.size())
        # Only the frame itself: what is inside repaints without the ring while one types.
        frame = QRegion(self.rect()).intersected(visible) - QRegion(inner)
        if frame.isEmpty():
            # Scrolled out of sight. Qt takes an empty mask for none and would draw it all.
            self.hide()
            return
        self.setMask(frame)
        self.raise_()
        self.show()
        self.update()

    @property
    def _outset(self) -> int:
        return self._theme.space(INK) + self._theme.space(YELLOW)

    def _box(self) -> QRect:
        target = self.target
        if target is None or not target.isVisible():
            return QRect()
        box = _part_of(target)
        if box.isEmpty():
            return QRect()
        return QRect(target.mapTo(self._window, box.topLeft()), box.size())

    def _visible(self) -> QRect:
        """What the scroll areas around the target let through, in the window's coordinates."""
        visible = self._window.rect()
        for area in _scroll_areas(self.target):
            corner = area.viewport().mapTo(self._window, QPoint(0, 0))
            visible &= QRect(corner, area.viewport().size())
        return visible

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        ink, yellow = self._theme.space(INK), self._theme.space(YELLOW)
        box = QRectF(self.rect())
        for token, wide, inset in (("focus", yellow, 0.0), ("focusink", ink, float(yellow))):
            middle = inset + wide / 2
            painter.setPen(QPen(self._theme.colour(token), wide))
            painter.drawRoundedRect(box.adjusted(middle, middle, -middle, -middle), 5, 5)
        painter.end()


def _part_of(widget: QWidget) -> QRect:
    """What of it the ring is for, in its own coordinates; empty where there is no such part."""
    ring_box = getattr(widget, "ring_box", None)
    box = ring_box() if callable(ring_box) else widget.rect()
    return box if isinstance(box, QRect) else QRect()


def reveal(widget: QWidget, theme: Theme) -> None:
    """Scroll every area around `widget` so that it, and the question above it, can be seen.

    Of a widget with parts it is the one that the ring is for.
    """
    above, below = theme.space(ABOVE), theme.space(BELOW)
    part = _part_of(widget)
    if part.isEmpty():
        part = widget.rect()
    for area in _scroll_areas(widget):
        inside = area.widget() if isinstance(area, QScrollArea) else None
        if inside is None:
            continue
        top = widget.mapTo(inside, part.topLeft()).y()
        bar, high = area.verticalScrollBar(), area.viewport().height()
        lowest = top + min(part.height(), high - above) + below - high
        highest = top - above
        if bar.value() > highest:
            bar.setValue(highest)
        elif bar.value() < lowest:
            bar.setValue(min(lowest, highest) if lowest > highest else lowest)


def _ancestors(widget: QWidget, window: QWidget) -> Iterator[QWidget]:
    parent = widget.parentWidget()
    while parent is not None and parent is not window:
        yield parent
        parent = parent.parentWidget()
    yield window


def _scroll_areas(widget: QWidget | None) -> Iterator[QAbstractScrollArea]:
    """The scroll areas whose viewport `widget` is inside of, from the inside out."""
    while widget is not None:
        parent = widget.parentWidget()
        if isinstance(parent, QAbstractScrollArea) and parent.viewport() is widget:
            yield parent
        widget = parent
