# SPDX-License-Identifier: Apache-2.0
"""About one record: what it is, its versions, where its files went, and everything that happened.

It opens only by the worker's own wish, for its history tells answers.
"""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kinfile.app.draft import RecordStatus
from kinfile.app.story import Story
from kinfile.errors import KinfileError
from kinfile.i18n import N_, Language
from kinfile.ui.desk import Desk
from kinfile.ui.fields.column import Column
from kinfile.ui.pages.details_cards import FactsCard, LetGoCard, VersionsCard
from kinfile.ui.pages.details_history import History
from kinfile.ui.pages.details_ledger import LedgerCard, Note
from kinfile.ui.theme import Theme
from kinfile.ui.widgets.buttons import LinkButton, PrimaryButton
from kinfile.ui.widgets.heading import Heading
from kinfile.ui.widgets.page import Page
from kinfile.ui.widgets.scroll import ScrollColumn
from kinfile.ui.widgets.text import label

SIDE = 500
"""Width of the cards beside the history, at 100 %."""


class DetailsPage(Page):
    """`story` is read anew whenever something was noted; `back` leads to where one came from."""

    record_chosen = Signal()
    """The record itself is wanted: its questions, or its signed copy."""
    copy_chosen = Signal(int)
    """The signed copy of that version is wanted."""
    correct_chosen = Signal()
    portal_chosen = Signal()
    """The answers are to be copied into an area's own web form."""
    erase_chosen = Signal()
    paper_chosen = Signal()
    """It is to be noted when the record was written on paper."""
    put_aside_chosen = Signal()
    taken_back = Signal()
    """A record that was put aside is as it was: the story is another one now."""
    noted = Signal()
    """Something is noted in the ledger: the story is another one now."""

    title = N_("Record details")
    keeps_typed = True

    def __init__(
        self,
        desk: Desk,
        story: Story,
        today: date,
        back: Callable[[], None],
        theme: Theme,
        language: Language,
    ) -> None:
        super().__init__(theme, language)
        self.setObjectName("details")
        self._desk, self._story, self._today, self._back = desk, story, today, back
        self._make_parts()
        (self._lay_out_compact if theme.is_compact else self._lay_out)()

    def _make_parts(self) -> None:
        story = self._story
        self.facts = FactsCard(story, theme=self.theme, language=self.language)
        self.facts.paper_chosen.connect(self.paper_chosen)
        self.versions = VersionsCard(story, theme=self.theme, language=self.language)
        self.versions.copy_chosen.connect(self.copy_chosen)
        self.versions.correct_chosen.connect(self.correct_chosen)
        self.ledger = LedgerCard(
            story.ledger, today=self._today, theme=self.theme, language=self.language
        )
        self.ledger.noted.connect(self._on_noted)
        self.history = History(story, self.theme, self.language)
        self.erase = self._erase_card()

    def _erase_card(self) -> LetGoCard | None:
        if self._story.draft.status is RecordStatus.ERASED:
            return None
        card = LetGoCard(self._story.draft, theme=self.theme, language=self.language)
        card.erase_chosen.connect(self.erase_chosen)
        card.put_aside_chosen.connect(self.put_aside_chosen)
        card.back_chosen.connect(self._take_back)
        return card

    def _take_back(self) -> None:
        ref = self._story.draft.ref
        self._desk.ask(
            lambda workspace: workspace.take_back(ref), done=lambda _: self.taken_back.emit()
        )

    # how it is laid out

    def _lay_out(self) -> None:
        """Cards at the side, the history in what is left; each scrolls by itself."""
        theme = self.theme
        head = QWidget()
        column = QVBoxLayout(head)
        column.setContentsMargins(*(theme.space(n) for n in (28, 16, 28, 8)))
        column.addLayout(self._head())
        self.column.addWidget(head)
        row = QHBoxLayout()
        row.setSpacing(0)
        side = ScrollColumn(theme, measure=0, margins=(28, 4, 16, 20), name="details.scroll")
        side.setFixedWidth(theme.px(SIDE))
        side.column.addWidget(self._cards())
        row.addWidget(side)
        box = QWidget()
        self._right = QVBoxLayout(box)
        self._right.setContentsMargins(*(theme.space(n) for n in (8, 4, 28, 20)))
        self._right.addWidget(Heading(self.language.text("History"), theme, level=2))
        self._right.addWidget(self.history, 1)
        row.addWidget(box, 1)
        self.column.addLayout(row, 1)

    def _lay_out_compact(self) -> None:
        theme = self.theme
        area = ScrollColumn(theme, measure=0, name="details.scroll")
        area.column.addLayout(self._head())
        area.column.addWidget(self._cards())
        area.column.addSpacing(theme.space(8))
        area.column.addWidget(Heading(self.language.text("History"), theme, level=2))
        area.column.addWidget(self.history)
        area.column.addStretch(1)
        self.column.addWidget(area, 1)

    def _head(self) -> QHBoxLayout:
        text, draft = self.language.text, self._story.draft
        row = QHBoxLayout()
        words = QVBoxLayout()
        words.setSpacing(self.theme.space(2))
        self.heading = Heading(text(self.title), self.theme)
        words.addWidget(self.heading)
        who = draft.subject.initials or text("Nobody named yet")
        words.addWidget(label(" · ".join((who, text(draft.form.title))), "hint"))
        row.addLayout(words, 1)
        self.open = PrimaryButton(self._open_words(), self.theme, name="details.open")
        self.open.clicked.connect(self.record_chosen)
        if draft.status is RecordStatus.ERASED or (
            draft.put_aside is not None and draft.status.may_change
        ):
            self.open.hide()
        ways = QVBoxLayout()
        ways.addWidget(self.open, 0, Qt.AlignmentFlag.AlignTrailing)
        self.portal = LinkButton(text("Copy into a web form"), self.theme, name="details.portal")
        self.portal.clicked.connect(self.portal_chosen)
        ways.addWidget(self.portal, 0, Qt.AlignmentFlag.AlignTrailing)
        if draft.status is RecordStatus.ERASED or draft.put_aside is not None:
            self.portal.hide()
        ways.addStretch(1)
        row.addLayout(ways)
        return row

    def _open_words(self) -> str:
        text = self.language.text
        if self._story.draft.status.may_change:
            return text("Open")
        return text("See the signed copy")

    def _cards(self) -> Column:
        cards = Column(self.theme, gap=14)
        parts = [self.facts, self.versions, self.ledger, self.erase]
        if self._story.draft.put_aside is not None:
            # What is most likely wanted of it stands first.
            parts.insert(1, parts.pop())
        for card in parts:
            if card is not None:
                cards.layout_.addWidget(card)
        cards.layout_.addStretch(1)
        return cards

    # what the window asks

    def trail(self) -> tuple[str, ...]:
        initials = self._story.draft.subject.initials or self.language.text("New record")
        return initials, self.language.text(self.title)

    def regions(self) -> tuple[QWidget, ...]:
        return (self, self.history)

    def go_back(self) -> None:
        self._back()

    def focus_first(self) -> None:
        if self.erase is not None and self.erase.back is not None:
            self.erase.back.setFocus()
        elif self.open.isHidden():
            self.history.search.setFocus()
        else:
            self.open.setFocus()

    # what is noted

    def _on_noted(self, note: Note) -> None:
        ref = self._story.draft.ref
        if note.is_confirmed:
            self._desk.ask(
                lambda workspace: workspace.acknowledged(ref, by=note.to, on=note.on),
                done=self._on_kept,
                failed=self._on_failed,
            )
        else:
            self._desk.ask(
                lambda workspace: workspace.sent(ref, to=note.to, on=note.on, channel=note.channel),
                done=self._on_kept,
                failed=self._on_failed,
            )

    def _on_kept(self, _line: object) -> None:
        self.noted.emit()

    def _on_failed(self, error: KinfileError) -> None:
        if self.ledger.form is not None:
            self.ledger.form.show_failed(error)
