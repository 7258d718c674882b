# SPDX-License-Identifier: Apache-2.0
"""One alert in full: what, why, from which answers, what it asks, and what was done about it."""

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kinfile.app.changes import Acknowledge, ConfirmText
from kinfile.app.draft import Draft
from kinfile.forms.model import AlertId, Severity
from kinfile.i18n import Language
from kinfile.records.model import Path
from kinfile.records.report import Acknowledgement, Standing
from kinfile.ui.fields.boxes import LineBox, TextArea
from kinfile.ui.fields.column import Column
from kinfile.ui.pages.fill_alert_words import RATIONALE, Demand, demands_of, reasons_of
from kinfile.ui.pages.fill_places import spot_of
from kinfile.ui.pages.fill_words import SEVERITIES, breakable, sources
from kinfile.ui.theme import Theme
from kinfile.ui.widgets.buttons import LinkButton, SecondaryButton
from kinfile.ui.widgets.tab_order import stops
from kinfile.ui.widgets.tag import Tag
from kinfile.ui.widgets.text import label, sentences, set_err, set_words

TAGS = {Severity.ACT_NOW: "Yellow", Severity.ACT_SOON: "Blue", Severity.INFO: "Grey"}


class RecordForm(Column):
    """Who did what: a name and a text, kept with the alert."""

    recorded = Signal(str, str)
    """by, note"""

    def __init__(
        self,
        *,
        who: str,
        needs_reason: bool,
        save: str,
        theme: Theme,
        language: Language,
        name: str,
        has_note: bool = True,
    ) -> None:
        super().__init__(theme, gap=6)
        text = language.text
        self._language, self._has_note = language, has_note
        self._least = RATIONALE if needs_reason else 1
        self._hint = ""
        self.error = label("", "error", name=f"{name}.error")
        self.error.hide()
        self.layout_.addWidget(self.error)
        said = text("What I did, and when") if not needs_reason else text("What I did, or why not")
        self.note = TextArea(said, theme=theme, name=f"{name}.note", least=3, most=8)
        if has_note:
            self.layout_.addWidget(label(said, "bodyBold"))
            if needs_reason:
                hint = language.plural("{n} character or more", "{n} characters or more", RATIONALE)
                self._hint = hint
                self.note.setAccessibleDescription(hint)
                self.layout_.addWidget(label(hint, "hint"))
            self.layout_.addWidget(self.note)
        self.layout_.addWidget(label(text("Name"), "bodyBold"))
        self.by = LineBox(text("Name"), theme=theme, name=f"{name}.by")
        self.by.setText(who)
        self.layout_.addWidget(self.by)
        self.save = SecondaryButton(save, theme, name=f"{name}.save")
        self.save.clicked.connect(self._on_save)
        self.layout_.addWidget(self.save, 0, Qt.AlignmentFlag.AlignLeading)

    def focus(self) -> None:
        (self.note if self._has_note else self.by).setFocus()

    def _on_save(self) -> None:
        wrong = self._wrong()
        lacks_note = bool(wrong) and len(self.note.words()) < self._least
        set_err(self.note, is_wrong=lacks_note)
        set_err(self.by, is_wrong=not self.by.words())
        told = self._language.text("Error: {problem}", problem=wrong) if wrong else ""
        self.note.setAccessibleDescription(sentences(told if lacks_note else "", self._hint))
        self.by.setAccessibleDescription(told if not self.by.words() else "")
        set_words(self.error, wrong)
        self.error.setVisible(bool(wrong))
        if wrong:
            self.focus() if self.by.words() else self.by.setFocus()
        else:
            self.recorded.emit(self.by.words(), self.note.words())

    def _wrong(self) -> str:
        text = self._language.text
        if self._has_note and len(self.note.words()) < self._least:
            if self._least == 1:
                return text("Write what you did")
            return text("Write why in {n} characters or more", n=self._least)
        return "" if self.by.words() else text("Write the name of the person")


