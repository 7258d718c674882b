# SPDX-License-Identifier: Apache-2.0
"""What only the receiver of a file can know: the six words read out, or the password."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from kinfile.i18n import Language
from kinfile.ui.theme import Theme
from kinfile.ui.widgets.announce import Announcement, announce
from kinfile.ui.widgets.buttons import PrimaryButton
from kinfile.ui.widgets.card import Card
from kinfile.ui.widgets.flow import FlowLayout
from kinfile.ui.widgets.passphrase import PassphraseBox
from kinfile.ui.widgets.text import label, set_err, set_words


class VerifyAsk(Card):
    """One box: for the password of a locked file, else for the six words."""

    submitted = Signal(str, str)
    """Words, password."""

    def __init__(self, theme: Theme, language: Language, *, asks_password: bool) -> None:
        super().__init__(theme, name="verify.ask")
        self._language = language
        text = language.text
        self.password: PassphraseBox | None = None
        self.words: QLineEdit | None = None
        if asks_password:
            self.password = PassphraseBox(
                text("Password of the file"),
                theme,
                language,
                name="verify.password",
                hint=text("Six short words that the sender reads out by telephone"),
            )
            self.password.submitted.connect(self._on_submitted)
            self.column.addWidget(self.password)
            self.first: QWidget = self.password.box
        else:
            self._add_words()
        go = PrimaryButton(text("Check again"), theme, icon="shield-check", name="verify.again")
        go.clicked.connect(self._on_submitted)
        row = FlowLayout(gap=theme.space(12))
        row.addWidget(go)
        self.column.addLayout(row)

    def _add_words(self) -> None:
        text = self._language.text
        asks = text("Six words that were read out to you")
        hint = text("Of the file or of the key, whichever the sender read")
        self.column.addWidget(label(asks, "question"))
        self.column.addWidget(label(hint, "hint"))
        self.error = label("", "error", name="verify.words.error")
        self.error.hide()
        self.column.addWidget(self.error)
        self.words = QLineEdit()
        self.words.setObjectName("verify.words_box")
        self.words.setAccessibleName(asks)
        self.words.setAccessibleDescription(hint)
        self.words.returnPressed.connect(self._on_submitted)
        self.column.addWidget(self.words)
        self.first = self.words

    def refuse(self, words: str) -> None:
        """Say what is wrong with what was typed."""
        if self.words is not None:
            set_words(self.error, words)
            self.error.show()
            set_err(self.words, is_wrong=True)
            told = self._language.text("Error: {problem}", problem=words)
            self.words.setAccessibleDescription(told)
        elif self.password is not None:
            self.password.set_error(words)
        self.first.setFocus()
        announce(self, Announcement.PROBLEM, self._language)

    def _on_submitted(self) -> None:
        words = self.words.text().strip() if self.words is not None else ""
        password = self.password.text().strip() if self.password is not None else ""
        self.submitted.emit(words, password)
