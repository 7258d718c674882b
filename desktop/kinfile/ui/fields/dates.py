# SPDX-License-Identifier: Apache-2.0
"""Dates in three boxes: day, month and year, always in that order.

Month names are accepted, the caret never jumps to the next box by itself, and a date pasted
whole into the first box is spread over the three. What cannot be read stays as typed. Below
stands the date in words, with the weekday, so that a slip shows.
"""

import re

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kinfile.forms.dates import NotADate, PartialDate, gestation_days
from kinfile.forms.model import Question
from kinfile.i18n import N_, Language
from kinfile.records.model import Answer
from kinfile.records.shown import date_words
from kinfile.ui.fields.boxes import LineBox
from kinfile.ui.fields.field import Around, Field, Reading, Unreadable
from kinfile.ui.theme import Theme
from kinfile.ui.widgets.text import label, set_words

WEEKDAYS = (
    N_("Monday"),
    N_("Tuesday"),
    N_("Wednesday"),
    N_("Thursday"),
    N_("Friday"),
    N_("Saturday"),
    N_("Sunday"),
)
ENGLISH_MONTHS = (
    "january february march april may june july august september october november december"
)
ENOUGH_OF_A_MONTH = 3
"""Letters that tell one month from another ("jun" and "jul")."""
DUE_DATE = "edd"
"""The question for the due date is read back in weeks of pregnancy too."""

_WHOLE = re.compile(r"\s*(\d{1,2})[\s./-]+(\d{1,2}|[^\W\d_]{3,})[\s./-]+(\d{4})\s*")


def month_number(typed: str, language: Language) -> int | None:
    """1 to 12 for a number or for the start of a month's name; None for anything else."""
    typed = typed.strip().rstrip(".").casefold()
    if typed.isdecimal():
        return int(typed) if 1 <= int(typed) <= 12 else None
    if len(typed) < ENOUGH_OF_A_MONTH:
        return None
    for names in (ENGLISH_MONTHS.split(), [n.casefold() for n in language.month_names()]):
        found = [number for number, name in enumerate(names, 1) if name.startswith(typed)]
        if len(found) == 1:
            return found[0]
    return None


def in_words(day: PartialDate, language: Language) -> str:
    """Sunday 22 November 2026, November 2026 or 2026: as much as is known."""
    if day.is_whole:
        weekday = language.text(WEEKDAYS[day.earliest.weekday()])
        return language.text("{weekday} {date}", weekday=weekday, date=language.date(day.earliest))
    return date_words(day, language)


