# SPDX-License-Identifier: Apache-2.0
"""Hand over a copy: who it is for comes first, and decides what is in it.

A copy for a family is looked at before it can be saved: what people typed may speak of others.
Kinfile sends nothing.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from kinfile.app.draft import Draft
from kinfile.errors import KinfileError
from kinfile.i18n import LANGUAGES, N_, Language
from kinfile.policy.table import Key
from kinfile.ui.desk import Desk
from kinfile.ui.dialogs import Dialogs
from kinfile.ui.fields.options import OptionSet
from kinfile.ui.pages.check_preview import PreviewFace
from kinfile.ui.pages.hand_over_done import HandOverDone
from kinfile.ui.pages.hand_over_words import RECEIVERS, CopyWish, left_out
from kinfile.ui.theme import Theme
from kinfile.ui.underway import Underway
from kinfile.ui.widgets.announce import Announcement, announce
from kinfile.ui.widgets.banner import Banner
from kinfile.ui.widgets.buttons import PrimaryButton, SecondaryButton
from kinfile.ui.widgets.choice import Tick
from kinfile.ui.widgets.flow import FlowLayout
from kinfile.ui.widgets.heading import Heading
from kinfile.ui.widgets.page import Page
from kinfile.ui.widgets.picker import Picker
from kinfile.ui.widgets.scroll import ScrollColumn
from kinfile.ui.widgets.text import label, set_words
from kinfile.ui.widgets.working import Working

if TYPE_CHECKING:
    from kinfile.app.handover import Exported
    from kinfile.ui.wishes import Leaving

SEALED, LOCKED = "sealed", "locked"
ALLOWED = "allowed"


class HandOverPage(Page):
    """`leaving` is how the record can leave.

    `exported` is the copy that was saved before the page was built anew.
    """

    saved = Signal(object)
    """Exported"""
    note_chosen = Signal()
    went_back = Signal()

    title = N_("Hand over a copy")

    def __init__(
        self,
        desk: Desk,
        draft: Draft,
        leaving: Leaving,
        theme: Theme,
        language: Language,
        *,
        dialogs: Dialogs | None = None,
        may_print: bool = True,
        exported: Exported | None = None,
    ) -> None:
        super().__init__(theme, language)
        self.setObjectName("hand_over")
        self._desk, self._draft = desk, draft
        self._dialogs = dialogs or Dialogs()
        self._choices = {each.edition: each for each in leaving.choices if each.answers}
        self._written_in = leaving.language
        self._seen: set[CopyWish] = set()
        self.done: HandOverDone | None = None
        self._faces = QStackedWidget()
        self.column.addWidget(self._faces)
        self._area = ScrollColumn(
            theme, measure=820, margins=(28, 24, 28, 24), name="hand_over.scroll"
        )
        self._area.column.setSpacing(theme.space(14))
        self._faces.addWidget(self._area)
        self.preview = PreviewFace(
            theme,
            language,
            dialogs=self._dialogs,
            may_print=may_print,
            hint=language.text("This is what its receiver will see."),
            back=language.text("Back to the copy"),
        )
        self.preview.closed.connect(self._close_preview)
        self._faces.addWidget(self.preview)
        self._into_view = QTimer(self, singleShot=True, interval=0)
        self._into_view.timeout.connect(lambda: self._area.ensureWidgetVisible(self.see))
        self._lay_out()
        if exported is not None:
            self._show_done(exported)

    def _lay_out(self) -> None:
        text, column = self.language.text, self._area.column
        self.heading = Heading(text(self.title), self.theme)
        column.addWidget(self.heading)
        self._slot = QVBoxLayout()
        column.addLayout(self._slot)
        self.notice: Banner | None = None
        self._add_readers(column)
        self._add_ways(column)
        self._told = QVBoxLayout()
        column.addLayout(self._told)
        self._add_buttons(column)
        column.addStretch()
        self._show_choice()

    def _add_readers(self, column: QVBoxLayout) -> None:
        text = self.language.text
        asks = text("Who is it for?")
        column.addWidget(label(asks, "question"))
        offered = [(each, text(RECEIVERS[each])) for each in self._choices]
        self.readers = OptionSet(asks, offered, theme=self.theme, name="hand_over.for")
        self.readers.show_codes({offered[0][0]} if offered else set())
        self.readers.chosen.connect(self._show_choice)
        column.addWidget(self.readers)
        self.requests = Picker(
            self.theme, says=text("Which request for information"), name="hand_over.request"
        )
        self.requests.hide()
        column.addWidget(self.requests)
        self.left_out = label("", "hint", name="hand_over.left_out")
        column.addWidget(self.left_out)

    def _add_ways(self, column: QVBoxLayout) -> None:
        text, theme = self.language.text, self.theme
        self.large = Tick(text("Large print"), theme, name="hand_over.large")
        column.addWidget(self.large)
        asks = text("Language of the document")
        column.addWidget(label(asks, "question"))
        self.tongue = Picker(theme, says=asks, name="hand_over.language")
        self.tongue.addItems(list(LANGUAGES.values()))
        self.tongue.setCurrentIndex(list(LANGUAGES).index(self._written_in))
        self.tongue.setMaximumWidth(theme.px(320))
        column.addWidget(self.tongue)
        asks = text("How does it travel?")
        column.addWidget(label(asks, "question"))
        words = self._draft.profile.words
        is_allowed = self._desk.policies.is_on(Key.TRANSFER)
        may_lock = is_allowed and words.get("pdf_passwords", ALLOWED) == ALLOWED
        offered = [(SEALED, text("As the signed file, by secure mail"))]
        if may_lock:
            offered.append((LOCKED, text("Locked with a password that you read out by telephone")))
        self.ways = OptionSet(asks, offered, theme=theme, name="hand_over.way")
        self.ways.show_codes({SEALED})
        column.addWidget(self.ways)
        if not may_lock:
            told = text("Your organisation takes no files with a password.")
            column.addWidget(label(told, "hint", name="hand_over.no_lock"))
        if words.get("secure_email"):
            column.addWidget(label(self.language.asked(words["secure_email"]), "hint"))

    def _add_buttons(self, column: QVBoxLayout) -> None:
        text, theme = self.language.text, self.theme
        self.see = SecondaryButton(
            text("See what they will see"), theme, icon="eye", name="hand_over.see"
        )
        self.save = PrimaryButton(
            text("Save the copy to a folder…"), theme, icon="folder-output", name="hand_over.save"
        )
        back = SecondaryButton(text("Back"), theme, icon="arrow-left", name="hand_over.back")
        self.see.clicked.connect(self._on_see)
        self.save.clicked.connect(self._on_save)
        back.clicked.connect(self.went_back)
        row = FlowLayout(gap=theme.space(12))
        for button in (self.see, self.save, back):
            row.addWidget(button)
        column.addLayout(row)
        self.working = Working(theme, self.language, name="hand_over")
        self.underway = Underway(self, self.language, self.working)
        column.addWidget(self.working)

    # What the window asks

    def trail(self) -> tuple[str, ...]:
        return self._draft.subject.initials, self.language.text(self.title)

    def go_back(self) -> None:
        if self._faces.currentWidget() is self.preview:
            self._close_preview()
        else:
            self.went_back.emit()

    def regions(self) -> tuple[QWidget, ...]:
        is_looking = self._faces.currentWidget() is self.preview
        return (self.preview if is_looking else self._area,)

    def focus_first(self) -> None:
        if self.readers.buttons:
            self.readers.buttons[self.readers.code()].setFocus()
        else:
            self.see.setFocus()

    # What is chosen

    def wish(self) -> CopyWish:
        """The copy as it is described now."""
        return CopyWish(
            edition=self.readers.code(),
            language=list(LANGUAGES)[self.tongue.currentIndex()],
            large_print=self.large.isChecked(),
            request=max(self.requests.currentIndex() + 1, 0),
            is_locked=self.ways.code() == LOCKED,
        )

    def _show_choice(self) -> None:
        choice = self._choices.get(self.readers.code())
        if choice is None:
            return
        told = " ".join(left_out(choice, self.language))
        if choice.needs_preview:
            look = self.language.text("Look at it before you save it.")
            told = f"{told} {look}".strip()
        set_words(self.left_out, told)
        self.left_out.setVisible(bool(told))
        self.requests.clear()
        for number in choice.requests:
            self.requests.addItem(self.language.text("Request {n}", n=number))
        self.requests.setVisible(len(choice.requests) > 1)

    # What is done

    def _on_see(self) -> None:
        wish = self.wish()
        if not wish.edition or self.underway.is_running:
            return
        words, ref = self.language.text("Drawing the copy"), self._draft.ref
        watch = self.underway.begin(words, self.working, opener=self.see)
        self._desk.ask(
            lambda workspace: workspace.preview(
                ref,
                language=Language.load(wish.language),
                edition=wish.edition,
                large_print=wish.large_print,
                request=wish.request,
                watch=watch,
            ),
            done=lambda pdf: self._on_drawn(wish, pdf),
            failed=self._on_failed,
        )

    def _on_drawn(self, wish: CopyWish, pdf: bytes) -> None:
        self.underway.end()
        self._seen.add(_look(wish))
        self._faces.setCurrentWidget(self.preview)
        self.preview.show_pdf(pdf)

    def _close_preview(self) -> None:
        self._faces.setCurrentWidget(self._area)
        self.save.setFocus()

    def _on_save(self) -> None:
        wish, text = self.wish(), self.language.text
        choice = self._choices.get(wish.edition)
        if choice is None or self.underway.is_running:
            return
        if choice.needs_preview and _look(wish) not in self._seen:
            self._tell(
                text("Look at this copy before you save it"),
                text("It goes to a family. What people have said may speak of somebody else."),
            )
            announce(self, Announcement.PROBLEM, self.language)
            self.see.setFocus()
            self._into_view.start()
            return
        title = text("Save the copy to a folder")
        folder = self._dialogs.choose_folder(self, title, start=Path.home())
        if folder is not None:
            self._export(wish, folder)

    def _export(self, wish: CopyWish, folder: Path) -> None:
        words, ref = self.language.text("Making and signing the copy"), self._draft.ref
        watch = self.underway.begin(words, self.working, opener=self.save)
        self._desk.ask(
            lambda workspace: workspace.export(
                ref,
                folder,
                language=Language.load(wish.language),
                edition=wish.edition,
                large_print=wish.large_print,
                request=wish.request,
                transfer=wish.is_locked,
                watch=watch,
            ),
            done=self._on_exported,
            failed=self._on_failed,
        )

    def _on_exported(self, exported: Exported) -> None:
        self.underway.end()
        self._show_done(exported)
        self._area.verticalScrollBar().setValue(0)
        if self.done is not None:
            self.done.note.setFocus()
        announce(self, Announcement.SAVED, self.language)
        self.saved.emit(exported)

    def _show_done(self, exported: Exported) -> None:
        self._clear()
        self.done = HandOverDone(exported, self.theme, self.language)
        self.done.note_chosen.connect(self.note_chosen)
        self._slot.addWidget(self.done)

    def _on_failed(self, error: KinfileError) -> None:
        from kinfile.wording import say

        if self.underway.end(error):
            return
        words = say(error, self.language)
        self._tell(words.what, words.do)
        announce(self, Announcement.PROBLEM, self.language)

    def _tell(self, title: str, told: str) -> None:
        self._clear()
        self.notice = Banner(
            title, told, self.theme, kind="warn", icon="triangle-alert", name="hand_over.told"
        )
        self._told.addWidget(self.notice)

    def _clear(self) -> None:
        for part in (self.notice, self.done):
            if part is not None:
                self._slot.removeWidget(part)
                self._told.removeWidget(part)
                part.hide()
                part.deleteLater()
        self.notice = self.done = None


def _look(wish: CopyWish) -> CopyWish:
    """What of a wish its reader sees: how it travels changes nothing in it."""
    return CopyWish(
        edition=wish.edition,
        language=wish.language,
        large_print=wish.large_print,
        request=wish.request,
    )
