# SPDX-License-Identifier: Apache-2.0
"""Erasing a record for good: what goes, what stays, and a word to type so that no slip does it.

No key erases by itself: the box takes no Enter, and the button is never the default one.
"""

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


class ErasePage(Page):
    """`erased` when it is done; there is no way back then."""

    erased = Signal()
    went_back = Signal()

    title = N_("Erase this record")

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
        column.addWidget(label(text("It is gone at once, and nobody can bring it back.")))
        column.addWidget(self._list(text("What goes"), GOES))
        column.addWidget(self._list(text("What stays"), STAYS))
        self._add_box(area)
        column.addSpacing(theme.space(8))
        self._add_buttons(area)
        column.addStretch(1)
        self.column.addWidget(area, 1)

    def _list(self, title: str, lines: tuple[str, ...]) -> Card:
        card = Card(self.theme, title=title, padding=16)
        for line in lines:
            card.column.addWidget(label(self.language.text(line)))
        return card

    def _add_box(self, area: ScrollColumn) -> None:
        text, draft = self.language.text, self._draft
        asked = text("To erase it, type its reference: {reference}", reference=draft.ref)
        if draft.subject.initials:
            asked = text(
                "To erase it, type the initials or the reference: {initials} or {reference}",
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
            text("Erase for good"), theme, look="danger", icon="trash-2", name="erase.erase"
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
        ref = self._draft.ref
        self._desk.ask(
            lambda workspace: workspace.erase(ref), done=self._on_erased, failed=self._on_failed
        )

    def _on_erased(self, _nothing: None) -> None:
        self.erased.emit()

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


def is_confirmed(typed: str, draft: Draft) -> bool:
    """Whether `typed` is the initials or the reference, however they are spaced and dotted."""
    given = _plain(typed)
    return bool(given) and given in (_plain(draft.subject.initials), _plain(draft.ref))


def _plain(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())
