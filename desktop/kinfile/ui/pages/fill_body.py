# SPDX-License-Identifier: Apache-2.0
"""What scrolls: the summary of errors, the strip of alerts, the section, the notes beside it.

At most two sections are alive: the one shown and the one before it, for a quick way back.
"""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from kinfile.app.changes import CloseSection, OpenSection
from kinfile.app.draft import Draft
from kinfile.forms.model import Section, SectionId
from kinfile.i18n import Language
from kinfile.ui.fields.column import Column
from kinfile.ui.fields.question import QuestionBlock
from kinfile.ui.pages.fill_alerts import AlertStrip
from kinfile.ui.pages.fill_gate import Gate
from kinfile.ui.pages.fill_places import Spot, row_words
from kinfile.ui.pages.fill_rail import Rail
from kinfile.ui.pages.fill_record import Filling
from kinfile.ui.pages.fill_section import SectionPage
from kinfile.ui.pages.fill_words import checks_in, errors_in
from kinfile.ui.theme import MEASURE, Theme
from kinfile.ui.widgets.buttons import LinkButton
from kinfile.ui.widgets.error_summary import ErrorSummary
from kinfile.ui.widgets.focus_ring import reveal
from kinfile.ui.widgets.heading import Heading
from kinfile.ui.widgets.scroll import ScrollColumn
from kinfile.ui.widgets.text import label, set_words

MOST_ALIVE = 2
SETTLED_AFTER = 400
"""Milliseconds after which a section has been laid out, and scrolls only by the worker's hand."""


