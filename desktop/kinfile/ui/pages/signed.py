# SPDX-License-Identifier: Apache-2.0
"""The signed copy: what was signed, to be looked at, saved, sent and read out.

Nothing here can change the record, and Kinfile sends nothing.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kinfile.app.draft import Draft
from kinfile.errors import KinfileError
from kinfile.i18n import N_, Language
from kinfile.ui.desk import Desk
from kinfile.ui.dialogs import Dialogs
from kinfile.ui.fields.column import Column
from kinfile.ui.pages.fill_keys import bind
from kinfile.ui.pages.signed_steps import NextSteps
from kinfile.ui.pages.signed_view import PdfView
from kinfile.ui.theme import Theme
from kinfile.ui.underway import Underway
from kinfile.ui.widgets.announce import Announcement, announce
from kinfile.ui.widgets.banner import Banner
from kinfile.ui.widgets.buttons import LinkButton
from kinfile.ui.widgets.card import Card
from kinfile.ui.widgets.heading import Heading
from kinfile.ui.widgets.page import Page
from kinfile.ui.widgets.scroll import ScrollColumn
from kinfile.ui.widgets.working import Working
from kinfile.wording import say

if TYPE_CHECKING:
    from kinfile.app.handover import Exported, SignedCopy
    from kinfile.app.workspace import Workspace

SIDE = 546


class SignedPage(Page):
    """The copy of `draft` is read from the vault when the page is made.

    With a `version` before the present one it is only to be looked at.
    """

    loaded = Signal()
    """The copy is on the page."""
    details_chosen = Signal()
    note_chosen = Signal()
    """It is to be noted who the file went to."""
    correct_chosen = Signal()
    other_chosen = Signal()
    """Another copy is to be handed over."""
    title = N_("Signed copy")

    def __init__(
        self,
        desk: Desk,
        draft: Draft,
        theme: Theme,
        language: Language,
        *,
        dialogs: Dialogs | None = None,
        version: int | None = None,
        may_print: bool = True,
    ) -> None:
        super().__init__(theme, language)
        self.setObjectName("signed")
        self._desk, self._draft = desk, draft
        self._is_earlier = draft.status.may_change or version not in (None, draft.version)
        self._dialogs = dialogs or Dialogs()
        self._notice: Banner | None = None
        self.copy: SignedCopy | None = None
        self.heading = Heading(language.text(self.title), theme)
        self.view = PdfView(
            theme, language, name="signed.view", dialogs=self._dialogs, may_print=may_print
        )
        bind(self, {"Ctrl+P": self.view.print_it})
        self.turn = LinkButton(
            language.text("Read as text"), theme, icon="list", name="signed.turn"
        )
        self.turn.clicked.connect(self._on_turn)
        self.home = LinkButton(language.text("All records"), theme, name="signed.home")
        self.home.clicked.connect(self.home_chosen)
        self.made = Banner(
            language.text("Signed copy made"), "", theme, kind="ok", name="signed.made"
        )
        self.next = NextSteps(theme=theme, language=language)
        self.next.save_chosen.connect(self._on_save)
        self.next.note_chosen.connect(self.note_chosen)
        self.next.other_chosen.connect(self.other_chosen)
        self.working = Working(theme, language, name="signed.working")
        self.underway = Underway(self, language, self.working)
        self.links = self._links()
        self._lay_out()
        desk.signed_copy(draft.ref, version=version, done=self._on_copy, failed=self._on_failed)

    def _lay_out(self) -> None:
        theme = self.theme
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        left, right = self._left(), self._right()
        if theme.is_compact:
            whole = ScrollColumn(theme, measure=0, name="signed.scroll")
            whole.column.addWidget(right)
            left.setMinimumHeight(theme.px(420))
            whole.column.addWidget(left)
            row.addWidget(whole, 1)
        else:
            row.addWidget(left, 1)
            side = ScrollColumn(theme, measure=0, margins=(8, 16, 24, 16), name="signed.side")
            side.setFixedWidth(theme.px(SIDE))
            side.column.addWidget(right)
            side.column.addStretch(1)
            row.addWidget(side)
        self.column.addLayout(row)

    def _left(self) -> QWidget:
        theme = self.theme
        left = QWidget()
        column = QVBoxLayout(left)
        edges = (0, 16, 0, 0) if theme.is_compact else (28, 16, 20, 16)
        column.setContentsMargins(*(theme.space(n) for n in edges))
        column.setSpacing(theme.space(8))
        head = QHBoxLayout()
        head.setSpacing(theme.space(20))
        if self.heading is not None:
            head.addWidget(self.heading, 1)
        head.addWidget(self.turn)
        head.addWidget(self.home)
        column.addLayout(head)
        column.addWidget(self.view, 1)
        return left

    def _right(self) -> QWidget:
        right = Column(self.theme, gap=14)
        self._right_column = right.layout_
        self._right_column.addWidget(self.made)
        self._right_column.addWidget(self.working)
        self._right_column.addWidget(self.next)
        self._right_column.addWidget(self.links)
        self.next.setVisible(not self._is_earlier)
        return right

    def _links(self) -> Card:
        """What else can be done about a signed record."""
        card = Card(self.theme, padding=14, name="signed.more")
        text = self.language.text
        self.correct = LinkButton(
            text("Correct this record"), self.theme, icon="pen-line", name="signed.correct"
        )
        self.correct.clicked.connect(self.correct_chosen)
        words = text("File the copy that your manager signed…")
        self.file = LinkButton(words, self.theme, icon="file-check", name="signed.file")
        self.file.clicked.connect(self._on_file)
        if self._is_earlier:
            self.correct.hide()
            self.file.hide()
        self.details = LinkButton(
            text("Record details"), self.theme, icon="history", name="signed.details"
        )
        self.details.clicked.connect(self.details_chosen)
        for link in (self.correct, self.file, self.details):
            card.column.addWidget(link)
        return card

    def trail(self) -> tuple[str, ...]:
        return self._draft.subject.initials, self.language.text(self.title)

    def regions(self) -> tuple[QWidget, ...]:
        return (self.view, self.links if self._is_earlier else self.next)

    def focus_first(self) -> None:
        first = self.details if self._is_earlier else self.next.save
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_copy(self, copy: "SignedCopy | None") -> None:
        if copy is None:
            return
        self.copy = copy
        text = self.language.text
        when = self.language.date_and_time(copy.at)
        words = text(
            "Version {version}, signed {when}. Nobody can change it without it showing.",
            version=copy.version,
            when=when,
        )
        title = text("An earlier version") if self._is_earlier else text("Signed copy made")
        self.made.set_words(title, words)
        self.view.show_pdf(copy.pdf)
        self.loaded.emit()

    def _on_file(self) -> None:
        """Bring in the document as the manager countersigned it."""
        text = self.language.text
        file = self._dialogs.choose_file(
            self,
            text("Choose the file that came back"),
            start=Path.home(),
            pattern=text("Signed files (*.pdf)"),
        )
        if file is None:
            return

        def take(workspace: "Workspace") -> "SignedCopy":
            from kinfile.app.given_files import read_pdf

            return workspace.countersigned(self._draft.ref, read_pdf(file))

        self._desk.ask(take, done=self._on_filed, failed=self._on_failed)

    def _on_filed(self, copy: "SignedCopy") -> None:
        self._on_copy(copy)
        text = self.language.text
        filed = text("Both signatures are in it. From now on this is the file that is saved.")
        self.made.set_words(text("The manager's signature is filed"), filed)
        announce(self, Announcement.DONE, self.language)

    def _on_turn(self) -> None:
        self.view.show_text(as_text=not self.view.shows_text)
        text = self.language.text
        words = text("See the pages") if self.view.shows_text else text("Read as text")
        self.turn.setText(words)
        self.turn.setAccessibleName(words)

    def _on_save(self) -> None:
        if self.underway.is_running:
            return
        title = self.language.text("Save the PDF to a folder")
        folder = self._dialogs.choose_folder(self, title, start=Path.home())
        if folder is None:
            return
        words = self.language.text("Making and signing the copy")
        self._desk.export(
            self._draft.ref,
            folder,
            language=self._desk.writes_in,
            watch=self.underway.begin(words, self.working, opener=self.next.save),
            done=self._on_exported,
            failed=self._on_failed,
        )

    def _on_exported(self, exported: "Exported") -> None:
        self.underway.end()
        self.next.show_exported(exported)
        announce(self, Announcement.SAVED, self.language)

    def _on_failed(self, error: KinfileError) -> None:
        if self.underway.end(error):
            return
        words = say(error, self.language)
        if self._notice is None:
            self._notice = Banner("", "", self.theme, kind="warn", name="signed.notice")
            self._right_column.insertWidget(1, self._notice)
        self._notice.set_words(words.what, words.do)
        announce(self, Announcement.PROBLEM, self.language)
