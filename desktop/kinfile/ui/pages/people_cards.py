# SPDX-License-Identifier: Apache-2.0
"""Somebody whom the records know, as a card: where they stand, or whom to take over with them."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout

from kinfile.records.known import KnownPerson, Seen
from kinfile.ui.people_table import PeopleWords
from kinfile.ui.theme import Theme
from kinfile.ui.widgets.buttons import LinkButton, PrimaryButton
from kinfile.ui.widgets.card import Card
from kinfile.ui.widgets.choice import Tick
from kinfile.ui.widgets.text import label


class _Card(Card):
    """What is known of one person, with a way to close it."""

    closed = Signal()

    def __init__(self, person: KnownPerson, words: PeopleWords, theme: Theme) -> None:
        super().__init__(theme, title=words.who(person), padding=18, name="people.card")
        self.person = person
        self._words, self._theme = words, theme
        self.column.addWidget(label(words.role(person), "hint"))
        self._add_facts()

    def _add_facts(self) -> None:
        text, words = self._words.language.text, self._words
        facts = (
            (text("Born"), words.born(self.person)),
            (text("NHS number"), words.nhs_number(self.person)),
        )
        grid = QGridLayout()
        grid.setHorizontalSpacing(self._theme.space(16))
        grid.setColumnStretch(1, 1)
        for row, (name, fact) in enumerate(each for each in facts if each[1]):
            top = Qt.AlignmentFlag.AlignTop
            grid.addWidget(label(name, "bodyBold", wraps=self._theme.is_compact), row, 0, top)
            grid.addWidget(label(fact), row, 1, top)
        self.column.addLayout(grid)

    def _add_close(self) -> None:
        self.close_button = LinkButton(
            self._words.language.text("Close"), self._theme, name="people.close"
        )
        self.close_button.clicked.connect(self.closed)
        self.column.addWidget(self.close_button)


class PersonCard(_Card):
    """The records that somebody is in."""

    record_chosen = Signal(str)
    start_chosen = Signal(str)

    def __init__(self, person: KnownPerson, words: PeopleWords, theme: Theme) -> None:
        super().__init__(person, words, theme)
        text = words.language.text
        self.column.addSpacing(theme.space(4))
        self.column.addWidget(label(text("In these records"), "bodyBold"))
        self.links = [self._link(each) for each in _once(person.seen)]
        for link in self.links:
            self.column.addWidget(link)
        self.column.addSpacing(theme.space(8))
        self.start = PrimaryButton(
            text("New assessment"),
            theme,
            icon="plus",
            says=text("{what}: {part}", what=text("New assessment"), part=words.who(person)),
            name="people.start",
        )
        self.start.clicked.connect(lambda: self.start_chosen.emit(str(person.id)))
        self.column.addWidget(self.start, 0, Qt.AlignmentFlag.AlignLeading)
        self._add_close()

    def _link(self, seen: Seen) -> LinkButton:
        text = self._words.language.text
        says = text("{form}, {reference}", form=self._words.form(seen.form), reference=seen.ref)
        link = LinkButton(says, self._theme, name=f"people.record.{seen.ref}")
        link.clicked.connect(lambda: self.record_chosen.emit(seen.ref))
        return link

    def focus_first(self) -> None:
        self.links[0].setFocus()


def _once(seen: Sequence[Seen]) -> Iterator[Seen]:
    """One row of each record."""
    yield from {each.ref: each for each in reversed(seen)}.values()


class FamilyCard(_Card):
    """Who is taken over together: the person chosen, and whom else their last record names."""

    started = Signal(object)
    """Ids, the chosen person's first."""

    def __init__(
        self,
        person: KnownPerson,
        family: Sequence[KnownPerson],
        words: PeopleWords,
        theme: Theme,
    ) -> None:
        super().__init__(person, words, theme)
        text = words.language.text
        self.ticks: list[tuple[Tick, KnownPerson]] = []
        if family:
            self.column.addSpacing(theme.space(4))
            self.column.addWidget(label(text("Take their family over too"), "bodyBold"))
        for each in family:
            says = text("{who}, {role}", who=words.who(each), role=words.role(each))
            tick = Tick(says, theme, name=f"people.with.{each.id}")
            tick.setChecked(True)
            self.ticks.append((tick, each))
            self.column.addWidget(tick)
        hint = text("Who they are and how to reach them. Worries and views are asked anew.")
        self.column.addWidget(label(hint, "footnote"))
        self.column.addSpacing(theme.space(8))
        self.start = PrimaryButton(text("Begin"), theme, name="people.begin")
        self.start.clicked.connect(self._on_start)
        self.column.addWidget(self.start, 0, Qt.AlignmentFlag.AlignLeading)
        self._add_close()

    def focus_first(self) -> None:
        self.start.setFocus()

    def _on_start(self) -> None:
        taken = [each for tick, each in self.ticks if tick.isChecked()]
        self.started.emit(tuple(each.id for each in (self.person, *taken)))
