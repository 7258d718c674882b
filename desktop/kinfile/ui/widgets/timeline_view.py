# SPDX-License-Identifier: Apache-2.0
"""A record's dates down a line: a mark for each, a bar for what is known to the month or year.

Years stand as headings, long gaps are named, and a line across says where today is.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF

from kinfile.forms.model import Form
from kinfile.i18n import Language
from kinfile.records.chronology import Chronology, Entry, Sort, Standing
from kinfile.records.chronology_words import (
    SORTS,
    gap_words,
    sentence_of,
    what_words,
    when_words,
)
from kinfile.records.family_words import Names
from kinfile.ui.theme import Theme
from kinfile.ui.widgets.diagram import Diagram, Words

WHEN = 168
"""Width of the dates, pixels at 100 %."""
LINE = 44


class _What(StrEnum):
    YEAR = "year"
    GAP = "gap"
    TODAY = "today"
    ENTRY = "entry"


@dataclass(frozen=True, slots=True)
class _Row:
    """One thing down the line. `entry` is the number of an entry, -1 for the others."""

    what: _What
    words: str
    top: float
    high: float
    entry: int = -1


class TimelineView(Diagram):
    """`names` says what people are called in it."""

    def __init__(
        self,
        chronology: Chronology,
        form: Form,
        names: Names,
        theme: Theme,
        language: Language,
        *,
        name: str,
    ) -> None:
        super().__init__(theme, language, says=language.text("Timeline"), name=name)
        self._chronology = chronology
        self._form = form
        self._names = names
        self._rows: tuple[_Row, ...] = ()
        self._body = Words(theme.font(16))
        self._strong = Words(theme.font(16, weight=600))
        self._small = Words(theme.font(14))
        self._years = Words(theme.font(17, weight=700))

    def rename(self, names: Names) -> None:
        """Call everybody otherwise."""
        self._names = names
        self.arrange()

    # Diagram's side

    def boxes(self) -> Sequence[QRectF]:
        inset = self.theme.space(2)
        return [
            QRectF(inset, row.top, self.width() - 2 * inset, row.high)
            for row in self._rows
            if row.what is _What.ENTRY
        ]

    def sentence(self, number: int) -> str:
        entry = self._chronology.entries[number]
        return sentence_of(entry, self._form, self._names, self.language)

    def lay_out(self, width: int) -> int:
        wide = width - self._text_at
        rows: list[_Row] = []
        y = 0.0

        def add(what: _What, words: str, high: float, entry: int = -1) -> None:
            nonlocal y
            rows.append(_Row(what, words, y, high, entry))
            y += high

        before: Entry | None = None
        told_today = False
        for number, entry in enumerate(self._chronology.entries):
            if not told_today and self._is_later(entry):
                told_today = True
                add(_What.TODAY, self._today_words(), self.theme.px(24) + self.theme.space(10))
            for what, words in self._between(before, entry):
                add(what, words, self.theme.px(24) + self.theme.space(8))
            add(_What.ENTRY, "", self._entry_height(entry, wide), number)
            before = entry
        if not told_today and rows:
            add(_What.TODAY, self._today_words(), self.theme.px(24) + self.theme.space(10))
        self._rows = tuple(rows)
        return round(y) + self.theme.space(4)

    def _is_later(self, entry: Entry) -> bool:
        return entry.when is None or entry.when.earliest > self._chronology.today

    def _today_words(self) -> str:
        day = self.language.date(self._chronology.today)
        return self.language.text("Today, {date}", date=day)

    def _between(self, before: Entry | None, entry: Entry) -> list[tuple[_What, str]]:
        """The gap and the year that come before an entry."""
        found = []
        when, last = entry.when, before.when if before else None
        if when and last:
            gap = gap_words(last.latest, when.earliest, self.language)
            if gap:
                found.append((_What.GAP, gap))
        if when and (last is None or when.year != last.year):
            found.append((_What.YEAR, str(when.year)))
        if when is None and last is not None:
            found.append((_What.YEAR, self.language.text("No date recorded")))
        return found

    @property
    def _stacks(self) -> bool:
        """Whether the date stands over the words, for want of room beside them."""
        return self.width() < self.theme.px(WHEN + LINE + 300)

    @property
    def _text_at(self) -> int:
        return self.theme.px(LINE) if self._stacks else self.theme.px(WHEN + LINE)

    def _entry_height(self, entry: Entry, wide: float) -> float:
        high = self._words_of(entry).height(self._what(entry), wide)
        high += self._small.height(self._below(entry), wide)
        if self._stacks:
            high += self._small.height(when_words(entry, self.language), wide)
        return high + self.theme.space(14)

    def _words_of(self, entry: Entry) -> Words:
        return self._strong if entry.sort is Sort.EVENT else self._body

    def _what(self, entry: Entry) -> str:
        return what_words(entry, self._form, self._names, self.language)

    def _below(self, entry: Entry) -> str:
        text = self.language.text
        kind = text(SORTS[entry.sort])
        if not entry.source:
            return kind
        source = self._names.typed(entry.source)
        return text("{kind}, from: {source}", kind=kind, source=source)

    # painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.theme.language_rtl:
            # Words keep their own direction; only where things stand is mirrored.
            painter.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self._paint_axis(painter)
        seen = event.rect()
        for row in self._rows:
            if row.top + row.high >= seen.top() and row.top <= seen.bottom():
                paint = {
                    _What.ENTRY: self._paint_entry,
                    _What.TODAY: self._paint_today,
                    _What.YEAR: self._paint_year,
                    _What.GAP: self._paint_gap,
                }[row.what]
                paint(painter, row)
        painter.end()

    def _at(self, x: float, wide: float = 0.0) -> float:
        """The left edge of something that begins `x` from the leading edge."""
        return self.width() - x - wide if self.theme.language_rtl else x

    @property
    def _axis(self) -> float:
        middle = self.theme.px(LINE) / 2
        return middle if self._stacks else self.theme.px(WHEN) + middle

    def _paint_axis(self, painter: QPainter) -> None:
        if not self._rows:
            return
        first, last = self._rows[0], self._rows[-1]
        painter.setPen(QPen(self.theme.colour("fieldline"), 2 * self.theme.scale))
        x = self._at(self._axis)
        painter.drawLine(QPointF(x, first.top + 4), QPointF(x, last.top + last.high - 4))

    def _paint_year(self, painter: QPainter, row: _Row) -> None:
        painter.setPen(self.theme.colour("text"))
        x, wide = self._text_at, self.width() - self._text_at
        self._years.draw(painter, row.words, self._at(x, wide), row.top + self.theme.space(2), wide)

    def _paint_gap(self, painter: QPainter, row: _Row) -> None:
        painter.setPen(self.theme.colour("text2"))
        x, wide = self._text_at, self.width() - self._text_at
        self._small.draw(painter, row.words, self._at(x, wide), row.top + self.theme.space(4), wide)
        # The line is broken where time is left out.
        painter.setPen(QPen(self.theme.colour("page"), 4 * self.theme.scale))
        middle = row.top + row.high / 2
        reach = self.theme.px(4)
        line = self._at(self._axis)
        painter.drawLine(QPointF(line, middle - reach), QPointF(line, middle + reach))

    def _paint_today(self, painter: QPainter, row: _Row) -> None:
        theme = self.theme
        middle = row.top + row.high / 2
        painter.setPen(QPen(theme.colour("link"), 2 * theme.scale))
        painter.drawLine(QPointF(0, middle), QPointF(self.width(), middle))
        font = theme.font(14, weight=700)
        painter.setFont(font)
        wide = painter.fontMetrics().horizontalAdvance(row.words) + 2 * theme.space(10)
        high = theme.px(22)
        box = QRectF(self._at(self._text_at, wide), middle - high / 2, wide, high)
        painter.setBrush(theme.colour("link"))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawRoundedRect(box, 4, 4)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(theme.colour("page"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, row.words)

    def _paint_entry(self, painter: QPainter, row: _Row) -> None:
        theme = self.theme
        entry = self._chronology.entries[row.entry]
        y = row.top + theme.space(7)
        text_at, wide = self._text_at, self.width() - self._text_at
        when = when_words(entry, self.language)
        self._paint_mark(painter, entry, row)
        painter.setPen(theme.colour("text2"))
        if self._stacks:
            y += self._small.draw(painter, when, self._at(text_at, wide), y, wide)
        else:
            room = theme.px(WHEN) - theme.space(8)
            self._small.draw(painter, when, self._at(theme.space(8), room), y + theme.px(1), room)
        painter.setPen(theme.colour("text"))
        x = self._at(text_at, wide)
        y += self._words_of(entry).draw(painter, self._what(entry), x, y, wide)
        painter.setPen(theme.colour("text2"))
        self._small.draw(painter, self._below(entry), x, y, wide)

    def _paint_mark(self, painter: QPainter, entry: Entry, row: _Row) -> None:
        theme = self.theme
        x, half = self._at(self._axis), theme.px(7)
        ink = theme.colour("warnline" if entry.standing is Standing.OVERDUE else "link")
        painter.setPen(QPen(ink, 2 * theme.scale))
        filled = entry.standing in (Standing.PAST, Standing.OVERDUE)
        painter.setBrush(ink if filled else theme.colour("page"))
        if entry.when and not entry.when.is_whole:
            # As long as the row: it may have been any day of the month or year.
            inset = theme.space(5)
            box = QRectF(x - half, row.top + inset, 2 * half, row.high - 2 * inset)
            painter.drawRoundedRect(box, half, half)
        else:
            middle = row.top + theme.space(7) + theme.px(11)
            draw_mark(painter, entry.sort, QPointF(x, middle), half)
        painter.setBrush(Qt.BrushStyle.NoBrush)


def draw_mark(painter: QPainter, sort: Sort, centre: QPointF, half: float) -> None:
    """A circle for life, a diamond for events, a square for meetings, a triangle for steps."""
    x, y = centre.x(), centre.y()
    if sort is Sort.LIFE:
        painter.drawEllipse(centre, half, half)
        return
    shapes = {
        Sort.EVENT: ((0, -1.2), (1.2, 0), (0, 1.2), (-1.2, 0)),
        Sort.MEETING: ((-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)),
        Sort.STEP: ((0, -1.0), (1.0, 0.8), (-1.0, 0.8)),
    }
    corners = [QPointF(x + dx * half, y + dy * half) for dx, dy in shapes[sort]]
    painter.drawPolygon(QPolygonF(corners))
