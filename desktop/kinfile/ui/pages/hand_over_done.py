# SPDX-License-Identifier: Apache-2.0
"""What saving a copy brought: its name, the six words, the password and how to read it out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from kinfile.i18n import Language
from kinfile.ui.theme import Theme
from kinfile.ui.widgets.buttons import PrimaryButton
from kinfile.ui.widgets.card import Card
from kinfile.ui.widgets.flow import FlowLayout
from kinfile.ui.widgets.text import label
from kinfile.ui.widgets.words_table import WordsTable

if TYPE_CHECKING:
    from kinfile.app.handover import Exported, Transferred

SHARES = (10, 24, 66)


class HandOverDone(Card):
    """Built for one export."""

    note_chosen = Signal()

    def __init__(self, exported: Exported, theme: Theme, language: Language) -> None:
        super().__init__(theme, title=language.text("The copy is saved"), name="hand_over.done")
        self._theme, self._language = theme, language
        text, column = language.text, self.column
        copy = exported.transfer
        file = exported.sealed if copy is None else copy.file
        send = text("Send this file: {name}", name=file.name)
        column.addWidget(label(send, "bodyBold", name="hand_over.file"))
        if copy is not None:
            stays = text("The sealed file beside it stays with you: {name}",
                         name=exported.sealed.name)  # fmt: skip
            column.addWidget(label(stays, "hint"))
        column.addSpacing(theme.space(4))
        column.addWidget(label(text("Six words to read out by telephone"), "question"))
        told = text("They tell the receiver that the file is the one you signed.")
        column.addWidget(label(told, "hint"))
        column.addWidget(label(exported.code, "code", name="hand_over.code"))
        self.table: WordsTable | None = None
        if copy is not None:
            self._add_password(copy)
        self.note = PrimaryButton(
            text("Note who it went to"), theme, icon="pen-line", name="hand_over.note"
        )
        self.note.clicked.connect(self.note_chosen)
        row = FlowLayout(gap=theme.space(12))
        row.addWidget(self.note)
        column.addLayout(row)

    def _add_password(self, copy: Transferred) -> None:
        text, column, theme = self._language.text, self.column, self._theme
        column.addSpacing(theme.space(8))
        column.addWidget(label(text("Password of the file"), "question"))
        column.addWidget(label(copy.passphrase, "code", name="hand_over.password"))
        told = text(
            "Ring the receiver and read it out, word by word. Never send it with the file. It "
            "stays with this record, encrypted."
        )
        column.addWidget(label(told, "hint"))
        rows = [
            (self._language.number(each.number), each.word, " ".join(each.letters))
            for each in copy.spoken
        ]
        header = (text("No."), text("Word"), text("Letters"))
        says = text("How to read out the password")
        self.table = WordsTable(header, rows, SHARES, theme, says=says, name="hand_over.sheet")
        column.addWidget(self.table)
        column.addSpacing(theme.space(8))
