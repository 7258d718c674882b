# SPDX-License-Identifier: Apache-2.0
"""A white box that holds what belongs together."""

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from kinfile.ui.theme import Theme
from kinfile.ui.widgets.heading import Heading


class Card(QFrame):
    """`column` takes what goes in; `heading` is there when a title is given."""

    def __init__(
        self,
        theme: Theme,
        *,
        title: str = "",
        look: str = "card",
        padding: int = 20,
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("look", look)
        self.setObjectName(name)
        self.column = QVBoxLayout(self)
        edge = theme.space(padding)
        self.column.setContentsMargins(edge, theme.space(padding - 4), edge, edge)
        self.column.setSpacing(theme.space(8))
        self.heading: Heading | None = None
        if title:
            self.heading = Heading(title, theme, level=2)
            self.column.addWidget(self.heading)
