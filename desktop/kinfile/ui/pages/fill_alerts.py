# SPDX-License-Identifier: Apache-2.0
"""Alerts on the page: a calm strip above the questions, and a panel with all of them.

The strip never says what the alert is about: somebody may be looking. It shows one thing at a
time, in no red, with no sound, and stops nothing.
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from kinfile.app.draft import Draft
from kinfile.forms.model import AlertId, Severity
from kinfile.i18n import Language
from kinfile.ui.fields.column import Column
from kinfile.ui.pages.fill_alert_card import AlertCard
from kinfile.ui.pages.fill_alert_words import ordered, waiting
from kinfile.ui.theme import Theme
from kinfile.ui.widgets.announce import Announcement, announce
from kinfile.ui.widgets.banner import Banner
from kinfile.ui.widgets.buttons import LinkButton, SecondaryButton
from kinfile.ui.widgets.heading import Heading
from kinfile.ui.widgets.scroll import ScrollColumn
from kinfile.ui.widgets.text import label


class AlertStrip(QWidget):
    """There only while an alert waits for a word of the worker."""

    why_chosen = Signal()
    record_chosen = Signal()

    def __init__(self, theme: Theme, language: Language) -> None:
        super().__init__()
        self._language = language
        text = language.text
        self.why = LinkButton(text("See why"), theme, name="alerts.why")
        self.why.clicked.connect(self.why_chosen)
        self.record = SecondaryButton(text("Record what I did"), theme, name="alerts.record")
        self.record.clicked.connect(self.record_chosen)
        actions = (self.why,) if theme.is_compact else (self.why, self.record)
        self.record.setParent(self)
        self.banner = Banner("", "", theme, kind="warn", actions=actions, name="alerts")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, theme.space(8))
        column.addWidget(self.banner)
        if theme.is_compact:
            self.record.hide()
        self._told: frozenset[AlertId] = frozenset()
        self.hide()

    def show_draft(self, draft: Draft) -> None:
        open_ = waiting(draft.report.alerts)
        ids = frozenset(standing.alert.id for standing in open_)
        if open_:
            first = open_[0]
            title = self._title(first.alert.severity, len(open_) - 1)
            answers = self._language.plural(
                "From {n} answer in this form. Kinfile prompts, you decide.",
                "From {n} answers in this form. Kinfile prompts, you decide.",
                max(len(first.because), 1),
            )
            self.banner.set_words(title, answers)
        self.setVisible(bool(open_))
        if ids - self._told and self.isVisible():
            announce(self, Announcement.PROMPT, self._language)
        self._told = ids

    def _title(self, severity: Severity, more: int) -> str:
        text = self._language.text
        title = (
            text("There is something to follow up today")
            if severity is Severity.ACT_NOW
            else text("There is something to follow up soon")
        )
        if more:
            others = self._language.plural("and {n} more", "and {n} more", more)
            return text("{title}, {others}", title=title, others=others)
        return title


class AlertPanel(QFrame):
    """All alerts that stand, what they rest on and what was done. Esc closes it."""

    spot_chosen = Signal(object)
    answered = Signal(object)
    closed = Signal()

    def __init__(self, who: str, theme: Theme, language: Language) -> None:
        super().__init__()
        self._who, self._theme, self._language = who, theme, language
        self.setObjectName("alert_panel")
        self.setProperty("look", "rail")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(*(theme.space(n) for n in (20, 16, 16, 8)))
        head.addWidget(Heading(language.text("Prompts from your answers"), theme, level=2), 1)
        self.close_button = LinkButton(language.text("Close"), theme, name="alert_panel.close")
        self.close_button.clicked.connect(self.closed)
        head.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        self._scroll = ScrollColumn(
            theme, measure=0, margins=(20, 4, 20, 20), name="alert_panel.scroll"
        )
        column.addWidget(self._scroll, 1)
        decide = language.text("Kinfile prompts; you decide. No prompt does not mean safe.")
        content = Column(theme, gap=12)
        content.layout_.addWidget(label(decide, "footnote"))
        self._cards = QVBoxLayout()
        self._cards.setSpacing(theme.space(12))
        content.layout_.addLayout(self._cards)
        content.layout_.addStretch(1)
        self._scroll.column.addWidget(content)
        self.cards: dict[AlertId, AlertCard] = {}
        self.hide()

    def show_draft(self, draft: Draft) -> None:
        standing = {each.alert.id: each for each in ordered(draft.report.alerts)}
        for gone in self.cards.keys() - standing.keys():
            self.cards.pop(gone).deleteLater()
        for at, (alert, each) in enumerate(standing.items()):
            if alert in self.cards:
                self.cards[alert].show_standing(draft, each)
                continue
            card = AlertCard(draft, each, who=self._who, theme=self._theme, language=self._language)
            card.spot_chosen.connect(self.spot_chosen)
            card.answered.connect(self.answered)
            self.cards[alert] = card
            self._cards.insertWidget(at, card)

    def focus_first(self, *, record: bool = False) -> None:
        """Put the focus on Close, or with `record` where the first open alert is answered."""
        if record:
            for card in self.cards.values():
                if card.standing.is_open:
                    card.focus()
                    return
        self.close_button.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)
