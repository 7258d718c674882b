# SPDX-License-Identifier: Apache-2.0
"""Letting a record go: what goes, what stays, and a word to type so that no slip does it.

It is put aside for a while, or erased for good at once. No key does either by itself: the box
takes no Enter, and the button is never the default one.
"""

from datetime import date

from PySide6.QtCore import Qt, Signal

from kinfile.app.draft import Draft
from kinfile.errors import KinfileError
from kinfile.i18n import N_, Language
from kinfile.ui.desk import Desk
from kinfile.ui.fields.boxes import LineBox
from kinfile.ui.theme import Theme
from kinfile.ui.widgets.announce import Announcement, announce
from kinfile.ui.widgets.buttons import Button, SecondaryButton
from kinfile.ui.widgets.card import Card
from kinfile.ui.widgets.flow import FlowLayout
from kinfile.ui.widgets.heading import Heading
from kinfile.ui.widgets.page import Page
from kinfile.ui.widgets.scroll import ScrollColumn
from kinfile.ui.widgets.text import label, set_err, set_words

GOES = (
    N_("Every answer, also those that were changed or struck out."),
    N_("Every signed copy that Kinfile keeps. Files you saved to a folder are not touched."),
    N_("What was changed and why. The names, and all words that could be searched for."),
)
STAYS = (
    N_("The reference, the kind of assessment, and on which days something happened."),
    N_("Where its files went, and who confirmed them."),
    N_("Backups made before today still hold the record, until they are deleted."),
)


ASIDE = (
    N_("It leaves your list and nobody can change it."),
    N_("It stands under Put aside, in More on the list, and can be taken back for {n} days."),
    N_("After {n} days it is erased for good."),
)


class TypedPage(Page):
    """Something that is done to a record once its initials or its reference are typed."""

    went_back = Signal()

    told = ""
    asked_reference = N_("To erase it, type its reference: {reference}")
    asked_initials = N_(
        "To erase it, type the initials or the reference: {initials} or {reference}"
    )
    does = N_("Erase for good")

    def __init__(self, desk: Desk, draft: Draft, theme: Theme, language: Language) -> None:
        super().__init__(theme, language)
        self.setObjectName("erase")
        self._desk, self._draft = desk, draft
        self._is_busy = False
        text = language.text
        area = ScrollColumn(theme, measure=700, margins=(28, 24, 28, 24), name="erase.scroll")
        column = area.column
        column.setSpacing(theme.space(10))
        self.heading = Heading(text(self.title), theme)
        column.addWidget(self.heading)
        about = (draft.subject.initials, text(draft.form.title), draft.ref)
        column.addWidget(label(" · ".join(part for part in about if part), "hint"))
        column.addWidget(label(text(self.told)))
        for title, lines in self.lists():
            column.addWidget(self._list(text(title), lines))
        self._add_box(area)
        column.addSpacing(theme.space(8))
        self._add_buttons(area)
        column.addStretch(1)
        self.column.addWidget(area, 1)

    def lists(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """What it means, under titles."""
        raise NotImplementedError

    def act(self, ref: str) -> None:
        """Do it; `_on_failed` gets what goes wrong."""
        raise NotImplementedError

    def _list(self, title: str, lines: tuple[str, ...]) -> Card:
        card = Card(self.theme, title=title, padding=16)
        for line in lines:
            card.column.addWidget(label(self.language.text(line, n=self._desk.days_aside)))
        return card

    def _add_box(self, area: ScrollColumn) -> None:
        text, draft = self.language.text, self._draft
        asked = text(self.asked_reference, reference=draft.ref)
        if draft.subject.initials:
            asked = text(
                self.asked_initials,
                initials=draft.subject.initials,
                reference=draft.ref,
            )
        self._asked = asked
        area.column.addWidget(label(asked, "question"))
        self.error = label("", "error", name="erase.error")
        self.error.hide()
        area.column.addWidget(self.error)
        self.box = LineBox(asked, theme=self.theme, name="erase.word")
        self.box.setMaximumWidth(self.theme.px(260))
        area.column.addWidget(self.box)

    def _add_buttons(self, area: ScrollColumn) -> None:
        text, theme = self.language.text, self.theme
        row = FlowLayout(gap=theme.space(12))
        self.keep = SecondaryButton(text("Keep this record"), theme, name="erase.keep")
        self.keep.clicked.connect(self.went_back)
        self.erase = Button(
            text(self.does), theme, look="danger", icon="trash-2", name="erase.erase"
        )
        self.erase.clicked.connect(self._on_erase)
        row.addWidget(self.keep)
        row.addWidget(self.erase)
        area.column.addLayout(row)

    def trail(self) -> tuple[str, ...]:
        initials = self._draft.subject.initials or self.language.text("New record")
        return initials, self.language.text(self.title)

    def go_back(self) -> None:
        self.went_back.emit()

    def focus_first(self) -> None:
        self.keep.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_erase(self) -> None:
        if self._is_busy:
            return
        if not is_confirmed(self.box.words(), self._draft):
            self._refuse(self._asked)
            return
        self._is_busy = True
        self.act(self._draft.ref)

    def _on_failed(self, error: KinfileError) -> None:
        from kinfile.wording import say

        self._is_busy = False
        self._refuse(str(say(error, self.language)))

    def _refuse(self, words: str) -> None:
        set_words(self.error, words)
        self.error.show()
        set_err(self.box, is_wrong=True)
        self.box.setAccessibleDescription(self.language.text("Error: {error}", error=words))
        self.box.setFocus()
        self.box.selectAll()
        announce(self, Announcement.PROBLEM, self.language)


class ErasePage(TypedPage):
    """`erased` when it is done; there is no way back then."""

    erased = Signal()

    title = N_("Erase this record")
    told = N_("It is gone at once, and nobody can bring it back.")

    def lists(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        return (N_("What goes"), GOES), (N_("What stays"), STAYS)

    def act(self, ref: str) -> None:
        self._desk.ask(
            lambda workspace: workspace.erase(ref), done=self._on_erased, failed=self._on_failed
        )

    def _on_erased(self, _nothing: None) -> None:
        self.erased.emit()


class PutAsidePage(TypedPage):
    """`put_aside` with the day on which it will be erased."""

    put_aside = Signal(object)

    title = N_("Delete this record")
    told = N_("It is put aside first. Until it is erased you can change your mind.")
    asked_reference = N_("To delete it, type its reference: {reference}")
    asked_initials = N_(
        "To delete it, type the initials or the reference: {initials} or {reference}"
    )
    does = N_("Put it aside")

    def lists(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        return ((N_("What happens"), ASIDE),)

    def act(self, ref: str) -> None:
        self._desk.ask(
            lambda workspace: workspace.put_aside(ref),
            done=self._on_put_aside,
            failed=self._on_failed,
        )

    def _on_put_aside(self, until: date) -> None:
        self.put_aside.emit(until)


def is_confirmed(typed: str, draft: Draft) -> bool:
    """Whether `typed` is the initials or the reference, however they are spaced and dotted."""
    given = _plain(typed)
    return bool(given) and given in (_plain(draft.subject.initials), _plain(draft.ref))


def _plain(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())
