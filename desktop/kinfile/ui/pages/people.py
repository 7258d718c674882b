# SPDX-License-Identifier: Apache-2.0
"""Everybody whom the records know: who is in which record, and the way to begin one about them.

The same page asks, when an assessment begins, who it is about: then whom is chosen is taken
over, with the others of their family who are ticked.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from kinfile.i18n import N_, Language
from kinfile.records.known import KnownPerson, family_of
from kinfile.ui.door_cards import FormCard
from kinfile.ui.fields.boxes import LineBox
from kinfile.ui.pages.people_cards import FamilyCard, PersonCard
from kinfile.ui.people_table import COMPACT, Column, PeopleModel, PeopleTable, PeopleWords
from kinfile.ui.theme import Theme
from kinfile.ui.widgets.buttons import LinkButton, SecondaryButton
from kinfile.ui.widgets.heading import Heading
from kinfile.ui.widgets.page import Page
from kinfile.ui.widgets.scroll import ScrollColumn
from kinfile.ui.widgets.text import label, set_words

CARD_WIDTH = 400


@dataclass(frozen=True, slots=True, repr=False)
class Known:
    """What the page shows: everybody, the installed forms by id, whether names are shown.

    `chosen` is whose card is open at first: an id, or "".
    """

    people: tuple[KnownPerson, ...]
    forms: Mapping[str, FormCard] = field(default_factory=dict)
    shows_names: bool = False
    chosen: str = ""


class PeoplePage(Page):
    """Everybody, and beside them a card about who is chosen."""

    names_toggled = Signal(bool)
    record_chosen = Signal(str)
    start_chosen = Signal(str)
    """An assessment about the person of that id is wanted."""
    looked_at = Signal(str)
    """Whose card is open now: an id, or "" for nobody's."""
    went_back = Signal()

    title = N_("People")
    told = N_("Everybody in your records, the most recent first. Choose somebody to see where.")
    keeps_typed = True

    def __init__(self, known: Known, theme: Theme, language: Language) -> None:
        super().__init__(theme, language)
        self.setObjectName("people")
        self.people = known.people
        self._words = PeopleWords(language, known.forms, known.shows_names)
        columns = COMPACT if theme.is_compact else tuple(Column)
        self._model = PeopleModel(known.people, self._words, columns=columns)
        self.card: PersonCard | FamilyCard | None = None
        self._aside: ScrollColumn | None = None
        self.body = self._body()
        self.body.setSpacing(theme.space(10))
        self.heading = Heading(language.text(self.title), theme)
        self.body.addWidget(self.heading)
        self.body.addWidget(label(language.text(self.told), "hint"))
        self._add_above()
        self.tools = self._tools()
        self.body.addWidget(self.tools)
        self._add_list()
        self._add_back()
        self._model.modelReset.connect(self._on_reset)
        self._show_names_words()
        self._on_reset()
        chosen = next((each for each in known.people if each.id == known.chosen), None)
        if chosen is not None:
            self.table.point_at(chosen.id)
            self.open_card(chosen)

    def _add_list(self) -> None:
        theme, language = self.theme, self.language
        self.nobody = label("", "bodyBold", name="people.nobody")
        self.body.addWidget(self.nobody)
        self.table = PeopleTable(
            self._model, theme, says=language.text(self.title), name="people.table"
        )
        self.table.person_chosen.connect(self._on_person_chosen)
        self._lists = QHBoxLayout()
        self._lists.setSpacing(theme.space(20))
        self._lists.addWidget(self.table, 1)
        self.body.addLayout(self._lists, 1)
        self.body.addStretch(0)

    def _body(self) -> QVBoxLayout:
        """Where everything goes; in a compact window all of it scrolls."""
        theme = self.theme
        if theme.is_compact:
            self._area = ScrollColumn(theme, measure=0, name="people.scroll")
            self.column.addWidget(self._area, 1)
            return self._area.column
        inside = QWidget()
        body = QVBoxLayout(inside)
        body.setContentsMargins(*(theme.space(n) for n in (28, 16, 28, 14)))
        self.column.addWidget(inside, 1)
        return body

    def _add_above(self) -> None:
        """What a page like this has above the list."""

    def _tools(self) -> QWidget:
        theme, text = self.theme, self.language.text
        tools = QWidget()
        vertical = QBoxLayout.Direction.TopToBottom
        row = QBoxLayout(vertical if theme.is_compact else QBoxLayout.Direction.LeftToRight, tools)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.space(8))
        row.addWidget(label(text("Find a person"), "bodyBold", wraps=False))
        self.search = LineBox(text("Find a person"), theme=theme, name="people.find")
        self.search.setPlaceholderText(text("Name, NHS number or reference"))
        self.search.textChanged.connect(self._model.set_search)
        if not theme.is_compact:
            self.search.setFixedWidth(theme.px(320))
        row.addWidget(self.search)
        if not theme.is_compact:
            row.addStretch(1)
        self.names = LinkButton("", theme, icon="users", name="people.names")
        self.names.clicked.connect(self.toggle_names)
        row.addWidget(self.names)
        return tools

    def _add_back(self) -> None:
        back = LinkButton(
            self.language.text("Back"), self.theme, icon="arrow-left", name="people.back"
        )
        back.clicked.connect(self.went_back)
        self.body.addWidget(back)

    # what the user does

    def trail(self) -> tuple[str, ...]:
        return (self.language.text(self.title),)

    def go_back(self) -> None:
        self.went_back.emit()

    def focus_first(self) -> None:
        if self.card is not None:
            self.card.focus_first()
        elif self._model.people:
            self.table.setFocus()
        else:
            self.search.setFocus()

    def focus_find(self) -> None:
        """Ctrl+F."""
        self.search.setFocus()
        self.search.selectAll()

    def toggle_names(self) -> None:
        """Full names for initials, or the other way round."""
        self._words = replace(self._words, shows_names=not self._words.shows_names)
        chosen = self.card.person if self.card is not None else None
        self._model.set_words(self._words)
        self._show_names_words()
        if chosen is not None:
            self.table.point_at(chosen.id)
            self.open_card(chosen, focuses=False)
        self.names_toggled.emit(self._words.shows_names)

    def _show_names_words(self) -> None:
        text = self.language.text
        shows = self._words.shows_names
        words = text("Show initials only") if shows else text("Show full names")
        self.names.setText(words)
        self.names.setAccessibleName(words)
        self.names.updateGeometry()

    def _on_reset(self) -> None:
        is_empty = not self._model.people
        self.nobody.setVisible(is_empty)
        self.table.setVisible(not is_empty)
        if is_empty:
            typed = self.search.text()
            text = self.language.text
            none = text("Nobody matches “{typed}”.", typed=typed)
            set_words(self.nobody, none if typed else text("No record names anybody yet."))
        if self.theme.is_compact:
            self.table.setFixedHeight(self.table.whole_height)

    def _on_person_chosen(self, person: KnownPerson) -> None:
        self.open_card(person)

    # the card

    def open_card(self, person: KnownPerson, *, focuses: bool = True) -> None:
        """Show who somebody is: beside the list, or above it where there is little room."""
        self._drop_card()
        self.card = self._make_card(person, family_of(person, self.people))
        self.card.closed.connect(self.close_card)
        self.looked_at.emit(str(person.id))
        if self.theme.is_compact:
            self.body.insertWidget(self.body.indexOf(self.tools), self.card)
        else:
            self._area_of(self.card)
        if focuses:
            self.card.focus_first()

    def _area_of(self, card: QWidget) -> None:
        """A large family is longer than the window: the card scrolls by itself."""
        theme = self.theme
        self._aside = ScrollColumn(theme, measure=0, margins=(0, 0, 8, 0), name="people.aside")
        self._aside.setFixedWidth(theme.px(CARD_WIDTH))
        self._aside.column.addWidget(card)
        self._aside.column.addStretch(1)
        self._lists.addWidget(self._aside)

    def _make_card(
        self, person: KnownPerson, _family: Sequence[KnownPerson]
    ) -> PersonCard | FamilyCard:
        card = PersonCard(person, self._words, self.theme)
        card.record_chosen.connect(self.record_chosen)
        card.start_chosen.connect(self.start_chosen)
        return card

    def close_card(self) -> None:
        """Back to the list, at the same person."""
        if self.card is not None:
            self._drop_card()
            self.looked_at.emit("")
            self.table.setFocus()

    def _drop_card(self) -> None:
        if self.card is not None:
            self.card.hide()
            self.card.deleteLater()
            self.card = None
        if self._aside is not None:
            self._aside.hide()
            self._aside.deleteLater()
            self._aside = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.card is not None:
            self.close_card()
        else:
            super().keyPressEvent(event)


class AboutWhomPage(PeoplePage):
    """Asked when an assessment begins, where anybody is known."""

    about_chosen = Signal(object)
    """Ids of who is taken over, the one whom it is about first; empty for somebody new."""

    title = N_("Who is it about?")
    told = N_(
        "Choose somebody you have written about before, and what is known of them is filled in."
        " Each answer shows where it is from."
    )

    def _add_above(self) -> None:
        new = SecondaryButton(
            self.language.text("Somebody new"), self.theme, icon="plus", name="people.new"
        )
        new.clicked.connect(lambda: self.about_chosen.emit(()))
        self.new = new
        self.body.addWidget(new, 0, Qt.AlignmentFlag.AlignLeading)

    def _make_card(
        self, person: KnownPerson, family: Sequence[KnownPerson]
    ) -> PersonCard | FamilyCard:
        card = FamilyCard(person, family, self._words, self.theme)
        card.started.connect(self.about_chosen)
        return card

    def focus_first(self) -> None:
        if self.card is not None:
            self.card.focus_first()
        else:
            self.new.setFocus()
