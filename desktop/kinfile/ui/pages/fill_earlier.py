# SPDX-License-Identifier: Apache-2.0
"""Beside the page, when asked for: what stood at a question before, and the way back to it.

Putting an earlier answer back is a change like any other: it is kept, and it can be taken back.
"""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kinfile.app.draft import Draft
from kinfile.app.story import Earlier, Stood
from kinfile.i18n import N_, Language
from kinfile.records.model import Place
from kinfile.records.people import people_of
from kinfile.records.shown import printed
from kinfile.ui.fields.column import Column
from kinfile.ui.pages.fill_places import row_words
from kinfile.ui.pages.fill_words import breakable
from kinfile.ui.theme import Theme
from kinfile.ui.widgets.buttons import LinkButton
from kinfile.ui.widgets.card import Card
from kinfile.ui.widgets.side_panel import SidePanel
from kinfile.ui.widgets.text import label

STOOD = {
    Stood.BLANK: N_("No answer"),
    Stood.ERASED: N_("Erased"),
    Stood.UNREADABLE: N_("An answer that this version of the form does not take"),
}


class EarlierPanel(SidePanel):
    """`show_earlier` says of which place. Esc closes it."""

    returned = Signal(object, object)
    """Place and Answer | None: this is to stand there again."""

    def __init__(self, theme: Theme, language: Language) -> None:
        super().__init__(theme, language, name="earlier", title=language.text("Earlier answers"))
        self._content: Column | None = None
        self.about: Place | None = None
        """The place that it tells about now."""
        self.buttons: list[LinkButton] = []

    def show_earlier(self, draft: Draft, place: Place, earlier: Sequence[Earlier]) -> None:
        """`earlier` has what stands now first."""
        self.about = place
        if self._content is not None:
            self._content.hide()
            self._content.deleteLater()
        self.buttons = []
        content = Column(self._theme, gap=12)
        text = self._language.text
        row = row_words(draft, place, self._language)
        if row:
            content.layout_.addWidget(label(breakable(row), "caption"))
        question = draft.form.by_id()[place.question]
        content.layout_.addWidget(label(text(question.ask), "bodyBold"))
        if not earlier:
            content.layout_.addWidget(label(text("Nothing has been written here yet."), "hint"))
        for number, each in enumerate(earlier):
            content.layout_.addWidget(self._card(draft, place, each, is_now=number == 0))
        content.layout_.addStretch(1)
        self._scroll.column.addWidget(content)
        self._scroll.verticalScrollBar().setValue(0)
        self._content = content
        # Qt goes round in the order of making, and these came last.
        for one, other in pairwise((self.close_button, *self.buttons)):
            QWidget.setTabOrder(one, other)

    def _card(self, draft: Draft, place: Place, earlier: Earlier, *, is_now: bool) -> Card:
        text = self._language.text
        card = Card(self._theme, padding=12)
        card.column.setSpacing(self._theme.space(2))
        when = self._language.date_and_time(earlier.at)
        told = text("{when}, {who}", when=when, who=earlier.by)
        card.column.addWidget(label(told, "caption"))
        words = self._words(draft, place, earlier)
        is_value = earlier.stood is Stood.ANSWER
        card.column.addWidget(label(breakable(words), "body" if is_value else "muted"))
        if is_now:
            card.column.addWidget(label(text("Stands now"), "footnoteBold"))
        elif earlier.stood in (Stood.ANSWER, Stood.BLANK):
            card.column.addWidget(self._button(place, earlier, when))
        return card

    def _words(self, draft: Draft, place: Place, earlier: Earlier) -> str:
        if earlier.answer is None:
            return self._language.text(STOOD.get(earlier.stood, ""))
        question = draft.form.by_id()[place.question]
        return printed(question, earlier.answer, self._language, people_of(draft.answers))

    def _button(self, place: Place, earlier: Earlier, when: str) -> LinkButton:
        text = self._language.text
        words = text("Put this back")
        says = text("{what}: {part}", what=words, part=when)
        name = f"earlier.back.{len(self.buttons) + 1}"
        button = LinkButton(words, self._theme, icon="undo-2", says=says, size=15, name=name)
        button.clicked.connect(lambda: self.returned.emit(place, earlier.answer))
        self.buttons.append(button)
        return button

    def focus_first(self) -> None:
        self.close_button.setFocus()
