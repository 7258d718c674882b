# SPDX-License-Identifier: Apache-2.0
"""Back into one's records, step 2 of 3: a new passphrase. Then both old ways are closed."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal

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


class RecoverPassphrasePage(DoorStepPage):
    """Opens the vault with `code`.

    `done` gets the new code, which is shown once. It is no signal, because it must not be lost
    when the page is built anew in the meantime.
    """

    went_back = Signal()

    title = N_("Choose a new passphrase")
    keeps_typed = True

    def __init__(
        self,
        desk: Desk,
        folder: Path,
        code: str,
        done: Callable[[str], None],
        theme: Theme,
        language: Language,
    ) -> None:
        super().__init__(theme, language, name="recover_passphrase", wide=620)
        self._desk, self._folder, self._code, self._done = desk, folder, code, done
        self._is_busy = False
        text, column = language.text, self.card.column
        self.add_brand(text("Back into your records. Step 2 of 3: a new passphrase"))
        column.addWidget(
            label(
                text(
                    "The recovery code is right. Choose the passphrase that opens your records "
                    "from now on. The old one, and the code you have just used, stop working."
                )
            )
        )
        # Whose records they are is known only when they are open: the vault looks at the name.
        self.chosen = NewPassphrase(
            theme,
            language,
            name="recover_passphrase",
            first_says=text("New passphrase"),
            suggest=desk.suggest_passphrase,
            weakness=partial(desk.weakness, own_name=""),
        )
        self.chosen.submitted.connect(self._on_continued)
        column.addWidget(self.chosen)
        column.addSpacing(theme.space(8))
        self.go = PrimaryButton(
            text("Open my records"), theme, icon="key-round", name="recover_passphrase.open"
        )
        self.go.clicked.connect(self._on_continued)
        column.addWidget(self.go)
        back = LinkButton(text("Back"), theme, icon="arrow-left", name="recover_passphrase.back")
        back.clicked.connect(self._on_back)
        column.addWidget(back)
        self._waiting = Waiting(self, self._show_wait)

    def focus_first(self) -> None:
        self.chosen.first.box.setFocus()

    def _on_back(self) -> None:
        if not self._is_busy:
            self.went_back.emit()

    def _on_continued(self) -> None:
        if self._is_busy or not self.chosen.is_good():
            return
        self._set_busy(is_busy=True)
        self._desk.recover(
            self._folder,
            self._code,
            self.chosen.secret(),
            done=self._done,
            failed=self._on_failed,
        )

    def _set_busy(self, *, is_busy: bool) -> None:
        self._is_busy = is_busy
        self.chosen.set_busy(is_busy=is_busy)
        if is_busy:
            self._waiting.begin()
        else:
            self._waiting.end()
            self.go.setText(self.language.text("Open my records"))

    def _show_wait(self) -> None:
        self.go.setText(self.language.text("Opening your records…"))
        announce(self, Announcement.WORKING, self.language)

    def _on_failed(self, error: KinfileError) -> None:
        from kinfile.wording import say

        self._set_busy(is_busy=False)
        words = say(error, self.language)
        self.chosen.set_error(f"{words.what} {words.do}".strip())
