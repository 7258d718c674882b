# SPDX-License-Identifier: Apache-2.0
"""The page where a record is filled in: sections, one section's questions, guidance, what is kept.

It is drawn from a `Filling`, which outlives it. Leaving a section is never refused twice: the
first Save and continue shows what is missing or wrong, the second goes on.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal, SignalInstance
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from kinfile.app.changes import Change, SetAnswer
from kinfile.forms.model import Section, SectionId
from kinfile.i18n import N_, Language
from kinfile.records.model import Answer, Place
from kinfile.ui.fields.question import QuestionBlock
from kinfile.ui.pages.fill_body import Body
from kinfile.ui.pages.fill_foot import Foot, NotKeptBar
from kinfile.ui.pages.fill_head import Head
from kinfile.ui.pages.fill_keys import bind
from kinfile.ui.pages.fill_newer import NewerStrip
from kinfile.ui.pages.fill_pane import SectionsPane
from kinfile.ui.pages.fill_panels import Panels
from kinfile.ui.pages.fill_places import Spot, first_to_do, neighbour, next_to_do, section_of
from kinfile.ui.pages.fill_presenting import KEY, RESTING, PresentingStrip, menu_line
from kinfile.ui.pages.fill_record import Filling, State
from kinfile.ui.pages.fill_spelling import KEY as SPELLING
from kinfile.ui.pages.fill_spelling import menu_line as spelling_line
from kinfile.ui.pages.fill_words import caption_of
from kinfile.ui.theme import Theme
from kinfile.ui.widgets.page import MenuLine, Page

if TYPE_CHECKING:
    from kinfile.app.outcomes import ResumePoint

KEEP_WITHIN = 600
"""Milliseconds from the first unsaved key until it is handed to the vault; 800 are promised."""
PANEL = 440


class FillPage(Page):
    """`at` is where to begin; else where the worker was, else the first section to be done."""

    check_chosen = Signal()
    preview_chosen = Signal()
    """The document as it would be now is wanted; everything typed is kept."""
    family_chosen = Signal()
    details_chosen = Signal()
    """What became of the record so far is wanted; everything typed is kept."""
    move_chosen = Signal()
    """What a newer version of the form would change is wanted; everything typed is kept."""
    notes_chosen = Signal()
    leaflet_chosen = Signal()
    """A sheet that explains this assessment to the family is wanted."""
    present_chosen = Signal()
    """The family looks on from now, or no longer."""
    title = N_("Assessment")
    may_be_shared = True

    def __init__(
        self, filling: Filling, theme: Theme, language: Language, *, at: Spot | None = None
    ) -> None:
        super().__init__(theme, language)
        self.setObjectName("fill")
        self.filling = filling
        self._warned: SectionId | None = None
        self._then: Callable[[], None] | None = None
        self._keep_soon = QTimer(self, singleShot=True, interval=KEEP_WITHIN)
        self._keep_soon.timeout.connect(self._keep_typed)
        self._make_parts()
        self._lay_out()
        self._connect()
        self._shortcuts = bind(self, self._keys())
        self._order_soon = QTimer(self, singleShot=True, interval=0)
        self._order_soon.timeout.connect(self.tab_order.renew)
        self.body.reshaped.connect(self._order_soon.start)
        self._order_soon.timeout.connect(self.panels.spelling.watch)
        self.beside.reshaped.connect(self.tab_order.renew)
        is_known = at is not None or filling.here is not None
        self._start = at or filling.here or Spot(first_to_do(filling.draft))
        self._show_section(self._start.section)
        self._on_draft_changed()
        self._on_state_changed()
        if not is_known:
            filling.desk.resume_point(done=self._on_resume_point)

    def _make_parts(self) -> None:
        filling, theme, language = self.filling, self.theme, self.language
        self.not_kept = NotKeptBar(theme, language)
        self.presenting = PresentingStrip(theme, language) if filling.is_presenting else None
        self.head = Head(theme, language)
        self.head.family_chosen.connect(lambda: self._leave_for(self.family_chosen))
        self.pane = SectionsPane(theme, language)
        self.body = Body(filling, theme, language)
        panels = Panels(
            filling,
            self.body,
            self.pane,
            theme,
            language,
            keep_typed=self._keep_typed,
            parent=self,
        )
        self.panels, self.beside = panels, panels.beside
        self.panel, self.why, self.earlier = panels.alerts, panels.why, panels.earlier
        self.left_over, self.finder = panels.left_over, panels.finder
        self.newer = NewerStrip(theme, language)
        self.foot = Foot(filling, theme, language)
        self.heading = self.body.heading

    def _lay_out(self) -> None:
        """Beside the sections stand the questions and, below them, what can be done."""
        self.column.addWidget(self.not_kept)
        if self.presenting is not None:
            above = self.body.top if self.theme.is_compact else self.column
            above.addWidget(self.presenting)
            for part in (self.head, self.pane, self.body.rail):
                part.hush()
        compact = self.theme.is_compact
        middle, page, questions = QHBoxLayout(), QVBoxLayout(), QHBoxLayout()
        for layout in (middle, page, questions):
            layout.setSpacing(0)
        middle.addWidget(self.pane, int(compact))
        middle.addLayout(page, 1)
        page.addLayout(questions, 1)
        questions.addWidget(self.body, 1)
        for panel in self.beside.panels:
            questions.addWidget(panel, int(compact))
        if compact:
            self.pane.hide()
            self.body.top.addWidget(self.head)
            self.body.top.addWidget(self.newer)
            self.body.column.addWidget(self.foot)
        else:
            for panel in self.beside.panels:
                panel.setFixedWidth(self.theme.px(PANEL))
            self.column.addWidget(self.head)
            self.column.addWidget(self.newer)
            page.addWidget(self.foot)
        self.column.addLayout(middle, 1)

    def _connect(self) -> None:
        if self.presenting is not None:
            self.presenting.ended.connect(self.present_chosen)
            self.pane.details.hide()
        self.head.check_chosen.connect(self._on_check_chosen)
        self.head.sections_chosen.connect(self.beside.open_sections)
        self.newer.chosen.connect(lambda: self._leave_for(self.move_chosen))
        self.pane.section_chosen.connect(self._on_section_chosen)
        self.pane.closed.connect(self.beside.close)
        self.pane.notes_chosen.connect(lambda: self._leave_for(self.notes_chosen))
        self.pane.details_chosen.connect(lambda: self._leave_for(self.details_chosen))
        self.pane.left_over_chosen.connect(self.panels.see_left_over)
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
        self._connect_body()

    def _connect_body(self) -> None:
        """The questions, and what opens beside them."""
        self.body.edited.connect(self._on_edited)
        self.body.looked_at.connect(self._on_looked_at)
        self.body.why_chosen.connect(self.panels.record)
        self.body.today_chosen.connect(self.panels.see_why)
        self.body.earlier_chosen.connect(self.panels.see_earlier)
        self.body.strip.why_chosen.connect(self.panels.see_prompts)
        self.body.strip.record_chosen.connect(self.panels.record)
        self.panels.spot_chosen.connect(self.go_to)
        self.panels.next_chosen.connect(lambda: self._next_to_do(1))
        self.panels.put_back.connect(self._put_back)

    def _keys(self) -> dict[str, Callable[[], object]]:
        resting = RESTING if self.filling.is_presenting else frozenset()
        return {key: slot for key, slot in self._all_keys().items() if key not in resting}

    def _all_keys(self) -> dict[str, Callable[[], object]]:
        return {
            KEY: self.present_chosen.emit,
            "Ctrl+Return": self.save_and_continue,
            "Ctrl+Enter": self.save_and_continue,
            "Ctrl+PgDown": lambda: self._step(1),
            "Ctrl+PgUp": lambda: self._step(-1),
            "Ctrl+G": self.panels.find_goal,
            "F8": lambda: self._next_to_do(1),
            "Shift+F8": lambda: self._next_to_do(-1),
            "F1": self.panels.see_why,
            SPELLING: self.panels.check_spelling,
            "Ctrl+E": self.panels.see_earlier,
            "Ctrl+M": lambda: self._leave_for(self.notes_chosen),
            "Ctrl+D": lambda: self._leave_for(self.family_chosen),
            "Ctrl+Shift+S": self._on_check_chosen,
            "Ctrl+P": lambda: self._leave_for(self.preview_chosen),
            "Ctrl+Z": self.undo,
            "Ctrl+Y": self.redo,
            "Ctrl+Shift+Z": self.redo,
            "Escape": self.beside.close,
        }

    # what the window asks

    def trail(self) -> tuple[str, ...]:
        draft = self.filling.draft
        initials = draft.subject.initials or self.language.text("New record")
        return initials, self.language.text(draft.form.title)

    def regions(self) -> tuple[QWidget, ...]:
        above = (self.presenting,) if self.presenting is not None else ()
        if self.theme.is_compact:
            return (*above, self.pane, self.body, *self.beside.panels)
        return (*above, self.head, self.newer, self.pane, self.body, *self.beside.panels, self.foot)

    def is_alone(self) -> bool:
        return self.filling.is_presenting

    def menu_lines(self) -> tuple[MenuLine, ...]:
        is_on = self.filling.is_presenting
        presenting = menu_line(self.language, self.present_chosen.emit, is_on=is_on)
        if is_on:
            return (presenting,)
        leaflet = MenuLine(
            name="leaflet",
            words=self.language.text("Print a sheet for the family"),
            chosen=lambda: self._leave_for(self.leaflet_chosen),
        )
        return (presenting, spelling_line(self.language, self.panels.check_spelling), leaflet)

    def focus_first(self) -> None:
        page = self.body.page
        if page is not None and not page.go_to(self._start):
            self._begin_section()

    def settle(self) -> None:
        """Hand over everything typed, and where it was typed."""
        self._keep_typed()
        self.filling.remember_here()

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
        self.beside.close()
        self.filling.here = spot
        page = self.body.page
        if page is not None and not page.go_to(spot):
            self._begin_section()

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

    def _show_section(self, section: SectionId) -> None:
        draft = self.filling.draft
        found = section_of(draft, section)
        self._warned = None
        self.body.open(found, caption_of(draft, found, self.language))
        self.panels.spelling.watch()
        self.tab_order.renew()
        self.pane.show_draft(draft, section)
        self.foot.kept.section_changed()
        self.filling.visited.append(section)
        self.filling.here = Spot(section)

    def _open_section(self, section: SectionId) -> None:
        self.beside.close()
        self._show_section(section)
        self._begin_section()
        self.filling.remember_here()

    def _begin_section(self) -> None:
        """Put the focus where the section begins; one that asks nothing can only be left."""
        if not self.body.focus_first():
            self.foot.save.setFocus()

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
        there = neighbour(self.filling.draft, self._here, by)
        if there is not None:
            self._leave_section()
            self._open_section(there)
        return there is not None

    def _next_to_do(self, by: int) -> None:
        """To the next question that waits for an answer, round the end to the beginning."""
        self._keep_typed()
        found = next_to_do(self.filling.draft, self.filling.here, by)
        if found is not None:
            self.go_to(found)

    def _put_back(self, place: Place, answer: Answer | None) -> None:
        """A change like any other, and a step of its own for undo."""
        self.filling.trail.moved_on()
        self.filling.set_answer(place, answer)
        self.filling.trail.moved_on()
        self.filling.flush()
        if self.body.page is not None:
            self.body.page.show_answers([place])
        self.foot.show_undo()
        self.go_to(Spot(self.filling.draft.form.by_id()[place.question].section, place))

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
        if self._here is not None and self._here.id not in draft.report.sections:
            # While the family looks on, an answer took this section from what they may see.
            self._show_section(first_to_do(draft))
        self.head.show_draft(draft)
        if self._here is not None:
            self.pane.show_draft(draft, self._here.id)
        self.body.show_draft(draft)
        self.newer.show_record(self.filling)
        if self.panels.show_draft(draft):
            self._order_soon.start()
        self.foot.show_undo()
        self.trail_changed.emit()

    def _on_state_changed(self) -> None:
        self.not_kept.show_state(self.filling.state)
        self.foot.show_undo()

    def _on_focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        if self.body.page is not None:
            self.body.page.focus_moved(new)
        if new is not None and self.body.isAncestorOf(new):
            # What it went to may have been made only now, and have no place yet.
            self.body.keep_in_view()

    def _on_looked_at(self, block: QuestionBlock) -> None:
        if self._here is not None:
            self.filling.here = Spot(self._here.id, block.place)

    def _on_check_chosen(self) -> None:
        self._leave_for(self.check_chosen)

    def _leave_for(self, chosen: SignalInstance) -> None:
        """Emit `chosen` when everything typed is kept, or could not be; not while presenting."""
        self._leave_section()
        if not self.filling.is_presenting:
            self._after_keeping(chosen.emit)
