# SPDX-License-Identifier: Apache-2.0
"""Backup: when the last was made, one more, where they are, and the way back to one of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kinfile.errors import KinfileError, VaultDamaged
from kinfile.i18n import N_, Language
from kinfile.ui.backing_up import BackingUp
from kinfile.ui.pages import backup_words
from kinfile.ui.pages.footer import LONG_AGO
from kinfile.ui.theme import Theme
from kinfile.ui.widgets.banner import Banner
from kinfile.ui.widgets.buttons import Button, PrimaryButton, SecondaryButton
from kinfile.ui.widgets.card import Card
from kinfile.ui.widgets.flow import FlowLayout
from kinfile.ui.widgets.heading import Heading
from kinfile.ui.widgets.page import Page
from kinfile.ui.widgets.scroll import ScrollColumn
from kinfile.ui.widgets.text import label
from kinfile.ui.widgets.words_table import WordsTable
from kinfile.ui.widgets.working import Working

if TYPE_CHECKING:
    from kinfile.ui.wishes import Copies

SHARES = (34, 18, 14, 34)


class BackupPage(Page):
    """`copies` are the facts; `backing_up` tells how one that is being made goes.

    `is_news` is whether that the last one was made has still to be said.
    """

    now_chosen = Signal()
    place_chosen = Signal()
    place_dropped = Signal()
    restore_chosen = Signal()
    mend_chosen = Signal()
    went_back = Signal()

    title = N_("Backup")

    def __init__(
        self,
        copies: Copies,
        backing_up: BackingUp,
        now: datetime,
        theme: Theme,
        language: Language,
        *,
        is_news: bool = False,
    ) -> None:
        super().__init__(theme, language)
        self.setObjectName("backup")
        self._copies, self._backing_up = copies, backing_up
        self._is_news = is_news
        text = language.text
        area = ScrollColumn(theme, measure=820, margins=(28, 24, 28, 24), name="backup.scroll")
        column = area.column
        column.setSpacing(theme.space(14))
        self.told = self._banner()
        if self.told is not None:
            column.addWidget(self.told)
        self.heading = Heading(text(self.title), theme)
        column.addWidget(self.heading)
        column.addWidget(
            label(
                text(
                    "A backup is a second copy of all your records, encrypted like them. It opens "
                    "with your passphrase, or your recovery code, of the day it was made."
                )
            )
        )
        column.addWidget(self._last_card(now))
        column.addWidget(self._places_card())
        column.addWidget(self._kept_card())
        self._add_button(column, SecondaryButton, "back", text("Back"), "arrow-left", self.go_back)
        column.addStretch()
        self.column.addWidget(area, 1)
        backing_up.progressed.connect(self._show_progress)
        backing_up.changed.connect(self._show_progress)
        self._show_progress()

    # Parts

    def _banner(self) -> Banner | None:
        """How the last one went that was made since Kinfile was opened.

        That one failed stands over every page; here is why.
        """
        made, error = self._backing_up.outcome, self._backing_up.error
        text = self.language.text
        if error is not None:
            return self._failure(error)
        if made is not None and made.failed is not None:
            return self._failure(made.failed)
        if made is None or not self._is_news:
            return None
        held = backup_words.records(made.line.records, self.language)
        words = text("{records}, copied and checked.", records=held)
        return Banner(text("The backup is made"), words, self.theme, kind="ok", name="backup.told")

    def _failure(self, error: KinfileError) -> Banner:
        from kinfile.wording import say

        words, actions = say(error, self.language), []
        if isinstance(error, VaultDamaged):
            mend = SecondaryButton(
                self.language.text("Lock, and see what can be done"), self.theme, name="backup.mend"
            )
            mend.clicked.connect(self.mend_chosen)
            actions.append(mend)
        return Banner(
            words.what,
            words.do,
            self.theme,
            kind="warn",
            icon="triangle-alert",
            actions=actions,
            name="backup.told",
        )

    def _last_card(self, now: datetime) -> QWidget:
        text, last = self.language.text, self._copies.last
        card = Card(self.theme, title=text("Last backup"), name="backup.last_card")
        words = text("No backup yet") if last is None else backup_words.when(last, self.language)
        is_old = last is None or now - last > LONG_AGO
        if is_old:
            more = text("Make one now: your records are on this laptop only.")
            if last is not None:
                more = text("That is more than a week ago. Make one now.")
            card.column.addWidget(
                Banner(
                    words, more, self.theme, kind="warn", icon="triangle-alert", name="backup.last"
                )
            )
        else:
            card.column.addWidget(label(words, "bodyBold", name="backup.last"))
        hint = text(
            "Kinfile makes one by itself with the first change of a day, and when you lock or "
            "close it."
        )
        card.column.addWidget(label(hint, "hint"))
        self.now = self._add_button(
            card.column, PrimaryButton, "now", text("Back up now"), "save", self.now_chosen
        )
        self.working = Working(self.theme, self.language, name="backup")
        self.working.cancelled.connect(self._backing_up.cancel)
        card.column.addWidget(self.working)
        return card

    def _places_card(self) -> QWidget:
        text, second = self.language.text, self._copies.second
        card = Card(self.theme, title=text("Where backups are kept"), name="backup.places")
        column = card.column
        column.addWidget(label(text("On this laptop"), "bodyBold"))
        column.addWidget(label(_breakable(self._copies.folder), "hint", name="backup.folder"))
        column.addSpacing(self.theme.space(4))
        column.addWidget(label(text("In a second place"), "bodyBold"))
        if second is None:
            words = text(
                "None chosen. A memory stick or a folder of your organisation keeps a copy when "
                "this laptop is lost."
            )
            column.addWidget(label(words, "hint", name="backup.second"))
        else:
            column.addWidget(label(_breakable(str(second)), "hint", name="backup.second"))
        if self._copies.is_second_decided:
            told = text("IT decided this place.")
            column.addWidget(label(told, "hint", name="backup.decided"))
            return card
        choose = text("Choose a folder…") if second is None else text("Choose another folder…")
        row = FlowLayout(gap=self.theme.space(12))
        self.choose = SecondaryButton(choose, self.theme, icon="folder-open", name="backup.place")
        self.choose.clicked.connect(self.place_chosen)
        row.addWidget(self.choose)
        if second is not None:
            drop = SecondaryButton(text("Stop using it"), self.theme, name="backup.drop")
            drop.clicked.connect(self.place_dropped)
            row.addWidget(drop)
        column.addLayout(row)
        return card

    def _kept_card(self) -> QWidget:
        text, language = self.language.text, self.language
        card = Card(self.theme, title=text("Backups on this laptop"), name="backup.kept")
        if not self._copies.lines:
            card.column.addWidget(label(text("None yet"), "hint"))
            return card
        header = (text("Made"), text("Records"), text("Size"), text("Why"))
        rows = [
            (
                backup_words.when(each.made_at, language),
                language.number(each.records),
                backup_words.size(each.size, language),
                text(backup_words.KINDS[each.kind]),
            )
            for each in self._copies.lines
        ]
        says = text("Backups on this laptop")
        self.table = WordsTable(header, rows, SHARES, self.theme, says=says, name="backup.table")
        card.column.addWidget(self.table)
        hint = text("Kinfile keeps the last three, one for each of seven days and of four weeks.")
        card.column.addWidget(label(hint, "hint"))
        self._add_button(
            card.column, SecondaryButton, "restore", text("Go back to one of these…"), "history",
            self.restore_chosen,
        )  # fmt: skip
        return card

    def _add_button(
        self,
        column: QVBoxLayout,
        kind: type[PrimaryButton | SecondaryButton],
        key: str,
        words: str,
        icon: str,
        wish: SignalInstance | Callable[[], None],
    ) -> Button:
        made = kind(words, self.theme, icon=icon, name=f"backup.{key}")
        made.clicked.connect(wish)
        row = FlowLayout(gap=self.theme.space(12))
        row.addWidget(made)
        column.addLayout(row)
        return made

    # What the window asks

    def trail(self) -> tuple[str, ...]:
        return (self.language.text(self.title),)

    def go_back(self) -> None:
        self.went_back.emit()

    def focus_first(self) -> None:
        (self.now if self.now.isVisible() else self.working.cancel).setFocus()

    # While one is made

    def _show_progress(self) -> None:
        running = self._backing_up
        if not running.is_running:
            self.now.show()
            if self.working.cancel.hasFocus():
                self.now.setFocus()
            self.working.end()
            return
        had_focus = self.now.hasFocus()
        self.working.show_step(
            backup_words.step(running.done, running.of, self.language), running.done, running.of
        )
        self.now.hide()
        if had_focus:
            self.working.cancel.setFocus()


def _breakable(path: str) -> str:
    """A path that may go on in the next line after any of its parts."""
    return path.replace("/", "/\u200b").replace("\\", "\\\u200b")
