# SPDX-License-Identifier: Apache-2.0
"""The page where a record is filled in: sections, one section's questions, guidance, what is kept.

It is drawn from a `Filling`, which outlives it. Leaving a section is never refused twice: the
first Save and continue shows what is missing or wrong, the second goes on.
"""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from kinfile.app.changes import Change, SetAnswer
from kinfile.errors import KinfileError
from kinfile.forms.model import Section, SectionId
from kinfile.i18n import N_, Language
from kinfile.records.report import SectionState
from kinfile.ui.fields.question import QuestionBlock
from kinfile.ui.pages.fill_alerts import AlertPanel
from kinfile.ui.pages.fill_body import Body
from kinfile.ui.pages.fill_foot import Foot, NotKeptBar
from kinfile.ui.pages.fill_head import Head
from kinfile.ui.pages.fill_keys import bind
from kinfile.ui.pages.fill_order import TabOrder
from kinfile.ui.pages.fill_pane import SectionsPane
from kinfile.ui.pages.fill_places import Spot, open_sections, section_of, spots_of, to_do
from kinfile.ui.pages.fill_record import Filling, State
from kinfile.ui.pages.fill_why import WhyPanel
from kinfile.ui.theme import Theme
from kinfile.ui.widgets.page import Page

if TYPE_CHECKING:
    from kinfile.app.outcomes import ResumePoint

KEEP_WITHIN = 600
"""Milliseconds from the first unsaved key until it is handed to the vault; 800 are promised."""
PANEL = 440


