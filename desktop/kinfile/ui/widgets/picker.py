# SPDX-License-Identifier: Apache-2.0
"""A drop-down list that the mouse wheel cannot change by accident."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QWidget

from kinfile.ui import icons
from kinfile.ui.theme import Theme


class Picker(QComboBox):
    """`says` is its accessible name: the words of the label above it."""

    def __init__(
        self, theme: Theme, *, says: str, name: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAccessibleName(says)
        self.setObjectName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        # Long options must not push the page wider than the window.
        self.setMinimumContentsLength(8)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        size = self._theme.px(18)
        margin = self._theme.space(9)
        box = QRect(self.width() - size - margin, (self.height() - size) // 2, size, size)
        painter = QPainter(self)
        painter.drawPixmap(
            self.style().visualRect(self.layoutDirection(), self.rect(), box),
            icons.pixmap("chevron-down", self._theme.colour("text"), size),
        )
        painter.end()
