# SPDX-License-Identifier: Apache-2.0
"""Copying a record into an area's own web form: one answer after the other, one key for each.

An answer is on the clipboard from its key to the next, and none is once the page is left.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QClipboard, QHideEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from kinfile.app.draft import Draft
from kinfile.forms.model import NEVER_MISSING, Disclosure, Kind, Question, Section
from kinfile.i18n import N_, Language
from kinfile.records.model import Place
from kinfile.records.people import people_of
from kinfile.records.shown import printed
from kinfile.ui.pages.fill_places import row_words, spots_of
from kinfile.ui.pages.fill_words import breakable
from kinfile.ui.theme import Theme
from kinfile.ui.widgets.announce import Announcement, announce
from kinfile.ui.widgets.buttons import LinkButton, PrimaryButton, SecondaryButton
from kinfile.ui.widgets.card import Card
from kinfile.ui.widgets.choice import Tick
from kinfile.ui.widgets.heading import Heading
from kinfile.ui.widgets.page import Page
from kinfile.ui.widgets.scroll import ScrollColumn
from kinfile.ui.widgets.text import label, set_words

_NEVER = frozenset({Kind.DECLARATION, Kind.SIGNATURE})


@dataclass(frozen=True, slots=True, repr=False)
class PortalLine:
    """One answer to be copied. `is_restricted` is for the few who may read such answers."""

    section: str
    ask: str
    answer: str
    is_restricted: bool


def portal_lines(draft: Draft, language: Language) -> Iterator[PortalLine]:
    """Every answer that is shown today, in the order of the form; none that is withheld."""
    people = people_of(draft.answers)
    for section in draft.form.sections:
        for question, place in _places(draft, section):
            answer = draft.answers.at(place)
            if answer is None or place in draft.marks.withheld:
                continue
            row = row_words(draft, place, language)
            ask = language.text(question.ask)
            if row:
                ask = language.text("{what}: {part}", what=row, part=ask)
            yield PortalLine(
                language.text(section.title),
                ask,
                printed(question, answer, language, people),
                _is_restricted(draft, question),
            )


def _places(draft: Draft, section: Section) -> Iterator[tuple[Question, Place]]:
    questions = draft.form.by_id()
    for spot in spots_of(draft, section):
        if spot.place is None or spot.place not in draft.report.shown:
            continue
        question = questions[spot.place.question]
        is_asked = question.kind not in NEVER_MISSING and question.kind not in _NEVER
        if is_asked and question.disclose is not Disclosure.WITHHOLD:
            yield question, spot.place


def _is_restricted(draft: Draft, question: Question) -> bool:
    own = question.disclose is Disclosure.RESTRICTED
    return own or question.id in draft.report.restricted


class PortalPage(Page):
    """`back` leads to where one came from."""

    went_back = Signal()

    title = N_("Copy into a web form")

    def __init__(
        self,
        draft: Draft,
        theme: Theme,
        language: Language,
        *,
        clipboard: Callable[[], QClipboard] = QApplication.clipboard,
    ) -> None:
        super().__init__(theme, language)
        self.setObjectName("portal")
        self._draft, self._clipboard = draft, clipboard
        self._every = tuple(portal_lines(draft, language))
        self._at = -1
        self._copied = ""
        area = self._area()
        back = LinkButton(language.text("Back"), theme, icon="arrow-left", name="portal.back")
        back.clicked.connect(self.went_back)
        area.column.addWidget(back)
        area.column.addStretch(1)
        self.column.addWidget(area, 1)
        self._show()

    def _area(self) -> ScrollColumn:
        """What it is for, what is left out, and the answer that is copied."""
        theme, text = self.theme, self.language.text
        area = ScrollColumn(theme, measure=760, margins=(28, 24, 28, 24), name="portal.scroll")
        column = area.column
        column.setSpacing(theme.space(10))
        self.heading = Heading(text(self.title), theme)
        column.addWidget(self.heading)
        hint = text(
            "For areas that take nothing but their own form. Each press copies the next answer:"
            " paste it there, come back, press again."
        )
        column.addWidget(label(hint))
        cleared = text("Kinfile takes the last one off the clipboard when you leave this page.")
        column.addWidget(label(cleared, "hint"))
        if self._draft.status.may_change:
            column.addWidget(label(text("This record is not signed yet."), "bodyBold"))
        self.restricted = Tick(
            text("Leave restricted answers out"), theme, name="portal.restricted"
        )
        self.restricted.setChecked(True)
        self.restricted.clicked.connect(self._begin_anew)
        # Only hidden here: shown without a parent it would be a window of its own.
        if not any(line.is_restricted for line in self._every):
            self.restricted.hide()
        column.addWidget(self.restricted)
        column.addWidget(self._card())
        return area

    def _card(self) -> QWidget:
        theme, text = self.theme, self.language.text
        card = Card(theme, padding=18, name="portal.card")
        self.count = label("", "caption", name="portal.count")
        self.ask = Heading("", theme, level=2)
        self.answer = label("", name="portal.answer")
        for part in (self.count, self.ask, self.answer):
            card.column.addWidget(part)
        row = QHBoxLayout()
        self.next = PrimaryButton(text("Copy the first answer"), theme, name="portal.next")
        self.next.clicked.connect(self.copy_next)
        self.before = SecondaryButton(text("One back"), theme, name="portal.before")
        self.before.clicked.connect(self.copy_before)
        row.addWidget(self.next)
        row.addWidget(self.before)
        row.addStretch(1)
        card.column.addSpacing(theme.space(8))
        card.column.addLayout(row)
        return card

    @property
    def lines(self) -> tuple[PortalLine, ...]:
        """What is copied, in order."""
        leaves = self.restricted.isChecked()
        return tuple(line for line in self._every if not (leaves and line.is_restricted))

    def copy_next(self) -> None:
        if self._at + 1 < len(self.lines):
            self._copy(self._at + 1)
        else:
            self._begin_anew()

    def copy_before(self) -> None:
        if self._at > 0:
            self._copy(self._at - 1)

    def _copy(self, at: int) -> None:
        self._at = at
        self._copied = self.lines[at].answer
        self._clipboard().setText(self._copied)
        self._show()
        announce(self, Announcement.COPIED, self.language)

    def _begin_anew(self) -> None:
        self._at = -1
        self._take_away()
        self._show()

    def _show(self) -> None:
        text, lines = self.language.text, self.lines
        is_begun, is_last = self._at >= 0, self._at + 1 == len(lines)
        line = lines[self._at] if is_begun else None
        where = text("{n} answers", n=len(lines))
        if line is not None:
            where = text(
                "{section} · {n} of {count} · copied",
                section=line.section,
                n=self._at + 1,
                count=len(lines),
            )
        set_words(self.count, where)
        self.ask.set_text(line.ask if line else text("Ready"))
        set_words(self.answer, breakable(line.answer) if line else "")
        words = text("Copy the next answer") if is_begun else text("Copy the first answer")
        self.next.setText(text("Done: clear the clipboard") if is_begun and is_last else words)
        self.next.setAccessibleName(self.next.text())
        self.before.setEnabled(self._at > 0)

    def _take_away(self) -> None:
        """Off the clipboard, unless something else is there by now."""
        if self._copied and self._clipboard().text() == self._copied:
            self._clipboard().clear()
        self._copied = ""

    # what the window asks

    def trail(self) -> tuple[str, ...]:
        initials = self._draft.subject.initials or self.language.text("New record")
        return initials, self.language.text(self.title)

    def go_back(self) -> None:
        self.went_back.emit()

    def focus_first(self) -> None:
        self.next.setFocus(Qt.FocusReason.OtherFocusReason)

    def settle(self) -> None:
        self._take_away()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._take_away()
