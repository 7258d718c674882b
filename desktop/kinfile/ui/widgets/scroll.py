# SPDX-License-Identifier: Apache-2.0
"""A column that scrolls, with lines no longer than the eye follows."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from kinfile.ui.theme import MEASURE, Theme


class ScrollColumn(QScrollArea):
    """`column` takes what goes in. `measure` is its widest, in pixels at 100 %; 0 for no limit.

    The area itself takes no focus: what is in it does, and is scrolled into view.
    """

    def __init__(
        self,
        theme: Theme,
        *,
        measure: int = MEASURE,
        margins: tuple[int, int, int, int] = (28, 16, 28, 24),
        name: str = "scroll",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        # One that Python knows: its own would have its type looked for among all of Qt's.
        self.setViewport(QWidget())
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        page = QWidget()
        outer = QHBoxLayout(page)
        outer.setContentsMargins(*(theme.space(edge) for edge in margins))
        outer.setSpacing(0)
        self.inner = QWidget()
        self.column = QVBoxLayout(self.inner)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(theme.space(8))
        if measure:
            self.inner.setMaximumWidth(theme.px(measure))
        outer.addWidget(self.inner, 1)
        if measure:
            # Takes what is left beyond the measure; the column grows first.
            outer.addStretch(0)
        self.setWidget(page)

    def focusNextPrevChild(self, is_next: bool) -> bool:
        """Tab. The focus ring scrolls to where it leads, and knows which part that is about.

        Qt's own would scroll too, afterwards, and of what is taller than the view show the end.
        """
        return QWidget.focusNextPrevChild(self, is_next)
