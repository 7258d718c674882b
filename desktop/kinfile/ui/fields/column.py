# SPDX-License-Identifier: Apache-2.0
"""A column of widgets that is exactly as tall as its width makes it.

Qt asks a scrolled widget for its smallest size first, and words that wrap answer for the
narrowest column there could be: the surplus height then opens gaps between the lines.
"""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kinfile.ui.theme import Theme


class Column(QWidget):
    """`layout_` takes what goes in; `gap` stands between, in pixels at 100 %."""

    def __init__(self, theme: Theme, *, gap: int = 8) -> None:
        super().__init__()
        self.layout_ = QVBoxLayout(self)
        self.layout_.setContentsMargins(0, 0, 0, 0)
        self.layout_.setSpacing(theme.space(gap))

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), 0)