class Lane(QWidget):
    """The room beside the questions; the rail moves down in it as the page scrolls."""

    def __init__(self, rail: Rail) -> None:
        super().__init__()
        self._rail = rail
        self._top = 0
        self.setFixedWidth(rail.width())
        rail.setParent(self)
        rail.installEventFilter(self)

    def follow(self, scrolled: int) -> None:
        """Keep the rail in view; `scrolled` is how far the lane's top is above the view's."""
        self._top = scrolled
        self._place()

    def _place(self) -> None:
        high = self._rail.sizeHint().height()
        if self._rail.hasHeightForWidth():
            high = self._rail.heightForWidth(self.width())
        top = max(0, min(self._top, self.height() - high))
        self._rail.setGeometry(0, top, self.width(), high)

    def eventFilter(self, _watched: object, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest:
            self._place()
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()


class Body(ScrollColumn):
    edited = Signal()
    looked_at = Signal(object)
    reshaped = Signal()
    """Something that takes the focus was added or taken away."""
    why_chosen = Signal()
    """A prompt expects another answer; the panel is wanted."""
    today_chosen = Signal()
    """Why the question in focus is asked today is wanted."""
    earlier_chosen = Signal()
    """What stood at the question in focus before is wanted."""

    def __init__(self, filling: Filling, theme: Theme, language: Language) -> None:
        super().__init__(theme, measure=0, name="fill.scroll")
        self._filling, self._theme, self._language = filling, theme, language
        self._pages: dict[SectionId, SectionPage] = {}
        self._errors: dict[Spot, str] = {}
        self.top = QVBoxLayout()
        self.column.addLayout(self.top)
        self.summary = ErrorSummary(theme, language)
        self.summary.problem_chosen.connect(self._on_problem_chosen)
        self.column.addWidget(self.summary)
        self.strip = AlertStrip(theme, language)
        self.column.addWidget(self.strip)
        self._frame = QHBoxLayout()
        self._frame.setSpacing(theme.space(28))
        self.column.addLayout(self._frame)
        self._add_slot()
        self.rail = Rail(theme, language)
        self.rail.why_chosen.connect(self.today_chosen)
        self.rail.earlier_chosen.connect(self.earlier_chosen)
        self.lane: Lane | None = None
        self._add_lane()
        self.page: SectionPage | None = None
        # Where things stand is known only once the new section has been laid out.
        self._reveal_soon = QTimer(self, singleShot=True, interval=0)
        self._reveal_soon.timeout.connect(self._reveal)
        # Long texts find their height in several steps, each of which moves what is below them.
        self._settling = QTimer(self, singleShot=True, interval=SETTLED_AFTER)
        self.verticalScrollBar().rangeChanged.connect(self._on_range_changed)

    def keep_in_view(self) -> None:
        """Where the lines break anew, let the question that the worker is at stay to be seen."""
        self._settling.start()
        self._reveal_soon.start()

    def _on_range_changed(self) -> None:
        if self._settling.isActive():
            self.keep_in_view()

    def _reveal(self) -> None:
        focus: QWidget | None = QApplication.focusWidget()
        if focus is None or not self.isAncestorOf(focus):
            focus = self.page.here if self.page is not None else None
        if focus is not None and focus.isVisible():
            reveal(focus, self._theme)

    def _add_slot(self) -> None:
        theme = self._theme
        self._slot = Column(theme, gap=4)
        self._slot.setMaximumWidth(theme.px(MEASURE))
        self._frame.addWidget(self._slot, 1, Qt.AlignmentFlag.AlignTop)
        self._caption = label("", "caption", name="fill.caption")
        self.heading = Heading("", theme, level=1)
        self.gate = Gate(theme, self._language)
        self.gate.opened.connect(lambda s: self._filling.change(OpenSection(SectionId(s))))
        self.gate.closed.connect(lambda s: self._filling.change(CloseSection(SectionId(s))))
        self._slot.layout_.addWidget(self._caption)
        self._slot.layout_.addWidget(self.heading)
        self._slot.layout_.addSpacing(theme.space(12))
        self._slot.layout_.addWidget(self.gate)

    def _add_lane(self) -> None:
        """In a compact window there is no room beside the questions: notes open above them."""
        # Takes what is left beyond the widest line; the questions grow first.
        self._frame.addStretch(0)
        if self._theme.is_compact:
            self.notes = LinkButton(
                self._language.text("Good to know"), self._theme, icon="info", name="fill.notes"
            )
            self.notes.clicked.connect(lambda: self.rail.setVisible(self.rail.isHidden()))
            self._slot.layout_.addWidget(self.notes)
            self._slot.layout_.addWidget(self.rail)
            self._slot.layout_.addSpacing(self._theme.space(8))
            self.rail.hide()
            return
        self.lane = Lane(self.rail)
        self._frame.addWidget(self.lane)
        self.verticalScrollBar().valueChanged.connect(self._follow)

    # which section

    def open(self, section: Section, caption: str) -> SectionPage:
        """Show `section`, built now unless it is the one shown before."""
        if self.page is not None:
            self.page.hide()
        self._errors = {}
        self.summary.set_problems(())
        page = self._pages.pop(section.id, None) or self._build(section)
        self._pages[section.id] = page
        while len(self._pages) > MOST_ALIVE:
            oldest = next(iter(self._pages))
            self._pages.pop(oldest).deleteLater()
        self.page = page
        set_words(self._caption, caption)
        self.heading.set_text(self._language.text(section.title))
        self.rail.show_section(section)
        self.rail.show_question(None)
        if self.lane is None:
            self.rail.hide()
            self.notes.setVisible(bool(section.guidance))
        page.show()
        self.show_draft(self._filling.draft)
        self.verticalScrollBar().setValue(0)
        self.keep_in_view()
        return page

    def _build(self, section: Section) -> SectionPage:
        page = SectionPage(self._filling, section, theme=self._theme, language=self._language)
        page.edited.connect(self.edited)
        page.reshaped.connect(self.reshaped)
        # What was added may have pushed the question in focus away, or may be in focus itself.
        page.reshaped.connect(self.keep_in_view)
        page.looked_at.connect(self._on_looked_at)
        page.why_chosen.connect(self.why_chosen)
        page.today_chosen.connect(self.today_chosen)
        page.earlier_chosen.connect(self.earlier_chosen)
        self._slot.layout_.addWidget(page)
        return page

    def focus_first(self) -> bool:
        """Put the focus where the section begins, or where it can be opened.

        False where there is neither.
        """
        if self.page is not None and self.page.focus_first():
            return True
        may_open = self.gate.open.isVisibleTo(self)
        if may_open:
            self.gate.open.setFocus()
        return may_open

    # what the draft says

    def show_draft(self, draft: Draft) -> None:
        was_shown = not self.strip.isHidden()
        self.strip.show_draft(draft)
        if was_shown == self.strip.isHidden():
            # It pushes down, or lets up, everything below it.
            self.keep_in_view()
        if self.page is None:
            return
        self.gate.show_draft(draft, self.page.section)
        self.page.show_draft(draft)
        self.page.show_checks(checks_in(draft, self.page.section.id, self._language))
        if self._errors:
            self._show_still_wrong()

    def errors(self) -> Mapping[Spot, str]:
        """What stands in the way of leaving the section, from top to bottom."""
        if self.page is None:
            return {}
        draft = self._filling.draft
        found = {
            **errors_in(draft, self.page.section.id, self._language),
            **self.page.unreadable(),
        }
        order = {spot: n for n, spot in enumerate(self.page.spots())}
        return dict(sorted(found.items(), key=lambda each: order.get(each[0], len(order))))

    def show_errors(self, errors: Mapping[Spot, str]) -> None:
        """The summary at the top with a link for each, and the marks at the fields."""
        self._errors = dict(errors)
        if self.page is None:
            return
        self.page.show_errors(errors)
        links = [(self._in_row(spot, words), spot) for spot, words in errors.items()]
        self.summary.set_problems(links)
        self.reshaped.emit()
        self.verticalScrollBar().setValue(0)
        self.summary.focus_first()

    def _show_still_wrong(self) -> None:
        """Take away the marks of what has been put right; add none while somebody types."""
        now = self.errors()
        left = {spot: words for spot, words in self._errors.items() if spot in now}
        if left != self._errors and self.page is not None:
            self._errors = left
            self.page.show_errors(left)
            self.summary.set_problems(
                [(self._in_row(spot, words), spot) for spot, words in left.items()]
            )

    def _in_row(self, spot: Spot, words: str) -> str:
        if spot.place is None:
            return words
        row = row_words(self._filling.draft, spot.place, self._language)
        return self._language.text("{what}: {part}", what=row, part=words) if row else words

    # within

    def _on_problem_chosen(self, spot: Spot) -> None:
        if self.page is not None:
            self.page.go_to(spot)

    def _on_looked_at(self, block: QuestionBlock) -> None:
        self.rail.show_question(block.question)
        self.looked_at.emit(block)

    def _follow(self) -> None:
        whole = self.widget()
        if self.lane is not None and whole is not None:
            top = self.lane.mapTo(whole, QPoint(0, 0)).y()
            margin = self._theme.space(16)
            self.lane.follow(self.verticalScrollBar().value() - top + margin)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._follow()
