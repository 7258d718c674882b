# SPDX-License-Identifier: Apache-2.0
"""Answers of an earlier version of the form for which this one has no place: to be read only."""

from collections.abc import Iterator, Sequence

from kinfile.app.draft import Draft, LeftOver
from kinfile.i18n import N_, Language
from kinfile.records.model import Answers
from kinfile.records.people import people_of
from kinfile.records.shown import printed
from kinfile.ui.fields.column import Column
from kinfile.ui.pages.fill_words import breakable
from kinfile.ui.theme import Theme
from kinfile.ui.widgets.card import Card
from kinfile.ui.widgets.side_panel import SidePanel
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


class LeftOverPanel(SidePanel):
    """The same beside the questions. Esc closes it."""

    def __init__(self, theme: Theme, language: Language) -> None:
        super().__init__(theme, language, name="left_over", title=language.text(TITLE))
        self._scroll.column.addWidget(label(language.text(ABOUT), "hint"))
        self._lines: LeftOverLines | None = None

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
