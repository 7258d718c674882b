# SPDX-License-Identifier: Apache-2.0
"""Another passphrase for open records: the current one, and the new one twice."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal

from kinfile.errors import KinfileError, TooSoon, WrongPassphrase
from kinfile.i18n import N_, Language
from kinfile.ui.desk import Desk
from kinfile.ui.theme import Theme
from kinfile.ui.waiting import Waiting
from kinfile.ui.widgets.announce import Announcement, announce
from kinfile.ui.widgets.buttons import PrimaryButton, SecondaryButton
from kinfile.ui.widgets.heading import Heading
from kinfile.ui.widgets.new_passphrase import NewPassphrase
from kinfile.ui.widgets.page import Page
from kinfile.ui.widgets.passphrase import PassphraseBox
from kinfile.ui.widgets.scroll import ScrollColumn
from kinfile.ui.widgets.text import label


class ChangePassphrasePage(Page):
    """`done` is called when the new passphrase is kept, even if the page was built anew since."""

    went_back = Signal()

    title = N_("Change passphrase")
    keeps_typed = True
    may_be_shared = True

    def __init__(
        self, desk: Desk, done: Callable[[None], None], theme: Theme, language: Language
    ) -> None:
        super().__init__(theme, language)
        self.setObjectName("change_passphrase")
        self._desk, self._done = desk, done
        self._is_busy = False
        text = language.text
        area = ScrollColumn(
            theme, measure=620, margins=(28, 24, 28, 24), name="change_passphrase.scroll"
        )
        column = area.column
        column.setSpacing(theme.space(14))
        self.heading = Heading(text(self.title), theme)
        column.addWidget(self.heading)
        column.addWidget(
            label(
                text(
                    "The new passphrase opens your records from now on, and is the one you sign "
                    "with. Your recovery code stays the same."
                )
            )
        )
        self.current = PassphraseBox(
            text("Current passphrase"), theme, language, name="change_passphrase.current"
        )
        column.addWidget(self.current)
        self.chosen = NewPassphrase(
            theme,
            language,
            name="change_passphrase",
            first_says=text("New passphrase"),
            suggest=desk.suggest_passphrase,
            weakness=partial(desk.weakness, own_name=desk.worker.name),
        )
        self.current.submitted.connect(self.chosen.first.box.setFocus)
        self.chosen.submitted.connect(self._on_continued)
        column.addWidget(self.chosen)
        column.addSpacing(theme.space(8))
        self._add_buttons(area)
        column.addStretch()
        self.column.addWidget(area, 1)
        self._waiting = Waiting(self, self._show_wait)

    def _add_buttons(self, area: ScrollColumn) -> None:
        text, theme = self.language.text, self.theme
        self.change = PrimaryButton(
            text("Change my passphrase"), theme, icon="key-round", name="change_passphrase.change"
        )
        self.change.clicked.connect(self._on_continued)
        self.back = SecondaryButton(
            text("Leave it as it is"), theme, icon="arrow-left", name="change_passphrase.back"
        )
        self.back.clicked.connect(self.go_back)
        area.column.addWidget(self.change)
        area.column.addWidget(self.back)

    def trail(self) -> tuple[str, ...]:
        return (self.language.text(self.title),)

    def go_back(self) -> None:
        if not self._is_busy:
            self.went_back.emit()

    def focus_first(self) -> None:
        self.current.box.setFocus()

    def _on_continued(self) -> None:
        if self._is_busy:
            return
        self.current.set_error("")
        if self.current.is_empty:
            self._refuse_current(self.language.text("Enter your passphrase."))
            return
        if not self.chosen.is_good():
            return
        self._set_busy(is_busy=True)
        self._desk.change_passphrase(
            self.current.secret(),
            self.chosen.secret(),
            done=self._done,
            failed=self._on_failed,
        )

    def _set_busy(self, *, is_busy: bool) -> None:
        self._is_busy = is_busy
        self.current.box.setReadOnly(is_busy)
        self.chosen.set_busy(is_busy=is_busy)
        if is_busy:
            self._waiting.begin()
        else:
            self._waiting.end()
            self.change.setText(self.language.text("Change my passphrase"))

    def _show_wait(self) -> None:
        self.change.setText(self.language.text("Changing your passphrase…"))

    def _on_failed(self, error: KinfileError) -> None:
        from kinfile.wording import say

        self._set_busy(is_busy=False)
        words = say(error, self.language)
        told = f"{words.what} {words.do}".strip()
        if isinstance(error, WrongPassphrase | TooSoon):
            self._refuse_current(told)
        else:
            self.chosen.set_error(told)

    def _refuse_current(self, words: str) -> None:
        self.current.set_error(words)
        self.current.try_again()
        announce(self, Announcement.PROBLEM, self.language)
