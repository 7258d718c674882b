# SPDX-License-Identifier: Apache-2.0
"""A field that names one of the record's people, so that no name is typed twice."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from kinfile.forms.model import Question
from kinfile.i18n import Language
from kinfile.records.model import Answer
from kinfile.ui.fields.choices import FoldedList
from kinfile.ui.fields.field import Around, Field, Reading
from kinfile.ui.fields.options import Labelled
from kinfile.ui.theme import Theme
from kinfile.ui.widgets.text import label


class PersonField(Field):
    """Children, unborn babies, parents and other adults, by name.

    A name that an import brought and that nobody here carries stands in the list as it was given.
    """

    def __init__(
        self, question: Question, *, language: Language, theme: Theme, name: str = ""
    ) -> None:
        super().__init__(question, language=language, theme=theme, name=name)
        self.folded = FoldedList(
            self.says,
            (),
            nothing=language.text("Choose a person"),
            theme=theme,
            name=f"{self.objectName()}.list",
        )
        self.folded.chosen.connect(self._on_chosen)
        self.column.addWidget(self.folded, 0, Qt.AlignmentFlag.AlignLeading)
        nobody = language.text("Nobody is recorded yet. Add people in the sections on the family.")
        self.nobody = label(nobody, "hint")
        self.column.addWidget(self.nobody)
        self._around = Around()
        self._given = ""
        self._offer()

    def inputs(self) -> tuple[QWidget, ...]:
        return (self.folded,)

    def describe(self, description: str) -> None:
        """With the question: on Linux the name of a folded list is what is chosen in it."""
        super().describe(self.with_question(description))

    def show_around(self, around: Around) -> None:
        if around.people != self._around.people:
            self._around = around
            self._offer()

    def _fill(self, answer: Answer | None) -> None:
        self._given = str(answer.value) if answer and answer.value is not None else ""
        self._offer()
        self.folded.show_code(self._given)

    def _offer(self) -> None:
        people = self._around.people
        offered: list[Labelled] = [
            (person.row, person.name or self.language.text("Somebody whose name is not known"))
            for person in people
        ]
        if self._given and all(code != self._given for code, _ in offered):
            unknown = self.language.text("{name} (nobody of that name here)", name=self._given)
            offered.append((self._given, unknown))
        self.folded.offer(offered)
        self.nobody.setVisible(not offered)

    def reading(self) -> Reading:
        code = self.folded.code()
        return Answer(value=code) if code else None
