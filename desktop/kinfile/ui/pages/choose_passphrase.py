# SPDX-License-Identifier: Apache-2.0
"""First run, step 2 of 3: the passphrase, offered as five words or made by oneself."""

from PySide6.QtCore import Signal

from kinfile.app.draft import Worker
from kinfile.errors import KinfileError
from kinfile.i18n import N_, Language
from kinfile.ui.desk import Desk
from kinfile.ui.pages.door_step import DoorStepPage
from kinfile.ui.theme import Theme
from kinfile.ui.waiting import Waiting
from kinfile.ui.widgets.announce import Announcement, announce
from kinfile.ui.widgets.buttons import LinkButton, PrimaryButton, SecondaryButton
from kinfile.ui.widgets.card import Card
from kinfile.ui.widgets.passphrase import PassphraseBox
from kinfile.ui.widgets.text import label, set_words

LEAST = 14
"""Characters; the vault refuses anything shorter."""
WEAKNESS = {
    "common": N_("This is easy to guess. Choose words that nobody would think of together."),
    "own-name": N_("Without your own name it is too short. Add other words."),
}


class ChoosePassphrasePage(DoorStepPage):
    """Makes the vault. `vault_made` carries the recovery code, which is shown once."""

    vault_made = Signal(str)
    went_back = Signal()

    title = N_("Choose a passphrase")
    keeps_typed = True

    def __init__(self, desk: Desk, worker: Worker, theme: Theme, language: Language) -> None:
        super().__init__(theme, language, name="choose_passphrase", wide=620)
        self._desk = desk
        self._worker = worker
        self._is_busy = False
        text, column = language.text, self.card.column
        self.add_brand(text("Set up on this laptop. Step 2 of 3: your passphrase"))
        column.addWidget(
            label(
                text(
                    "The passphrase is the only key to your records. Nobody can look it up or "
                    "set a new one for you. Five words are easy to remember and hard to guess."
                )
            )
        )
        column.addWidget(self._offer())
        self.first = PassphraseBox(
            text("Passphrase"),
            theme,
            language,
            name="choose_passphrase.first",
            hint=text("At least {n} characters. Spaces count.", n=LEAST),
        )
        self.strength = label("", "hint", name="choose_passphrase.strength")
        self.second = PassphraseBox(
            text("Passphrase again"), theme, language, name="choose_passphrase.second"
        )
        self.first.edited.connect(self._show_strength)
        self.first.submitted.connect(self.second.box.setFocus)
        self.second.submitted.connect(self._on_continued)
        for part in (self.first, self.strength, self.second):
            column.addWidget(part)
        column.addSpacing(theme.space(8))
        self.make = PrimaryButton(
            text("Make my encrypted records"), theme, icon="lock", name="choose_passphrase.make"
        )
        self.make.clicked.connect(self._on_continued)
        column.addWidget(self.make)
        back = LinkButton(text("Back"), theme, icon="arrow-left", name="choose_passphrase.back")
        back.clicked.connect(self.went_back)
        column.addWidget(back)
        self._waiting = Waiting(self, self._show_wait)

    def focus_first(self) -> None:
        self.first.box.setFocus()

    def _offer(self) -> Card:
        text, theme = self.language.text, self.theme
        card = Card(theme, look="bannerInfo", padding=14, name="choose_passphrase.offer")
        self.suggested = label(
            self._desk.suggest_passphrase(), "code", name="choose_passphrase.suggested"
        )
        card.column.addWidget(label(text("Five words, chosen by chance"), "caption"))
        card.column.addWidget(self.suggested)
        use = SecondaryButton(text("Use these words"), theme, name="choose_passphrase.use")
        other = LinkButton(
            text("Offer me others"), theme, icon="rotate-ccw", name="choose_passphrase.other"
        )
        use.clicked.connect(self._on_used)
        other.clicked.connect(lambda: set_words(self.suggested, self._desk.suggest_passphrase()))
        card.column.addWidget(use)
        card.column.addWidget(other)
        return card

    def _on_used(self) -> None:
        self.first.set_text(self.suggested.text())
        self._show_strength()
        self.first.set_error("")
        # Typed once by the worker: what fingers have done they find again.
        self.second.box.setFocus()

    def _weakness(self) -> str:
        """What is wrong with the first box, in words; empty when it is good."""
        typed = self.first.text()
        problem = self._desk.weakness(typed, own_name=self._worker.name)
        if problem == "short":
            return self.language.plural(
                "Add {n} more character.", "Add {n} more characters.", max(LEAST - len(typed), 1)
            )
        return self.language.text(WEAKNESS[problem]) if problem else ""

    def _show_strength(self) -> None:
        if self.first.is_empty:
            set_words(self.strength, "")
            return
        weakness = self._weakness()
        set_words(self.strength, weakness or self.language.text("Good: this is hard to guess."))

    def _on_continued(self) -> None:
        if self._is_busy:
            return
        text = self.language.text
        weakness = self._weakness()
        self.first.set_error(weakness)
        is_same = self.first.text() == self.second.text()
        self.second.set_error("" if is_same or weakness else text("The two must be the same."))
        if weakness or not is_same:
            (self.first if weakness else self.second).try_again()
            announce(self, Announcement.PROBLEM, self.language)
            return
        self._set_busy(is_busy=True)
        self._desk.create(
            self._worker, self.first.secret(), done=self.vault_made.emit, failed=self._on_failed
        )

    def _set_busy(self, *, is_busy: bool) -> None:
        self._is_busy = is_busy
        for box in (self.first.box, self.second.box):
            box.setReadOnly(is_busy)
        if is_busy:
            self._waiting.begin()
        else:
            self._waiting.end()
            self.make.setText(self.language.text("Make my encrypted records"))

    def _show_wait(self) -> None:
        self.make.setText(self.language.text("Making your records…"))
        announce(self, Announcement.WORKING, self.language)

    def _on_failed(self, error: KinfileError) -> None:
        from kinfile.wording import say

        self._set_busy(is_busy=False)
        words = say(error, self.language)
        self.first.set_error(f"{words.what} {words.do}".strip())
        self.first.try_again()
