# SPDX-License-Identifier: Apache-2.0
"""A record that was written on paper first: on which day that was."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kinfile.app.draft import Draft
from kinfile.errors import KinfileError
from kinfile.forms.dates import PartialDate
from kinfile.i18n import N_, Language
from kinfile.ui.desk import Desk
from kinfile.ui.fields.dates import DateBoxes
from kinfile.ui.fields.field import Unreadable
from kinfile.ui.theme import Theme
from kinfile.ui.widgets.announce import Announcement, announce
from kinfile.ui.widgets.buttons import PrimaryButton, SecondaryButton
from kinfile.ui.widgets.flow import FlowLayout
from kinfile.ui.widgets.heading import Heading
from kinfile.ui.widgets.page import Page
from kinfile.ui.widgets.scroll import ScrollColumn
from kinfile.ui.widgets.text import label, set_err, set_words


class PaperPage(Page):
    """`draft` is a record that may still be changed."""

    kept = Signal()
    went_back = Signal()

    title = N_("Written on paper first")
    keeps_typed = True

    def __init__(self, desk: Desk, draft: Draft, theme: Theme, language: Language) -> None:
        super().__init__(theme, language)
        self.setObjectName("paper")
        self._desk, self._draft = desk, draft
        self._is_busy = False
        text = language.text
        area = ScrollColumn(theme, measure=640, margins=(28, 24, 28, 24), name="paper.scroll")
        column = area.column
        self.heading = Heading(text(self.title), theme)
        column.addWidget(self.heading)
        column.addWidget(
            label(text("The PDF then tells both days: when it was written, and when typed in."))
        )
        column.addSpacing(theme.space(12))
        asks = text("On which day was it written?")
        column.addWidget(label(asks, "question"))
        self.error = label("", "error", name="paper.error")
        self.error.hide()
        column.addWidget(self.error)
        self.day = DateBoxes(asks, language=language, theme=theme, name="paper.day", partial=False)
        paper = draft.marks.paper
        if paper is not None:
            self.day.show_date(PartialDate.parse(paper.on.isoformat()))
        column.addWidget(self.day)
        column.addSpacing(theme.space(12))
        self._add_buttons(area, was_told=paper is not None)
        column.addStretch(1)
        self.column.addWidget(area, 1)

    def _add_buttons(self, area: ScrollColumn, *, was_told: bool) -> None:
        text, theme = self.language.text, self.theme
        row = FlowLayout(gap=theme.space(12))
        keep = PrimaryButton(text("Keep this day"), theme, name="paper.keep")
        keep.clicked.connect(self._on_kept)
        row.addWidget(keep)
        if was_told:
            drop = SecondaryButton(text("It was not on paper"), theme, name="paper.drop")
            drop.clicked.connect(lambda: self._note(None))
            row.addWidget(drop)
        back = SecondaryButton(text("Back"), theme, icon="arrow-left", name="paper.back")
        back.clicked.connect(self.went_back)
        row.addWidget(back)
        area.column.addLayout(row)

    def trail(self) -> tuple[str, ...]:
        initials = self._draft.subject.initials or self.language.text("New record")
        return initials, self.language.text(self.title)

    def go_back(self) -> None:
        self.went_back.emit()

    def focus_first(self) -> None:
        self.day.day.setFocus()

    def _on_kept(self) -> None:
        text = self.language.text
        for box in self.day.boxes:
            set_err(box, is_wrong=False)
        day = self.day.reading(text("The day"))
        if isinstance(day, Unreadable):
            self._refuse(day.words, day.box)
        elif day is None:
            self._refuse(text("Enter the day"), self.day.day)
        else:
            self._note(day.earliest)

    def _note(self, on: date | None) -> None:
        if self._is_busy:
            return
        self._is_busy = True
        ref = self._draft.ref
        self._desk.ask(
            lambda workspace: workspace.written_on_paper(ref, on=on),
            done=self._on_noted,
            failed=self._on_failed,
        )

    def _on_noted(self, _kept: object) -> None:
        self.kept.emit()

    def _on_failed(self, error: KinfileError) -> None:
        from kinfile.wording import say

        self._is_busy = False
        self._refuse(str(say(error, self.language)), self.day.day)

    def _refuse(self, words: str, box: QWidget) -> None:
        set_words(self.error, words)
        self.error.show()
        set_err(box, is_wrong=True)
        box.setAccessibleDescription(self.language.text("Error: {error}", error=words))
        box.setFocus()
        announce(self, Announcement.PROBLEM, self.language)
