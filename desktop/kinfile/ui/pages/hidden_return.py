# SPDX-License-Identifier: Apache-2.0
"""The way back from the cover: one box and one button."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kinfile.i18n import N_, Language
from kinfile.ui.theme import Theme
from kinfile.ui.widgets.buttons import LinkButton, SecondaryButton
from kinfile.ui.widgets.passphrase import PassphraseBox
from kinfile.ui.widgets.text import label, set_words

ASKS = {
    False: N_("Enter your passphrase to go back"),
    True: N_("Enter your PIN to go back"),
}
REFUSES = {
    False: N_("That passphrase does not match."),
    True: N_("That PIN does not match."),
}


class WayBack(QWidget):
    """Asks for the passphrase, or `by_pin` for the session's PIN."""

    submitted = Signal(object)
    """What was typed, as a bytearray."""
    passphrase_chosen = Signal()
    """The PIN is forgotten: the passphrase will do."""

    def __init__(self, theme: Theme, language: Language, *, by_pin: bool) -> None:
        super().__init__()
        self._text = language.text
        self._by_pin = by_pin
        words = language.text(ASKS[by_pin])
        asks = QVBoxLayout(self)
        asks.setContentsMargins(0, 0, 0, 0)
        asks.setSpacing(theme.space(6))
        told = label(words, "hint")
        self.problem = label("", "error", name="hidden.problem")
        self.problem.hide()
        for each in (told, self.problem):
            each.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            asks.addWidget(each)
        self.secret = secret_box(words, theme, language, by_pin=by_pin, name=box_name(by_pin))
        self.secret.submitted.connect(self._on_submitted)
        self.back = SecondaryButton(language.text("Back to my work"), theme, name="hidden.back")
        self.back.clicked.connect(self._on_submitted)
        asks.addWidget(beside(theme, self.secret, self.back), 0, Qt.AlignmentFlag.AlignHCenter)
        if by_pin:
            other = LinkButton(
                language.text("Use my passphrase"), theme, name="hidden.use_passphrase"
            )
            other.clicked.connect(self.passphrase_chosen)
            asks.addWidget(other, 0, Qt.AlignmentFlag.AlignHCenter)

    def clear(self) -> None:
        """Leave nothing of what was typed."""
        self.secret.clear()

    def focus_first(self) -> None:
        self.secret.box.setFocus()

    def refuse(self) -> None:
        """Say that it was not what was asked for."""
        self._set_busy(is_busy=False)
        words = self._text(REFUSES[self._by_pin])
        set_words(self.problem, words)
        self.problem.show()
        self.secret.set_error(words)
        self.secret.try_again()

    def _on_submitted(self) -> None:
        if self.secret.is_empty or not self.back.isEnabled():
            return
        self._set_busy(is_busy=True)
        self.submitted.emit(self.secret.secret())

    def _set_busy(self, *, is_busy: bool) -> None:
        self.back.setEnabled(not is_busy)
        self.secret.box.setReadOnly(is_busy)


def box_name(by_pin: bool) -> str:
    return "hidden.pin" if by_pin else "hidden.passphrase"


def secret_box(
    says: str, theme: Theme, language: Language, *, by_pin: bool, name: str
) -> PassphraseBox:
    """A bare box for a passphrase, or for digits."""
    made = PassphraseBox(says, theme, language, name=name, is_bare=True)
    made.box.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    made.setFixedWidth(theme.px(240))
    if by_pin:
        digits = Qt.InputMethodHint.ImhDigitsOnly | Qt.InputMethodHint.ImhSensitiveData
        made.box.setInputMethodHints(digits)
    return made


def beside(theme: Theme, *widgets: QWidget) -> QWidget:
    """Widgets in a row, or one below the other in a compact window."""
    row = QVBoxLayout() if theme.is_compact else QHBoxLayout()
    row.setSpacing(theme.space(8))
    row.addStretch()
    for each in widgets:
        row.addWidget(each, 0, Qt.AlignmentFlag.AlignBottom)
    row.addStretch()
    box = QWidget()
    box.setLayout(row)
    return box
