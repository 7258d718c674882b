# SPDX-License-Identifier: Apache-2.0
"""First run, step 2 of 3: the passphrase, offered as five words or made by oneself."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal

from kinfile.app.draft import Worker
from kinfile.errors import KinfileError
from kinfile.i18n import N_, Language
from kinfile.ui.desk import Desk
from kinfile.ui.pages.door_step import DoorStepPage
from kinfile.ui.theme import Theme
from kinfile.ui.waiting import Waiting
from kinfile.ui.widgets.announce import Announcement, announce
from kinfile.ui.widgets.buttons import LinkButton, PrimaryButton
from kinfile.ui.widgets.new_passphrase import NewPassphrase
from kinfile.ui.widgets.text import label


class ChoosePassphrasePage(DoorStepPage):
    """Makes the vault.

    `done` gets the recovery code, which is shown once. It is no signal, because it must not be
    lost when the page is built anew in the meantime.
    """

    went_back = Signal()

    title = N_("Choose a passphrase")
    keeps_typed = True

    def __init__(
        self,
        desk: Desk,
        worker: Worker,
        done: Callable[[str], None],
        theme: Theme,
        language: Language,
    ) -> None:
        super().__init__(theme, language, name="choose_passphrase", wide=620)
        self._desk, self._worker, self._done = desk, worker, done
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
        self.chosen = NewPassphrase(
            theme,
            language,
            name="choose_passphrase",
            first_says=text("Passphrase"),
            suggest=desk.suggest_passphrase,
            weakness=partial(desk.weakness, own_name=worker.name),
        )
        self.chosen.submitted.connect(self._on_continued)
        column.addWidget(self.chosen)
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
        self.chosen.first.box.setFocus()

    def _on_continued(self) -> None:
        if self._is_busy or not self.chosen.is_good():
            return
        self._set_busy(is_busy=True)
        self._desk.create(
            self._worker, self.chosen.secret(), done=self._done, failed=self._on_failed
        )

    def _set_busy(self, *, is_busy: bool) -> None:
        self._is_busy = is_busy
        self.chosen.set_busy(is_busy=is_busy)
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
        self.chosen.set_error(f"{words.what} {words.do}".strip())
