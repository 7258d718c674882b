# SPDX-License-Identifier: Apache-2.0
"""Home: the records on this laptop, and the way back to where one stopped."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from kinfile.app.draft import RecordLine
from kinfile.i18n import N_, Language
from kinfile.ui.door_cards import FormCard
from kinfile.ui.pages.footer import Footer
from kinfile.ui.pages.records_tools import RecordTools
from kinfile.ui.records_model import COMPACT, Column, RecordsModel, Words
from kinfile.ui.records_table import RecordsTable
from kinfile.ui.theme import Theme
from kinfile.ui.widgets.buttons import LinkButton, PrimaryButton
from kinfile.ui.widgets.card import Card
from kinfile.ui.widgets.flow import FlowLayout
from kinfile.ui.widgets.heading import Heading
from kinfile.ui.widgets.page import Page
from kinfile.ui.widgets.scroll import ScrollColumn
from kinfile.ui.widgets.text import emphasised, label, set_words

if TYPE_CHECKING:
    from kinfile.app.outcomes import ResumePoint


@dataclass(frozen=True, slots=True, repr=False)
class Caseload:
    """What the page shows: every line, the installed forms by id, where the user was, the time.

    `chip` is the filter that is on; `last_backup` when a copy was made last, None for never.
    """

    lines: tuple[RecordLine, ...]
    forms: Mapping[str, FormCard]
    now: datetime
    resume: "ResumePoint | None" = None
    shows_names: bool = False
    """Full names stay shown until lock, from page to page."""
    chip: str = field(default="all")
    last_backup: datetime | None = None


class RecordsPage(Page):
    """Never shown without a line; with none, EmptyPage is."""

    record_chosen = Signal(str)
    details_chosen = Signal(str)
    sought = Signal(str)
    """Records with this text in an answer are wanted too: `show_found` takes them."""
    new_chosen = Signal()
    people_chosen = Signal()
    backup_chosen = Signal()
    names_toggled = Signal(bool)

    title = N_("Your records")
    keeps_typed = True

    def __init__(self, caseload: Caseload, theme: Theme, language: Language) -> None:
        super().__init__(theme, language)
        self.setObjectName("records")
        self._caseload = caseload
        self._sought = ""
        self._words = Words(language, caseload.forms, caseload.now, caseload.shows_names)
        columns = COMPACT if theme.is_compact else tuple(Column)
        self._model = RecordsModel(self._words, columns=columns)
        self._model.set_lines(caseload.lines)
        body = self._body()
        body.setSpacing(theme.space(12))
        body.addLayout(self._head())
        self.resume = self._resume_line()
        self.continue_button: PrimaryButton | None = None
        if self.resume is not None:
            body.addWidget(self._continue_card(self.resume))
        self.tools = self._tools()
        self.search, self.chips, self.names = self.tools.search, self.tools.chips, self.tools.names
        body.addWidget(self.tools)
        self.nothing = self._nothing_found()
        self.table = self._table()
        body.addLayout(self._lists(), 1)
        foot = Footer(self._count_words(), theme, language)
        foot.show_backup(caseload.last_backup, now=caseload.now)
        foot.backup_chosen.connect(self.backup_chosen)
        (body if theme.is_compact else self.column).addWidget(foot)
        self._model.modelReset.connect(self._on_reset)
        self._on_reset()

    def _body(self) -> QVBoxLayout:
        """Where everything but the footer goes; in a compact window all of it scrolls."""
        theme = self.theme
        if theme.is_compact:
            self._area = ScrollColumn(theme, measure=0, name="records.scroll")
            self.column.addWidget(self._area, 1)
            return self._area.column
        inside = QWidget()
        body = QVBoxLayout(inside)
        body.setContentsMargins(*(theme.space(n) for n in (28, 16, 28, 14)))
        self.column.addWidget(inside, 1)
        return body

    def _table(self) -> RecordsTable:
        says = self.language.text("Your records")
        table = RecordsTable(self._model, self.theme, says=says, language=self.language)
        table.record_chosen.connect(self.record_chosen)
        table.details_chosen.connect(self.details_chosen)
        return table

    def _lists(self) -> QVBoxLayout:
        lists = QVBoxLayout()
        lists.addWidget(self.nothing)
        lists.addWidget(self.table, 1)
        # Takes the room of the table when there is nothing to show in it.
        lists.addStretch(0)
        return lists

    # Parts

    def _head(self) -> QHBoxLayout:
        text = self.language.text
        row = QHBoxLayout()
        self.heading = Heading(text(self.title), self.theme)
        row.addWidget(self.heading, 1)
        self.people = LinkButton(text("People"), self.theme, icon="users", name="records.people")
        self.people.clicked.connect(self.people_chosen)
        row.addWidget(self.people)
        row.addSpacing(self.theme.space(12))
        self.new = PrimaryButton(
            text("&New assessment"), self.theme, icon="plus", name="records.new"
        )
        self.new.clicked.connect(self.new_chosen)
        row.addWidget(self.new)
        return row

    def _resume_line(self) -> RecordLine | None:
        """The record to go on with: where the user was, else the one changed last."""
        lines = self._caseload.lines
        if self._caseload.resume is not None:
            ref = _bare(self._caseload.resume.ref)
            for line in lines:
                if _bare(line.ref) == ref:
                    return line
        open_ = (line for line in lines if line.status.may_change and line.put_aside is None)
        return next(open_, None)

    def _continue_card(self, line: RecordLine) -> QWidget:
        theme, text, words = self.theme, self.language.text, self._words
        card = Card(theme, look="resume", padding=18, name="records.continue_card")
        outer = card.column
        row: QBoxLayout = QVBoxLayout() if theme.is_compact else QHBoxLayout()
        told = QVBoxLayout()
        told.setSpacing(theme.space(2))
        told.addWidget(label(text("Continue where you left off"), "caption"))
        form = self._caseload.forms.get(line.form)
        title = self.language.asked(form.title) if form else line.form
        self._resume_title = label("", "h2", name="records.continue_title")
        self._resume_form = title[:1].lower() + title[1:]
        self._name_resume()
        told.addWidget(self._resume_title)
        moment = words.moment(line.changed_at)
        kept = text("Last change kept: {moment}.", moment=moment[:1].lower() + moment[1:])
        section = self._section_title(line)
        told.addWidget(
            emphasised(text("You were in {section}.") + " " + kept, section=section)
            if section
            else label(kept)
        )
        row.addLayout(told, 1)
        self.continue_button = PrimaryButton(
            text("Continue"), theme, icon="arrow-right", trails=True, name="records.continue"
        )
        self.continue_button.clicked.connect(lambda: self.record_chosen.emit(line.ref))
        side = Qt.AlignmentFlag.AlignLeft if theme.is_compact else Qt.AlignmentFlag.AlignVCenter
        row.addWidget(self.continue_button, 0, side)
        outer.addLayout(row)
        return card

    def _name_resume(self) -> None:
        if self.resume is not None:
            set_words(
                self._resume_title,
                self.language.text(
                    "{who}, {form}", who=self._words.who(self.resume), form=self._resume_form
                ),
            )

    def _section_title(self, line: RecordLine) -> str:
        point, form = self._caseload.resume, self._caseload.forms.get(line.form)
        if point is None or form is None or _bare(point.ref) != _bare(line.ref):
            return ""
        return self.language.asked(form.titles.get(point.section, ""))

    def _tools(self) -> RecordTools:
        tools = RecordTools(self._model.count, self.theme, self.language)
        tools.choose(self._caseload.chip)
        self._model.set_filter(tools.chips.key)
        tools.filter_chosen.connect(self._model.set_filter)
        tools.typed.connect(self._on_typed)
        tools.sought.connect(self._on_sought)
        tools.names_chosen.connect(self.toggle_names)
        tools.show_names(shows=self._words.shows_names)
        return tools

    def _nothing_found(self) -> QWidget:
        text = self.language.text
        box = Card(self.theme, padding=20, name="records.nothing")
        self._nothing_words = label("", "bodyBold")
        box.column.addWidget(self._nothing_words)
        box.column.addWidget(
            label(
                text(
                    "Search looks at initials, reference, NHS number and every word of an answer."
                ),
                "hint",
            )
        )
        clear = LinkButton(text("Show all records"), self.theme, name="records.clear")
        clear.clicked.connect(self._on_cleared)
        box.column.addWidget(clear)
        box.hide()
        return box

    # What the user does

    @property
    def chip(self) -> str:
        """The filter that is on."""
        return self.chips.key

    @property
    def lines(self) -> Sequence[RecordLine]:
        """The records that are shown now, from the top."""
        return self._model.lines

    def regions(self) -> tuple[QWidget, ...]:
        return (self,)

    def focus_first(self) -> None:
        if self.continue_button is not None:
            self.continue_button.setFocus()
        else:
            self.table.setFocus()

    def focus_find(self) -> None:
        """Ctrl+F."""
        self.search.setFocus()
        self.search.selectAll()

    def toggle_names(self) -> None:
        """Full names for initials, or the other way round."""
        shows = not self._words.shows_names
        self._words = replace(self._words, shows_names=shows)
        self._model.set_words(self._words)
        self.tools.show_names(shows=shows)
        if self.resume is not None:
            self._name_resume()
        self.names_toggled.emit(shows)

    def show_found(self, text: str, refs: Sequence[str]) -> None:
        """Show what a search for `text` found in answers, if that is still what is sought."""
        if text == self.search.text():
            self._sought = ""
            self._model.set_found(refs)

    def _on_typed(self, text: str) -> None:
        self._sought = ""
        self._model.set_search(text)

    def _on_sought(self, text: str) -> None:
        self._sought = text
        self._on_reset()
        self.sought.emit(text)

    def _on_cleared(self) -> None:
        self.tools.clear()
        self.focus_find()

    def _on_reset(self) -> None:
        is_empty = not self._model.lines
        self.nothing.setVisible(is_empty)
        self.table.setVisible(not is_empty)
        if is_empty:
            set_words(self._nothing_words, self._empty_words())
        if self.theme.is_compact:
            self.table.setFixedHeight(self.table.whole_height)

    def _empty_words(self) -> str:
        text, typed = self.language.text, self.search.text()
        if self._sought:
            return text("Looking in answers…")
        if typed:
            return text("No records match “{typed}”.", typed=typed)
        return text("There are no records here just now.")

    def _count_words(self) -> str:
        return self.language.plural(
            "{n} record, encrypted on this laptop",
            "{n} records, encrypted on this laptop",
            self._model.count("all"),
        )


class EmptyPage(Page):
    """Home before the first record."""

    form_chosen = Signal(str)
    example_chosen = Signal()

    title = N_("Your records")

    def __init__(self, forms: Sequence[FormCard], theme: Theme, language: Language) -> None:
        super().__init__(theme, language)
        self.setObjectName("empty")
        from kinfile.ui.pages.form_cards import FormCards

        text = language.text
        self._area = ScrollColumn(theme, measure=0, margins=(28, 24, 28, 24), name="empty.scroll")
        column = self._area.column
        self.heading = Heading(text(self.title), theme)
        column.addWidget(self.heading)
        column.addWidget(
            label(
                text(
                    "There is nothing here yet. Choose what you want to fill in. You can stop at "
                    "any point and nothing is lost."
                )
            )
        )
        column.addSpacing(theme.space(12))
        self.cards = FormCards(forms, theme, language)
        self.cards.form_chosen.connect(self.form_chosen)
        column.addWidget(self.cards)
        column.addSpacing(theme.space(16))
        links = FlowLayout(gap=theme.space(28))
        example = LinkButton(
            text("Try it with a made-up family"), theme, icon="info", name="empty.example"
        )
        example.clicked.connect(self.example_chosen)
        links.addWidget(example)
        column.addLayout(links)
        column.addStretch()
        self.column.addWidget(self._area, 1)
        footer = Footer(text("Everything you write is encrypted on this laptop"), theme, language)
        (column if theme.is_compact else self.column).addWidget(footer)

    def focus_first(self) -> None:
        if self.cards.buttons:
            self.cards.buttons[0].setFocus()


def _bare(ref: str) -> str:
    return ref.replace("-", "")
