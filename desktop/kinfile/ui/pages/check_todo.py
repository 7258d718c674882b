# SPDX-License-Identifier: Apache-2.0
"""What still stands between a record and its signature, as links to the very question."""

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout

from kinfile.app.draft import Draft
from kinfile.forms.model import QuestionId, SectionId
from kinfile.i18n import Language
from kinfile.records.model import Place
from kinfile.records.report import Blocker, MissingRows
from kinfile.ui.fields.column import Column
from kinfile.ui.pages.fill_alert_groups import waiting_groups
from kinfile.ui.pages.fill_places import Spot, row_words, spot_of, spot_of_missing
from kinfile.ui.pages.fill_words import blocker_words
from kinfile.ui.theme import Theme
from kinfile.ui.widgets.buttons import LinkButton
from kinfile.ui.widgets.card import Card
from kinfile.ui.widgets.tab_order import stops
from kinfile.ui.widgets.text import label

ACKNOWLEDGE = "acknowledge"
AT_FIRST = 8
"""Links shown before the list is opened: more would hide the answers below."""


@dataclass(frozen=True, slots=True)
class ToDo:
    """One thing to do: in which section (its title), what, and where."""

    section: str
    words: str
    spot: Spot | None
    alert: str = ""


def to_do_list(draft: Draft, language: Language) -> Iterator[ToDo]:
    """Everything that signing waits for, but for the declaration, in the order of the form."""
    titles = {section.id: language.text(section.title) for section in draft.form.sections}
    found = [
        _to_do(draft, blocker, titles, language)
        for blocker in draft.report.blockers
        if blocker.code != ACKNOWLEDGE
    ]
    found += _prompts(draft, language)
    order = {section.id: n for n, section in enumerate(draft.form.sections)}
    yield from sorted(found, key=lambda each: order[each.spot.section] if each.spot else -1)


def _prompts(draft: Draft, language: Language) -> Iterator[ToDo]:
    """The prompts that wait for what was done: one line for everything about the same people."""
    section = language.text("Prompts from your answers")
    for group in waiting_groups(draft, language):
        alerts = [each.alert for each in group.waiting if _waits(draft, each.alert.id)]
        if not alerts:
            continue
        words = language.plural(
            "{who}: {n} prompt waits for what you did",
            "{who}: {n} prompts wait for what you did",
            len(alerts),
            who=group.title,
        )
        yield ToDo(section, words, None, alerts[0].id)


def _waits(draft: Draft, alert: str) -> bool:
    return any(b.code == ACKNOWLEDGE and b.alert == alert for b in draft.report.blockers)


def _to_do(
    draft: Draft, blocker: Blocker, titles: dict[SectionId, str], language: Language
) -> ToDo:
    spot = _spot(draft, blocker)
    words = blocker_words(draft, blocker, language)
    row = row_words(draft, spot.place, language) if spot and spot.place else ""
    if row:
        words = language.text("{what}: {part}", what=row, part=words)
    section = titles[spot.section] if spot else language.text("Prompts from your answers")
    return ToDo(section, words, spot, blocker.alert)


def _spot(draft: Draft, blocker: Blocker) -> Spot | None:
    if blocker.group:
        return spot_of_missing(draft, MissingRows(blocker.group, 0, 1))
    return spot_of(draft, blocker.path) if blocker.path is not None else None


class ToDoCard(Card):
    """The list, short at first. Not red: nothing is wrong, it is only not done yet."""

    spot_chosen = Signal(object)
    alert_chosen = Signal(str)

    def __init__(self, items: list[ToDo], *, theme: Theme, language: Language) -> None:
        super().__init__(theme, title=language.text("Before you can sign"), name="check.todo")
        self._theme, self._language = theme, language
        self._items = items
        kept = language.text("Everything you have written is kept.")
        self.column.addWidget(label(kept, "hint"))
        self._list = Column(theme, gap=2)
        self.column.addWidget(self._list)
        self._more = LinkButton(
            language.plural("Show all {n}", "Show all {n}", len(items)),
            theme,
            icon="chevron-down",
            name="check.todo.more",
        )
        self._more.clicked.connect(self._on_more)
        self.column.addWidget(self._more)
        self._more.setVisible(len(items) > AT_FIRST)
        self._add(items[:AT_FIRST], after="")
        if not items:
            self.hide()

    def focus_first(self) -> None:
        """Put the focus on what is to be done first."""
        first = next(stops(self), None)
        if first is not None:
            first.setFocus()

    def _add(self, items: list[ToDo], *, after: str) -> None:
        section = after
        for item in items:
            if item.section != section:
                section = item.section
                self._list.layout_.addWidget(label(section, "bodyBold"))
            link = LinkButton(item.words, self._theme)
            link.clicked.connect(lambda _=False, item=item: self._on_chosen(item))
            self._list.layout_.addWidget(link)

    def _on_more(self) -> None:
        self._more.hide()
        self._add(self._items[AT_FIRST:], after=self._items[AT_FIRST - 1].section)

    def _on_chosen(self, item: ToDo) -> None:
        if item.spot is not None:
            self.spot_chosen.emit(item.spot)
        else:
            self.alert_chosen.emit(item.alert)


class NotesCard(Card):
    """There only while lines of the notes are in no answer yet. It keeps nobody from signing."""

    notes_chosen = Signal()

    def __init__(self, draft: Draft, *, theme: Theme, language: Language) -> None:
        count = len(draft.marks.notes.lines)
        title = language.plural(
            "{n} line of your notes is not in the form yet",
            "{n} lines of your notes are not in the form yet",
            count,
        )
        super().__init__(theme, title=title, name="check.notes")
        told = language.text("Notes are never printed. Nothing has to be done with them.")
        self.column.addWidget(label(told, "hint"))
        link = LinkButton(language.text("Look at my notes"), theme, name="check.notes.open")
        link.clicked.connect(self.notes_chosen)
        self.column.addWidget(link)
        if not count:
            self.hide()


class SetAsideCard(Card):
    """Answers that are kept but not used, because an earlier answer hid their questions."""

    why_chosen = Signal(object)
    """Place: why its question is hidden is wanted."""

    def __init__(self, draft: Draft, *, theme: Theme, language: Language) -> None:
        paths = draft.report.set_aside
        title = language.plural("{n} answer is set aside", "{n} answers are set aside", len(paths))
        super().__init__(theme, title=title, name="check.set_aside")
        why = language.text(
            "An earlier answer changed, so these are no longer asked. They stay in your records,"
            " are not in the PDF, and come back when the question does."
        )
        self.column.addWidget(label(why, "hint"))
        questions = draft.form.by_id()
        for path in paths:
            spot = spot_of(draft, path)
            question = questions.get(QuestionId(path.question))
            if question is None:
                continue
            words = language.text(question.ask)
            row = row_words(draft, spot.place, language) if spot and spot.place else ""
            if row:
                words = language.text("{what}: {part}", what=row, part=words)
            line = QHBoxLayout()
            line.addWidget(label(words), 1)
            if spot is not None and spot.place is not None:
                link = self._why(spot.place, str(path), words, theme, language)
                line.addWidget(link, 0, Qt.AlignmentFlag.AlignTop)
            self.column.addLayout(line)
        if not paths:
            self.hide()

    def _why(
        self, place: Place, path: str, words: str, theme: Theme, language: Language
    ) -> LinkButton:
        asked = language.text("Why is it hidden?")
        says = language.text("{what}: {part}", what=asked, part=words)
        link = LinkButton(asked, theme, says=says, size=15, name=f"set_aside:{path}.why")
        link.clicked.connect(lambda: self.why_chosen.emit(place))
        return link
