# SPDX-License-Identifier: Apache-2.0
"""Fields for numbers: a whole number, and an NHS number."""

import re

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from kinfile.forms.model import Question
from kinfile.i18n import Language
from kinfile.records.model import Answer
from kinfile.records.shown import nhs_number_words
from kinfile.ui.fields.boxes import LineBox
from kinfile.ui.fields.field import Field, Reading, Unreadable
from kinfile.ui.theme import Theme
from kinfile.ui.widgets.choice import Tick

LONGEST_NUMBER = 9
"""Digits: nothing that is counted here has more, and a slipped paste has."""

_BETWEEN = re.compile(r"[\s-]+")
_NHS_DIGITS = re.compile(r"\d{10}", re.ASCII)


class IntField(Field):
    """A whole number. One outside the question's bounds is kept and named as a problem."""

    def __init__(
        self, question: Question, *, language: Language, theme: Theme, name: str = ""
    ) -> None:
        super().__init__(question, language=language, theme=theme, name=name)
        self.box = LineBox(self.says, theme=theme, name=f"{self.objectName()}.box", characters=6)
        self.box.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly)
        self.box.typed.connect(self._on_typed)
        self.column.addWidget(self.box, 0, Qt.AlignmentFlag.AlignLeading)

    def inputs(self) -> tuple[QWidget, ...]:
        return (self.box,)

    def _fill(self, answer: Answer | None) -> None:
        self.box.setText(str(answer.value) if answer and answer.value is not None else "")

    def reading(self) -> Reading:
        words = self.box.words()
        if not words:
            return None
        digits = words.replace(",", "").replace(" ", "")
        if digits.isascii() and digits.isdigit() and len(digits) <= LONGEST_NUMBER:
            return Answer(value=int(digits))
        thing = self.thing(self.language.text("The number"))
        must = self.language.text("{thing} must be a whole number, for example 3", thing=thing)
        return Unreadable(must, self.box)

    @property
    def typed(self) -> tuple[str, ...]:
        return (self.box.text(),)

    def retype(self, typed: tuple[str, ...]) -> None:
        self.box.setText(typed[0])


class NhsNumberField(Field):
    """Ten digits, shown 3-3-4. Whatever else is typed is kept too and asked about."""

    def __init__(
        self, question: Question, *, language: Language, theme: Theme, name: str = ""
    ) -> None:
        super().__init__(question, language=language, theme=theme, name=name)
        self.box = LineBox(self.says, theme=theme, name=f"{self.objectName()}.box", characters=14)
        self.box.typed.connect(self._on_box_typed)
        checked = language.text("Checked with the person")
        self.verified = Tick(checked, theme, name=f"{self.objectName()}.verified")
        self.verified.clicked.connect(self._on_chosen)
        self.verified.hide()
        self.column.addWidget(self.box, 0, Qt.AlignmentFlag.AlignLeading)
        self.column.addWidget(self.verified)
        self._was_verified: bool | None = None

    def inputs(self) -> tuple[QWidget, ...]:
        return self.box, self.verified

    def describe(self, description: str) -> None:
        super().describe(description)
        self.verified.setAccessibleDescription(self.says)

    def _fill(self, answer: Answer | None) -> None:
        self.box.setText(
            nhs_number_words(str(answer.value)) if answer and answer.value is not None else ""
        )
        self._was_verified = answer.verified if answer else None
        self.verified.setChecked(bool(self._was_verified))
        self.verified.setVisible(bool(self.box.text()))

    def reading(self) -> Reading:
        number = self._digits()
        return Answer(value=number, verified=self._verified()) if number else None

    def _tidy(self) -> None:
        if _NHS_DIGITS.fullmatch(self._digits()):
            self.box.setText(nhs_number_words(self._digits()))

    def _digits(self) -> str:
        words = self.box.words()
        closed = _BETWEEN.sub("", words)
        return closed if closed.isascii() and closed.isdigit() else words

    def _verified(self) -> bool | None:
        if self.verified.isChecked():
            return True
        # Taking the tick back says "not verified"; never having ticked says nothing.
        return None if self._was_verified is None else False

    def _on_box_typed(self) -> None:
        self.verified.setVisible(bool(self.box.text()))
        self._on_typed()
