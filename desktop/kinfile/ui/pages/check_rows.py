# SPDX-License-Identifier: Apache-2.0
"""The answers of one section in words, to be read before signing."""

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel

from kinfile.app.draft import Draft
from kinfile.forms.model import NEVER_MISSING, GroupPart, Kind, Question, Section
from kinfile.i18n import Language
from kinfile.records.model import Answer, Place
from kinfile.records.people import Person
from kinfile.records.report import SectionState
from kinfile.records.shown import printed, row_label
from kinfile.ui.pages.fill_places import Spot
from kinfile.ui.pages.fill_words import breakable, state_words
from kinfile.ui.theme import Theme
from kinfile.ui.widgets.buttons import LinkButton
from kinfile.ui.widgets.card import Card
from kinfile.ui.widgets.heading import Heading
from kinfile.ui.widgets.tag import Tag
from kinfile.ui.widgets.text import label, rule


@dataclass(frozen=True, slots=True)
class Told:
    """A question with its answer in words; a row's heading has no answer (None)."""

    words: str
    answer: str | None = None
    is_missing: bool = False


def told(
    draft: Draft, section: Section, people: tuple[Person, ...], language: Language
) -> Iterator[Told]:
    """What stands in a section today; hidden questions and blank optional ones are left out."""
    for item in section.items:
        if isinstance(item, Question):
            yield from _told_at(draft, item, Place(item.id), people, language)
            continue
        yield from _told_rows(draft, item, people, language)


def _told_rows(
    draft: Draft, part: GroupPart, people: tuple[Person, ...], language: Language
) -> Iterator[Told]:
    group = part.group
    rows = draft.answers.rows(group.id)
    if not rows and part.opens:
        none = group.id in draft.answers.none_stated
        words = language.text("Asked, and there are none") if none else language.text("Nobody yet")
        yield Told(language.text(group.title), words, is_missing=not none and group.minimum > 0)
    for number, row in enumerate(rows, start=1):
        yield Told(row_label(group, row, number, language, form=draft.form))
        for question in part.questions:
            if not (group.premade and question.name in group.label):
                place = Place(question.id, row.id)
                yield from _told_at(draft, question, place, people, language)


def _told_at(
    draft: Draft,
    question: Question,
    place: Place,
    people: tuple[Person, ...],
    language: Language,
) -> Iterator[Told]:
    if place not in draft.report.shown or question.kind in (Kind.DECLARATION, Kind.SIGNATURE):
        return
    ask = language.text(question.ask)
    if question.kind in NEVER_MISSING:
        words = draft.report.calculated.get(place, "")
        if words:
            yield Told(ask, printed(question, Answer(value=words), language))
        return
    answer = draft.answers.at(place)
    if answer is not None:
        yield Told(ask, printed(question, answer, language, people))
    elif place in draft.report.required:
        yield Told(ask, language.text("Not answered yet"), is_missing=True)


class SectionCard(Card):
    """One section: a heading, Change, and a line for each answer."""

    change_chosen = Signal(object)
    """Spot"""

    def __init__(
        self,
        draft: Draft,
        section: Section,
        people: tuple[Person, ...],
        *,
        theme: Theme,
        language: Language,
    ) -> None:
        super().__init__(theme, name=f"check:{section.id}")
        self._theme, self._language = theme, language
        title = language.text(section.title)
        self.setAccessibleName(title)
        head = QHBoxLayout()
        head.setSpacing(theme.space(12))
        name = Heading(title, theme, level=2)
        state = draft.report.sections[section.id].state
        head.addWidget(name, 0 if state is SectionState.TO_CHECK else 1)
        if state is SectionState.TO_CHECK:
            head.addWidget(Tag(state_words(draft, section.id, language), kind="Yellow"))
            head.addStretch(1)
        asked = language.text("Change")
        change = LinkButton(
            asked,
            theme,
            says=language.text("{what}: {part}", what=asked, part=title),
            name=f"check:{section.id}.change",
        )
        change.clicked.connect(lambda: self.change_chosen.emit(Spot(section.id)))
        head.addWidget(change, 0, Qt.AlignmentFlag.AlignTop)
        self.column.addLayout(head)
        self._add_rows(list(told(draft, section, people, language)))

    def _add_rows(self, rows: list[Told]) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(self._theme.space(24))
        grid.setVerticalSpacing(self._theme.space(8))
        across = 1 if self._theme.is_compact else 2
        grid.setColumnStretch(0, 3)
        if across > 1:
            grid.setColumnStretch(1, 7)
        at = 0
        for row in rows:
            grid.addWidget(rule(), at, 0, 1, across)
            at += 1
            if row.answer is None:
                grid.addWidget(label(breakable(row.words), "question"), at, 0, 1, across)
            else:
                answer = _answer(row)
                asked = label(row.words, "bodyBold")
                grid.addWidget(asked, at, 0, Qt.AlignmentFlag.AlignTop)
                if across == 1:
                    at += 1
                grid.addWidget(answer, at, across - 1, Qt.AlignmentFlag.AlignTop)
            at += 1
        self.column.addLayout(grid)


def _answer(row: Told) -> QLabel:
    return label(breakable(row.answer or ""), "error" if row.is_missing else "body")