class FillPage(Page):
    """`at` is where to begin; else where the worker was, else the first section to be done."""

    check_chosen = Signal()
    title = N_("Assessment")

    def __init__(
        self, filling: Filling, theme: Theme, language: Language, *, at: Spot | None = None
    ) -> None:
        super().__init__(theme, language)
        self.setObjectName("fill")
        self.filling = filling
        self._warned: SectionId | None = None
        self._then: Callable[[], None] | None = None
        self._opener: QWidget | None = None
        self._keep_soon = QTimer(self, singleShot=True, interval=KEEP_WITHIN)
        self._keep_soon.timeout.connect(self._keep_typed)
        self._make_parts()
        self._lay_out()
        self._connect()
        self._shortcuts = bind(self, self._keys())
        self._tab_order = TabOrder(self)
        self._order_soon = QTimer(self, singleShot=True, interval=0)
        self._order_soon.timeout.connect(self._tab_order.renew)
        self.body.reshaped.connect(self._order_soon.start)
        is_known = at is not None or filling.here is not None
        self._start = at or filling.here or Spot(self._first_section())
        self._show_section(self._start.section)
        self._on_draft_changed()
        self._on_state_changed()
        if not is_known:
            filling.desk.resume_point(done=self._on_resume_point)

    def _make_parts(self) -> None:
        filling, theme, language = self.filling, self.theme, self.language
        self.not_kept = NotKeptBar(theme, language)
        self.head = Head(theme, language)
        self.pane = SectionsPane(theme, language)
        self.body = Body(filling, theme, language)
        self.panel = AlertPanel(filling.desk.worker.name, theme, language)
        self.why = WhyPanel(theme, language)
        self.foot = Foot(filling, theme, language)
        self.heading = self.body.heading

    def _lay_out(self) -> None:
        """Beside the sections stand the questions and, below them, what can be done."""
        self.column.addWidget(self.not_kept)
        compact = self.theme.is_compact
        middle, page, questions = QHBoxLayout(), QVBoxLayout(), QHBoxLayout()
        for layout in (middle, page, questions):
            layout.setSpacing(0)
        middle.addWidget(self.pane, int(compact))
        middle.addLayout(page, 1)
        page.addLayout(questions, 1)
        questions.addWidget(self.body, 1)
        for panel in (self.panel, self.why):
            questions.addWidget(panel, int(compact))
        if compact:
            self.pane.hide()
            self.body.top.addWidget(self.head)
            self.body.column.addWidget(self.foot)
        else:
            for panel in (self.panel, self.why):
                panel.setFixedWidth(self.theme.px(PANEL))
            self.column.addWidget(self.head)
            page.addWidget(self.foot)
        self.column.addLayout(middle, 1)

    def _connect(self) -> None:
        self.head.check_chosen.connect(self._on_check_chosen)
        self.head.sections_chosen.connect(self._go_to_section)
        self.pane.section_chosen.connect(self._on_section_chosen)
        self.pane.closed.connect(self._close_side)
        self.body.edited.connect(self._on_edited)
        self.body.looked_at.connect(self._on_looked_at)
        self.body.why_chosen.connect(self._record)
        self.body.today_chosen.connect(self._why)
        self.why.closed.connect(self._close_side)
        self.why.spot_chosen.connect(self.go_to)
        self.body.strip.why_chosen.connect(self._see_why)
        self.body.strip.record_chosen.connect(self._record)
        self.panel.closed.connect(self._close_side)
        self.panel.spot_chosen.connect(self.go_to)
        self.panel.answered.connect(self.filling.change)
        self.foot.saved.connect(self.save_and_continue)
        self.foot.left_for_later.connect(self.come_back_later)
        self.foot.went_back.connect(self.go_back)
        self.foot.undone.connect(self.undo)
        self.not_kept.tried_again.connect(self.filling.flush)
        self.filling.draft_changed.connect(self._on_draft_changed)
        self.filling.state_changed.connect(self._on_state_changed)
        self.filling.settled.connect(self._on_settled)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus_changed)

    def _keys(self) -> dict[str, Callable[[], object]]:
        return {
            "Ctrl+Return": self.save_and_continue,
            "Ctrl+Enter": self.save_and_continue,
            "Ctrl+PgDown": lambda: self._step(1),
            "Ctrl+PgUp": lambda: self._step(-1),
            "Ctrl+G": self._go_to_section,
            "F8": lambda: self._next_to_do(1),
            "Shift+F8": lambda: self._next_to_do(-1),
            "F1": self._why,
            "Ctrl+Shift+S": self._on_check_chosen,
            "Ctrl+Z": self.undo,
            "Ctrl+Y": self.redo,
            "Ctrl+Shift+Z": self.redo,
            "Escape": self._close_side,
        }

    # what the window asks

    def trail(self) -> tuple[str, ...]:
        draft = self.filling.draft
        initials = draft.subject.initials or self.language.text("New record")
        return initials, self.language.text(draft.form.title)

    def regions(self) -> tuple[QWidget, ...]:
        if self.theme.is_compact:
            return (self.pane, self.body, self.panel, self.why)
        return (self.head, self.pane, self.body, self.panel, self.why, self.foot)

    def focus_first(self) -> None:
        page = self.body.page
        if page is not None and not page.go_to(self._start):
            self.body.focus_first()

    def settle(self) -> None:
        """Hand over everything typed, and where it was typed."""
        self._keep_typed()
        self._remember_here()

    def _on_resume_point(self, point: "ResumePoint | None") -> None:
        """Go on where the worker was in this record, before it was closed or locked."""
        if point is None or point.ref != self.filling.draft.ref:
            return
        sections = {section.id for section in self.filling.draft.form.sections}
        if point.section in sections:
            self._start = Spot(point.section, point.place)
            self.go_to(self._start)

    def has_unkept(self) -> bool:
        return self.filling.state is State.NOT_KEPT

    # the ways through the form

    def save_and_continue(self) -> None:
        """Keep, look at the section, and go on; say once what is missing or wrong in it."""
        self._leave_section()
        self._after_keeping(self._look_and_go_on)

    def come_back_later(self) -> None:
        """Go on without looking."""
        self._leave_section()
        self._go_on()

    def go_back(self) -> None:
        """To the section seen before this one, else to the list of records."""
        self._leave_section()
        visited = self.filling.visited
        if len(visited) < 2:
            self.home_chosen.emit()
            return
        visited.pop()
        self._open_section(visited.pop())

    def go_to(self, spot: Spot) -> None:
        """Show `spot`, on whatever page it is."""
        if self._here is None or spot.section != self._here.id:
            self._leave_section()
            self._show_section(spot.section)
        self._close_side()
        self.filling.here = spot
        page = self.body.page
        if page is not None and not page.go_to(spot):
            self.body.focus_first()

    def undo(self) -> None:
        self._keep_typed()
        self._show_undone(self.filling.undo())

    def redo(self) -> None:
        self._keep_typed()
        self._show_undone(self.filling.redo())

    def _show_undone(self, changes: tuple[Change, ...]) -> None:
        places = [change.place for change in changes if isinstance(change, SetAnswer)]
        self.foot.show_undo()
        if not places or self.body.page is None:
            return
        section = self.filling.draft.form.by_id()[places[0].question].section
        if self._here is None or section != self._here.id:
            self._show_section(section)
        self.body.page.show_answers(places)
        self.body.page.go_to(Spot(section, places[0]))

    # sections

    @property
    def _here(self) -> Section | None:
        return self.body.page.section if self.body.page is not None else None

    def _first_section(self) -> SectionId:
        """The first section that is not done."""
        draft = self.filling.draft
        sections = open_sections(draft)
        done = (SectionState.COMPLETE,)
        unfinished = (s.id for s in sections if draft.report.sections[s.id].state not in done)
        return next(unfinished, sections[0].id)

    def _show_section(self, section: SectionId) -> None:
        draft = self.filling.draft
        found = section_of(draft, section)
        self._warned = None
        sections = open_sections(draft)
        number = next((n for n, each in enumerate(sections, 1) if each.id == section), 0)
        part = self.language.text(found.part)
        words = self.language.text(
            "Section {number} of {count}", number=number, count=len(sections)
        )
        caption = " · ".join((words, part) if number else (part,))
        self.body.open(found, caption)
        self._tab_order.renew()
        self.pane.show_draft(draft, section)
        self.foot.kept.section_changed()
        self.filling.visited.append(section)
        self.filling.here = Spot(section)

    def _open_section(self, section: SectionId) -> None:
        self._close_side()
        self._show_section(section)
        self.body.focus_first()
        self._remember_here()

    def _on_section_chosen(self, name: str) -> None:
        self._leave_section()
        self._open_section(SectionId(name))

    def _leave_section(self) -> None:
        self._keep_soon.stop()
        if self.body.page is not None:
            self.body.page.leave()
        self.filling.flush()

    def _look_and_go_on(self) -> None:
        errors = self.body.errors()
        here = self._here.id if self._here else None
        if errors and self._warned != here and self.filling.state is not State.NOT_KEPT:
            self._warned = here
            self.body.show_errors(errors)
        else:
            self._go_on()

    def _go_on(self) -> None:
        if not self._step(1):
            self._on_check_chosen()

    def _step(self, by: int) -> bool:
        """To the next or previous open section; False at either end."""
        sections = [section.id for section in open_sections(self.filling.draft)]
        here = self._here.id if self._here else None
        at = sections.index(here) + by if here in sections else 0
        if not 0 <= at < len(sections):
            return False
        self._leave_section()
        self._open_section(sections[at])
        return True

    def _next_to_do(self, by: int) -> None:
        """To the next question that waits for an answer, round the end to the beginning."""
        self._keep_typed()
        draft = self.filling.draft
        waiting = to_do(draft)
        if not waiting:
            return
        every = [spot for section in draft.form.sections for spot in spots_of(draft, section)]
        order = {spot: n for n, spot in enumerate(every)}
        here = self._position(order)
        ahead = [spot for spot in waiting if (order.get(spot, 0) - here) * by > 0]
        at = 0 if by > 0 else -1
        self.go_to(ahead[at] if ahead else waiting[at])

    def _position(self, order: Mapping[Spot, int]) -> float:
        """Where the worker is among all places; just before its section when nowhere in it."""
        here = self.filling.here
        if here is None:
            return -1
        first = min((n for spot, n in order.items() if spot.section == here.section), default=0)
        return order.get(here, first - 0.5)

    # what stands beside

    def _go_to_section(self) -> None:
        self._opener = QApplication.focusWidget()
        if self.theme.is_compact:
            for other in (self.body, self.panel, self.why):
                other.hide()
            self.pane.show()
        self.pane.begin_finding()

    def _see_why(self) -> None:
        self._open_panel()
        self.panel.focus_first()

    def _record(self) -> None:
        self._open_panel()
        self.panel.focus_first(record=True)

    def _open_panel(self) -> None:
        self.panel.show_draft(self.filling.draft)
        self._open_beside(self.panel, opener=QApplication.focusWidget())

    def _open_beside(self, panel: QWidget, *, opener: QWidget | None) -> None:
        self._opener = opener
        for other in (self.panel, self.why):
            other.setVisible(other is panel)
        self._tab_order.renew()
        self.body.setVisible(not self.theme.is_compact)
        if self.body.lane is not None:
            self.body.lane.hide()
        self.body.keep_in_view()

    def _close_side(self) -> None:
        """Close what is open beside the questions; the focus goes back to where it came from.

        Unless the worker is among the questions already.
        """
        is_back = self.body.isAncestorOf(QApplication.focusWidget() or self)
        panels = (self.panel, self.why)
        was_open = any(not panel.isHidden() for panel in panels) or self.pane.finder.isVisible()
        for panel in panels:
            panel.hide()
        self.body.show()
        self.pane.stop_finding()
        if self.theme.is_compact:
            self.pane.hide()
        if self.body.lane is not None:
            self.body.lane.show()
        if was_open and self._opener is not None and not is_back:
            self._opener.setFocus()
        self._opener = None

    def _why(self) -> None:
        """Why the question in focus is asked today, or this section open; again closes it."""
        page, draft = self.body.page, self.filling.draft
        if page is None:
            return
        about = page.here.place if page.here is not None else page.section.id
        is_told = not self.why.isHidden() and self.why.about == about
        is_within = self.why.isAncestorOf(QApplication.focusWidget() or self)
        self._close_side()
        if is_told or is_within:
            return
        self._keep_typed()
        self.why.tell(draft, about)
        self._open_beside(self.why, opener=QApplication.focusWidget())
        self.why.focus_first()

    # what is kept

    def _on_edited(self) -> None:
        if not self._keep_soon.isActive():
            self._keep_soon.start()

    def _keep_typed(self) -> None:
        self._keep_soon.stop()
        if self.body.page is not None:
            self.body.page.commit()
        self.filling.flush()

    def _after_keeping(self, then: Callable[[], None]) -> None:
        """Call `then` when the vault has answered everything handed over."""
        self._then = then
        if self.filling.is_settled:
            self._on_settled()

    def _on_settled(self) -> None:
        then, self._then = self._then, None
        if then is not None:
            then()

    def _on_draft_changed(self) -> None:
        draft = self.filling.draft
        self.head.show_draft(draft)
        if self._here is not None:
            self.pane.show_draft(draft, self._here.id)
        self.body.show_draft(draft)
        for panel in (self.panel, self.why):
            if not panel.isHidden():
                panel.show_draft(draft)
                self._order_soon.start()
        self.foot.show_undo()
        self.trail_changed.emit()

    def _on_state_changed(self) -> None:
        self.not_kept.show_state(self.filling.state)
        self.foot.show_undo()

    def _on_focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        if self.body.page is not None:
            self.body.page.focus_moved(new)

    def _on_looked_at(self, block: QuestionBlock) -> None:
        if self._here is not None:
            self.filling.here = Spot(self._here.id, block.place)

    def _remember_here(self) -> None:
        """Let the vault know where to go on after locking or a power cut."""
        from kinfile.app.outcomes import ResumePoint

        here = self.filling.here
        if here is None or not self.filling.desk.is_unlocked:
            return
        point = ResumePoint(self.filling.draft.ref, here.section, here.place)
        self.filling.desk.ask(
            lambda workspace: workspace.keep_resume_point(point), failed=self._on_not_remembered
        )

    def _on_not_remembered(self, _error: KinfileError) -> None:
        """Only a convenience is lost; answers that cannot be kept have their own alarm."""

    def _on_check_chosen(self) -> None:
        self._leave_section()
        self._after_keeping(self.check_chosen.emit)
