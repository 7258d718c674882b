# SPDX-License-Identifier: Apache-2.0
"""What to do with a signed copy: save it, send it, read out its code."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kinfile.i18n import Language
from kinfile.ui.theme import Theme
from kinfile.ui.widgets.buttons import LinkButton, PrimaryButton, SecondaryButton
from kinfile.ui.widgets.card import Card
from kinfile.ui.widgets.text import label, rule, set_words

if TYPE_CHECKING:
    from kinfile.app.handover import Exported


class Step(QWidget):
    """A number, a short line in bold, and what it means below."""

    def __init__(self, number: int, title: str, words: str, *, theme: Theme, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(title)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.space(10))
        row.addWidget(label(str(number), "h2", wraps=False), 0, Qt.AlignmentFlag.AlignTop)
        self.column = QVBoxLayout()
        self.column.setSpacing(theme.space(6))
        self.column.addWidget(label(title, "bodyBold"))
        self.words = label(words, "footnote")
        self.column.addWidget(self.words)
        row.addLayout(self.column, 1)


class NextSteps(Card):
    """The steps of handing over. `show_exported` fills in what saving brought."""

    save_chosen = Signal()
    note_chosen = Signal()
    other_chosen = Signal()
    """Another copy is wanted, or one that is locked."""

    def __init__(self, *, theme: Theme, language: Language) -> None:
        super().__init__(theme, title=language.text("What to do next"), name="signed.next")
        self._language = language
        text = language.text
        self._add_saving(theme)
        self.column.addWidget(rule())
        send = text(
            "Use your secure email when you are back online. Kinfile does not send anything."
        )
        self.column.addWidget(Step(2, text("Send it"), send, theme=theme, name="signed.send"))
        self.column.addWidget(rule())
        self.read_out = Step(
            3,
            text("Read out the six words by phone"),
            text("They tell the receiver that the file is the one you signed. They appear here"
                 " once the PDF is saved."),
            theme=theme,
            name="signed.read_out",
        )  # fmt: skip
        self.code = label("", "code", name="signed.code")
        self.code.hide()
        self.read_out.column.addWidget(self.code)
        self.column.addWidget(self.read_out)
        self.column.addWidget(rule())
        self._add_noting(theme)

    def _add_saving(self, theme: Theme) -> None:
        text = self._language.text
        self.saving = Step(
            1,
            text("Save it where you send from"),
            text("A receipt with the same name is saved beside it."),
            theme=theme,
            name="signed.saving",
        )
        self.save = PrimaryButton(
            text("Save the PDF to a folder"), theme, icon="folder-output", name="signed.save"
        )
        self.save.clicked.connect(self.save_chosen)
        self.saving.column.addWidget(self.save)
        other = text("For somebody else, in large print, or locked with a password")
        self.other = LinkButton(other, theme, icon="users", name="signed.other")
        self.other.clicked.connect(self.other_chosen)
        self.saving.column.addWidget(self.other)
        self.column.addWidget(self.saving)

    def _add_noting(self, theme: Theme) -> None:
        text = self._language.text
        step = Step(
            4,
            text("Note who it went to"),
            text("Kinfile hears of nothing, so it asks you. The record is then marked as sent."),
            theme=theme,
            name="signed.noting",
        )
        self.note = SecondaryButton(text("Note who it went to"), theme, name="signed.note")
        self.note.clicked.connect(self.note_chosen)
        step.column.addWidget(self.note, 0, Qt.AlignmentFlag.AlignLeading)
        self.column.addWidget(step)

    def show_exported(self, exported: "Exported") -> None:
        text = self._language.text
        saved = text("Saved as {name}, with its receipt beside it.", name=exported.sealed.name)
        set_words(self.saving.words, saved)
        ask = text("The receiver types them in, or compares them, to be sure of the file.")
        set_words(self.read_out.words, ask)
        set_words(self.code, exported.code)
        self.code.show()
