# SPDX-License-Identifier: Apache-2.0
"""What can be done with the pages of a document: turn them, make them larger, print them."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kinfile.i18n import Language
from kinfile.ui.theme import Theme
from kinfile.ui.widgets.buttons import Button, LinkButton
from kinfile.ui.widgets.flow import FlowLayout
from kinfile.ui.widgets.text import label, set_words
from kinfile.ui.widgets.working import Working


class PagesBar(QWidget):
    """`may_print` is whether policy lets documents be printed."""

    turned = Signal(int)
    """So many pages on, or back."""
    zoomed = Signal(int)
    """One step larger (1) or smaller (-1)."""
    print_chosen = Signal()

    def __init__(self, theme: Theme, language: Language, *, name: str, may_print: bool) -> None:
        super().__init__()
        self._language, self._theme, self._name = language, theme, name
        text = language.text
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.space(n) for n in (8, 6, 8, 6)))
        column.setSpacing(theme.space(6))
        row = FlowLayout(gap=theme.space(8))
        self.before = self._button("before", "chevron-left", text("Previous page"))
        self.where = label("", "caption", wraps=False, name=f"{name}.where")
        self.next = self._button("next", "chevron-right", text("Next page"))
        self.smaller = self._button("smaller", "minus", text("Smaller pages"))
        self.larger = self._button("larger", "plus", text("Larger pages"))
        self.before.clicked.connect(lambda: self.turned.emit(-1))
        self.next.clicked.connect(lambda: self.turned.emit(1))
        self.smaller.clicked.connect(lambda: self.zoomed.emit(-1))
        self.larger.clicked.connect(lambda: self.zoomed.emit(1))
        for part in (self.before, self.where, self.next, self.smaller, self.larger):
            row.addWidget(part)
        self.print: LinkButton | None = None
        if may_print:
            self.print = LinkButton(text("Print…"), theme, icon="printer", name=f"{name}.print")
            self.print.clicked.connect(self.print_chosen)
            row.addWidget(self.print)
        column.addLayout(row)
        self.working = Working(theme, language, name=f"{name}.printing")
        column.addWidget(self.working)

    def _button(self, key: str, icon: str, says: str) -> Button:
        button = Button("", self._theme, icon=icon, says=says, name=f"{self._name}.{key}")
        button.setToolTip(says)
        return button

    def show_page(self, number: int, of: int) -> None:
        """Say which page is looked at, counted from 1."""
        set_words(self.where, self._language.text("Page {n} of {of}", n=number, of=of))
