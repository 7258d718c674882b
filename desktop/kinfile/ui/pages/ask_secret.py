# SPDX-License-Identifier: Apache-2.0
"""The passphrase (or recovery code) that a long piece of work on closed records needs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal

from kinfile.i18n import Language
from kinfile.ui.pages.door_step import DoorStepPage
from kinfile.ui.rescue import Rescue
from kinfile.ui.theme import Theme
from kinfile.ui.widgets.announce import Announcement, announce
from kinfile.ui.widgets.buttons import LinkButton, PrimaryButton
from kinfile.ui.widgets.heading import Heading
from kinfile.ui.widgets.passphrase import PassphraseBox
from kinfile.ui.widgets.text import label
from kinfile.ui.widgets.working import Working


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """What the page is for. `step` says how far the work has come, of what it is told.

    `name` is the page's; `offers_code` whether a recovery code will do.
    """

    name: str
    title: str
    lines: Sequence[str]
    go: str
    step: Callable[[int, int], str]
    offers_code: bool = False


class AskSecretPage(DoorStepPage):
    """While `rescue` is busy it shows how far it has come, also when it was built meanwhile."""

    submitted = Signal(object, bool)
    """What was typed as a bytearray, and whether it is a recovery code."""
    went_back = Signal()

    def __init__(self, asking: Asking, rescue: Rescue, theme: Theme, language: Language) -> None:
        super().__init__(theme, language, name=asking.name, wide=620)
        self.title = asking.title
        self._asking, self._rescue = asking, rescue
        self._by_code = False
        column = self.card.column
        self.heading = Heading(asking.title, theme)
        column.addWidget(self.heading)
        for words in asking.lines:
            column.addWidget(label(words))
        column.addSpacing(theme.space(8))
        self._add_boxes()
        self._add_buttons()
        self.working = Working(theme, language, name=asking.name)
        self.working.cancelled.connect(rescue.cancel)
        column.addWidget(self.working)
        self.add_promise()
        rescue.changed.connect(self._show_work)
        rescue.progressed.connect(self._show_work)
        self._show_work()

    @property
    def box(self) -> PassphraseBox:
        """The one that is shown."""
        return self.code if self._by_code else self.passphrase

    def _add_boxes(self) -> None:
        text, name, column = self.language.text, self._asking.name, self.card.column
        says = text("Passphrase")
        if self._asking.offers_code:
            says = text("Passphrase of the day it was made")
        self.passphrase = PassphraseBox(says, self.theme, self.language, name=f"{name}.passphrase")
        self.code = PassphraseBox(
            text("Recovery code of the day it was made"), self.theme, self.language,
            name=f"{name}.code",
            hint=text("34 letters and digits. Capitals, spaces and hyphens do not matter."),
        )  # fmt: skip
        for box in (self.passphrase, self.code):
            box.submitted.connect(self._on_submitted)
            column.addWidget(box)
        self.code.hide()
        self.other = LinkButton("", self.theme, icon="key-round", name=f"{name}.other")
        self.other.clicked.connect(self._on_other)
        column.addWidget(self.other)
        if not self._asking.offers_code:
            self.other.hide()
        self._name_other()

    def _add_buttons(self) -> None:
        text, name, column = self.language.text, self._asking.name, self.card.column
        column.addSpacing(self.theme.space(4))
        self.go = PrimaryButton(self._asking.go, self.theme, name=f"{name}.go")
        self.go.clicked.connect(self._on_submitted)
        column.addWidget(self.go)
        self.back = LinkButton(text("Back"), self.theme, icon="arrow-left", name=f"{name}.back")
        self.back.clicked.connect(self.went_back)
        column.addWidget(self.back)

    def focus_first(self) -> None:
        (self.working.cancel if self._rescue.is_busy else self.box.box).setFocus()

    def refuse(self, words: str) -> None:
        """Say why it did not work; what was typed stays to be mended."""
        self.box.set_error(words)
        self.box.try_again()
        announce(self, Announcement.PROBLEM, self.language)

    def _on_other(self) -> None:
        self._by_code = not self._by_code
        self.passphrase.setVisible(not self._by_code)
        self.code.setVisible(self._by_code)
        self._name_other()
        self.box.box.setFocus()

    def _name_other(self) -> None:
        words = self.language.text("Use the recovery code instead")
        if self._by_code:
            words = self.language.text("Use the passphrase instead")
        self.other.setText(words)
        self.other.setAccessibleName(words)

    def _on_submitted(self) -> None:
        if self._rescue.is_busy:
            return
        if self.box.is_empty:
            words = self.language.text("Enter your passphrase.")
            if self._by_code:
                words = self.language.text("Enter your recovery code.")
            self.box.set_error(words)
            self.box.box.setFocus()
            return
        self.box.set_error("")
        self.submitted.emit(self.box.secret(), self._by_code)

    def _show_work(self) -> None:
        busy = self._rescue.is_busy
        had_focus = busy and not self.working.isVisible()
        for part in (self.go, self.back):
            part.setVisible(not busy)
        self.box.box.setReadOnly(busy)
        self.other.setEnabled(not busy)
        if not busy:
            self.working.end()
            return
        done, of = self._rescue.done, self._rescue.of
        self.working.show_step(self._asking.step(done, of), done, of)
        if had_focus:
            self.working.cancel.setFocus()
