# SPDX-License-Identifier: Apache-2.0
"""What moving a draft to the installed version of its form would change, before it is done."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import Signal

from kinfile.app.draft import Draft
from kinfile.app.moving import Move
from kinfile.app.said import missing_said
from kinfile.app.why_said import alert_name
from kinfile.errors import KinfileError
from kinfile.forms.model import AlertId, Form, QuestionId
from kinfile.i18n import N_, Language
from kinfile.records.model import Path
from kinfile.ui.desk import Desk
from kinfile.ui.pages.fill_words import breakable
from kinfile.ui.pages.left_over import LeftOverLines
from kinfile.ui.theme import Theme
from kinfile.ui.widgets.announce import Announcement, announce
from kinfile.ui.widgets.banner import Banner
from kinfile.ui.widgets.buttons import LinkButton, PrimaryButton, SecondaryButton
from kinfile.ui.widgets.card import Card
from kinfile.ui.widgets.flow import FlowLayout
from kinfile.ui.widgets.heading import Heading
from kinfile.ui.widgets.page import Page
from kinfile.ui.widgets.scroll import ScrollColumn
from kinfile.ui.widgets.text import label

AT_FIRST = 8
"""Lines of a card before "Show all"."""


class MovePage(Page):
    """`plan` is what would change; `form` is the version that the draft would move to."""

    moved = Signal(object)
    """Draft: the record, in the other version."""
    put_off = Signal()

    title = N_("Newer version of the form")

    def __init__(
        self,
        desk: Desk,
        draft: Draft,
        plan: Move,
        form: Form,
        theme: Theme,
        language: Language,
    ) -> None:
        super().__init__(theme, language)
        self.setObjectName("move")
        self._desk, self._draft, self._plan, self._form = desk, draft, plan, form
        self._is_busy = False
        area = ScrollColumn(theme, measure=760, margins=(28, 20, 28, 24), name="move.scroll")
        self._column = area.column
        self._column.setSpacing(theme.space(12))
        self.heading = Heading(self._heading(), theme)
        self._column.addWidget(self.heading)
        self.problem: Banner | None = None
        self._column.addWidget(label(self._stays()))
        self._add_buttons()
        self._add_cards()
        self._column.addStretch(1)
        self.column.addWidget(area, 1)

    def _heading(self) -> str:
        return self.language.text("What version {version} of this form changes",
                                  version=self._plan.after)  # fmt: skip

    def _stays(self) -> str:
        stay = self.language.plural(
            "{n} answer stays as it is.", "{n} answers stay as they are.", self._plan.carried
        )
        until = self.language.text("Nothing changes until you move this record.")
        return f"{stay} {until}"

    def _add_buttons(self) -> None:
        text, theme = self.language.text, self.theme
        row = FlowLayout(gap=theme.space(12))
        self.go = PrimaryButton(text("Move this record"), theme, name="move.move")
        self.go.clicked.connect(self._on_move)
        self.leave = SecondaryButton(text("Not now"), theme, name="move.leave")
        self.leave.clicked.connect(self.put_off)
        row.addWidget(self.go)
        row.addWidget(self.leave)
        self._column.addLayout(row)

    def _add_cards(self) -> None:
        plan, language = self._plan, self.language
        asked = [self._asked(path) for path in plan.asked]
        new = {str(path) for path in plan.asked}
        # A new question that must be answered is named once, among the new ones.
        missing = [
            missing_said(self._form, each, language)
            for each in plan.missing
            if str(each) not in new
        ]
        raised = list(self._alerts(plan.raised, self._form))
        ended = list(self._alerts(plan.ended, self._draft.form))
        lists = (
            ("asked", language.plural("{n} new question", "{n} new questions", len(asked)), asked),
            ("missing", language.text("Also needed before you can sign"), missing),
            ("raised", language.text("New prompts from your answers"), raised),
            ("ended", language.text("Prompts that end"), ended),
        )
        self._add_left()
        for name, title, lines in lists:
            if lines:
                self._column.addWidget(self._card(name, title, lines))
        if not (plan.left_over or any(lines for _, _, lines in lists)):
            same = language.text("Nothing else changes: no question, no prompt, no answer.")
            self._column.addWidget(label(same))

    def _add_left(self) -> None:
        left = self._plan.left_over
        if not left:
            return
        title = self.language.plural(
            "{n} answer finds no place", "{n} answers find no place", len(left)
        )
        card = Card(self.theme, title=title, name="move.left_over")
        told = self.language.text("They are kept and shown, but are not in the PDF any more.")
        card.column.addWidget(label(told, "hint"))
        card.column.addWidget(
            LeftOverLines(left, self._draft.answers, theme=self.theme, language=self.language)
        )
        self._column.addWidget(card)

    def _card(self, name: str, title: str, lines: Sequence[str]) -> Card:
        card = Card(self.theme, title=title, name=f"move.{name}")
        for line in lines[:AT_FIRST]:
            card.column.addWidget(label(breakable(line)))
        rest = lines[AT_FIRST:]
        if rest:
            words = self.language.plural("Show all {n}", "Show all {n}", len(lines))
            more = LinkButton(words, self.theme, icon="chevron-down", name=f"move.{name}.more")
            more.clicked.connect(lambda: self._show_rest(card, more, rest))
            card.column.addWidget(more)
        return card

    def _show_rest(self, card: Card, more: LinkButton, rest: Sequence[str]) -> None:
        self.focusNextChild()
        more.hide()
        for line in rest:
            card.column.addWidget(label(breakable(line)))

    def _asked(self, path: Path) -> str:
        words = self.language.text(self._form.by_id()[QuestionId(path.question)].ask)
        if path.number:
            return self.language.text("{what} ({n})", what=words, n=path.number)
        return words

    def _alerts(self, ids: Sequence[AlertId], form: Form) -> Iterator[str]:
        known = {alert.id: alert for alert in form.alerts}
        for each in ids:
            yield alert_name(known[each], self.language)

    # what the window asks

    def trail(self) -> tuple[str, ...]:
        initials = self._draft.subject.initials or self.language.text("New record")
        return initials, self.language.text(self.title)

    def go_back(self) -> None:
        self.put_off.emit()

    def focus_first(self) -> None:
        self.leave.setFocus()

    # what the worker decides

    def _on_move(self) -> None:
        if self._is_busy:
            return
        self._is_busy = True
        ref, version = self._draft.ref, self._plan.after
        self._desk.ask(
            lambda workspace: workspace.move(ref, version),
            done=self._on_moved,
            failed=self._on_failed,
        )

    def _on_moved(self, draft: Draft) -> None:
        self.moved.emit(draft)

    def _on_failed(self, error: KinfileError) -> None:
        from kinfile.wording import say

        self._is_busy = False
        words = say(error, self.language)
        if self.problem is None:
            self.problem = Banner("", "", self.theme, kind="warn", name="move.problem")
            self._column.insertWidget(1, self.problem)
        self.problem.set_words(words.what, words.do)
        announce(self, Announcement.PROBLEM, self.language)
