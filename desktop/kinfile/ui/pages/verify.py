# SPDX-License-Identifier: Apache-2.0
"""Check a signed file: a receiver drops a PDF here, or a folder, and reads what came of it.

Needs no vault. What is checked lives in Verifying; this page shows it and asks for what only the
receiver can know: the words that were read out, the password, an authority that they trust.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kinfile.app.verifying import CODE_WORDS, CheckedFile, Outcome, said_words
from kinfile.i18n import N_, Language
from kinfile.ui.pages import verify_words
from kinfile.ui.pages.verify_ask import VerifyAsk
from kinfile.ui.pages.verify_result import VerifyResult
from kinfile.ui.theme import Theme
from kinfile.ui.verifying import Verifying
from kinfile.ui.widgets.announce import Announcement, announce
from kinfile.ui.widgets.banner import Banner
from kinfile.ui.widgets.buttons import LinkButton, PrimaryButton, SecondaryButton
from kinfile.ui.widgets.card import Card
from kinfile.ui.widgets.flow import FlowLayout
from kinfile.ui.widgets.heading import Heading
from kinfile.ui.widgets.page import Page
from kinfile.ui.widgets.scroll import ScrollColumn
from kinfile.ui.widgets.text import label, set_words
from kinfile.ui.widgets.words_table import WordsTable
from kinfile.ui.widgets.working import Working

SHARES = (46, 26, 28)
MOST = 500
"""Lines of a folder that are shown; the gravest come first."""


class VerifyPage(Page):
    """`verifying` holds what was asked and found.

    `may_countersign` is whether records are open, so that there is a key to do it with.
    """

    file_wished = Signal()
    folder_wished = Signal()
    dropped = Signal(object)
    """A Path was let go of over the page."""
    asked_again = Signal(str, str)
    """To be checked with these words and this password."""
    authority_wished = Signal()
    data_wished = Signal()
    """The data of what holds is to be saved."""
    countersign_wished = Signal()
    """The file is to be signed by the reader too."""
    went_back = Signal()

    title = N_("Check a signed file")
    keeps_typed = True

    def __init__(
        self,
        verifying: Verifying,
        theme: Theme,
        language: Language,
        *,
        may_countersign: bool = False,
    ) -> None:
        super().__init__(theme, language)
        self._may_countersign = may_countersign
        self.setObjectName("verify")
        self.setAcceptDrops(True)
        self._verifying = verifying
        text = language.text
        area = ScrollColumn(theme, measure=820, margins=(28, 24, 28, 24), name="verify.scroll")
        column = area.column
        column.setSpacing(theme.space(14))
        self._area = area
        self.heading = Heading(text(self.title), theme)
        column.addWidget(self.heading)
        column.addWidget(
            label(
                text(
                    "See whether a PDF is what was signed, and by whom. Nothing is sent anywhere, "
                    "and the file is not changed."
                )
            )
        )
        column.addWidget(self._choose_card())
        self._found = QVBoxLayout()
        self._found.setSpacing(theme.space(14))
        column.addLayout(self._found)
        self.result: VerifyResult | None = None
        self.table: WordsTable | None = None
        self.ask: VerifyAsk | None = None
        self._lines: tuple[int, ...] = ()
        self._parts: list[QWidget] = []
        self._add_back(column)
        column.addStretch()
        self.column.addWidget(area, 1)
        verifying.progressed.connect(self._show_step)
        verifying.changed.connect(self._show_work)
        self._show_work()

    # Parts

    def _choose_card(self) -> Card:
        text, theme = self.language.text, self.theme
        card = Card(theme, name="verify.choose")
        self.name = label(text("Drop a PDF here, or a folder of them"), "bodyBold",
                          name="verify.name")  # fmt: skip
        card.column.addWidget(self.name)
        self.trusted = label("", "hint", name="verify.trusted")
        self.trusted.hide()
        card.column.addWidget(self.trusted)
        self.file = PrimaryButton(text("Choose a file…"), theme, icon="file-text",
                                  name="verify.file")  # fmt: skip
        self.folder = SecondaryButton(text("Choose a folder…"), theme, icon="folder-open",
                                      name="verify.folder")  # fmt: skip
        self.authority = SecondaryButton(text("Choose an authority…"), theme, icon="shield-check",
                                         name="verify.authority")  # fmt: skip
        self.authority.setAccessibleDescription(
            text("The certificate of the organisation that certified the signers")
        )
        row = FlowLayout(gap=theme.space(12))
        for button, wish in (
            (self.file, self.file_wished),
            (self.folder, self.folder_wished),
            (self.authority, self.authority_wished),
        ):
            button.clicked.connect(wish)
            row.addWidget(button)
        card.column.addLayout(row)
        hint = text(
            "An authority is who certified the signers, such as their trust. With its certificate "
            "nobody has to read out words."
        )
        card.column.addWidget(label(hint, "hint"))
        self.working = Working(theme, self.language, name="verify")
        self.working.cancelled.connect(self._verifying.cancel)
        card.column.addWidget(self.working)
        return card

    def _add_back(self, column: QVBoxLayout) -> None:
        back = SecondaryButton(
            self.language.text("Back"), self.theme, icon="arrow-left", name="verify.back"
        )
        back.clicked.connect(self.go_back)
        row = FlowLayout(gap=self.theme.space(12))
        row.addWidget(back)
        column.addLayout(row)

    # What the window asks

    def trail(self) -> tuple[str, ...]:
        return (self.language.text(self.title),)

    def go_back(self) -> None:
        request = self._verifying.request
        if request is not None and request.shown is not None and len(request.results) > 1:
            self._back_to_list()
        else:
            self.went_back.emit()

    def focus_first(self) -> None:
        self.file.setFocus()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _dropped(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = _dropped(event)
        if path is not None:
            event.acceptProposedAction()
            self.dropped.emit(path)

    # What is found

    def _show_work(self) -> None:
        request, language = self._verifying.request, self.language
        name = language.text("Drop a PDF here, or a folder of them")
        set_words(self.name, name if request is None else request.chosen.name)
        authority = self._verifying.authority
        self.trusted.setVisible(authority is not None)
        if authority is not None:
            told = language.text("Trusted authority: {name}", name=authority.name)
            set_words(self.trusted, told)
        self._clear()
        if self._verifying.is_running:
            self._show_step()
            self.working.cancel.setFocus()
            return
        had_focus = self.working.cancel.hasFocus()
        self.working.end()
        if self._verifying.error is not None:
            self._show_error()
        elif request is not None and request.results:
            self._show_results(request.results, request.shown)
        if had_focus:
            self._arrive()

    def _show_step(self) -> None:
        running = self._verifying
        if running.is_running:
            words = verify_words.step(running, self.language)
            self.working.show_step(words, running.done, running.of)

    def _clear(self) -> None:
        for part in self._parts:
            self._found.removeWidget(part)
            part.hide()
            part.deleteLater()
        self._parts = []
        self.result = self.table = self.ask = None

    def _add(self, part: QWidget) -> None:
        self._parts.append(part)
        self._found.addWidget(part)

    def _arrive(self) -> None:
        """After a check: what came of it is told, and the focus stands where one goes on."""
        announce(self, Announcement.DONE, self.language)
        target: QWidget = self.file
        if self.table is not None:
            target = self.table
        elif self.ask is not None:
            target = self.ask.first
        target.setFocus(Qt.FocusReason.OtherFocusReason)
        self._area.verticalScrollBar().setValue(0)

    def _show_error(self) -> None:
        from kinfile.wording import say

        if self._verifying.error is not None:
            words = say(self._verifying.error, self.language)
            self._add(self._banner("warn", words.what, words.do))

    def _banner(self, kind: str, title: str, more: str) -> Banner:
        icon = "" if kind == "ok" else "triangle-alert"
        return Banner(title, more, self.theme, kind=kind, icon=icon, name="verify.told")

    def _show_results(self, results: tuple[CheckedFile, ...], shown: int | None) -> None:
        self._tell_written()
        if len(results) == 1:
            self._show_one(results[0])
        elif shown is not None:
            self._show_one(results[shown])
            self._add_list_link()
        else:
            self._show_list(results)

    def _tell_written(self) -> None:
        if self._verifying.written is None:
            return
        language = self.language
        told = language.plural(
            "{n} file was written.", "{n} files were written.", self._verifying.written
        )
        hint = language.text("They are not encrypted: keep them where such data belongs.")
        self._add(self._banner("ok", told, hint))

    def _show_one(self, found: CheckedFile) -> None:
        request = self._verifying.request
        is_alone = request is not None and len(request.results) == 1
        if is_alone and request is not None and _may_be_asked(found, request.words):
            self.ask = VerifyAsk(
                self.theme, self.language, asks_password=found.outcome is Outcome.LOCKED
            )
            self.ask.submitted.connect(self._on_asked)
        self.result = VerifyResult(found, self.theme, self.language, ask=self.ask)
        self._add(self.result)
        if is_alone:
            self._add_buttons(found)

    def _show_list(self, results: tuple[CheckedFile, ...]) -> None:
        language = self.language
        text = language.text
        counts = " · ".join(verify_words.counted(results, language))
        title = language.plural("{n} file was checked", "{n} files were checked", len(results))
        all_hold = all(found.outcome is Outcome.HOLDS for found in results)
        self._add(self._banner("ok" if all_hold else "warn", title, counts))
        order = list(Outcome)
        ranked = sorted(range(len(results)), key=lambda n: order.index(results[n].outcome))
        self._lines = tuple(ranked[:MOST])
        rows = [verify_words.line(results[number], language) for number in self._lines]
        header = (text("File"), text("What came of it"), text("Signed by"))
        self.table = WordsTable(
            header, rows, SHARES, self.theme, says=text("Files that were checked"),
            name="verify.table",
        )  # fmt: skip
        self.table.row_chosen.connect(self._on_row)
        self._add(label(text("Enter shows what was found of a file."), "hint"))
        self._add(self.table)
        if len(results) > MOST:
            more = language.plural(
                "and {n} more, which came to the same as the last of these",
                "and {n} more, which came to the same as the last of these or better",
                len(results) - MOST,
            )
            self._add(label(more, "hint", name="verify.more"))
        if any(found.outcome is Outcome.HOLDS for found in results):
            self._add_row(self._data_button())

    def _add_list_link(self) -> None:
        link = LinkButton(
            self.language.text("Back to the list"), self.theme, icon="list", name="verify.list"
        )
        link.clicked.connect(self._back_to_list)
        self._add(link)
        link.setFocus()

    def _add_buttons(self, found: CheckedFile) -> None:
        """What may be done with a file that was not changed."""
        buttons = [self._data_button()] if found.outcome is Outcome.HOLDS else []
        is_fit = found.outcome in (Outcome.HOLDS, Outcome.SIGNER_UNKNOWN)
        is_own = any(each.known_by == "own" for each in found.signatures)
        if self._may_countersign and is_fit and len(found.signatures) == 1 and not is_own:
            words = self.language.text("Countersign this file…")
            button = SecondaryButton(words, self.theme, icon="pen-line", name="verify.countersign")
            button.clicked.connect(self.countersign_wished)
            buttons.append(button)
        if buttons:
            self._add_row(*buttons)

    def _data_button(self) -> SecondaryButton:
        text = self.language.text
        save = SecondaryButton(
            text("Save the data…"), self.theme, icon="folder-output", name="verify.data"
        )
        save.setAccessibleDescription(text("The answers inside, for another program"))
        save.clicked.connect(self.data_wished)
        return save

    def _add_row(self, *buttons: SecondaryButton) -> None:
        holder = QWidget()
        row = FlowLayout(holder, gap=self.theme.space(12))
        for button in buttons:
            row.addWidget(button)
        self._add(holder)

    def _back_to_list(self) -> None:
        self._verifying.look_at(None)
        if self.table is not None:
            self.table.setFocus()

    def _on_row(self, row: int) -> None:
        self._verifying.look_at(self._lines[row])

    def _on_asked(self, words: str, password: str) -> None:
        if self.ask is None:
            return
        if words and len(said_words(words)) < CODE_WORDS:
            self.ask.refuse(self.language.text("Type all six words"))
        elif not words and not password:
            self.ask.refuse(self.language.text("Type the words that were read out"))
        else:
            self.asked_again.emit(words, password)


def _may_be_asked(found: CheckedFile, words: str) -> bool:
    """Whether what its receiver knows could change the outcome."""
    return found.outcome in (Outcome.LOCKED, Outcome.SIGNER_UNKNOWN) or bool(words)


def _dropped(event: QDragEnterEvent | QDropEvent) -> Path | None:
    """The one file or folder that is carried; None where it is something else."""
    urls = event.mimeData().urls()
    if len(urls) != 1 or not urls[0].isLocalFile():
        return None
    return Path(urls[0].toLocalFile())
