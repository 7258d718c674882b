# SPDX-License-Identifier: Apache-2.0
"""One signing key in words: who vouches for it, how it is recognised, and what may be done."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, SignalInstance

from kinfile.i18n import N_, Language
from kinfile.ui.pages.my_details import TIERS
from kinfile.ui.pages.verify_result import grouped
from kinfile.ui.theme import Theme
from kinfile.ui.widgets.banner import Banner
from kinfile.ui.widgets.buttons import SecondaryButton
from kinfile.ui.widgets.card import Card
from kinfile.ui.widgets.flow import FlowLayout
from kinfile.ui.widgets.tag import Tag
from kinfile.ui.widgets.text import emphasised, label

if TYPE_CHECKING:
    from kinfile.app.identities import ListedKey

TITLES = (
    N_("Key made on this laptop"),
    N_("Key certified by your organisation"),
    N_("Key from your organisation"),
    N_("Key on a card"),
)
"""Tier of a key -> what kind it is."""


class KeyCard(Card):
    """`is_last` is whether no other key is in use."""

    use_chosen = Signal()
    request_chosen = Signal()
    stop_chosen = Signal()

    def __init__(self, key: ListedKey, theme: Theme, language: Language, *, is_last: bool) -> None:
        text = language.text
        super().__init__(theme, title=text(TITLES[key.tier]), name=f"key.{key.number}")
        self._theme, self._text, self._key = theme, text, key
        column = self.column
        column.addWidget(self._state(key))
        column.addWidget(label(text(TIERS[key.tier], issuer=key.issuer)))
        column.addWidget(
            label(
                text(
                    "It names {name} and is in force from {first} to {last}.",
                    name=key.name,
                    first=language.date(key.valid_from),
                    last=language.date(key.valid_to),
                )
            )
        )
        column.addWidget(
            emphasised(text("Its six words: {words}"), words=key.words, name=f"{self._name}.words")
        )
        mark = text("Fingerprint: {mark}", mark=grouped(key.fingerprint))
        column.addWidget(label(mark, "hint", name=f"{self._name}.mark"))
        for told in key.to_tell:
            column.addWidget(Banner(told, "", theme, kind="warn", name=f"{self._name}.told"))
        self._add_buttons(is_last=is_last)

    @property
    def _name(self) -> str:
        return f"key.{self._key.number}"

    def _state(self, key: ListedKey) -> Tag:
        text, name = self._text, f"{self._name}.state"
        if key.is_retired:
            return Tag(text("Signs nothing any more"), kind="Grey", name=name)
        if key.is_usual:
            return Tag(text("Signs for you"), kind="Green", name=name)
        if not key.may_sign:
            return Tag(text("May not sign now"), kind="Yellow", name=name)
        return Tag(text("Ready"), kind="Blue", name=name)

    def _add_buttons(self, *, is_last: bool) -> None:
        offers = list(self._offers(is_last=is_last))
        if not offers:
            return
        row = FlowLayout(gap=self._theme.space(12))
        for key, words, icon, wish in offers:
            # Two keys of one kind differ for the ear by their number.
            says = self._text("{what} (key {n})", what=words, n=self._key.number)
            button = SecondaryButton(
                words, self._theme, icon=icon, says=says, name=f"{self._name}.{key}"
            )
            button.clicked.connect(wish)
            row.addWidget(button)
        self.column.addLayout(row)

    def _offers(self, *, is_last: bool) -> Iterator[tuple[str, str, str, SignalInstance]]:
        key, text = self._key, self._text
        if key.is_retired:
            return
        if key.may_sign and not key.is_usual:
            yield "use", text("Sign with this key"), "pen-line", self.use_chosen
        if not key.is_on_card:
            yield "request", text("Ask for a certificate…"), "folder-output", self.request_chosen
        if not is_last:
            yield "stop", text("Stop using it…"), "circle-slash", self.stop_chosen
