# SPDX-License-Identifier: Apache-2.0
"""A group on a section's page: a card for each row, Add below, and "there are none"."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from kinfile.app.changes import AddRow, RestoreRow, StateNone, StrikeRow
from kinfile.app.draft import Draft
from kinfile.forms.model import GroupPart, Question
from kinfile.i18n import Language
from kinfile.records.model import Place, Row, RowId, new_row_id
from kinfile.records.shown import row_label
from kinfile.ui.fields.column import Column
from kinfile.ui.fields.question import QuestionBlock
from kinfile.ui.pages.fill_questions import MakeBlock, Run
from kinfile.ui.pages.fill_words import breakable
from kinfile.ui.theme import Theme
from kinfile.ui.widgets.buttons import LinkButton, SecondaryButton
from kinfile.ui.widgets.card import Card
from kinfile.ui.widgets.choice import Tick
from kinfile.ui.widgets.heading import Heading
from kinfile.ui.widgets.text import label, set_words


class RowCard(Card):
    """One row. Its heading says which one, by its number and what names it."""

    struck = Signal(str)

    def __init__(
        self,
        row: RowId,
        questions: Sequence[Question],
        *,
        theme: Theme,
        language: Language,
        make: MakeBlock,
        may_strike: bool,
    ) -> None:
        name = f"row:{row}:{questions[0].id}"
        super().__init__(theme, name=name)
        self.row = row
        self.language = language
        head = QHBoxLayout()
        head.setSpacing(theme.space(12))
        self.name = Heading("", theme, level=2)
        head.addWidget(self.name, 1)
        strike = language.text("Strike out")
        self.strike = LinkButton(strike, theme, size=15, name=f"{name}.strike")
        self.strike.clicked.connect(lambda: self.struck.emit(row))
        head.addWidget(self.strike, 0, Qt.AlignmentFlag.AlignTop)
        self.column.addLayout(head)
        self.run = Run(questions, row, theme=theme, language=language, make=make, name=name)
        self.column.addWidget(self.run)
        # After the run is in its layout: a visible widget without a parent is a window.
        self.strike.setVisible(may_strike)

    def show_row(self, words: str) -> None:
        set_words(self.name, breakable(words))
        text = self.language.text
        says = text("{what}: {part}", what=self.strike.text(), part=words)
        self.strike.setAccessibleName(says)
        self.setAccessibleName(words)


class StruckRow(QWidget):
    """What stands in place of a row that was struck out."""

    restored = Signal(str)

    def __init__(self, row: RowId, words: str, *, theme: Theme, language: Language) -> None:
        super().__init__()
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.space(12))
        gone = language.text("{row} (struck out)", row=words)
        line.addWidget(label(gone, "muted"), 1)
        restore = language.text("Restore")
        button = LinkButton(
            restore,
            theme,
            says=language.text("{what}: {part}", what=restore, part=words),
            name=f"row:{row}.restore",
        )
        button.clicked.connect(lambda: self.restored.emit(row))
        line.addWidget(button)


class GroupBox(Column):
    """Where a group opens or goes on in a section. Wishes go out as `changed`."""

    changed = Signal(object)
    """tuple[Change, ...]"""
    reshaped = Signal()
    """A line with a button was added for a row that was struck out."""

    def __init__(
        self, part: GroupPart, *, theme: Theme, language: Language, make: MakeBlock
    ) -> None:
        super().__init__(theme, gap=14)
        self.part, self.group = part, part.group
        self.theme, self.language = theme, language
        self._make = make
        self._questions = [q for q in part.questions if not self._names_row(q)]
        self.cards: dict[RowId, RowCard] = {}
        self._struck: dict[RowId, StruckRow] = {}
        self._slots: dict[RowId, Column] = {}
        self._expected: RowId | None = None
        self._has_error = False
        if part.opens:
            self.layout_.addWidget(Heading(language.text(self.group.title), theme, level=2))
        self.error: QLabel = label("", "error", name=f"group:{self.group.id}.error")
        self.error.hide()
        self.layout_.addWidget(self.error)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(theme.space(14))
        self.layout_.addLayout(self._rows)
        self._foot()

    def _names_row(self, question: Question) -> bool:
        """The program's own rows are told by their heading; it is not asked a second time."""
        return self.group.premade and question.name in self.group.label

    def _foot(self) -> None:
        text = self.language.text
        name = f"group:{self.group.id}"
        row = text(self.group.row)
        self.add = SecondaryButton(
            text("Add {row}", row=row[:1].lower() + row[1:]),
            self.theme,
            icon="plus",
            name=f"{name}.add",
        )
        self.add.clicked.connect(self._on_add)
        self.none = Tick(text("I asked, and there are none"), self.theme, name=f"{name}.none")
        self.none.setAccessibleDescription(text(self.group.title))
        self.none.clicked.connect(self._on_none)
        self.nobody = label(self._nothing_words(), "hint", name=f"{name}.nobody")
        for part in (self.nobody, self.none):
            self.layout_.addWidget(part)
        self.layout_.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeading)

    def _nothing_words(self) -> str:
        text = self.language.text
        if self.group.premade:
            return text(self.group.error) if self.group.error else ""
        if not self.part.opens:
            return text("Nothing has been added yet in the section where this begins.")
        return ""

    # what the page tells

    def show_draft(self, draft: Draft) -> None:
        rows = draft.answers.groups.get(self.group.id, ())
        for gone in self._slots.keys() - {row.id for row in rows}:
            self._drop(gone)
        number = 0
        for at, row in enumerate(rows):
            if row.id not in self._slots:
                self._slots[row.id] = Column(self.theme)
                self._rows.insertWidget(at, self._slots[row.id])
            number += not row.struck
            if row.struck:
                self._show_struck(row, at)
            else:
                self._show_row(draft, row, number)
        self._show_foot(draft, number)

    def _show_row(self, draft: Draft, row: Row, number: int) -> None:
        struck = self._struck.pop(row.id, None)
        if struck is not None:
            struck.hide()
            struck.deleteLater()
        card = self.cards.get(row.id) or self._add_card(row)
        self._slots[row.id].show()
        card.show()
        card.show_row(row_label(self.group, row, number, self.language, form=draft.form))
        card.run.show_draft(draft)
        if self._expected == row.id:
            self._expected = None
            self.focus_row(row.id)

    def _add_card(self, row: Row) -> RowCard:
        card = RowCard(
            row.id,
            self._questions,
            theme=self.theme,
            language=self.language,
            make=self._make,
            may_strike=self.part.opens and not self.group.premade,
        )
        card.struck.connect(self._on_struck)
        self.cards[row.id] = card
        self._slots[row.id].layout_.addWidget(card)
        return card

    def _show_struck(self, row: Row, at: int) -> None:
        """A struck row is one line where the group opens, and nothing where it goes on."""
        if row.id in self.cards:
            self.cards[row.id].hide()
        self._slots[row.id].setVisible(self.part.opens)
        if row.id not in self._struck:
            words = row_label(self.group, row, at + 1, self.language)
            struck = StruckRow(row.id, words, theme=self.theme, language=self.language)
            struck.restored.connect(self._on_restored)
            self._struck[row.id] = struck
            self._slots[row.id].layout_.addWidget(struck)
            self.reshaped.emit()

    def _drop(self, row: RowId) -> None:
        self.cards.pop(row, None)
        self._struck.pop(row, None)
        slot = self._slots.pop(row)
        self._rows.removeWidget(slot)
        slot.deleteLater()

    def _show_foot(self, draft: Draft, rows: int) -> None:
        group = self.group
        own = self.part.opens and not group.premade
        self.add.setVisible(own and rows < group.maximum)
        self.none.setVisible(own and rows == 0 and group.minimum == 0)
        self.none.setChecked(group.id in draft.answers.none_stated)
        self.nobody.setVisible(rows == 0 and bool(self.nobody.text()))

    def show_error(self, words: str) -> None:
        set_words(self.error, words)
        self.error.setVisible(bool(words))
        self._has_error = bool(words)
        self.update()

    # what the page asks

    def blocks(self) -> Iterator[QuestionBlock]:
        for row in self._slots:
            if row in self.cards and row not in self._struck:
                yield from self.cards[row].run.blocks()

    def reach(self, place: Place) -> None:
        if place.row in self.cards:
            self.cards[place.row].run.reach(place)

    @property
    def may_begin(self) -> bool:
        """Whether a row can be added here, or said that there are none."""
        return not (self.none.isHidden() and self.add.isHidden())

    def focus(self) -> None:
        """Where this group's rows are begun."""
        for button in (self.none, self.add):
            if not button.isHidden():
                button.setFocus()
                return
        _focus_first(self.blocks())

    def focus_row(self, row: RowId) -> None:
        _focus_first(self.cards[row].run.blocks())

    # what the worker does

    def _on_add(self) -> None:
        self._expected = new_row_id()
        self.changed.emit((AddRow(self.group.id, self._expected),))

    def _on_struck(self, row: str) -> None:
        self.add.setFocus()
        self.changed.emit((StrikeRow(self.group.id, RowId(row)),))

    def _on_restored(self, row: str) -> None:
        self._expected = RowId(row)
        self.changed.emit((RestoreRow(self.group.id, RowId(row)),))

    def _on_none(self) -> None:
        self.changed.emit((StateNone(self.group.id, self.none.isChecked()),))


def _focus_first(blocks: Iterator[QuestionBlock]) -> None:
    first = next((block for block in blocks if block.takes_focus), None)
    if first is not None:
        first.focus()
