# SPDX-License-Identifier: Apache-2.0
"""What the cover says while a last backup is made, and how to do without it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kinfile.i18n import Language
from kinfile.ui.theme import Theme
from kinfile.ui.widgets.buttons import SecondaryButton
from kinfile.ui.widgets.text import label


class Closing(QWidget):
    """`is_lock` is whether Kinfile locks when that is done; else it closes."""

    skipped = Signal()

    def __init__(self, theme: Theme, language: Language, *, is_lock: bool) -> None:
        super().__init__()
        text = language.text
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(12))
        words = text("A copy is being made. It locks by itself when that is done.")
        now = text("Lock now, without a copy")
        if not is_lock:
            words = text("A copy is being made. It closes by itself when that is done.")
            now = text("Close now, without a copy")
        told = label(words, "hint", name="hidden.closing")
        told.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(told)
        self.skip = SecondaryButton(now, theme, name="hidden.skip")
        self.skip.clicked.connect(self.skipped)
        column.addWidget(self.skip, 0, Qt.AlignmentFlag.AlignHCenter)

    def clear(self) -> None:
        """Nothing is typed here."""

    def focus_first(self) -> None:
        self.skip.setFocus()
