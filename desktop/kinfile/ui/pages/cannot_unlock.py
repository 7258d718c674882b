# SPDX-License-Identifier: Apache-2.0
"""What to do when the records do not open: plain steps, and the recovery code."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import Signal

from kinfile.i18n import N_, Language
from kinfile.ui.pages.door_step import DoorStepPage
from kinfile.ui.theme import Theme
from kinfile.ui.widgets.buttons import PrimaryButton, SecondaryButton
from kinfile.ui.widgets.heading import Heading
from kinfile.ui.widgets.text import label

TYPING = (
    N_("Check how you type it"),
    N_(
        "Choose Show to see what you type. Look at Caps Lock, at the spaces between words, "
        "and at which keyboard language is on."
    ),
)
CODE = (
    N_("Use your recovery code"),
    N_(
        "You were asked to write it on paper when Kinfile was set up. It opens your records, and "
        "you choose a new passphrase."
    ),
)
HELD_BY_IT = (
    N_("Or ask your IT service desk for the code"),
    N_(
        "They can find it when they know that it is you. Read them the Recovery ID below. The "
        "code changes once you have used it."
    ),
)
NOT_HELD_BY_IT = (
    N_("Ask your IT service desk"),
    N_(
        "Say that you cannot open Kinfile on this laptop. They can help with the laptop; "
        "they cannot read your records and cannot make a new passphrase for them."
    ),
)
KEEPING = (
    N_("Keep the folder"),
    N_("Do not delete or move the folder below. Your records are still in it."),
)


class CannotUnlockPage(DoorStepPage):
    """`ids` are the Recovery IDs of those `folders` whose code IT holds too."""

    code_chosen = Signal()
    went_back = Signal()

    title = N_("I cannot unlock my records")

    def __init__(
        self, folders: Sequence[Path], ids: Mapping[Path, str], theme: Theme, language: Language
    ) -> None:
        super().__init__(theme, language, name="cannot_unlock", wide=640)
        text, column = language.text, self.card.column
        self.heading = Heading(text(self.title), theme)
        column.addWidget(self.heading)
        steps = (TYPING, CODE, HELD_BY_IT if ids else NOT_HELD_BY_IT, KEEPING)
        for number, (what, how) in enumerate(steps, start=1):
            column.addWidget(label(f"{number}. {text(what)}", "question"))
            column.addWidget(label(text(how)))
        for folder in folders:
            column.addWidget(label(str(folder), "hint", name="cannot_unlock.folder"))
            if folder in ids:
                self._add_id(ids[folder])
        column.addSpacing(theme.space(8))
        self.code = PrimaryButton(
            text("Use my recovery code"), theme, icon="key-round", name="cannot_unlock.code"
        )
        self.code.clicked.connect(self.code_chosen)
        column.addWidget(self.code)
        self.back = SecondaryButton(
            text("Back"), theme, icon="arrow-left", name="cannot_unlock.back"
        )
        self.back.clicked.connect(self.went_back)
        column.addWidget(self.back)
        self.add_promise()

    def _add_id(self, recovery_id: str) -> None:
        text = self.language.text
        shown = label(
            text("Recovery ID: {id}", id=recovery_id), "bodyBold", name="cannot_unlock.id"
        )
        # Spelled out: a screen reader would otherwise read it as a word or a number.
        shown.setAccessibleName(text("Recovery ID: {id}", id=" ".join(recovery_id)))
        self.card.column.addWidget(shown)

    def focus_first(self) -> None:
        self.code.setFocus()
