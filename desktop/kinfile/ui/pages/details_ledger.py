# SPDX-License-Identifier: Apache-2.0
"""Where the files of a record went: what was exported, to whom, and whether they confirmed it.

Kinfile sends nothing and hears of nothing, so the worker notes it here.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from kinfile.errors import KinfileError, Refused
from kinfile.forms.dates import PartialDate
from kinfile.i18n import Language
from kinfile.ui.fields.boxes import LineBox
from kinfile.ui.fields.dates import DateBoxes
from kinfile.ui.fields.field import Unreadable
from kinfile.ui.pages.fill_words import breakable
from kinfile.ui.theme import Theme
from kinfile.ui.widgets.announce import Announcement, announce
from kinfile.ui.widgets.buttons import LinkButton, PrimaryButton, SecondaryButton
from kinfile.ui.widgets.card import Card
from kinfile.ui.widgets.flow import FlowLayout
from kinfile.ui.widgets.text import label, rule, set_err, set_words
from kinfile.vault.rows import LedgerLine
from kinfile.wording import say
from kinfile.wording.copies import file_words


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Note:
    """What the worker notes of a file: that it went `to` somebody, or that they have it."""

    is_confirmed: bool
    to: str
    on: date
    channel: str = ""


def waiting_to_send(lines: Sequence[LedgerLine]) -> LedgerLine | None:
    """The file of which it can be noted who it went to: the last that went to nobody yet."""
    return next((line for line in reversed(lines) if line.sent_on is None), None)


def waiting_to_confirm(lines: Sequence[LedgerLine]) -> tuple[LedgerLine, ...]:
    """For each receiver the last file that they have not confirmed."""
    found: dict[str, LedgerLine] = {}
    for line in lines:
        if line.sent_on is not None and line.acknowledged_on is None:
            found[(line.recipient or "").casefold()] = line
    return tuple(found.values())


class LedgerCard(Card):
    """The lines, oldest first. A link below a line opens the form for what can be noted of it."""

    noted = Signal(object)
    """Note"""

    def __init__(
        self, lines: Sequence[LedgerLine], *, today: date, theme: Theme, language: Language
    ) -> None:
        super().__init__(theme, title=language.text("Where it went"), name="details.ledger")
        self._theme, self._language, self._today = theme, language, today
        self.form: NoteForm | None = None
        self._opener: LinkButton | None = None
        self._sends: LinkButton | None = None
        to_send, to_confirm = waiting_to_send(lines), waiting_to_confirm(lines)
        if not lines:
            none = language.text("Nothing of this record has been saved to a folder yet.")
            self.column.addWidget(label(none, "hint"))
        # One flat column: Qt gives lines that wrap too little in a layout inside another.
        self.column.setSpacing(theme.space(3))
        for line in lines:
            if line is not lines[0]:
                self.column.addSpacing(theme.space(5))
                self.column.addWidget(rule())
                self.column.addSpacing(theme.space(5))
            self._add(line, may_send=line is to_send, may_confirm=line in to_confirm)

    def _add(self, line: LedgerLine, *, may_send: bool, may_confirm: bool) -> None:
        text, name = self._language.text, f"details.ledger.{line.id}"
        words = file_words(line.edition, line.version, self._language)
        self.column.addWidget(label(words, "bodyBold"))
        for said in self._said(line):
            self.column.addWidget(label(breakable(said)))
        if may_send:
            self._sends = self._opens(text("Note who it went to"), line, f"{name}.send")
            self.column.addWidget(self._sends)
        if may_confirm:
            link = self._opens(text("They confirmed it"), line, f"{name}.confirm")
            self.column.addWidget(link)

    def _said(self, line: LedgerLine) -> list[str]:
        text, when = self._language.text, self._language.date_and_time
        said = [text("Saved to a folder {when}", when=when(line.at.astimezone()))]
        if line.sent_on is None:
            return said
        day, to = self._day(line.sent_on), line.recipient or ""
        said.append(
            text("Went to {who} on {date}, by {channel}", who=to, date=day, channel=line.channel)
            if line.channel
            else text("Went to {who} on {date}", who=to, date=day)
        )
        if line.acknowledged_on is not None:
            said.append(text("Confirmed on {date}", date=self._day(line.acknowledged_on)))
        return said

    def _day(self, iso: str) -> str:
        return self._language.date(date.fromisoformat(iso))

    def _opens(self, words: str, line: LedgerLine, name: str) -> LinkButton:
        what = file_words(line.edition, line.version, self._language)
        says = self._language.text("{what}: {part}", what=words, part=what)
        link = LinkButton(words, self._theme, says=says, name=name)
        link.clicked.connect(lambda: self._open(line, link))
        return link

    def _open(self, line: LedgerLine, opener: LinkButton) -> None:
        self.close_form()
        is_confirmed = line.sent_on is not None
        form = NoteForm(
            self._today,
            to=(line.recipient or "") if is_confirmed else None,
            theme=self._theme,
            language=self._language,
        )
        form.noted.connect(self.noted)
        form.closed.connect(self.close_form)
        self.column.insertWidget(self.column.indexOf(opener) + 1, form)
        opener.hide()
        self.form, self._opener = form, opener
        form.focus_first()

    def open_first(self) -> None:
        """Open the form for who the last file went to, where there is one to be noted."""
        if self._sends is not None:
            self._sends.click()

    def close_form(self) -> None:
        """Leave it unnoted; the focus goes back to what opened the form."""
        form, self.form = self.form, None
        if form is None:
            return
        form.hide()
        form.deleteLater()
        if self._opener is not None:
            self._opener.show()
            self._opener.setFocus()


class NoteForm(QFrame):
    """Who it went to, when and how; with `to` given, only when they confirmed it."""

    noted = Signal(object)
    closed = Signal()

    def __init__(self, today: date, *, to: str | None, theme: Theme, language: Language) -> None:
        super().__init__()
        self.setProperty("look", "reveal")
        self.setObjectName("note")
        self._theme, self._language, self._to = theme, language, to
        self._is_busy = False
        self.errors: list[QLabel] = []
        """Above each field that can be wrong, in order."""
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(*(theme.space(n) for n in (14, 6, 0, 6)))
        self._column.setSpacing(theme.space(4))
        text = language.text
        self.who: LineBox | None = None
        if to is None:
            self._add_question(text("Who did it go to?"), "note.who_error")
            self.who = self._add_line(text("Who did it go to?"), "note.who")
        asked = text("On which day?") if to is None else text("When did they confirm it?")
        self._add_question(asked, "note.day_error")
        self.day = DateBoxes(asked, language=language, theme=theme, name="note.day", partial=False)
        self.day.show_date(PartialDate.parse(today.isoformat()))
        self._column.addWidget(self.day)
        self.channel: LineBox | None = None
        if to is None:
            how = text("How? (if you want to say)")
            self._column.addSpacing(theme.space(8))
            self._column.addWidget(label(how, "question"))
            self.channel = self._add_line(how, "note.channel")
        self._add_buttons()

    def _add_question(self, asked: str, name: str) -> None:
        """The words over a field, with room for what is wrong between them."""
        if self.errors:
            self._column.addSpacing(self._theme.space(8))
        self._column.addWidget(label(asked, "question"))
        error = label("", "error", name=name)
        error.hide()
        self._column.addWidget(error)
        self.errors.append(error)

    def _add_line(self, asked: str, name: str) -> LineBox:
        box = LineBox(asked, theme=self._theme, name=name)
        box.setMaximumWidth(self._theme.px(420))
        self._column.addWidget(box)
        return box

    def _add_buttons(self) -> None:
        text, theme = self._language.text, self._theme
        save = PrimaryButton(text("Note it"), theme, name="note.save")
        leave = SecondaryButton(text("Not now"), theme, name="note.leave")
        save.clicked.connect(self._on_saved)
        leave.clicked.connect(self.closed)
        row = FlowLayout(gap=theme.space(12))
        row.addWidget(save)
        row.addWidget(leave)
        self._column.addSpacing(theme.space(4))
        self._column.addLayout(row)

    def focus_first(self) -> None:
        (self.who or self.day.day).setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_saved(self) -> None:
        if self._is_busy:
            return
        self._clear()
        text = self._language.text
        to = self._to if self.who is None else self.who.words()
        if not to:
            self._refuse(text("Enter who it went to"), self.who)
            return
        day = self.day.reading(text("The day"))
        if isinstance(day, Unreadable):
            self._refuse(day.words, day.box)
        elif day is None:
            self._refuse(text("Enter the day"), self.day.day)
        else:
            self._is_busy = True
            channel = self.channel.words() if self.channel is not None else ""
            is_confirmed = self.who is None
            note = Note(is_confirmed=is_confirmed, to=to, on=day.earliest, channel=channel)
            self.noted.emit(note)

    def show_failed(self, error: KinfileError) -> None:
        """It was not noted: say why, at the box that can be put right."""
        self._is_busy = False
        is_of_day = isinstance(error, Refused) and error.facts.get("path") == "date"
        self._refuse(str(say(error, self._language)), self.day.day if is_of_day else self.who)

    def _refuse(self, words: str, box: QWidget | None) -> None:
        wrong = box or self.day.day
        error = self.errors[0 if wrong is self.who else -1]
        set_words(error, words)
        error.show()
        set_err(wrong, is_wrong=True)
        wrong.setAccessibleDescription(self._language.text("Error: {error}", error=words))
        wrong.setFocus()
        announce(self, Announcement.PROBLEM, self._language)

    def _clear(self) -> None:
        for error in self.errors:
            error.hide()
        for box in (self.who, *self.day.boxes):
            if box is not None:
                set_err(box, is_wrong=False)
                box.setAccessibleDescription("")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys: dict[int, Callable[[], None]] = {
            Qt.Key.Key_Escape: self.closed.emit,
            Qt.Key.Key_Return: self._on_saved,
            Qt.Key.Key_Enter: self._on_saved,
        }
        done = keys.get(event.key())
        if done is not None:
            done()
        else:
            super().keyPressEvent(event)
