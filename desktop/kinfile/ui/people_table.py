# SPDX-License-Identifier: Apache-2.0
"""The people of all records as a table: initials and a role until names are wished for.

While names are hidden, neither a date of birth nor an NHS number stands there whole: with a
laptop on the table, either would tell a visitor who somebody is.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum

from PySide6.QtCore import QAbstractTableModel, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from kinfile.i18n import N_, Language
from kinfile.records.folding import folded
from kinfile.records.known import KnownPerson
from kinfile.records.shown import date_words, nhs_number_words
from kinfile.ui.door_cards import FormCard
from kinfile.ui.theme import Theme
from kinfile.ui.widgets.rows import AnyIndex, RowTable

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class Column(IntEnum):
    WHO = 0
    BORN = 1
    NHS_NUMBER = 2
    RECORDS = 3


COLUMNS = {
    Column.WHO: N_("Who"),
    Column.BORN: N_("Born"),
    Column.NHS_NUMBER: N_("NHS number"),
    Column.RECORDS: N_("In records"),
}
SHARES = {Column.WHO: 34, Column.BORN: 20, Column.NHS_NUMBER: 20, Column.RECORDS: 26}
COMPACT = (Column.WHO, Column.RECORDS)
ROLES = {
    "mother": N_("Mother"),
    "father": N_("Father"),
    "other_parent": N_("Other parent"),
}
GROUPS = {
    "children": N_("Child"),
    "unborn": N_("Unborn baby"),
    "parents": N_("Parent or carer"),
    "adults": N_("Adult in the home"),
}


@dataclass(frozen=True, slots=True, repr=False)
class PeopleWords:
    """How people are put into words. `forms` are the installed forms by id."""

    language: Language
    forms: Mapping[str, FormCard] = field(default_factory=dict)
    shows_names: bool = False

    def who(self, person: KnownPerson) -> str:
        return person.name if self.shows_names else person.initials

    def role(self, person: KnownPerson) -> str:
        return self.language.text(ROLES.get(person.role) or GROUPS.get(person.group, ""))

    def born(self, person: KnownPerson) -> str:
        if person.born is None:
            return ""
        if self.shows_names:
            return date_words(person.born, self.language)
        return str(person.born)[:4]

    def nhs_number(self, person: KnownPerson) -> str:
        if not person.nhs_number:
            return ""
        if self.shows_names:
            return nhs_number_words(person.nhs_number)
        return self.language.text("ends in {digits}", digits=person.nhs_number[-4:])

    def records(self, person: KnownPerson) -> str:
        names = dict.fromkeys(self.form(each.form) for each in person.seen)
        count = len({each.ref for each in person.seen})
        told = ", ".join(names)
        return told if count == 1 else f"{self.language.number(count)}: {told}"

    def form(self, form: str) -> str:
        card = self.forms.get(form)
        return self.language.asked(card.short_title) if card else form

    def cell(self, person: KnownPerson, column: Column) -> str:
        says = (self.who, self.born, self.nhs_number, self.records)
        return says[column](person)

    def spoken(self, person: KnownPerson, column: Column) -> str:
        if column is Column.WHO:
            return f"{self.who(person)}, {self.role(person)}"
        words = self.cell(person, column) or self.language.text("not recorded")
        named = self.language.text(COLUMNS[column])
        return f"{named}: {words}"


class PeopleModel(QAbstractTableModel):
    """Whom a search leaves, in the order in which they were given."""

    def __init__(
        self,
        people: Sequence[KnownPerson],
        words: PeopleWords,
        *,
        columns: Sequence[Column] = tuple(Column),
    ) -> None:
        super().__init__()
        self._all = tuple(people)
        self._columns = tuple(columns)
        self.words = words
        self._sought = ""
        self.people: tuple[KnownPerson, ...] = self._all

    def set_words(self, words: PeopleWords) -> None:
        self.words = words
        self.set_search(self._sought)

    def set_search(self, text: str) -> None:
        """Names are found whether they are shown or not; numbers in any grouping."""
        self.beginResetModel()
        self._sought = text
        sought = _plain(text)
        self.people = tuple(each for each in self._all if not sought or sought in _found_by(each))
        self.endResetModel()

    def rowCount(self, parent: AnyIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.people)

    def columnCount(self, parent: AnyIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._columns)

    def column(self, place: int) -> Column:
        return self._columns[place]

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        person, column = self.people[index.row()], self._columns[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self.words.cell(person, column) or "–"
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.words.spoken(person, column)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        shown = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
        if orientation is Qt.Orientation.Horizontal and role in shown:
            return self.words.language.text(COLUMNS[self._columns[section]])
        return None


def _found_by(person: KnownPerson) -> str:
    told = (person.name, person.initials, person.nhs_number, *(seen.ref for seen in person.seen))
    return " ".join(_plain(each) for each in told)


def _plain(text: str) -> str:
    return "".join(c for c in folded(text) if c.isalnum())


class _Cells(QStyledItemDelegate):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._fonts = {
            "name": theme.font(16, weight=700),
            "body": theme.font(16),
            "small": theme.font(14),
        }

    @property
    def row_height(self) -> int:
        return self._theme.px(40) + self._theme.space(12)

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        return QSize(super().sizeHint(option, index).width(), self.row_height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        model, theme = index.model(), self._theme
        if not isinstance(model, PeopleModel):
            return
        painter.save()
        is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        ink = theme.hex("seltext") if is_chosen else ""
        if is_chosen:
            painter.fillRect(option.rect, theme.colour("selbg"))
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        box = option.rect.adjusted(theme.space(10), 0, -theme.space(6), -1)

        def say(words: str, font: str, colour: str, top: int, bottom: int) -> None:
            painter.setFont(self._fonts[font])
            painter.setPen(ink or theme.hex(colour))
            metrics = QFontMetrics(self._fonts[font])
            shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, box.width())
            painter.drawText(box.adjusted(0, top, 0, bottom), LEFT, shown)

        words = str(index.data())
        if model.column(index.column()) is Column.WHO:
            half = box.height() // 2
            say(words, "name", "link", theme.space(4), -half + theme.space(2))
            role = model.words.role(model.people[index.row()])
            say(role, "small", "text2", half + theme.space(1), -theme.space(3))
        else:
            say(words, "body", "text", 0, 0)
        painter.restore()


class PeopleTable(RowTable):
    """`person_chosen` carries the KnownPerson of the row that was clicked or entered."""

    person_chosen = Signal(object)

    def __init__(self, model: PeopleModel, theme: Theme, *, says: str, name: str) -> None:
        cells = _Cells(theme)
        super().__init__(model, says=says, name=name, row_height=cells.row_height)
        self._theme, self._people = theme, model
        cells.setParent(self)
        self.setItemDelegate(cells)
        self.row_told.connect(lambda row: self._choose(model.index(row, 0)))
        across = self.horizontalHeader()
        across.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        across.setHighlightSections(False)
        across.setDefaultAlignment(LEFT)
        across.setFixedHeight(theme.px(20) + theme.space(18))

    @property
    def whole_height(self) -> int:
        """What it takes to show every row without scrolling."""
        return self.height_of(self._people.rowCount()) + self._theme.space(8)

    def point_at(self, person: str) -> None:
        """Put the keys at the row of the person with that id, if they are shown."""
        for row, each in enumerate(self._people.people):
            if each.id == person:
                self.setCurrentIndex(self._people.index(row, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._choose(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            self._choose(self.indexAt(event.position().toPoint()))

    def _choose(self, index: AnyIndex) -> None:
        if index.isValid():
            self.person_chosen.emit(self._people.people[index.row()])

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        shown = [self._people.column(place) for place in range(self._people.columnCount())]
        total, room = sum(SHARES[column] for column in shown), self.viewport().width()
        for place, column in enumerate(shown):
            self.setColumnWidth(place, room * SHARES[column] // total)
        rest = room - sum(map(self.columnWidth, range(len(shown))))
        self.setColumnWidth(0, self.columnWidth(0) + max(rest, 0))
