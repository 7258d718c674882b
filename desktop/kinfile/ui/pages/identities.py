# SPDX-License-Identifier: Apache-2.0
"""How you sign: the keys that sign for the vault's owner, and how another one is brought in.

A key never leaves the vault; what goes out is a request, what comes in a certificate, a key file
of the organisation, or a card.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from kinfile.i18n import N_, Language
from kinfile.ui.pages.identities_card import TITLES, KeyCard
from kinfile.ui.theme import Theme
from kinfile.ui.widgets.announce import Announcement, announce
from kinfile.ui.widgets.banner import Banner
from kinfile.ui.widgets.buttons import SecondaryButton
from kinfile.ui.widgets.card import Card
from kinfile.ui.widgets.flow import FlowLayout
from kinfile.ui.widgets.heading import Heading
from kinfile.ui.widgets.page import Page
from kinfile.ui.widgets.scroll import ScrollColumn
from kinfile.ui.widgets.text import label
from kinfile.ui.window import focus_in

if TYPE_CHECKING:
    from kinfile.app.identities import ListedKey

INTRO = N_(
    "Each signature is made with a key. Whoever checks a file sees whose key it was and who "
    "vouches for it. Keys stay in your encrypted records."
)


class IdentitiesPage(Page):
    """`told` is what has just happened: a title, and what to do next.

    `minimum_tier` is the least that policy asks for.
    """

    use_chosen = Signal(int)
    """That key is to sign from now on."""
    request_chosen = Signal(int)
    stop_chosen = Signal(int)
    made = Signal()
    """A new key is wanted."""
    certificate_wished = Signal()
    key_file_wished = Signal()
    card_wished = Signal()
    went_back = Signal()

    title = N_("How you sign")

    def __init__(
        self,
        keys: Sequence[ListedKey],
        theme: Theme,
        language: Language,
        *,
        told: tuple[str, str] | None = None,
        is_refused: bool = False,
        minimum_tier: int = 0,
    ) -> None:
        super().__init__(theme, language)
        self.setObjectName("identities")
        text = language.text
        area = ScrollColumn(theme, measure=820, margins=(28, 24, 28, 24), name="identities.scroll")
        column = area.column
        column.setSpacing(theme.space(14))
        self.told: Banner | None = None
        if told is not None:
            icon = "triangle-alert" if is_refused else ""
            self.told = Banner(
                *told, theme, kind="warn" if is_refused else "ok", icon=icon, name="identities.told"
            )
            column.addWidget(self.told)
        self.heading = Heading(text(self.title), theme)
        column.addWidget(self.heading)
        column.addWidget(label(text(INTRO)))
        if minimum_tier:
            kind = text(TITLES[minimum_tier])
            words = text("Your organisation asks for this kind of key at least: {kind}", kind=kind)
            column.addWidget(Banner(words, "", theme, name="identities.minimum"))
        in_use = sum(not key.is_retired for key in keys)
        self.cards = [self._card(key, is_last=in_use == 1) for key in keys]
        for card in self.cards:
            column.addWidget(card)
        column.addWidget(self._more())
        self.back = SecondaryButton(text("Back"), theme, icon="arrow-left", name="identities.back")
        self.back.clicked.connect(self.go_back)
        row = FlowLayout(gap=theme.space(12))
        row.addWidget(self.back)
        column.addLayout(row)
        column.addStretch()
        self._area = area
        self.column.addWidget(area, 1)

    def _card(self, key: ListedKey, *, is_last: bool) -> KeyCard:
        card = KeyCard(key, self.theme, self.language, is_last=is_last)
        card.use_chosen.connect(lambda: self.use_chosen.emit(key.number))
        card.request_chosen.connect(lambda: self.request_chosen.emit(key.number))
        card.stop_chosen.connect(lambda: self.stop_chosen.emit(key.number))
        return card

    def _more(self) -> Card:
        text, theme = self.language.text, self.theme
        card = Card(theme, title=text("Bring in a certificate or another key"),
                    name="identities.more")  # fmt: skip
        offers = (
            ("certificate", text("Bring in a certificate…"), "file-check",
             text("The answer to a request: a file that ends in .cer, .pem or .p7b"),
             self.certificate_wished),
            ("key_file", text("Bring in a key file…"), "key-round",
             text("A key that your organisation made for you: a file that ends in .p12 or .pfx"),
             self.key_file_wished),
            ("card", text("Use a card…"), "shield-check",
             text("The key stays on the card or stick, and its PIN is asked for each time"),
             self.card_wished),
            ("new", text("Make a new key"), "plus",
             text("For example, when a colleague may have known your passphrase"), self.made),
        )  # fmt: skip
        for key, words, icon, what, wish in offers:
            card.column.addSpacing(theme.space(4))
            card.column.addWidget(label(what, "hint"))
            button = SecondaryButton(words, theme, icon=icon, name=f"identities.{key}")
            button.setAccessibleDescription(what)
            button.clicked.connect(wish)
            row = FlowLayout(gap=theme.space(12))
            row.addWidget(button)
            card.column.addLayout(row)
        return card

    # what the window asks

    def trail(self) -> tuple[str, ...]:
        return (self.language.text(self.title),)

    def go_back(self) -> None:
        self.went_back.emit()

    def focus_first(self) -> None:
        focus_in(self._area.inner)
        self._area.verticalScrollBar().setValue(0)
        if self.told is not None:
            kind = self.told.property("look")
            is_done = kind == "bannerOk"
            what = Announcement.DONE if is_done else Announcement.NOT_DONE
            announce(self, what, self.language)
