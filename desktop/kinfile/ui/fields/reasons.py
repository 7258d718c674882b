# SPDX-License-Identifier: Apache-2.0
"""Why something was not asked or does not apply: a few reasons, or one in the worker's words."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kinfile.forms.model import NonAnswer
from kinfile.i18n import Language
from kinfile.records.shown import REASON_WORDS
from kinfile.ui.fields.boxes import LineBox
from kinfile.ui.fields.options import Labelled, OptionSet
from kinfile.ui.theme import Theme

OTHER = "other"
REASONS_FOR = {
    NonAnswer.NOT_ASKED: ("not_safe", "third_party_present", "no_time", "not_relevant", OTHER),
    NonAnswer.NOT_APPLICABLE: ("not_relevant", OTHER),
}
"""The reasons offered under each non-answer that needs one."""


def reason_label(code: str, language: Language) -> str:
    """The reason as a line of its own: its words with a capital letter."""
    words = language.text(REASON_WORDS[code])
    return words[:1].upper() + words[1:]


class ReasonChoice(QWidget):
    """The reasons for `status` as radio buttons, and a box for another one."""

    chosen = Signal()
    typed = Signal()

    def __init__(
        self, status: NonAnswer, says: str, *, language: Language, theme: Theme, name: str
    ) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        labelled: list[Labelled] = [
            (code, reason_label(code, language)) for code in REASONS_FOR.get(status, (OTHER,))
        ]
        why = language.text("{what}: {part}", what=says, part=language.text("the reason"))
        self.options = OptionSet(why, labelled, theme=theme, name=f"{name}.{status}.reason")
        self.options.chosen.connect(self._on_chosen)
        for button in self.options.buttons.values():
            button.setAccessibleDescription(why)
        column.addWidget(self.options)
        self.other = LineBox(why, theme=theme, name=f"{name}.{status}.reason_typed")
        self.other.setPlaceholderText(language.text("The reason in your words"))
        self.other.typed.connect(self.typed)
        column.addWidget(self.other)
        self.show_reason("")

    def inputs(self) -> tuple[QWidget, ...]:
        return (*self.options.buttons.values(), self.other)

    def show_reason(self, reason: str) -> None:
        known = reason in self.options.buttons and reason != OTHER
        self.options.show_codes({reason} if known else {OTHER} if reason else ())
        self.other.setText("" if known or reason == OTHER else reason)
        self.other.setVisible(bool(reason) and not known)

    def reason(self) -> str:
        """A code, the words typed, or nothing."""
        code = self.options.code()
        return self.other.words() or OTHER if code == OTHER else code

    def _on_chosen(self) -> None:
        self.other.setVisible(self.options.code() == OTHER)
        self.chosen.emit()
