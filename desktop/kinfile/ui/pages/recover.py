# SPDX-License-Identifier: Apache-2.0
"""Back into one's records, step 1 of 3: the recovery code, tried before anything is changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit

from kinfile.errors import KinfileError
from kinfile.i18n import N_, Language
from kinfile.ui.desk import Desk
from kinfile.ui.pages.door_step import DoorStepPage
from kinfile.ui.theme import Theme
from kinfile.ui.widgets.announce import Announcement, announce
from kinfile.ui.widgets.buttons import LinkButton, PrimaryButton
from kinfile.ui.widgets.text import label, set_err, set_words

if TYPE_CHECKING:
    from kinfile.ui.widgets.picker import Picker

LONGEST = 200
"""Characters: a code with any spaces and hyphens in it."""


class RecoverPage(DoorStepPage):
    """`folders` are the vaults there are; `ids` the Recovery IDs of those that IT can help with.

    `code_accepted` carries the vault and the code that would open it.
    """

    code_accepted = Signal(object, str)
    went_back = Signal()

    title = N_("Use my recovery code")
    keeps_typed = True

    def __init__(
        self,
        desk: Desk,
        folders: Sequence[Path],
        ids: Mapping[Path, str],
        theme: Theme,
        language: Language,
    ) -> None:
        super().__init__(theme, language, name="recover", wide=620)
        self._desk = desk
        self._folders, self._ids = tuple(folders), ids
        self._is_busy = False
        text, column = language.text, self.card.column
        self.add_brand(text("Back into your records. Step 1 of 3: your recovery code"))
        column.addSpacing(theme.space(8))
        self._add_picker()
        self._add_question()
        self.recovery_id = label("", "hint", name="recover.id")
        column.addWidget(self.recovery_id)
        self._show_id()
        column.addSpacing(theme.space(8))
        go = PrimaryButton(
            text("Continue"), theme, icon="arrow-right", trails=True, name="recover.continue"
        )
        go.clicked.connect(self._on_continued)
        column.addWidget(go)
        back = LinkButton(text("Back"), theme, icon="arrow-left", name="recover.back")
        back.clicked.connect(self.went_back)
        column.addWidget(back)
        self.add_promise()

    @property
    def folder(self) -> Path:
        """The vault that the code is meant for."""
        return self._folders[self.picker.currentIndex() if self.picker else 0]

    def focus_first(self) -> None:
        self.box.setFocus()

    def _add_picker(self) -> None:
        self.picker: Picker | None = None
        if len(self._folders) < 2:
            return
        from kinfile.ui.widgets.picker import Picker

        words = self.language.text("Which records")
        self.picker = Picker(self.theme, says=words, name="recover.picker")
        self.picker.addItems([folder.stem for folder in self._folders])
        self.picker.currentIndexChanged.connect(lambda _: self._show_id())
        self.card.column.addWidget(label(words, "question"))
        self.card.column.addWidget(self.picker)

    def _add_question(self) -> None:
        text, column = self.language.text, self.card.column
        ask = text("Recovery code")
        self._hint = text(
            "34 letters and digits, in groups of four. Capitals, spaces and hyphens do not matter."
        )
        column.addWidget(label(ask, "question"))
        column.addWidget(label(self._hint, "hint"))
        self.error = label("", "error", name="recover.error")
        self.error.hide()
        column.addWidget(self.error)
        self.box = QLineEdit()
        self.box.setObjectName("recover.code")
        self.box.setAccessibleName(ask)
        self.box.setAccessibleDescription(self._hint)
        self.box.setMaxLength(LONGEST)
        hints = Qt.InputMethodHint
        self.box.setInputMethodHints(
            hints.ImhSensitiveData | hints.ImhNoPredictiveText | hints.ImhPreferUppercase
        )
        self.box.returnPressed.connect(self._on_continued)
        column.addWidget(self.box)

    def _show_id(self) -> None:
        """What to read to the help desk, where it holds the code too."""
        found = self._ids.get(self.folder, "")
        words = self.language.text(
            "If you do not have the code, ask your IT service desk for it. Recovery ID: {id}",
            id=found,
        )
        spelled = words.replace(found, " ".join(found)) if found else ""
        set_words(self.recovery_id, words if found else "")
        self.recovery_id.setAccessibleName(spelled)
        self.recovery_id.setVisible(bool(found))

    def _on_continued(self) -> None:
        if self._is_busy:
            return
        typed = self.box.text()
        if not typed.strip():
            self._set_error(self.language.text("Enter your recovery code."))
            return
        self._set_busy(is_busy=True)
        self._desk.try_code(self.folder, typed, done=self._on_accepted, failed=self._on_failed)

    def _on_accepted(self, _outcome: None) -> None:
        self._set_busy(is_busy=False)
        self._set_error("")
        self.code_accepted.emit(self.folder, self.box.text())

    def _on_failed(self, error: KinfileError) -> None:
        from kinfile.wording import say

        self._set_busy(is_busy=False)
        words = say(error, self.language)
        self._set_error(f"{words.what} {words.do}".strip())

    def _set_busy(self, *, is_busy: bool) -> None:
        self._is_busy = is_busy
        self.box.setReadOnly(is_busy)

    def _set_error(self, words: str) -> None:
        set_words(self.error, words)
        self.error.setVisible(bool(words))
        set_err(self.box, is_wrong=bool(words))
        told = [self.language.text("Error: {problem}", problem=words)] if words else []
        self.box.setAccessibleDescription(" ".join((*told, self._hint)))
        if words:
            # A long code is mended and not typed anew, so nothing is selected.
            self.box.setFocus()
            announce(self, Announcement.PROBLEM, self.language)
