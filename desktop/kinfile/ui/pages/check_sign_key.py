# SPDX-License-Identifier: Apache-2.0
"""With which key a record is signed: asked only where there are several, with the PIN of a card."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kinfile.i18n import Language
from kinfile.ui.pages.identities_card import TITLES
from kinfile.ui.theme import Theme
from kinfile.ui.widgets.passphrase import PassphraseBox
from kinfile.ui.widgets.picker import Picker
from kinfile.ui.widgets.text import label, set_words

if TYPE_CHECKING:
    from kinfile.app.identities import ListedKey
    from kinfile.app.signing_keys import KeyChoice


class SigningKey(QWidget):
    """Empty until `show_keys`; then a list where there is a choice, and a box for a PIN."""

    submitted = Signal()
    """Enter was pressed in the box for the PIN."""

    def __init__(self, theme: Theme, language: Language) -> None:
        super().__init__()
        self._language = language
        self._keys: tuple[ListedKey, ...] = ()
        text = language.text
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(6))
        asks = text("Sign with this key")
        self._asks = label(asks, "caption")
        column.addWidget(self._asks)
        self.picker = Picker(theme, says=asks, name="sign.key")
        self.picker.currentIndexChanged.connect(self._show_chosen)
        column.addWidget(self.picker)
        self.told = label("", "footnote", name="sign.key.told")
        column.addWidget(self.told)
        self.pin = PassphraseBox(
            text("PIN of the card"),
            theme,
            language,
            name="sign.pin",
            hint=text("Put the card in first"),
        )
        self.pin.submitted.connect(self.submitted)
        column.addWidget(self.pin)
        for part in (self._asks, self.picker, self.told, self.pin):
            part.hide()

    def show_keys(self, keys: Sequence[ListedKey]) -> None:
        """Offer those of `keys` that may sign; the usual one is chosen."""
        self._keys = tuple(key for key in keys if key.may_sign and not key.is_retired)
        self.picker.clear()
        text = self._language.text
        for key in self._keys:
            kind = text(TITLES[key.tier])
            named = text("{kind}, certified by {issuer}", kind=kind, issuer=key.issuer)
            self.picker.addItem(named if key.tier else kind)
        usual = next((at for at, key in enumerate(self._keys) if key.is_usual), 0)
        self.picker.setCurrentIndex(usual if self._keys else -1)
        has_choice = len(self._keys) > 1
        self._asks.setVisible(has_choice)
        self.picker.setVisible(has_choice)
        self._show_chosen()

    @property
    def chosen(self) -> ListedKey | None:
        at = self.picker.currentIndex()
        return self._keys[at] if 0 <= at < len(self._keys) else None

    @property
    def lacks_pin(self) -> bool:
        """Whether the key is on a card and its PIN was not typed."""
        return self.chosen is not None and self.chosen.is_on_card and self.pin.is_empty

    def choice(self) -> KeyChoice | None:
        """What is to sign, and the PIN, which is then no longer in its box."""
        from kinfile.app.signing_keys import KeyChoice

        if self.chosen is None:
            return None
        pin = self.pin.text() if self.chosen.is_on_card else ""
        self.pin.clear()
        return KeyChoice(number=self.chosen.number, pin=pin)

    def _show_chosen(self) -> None:
        key = self.chosen
        set_words(self.told, " ".join(key.to_tell) if key is not None else "")
        self.told.setVisible(bool(self.told.text()))
        self.pin.setVisible(key is not None and key.is_on_card)
