# SPDX-License-Identifier: Apache-2.0
"""What was found of one signed file: does it hold, who signed, and what that does not prove."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from kinfile.app.verifying import CheckedFile, FoundSignature, Outcome
from kinfile.i18n import Language
from kinfile.ui.pages import verify_words
from kinfile.ui.theme import Theme
from kinfile.ui.widgets.banner import Banner
from kinfile.ui.widgets.card import Card
from kinfile.ui.widgets.text import emphasised, label

UNPROVEN = frozenset({Outcome.HOLDS, Outcome.SIGNER_UNKNOWN})
"""Outcomes of files whose signatures are worth reading on about."""


class VerifyResult(QWidget):
    """Built for one CheckedFile; it never changes. `ask` stands right below the verdict."""

    def __init__(
        self, found: CheckedFile, theme: Theme, language: Language, *, ask: QWidget | None = None
    ) -> None:
        super().__init__()
        self.setObjectName("verify.result")
        self._theme, self._language = theme, language
        text = language.text
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(14))
        self.verdict = Banner(
            text(verify_words.TITLES[found.outcome]),
            verify_words.meaning(found, language),
            theme,
            kind="ok" if found.outcome is Outcome.HOLDS else "warn",
            icon=verify_words.ICONS[found.outcome],
            name="verify.verdict",
        )
        column.addWidget(self.verdict)
        if ask is not None:
            column.addWidget(ask)
        if found.signatures:
            column.addWidget(self._signatures(found))
        if found.outcome in UNPROVEN:
            column.addWidget(self._limits(found))

    def _signatures(self, found: CheckedFile) -> Card:
        text = self._language.text
        card = Card(self._theme, title=text("Who signed"), name="verify.signatures")
        for number, signature in enumerate(found.signatures):
            if number:
                card.column.addSpacing(self._theme.space(8))
            self._add_signature(card, signature, number)
        record = verify_words.record(found, self._language)
        if record:
            card.column.addSpacing(self._theme.space(4))
            card.column.addWidget(label(record, "hint", name="verify.record"))
        return card

    def _add_signature(self, card: Card, found: FoundSignature, number: int) -> None:
        text, column, name = self._language.text, card.column, f"verify.signature.{number}"
        column.addWidget(label(found.name or text("No name"), "bodyBold", name=name))
        if not found.is_sound:
            broken = text("This signature does not belong to the file as it is now.")
            column.addWidget(label(broken, name=f"{name}.broken"))
            return
        column.addWidget(label(verify_words.signed_at(found, self._language)))
        known = text(verify_words.KNOWN_BY[found.known_by])
        column.addWidget(label(known, name=f"{name}.known"))
        column.addWidget(
            emphasised(
                text("Six words of the key: {words}"), words=found.words, name=f"{name}.words"
            )
        )
        mark = text("Fingerprint: {mark}", mark=grouped(found.fingerprint))
        column.addWidget(label(mark, "hint", name=f"{name}.mark"))

    def _limits(self, found: CheckedFile) -> Card:
        """What is not proven, in the words of the check."""
        card = Card(
            self._theme, title=self._language.text("What this does not prove"), name="verify.limits"
        )
        for note in found.notes:
            card.column.addWidget(label(note, "footnote"))
        return card


def grouped(mark: str) -> str:
    """A fingerprint in fours, to be compared by eye."""
    return " ".join(mark[at : at + 4] for at in range(0, len(mark), 4))
