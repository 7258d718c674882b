# SPDX-License-Identifier: Apache-2.0
"""The record list as a table: which lines, in which order, and what each cell says.

Sorting and filtering happen here on plain values (Qt's sorting proxy takes seconds for ten
thousand rows). `Qt.DisplayRole` is what the eye reads, `AccessibleTextRole` what the ear hears;
the drawing is records_table.py's.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import IntEnum

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from kinfile.app.draft import RecordLine, RecordStatus
from kinfile.i18n import N_, Language
from kinfile.records.folding import folded, sort_key
from kinfile.ui.door_cards import FormCard
from kinfile.ui.widgets.tag import STATUS

AnyIndex = QModelIndex | QPersistentModelIndex


class Column(IntEnum):
    WHO = 0
    KEY_DATE = 1
    SECTIONS = 2
    STATUS = 3
    TO_DO = 4
    CHANGED = 5
    MORE = 6
    """The button that opens a row's menu."""


COLUMNS = {
    Column.WHO: N_("Who"),
    Column.KEY_DATE: N_("Key date"),
    Column.SECTIONS: N_("Sections"),
    Column.STATUS: N_("Status"),
    Column.TO_DO: N_("To do"),
    Column.CHANGED: N_("Last change"),
    Column.MORE: "",
}
COMPACT = (Column.WHO, Column.STATUS, Column.TO_DO, Column.MORE)
TO_DO = {"follow_up": N_("Follow up today"), "send": N_("Send PDF")}
KEY_DATES = {"due": N_("Due {date}"), "visit": N_("Visit {date}"), "review": N_("Review {date}")}
OPEN = frozenset(status for status in RecordStatus if status.may_change)
SOON = timedelta(days=14)
"""How near a key date is that counts as due soon."""
Filter = Callable[[RecordLine, date], bool]
PUT_ASIDE = "put_aside"


def _has(status: RecordStatus) -> Filter:
    return lambda line, _: line.status is status


def _is_due(line: RecordLine, today: date) -> bool:
    """Whether its date is near or just past, and it is not handed over yet."""
    waits = line.status in OPEN or line.status is RecordStatus.SIGNED
    return waits and line.key_date is not None and abs(line.key_date.on - today) <= SOON


FILTERS: Mapping[str, Filter] = {
    "all": lambda line, _: line.status is not RecordStatus.ERASED,
    "to_do": lambda line, _: bool(line.to_do),
    "due": _is_due,
    "ready": _has(RecordStatus.READY_TO_SIGN),
    "not_sent": _has(RecordStatus.SIGNED),
    "not_started": _has(RecordStatus.NOT_STARTED),
    "in_progress": _has(RecordStatus.IN_PROGRESS),
    "sent": _has(RecordStatus.SENT),
    "closed": lambda line, _: line.status in (RecordStatus.CLOSED, RecordStatus.SUPERSEDED),
    "erased": _has(RecordStatus.ERASED),
    PUT_ASIDE: lambda line, _: line.put_aside is not None,
}
"""Which lines each filter shows, on a day. Erased records are in no other than their own, and so
are those put aside (see `is_shown`)."""


def is_shown(line: RecordLine, key: str, today: date) -> bool:
    """Whether the filter `key` shows `line`."""
    return (line.put_aside is not None) == (key == PUT_ASIDE) and FILTERS[key](line, today)


LINE = Qt.ItemDataRole.UserRole
"""The role under which a cell gives its whole RecordLine."""


