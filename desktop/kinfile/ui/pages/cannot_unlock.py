# SPDX-License-Identifier: Apache-2.0
"""What to do when the records do not open: plain steps, no dead link."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal

from kinfile.i18n import N_, Language
from kinfile.ui.pages.door_step import DoorStepPage
from kinfile.ui.theme import Theme
from kinfile.ui.widgets.buttons import SecondaryButton
from kinfile.ui.widgets.heading import Heading
from kinfile.ui.widgets.text import label

STEPS = (
    (
        N_("Check how you type it"),
        N_(
            "Choose Show to see what you type. Look at Caps Lock, at the spaces between words, "
            "and at which keyboard language is on."
        ),
    ),
    (
        N_("Ask your IT service desk"),
        N_(
            "Say that you cannot open Kinfile on this laptop. They can help with the laptop; "
            "they cannot read your records and cannot make a new passphrase for them."
        ),
    ),
    (
        N_("Keep the folder and the recovery code"),
        N_(
            "Do not delete or move the folder below. Your records are still in it. Keep the "
            "recovery code you wrote down: a later version of Kinfile opens them with it."
        ),
    ),
)


class CannotUnlockPage(DoorStepPage):
    went_back = Signal()

    title = N_("I cannot unlock my records")

    def __init__(self, folders: Sequence[Path], theme: Theme, language: Language) -> None:
        super().__init__(theme, language, name="cannot_unlock", wide=640)
        text, column = language.text, self.card.column
        self.heading = Heading(text(self.title), theme)
        column.addWidget(self.heading)
        for number, (what, how) in enumerate(STEPS, start=1):
            column.addWidget(label(f"{number}. {text(what)}", "question"))
            column.addWidget(label(text(how)))
        for folder in folders:
            column.addWidget(label(str(folder), "hint", name="cannot_unlock.folder"))
        column.addSpacing(theme.space(8))
        self.back = SecondaryButton(
            text("Back"), theme, icon="arrow-left", name="cannot_unlock.back"
        )
        self.back.clicked.connect(self.went_back)
        column.addWidget(self.back)
        self.add_promise()

    def focus_first(self) -> None:
        self.back.setFocus()
