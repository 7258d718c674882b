# SPDX-License-Identifier: Apache-2.0
"""Fields for typed text: a line, a long answer, somebody's own words, an address."""

import re

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QWidget

from kinfile.forms.model import Kind, Question
from kinfile.i18n import Language
from kinfile.records.model import Answer, Said
from kinfile.ui.fields.boxes import LONGEST_TEXT, LineBox, TextArea, storable
from kinfile.ui.fields.field import Field, Reading, Unreadable
from kinfile.ui.fields.options import Reveal
from kinfile.ui.theme import Theme
from kinfile.ui.widgets.text import label, set_words

WIDTHS = {Kind.POSTCODE: 11, Kind.PHONE: 24, Kind.EMAIL: 40}
"""Characters for which a box is drawn, as a hint of what belongs in it; others fill the column."""
COUNT_FROM = LONGEST_TEXT * 9 // 10
"""The count of characters left appears in the last tenth only."""

_POSTCODE = re.compile(r"([A-Z]{1,2}[0-9][0-9A-Z]?|GIR|ZZ99)\s*([0-9][A-Z]{2})", re.ASCII)


class LineField(Field):
    """One line of text; also for a postcode, a phone number and an email address.

    Nothing is refused here: an odd postcode is kept and asked about.
    """

    def __init__(
        self, question: Question, *, language: Language, theme: Theme, name: str = ""
    ) -> None:
        super().__init__(question, language=language, theme=theme, name=name)
        width = WIDTHS.get(question.kind, 0)
        self.box = LineBox(
            self.says, theme=theme, name=f"{self.objectName()}.box", characters=width
        )
        self.box.typed.connect(self._on_typed)
        side = Qt.AlignmentFlag.AlignLeading if width else Qt.AlignmentFlag(0)
        self.column.addWidget(self.box, 0, side)

    def inputs(self) -> tuple[QWidget, ...]:
        return (self.box,)

    def _fill(self, answer: Answer | None) -> None:
        self.box.setText(str(answer.value) if answer and answer.value is not None else "")
        self.box.setCursorPosition(0)

    def reading(self) -> Reading:
        words = self.box.words()
        return Answer(value=words) if words else None

    def _tidy(self) -> None:
        if self.question.kind is Kind.POSTCODE:
            found = _POSTCODE.fullmatch(self.box.words().upper())
            if found:
                self.box.setText(" ".join(found.groups()))


class LongTextField(Field):
    """Several lines, growing with the text; a count appears only near the limit."""

    def __init__(
        self, question: Question, *, language: Language, theme: Theme, name: str = ""
    ) -> None:
        super().__init__(question, language=language, theme=theme, name=name)
        self.area = TextArea(self.says, theme=theme, name=f"{self.objectName()}.box")
        self.area.textChanged.connect(self._on_typed)
        self.column.addWidget(self.area)
        self.count = label("", "hint", name=f"{self.objectName()}.count")
        self.count.hide()
        self.column.addWidget(self.count)
        self.area.textChanged.connect(self._show_count)

    def spelled(self) -> tuple[TextArea, ...]:
        return (self.area,)

    def inputs(self) -> tuple[QWidget, ...]:
        return (self.area,)

    def _fill(self, answer: Answer | None) -> None:
        self.area.setPlainText(str(answer.value) if answer and answer.value is not None else "")

    def reading(self) -> Reading:
        words = self.area.words()
        if len(words) > LONGEST_TEXT:
            return Unreadable(self._too_long(), self.area, kept=Answer(value=words))
        return Answer(value=words) if words else None

    def _too_long(self) -> str:
        most = self.language.number(LONGEST_TEXT)
        thing = self.thing(self.language.text("The answer"))
        return self.language.text(
            "{thing} must be {most} characters or fewer", thing=thing, most=most
        )

    def _show_count(self) -> None:
        left = LONGEST_TEXT - self.area.document().characterCount() + 1
        self.count.setVisible(left <= LONGEST_TEXT - COUNT_FROM)
        if left >= 0:
            words = self.language.plural(
                "You have {n} character left", "You have {n} characters left", left
            )
        else:
            words = self.language.plural(
                "You have {n} character too many", "You have {n} characters too many", -left
            )
        set_words(self.count, words)


class VerbatimField(Field):
    """Somebody's own words, with who spoke them, when, and how they came to be written down."""

    def __init__(
        self, question: Question, *, language: Language, theme: Theme, name: str = ""
    ) -> None:
        super().__init__(question, language=language, theme=theme, name=name)
        text = language.text
        quotation = Reveal(theme=theme)
        self.area = TextArea(self.says, theme=theme, name=f"{self.objectName()}.box")
        self.area.textChanged.connect(self._on_typed)
        quotation.column.addWidget(self.area)
        self.form = QFormLayout()
        self.form.setRowWrapPolicy(
            QFormLayout.RowWrapPolicy.WrapAllRows
            if theme.is_compact
            else QFormLayout.RowWrapPolicy.WrapLongRows
        )
        self.form.setHorizontalSpacing(theme.space(16))
        self.who = self._line("who", text("Who said or showed it"))
        self.when = self._line("when", text("When"))
        self.how = self._line("how", text("How it came to be written down"))
        quotation.column.addLayout(self.form)
        self.column.addWidget(quotation)

    def _line(self, part: str, words: str) -> LineBox:
        box = LineBox(self.part(words), theme=self.theme, name=f"{self.objectName()}.{part}")
        box.typed.connect(self._on_typed)
        self.form.addRow(label(words, "hint", wraps=False), box)
        return box

    def inputs(self) -> tuple[QWidget, ...]:
        return self.area, self.who, self.when, self.how

    def _fill(self, answer: Answer | None) -> None:
        said = (answer.said if answer else None) or Said()
        self.area.setPlainText(str(answer.value) if answer and answer.value is not None else "")
        for box, words in ((self.who, said.who), (self.when, said.when), (self.how, said.how)):
            box.setText(words)

    def reading(self) -> Reading:
        words = storable(self.area.toPlainText()).strip()
        said = Said(self.who.words(), self.when.words(), self.how.words())
        if words:
            return Answer(value=words, said=said if said != Said() else None)
        if said == Said():
            return None
        missing = self.language.text("Write down the words themselves, or clear who said them")
        return Unreadable(missing, self.area)

    @property
    def typed(self) -> tuple[str, ...]:
        return self.area.toPlainText(), self.who.text(), self.when.text(), self.how.text()

    def retype(self, typed: tuple[str, ...]) -> None:
        self.area.setPlainText(typed[0])
        for box, words in zip((self.who, self.when, self.how), typed[1:], strict=True):
            box.setText(words)


class AddressField(Field):
    """An address, a line for each part of it, as on an envelope."""

    def __init__(
        self, question: Question, *, language: Language, theme: Theme, name: str = ""
    ) -> None:
        super().__init__(question, language=language, theme=theme, name=name)
        self.area = TextArea(
            self.says, theme=theme, name=f"{self.objectName()}.box", least=4, most=7
        )
        self.area.textChanged.connect(self._on_typed)
        self.column.addWidget(self.area)

    def inputs(self) -> tuple[QWidget, ...]:
        return (self.area,)

    def _fill(self, answer: Answer | None) -> None:
        value = answer.value if answer else None
        lines = value if isinstance(value, tuple) else (str(value),) if value is not None else ()
        self.area.setPlainText("\n".join(lines))

    def reading(self) -> Reading:
        lines = tuple(line.strip() for line in self.area.words().splitlines() if line.strip())
        return Answer(value=lines) if lines else None
