# SPDX-License-Identifier: Apache-2.0
"""Alerts on the page: a calm strip above the questions, and a panel with all of them.

The strip never says what the alert is about: somebody may be looking. It shows one thing at a
time, in no red, with no sound, and stops nothing.
"""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from kinfile.app.draft import Draft
from kinfile.forms.model import AlertId, Severity
from kinfile.i18n import Language
from kinfile.records.model import RowId
from kinfile.records.report import Standing
from kinfile.ui.fields.column import Column
from kinfile.ui.pages.fill_alert_card import AlertCard, RecordForm
from kinfile.ui.pages.fill_alert_groups import AlertGroup, alert_groups, waiting_groups
from kinfile.ui.theme import Theme
from kinfile.ui.widgets.announce import Announcement, announce
from kinfile.ui.widgets.banner import Banner
from kinfile.ui.widgets.buttons import LinkButton, SecondaryButton
from kinfile.ui.widgets.card import Card
from kinfile.ui.widgets.focus_ring import reveal
from kinfile.ui.widgets.heading import Heading
from kinfile.ui.widgets.scroll import ScrollColumn
from kinfile.ui.widgets.text import label, rule


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
        """One line for everything about the same people; how many others wait is said too."""
        groups = waiting_groups(draft, self._language)
        ids = frozenset(each.alert.id for group in groups for each in group.waiting)
        if groups:
            first = groups[0]
            title = self._title(first.waiting[0].alert.severity, len(groups) - 1)
            answers = self._language.plural(
                "From {n} answer in this form. Kinfile prompts, you decide.",
                "From {n} answers in this form. Kinfile prompts, you decide.",
                max(len(first.because), 1),
            )
            self.banner.set_words(title, answers)
        self.setVisible(bool(groups))
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


class GroupCard(Card):
    """Every alert about the same people, one below the other."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, padding=16, name="alert_group")
        self._theme = theme
        self.title = Heading("", theme, level=2)
        self.column.addWidget(self.title)
        self._parts: list[AlertCard] = []
        self._rules: list[QFrame] = []

    def show_group(self, group: AlertGroup, parts: list[AlertCard]) -> None:
        """Under the title of `group` stand `parts`, in their order."""
        self.title.set_text(group.title)
        if parts == self._parts:
            return
        for line in self._rules:
            line.deleteLater()
        self._parts, self._rules = list(parts), []
        for part in parts:
            if part is not parts[0]:
                self._rules.append(rule())
                self.column.addWidget(self._rules[-1])
            self.column.addWidget(part)


class AlertPanel(QFrame):
    """All alerts that stand, what they rest on and what was done, one card for each person.

    Esc closes it.
    """

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
        head.addWidget(
            Heading(
                language.text("Prompts from your answers"),
                theme,
                level=1 if theme.is_compact else 2,
            ),
            1,
        )
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
        self.groups: dict[frozenset[RowId], GroupCard] = {}
        self._order: list[AlertId] = []
        self._reveal_soon = QTimer(self, singleShot=True, interval=0)
        self._follow_focus()
        self.hide()

    def _follow_focus(self) -> None:
        """Texts find their height in several steps, each of which moves what is below them."""
        self._reveal_soon.timeout.connect(self._reveal)
        self._scroll.verticalScrollBar().rangeChanged.connect(lambda *_: self._reveal_soon.start())

    def show_draft(self, draft: Draft) -> None:
        """Bring the cards up to date. What has just been recorded leads on to what waits next."""
        form = _form_in_focus()
        was_here = form is not None and self.isAncestorOf(form)
        self._show_groups(draft)
        if was_here and form is not None and not form.isVisibleTo(self):
            self.focus_first(record=True)
        self._reveal_soon.start()

    def _reveal(self) -> None:
        focus = QApplication.focusWidget()
        if focus is not None and self._scroll.isAncestorOf(focus):
            reveal(focus, self._theme)

    def _show_groups(self, draft: Draft) -> None:
        groups = alert_groups(draft, self._language)
        self._order = [each.alert.id for group in groups for each in group.alerts]
        for gone in self.cards.keys() - set(self._order):
            card = self.cards.pop(gone)
            card.hide()
            card.deleteLater()
        for at, group in enumerate(groups):
            box = self.groups.get(group.rows)
            if box is None:
                box = self.groups[group.rows] = GroupCard(self._theme)
                self._cards.insertWidget(at, box)
            box.show_group(group, [self._card(draft, each) for each in group.alerts])
        for gone_rows in self.groups.keys() - {group.rows for group in groups}:
            self.groups.pop(gone_rows).deleteLater()

    def _card(self, draft: Draft, standing: Standing) -> AlertCard:
        """The part about one alert; what is being written in it stays."""
        card = self.cards.get(standing.alert.id)
        if card is not None:
            card.show_standing(draft, standing)
            return card
        card = AlertCard(draft, standing, who=self._who, theme=self._theme, language=self._language)
        card.spot_chosen.connect(self.spot_chosen)
        card.answered.connect(self.answered)
        self.cards[standing.alert.id] = card
        return card

    def focus_first(self, *, record: bool = False, alert: str = "") -> None:
        """Put the focus on Close, or with `record` where the first open alert is answered.

        With `alert` it goes to that one, if it is still open.
        """
        if record:
            every = (self.cards[each] for each in self._order)
            waiting = [card for card in every if card.standing.is_open]
            waiting.sort(key=lambda card: card.standing.alert.id != alert)
            for card in waiting[:1]:
                card.focus()
                return
        self.close_button.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)


def _form_in_focus() -> RecordForm | None:
    """The form somebody writes in."""
    widget: QWidget | None = QApplication.focusWidget()
    while widget is not None and not isinstance(widget, RecordForm):
        widget = widget.parentWidget()
    return widget
