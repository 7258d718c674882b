# SPDX-License-Identifier: Apache-2.0
"""The assessments that can be begun, one card each."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from kinfile.i18n import Language
from kinfile.ui import icons
from kinfile.ui.door_cards import FormCard
from kinfile.ui.theme import Theme
from kinfile.ui.widgets.buttons import PrimaryButton
from kinfile.ui.widgets.card import Card
from kinfile.ui.widgets.tag import TRIAL, Tag
from kinfile.ui.widgets.text import label

ICONS = {"pre_birth": "baby", "young_carer": "users", "hospital_visit": "hospital"}
"""Form id -> icon, in the order of the cards; any other form comes after, with a plain one."""


class FormCards(QWidget):
    """Side by side, or one below the other where there is little room."""

    form_chosen = Signal(str)

    def __init__(self, forms: Sequence[FormCard], theme: Theme, language: Language) -> None:
        super().__init__()
        self._theme = theme
        self._language = language
        row: QBoxLayout = QVBoxLayout(self) if theme.is_compact else QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.space(18))
        self.buttons: list[PrimaryButton] = []
        order = {name: place for place, name in enumerate(ICONS)}
        for form in sorted(forms, key=lambda form: order.get(form.id, len(order))):
            row.addWidget(self._card(form), 1)

    def _card(self, form: FormCard) -> Card:
        theme, text = self._theme, self._language.text
        card = Card(theme, padding=22, name=f"form.{form.id}")
        picture = QLabel()
        picture.setPixmap(
            icons.pixmap(ICONS.get(form.id, "file-text"), theme.colour("link"), theme.px(32))
        )
        card.column.addWidget(picture)
        title = label(self._language.asked(form.title), "h2")
        length = self._language.plural(
            "{n} section, about {minutes} minutes.",
            "{n} sections, about {minutes} minutes.",
            len(form.titles),
            minutes=form.minutes,
        )
        card.column.addWidget(title)
        if form.is_trial:
            card.column.addWidget(Tag(text(TRIAL), kind="Yellow", name=f"form.{form.id}.trial"))
        card.column.addWidget(label(f"{self._language.asked(form.about)} {length}", "hint"))
        card.column.addStretch()
        card.column.addSpacing(theme.space(8))
        start = PrimaryButton(
            text("Start"),
            theme,
            says=text("Start: {form}", form=self._language.asked(form.title)),
            name=f"form.{form.id}.start",
        )
        start.clicked.connect(lambda: self.form_chosen.emit(form.id))
        self.buttons.append(start)
        card.column.addWidget(start, 0, Qt.AlignmentFlag.AlignLeft)
        return card
