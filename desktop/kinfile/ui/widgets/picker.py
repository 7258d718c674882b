# SPDX-License-Identifier: Apache-2.0
"""A drop-down list that the mouse wheel cannot change by accident.

A screen reader or voice control may choose a line of it whether it is open or not.
"""

from PySide6.QtCore import QChildEvent, QEvent, QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QWidget

from kinfile.ui import icons
from kinfile.ui.theme import Theme
from kinfile.ui.widgets.assistive import AssistiveChoice
from kinfile.ui.widgets.mirror import mirrored
from kinfile.ui.widgets.text import sentences


class Picker(QComboBox):
    """`says` is its accessible name: the words of the label above it."""

    _told: AssistiveChoice | None = None

    def __init__(
        self, theme: Theme, *, says: str, name: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme, self._says = theme, says
        self.setAccessibleName(says)
        self.setAccessibleDescription("")
        self.setObjectName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        # Long options must not push the page wider than the window.
        self.setMinimumContentsLength(8)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)

    def setAccessibleDescription(self, description: str) -> None:
        """With the words of the label: on Linux the name heard is what is chosen in the list."""
        if self._says not in description:
            description = sentences(self._says, description)
        super().setAccessibleDescription(description)

    def childEvent(self, event: QChildEvent) -> None:
        """Its lines are made when somebody opens it or asks what there is to choose from."""
        super().childEvent(event)
        if event.type() is QEvent.Type.ChildPolished and self._told is None:
            self._told = AssistiveChoice(self)
            self._told.chosen.connect(self._on_told)

    def _on_told(self, row: int) -> None:
        self.hidePopup()
        self.setCurrentIndex(row)
        self.activated.emit(row)

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
            mirrored(self.layoutDirection(), self.rect(), box),
            icons.pixmap("chevron-down", self._theme.colour("text"), size),
        )
        painter.end()
