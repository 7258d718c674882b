# SPDX-License-Identifier: Apache-2.0
"""Home: the records on this laptop, and the way back to where one stopped."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from kinfile.app.draft import RecordLine
from kinfile.i18n import N_, Language
from kinfile.ui.door import FormCard
from kinfile.ui.pages.footer import Footer
from kinfile.ui.records_model import COMPACT, Column, RecordsModel, Words
from kinfile.ui.records_table import RecordsTable
from kinfile.ui.theme import Theme
from kinfile.ui.widgets.buttons import LinkButton, PrimaryButton
from kinfile.ui.widgets.card import Card
from kinfile.ui.widgets.chips import Chips
from kinfile.ui.widgets.flow import FlowLayout
from kinfile.ui.widgets.heading import Heading
from kinfile.ui.widgets.page import Page
from kinfile.ui.widgets.scroll import ScrollColumn
from kinfile.ui.widgets.text import emphasised, label, set_words

if TYPE_CHECKING:
    from kinfile.app.outcomes import ResumePoint

CHIPS = {
    "all": N_("All ({n})"),
    "to_do": N_("To do ({n})"),
    "ready": N_("Ready to sign ({n})"),
    "not_sent": N_("Not sent ({n})"),
}


@dataclass(frozen=True, slots=True, repr=False)
class Caseload:
    """What the page shows: every line, the installed forms by id, where the user was, the time."""

    lines: tuple[RecordLine, ...]
    forms: Mapping[str, FormCard]
    now: datetime
    resume: "ResumePoint | None" = None
    shows_names: bool = False
    """Full names stay shown until lock, from page to page."""
    chip: str = field(default="all")


class RecordsPage(Page):
    """Never shown without a line; with none, EmptyPage is."""

    record_chosen = Signal(str)
    new_chosen = Signal()
    names_toggled = Signal(bool)

    title = N_("Your records")
    keeps_typed = True

    def __init__(self, caseload: Caseload, theme: Theme, language: Language) -> None:
        super().__init__(theme, language)
        self.setObjectName("records")
        self._caseload = caseload
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
        body.addLayout(self._tools())
        self.nothing = self._nothing_found()
        self.table = RecordsTable(self._model, theme, says=language.text("Your records"))
        self.table.record_chosen.connect(self.record_chosen)
        lists = QVBoxLayout()
        lists.addWidget(self.nothing)
        lists.addWidget(self.table, 1)
        # Takes the room of the table when there is nothing to show in it.
        lists.addStretch(0)
        body.addLayout(lists, 1)
        foot = Footer(self._count_words(), theme, language)
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

    # Parts

    def _head(self) -> QHBoxLayout:
        text = self.language.text
        row = QHBoxLayout()
        self.heading = Heading(text(self.title), self.theme)
        row.addWidget(self.heading, 1)
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
        return next((line for line in lines if line.status.may_change), None)

    def _continue_card(self, line: RecordLine) -> QWidget:
        theme, text, words = self.theme, self.language.text, self._words
        card = Card(theme, look="resume", padding=18, name="records.continue_card")
        outer = card.column
        row: QBoxLayout = QVBoxLayout() if theme.is_compact else QHBoxLayout()
        told = QVBoxLayout()
        told.setSpacing(theme.space(2))
        told.addWidget(label(text("Continue where you left off"), "caption"))
        form = self._caseload.forms.get(line.form)
        title = text(form.title) if form else line.form
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
        return self.language.text(form.titles.get(point.section, ""))

    def _tools(self) -> QBoxLayout:
        theme, text = self.theme, self.language.text
        self.search = QLineEdit()
        self.search.setObjectName("records.find")
        self.search.setAccessibleName(text("Find a record"))
        self.search.setPlaceholderText(text("Initials or reference"))
        self.search.textChanged.connect(self._model.set_search)
        self.chips = Chips(
            [(key, text(words, n=self._model.count(key))) for key, words in CHIPS.items()],
            theme,
            says=text("Show"),
            name="records.chips",
        )
        self.chips.choose(self._caseload.chip)
        self._model.set_filter(self._caseload.chip)
        self.chips.chosen.connect(self._model.set_filter)
        self.names = LinkButton("", theme, icon="users", name="records.names")
        self.names.clicked.connect(self.toggle_names)
        self._name_toggle()
        found = label(text("Find a record"), "bodyBold", wraps=False)
        if theme.is_compact:
            column = QVBoxLayout()
            for part in (found, self.search, self.chips, self.names):
                column.addWidget(part)
            return column
        row = QHBoxLayout()
        row.setSpacing(theme.space(8))
        self.search.setFixedWidth(theme.px(250))
        row.addWidget(found)
        row.addWidget(self.search)
        row.addSpacing(theme.space(6))
        row.addWidget(self.chips, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.names)
        return row

    def _nothing_found(self) -> QWidget:
        text = self.language.text
        box = Card(self.theme, padding=20, name="records.nothing")
        self._nothing_words = label("", "bodyBold")
        box.column.addWidget(self._nothing_words)
        box.column.addWidget(
            label(text("Search looks at initials, reference and kind of assessment."), "hint")
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
        self._name_toggle()
        if self.resume is not None:
            self._name_resume()
        self.names_toggled.emit(shows)

    def _name_toggle(self) -> None:
        text, shows = self.language.text, self._words.shows_names
        words = text("Show initials only") if shows else text("Show full names")
        self.names.setText(words)
        self.names.setAccessibleName(words)
        self.names.updateGeometry()

    def _on_cleared(self) -> None:
        self.chips.choose("all")
        self.search.clear()
        self.focus_find()

    def _on_reset(self) -> None:
        text, typed = self.language.text, self.search.text()
        is_empty = not self._model.lines
        self.nothing.setVisible(is_empty)
        self.table.setVisible(not is_empty)
        if is_empty:
            words = (
                text("No records match “{typed}”.", typed=typed)
                if typed
                else text("There are no records here just now.")
            )
            set_words(self._nothing_words, words)
        if self.theme.is_compact:
            self.table.setFixedHeight(self.table.whole_height)

    def _count_words(self) -> str:
        return self.language.plural(
            "{n} record, encrypted on this laptop",
            "{n} records, encrypted on this laptop",
            len(self._caseload.lines),
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
