# SPDX-License-Identifier: Apache-2.0
"""Headings that a screen reader can jump to. A page has exactly one of level 1."""

from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLabel, QWidget

from kinfile.ui.theme import Theme
from kinfile.ui.widgets.text import label, set_words


class Heading(QLabel):
    """`level` is 1 or 2; the look follows it. Focusable by code only, to announce a new page."""

    accessible_role = QAccessible.Role.Heading

    def __init__(
        self, text: str, theme: Theme, *, level: int = 1, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.level = level
        plain = label(text, f"h{level}")
        self.setTextFormat(plain.textFormat())
        self.setProperty("look", f"h{level}")
        self.setWordWrap(True)
        self.setContentsMargins(0, 0, 0, theme.space(2))
        self.set_text(text)

    def set_text(self, text: str) -> None:
        set_words(self, text)