@dataclass(frozen=True, slots=True)
class Words:
    """How lines are put into words: in which language, on which day, with names or initials."""

    language: Language
    forms: Mapping[str, FormCard]
    now: datetime
    shows_names: bool = False

    @property
    def found_inside(self) -> str:
        return self.language.text("Found in answers")

    @property
    def more(self) -> str:
        return self.language.text("More")

    def who(self, line: RecordLine) -> str:
        if line.status is RecordStatus.ERASED:
            return self.language.text("Erased record")
        name = line.subject.full_name if self.shows_names else line.subject.initials
        return name or self.language.text("Nobody named yet")

    def form(self, line: RecordLine) -> str:
        card = self.forms.get(line.form)
        return self.language.asked(card.short_title) if card else line.form

    def key_date(self, line: RecordLine) -> str:
        if line.key_date is None:
            return "–"
        day = self.language.short_date(line.key_date.on)
        return self.language.text(KEY_DATES.get(line.key_date.kind, "{date}"), date=day)

    def sections(self, line: RecordLine) -> str:
        if not line.sections:
            return "–"
        return self.language.plural(
            "{done} of {n} section",
            "{done} of {n} sections",
            line.sections,
            done=line.sections_done,
        )

    def status(self, line: RecordLine) -> str:
        if line.put_aside is not None:
            return self.language.text("Put aside")
        return self.language.text(STATUS[line.status][1])

    def to_do(self, line: RecordLine) -> str:
        return self.language.text(TO_DO[line.to_do]) if line.to_do in TO_DO else "–"

    def changed(self, line: RecordLine) -> str:
        return self.moment(line.changed_at)

    def moment(self, at: datetime) -> str:
        """Today, 10:42; Yesterday, 16:05; 16 Mar 2026."""
        days = (self.now.date() - at.date()) // timedelta(days=1)
        text, time = self.language.text, self.language.time(at)
        if days == 0:
            return text("Today, {time}", time=time)
        if days == 1:
            return text("Yesterday, {time}", time=time)
        return self.language.short_date(at.date())

    def cell(self, line: RecordLine, column: Column) -> str:
        if column is Column.MORE:
            return ""
        says = (self.who, self.key_date, self.sections, self.status, self.to_do, self.changed)
        return says[column](line)

    def spoken(self, line: RecordLine, column: Column) -> str:
        """What a screen reader hears for a cell that looks like "–" or stands in two lines."""
        text = self.language.text
        if column is Column.WHO:
            return f"{self.who(line)}, {self.form(line)}"
        if column is Column.TO_DO and not line.to_do:
            return text("nothing to do")
        if column is Column.KEY_DATE and line.key_date is None:
            return text("no date yet")
        if column is Column.SECTIONS and not line.sections:
            return text("no sections")
        if column is Column.MORE:
            return text("More about this record")
        return self.cell(line, column)


