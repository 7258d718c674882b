# SPDX-License-Identifier: Apache-2.0
"""Countersign a file: a manager signs in the place that was left, with their own key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from kinfile.app.verifying import CheckedFile, Outcome
from kinfile.errors import KinfileError, TooSoon, WrongPassphrase
from kinfile.i18n import N_, Language
from kinfile.ui.pages.check_sign_key import SigningKey
from kinfile.ui.theme import Theme
from kinfile.ui.underway import Underway
from kinfile.ui.widgets.announce import Announcement, announce
from kinfile.ui.widgets.banner import Banner
from kinfile.ui.widgets.buttons import PrimaryButton, SecondaryButton
from kinfile.ui.widgets.card import Card
from kinfile.ui.widgets.flow import FlowLayout
from kinfile.ui.widgets.heading import Heading
from kinfile.ui.widgets.page import Page
from kinfile.ui.widgets.passphrase import PassphraseBox
from kinfile.ui.widgets.scroll import ScrollColumn
from kinfile.ui.widgets.text import label
from kinfile.ui.widgets.working import Working
from kinfile.watch import Watch

if TYPE_CHECKING:
    from kinfile.app.countersigning import CountersignedFile
    from kinfile.ui.desk import Desk


class CountersignPage(Page):
    """`found` is what the check of the file found."""

    submitted = Signal(object, object)
    """The passphrase as a bytearray, and the KeyChoice or None."""
    went_back = Signal()

    title = N_("Countersign a file")

    def __init__(self, desk: Desk, found: CheckedFile, theme: Theme, language: Language) -> None:
        super().__init__(theme, language)
        self.setObjectName("countersign")
        text = language.text
        area = ScrollColumn(theme, measure=640, margins=(28, 24, 28, 24), name="countersign.scroll")
        self._area, column = area, area.column
        column.setSpacing(theme.space(12))
        self.heading = Heading(text(self.title), theme)
        column.addWidget(self.heading)
        self._slot = QVBoxLayout()
        column.addLayout(self._slot)
        self.notice: Banner | None = None
        self.done: Card | None = None
        column.addWidget(label(found.path.name, "bodyBold"))
        names = language.listed([each.name for each in found.signatures])
        column.addWidget(label(text("Signed by {names}", names=names)))
        if found.outcome is not Outcome.HOLDS:
            column.addWidget(
                Banner(
                    text("It is not shown who signed it"),
                    text("Go back, ring them, and type the six words that they read out."),
                    theme,
                    kind="warn",
                    icon="circle-help",
                    name="countersign.unknown",
                )
            )
        column.addWidget(
            label(
                text(
                    "Your signature says that you have read this version. The file that came "
                    "stays as it is; a second one with both signatures is saved."
                )
            )
        )
        self.key = SigningKey(theme, language)
        self.key.submitted.connect(self._on_submitted)
        column.addWidget(self.key)
        self._add_secret(column)
        column.addStretch()
        self.column.addWidget(area, 1)
        desk.listed_keys(language, done=self.key.show_keys)

    def _add_secret(self, column: QVBoxLayout) -> None:
        text, theme = self.language.text, self.theme
        self.passphrase = PassphraseBox(
            text("Your passphrase"),
            theme,
            self.language,
            name="countersign.passphrase",
            hint=text("The one that opens your records"),
        )
        self.passphrase.submitted.connect(self._on_submitted)
        column.addWidget(self.passphrase)
        self.sign = PrimaryButton(
            text("Countersign and save…"), theme, icon="pen-line", name="countersign.sign"
        )
        self.sign.clicked.connect(self._on_submitted)
        back = SecondaryButton(text("Back"), theme, icon="arrow-left", name="countersign.back")
        back.clicked.connect(self.went_back)
        row = FlowLayout(gap=theme.space(12))
        row.addWidget(self.sign)
        row.addWidget(back)
        column.addLayout(row)
        self.working = Working(theme, self.language, name="countersign.working")
        self.underway = Underway(self, self.language, self.working)
        column.addWidget(self.working)

    def trail(self) -> tuple[str, ...]:
        return (self.language.text(self.title),)

    def go_back(self) -> None:
        self.went_back.emit()

    def focus_first(self) -> None:
        self.passphrase.box.setFocus()

    def _on_submitted(self) -> None:
        text = self.language.text
        self.passphrase.set_error("")
        self.key.pin.set_error("")
        if self.underway.is_running:
            return
        if self.key.lacks_pin:
            self.key.pin.set_error(text("Enter the PIN of the card"))
            self.key.pin.try_again()
        elif self.passphrase.is_empty:
            self.passphrase.set_error(text("Enter your passphrase"))
            self.passphrase.try_again()
        else:
            self.submitted.emit(self.passphrase.secret(), self.key.choice())

    def show_busy(self) -> Watch:
        """Say that the file is being signed; whoever signs it is watched."""
        return self.underway.begin(self.language.text("Signing…"), self.working)

    def refuse(self, error: KinfileError) -> None:
        """Say why nothing was signed."""
        from kinfile.wording import say

        if self.underway.end(error):
            return
        words = say(error, self.language)
        if isinstance(error, WrongPassphrase | TooSoon):
            self.passphrase.set_error(str(words))
            self.passphrase.try_again()
        else:
            self._clear()
            self.notice = Banner(
                words.what,
                words.do,
                self.theme,
                kind="warn",
                icon="triangle-alert",
                name="countersign.told",
            )
            self._slot.addWidget(self.notice)
            self._area.verticalScrollBar().setValue(0)
        announce(self, Announcement.NOT_DONE, self.language)

    def show_done(self, made: CountersignedFile) -> None:
        """Say what the new file is called, and its six words."""
        self.underway.end()
        self._clear()
        self.passphrase.clear()
        text = self.language.text
        self.done = Card(self.theme, title=text("Countersigned"), name="countersign.done")
        column = self.done.column
        column.addWidget(label(text("Saved as {name}", name=made.file.name), "bodyBold"))
        column.addWidget(label(text("Send it back to whoever signed first, to be filed."), "hint"))
        column.addWidget(label(text("Six words to read out by telephone"), "question"))
        column.addWidget(label(made.code, "code", name="countersign.code"))
        self._slot.addWidget(self.done)
        self._area.verticalScrollBar().setValue(0)
        announce(self, Announcement.SIGNED, self.language)

    def _clear(self) -> None:
        for part in (self.notice, self.done):
            if part is not None:
                self._slot.removeWidget(part)
                part.hide()
                part.deleteLater()
        self.notice = self.done = None
