# SPDX-License-Identifier: Apache-2.0
"""Widgets side by side that start a new line when one is full.

Made of a widget that places its children, not of a QLayout: Qt asks a layout written in Python
for items that PySide6 may have let go of, and the process ends (measured with 6.11.3).
"""

from collections.abc import Iterator

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from kinfile.ui.widgets.mirror import mirrored

Line = list[tuple[QWidget, QSize]]


class Flow(QWidget):
    """Children keep their size hint. `gap` stands between them and between lines, in pixels."""

    def __init__(self, *, gap: int) -> None:
        super().__init__()
        self._gap = gap
        self._parts: list[QWidget] = []
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def add(self, part: QWidget) -> None:
        """Put `part` at the end."""
        part.setParent(self)
        if not part.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide):
            part.show()
        self._parts.append(part)
        self._arrange()
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        sizes = [self._size(part) for part in self._shown()]
        wide = sum(size.width() for size in sizes) + self._gap * max(len(sizes) - 1, 0)
        return QSize(wide, max((size.height() for size in sizes), default=0))

    def minimumSizeHint(self) -> QSize:
        least = QSize(0, 0)
        for part in self._shown():
            least = least.expandedTo(part.minimumSizeHint().expandedTo(part.minimumSize()))
        return least

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        lines = list(self._lines(width))
        high = sum(max(size.height() for _, size in line) for line in lines)
        return high + self._gap * max(len(lines) - 1, 0)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
            self._arrange()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._arrange()

    def _shown(self) -> list[QWidget]:
        return [part for part in self._parts if part.parent() is self and not part.isHidden()]

    def _size(self, part: QWidget) -> QSize:
        hint = part.sizeHint().expandedTo(part.minimumSize()).expandedTo(part.minimumSizeHint())
        return hint.boundedTo(part.maximumSize())

    def _lines(self, width: int) -> Iterator[Line]:
        line: Line = []
        used = 0
        for part in self._shown():
            size = self._size(part)
            if size.width() > width:
                least = max(width, part.minimumSizeHint().width())
                high = part.heightForWidth(least) if part.hasHeightForWidth() else size.height()
                size = QSize(least, high)
            if line and used + self._gap + size.width() > width:
                yield line
                line, used = [], 0
            used += size.width() + (self._gap if line else 0)
            line.append((part, size))
        if line:
            yield line

    def _arrange(self) -> None:
        y = 0
        for line in self._lines(self.width()):
            high, x = max(size.height() for _, size in line), 0
            for part, size in line:
                box = QRect(QPoint(x, y + (high - size.height()) // 2), size)
                part.setGeometry(mirrored(self.layoutDirection(), self.rect(), box))
                x += size.width() + self._gap
            y += high + self._gap


class FlowLayout(QVBoxLayout):
    """A flow where a layout is wanted: on a widget, or inside another layout."""

    def __init__(self, parent: QWidget | None = None, *, gap: int = 8) -> None:
        super().__init__()
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(0)
        self._flow = Flow(gap=gap)
        super().addWidget(self._flow)
        if parent is not None:
            parent.setLayout(self)

    def addWidget(self, part: QWidget) -> None:  # type: ignore[override]
        """Put `part` at the end of the flow."""
        self._flow.add(part)
