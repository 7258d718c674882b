# SPDX-License-Identifier: Apache-2.0
"""A box for a passphrase, with Show beside it and a line that tells of Caps Lock."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from kinfile.i18n import Language
from kinfile.ui import icons
from kinfile.ui.caps_lock import CapsLock
from kinfile.ui.theme import Theme
from kinfile.ui.widgets.buttons import SecondaryButton
from kinfile.ui.widgets.text import label, sentences, set_err, set_words


class PassphraseBox(QWidget):
    """`says` is the words of the question: visible above, and the box's accessible name.

    A bare one is the box alone: its page shows the words, and the error, in its own way.

    Pasting is allowed. An error stands between the words and the box and in its description.
    """

    submitted = Signal()
    """Enter was pressed in the box."""
    edited = Signal()

    def __init__(
        self,
        says: str,
        theme: Theme,
        language: Language,
        *,
        name: str = "passphrase",
        hint: str = "",
        is_bare: bool = False,
    ) -> None:
        super().__init__()
        self._theme = theme
        self._text = language.text
        self._hint = hint
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(4))
        if not is_bare:
            column.addWidget(label(says, "question"))
        if hint:
            column.addWidget(label(hint, "hint"))
        self.error = label("", "error", name=f"{name}.error")
        self.error_frame = _marked(self.error, theme)
        if not is_bare:
            column.addWidget(self.error_frame)
        self.box = self._box(says, name)
        row = QHBoxLayout()
        row.setSpacing(theme.space(8))
        row.addWidget(self.box, 1)
        self.show_button = SecondaryButton(self._text("Show"), theme, name=f"{name}.show")
        self.show_button.setAccessibleName(self._text("Show the passphrase"))
        # Which of two it is, where a passphrase is typed twice.
        self.show_button.setAccessibleDescription(says)
        self.show_button.clicked.connect(self._on_show)
        # Never setVisible(True) here: a widget without a parent would flash up as a window.
        if is_bare:
            self.show_button.hide()
        row.addWidget(self.show_button)
        column.addLayout(row)
        self.caps_line = self._caps_line(f"{name}.caps")
        column.addWidget(self.caps_line)
        CapsLock(self.box).changed.connect(self.caps_line.setVisible)

    def _box(self, says: str, name: str) -> QLineEdit:
        box = QLineEdit()
        box.setObjectName(name)
        box.setEchoMode(QLineEdit.EchoMode.Password)
        hints = Qt.InputMethodHint
        box.setInputMethodHints(
            hints.ImhSensitiveData | hints.ImhNoPredictiveText | hints.ImhNoAutoUppercase
        )
        box.setAccessibleName(says)
        box.setAccessibleDescription(self._hint)
        box.returnPressed.connect(self.submitted)
        # Also what is put in without a key, by voice or by a password manager.
        box.textChanged.connect(lambda _: self.edited.emit())
        return box

    def _caps_line(self, name: str) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(self._theme.space(8))
        picture = QLabel()
        picture.setPixmap(
            icons.pixmap("triangle-alert", self._theme.colour("text"), self._theme.px(18))
        )
        row.addWidget(picture)
        row.addWidget(label(self._text("Caps Lock is on"), "bodyBold", name=name), 1)
        line.hide()
        return line

    @property
    def is_empty(self) -> bool:
        return not self.box.text()

    def secret(self) -> bytearray:
        """What was typed, as the bytes a key is made of. The taker wipes them."""
        import unicodedata

        # One spelling for accented letters, whichever keyboard made them.
        return bytearray(unicodedata.normalize("NFC", self.box.text()).encode())

    def text(self) -> str:
        return self.box.text()

    def set_text(self, text: str) -> None:
        self.box.setText(text)

    def clear(self) -> None:
        self.box.clear()

    def set_error(self, words: str) -> None:
        """Show `words` as what is wrong, with the red border; empty takes both away."""
        set_words(self.error, words)
        if self.error_frame.parentWidget() is not None:
            self.error_frame.setVisible(bool(words))
        set_err(self.box, is_wrong=bool(words))
        told = self._text("Error: {problem}", problem=words) if words else ""
        self.box.setAccessibleDescription(sentences(told, self._hint))

    def try_again(self) -> None:
        """Focus with everything selected: typing replaces it, an arrow key mends it."""
        self.box.setFocus()
        self.box.selectAll()

    def _on_show(self) -> None:
        is_shown = self.box.echoMode() == QLineEdit.EchoMode.Normal
        mode = QLineEdit.EchoMode.Password if is_shown else QLineEdit.EchoMode.Normal
        self.box.setEchoMode(mode)
        words = self._text("Show") if is_shown else self._text("Hide")
        says = self._text("Show the passphrase") if is_shown else self._text("Hide the passphrase")
        self.show_button.setText(words)
        self.show_button.setAccessibleName(says)
        self.box.setFocus()


def _marked(error: QLabel, theme: Theme) -> QWidget:
    """The error with the red line at its leading edge."""
    frame = QWidget()
    frame.setProperty("look", "errorMark")
    frame.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    column = QVBoxLayout(frame)
    column.setContentsMargins(theme.space(12), theme.space(2), 0, theme.space(2))
    column.addWidget(error)
    frame.hide()
    return frame
