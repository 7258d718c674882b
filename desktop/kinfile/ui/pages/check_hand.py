# SPDX-License-Identifier: Apache-2.0
"""Signing by hand on Check and sign: drawn or typed, and never needed. The seal is what counts."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from kinfile.i18n import Language
from kinfile.records.hand import Hand
from kinfile.ui.fields.boxes import LineBox
from kinfile.ui.fields.column import Column
from kinfile.ui.theme import Theme
from kinfile.ui.widgets.buttons import LinkButton
from kinfile.ui.widgets.signature_pad import SignaturePad
from kinfile.ui.widgets.text import label


class HandBox(Column):
    """`signed` carries the Hand that stands there now."""

    signed = Signal(object)

    def __init__(self, theme: Theme, language: Language) -> None:
        super().__init__(theme, gap=6)
        text = language.text
        row = QHBoxLayout()
        row.addWidget(label(text("Drawn signature (optional)"), "bodyBold"), 1)
        self.clear = LinkButton(
            text("Clear"), theme, says=text("Clear the drawn signature"), name="sign.clear"
        )
        row.addWidget(self.clear)
        self.layout_.addLayout(row)
        self.pad = SignaturePad(theme, language, name="sign.pad")
        self.layout_.addWidget(self.pad)
        typed = text("Or type your name instead")
        self.layout_.addWidget(label(typed, "hint"))
        self.typed = LineBox(typed, theme=theme, name="sign.typed")
        self.layout_.addWidget(self.typed)
        self.clear.clicked.connect(self.pad.clear)
        self.pad.changed.connect(self._on_changed)
        self.typed.editingFinished.connect(self._on_changed)
        self._told = Hand()
        self._is_held = False
        self._show_clear()

    def show_hand(self, hand: Hand) -> None:
        """What the record holds. Nobody's pen is taken away: only called for a fresh page."""
        self._told = hand
        self.pad.show_strokes(hand.strokes)
        self.typed.setText(hand.typed)
        self._show_clear()

    @property
    def hand(self) -> Hand:
        # As it is read again from the vault.
        return Hand(self.pad.strokes, " ".join(self.typed.words().split()))

    def settle(self) -> None:
        """Hand on what stands there, also where the typing goes on."""
        self._on_changed()

    def hold(self, *, is_held: bool) -> None:
        """Hand nothing on meanwhile: the record is being signed with what stood there before."""
        self._is_held = is_held
        self.settle()

    def _on_changed(self) -> None:
        self._show_clear()
        if self.hand != self._told and not self._is_held:
            self._told = self.hand
            self.signed.emit(self.hand)

    def _show_clear(self) -> None:
        if bool(self.pad.strokes) != self.clear.isEnabled():
            self.clear.setEnabled(bool(self.pad.strokes))
