# SPDX-License-Identifier: Apache-2.0
"""These records are damaged: nothing was deleted, and what can be done, the likeliest first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, SignalInstance

from kinfile.i18n import N_, Language
from kinfile.ui.pages import backup_words
from kinfile.ui.pages.door_step import DoorStepPage
from kinfile.ui.rescue import Rescue
from kinfile.ui.theme import Theme
from kinfile.ui.widgets.buttons import LinkButton, PrimaryButton, SecondaryButton
from kinfile.ui.widgets.heading import Heading
from kinfile.ui.widgets.text import label
from kinfile.ui.widgets.working import Working

if TYPE_CHECKING:
    from kinfile.ui.rescue_door import Found

KEYS = frozenset({"key-file", "no-key-file"})
"""Problems of the key file: a backup holds a copy of it."""
NOTHING_TO_READ = KEYS | {"no-database", "plain-database", "application-id"}
"""Problems that leave nothing to salvage."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Damage:
    """Which vault, what is wrong with it (empty: not known), and the backups found in it."""

    folder: Path
    problem: str
    found: Sequence[Found]


class MendPage(DoorStepPage):
    """Each offer says what it does before its button; while a copy is made, how far it is."""

    keys_chosen = Signal()
    restore_chosen = Signal()
    salvage_chosen = Signal()
    copy_chosen = Signal()
    went_back = Signal()

    title = N_("These records are damaged")

    def __init__(self, damage: Damage, rescue: Rescue, theme: Theme, language: Language) -> None:
        super().__init__(theme, language, name="mend", wide=680)
        self._damage, self._rescue = damage, rescue
        text, column = language.text, self.card.column
        self.heading = Heading(text(self.title), theme)
        column.addWidget(self.heading)
        for words in (
            text("Part of what is on the disk is not what Kinfile wrote there."),
            text("Nothing was deleted, and nothing here deletes anything."),
        ):
            column.addWidget(label(words))
        self.buttons: list[PrimaryButton | SecondaryButton] = []
        self._add_offers()
        self.working = Working(theme, language, name="mend")
        self.working.cancelled.connect(rescue.cancel)
        column.addWidget(self.working)
        column.addSpacing(theme.space(8))
        shown = str(damage.folder).replace("/", "/\u200b").replace("\\", "\\\u200b")
        column.addWidget(label(text("The damaged records: {folder}", folder=shown), "hint"))
        back = LinkButton(text("Back"), theme, icon="arrow-left", name="mend.back")
        back.clicked.connect(self.went_back)
        column.addWidget(back)
        self.add_promise()
        rescue.changed.connect(self._show_work)
        rescue.progressed.connect(self._show_work)
        self._show_work()

    def _add_offers(self) -> None:
        text, problem, found = self.language.text, self._damage.problem, self._damage.found
        if problem in KEYS and found:
            self._offer(
                "keys", text("Put the key file back"),
                text("What is damaged is the small file that holds the locks. Each backup has a "
                     "copy of it. With it, your records may open as they are."),
                self.keys_chosen,
            )  # fmt: skip
        self._offer(
            "restore", text("Go back to a backup"), self._backups_words(), self.restore_chosen
        )
        if problem not in NOTHING_TO_READ:
            self._offer(
                "salvage", text("Save what can be read"),
                text("Kinfile makes new records of everything that can still be read, and tells "
                     "what is missing."),
                self.salvage_chosen,
            )  # fmt: skip
        self._offer(
            "copy", text("Copy the folder for your IT service desk"),
            text("Everything in it stays encrypted. They can look into the damage; they cannot "
                 "read your records."),
            self.copy_chosen,
        )  # fmt: skip

    def _backups_words(self) -> str:
        language, found = self.language, self._damage.found
        if not found:
            return language.text(
                "No backup was found on this laptop. There may be one on a stick or in a shared "
                "folder."
            )
        told = language.plural(
            "Kinfile found {n} backup.", "Kinfile found {n} backups.", len(found)
        )
        last = language.text(
            "The last is of {when} ({records}).",
            when=backup_words.when(found[0].line.made_at, language),
            records=backup_words.records(found[0].line.records, language),
        )
        later = language.text("What you wrote later stays in the damaged records.")
        return f"{told} {last} {later}"

    def _offer(self, key: str, words: str, what: str, wish: SignalInstance) -> None:
        column, theme = self.card.column, self.theme
        column.addSpacing(theme.space(12))
        kind = SecondaryButton if self.buttons else PrimaryButton
        button = kind(words, theme, name=f"mend.{key}")
        button.setAccessibleDescription(what)
        button.clicked.connect(wish)
        column.addWidget(label(what))
        column.addWidget(button)
        self.buttons.append(button)

    def focus_first(self) -> None:
        (self.working.cancel if self._rescue.is_busy else self.buttons[0]).setFocus()

    def _show_work(self) -> None:
        busy = self._rescue.is_busy
        for button in self.buttons:
            button.setEnabled(not busy)
        if not busy:
            self.working.end()
            return
        was_shown = self.working.isVisible()
        words = self.language.text("Copying the folder")
        self.working.show_step(words, self._rescue.done, self._rescue.of)
        if not was_shown:
            self.working.cancel.setFocus()
