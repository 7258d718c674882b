# SPDX-License-Identifier: Apache-2.0
"""Unlock: one box for the passphrase. It names no person, no trust and no case."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal

from kinfile.errors import KinfileError, TooSoon, WrongPassphrase
from kinfile.i18n import N_, Language
from kinfile.ui.desk import Desk
from kinfile.ui.pages.door_step import DoorStepPage
from kinfile.ui.theme import Theme
from kinfile.ui.waiting import Waiting
from kinfile.ui.widgets.announce import Announcement, announce
from kinfile.ui.widgets.buttons import LinkButton, PrimaryButton
from kinfile.ui.widgets.passphrase import PassphraseBox
from kinfile.ui.widgets.text import label

if TYPE_CHECKING:
    from kinfile.ui.widgets.picker import Picker


class UnlockPage(DoorStepPage):
    """`folders` are the vaults there are, the likeliest first; several are told by label only.

    `done` comes when the vault is open, whatever page is shown by then. `hint` is shown above the
    box (the example vault's passphrase, which is no secret).
    """

    cannot_chosen = Signal()
    not_opened = Signal(object, object)
    """The vault, and the failure that is none of the passphrase's."""

    title = N_("Unlock")
    offers_verify = True

    def __init__(
        self,
        desk: Desk,
        folders: Sequence[Path],
        theme: Theme,
        language: Language,
        *,
        done: Callable[[], None],
        hint: str = "",
    ) -> None:
        super().__init__(theme, language, name="unlock")
        self._desk = desk
        self._done = done
        self._folders = tuple(folders)
        self._may_try_at: datetime | None = None
        self._is_busy = False
        text = language.text
        self.add_brand(text("Your forms, kept on this laptop"))
        self.add_organisation(desk.policies)
        column = self.card.column
        column.addSpacing(theme.space(12))
        self._add_picker()
        if hint:
            self._add_hint(hint)
        self.passphrase = PassphraseBox(
            text("Passphrase"), theme, language, name="unlock.passphrase"
        )
        self.passphrase.submitted.connect(self._on_submitted)
        column.addWidget(self.passphrase)
        column.addSpacing(theme.space(4))
        self.unlock = PrimaryButton(text("Unlock"), theme, icon="key-round", name="unlock.unlock")
        self.unlock.clicked.connect(self._on_submitted)
        column.addWidget(self.unlock)
        cannot = LinkButton(text("I cannot unlock my records"), theme, name="unlock.cannot")
        cannot.clicked.connect(self.cannot_chosen)
        column.addSpacing(theme.space(4))
        column.addWidget(cannot)
        self.add_promise()
        self._waiting = Waiting(self, self._show_wait)
        self._tick = QTimer(self, interval=1_000)
        self._tick.timeout.connect(self.count_down)

    @property
    def folder(self) -> Path:
        """The vault that Unlock would open."""
        return self._folders[self.picker.currentIndex() if self.picker else 0]

    def focus_first(self) -> None:
        self.passphrase.box.setFocus()

    def _add_picker(self) -> None:
        self.picker: Picker | None = None
        if len(self._folders) < 2:
            return
        from kinfile.ui.widgets.picker import Picker

        words = self.language.text("Which records")
        self.picker = Picker(self.theme, says=words, name="unlock.picker")
        self.picker.addItems([folder.stem for folder in self._folders])
        self.card.column.addWidget(label(words, "question"))
        self.card.column.addWidget(self.picker)

    def _add_hint(self, hint: str) -> None:
        from kinfile.ui.widgets.banner import Banner

        title = self.language.text("Example")
        self.card.column.addWidget(Banner(title, hint, self.theme, name="unlock.example"))

    def _on_submitted(self) -> None:
        if self._is_busy or self._may_try_at is not None:
            return
        if self.passphrase.is_empty:
            self.passphrase.set_error(self.language.text("Enter your passphrase."))
            self.focus_first()
            return
        self._set_busy(is_busy=True)
        self._desk.unlock(
            self.folder, self.passphrase.secret(), done=self._done, failed=self._on_failed
        )

    def _set_busy(self, *, is_busy: bool) -> None:
        self._is_busy = is_busy
        self.passphrase.box.setReadOnly(is_busy)
        if is_busy:
            self._waiting.begin()
        else:
            self._waiting.end()
            self._set_button(self.language.text("Unlock"))

    def _show_wait(self) -> None:
        self._set_button(self.language.text("Opening your records…"))
        announce(self, Announcement.WORKING, self.language)

    def _set_button(self, words: str) -> None:
        self.unlock.setText(words)
        self.unlock.setAccessibleName(words)

    def _on_failed(self, error: KinfileError) -> None:
        self._set_busy(is_busy=False)
        if not isinstance(error, WrongPassphrase | TooSoon):
            self.not_opened.emit(self.folder, error)
            return
        self._is_wrong = isinstance(error, WrongPassphrase)
        self._wait(error)
        self.passphrase.try_again()

    def _wait(self, error: KinfileError) -> None:
        wait = error.facts.get("wait", 0)
        seconds = float(wait) if isinstance(wait, int | float) else 0.0
        announce(self, Announcement.NOT_MATCHED, self.language)
        self._may_try_at = None
        if seconds > 0:
            self._may_try_at = self._desk.clock() + timedelta(seconds=seconds)
            self._tick.start()
        self.count_down()

    def count_down(self) -> None:
        """Say how long is left; called every second while there is a wait."""
        text, plural = self.language.text, self.language.plural
        first = text("That passphrase does not match. Check it and try again.")
        left = 0
        if self._may_try_at is not None:
            left = -int(-(self._may_try_at - self._desk.clock()).total_seconds() // 1)
        if left > 0:
            told = plural(
                "You can try again in {n} second.", "You can try again in {n} seconds.", left
            )
            words = f"{first} {told}" if self._is_wrong else told
        else:
            self._may_try_at = None
            self._tick.stop()
            words = first if self._is_wrong else text("You can try again now.")
        self.unlock.setEnabled(left <= 0)
        self.passphrase.set_error(words)
