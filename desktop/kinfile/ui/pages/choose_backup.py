# SPDX-License-Identifier: Apache-2.0
"""Which backup to go back to: those found on this computer, or a file from elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from kinfile.i18n import N_, Language
from kinfile.ui.fields.options import OptionSet
from kinfile.ui.pages import backup_words
from kinfile.ui.pages.door_step import DoorStepPage
from kinfile.ui.theme import Theme
from kinfile.ui.widgets.announce import Announcement, announce
from kinfile.ui.widgets.buttons import LinkButton, PrimaryButton, SecondaryButton
from kinfile.ui.widgets.heading import Heading
from kinfile.ui.widgets.text import label, set_words

if TYPE_CHECKING:
    from kinfile.ui.rescue_door import Found


class ChooseBackupPage(DoorStepPage):
    """`found` are the backups, the last made first; `has_vault` whether there are records here."""

    backup_chosen = Signal(object)
    """The one to go on with, as Found."""
    file_chosen = Signal()
    """One that lies elsewhere is wanted."""
    went_back = Signal()

    title = N_("Go back to a backup")

    def __init__(
        self, found: Sequence[Found], has_vault: bool, theme: Theme, language: Language
    ) -> None:  # fmt: skip
        super().__init__(theme, language, name="choose_backup", wide=680)
        self._found = tuple(found)
        text, column = language.text, self.card.column
        title = text(self.title) if has_vault else text("Bring records from a backup")
        self.heading = Heading(title, theme)
        column.addWidget(self.heading)
        column.addWidget(
            label(text("Nothing changes before you have seen what is in it. Step 1 of 2."))
        )
        column.addSpacing(theme.space(8))
        self.error = label("", "error", name="choose_backup.error")
        self.error.hide()
        column.addWidget(self.error)
        self.options: OptionSet | None = None
        if self._found:
            self._add_options()
        else:
            words = text(
                "No backup was found on this laptop. If there is one on a stick or in a shared "
                "folder, connect it and choose the file. Its name ends in .kinbak."
            )
            column.addWidget(label(words, name="choose_backup.none"))
            column.addSpacing(theme.space(8))
        self._add_buttons()
        self.add_promise()

    def _add_options(self) -> None:
        text, column = self.language.text, self.card.column
        asks = text("Which backup?")
        column.addWidget(label(asks, "question"))
        labelled = [(str(n), self._words(each)) for n, each in enumerate(self._found)]
        self.options = OptionSet(asks, labelled, theme=self.theme, name="choose_backup.which")
        self.options.show_codes({"0"})
        column.addWidget(self.options)
        column.addSpacing(self.theme.space(8))
        go = PrimaryButton(
            text("Continue"), self.theme, icon="arrow-right", trails=True,
            name="choose_backup.continue",
        )  # fmt: skip
        go.clicked.connect(self._on_continued)
        column.addWidget(go)

    def _words(self, found: Found) -> str:
        words = backup_words.line(found.line, self.language)
        names = {each.vault for each in self._found}
        if len(names) > 1 and found.vault is not None:
            words = f"{found.vault.stem} · {words}"
        return words

    def _add_buttons(self) -> None:
        text, column, theme = self.language.text, self.card.column, self.theme
        words = text("Choose another file…") if self._found else text("Choose a file…")
        self.file = SecondaryButton(words, theme, icon="folder-open", name="choose_backup.file")
        self.file.clicked.connect(self.file_chosen)
        column.addWidget(self.file)
        back = LinkButton(text("Back"), theme, icon="arrow-left", name="choose_backup.back")
        back.clicked.connect(self.went_back)
        column.addWidget(back)

    def focus_first(self) -> None:
        if self.options is None:
            self.file.setFocus()
        else:
            self.options.buttons[self.options.code()].setFocus()

    def refuse(self, words: str) -> None:
        """Say why the file that was chosen cannot be used."""
        set_words(self.error, words)
        self.error.show()
        self.file.setAccessibleDescription(words)
        self.file.setFocus()
        announce(self, Announcement.PROBLEM, self.language)

    def _on_continued(self) -> None:
        if self.options is not None:
            self.backup_chosen.emit(self._found[int(self.options.code())])
