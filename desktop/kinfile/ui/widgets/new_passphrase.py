# SPDX-License-Identifier: Apache-2.0
"""Choosing a passphrase: five words on offer, two boxes, and what is weak said while typing.

Words that are used are hidden from then on: typing them in the second box shows that they were
written down. They are never announced, because speech is heard by everybody in the room.
"""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kinfile.i18n import N_, Language
from kinfile.ui.theme import Theme
from kinfile.ui.widgets.announce import Announcement, announce
from kinfile.ui.widgets.buttons import LinkButton, SecondaryButton
from kinfile.ui.widgets.card import Card
from kinfile.ui.widgets.passphrase import PassphraseBox
from kinfile.ui.widgets.text import label, set_words

LEAST = 14
"""Characters; the vault refuses anything shorter."""
WEAKNESS = {
    "common": N_("This is easy to guess. Choose words that nobody would think of together."),
    "own-name": N_("Without your own name it is too short. Add other words."),
    "simple": N_("There are too few different things in it. Add other words."),
}


class NewPassphrase(QWidget):
    """`suggest` gives five words, `weakness` what is wrong with a text (see the desk) or None.

    `first_says` is the question over the first box. `name` begins every objectName.
    """

    submitted = Signal()
    """Enter was pressed in the last box."""

    def __init__(
        self,
        theme: Theme,
        language: Language,
        *,
        name: str,
        first_says: str,
        suggest: Callable[[], str],
        weakness: Callable[[str], str | None],
    ) -> None:
        super().__init__()
        self._theme, self._language, self._name = theme, language, name
        self._suggest, self._weak = suggest, weakness
        text = language.text
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(8))
        column.addWidget(self._offer())
        self.first = PassphraseBox(
            first_says,
            theme,
            language,
            name=f"{name}.first",
            hint=text("At least {n} characters. Spaces count.", n=LEAST),
        )
        self.strength = label("", "hint", name=f"{name}.strength")
        self.second = PassphraseBox(
            text("Passphrase again"), theme, language, name=f"{name}.second"
        )
        self.first.edited.connect(self._show_strength)
        self.first.submitted.connect(self.second.box.setFocus)
        self.second.submitted.connect(self.submitted)
        for part in (self.first, self.strength, self.second):
            column.addWidget(part)

    def is_good(self) -> bool:
        """Whether what was typed can be used; says what is wrong, and goes there, if not."""
        weakness = self._weakness()
        self.first.set_error(weakness)
        is_same = self.first.text() == self.second.text()
        words = self._language.text("The two must be the same.")
        self.second.set_error("" if is_same or weakness else words)
        if weakness or not is_same:
            (self.first if weakness else self.second).try_again()
            announce(self, Announcement.PROBLEM, self._language)
            return False
        return True

    def secret(self) -> bytearray:
        """What was chosen. The taker wipes it."""
        return self.first.secret()

    def set_busy(self, *, is_busy: bool) -> None:
        for box in (self.first.box, self.second.box):
            box.setReadOnly(is_busy)
        for button in (self._use, self._other):
            button.setEnabled(not is_busy)

    def set_error(self, words: str) -> None:
        """What the vault said of it."""
        self.first.set_error(words)
        self.first.try_again()
        announce(self, Announcement.PROBLEM, self._language)

    def _offer(self) -> Card:
        text, name = self._language.text, self._name
        card = Card(self._theme, look="bannerInfo", padding=14, name=f"{name}.offer")
        self.suggested = label(self._suggest(), "code", name=f"{name}.suggested")
        self.noted = label(
            text(
                "The words are hidden now. Type them once more below, to be sure that you have "
                "them. Show, beside the first box, shows them again."
            ),
            name=f"{name}.noted",
        )
        self.noted.hide()
        card.column.addWidget(label(text("Five words, chosen by chance"), "caption"))
        card.column.addWidget(self.suggested)
        card.column.addWidget(self.noted)
        self._use = SecondaryButton(text("Use these words"), self._theme, name=f"{name}.use")
        self._other = LinkButton(
            text("Offer me others"), self._theme, icon="rotate-ccw", name=f"{name}.other"
        )
        self._use.clicked.connect(self._on_used)
        self._other.clicked.connect(self._on_others)
        card.column.addWidget(self._use)
        card.column.addWidget(self._other)
        return card

    def _on_used(self) -> None:
        self.first.set_text(self.suggested.text())
        self.second.clear()
        self._show_strength()
        self.first.set_error("")
        self._show_words(is_shown=False)
        self.second.box.setFocus()

    def _on_others(self) -> None:
        set_words(self.suggested, self._suggest())
        self._show_words(is_shown=True)

    def _show_words(self, *, is_shown: bool) -> None:
        # The focus must not be lost with the button that goes.
        if not is_shown:
            self._other.setFocus()
        self.suggested.setVisible(is_shown)
        self._use.setVisible(is_shown)
        self.noted.setVisible(not is_shown)

    def _weakness(self) -> str:
        """What is wrong with the first box, in words; empty when it is good."""
        typed = self.first.text()
        problem = self._weak(typed)
        if problem == "short":
            return self._language.plural(
                "Add {n} more character.", "Add {n} more characters.", max(LEAST - len(typed), 1)
            )
        return self._language.text(WEAKNESS[problem]) if problem else ""

    def _show_strength(self) -> None:
        if self.first.is_empty:
            set_words(self.strength, "")
            return
        weakness = self._weakness()
        set_words(self.strength, weakness or self._language.text("Good: this is hard to guess."))
