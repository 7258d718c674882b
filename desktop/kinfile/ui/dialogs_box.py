# SPDX-License-Identifier: Apache-2.0
"""The box of a question that stops everything. Dialogs shows it, and nobody else."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from kinfile.ui.theme import Theme
from kinfile.ui.widgets.buttons import Button
from kinfile.ui.widgets.flow import FlowLayout
from kinfile.ui.widgets.focus_ring import FocusRing
from kinfile.ui.widgets.heading import Heading
from kinfile.ui.widgets.text import label


class DialogBox(QDialog):
    """A question with its own focus ring. `offer` or `offer_close` gives it its buttons."""

    def __init__(self, parent: QWidget, title: str, text: str, theme: Theme) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("dialog")
        # The title bar never tells what the window is about.
        self.setWindowTitle("Kinfile")
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(*(theme.space(24),) * 4)
        self._column.setSpacing(theme.space(12))
        self._column.addWidget(Heading(title, theme, level=1))
        self._column.addWidget(label(text))
        self.setMinimumWidth(min(theme.px(440), parent.window().width() or theme.px(440)))

    def offer(self, yes: str, *, cancel: str, is_danger: bool) -> None:
        """Two buttons, the one that goes on and the one that does not."""
        go = Button(yes, self._theme, look="danger" if is_danger else "primary", name="dialog.yes")
        stay = Button(cancel, self._theme, name="dialog.no")
        go.clicked.connect(self.accept)
        stay.clicked.connect(self.reject)
        self._finish((go, stay), first=stay if is_danger else go)

    def offer_close(self, words: str) -> None:
        """The only button."""
        close = Button(words, self._theme, look="primary", name="dialog.close")
        close.clicked.connect(self.accept)
        self._finish((close,), first=close)

    def _finish(self, buttons: tuple[Button, ...], *, first: Button) -> None:
        row = FlowLayout(gap=self._theme.space(12))
        for button in buttons:
            row.addWidget(button)
        self._column.addSpacing(self._theme.space(4))
        self._column.addLayout(row)
        self.ring = FocusRing(self, self._theme)
        first.setFocus()
