# SPDX-License-Identifier: Apache-2.0
"""Beside the page, when asked for: why a question is asked, hidden or required today.

It tells answers, so it opens only by the worker's own key or click, and nothing of it is
announced. A link goes to the answer it names; where that is not asked today, to why it is not.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from kinfile.app.draft import Draft
from kinfile.app.why_said import Line, WhySaid, section_said, why_said
from kinfile.forms.model import SectionId
from kinfile.i18n import Language
from kinfile.records.model import Path, Place
from kinfile.records.settle import path_of
from kinfile.records.why import Reasons, Why
from kinfile.ui.fields.column import Column
from kinfile.ui.pages.fill_places import Spot, row_words, section_of, spot_of
from kinfile.ui.pages.fill_rail import Note
from kinfile.ui.pages.fill_words import breakable, sources
from kinfile.ui.theme import Theme
from kinfile.ui.widgets.buttons import LinkButton
from kinfile.ui.widgets.side_panel import SidePanel
from kinfile.ui.widgets.text import label

AT_FIRST = 8
"""Lines of one card before "Show all": more would hide what stands below."""
SET_IN = 14
"""Pixels by which a line stands under its heading sentence, at 100 %."""


class Lines(Column):
    """Sentences one below the other; those about an answer are links."""

    followed = Signal(object)
    """Path: a link was followed."""

    def __init__(
        self, lines: Sequence[Line], *, theme: Theme, language: Language, name: str
    ) -> None:
        super().__init__(theme, gap=4)
        self._theme, self._rest = theme, tuple(lines[AT_FIRST:])
        self.links: list[LinkButton] = []
        self._add(lines[:AT_FIRST])
        if self._rest:
            words = language.plural("Show all {n}", "Show all {n}", len(lines))
            self._more = LinkButton(words, theme, icon="chevron-down", size=15, name=f"{name}.more")
            self._more.clicked.connect(self._on_more)
            self.layout_.addWidget(self._more)

    def _add(self, lines: Sequence[Line]) -> None:
        for line in lines:
            row = QHBoxLayout()
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(0)
            row.addSpacing(line.level * self._theme.space(SET_IN))
            if line.path is None:
                row.addWidget(label(breakable(line.words), "body"), 1)
            else:
                row.addWidget(self._link(line, line.path), 1)
                row.addStretch(0)
            self.layout_.addLayout(row)

    def _link(self, line: Line, path: Path) -> LinkButton:
        link = LinkButton(breakable(line.words), self._theme, says=line.words, size=15)
        link.clicked.connect(lambda: self.followed.emit(path))
        self.links.append(link)
        return link

    def _on_more(self) -> None:
        known = len(self.links)
        self._add(self._rest)
        for one, other in pairwise((self._more, *self.links[known:])):
            QWidget.setTabOrder(one, other)
        if len(self.links) > known:
            self.links[known].setFocus()
        self._more.hide()

    def stops(self) -> Iterator[QWidget]:
        """What takes the focus, from top to bottom."""
        yield from self.links
        if self._rest:
            yield self._more


class WhyPanel(SidePanel):
    """`tell` says what it is about: a place, or a whole section. Esc closes it."""

    spot_chosen = Signal(object)
    """Spot: a link was followed to where something is answered."""

    def __init__(self, theme: Theme, language: Language) -> None:
        super().__init__(theme, language, name="why_panel")
        self._content: Column | None = None
        self._draft: Draft | None = None
        self._said: WhySaid | None = None
        self.about: Place | SectionId | None = None
        """What it tells about now."""
        self.lines: list[Lines] = []

    # what it tells

    def tell(self, draft: Draft, about: Place | SectionId) -> None:
        if isinstance(about, Place):
            self._tell_place(draft, about)
        else:
            self._tell_section(draft, about)

    def show_draft(self, draft: Draft) -> None:
        """Bring it up to date with the answers."""
        if self.about is not None:
            self.tell(draft, self.about)

    def _tell_place(self, draft: Draft, place: Place) -> None:
        """Why the question at `place` is as it is; nothing new where its row is struck out."""
        if place.row is not None and not path_of(place, draft.answers).number:
            return
        why = self._reasons(draft).at(place)
        said = why_said(why, draft.form, draft.answers, self._language)
        text = self._language.text
        title = text("Why this is asked") if why.is_shown else text("Why this is hidden")
        if self._is_new(draft, place, said):
            self._begin(title)
            self._add_question(draft, why)
            self._add_said(said)

    def _tell_section(self, draft: Draft, section: SectionId) -> None:
        """Why a section is open or closed."""
        why = self._reasons(draft).section(section)
        said = section_said(why, draft.form, draft.answers, self._language)
        text = self._language.text
        title = text("Why this is open") if why.is_open else text("Why this is closed")
        if self._is_new(draft, section, said):
            self._begin(title)
            self._add_words(text(section_of(draft, section).title))
            self._add_said(said)

    def focus_first(self) -> None:
        self.close_button.setFocus()

    # how it is built

    def _reasons(self, draft: Draft) -> Reasons:
        return Reasons(draft.form, draft.answers, draft.profile, draft.report, draft.marks)

    def _is_new(self, draft: Draft, about: Place | SectionId, said: WhySaid) -> bool:
        """Whether there is something to draw: what stands already keeps its focus."""
        before = (self.about, self._said)
        self._draft, self.about, self._said = draft, about, said
        return before != (about, said)

    def _begin(self, title: str) -> None:
        focus = QApplication.focusWidget()
        if self._content is not None:
            if focus is not None and self._content.isAncestorOf(focus):
                self.focus_first()
            self._content.hide()
            self._content.deleteLater()
        self.lines = []
        self.heading.set_text(title)
        self._name_after(title)
        self._content = Column(self._theme, gap=12)
        self._scroll.column.addWidget(self._content)
        self._scroll.verticalScrollBar().setValue(0)

    def _add_words(self, words: str, look: str = "bodyBold") -> None:
        if self._content is not None:
            self._content.layout_.addWidget(label(words, look))

    def _add_question(self, draft: Draft, why: Why) -> None:
        text = self._language.text
        row = row_words(draft, why.place, self._language)
        if row:
            self._add_words(breakable(row), "caption")
        self._add_words(text(why.question.ask))
        if why.question.why and self._content is not None:
            note = Note(text("Why we ask"), self._theme, name="why_panel.why")
            note.add(text(why.question.why))
            if why.question.source:
                note.add(sources(why.question.source, self._language), "caption")
            self._content.layout_.addWidget(note)

    def _add_said(self, said: WhySaid) -> None:
        text = self._language.text
        today = (*said.asked, *said.required, *said.rules)
        for title, lines, name in (
            (text("From today's answers"), today, "why_panel.today"),
            (text("Alerts and this answer"), said.alerts, "why_panel.alerts"),
        ):
            if lines and self._content is not None:
                note = Note(title, self._theme, name=name)
                note.add_widget(self._lines(lines, name))
                self._content.layout_.addWidget(note)
        if self._content is not None:
            self._content.layout_.addStretch(1)
        # Qt goes round in the order of making, and these came last.
        stops = (stop for lines in self.lines for stop in lines.stops())
        for one, other in pairwise((self.close_button, *stops)):
            QWidget.setTabOrder(one, other)

    def _lines(self, lines: Sequence[Line], name: str) -> Lines:
        made = Lines(lines, theme=self._theme, language=self._language, name=name)
        made.followed.connect(self._on_followed)
        self.lines.append(made)
        return made

    def links(self) -> Iterator[LinkButton]:
        """The links that it shows, from top to bottom."""
        for lines in self.lines:
            yield from lines.links

    # what the worker does

    def _on_followed(self, path: Path) -> None:
        """To the answer; where it is not asked today, why not."""
        draft = self._draft
        spot = spot_of(draft, path) if draft is not None else None
        if draft is None or spot is None or spot.place is None:
            return
        if spot.place in draft.report.shown:
            self.spot_chosen.emit(Spot(spot.section, spot.place))
        else:
            self.tell(draft, spot.place)
            self.focus_first()