class AlertCard(Column):
    """One alert within the card about its person."""

    spot_chosen = Signal(object)
    """Spot: a link was followed."""
    answered = Signal(object)
    """Acknowledge or ConfirmText."""
    accessible_role = QAccessible.Role.Grouping

    def __init__(
        self, draft: Draft, standing: Standing, *, who: str, theme: Theme, language: Language
    ) -> None:
        super().__init__(theme, gap=8)
        self.setObjectName(f"alert:{standing.alert.id}")
        self.column = self.layout_
        self._theme, self._language, self._who = theme, language, who
        self.standing = standing
        alert = standing.alert
        text = language.text
        self.setAccessibleName(text(alert.say))
        tag = Tag(text(SEVERITIES[alert.severity]), kind=TAGS[alert.severity])
        self.column.addWidget(tag, 0, Qt.AlignmentFlag.AlignLeading)
        self.column.addWidget(label(text(alert.say), "bodyBold"))
        self.column.addWidget(label(text(alert.why), "footnote"))
        self._add_links(text("From your answers"), list(reasons_of(draft, standing, language)))
        self._add_links(text("What it asks"), list(demands_of(draft, alert, language)))
        self.column.addWidget(label(sources(alert.source, language), "caption"))
        self.form: RecordForm | None = None
        self._done: QWidget | None = None
        self._blocked = QVBoxLayout()
        self.column.addLayout(self._blocked)
        self._blocked_paths: tuple[Path, ...] = ()
        self._place = QVBoxLayout()
        self.column.addLayout(self._place)
        self.show_standing(draft, standing)

    def _add_links(self, title: str, demands: list[Demand]) -> None:
        if not demands:
            return
        self.column.addWidget(label(title, "caption"))
        for demand in demands:
            if demand.spot is None:
                self.column.addWidget(label(demand.words, "footnote"))
                continue
            link = LinkButton(demand.words, self._theme, size=15)
            link.clicked.connect(lambda _=False, spot=demand.spot: self.spot_chosen.emit(spot))
            self.column.addWidget(link)

    def show_standing(self, draft: Draft, standing: Standing) -> None:
        """Bring up to date what was recorded, without touching what is being written."""
        self.standing = standing
        self._show_blocked(draft, standing)
        if not _asks_for_note(standing):
            return
        given = standing.acknowledged
        if given is None and self.form is None:
            self._add_form()
        if given is not None:
            self._show_done(given)
        if self.form is not None:
            self.form.setVisible(given is None)

    def _add_form(self) -> None:
        alert = self.standing.alert
        self.form = RecordForm(
            who=self._who,
            needs_reason=alert.needs_rationale or bool(alert.forced("expect")),
            save=self._language.text("Record what I did"),
            theme=self._theme,
            language=self._language,
            name=f"alert:{alert.id}",
        )
        self.form.recorded.connect(self._on_recorded)
        self._place.addWidget(self.form)

    def _show_done(self, given: Acknowledgement) -> None:
        if self._done is not None:
            self._done.deleteLater()
        text = self._language.text
        when = self._language.date_and_time(datetime.fromisoformat(given.at)) if given.at else ""
        head = text("Recorded by {who}, {when}", who=given.by, when=when) if when else given.by
        self._done = Column(self._theme, gap=2)
        self._done.layout_.addWidget(label(head, "bodyBold"))
        if given.note:
            self._done.layout_.addWidget(label(breakable(given.note), "body"))
        self._place.addWidget(self._done)

    def _show_blocked(self, draft: Draft, standing: Standing) -> None:
        if standing.blocked == self._blocked_paths:
            return
        self._blocked_paths = standing.blocked
        while (item := self._blocked.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for path in standing.blocked:
            self._blocked.addWidget(self._blocked_text(draft, path))

    def _blocked_text(self, draft: Draft, path: Path) -> QWidget:
        """A text that waits: reword it, or put a name to its being right."""
        text, box = self._language.text, Column(self._theme, gap=6)
        asked = draft.form.by_id()[path.question]
        box.layout_.addWidget(label(text("In “{ask}”", ask=text(asked.ask)), "bodyBold"))
        reword = LinkButton(text("Reword it"), self._theme, name=f"blocked:{path}.reword")
        spot = spot_of(draft, path)
        reword.clicked.connect(lambda: self.spot_chosen.emit(spot))
        box.layout_.addWidget(reword)
        confirm = RecordForm(
            who=self._who,
            needs_reason=False,
            save=text("Confirm: it counts no child as lowering risk"),
            theme=self._theme,
            language=self._language,
            name=f"blocked:{path}",
            has_note=False,
        )
        alert = self.standing.alert.id

        def confirmed(by: str, _note: str) -> None:
            if spot is not None and spot.place is not None:
                self.answered.emit(ConfirmText(alert, spot.place, by))

        confirm.recorded.connect(confirmed)
        box.layout_.addWidget(confirm)
        return box

    def _on_recorded(self, by: str, note: str) -> None:
        self.answered.emit(Acknowledge(AlertId(self.standing.alert.id), by, note))

    def focus(self) -> None:
        """Where this alert is answered, or its first link."""
        if self.form is not None and not self.form.isHidden():
            self.form.focus()
            return
        for first in stops(self):
            if first.isVisibleTo(self):
                first.setFocus()
                return


def _asks_for_note(standing: Standing) -> bool:
    return standing.alert.needs_acknowledgement or bool(standing.alert.forced("expect"))