class DateBoxes(QWidget):
    """The three boxes without the question around them. `name` is what the date is."""

    typed = Signal()

    def __init__(
        self,
        says: str,
        *,
        language: Language,
        theme: Theme,
        name: str,
        partial: bool,
        first: str = "",
    ) -> None:
        """`first` stands above the day box where no question stands above the three."""
        super().__init__()
        self.setObjectName(name)
        self._language, self._theme, self._partial = language, theme, partial
        self._says = says
        text = language.text
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(theme.space(16))
        self.day = self._box("day", first or text("Day"), characters=3)
        self.month = self._box("month", text("Month"), characters=10)
        self.year = self._box("year", text("Year"), characters=5)
        self.row.addStretch(1)
        self.day.typed.connect(self._spread)

    def _box(self, part: str, words: str, *, characters: int) -> LineBox:
        says = self._language.text("{what}: {part}", what=self._says, part=words)
        name = f"{self.objectName()}.{part}"
        box = LineBox(says, theme=self._theme, name=name, characters=characters)
        box.typed.connect(self.typed)
        column = QVBoxLayout()
        column.setSpacing(self._theme.space(2))
        column.addWidget(label(words, "hint", wraps=False))
        column.addWidget(box)
        self.row.addLayout(column)
        return box

    @property
    def boxes(self) -> tuple[LineBox, LineBox, LineBox]:
        return self.day, self.month, self.year

    def _spread(self, text: str) -> None:
        """Put a date that was pasted whole into the day box where it belongs."""
        found = _WHOLE.fullmatch(text)
        if found:
            for box, part in zip(self.boxes, found.groups(), strict=True):
                box.setText(part)

    def show_date(self, day: PartialDate | None) -> None:
        self.day.setText(str(day.day) if day and day.day else "")
        self.month.setText(str(day.month) if day and day.month else "")
        self.year.setText(str(day.year) if day else "")

    def texts(self) -> tuple[str, ...]:
        return tuple(box.text() for box in self.boxes)

    def retype(self, texts: tuple[str, ...]) -> None:
        for box, text in zip(self.boxes, texts, strict=True):
            box.setText(text)

    def reading(self, thing: str) -> PartialDate | Unreadable | None:
        """The date; None where nothing stands; else what is wrong, the first thing first."""
        day, month, year = (box.words() for box in self.boxes)
        if not (day or month or year):
            return None
        missing = self._missing(day, month, year)
        if missing:
            return Unreadable(self._language.text(missing[1], thing=thing), missing[0])
        return self._date(day, month, year, thing)

    def _missing(self, day: str, month: str, year: str) -> tuple[LineBox, str] | None:
        needs_day, needs_month = not self._partial, not self._partial or bool(day)
        if not day and needs_day and not month and needs_month:
            return self.day, N_("{thing} must include a day and a month")
        if not day and needs_day:
            return self.day, N_("{thing} must include a day")
        if not month and needs_month:
            return self.month, N_("{thing} must include a month")
        if not year:
            return self.year, N_("{thing} must include a year")
        return None

    def _date(self, day: str, month: str, year: str, thing: str) -> PartialDate | Unreadable:
        text = self._language.text
        unreal = N_("{thing} must be a real date, for example 27 3 2026")
        if not year.isdecimal():
            return Unreadable(text(unreal, thing=thing), self.year)
        if len(year) != 4:
            # Two digits could be this century or the last: a grandparent or a grandchild.
            return Unreadable(
                text("{thing} must have a year of four digits", thing=thing), self.year
            )
        number = month_number(month, self._language) if month else None
        if month and number is None:
            return Unreadable(text(unreal, thing=thing), self.month)
        if day and not (day.isdecimal() and 1 <= int(day) <= 31):
            return Unreadable(text(unreal, thing=thing), self.day)
        written = f"{int(year):04d}" + (f"-{number:02d}" if number else "")
        try:
            return PartialDate.parse(written + (f"-{int(day):02d}" if day else ""))
        except NotADate:
            return Unreadable(text(unreal, thing=thing), self.day)


class DateField(Field):
    def __init__(
        self, question: Question, *, language: Language, theme: Theme, name: str = ""
    ) -> None:
        super().__init__(question, language=language, theme=theme, name=name)
        self.boxes = DateBoxes(
            self.says,
            language=language,
            theme=theme,
            name=self.objectName(),
            partial=question.partial,
        )
        self.boxes.typed.connect(self._on_boxes_typed)
        self.column.addWidget(self.boxes)
        self.read_back = label("", "hint", name=f"{self.objectName()}.read_back")
        self.read_back.hide()
        self.column.addWidget(self.read_back)
        self._around = Around()
        self._description = ""

    def inputs(self) -> tuple[QWidget, ...]:
        return self.boxes.boxes

    def _fill(self, answer: Answer | None) -> None:
        value = answer.value if answer else None
        self.boxes.show_date(value if isinstance(value, PartialDate) else None)
        self._show_words()

    def describe(self, description: str) -> None:
        """The date in words is heard with the rest."""
        self._description = description
        read_back = "" if self.read_back.isHidden() else self.read_back.text()
        super().describe(". ".join(part for part in (description, read_back) if part))

    def reading(self) -> Reading:
        found = self.boxes.reading(self.thing(self.language.text("The date")))
        return Answer(value=found) if isinstance(found, PartialDate) else found

    def show_around(self, around: Around) -> None:
        self._around = around
        self._show_words()

    @property
    def typed(self) -> tuple[str, ...]:
        return self.boxes.texts()

    def retype(self, typed: tuple[str, ...]) -> None:
        self.boxes.retype(typed)
        self._show_words()

    def _on_boxes_typed(self) -> None:
        self._show_words()
        self._on_typed()

    def _show_words(self) -> None:
        reading = self.boxes.reading("")
        day = reading if isinstance(reading, PartialDate) else None
        set_words(self.read_back, self._words(day) if day else "")
        self.read_back.setVisible(day is not None)
        self.describe(self._description)

    def _words(self, day: PartialDate) -> str:
        words = in_words(day, self.language)
        if self.question.id == DUE_DATE and self._around.today and day.is_whole:
            weeks, days = divmod(gestation_days(day.earliest, self._around.today), 7)
            if weeks >= 0:
                pregnancy = self.language.plural(
                    "{weeks} weeks + {n} day", "{weeks} weeks + {n} days", days, weeks=weeks
                )
                return f"{words} · {pregnancy}"
        return words
