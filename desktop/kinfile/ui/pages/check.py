# SPDX-License-Identifier: Apache-2.0
"""Check and sign: every answer to be read once more, what is still to do, and the signature.

Nothing keeps anybody from pressing Sign: what is still missing is then said with links. An
urgent export is possible from here at any time.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from shiboken6 import isValid

from kinfile.app.changes import SignByHand
from kinfile.errors import KinfileError, NotReadyToSign, TokenUnusable, TooSoon, WrongPassphrase
from kinfile.forms.model import Section
from kinfile.i18n import N_, Language
from kinfile.records.model import Place
from kinfile.records.people import people_of
from kinfile.ui.dialogs import Dialogs
from kinfile.ui.fields.column import Column
from kinfile.ui.pages.check_preview import PreviewFace
from kinfile.ui.pages.check_rows import SectionCard
from kinfile.ui.pages.check_sign import SignCard
from kinfile.ui.pages.check_todo import AT_FIRST, NotesCard, SetAsideCard, ToDoCard, to_do_list
from kinfile.ui.pages.fill_alerts import AlertPanel
from kinfile.ui.pages.fill_keys import bind
from kinfile.ui.pages.fill_places import Spot, open_sections
from kinfile.ui.pages.fill_record import Filling, State
from kinfile.ui.pages.fill_why import WhyPanel
from kinfile.ui.pages.left_over import LeftOverCard
from kinfile.ui.theme import Theme
from kinfile.ui.underway import Underway
from kinfile.ui.widgets.announce import Announcement, announce
from kinfile.ui.widgets.banner import Banner
from kinfile.ui.widgets.buttons import LinkButton, SecondaryButton
from kinfile.ui.widgets.error_summary import ErrorSummary
from kinfile.ui.widgets.heading import Heading
from kinfile.ui.widgets.page import Page, PagePlace
from kinfile.ui.widgets.scroll import ScrollColumn
from kinfile.ui.widgets.tag import TRIAL, Tag
from kinfile.ui.widgets.text import label
from kinfile.ui.widgets.working import Working
from kinfile.wording import say
from kinfile.wording import words as words_for

if TYPE_CHECKING:
    from kinfile.app.handover import Exported, SignedCopy

SIDE = 448
"""Width of the card where the record is signed, with its margin, at 100 %."""
AT_ONCE = 3
"""Sections built before the first paint; the rest follow while the page can already be read."""
DECLARATION, PASSPHRASE, PIN = "declaration", "passphrase", "pin"


class CheckPage(Page):
    change_chosen = Signal(object)
    """Spot: the worker wants to change an answer there, or to go back to the questions."""
    signed = Signal(str)
    """The record's reference: it is signed, and its copy is in the vault."""
    family_chosen = Signal()
    notes_chosen = Signal()
    answers_shown = Signal()
    """All answers are on the page."""
    title = N_("Check and sign")

    def __init__(
        self,
        filling: Filling,
        theme: Theme,
        language: Language,
        *,
        dialogs: Dialogs | None = None,
        may_print: bool = True,
    ) -> None:
        super().__init__(theme, language)
        self.setObjectName("check")
        self.filling = filling
        self._desk = filling.desk
        self._dialogs = dialogs or Dialogs()
        self._may_print = may_print
        self._to_build: list[Section] = list(open_sections(filling.draft))
        self._people = people_of(filling.draft.answers)
        self._build_soon = QTimer(self, interval=0)
        self._build_soon.timeout.connect(self._build_next)
        self._faces = QStackedWidget()
        self.column.addWidget(self._faces)
        self._make_parts()
        self._lay_out()
        self._connect()
        for _ in range(AT_ONCE):
            self._build_next()
        self._build_soon.start()
        self._show_draft()
        self._desk.listed_keys(self.language, done=self.sign_card.key.show_keys)

    # the page

    def _make_parts(self) -> None:
        theme, language, draft = self.theme, self.language, self.filling.draft
        self.answers = ScrollColumn(theme, measure=0, name="check.scroll")
        self.content = Column(theme, gap=14)
        self.answers.column.addWidget(self.content)
        intro = language.text("Answer these before you sign. Everything you have written is kept.")
        self.summary = ErrorSummary(theme, language, intro=intro)
        self.working = Working(theme, language, name="check.working")
        self.notices = QVBoxLayout()
        self._notice: Banner | None = None
        self.sign_card = SignCard(
            draft,
            self._desk.worker,
            written_in=self._desk.writes_in.code,
            theme=theme,
            language=language,
        )
        self.underway = Underway(self, language, self.working, self.sign_card.working)
        self.panel = AlertPanel(self._desk.worker.name, theme, language)
        self.why = WhyPanel(theme, language)
        self._opener: QWidget | None = None
        self._came_from_todo = False
        self.preview = PreviewFace(
            theme, language, dialogs=self._dialogs, may_print=self._may_print
        )
        self._todo_slot = QVBoxLayout()
        self.todo: ToDoCard | None = None
        self._cards = QVBoxLayout()
        self._cards.setSpacing(theme.space(14))
        self.set_aside = SetAsideCard(draft, theme=theme, language=language)
        self.notes = NotesCard(draft, theme=theme, language=language)
        self.notes.notes_chosen.connect(self.notes_chosen)
        self.left_over = LeftOverCard(draft, theme=theme, language=language)

    def _lay_out(self) -> None:
        inside = self.content.layout_
        inside.addWidget(self.summary)
        inside.addLayout(self._title())
        inside.addWidget(self.working)
        for part in (self.notices, self._todo_slot, self._cards):
            inside.addLayout(part)
        inside.addWidget(self.set_aside)
        inside.addWidget(self.notes)
        inside.addWidget(self.left_over)
        self._face = QWidget()
        row = QHBoxLayout(self._face)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.answers, 1)
        for panel in (self.panel, self.why):
            row.addWidget(panel)
        if self.theme.is_compact:
            inside.addWidget(self.sign_card)
        else:
            self.side = ScrollColumn(
                self.theme, measure=0, margins=(8, 16, 28, 24), name="check.side"
            )
            self.side.setFixedWidth(self.theme.px(SIDE))
            card = Column(self.theme)
            card.layout_.addWidget(self.sign_card)
            card.layout_.addStretch(1)
            self.side.column.addWidget(card)
            for panel in (self.panel, self.why):
                panel.setFixedWidth(self.theme.px(SIDE))
            row.addWidget(self.side)
        self._faces.addWidget(self._face)
        self._faces.addWidget(self.preview)

    def _title(self) -> QVBoxLayout:
        text, draft = self.language.text, self.filling.draft
        column = QVBoxLayout()
        column.setSpacing(self.theme.space(2))
        row = QHBoxLayout()
        self.heading = Heading(text("Check your answers before you sign"), self.theme)
        row.addWidget(self.heading, 1)
        self.preview_button = SecondaryButton(
            text("Preview PDF"), self.theme, icon="file-check", name="check.preview"
        )
        row.addWidget(self.preview_button, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(row)
        sections = len(open_sections(draft))
        facts = (
            draft.subject.initials,
            text(draft.form.title),
            self.language.plural("{n} section", "{n} sections", sections),
        )
        column.addWidget(label(" · ".join(fact for fact in facts if fact), "hint"))
        if draft.is_trial:
            column.addWidget(Tag(text(TRIAL), kind="Yellow", name="check.trial"))
        self.back = LinkButton(text("Back to the questions"), self.theme, name="check.back")
        column.addWidget(self.back)
        self.family = LinkButton(text("Family and dates"), self.theme, name="check.family")
        column.addWidget(self.family)
        return column

    def _connect(self) -> None:
        self.summary.problem_chosen.connect(self._on_problem_chosen)
        self.preview_button.clicked.connect(self._on_preview)
        self.preview.closed.connect(self._close_preview)
        self.back.clicked.connect(self._on_back)
        self.family.clicked.connect(self.family_chosen)
        self.sign_card.sign_chosen.connect(self._on_sign)
        self.sign_card.urgent_chosen.connect(self._on_urgent)
        self.sign_card.hand.signed.connect(lambda hand: self.filling.change(SignByHand(hand)))
        self.sign_card.prompts_chosen.connect(self._open_panel)
        self.panel.closed.connect(self._close_panel)
        self.panel.spot_chosen.connect(self.change_chosen)
        self.panel.answered.connect(self.filling.change)
        self.set_aside.why_chosen.connect(self._open_why)
        self.why.closed.connect(self._close_why)
        self.why.spot_chosen.connect(self.change_chosen)
        self.filling.draft_changed.connect(self._show_draft)
        bind(self, {"Ctrl+P": self._on_print_key})

    # what the window asks

    def trail(self) -> tuple[str, ...]:
        draft = self.filling.draft
        initials = draft.subject.initials or self.language.text("New record")
        return initials, self.language.text(self.title)

    def regions(self) -> tuple[QWidget, ...]:
        if self._faces.currentWidget() is self.preview:
            return (self.preview,)
        beside = (panel for panel in (self.panel, self.why) if not panel.isHidden())
        return (self.answers, next(beside, self.sign_card))

    def settle(self) -> None:
        """Hand over a name that is being typed below the drawn signature."""
        self.sign_card.hand.settle()

    def has_unkept(self) -> bool:
        return self.filling.state is State.NOT_KEPT

    def focus_first(self) -> None:
        self.preview_button.setFocus()

    def return_to(self, place: PagePlace) -> None:
        while self._to_build:
            self._build_next()
        super().return_to(place)

    # what the record holds

    def _build_next(self) -> None:
        """One more section; building is spread out so that the page answers meanwhile."""
        if not self._to_build:
            self._build_soon.stop()
            self.answers_shown.emit()
            return
        card = SectionCard(
            self.filling.draft,
            self._to_build.pop(0),
            self._people,
            theme=self.theme,
            language=self.language,
        )
        card.change_chosen.connect(self.change_chosen)
        self._cards.addWidget(card)

    def _show_draft(self) -> None:
        draft = self.filling.draft
        self.sign_card.show_draft(draft)
        if not self.panel.isHidden():
            self.panel.show_draft(draft)
        if self.todo is not None:
            self._todo_slot.removeWidget(self.todo)
            self.todo.hide()
            self.todo.deleteLater()
        items = list(to_do_list(draft, self.language))
        self.todo = ToDoCard(items, theme=self.theme, language=self.language)
        self.todo.spot_chosen.connect(self.change_chosen)
        self.todo.alert_chosen.connect(self._open_panel)
        self._todo_slot.addWidget(self.todo)

    def _on_back(self) -> None:
        here = self.filling.here
        self.change_chosen.emit(here or Spot(self.filling.draft.form.sections[0].id))

    # prompts

    def _open_panel(self, alert: str = "") -> None:
        """Every prompt; the focus goes to `alert`, or to the first that waits."""
        self._came_from_todo = bool(alert)
        self.why.hide()
        self.panel.show_draft(self.filling.draft)
        self.panel.show()
        self._set_side(visible=False)
        self.panel.focus_first(record=True, alert=alert)

    def _close_panel(self) -> None:
        self.panel.hide()
        self._set_side(visible=True)
        if self._came_from_todo and self.todo is not None and not self.todo.isHidden():
            self.todo.focus_first()
        else:
            self.sign_card.prompts.setFocus()

    def _set_side(self, *, visible: bool) -> None:
        (self.answers if self.theme.is_compact else self.side).setVisible(visible)

    # answers set aside

    def _open_why(self, place: Place) -> None:
        self._opener = QApplication.focusWidget()
        self.panel.hide()
        self.why.tell(self.filling.draft, place)
        self.why.show()
        self._set_side(visible=False)
        self.why.focus_first()

    def _close_why(self) -> None:
        self.why.hide()
        self._set_side(visible=True)
        if self._opener is not None and isValid(self._opener):
            self._opener.setFocus()

    # the preview

    def _on_print_key(self) -> None:
        """Ctrl+P: see the document first, then print it."""
        if self._faces.currentWidget() is self.preview:
            self.preview.view.print_it()
        else:
            self._on_preview()

    def _on_preview(self) -> None:
        if self.underway.is_running:
            return
        words = self.language.text("Drawing the document")
        self._desk.preview(
            self.filling.draft.ref,
            language=self._desk.writes_in,
            watch=self.underway.begin(words, self.working, opener=self.preview_button),
            done=self._on_drawn,
            failed=self._on_failed,
        )

    def _on_drawn(self, pdf: bytes) -> None:
        self.underway.end()
        self._faces.setCurrentWidget(self.preview)
        self.preview.show_pdf(pdf)

    def _close_preview(self) -> None:
        self._faces.setCurrentWidget(self._face)
        self.preview_button.setFocus()

    # signing

    def _on_sign(self) -> None:
        if self.underway.is_running or self.sign_card.is_busy:
            return
        self._clear_errors()
        problems = self._problems()
        if problems:
            self._show_problems(problems)
            return
        self.settle()
        self.sign_card.show_busy(busy=True)
        watch = self.underway.begin(self.language.text("Signing…"), self.sign_card.working)
        self._desk.sign(
            self.filling.draft.ref,
            self.sign_card.passphrase.secret(),
            declared=self.sign_card.declaration.tick.isChecked(),
            key=self.sign_card.key.choice(),
            manager_field=self.sign_card.manager.isChecked(),
            language=self._desk.writes_in,
            watch=watch,
            done=self._on_signed,
            failed=self._on_not_signed,
        )
        self.sign_card.passphrase.clear()

    def _problems(self) -> list[tuple[str, object]]:
        """What stands in the way now, each with where to put it right."""
        text = self.language.text
        found: list[tuple[str, object]] = []
        if self.filling.state is State.NOT_KEPT:
            found.append((text("Your last change is not kept yet"), None))
        if self.filling.draft.is_trial:
            found.append((str(words_for("blocker.trial-form", {}, self.language)), None))
        items = list(to_do_list(self.filling.draft, self.language))
        for item in items[:AT_FIRST]:
            words = text("{what}: {part}", what=item.section, part=item.words)
            found.append((words, item.spot or item.alert))
        if len(items) > AT_FIRST:
            more = self.language.plural("and {n} more", "and {n} more", len(items) - AT_FIRST)
            found.append((more, items[AT_FIRST].spot or items[AT_FIRST].alert))
        if not self.sign_card.declaration.tick.isChecked():
            words = text("Tick to confirm the declaration")
            self.sign_card.declaration.show_error(words)
            found.append((text("Sign: {part}", part=words), DECLARATION))
        if self.sign_card.key.lacks_pin:
            words = text("Enter the PIN of the card")
            self.sign_card.key.pin.set_error(words)
            found.append((text("Sign: {part}", part=words), PIN))
        if self.sign_card.passphrase.is_empty:
            words = text("Enter your passphrase")
            self.sign_card.passphrase.set_error(words)
            found.append((text("Sign: {part}", part=words), PASSPHRASE))
        return found

    def _show_problems(self, problems: list[tuple[str, object]]) -> None:
        self.summary.set_problems(problems)
        self.answers.verticalScrollBar().setValue(0)
        self.summary.focus_first()

    def _on_problem_chosen(self, where: object) -> None:
        if isinstance(where, Spot):
            self.change_chosen.emit(where)
        elif where == DECLARATION:
            self.sign_card.declaration.tick.setFocus()
        elif where == PASSPHRASE:
            self.sign_card.passphrase.box.setFocus()
        elif where == PIN:
            self.sign_card.key.pin.box.setFocus()
        elif where:
            self._open_panel(str(where))

    def _on_signed(self, copy: "SignedCopy") -> None:
        # Busy it stays until the page goes: nothing may be changed any more.
        self.underway.end()
        announce(self, Announcement.SIGNED, self.language)
        self.signed.emit(copy.ref)

    def _on_not_signed(self, error: KinfileError) -> None:
        self.sign_card.show_busy(busy=False)
        if self.underway.end(error):
            return
        if isinstance(error, WrongPassphrase | TooSoon):
            self.sign_card.passphrase.set_error(str(say(error, self.language)))
            self.sign_card.passphrase.try_again()
        elif isinstance(error, TokenUnusable) and error.facts.get("problem") == "pin":
            self.sign_card.key.pin.set_error(str(say(error, self.language)))
            self.sign_card.key.pin.try_again()
        elif isinstance(error, NotReadyToSign):
            self._show_problems(self._problems())
        else:
            self._on_failed(error)

    def _clear_errors(self) -> None:
        self.summary.set_problems(())
        self.sign_card.declaration.show_error("")
        self.sign_card.passphrase.set_error("")
        self.sign_card.key.pin.set_error("")

    # urgent

    def _on_urgent(self) -> None:
        if self.underway.is_running:
            return
        title = self.language.text("Save the urgent copy to a folder")
        folder = self._dialogs.choose_folder(self, title, start=Path.home())
        if folder is None:
            return
        words, card = self.language.text("Making and signing the copy"), self.sign_card
        self._desk.export(
            self.filling.draft.ref,
            folder,
            language=self._desk.writes_in,
            urgent=True,
            watch=self.underway.begin(words, card.working, opener=card.urgent),
            done=self._on_exported,
            failed=self._on_failed,
        )

    def _on_exported(self, exported: "Exported") -> None:
        self.underway.end()
        text = self.language.text
        told = text(
            "{name} is in the folder you chose. Every page says INCOMPLETE."
            " Read these six words out by phone so that it can be checked: {code}",
            name=exported.sealed.name,
            code=exported.code,
        )
        self._show_notice(text("Urgent copy saved"), told, kind="ok")
        announce(self, Announcement.SAVED, self.language)

    def _on_failed(self, error: KinfileError) -> None:
        if self.underway.end(error):
            return
        words = say(error, self.language)
        self._show_notice(words.what, words.do, kind="warn")
        announce(self, Announcement.PROBLEM, self.language)

    def _show_notice(self, title: str, told: str, *, kind: str) -> None:
        if self._notice is not None:
            self.notices.removeWidget(self._notice)
            self._notice.deleteLater()
        self._notice = Banner(title, told, self.theme, kind=kind, name="check.notice")
        self.notices.addWidget(self._notice)
        self.answers.verticalScrollBar().setValue(0)
