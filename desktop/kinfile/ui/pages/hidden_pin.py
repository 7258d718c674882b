# SPDX-License-Identifier: Apache-2.0
"""Choosing a PIN for the cover, by somebody who may take it away."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kinfile.i18n import N_, Language
from kinfile.ui.pages.hidden_return import beside, secret_box
from kinfile.ui.pin import LONGEST, SHORTEST, weakness
from kinfile.ui.theme import Theme
from kinfile.ui.widgets.buttons import SecondaryButton
from kinfile.ui.widgets.text import label, set_words

PROBLEMS = {
    "form": N_("Use {low} to {high} digits."),
    "easy": N_("Use digits that are not all alike and not in a row."),
}


class ChoosePin(QWidget):
    """One box, a button that takes it, and one that does without."""

    pin_chosen = Signal(object)
    """Digits without a weakness, as a bytearray."""
    pin_declined = Signal()

    def __init__(self, theme: Theme, language: Language) -> None:
        super().__init__()
        text = self._text = language.text
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(6))
        says = text("Choose a PIN to come back with")
        hint = text(
            "{low} to {high} digits. It works until you lock or close.", low=SHORTEST, high=LONGEST
        )
        self.problem = label("", "error", name="hidden.pin.problem")
        self.problem.hide()
        for each in (label(says, "question"), label(hint, "hint"), self.problem):
            each.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(each)
        self.secret = secret_box(says, theme, language, by_pin=True, name="hidden.pin.new")
        self.secret.box.setAccessibleDescription(hint)
        self.secret.box.setMaxLength(LONGEST)
        self.secret.submitted.connect(self._on_submitted)
        self.secret.box.installEventFilter(self)
        use = SecondaryButton(text("Use this PIN"), theme, name="hidden.pin.use")
        use.clicked.connect(self._on_submitted)
        later = SecondaryButton(text("Not now"), theme, name="hidden.pin.later")
        later.clicked.connect(self.pin_declined)
        column.addWidget(beside(theme, self.secret, use, later), 0, Qt.AlignmentFlag.AlignHCenter)

    def clear(self) -> None:
        """Leave nothing of what was typed."""
        self.secret.clear()

    def focus_first(self) -> None:
        self.secret.box.setFocus()

    def eventFilter(self, thing: QObject, event: QEvent) -> bool:
        """Esc does without, as everywhere."""
        is_press = event.type() is QEvent.Type.KeyPress
        if is_press and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            self.pin_declined.emit()
            return True
        return super().eventFilter(thing, event)

    def _on_submitted(self) -> None:
        typed = self.secret.secret()
        problem = weakness(typed)
        if problem is None:
            self.pin_chosen.emit(typed)
            return
        words = self._text(PROBLEMS[problem], low=SHORTEST, high=LONGEST)
        set_words(self.problem, words)
        self.problem.show()
        self.secret.set_error(words)
        self.secret.try_again()
