# SPDX-License-Identifier: Apache-2.0
"""Fields that nobody types into: what the program works out, and what signing gives."""

from kinfile.forms.model import Question
from kinfile.i18n import Language
from kinfile.records.model import Answer
from kinfile.records.shown import printed
from kinfile.ui.fields.field import Field, Reading
from kinfile.ui.theme import Theme
from kinfile.ui.widgets.text import label


class _Line(Field):
    """A line of text where the boxes would be."""

    def __init__(
        self, question: Question, *, language: Language, theme: Theme, name: str = ""
    ) -> None:
        super().__init__(question, language=language, theme=theme, name=name)
        self.words = label("", name=f"{self.objectName()}.words")
        self.column.addWidget(self.words)
        self._answer: Answer | None = None
        self._fill(None)

    def reading(self) -> Reading:
        return self._answer

    def _fill(self, answer: Answer | None) -> None:
        self._answer = answer
        words = printed(self.question, answer, self.language) if answer else self._nothing()
        self.words.setText(words)
        self.words.setAccessibleName(self.part(words))

    def _nothing(self) -> str:
        raise NotImplementedError


class CalculatedField(_Line):
    """What the program works out from other answers."""

    def _nothing(self) -> str:
        return self.language.text("Worked out from other answers")


class WhenSigningField(_Line):
    """A declaration or a signature: it belongs to the page where the record is signed."""

    def _nothing(self) -> str:
        return self.language.text("When you sign")
