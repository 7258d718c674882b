# SPDX-License-Identifier: Apache-2.0
"""Filters as pills, one of which is always on. Each is a radio button to a screen reader."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QWidget

from kinfile.ui.theme import Theme
from kinfile.ui.widgets.flow import FlowLayout


class Chip(QRadioButton):
    """One pill. It keeps role, arrow keys and exclusiveness of the radio button it is."""

    def __init__(self, text: str, theme: Theme, *, name: str = "") -> None:
        super().__init__(text)
        self._theme = theme
        self._text_font = theme.font(15, weight=600)
        self.setAccessibleName(text)
        self.setObjectName(name)
        self.setFixedSize(self.sizeHint())

    def sizeHint(self) -> QSize:
        wide = QFontMetrics(self._text_font).horizontalAdvance(self.text())
        return QSize(wide + 2 * self._theme.space(15), self._theme.px(24) + self._theme.space(10))

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, on = self._theme, self.isChecked()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("link" if on else "fieldline"), 1))
        painter.setBrush(theme.colour("link" if on else "surface"))
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        painter.setFont(self._text_font)
        painter.setPen(theme.colour("page" if on else "text"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())
        painter.end()


class Chips(QWidget):
    """An exclusive row of pills that wraps. The keys are the caller's."""

    chosen = Signal(str)
    accessible_role = QAccessible.Role.Grouping

    def __init__(
        self,
        items: Sequence[tuple[str, str]],
        theme: Theme,
        *,
        says: str,
        name: str = "chips",
        parent: QWidget | None = None,
    ) -> None:
        """`items` are (key, words); the first is on."""
        super().__init__(parent)
        self.setAccessibleName(says)
        self.setObjectName(name)
        self._group = QButtonGroup(self)
        self._chips: dict[str, Chip] = {}
        row = FlowLayout(self, gap=theme.space(8))
        for key, words in items:
            chip = Chip(words, theme, name=f"{name}.{key}")
            chip.setAccessibleDescription(says)
            chip.toggled.connect(self._on_toggled)
            self._chips[key] = chip
            self._group.addButton(chip)
            row.addWidget(chip)
        next(iter(self._chips.values())).setChecked(True)

    @property
    def key(self) -> str:
        """The key of the pill that is on."""
        return next(key for key, chip in self._chips.items() if chip.isChecked())

    def choose(self, key: str) -> None:
        self._chips[key].setChecked(True)

    def set_shown(self, key: str, *, is_shown: bool) -> None:
        """Whether the pill `key` stands in the row; the one that is on should."""
        self._chips[key].setVisible(is_shown)

    def _on_toggled(self, on: bool) -> None:
        if on:
            self.chosen.emit(self.key)
