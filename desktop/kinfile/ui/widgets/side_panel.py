# SPDX-License-Identifier: Apache-2.0
"""What opens beside a page when it is asked for: a title, the way to close it, and a column."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from kinfile.i18n import Language
from kinfile.ui.theme import Theme
from kinfile.ui.widgets.buttons import LinkButton
from kinfile.ui.widgets.heading import Heading
from kinfile.ui.widgets.scroll import ScrollColumn


class SidePanel(QFrame):
    """Hidden at first. Esc closes it, as its button does."""

    closed = Signal()

    def __init__(self, theme: Theme, language: Language, *, name: str, title: str = "") -> None:
        super().__init__()
        self._theme, self._language = theme, language
        self.setObjectName(name)
        self.setProperty("look", "rail")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(*(theme.space(n) for n in (20, 16, 16, 8)))
        # In a compact window it takes the place of the page, whose heading is hidden then.
        self.heading = Heading(title, theme, level=1 if theme.is_compact else 2)
        head.addWidget(self.heading, 1)
        self.close_button = LinkButton(language.text("Close"), theme, name=f"{name}.close")
        self.close_button.clicked.connect(self.closed)
        head.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        self._scroll = ScrollColumn(
            theme, measure=0, margins=(20, 4, 20, 20), name=f"{name}.scroll"
        )
        column.addWidget(self._scroll, 1)
        if title:
            self._name_after(title)
        self.hide()

    def _name_after(self, title: str) -> None:
        """What a screen reader calls the panel and the way out of it."""
        text = self._language.text
        self.setAccessibleName(title)
        says = text("{what}: {part}", what=text("Close"), part=title)
        self.close_button.setAccessibleName(says)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)
