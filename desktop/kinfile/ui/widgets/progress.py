# SPDX-License-Identifier: Apache-2.0
"""A thin bar beside words that say the same: "5 of 11 completed"."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QProgressBar, QWidget

from kinfile.ui.theme import Theme

HIGH = 8


class Progress(QProgressBar):
    """`says` is the accessible name; the bar itself shows no words and takes no focus."""

    def __init__(
        self, theme: Theme, *, says: str, name: str = "progress", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName(name)
        self.setTextVisible(False)
        self.setFixedHeight(theme.px(HIGH))
        self.setMinimumWidth(theme.px(120))
        self.setAccessibleName(says)

    def set_share(self, done: int, total: int, *, says: str) -> None:
        self.setRange(0, max(total, 1))
        self.setValue(done)
        self.setAccessibleName(says)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        share = self.value() / max(self.maximum(), 1)
        draw_bar(painter, QRectF(self.rect()), share, self._theme)
        painter.end()


def draw_bar(painter: QPainter, box: QRectF, share: float, theme: Theme) -> None:
    """Paint a bar filled from the leading edge to `share` (0 to 1); the record list uses it."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    round_ = box.height() / 2
    if theme.has_outlines:
        box = box.adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.setBrush(theme.colour("surface"))
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("line"))
    painter.drawRoundedRect(box, round_, round_)
    if share > 0:
        filled = QRectF(box)
        filled.setWidth(max(box.width() * min(share, 1), box.height()))
        if theme.language_rtl:
            filled.moveRight(box.right())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("okc"))
        painter.drawRoundedRect(filled, round_, round_)
