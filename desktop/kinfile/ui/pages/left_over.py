# SPDX-License-Identifier: Apache-2.0
"""Answers of an earlier version of the form for which this one has no place: to be read only."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from kinfile.app.draft import Draft, LeftOver
from kinfile.i18n import N_, Language
from kinfile.records.model import Answers
from kinfile.records.people import people_of
from kinfile.records.shown import printed
from kinfile.ui.fields.column import Column
from kinfile.ui.pages.fill_words import breakable
from kinfile.ui.theme import Theme
from kinfile.ui.widgets.buttons import LinkButton
from kinfile.ui.widgets.card import Card
from kinfile.ui.widgets.heading import Heading
from kinfile.ui.widgets.scroll import ScrollColumn
from kinfile.ui.widgets.text import label, rule

TITLE = N_("Kept from an earlier version")
ABOUT = N_(
    "This version of the form does not ask for these. They stay in your records, are not in the"
    " PDF, and come back when a version asks for them again."
)


def said(
    left: Sequence[LeftOver], answers: Answers, language: Language
) -> Iterator[tuple[str, str]]:
    """Question and answer in words, with the number of the row where there is one."""
    people = people_of(answers)
    for each in left:
        asked = language.text(each.question.ask)
        if each.path.number:
            asked = language.text("{what} ({n})", what=asked, n=each.path.number)
        yield asked, printed(each.question, each.answer, language, people)


class LeftOverLines(Column):
    """Each question in bold, and its answer below."""

    def __init__(
        self,
        left: Sequence[LeftOver],
        answers: Answers,
        *,
        theme: Theme,
        language: Language,
    ) -> None:
        super().__init__(theme, gap=6)
        for number, (asked, answer) in enumerate(said(left, answers, language)):
            if number:
                self.layout_.addWidget(rule())
            self.layout_.addWidget(label(breakable(asked), "bodyBold"))
            self.layout_.addWidget(label(breakable(answer)))


class LeftOverCard(Card):
    """Hidden where nothing is left over."""

    def __init__(self, draft: Draft, *, theme: Theme, language: Language) -> None:
        super().__init__(theme, title=language.text(TITLE), name="check.left_over")
        self.column.addWidget(label(language.text(ABOUT), "hint"))
        lines = LeftOverLines(draft.left_over, draft.answers, theme=theme, language=language)
        self.column.addWidget(lines)
        if not draft.left_over:
            self.hide()


class LeftOverPanel(QFrame):
    """The same beside the questions. Esc closes it."""

    closed = Signal()

    def __init__(self, theme: Theme, language: Language) -> None:
        super().__init__()
        self._theme, self._language = theme, language
        self.setObjectName("left_over")
        self.setProperty("look", "rail")
        title = language.text(TITLE)
        self.setAccessibleName(title)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(*(theme.space(n) for n in (20, 16, 16, 8)))
        # In a compact window it takes the place of the page, whose heading is hidden then.
        head.addWidget(Heading(title, theme, level=1 if theme.is_compact else 2), 1)
        self.close_button = LinkButton(language.text("Close"), theme, name="left_over.close")
        says = language.text("{what}: {part}", what=language.text("Close"), part=title)
        self.close_button.setAccessibleName(says)
        self.close_button.clicked.connect(self.closed)
        head.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        self._scroll = ScrollColumn(
            theme, measure=0, margins=(20, 4, 20, 20), name="left_over.scroll"
        )
        self._scroll.column.addWidget(label(language.text(ABOUT), "hint"))
        self._lines: LeftOverLines | None = None
        column.addWidget(self._scroll, 1)
        self.hide()

    def show_draft(self, draft: Draft) -> None:
        if self._lines is not None:
            self._lines.hide()
            self._lines.deleteLater()
        self._lines = LeftOverLines(
            draft.left_over, draft.answers, theme=self._theme, language=self._language
        )
        self._scroll.column.insertWidget(1, self._lines)
        self._scroll.column.addStretch(1)

    def focus_first(self) -> None:
        self.close_button.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)