class RecordsModel(QAbstractTableModel):
    """`columns` are those that there is room for. Lines come filtered and sorted."""

    def __init__(self, words: Words, *, columns: Sequence[Column] = tuple(Column)) -> None:
        super().__init__()
        self._words = words
        self._columns = tuple(columns)
        self._all: tuple[RecordLine, ...] = ()
        self._shown: list[RecordLine] = []
        self._filter = "all"
        self._search = ""
        self._found: Mapping[str, int] = {}
        self._sort: tuple[Column, bool] | None = None

    @property
    def lines(self) -> Sequence[RecordLine]:
        """What is shown now, from the top."""
        return self._shown

    def count(self, key: str) -> int:
        """How many of all lines the filter `key` would show."""
        today = self._words.now.date()
        return sum(is_shown(line, key, today) for line in self._all)

    def set_lines(self, lines: Sequence[RecordLine]) -> None:
        self._all = tuple(lines)
        self._arrange()

    def set_filter(self, key: str) -> None:
        """One of FILTERS."""
        self._filter = key
        self._arrange()

    def set_search(self, text: str) -> None:
        """Show only lines whose initials, reference or form contain `text` (or name, if shown)."""
        self._search, self._found = _plain(text), {}
        self._arrange()

    def set_found(self, refs: Sequence[str]) -> None:
        """Show these too, for the text that is searched for stands in their answers; best first."""
        self._found = {ref: place for place, ref in enumerate(refs)}
        self._arrange()

    def is_found_inside(self, line: RecordLine) -> bool:
        """Whether the text searched for is in its answers, and in nothing that the line shows."""
        return line.ref in self._found and not self._matches(line)

    def set_words(self, words: Words) -> None:
        self._words = words
        self._arrange()

    def sort_by(self, column: Column, *, descending: bool) -> None:
        self._sort = (column, descending)
        self._arrange()

    def line(self, row: int) -> RecordLine:
        return self._shown[row]

    def _arrange(self) -> None:
        self.beginResetModel()
        day = self._words.now.date()
        lines = [
            line
            for line in self._all
            if is_shown(line, self._filter, day)
            and (self._matches(line) or line.ref in self._found)
        ]
        lines.sort(key=lambda line: (*self._rank(line), *_usual(line, day.toordinal())))
        if self._sort is not None:
            column, descending = self._sort
            lines.sort(key=lambda line: self._key(line, column), reverse=descending)
        self._shown = lines
        self.endResetModel()

    def _rank(self, line: RecordLine) -> tuple[int, int]:
        """What shows the text comes first, then what holds it, the best first."""
        is_inside = bool(self._found) and self.is_found_inside(line)
        return (is_inside, self._found[line.ref] if is_inside else 0)

    def _matches(self, line: RecordLine) -> bool:
        if not self._search:
            return True
        words = self._words
        told = (words.who(line), line.subject.initials, line.ref, words.form(line))
        return any(self._search in _plain(each) for each in told)

    def _key(self, line: RecordLine, column: Column) -> tuple[float, *tuple[str, ...]]:
        if column is Column.KEY_DATE:
            return (line.key_date.on.toordinal() if line.key_date else 10**7, "")
        if column is Column.SECTIONS:
            return (line.sections_done / max(line.sections, 1), "")
        if column is Column.CHANGED:
            return (line.changed_at.timestamp(), "")
        if column is Column.STATUS:
            return (list(RecordStatus).index(line.status), "")
        if column is Column.TO_DO:
            return (not line.to_do, line.to_do)
        return (0, *sort_key(self._words.who(line), self._words.language.code))

    # Qt's side

    def rowCount(self, parent: AnyIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._shown)

    def columnCount(self, parent: AnyIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._columns)

    def column(self, place: int) -> Column:
        """Which column stands at `place`."""
        return self._columns[place]

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        line, column = self._shown[index.row()], self._columns[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._words.cell(line, column)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            spoken = self._words.spoken(line, column)
            inside = column is Column.WHO and self._found and self.is_found_inside(line)
            return f"{spoken}, {self._words.found_inside}" if inside else spoken
        if role == LINE:
            return line
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        shown = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
        if orientation is Qt.Orientation.Horizontal and role in shown:
            column = self._columns[section]
            is_more = column is Column.MORE and role == Qt.ItemDataRole.AccessibleTextRole
            return self._words.more if is_more else self._words.language.text(COLUMNS[column])
        return None

    def second_line(self, line: RecordLine) -> str:
        """What stands below the name: which assessment it is, and how a search found it."""
        form = self._words.form(line)
        inside = self._found and self.is_found_inside(line)
        return f"{form} · {self._words.found_inside}" if inside else form


def _usual(line: RecordLine, today: int) -> tuple[float, ...]:
    """The order at first: what is to do, then what is open, by the nearest date to come."""
    day = line.key_date.on.toordinal() if line.key_date else None
    is_past = day is not None and day < today
    far = abs(day - today) if day is not None else 10**7
    rank = list(TO_DO).index(line.to_do) if line.to_do in TO_DO else len(TO_DO)
    is_done = line.status not in OPEN
    return (rank, is_done, is_past, far, -line.changed_at.timestamp())


def _plain(text: str) -> str:
    """Without what people type or leave out at will: points, dashes, spaces, accents, case."""
    return "".join(c for c in folded(text) if c.isalnum())
