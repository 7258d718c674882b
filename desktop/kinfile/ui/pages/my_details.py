# SPDX-License-Identifier: Apache-2.0
"""My details: what stands on everything the vault's owner signs, and the key that signs it.

Nothing changes before "Keep these details" is pressed: they go on documents. The key is only
shown; its six words are what two people compare on the telephone.
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout

from kinfile.app.identities import ShownKey
from kinfile.app.signing_keys import CERTIFIED, HANDED_OUT, ON_TOKEN, SELF_ISSUED
from kinfile.errors import KinfileError
from kinfile.i18n import N_, Language
from kinfile.ui.desk import Desk
from kinfile.ui.pages.worker_boxes import WorkerBoxes
from kinfile.ui.theme import Theme
from kinfile.ui.widgets.announce import Announcement, announce
from kinfile.ui.widgets.banner import Banner
from kinfile.ui.widgets.buttons import LinkButton, PrimaryButton, SecondaryButton
from kinfile.ui.widgets.card import Card
from kinfile.ui.widgets.flow import FlowLayout
from kinfile.ui.widgets.heading import Heading
from kinfile.ui.widgets.page import Page
from kinfile.ui.widgets.scroll import ScrollColumn
from kinfile.ui.widgets.text import emphasised, label

TIERS = {
    SELF_ISSUED: N_("It was made on this laptop. Nobody else vouches for it."),
    CERTIFIED: N_("It was made on this laptop and certified by {issuer}."),
    HANDED_OUT: N_("It was given to you by your organisation and certified by {issuer}."),
    ON_TOKEN: N_("It stays on a card or stick and was certified by {issuer}."),
}
"""Tier of a key -> who vouches for it."""


class MyDetailsPage(Page):
    """`key` is the one that signs, as far as it is told."""

    went_back = Signal()
    identities_chosen = Signal()
    """The keys that sign are to be seen to."""

    title = N_("My details")
    keeps_typed = True
    may_be_shared = True

    def __init__(self, desk: Desk, key: ShownKey | None, theme: Theme, language: Language) -> None:
        super().__init__(theme, language)
        self.setObjectName("my_details")
        self._desk = desk
        self._is_busy = False
        text = language.text
        area = ScrollColumn(theme, measure=820, margins=(28, 24, 28, 24), name="my_details.scroll")
        column = area.column
        column.setSpacing(theme.space(14))
        self.asked = WorkerBoxes(desk.worker, theme, language, name="my_details")
        self.asked.submitted.connect(self._on_kept)
        column.addWidget(self.asked.summary)
        self.told = Banner("", "", theme, kind="ok", name="my_details.told")
        self.failed = Banner("", "", theme, kind="warn", icon="triangle-alert",
                             name="my_details.failed")  # fmt: skip
        for banner in (self.told, self.failed):
            banner.hide()
            column.addWidget(banner)
        self.heading = Heading(text(self.title), theme)
        column.addWidget(self.heading)
        column.addWidget(
            label(
                text(
                    "These stand on what you sign from now on, and in the records that you begin. "
                    "Records you have begun already keep what is written in them."
                )
            )
        )
        column.addWidget(self.asked)
        self._add_buttons(column)
        if key is not None:
            column.addWidget(self._key_card(key))
        else:
            column.addWidget(self._keys_link())
        column.addStretch()
        self.column.addWidget(area, 1)
        self._area = area

    def _add_buttons(self, column: QVBoxLayout) -> None:
        text, theme = self.language.text, self.theme
        self.keep = PrimaryButton(text("Keep these details"), theme, name="my_details.keep")
        self.keep.clicked.connect(self._on_kept)
        self.back = SecondaryButton(text("Back"), theme, icon="arrow-left", name="my_details.back")
        self.back.clicked.connect(self.go_back)
        row = FlowLayout(gap=theme.space(12))
        row.addWidget(self.keep)
        row.addWidget(self.back)
        column.addSpacing(theme.space(4))
        column.addLayout(row)

    def _key_card(self, key: ShownKey) -> Card:
        text = self.language.text
        card = Card(self.theme, title=text("The key that signs for you"), name="my_details.key")
        words = emphasised(text("Its six words: {words}"), words=key.words, name="my_details.words")
        words.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        card.column.addWidget(words)
        card.column.addWidget(
            label(
                text(
                    "Read them out by telephone when somebody asks whether a signature is yours: "
                    "they see the same words when they check it."
                ),
                "hint",
            )
        )
        card.column.addWidget(
            label(text(TIERS[key.tier], issuer=key.issuer), name="my_details.tier")
        )
        day = self.language.date(key.valid_to)
        named = text("It names {name} and is in force to {day}.", name=key.name, day=day)
        card.column.addWidget(label(named, name="my_details.named"))
        card.column.addWidget(self._keys_link())
        return card

    def _keys_link(self) -> LinkButton:
        words = self.language.text("How you sign: certificates, key files, cards")
        link = LinkButton(words, self.theme, icon="key-round", name="my_details.keys")
        link.clicked.connect(self.identities_chosen)
        return link

    # what the window asks

    def trail(self) -> tuple[str, ...]:
        return (self.language.text(self.title),)

    def go_back(self) -> None:
        if not self._is_busy:
            self.went_back.emit()

    def focus_first(self) -> None:
        self.asked.boxes["name"].setFocus()

    # what the worker does

    def _on_kept(self) -> None:
        if self._is_busy:
            return
        self.told.hide()
        self.failed.hide()
        worker = self.asked.worker()
        if worker is None:
            self._area.verticalScrollBar().setValue(0)
            return
        self._is_busy = True
        self._desk.update_worker(worker, done=self._on_done, failed=self._on_failed)

    def _on_done(self, _outcome: None) -> None:
        self._is_busy = False
        text = self.language.text
        self.told.set_words(
            text("Your details are kept"), text("New records and signatures carry them.")
        )
        self.told.show()
        self._area.verticalScrollBar().setValue(0)
        announce(self, Announcement.KEPT, self.language)

    def _on_failed(self, error: KinfileError) -> None:
        from kinfile.wording import say

        self._is_busy = False
        words = say(error, self.language)
        self.failed.set_words(words.what, words.do)
        self.failed.show()
        self._area.verticalScrollBar().setValue(0)
        announce(self, Announcement.NOT_KEPT, self.language)
