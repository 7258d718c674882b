# SPDX-License-Identifier: Apache-2.0
"""What can be gone to in a record, found by its words, and the list that shows it.

A line is a section or one question at one place. Words are compared without accents and case,
and each that is typed has to begin a word of the line.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from kinfile.app.draft import Draft
from kinfile.forms.model import Kind, Question
from kinfile.i18n import Language
from kinfile.records.folding import sought_words, words_of
from kinfile.ui.pages.fill_places import Spot, row_words, spots_of
from kinfile.ui.pages.fill_sections_paint import Index
from kinfile.ui.pages.fill_words import state_words
from kinfile.ui.theme import Theme
from kinfile.ui.widgets.assistive import AssistiveChoice


@dataclass(frozen=True, slots=True)
class Goal:
    """Somewhere to go: `words`, what stands below them, and the folded words it is found by."""

    spot: Spot
    words: str
    below: str
    known: tuple[str, ...]

    def has(self, sought: Iterable[str]) -> bool:
        return all(any(word.startswith(part) for word in self.known) for part in sought)


def goals_of(
    draft: Draft, language: Language, *, kinds: frozenset[Kind] | None = None
) -> tuple[Goal, ...]:
    """Sections, then the questions that are asked now; with `kinds` only questions of those."""
    sections = () if kinds else tuple(_sections(draft, language))
    return (*sections, *_questions(draft, language, kinds))


def _sections(draft: Draft, language: Language) -> Iterator[Goal]:
    for section in draft.form.sections:
        title = language.text(section.title)
        yield Goal(
            Spot(section.id), title, state_words(draft, section.id, language), words_of(title)
        )


def _questions(draft: Draft, language: Language, kinds: frozenset[Kind] | None) -> Iterator[Goal]:
    questions = draft.form.by_id()
    for section in draft.form.sections:
        title = language.text(section.title)
        for spot in spots_of(draft, section):
            if spot.place is None or spot.place not in draft.report.shown:
                continue
            question: Question = questions[spot.place.question]
            if kinds is not None and question.kind not in kinds:
                continue
            asked, row = language.text(question.ask), row_words(draft, spot.place, language)
            below = language.text("{what}: {part}", what=title, part=row) if row else title
            yield Goal(spot, asked, below, words_of(f"{asked} {row}"))


def found_in(goals: Sequence[Goal], typed: str, *, only_sections: bool) -> tuple[Goal, ...]:
    """Those with every word of `typed`; of nothing typed, all, or with `only_sections` those."""
    sought = sought_words(typed)
    if sought:
        return tuple(goal for goal in goals if goal.has(sought))
    return tuple(goal for goal in goals if goal.spot.place is None or not only_sections)


class GoalsModel(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.goals: tuple[Goal, ...] = ()

    def show_goals(self, goals: tuple[Goal, ...]) -> None:
        self.beginResetModel()
        self.goals = goals
        self.endResetModel()

    def rowCount(self, _parent: Index = QModelIndex()) -> int:  # noqa: B008  (Qt's signature)
        return len(self.goals)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        goal = self.goals[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return goal.words
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(part for part in (goal.words, goal.below) if part)
        return goal if role == Qt.ItemDataRole.UserRole else None


class GoalsDelegate(QStyledItemDelegate):
    """The words in full, wrapped, and below them in small where they stand."""

    def __init__(self, theme: Theme, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._theme, self._view = theme, view
        self._plain, self._bold = theme.font(16), theme.font(16, weight=700)
        self._small = theme.font(14)

    def _parts(self, goal: Goal, box: QRect) -> tuple[QRect, QRect]:
        side, edge = self._theme.space(20), self._theme.space(7)
        wide = max(box.width() - 2 * side, 1)
        words = self._high(self._bold, goal.words, wide)
        below = self._high(self._small, goal.below, wide)
        left, top = box.left() + side, box.top() + edge
        return QRect(left, top, wide, words), QRect(left, top + words, wide, below)

    def _high(self, font: QFont, words: str, wide: int) -> int:
        flags = Qt.TextFlag.TextWordWrap.value
        return QFontMetrics(font).boundingRect(QRect(0, 0, wide, 10_000), flags, words).height()

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        wide = self._view.viewport().width()
        _, below = self._parts(_goal(index), QRect(0, 0, wide, 10_000))
        return QSize(wide, below.bottom() + self._theme.space(7))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        goal, box = _goal(index), QRect(option.rect)
        here = bool(option.state & QStyle.StateFlag.State_Selected)
        theme = self._theme
        align = Qt.AlignmentFlag.AlignRight if theme.language_rtl else Qt.AlignmentFlag.AlignLeft
        flags = (align | Qt.AlignmentFlag.AlignTop).value | Qt.TextFlag.TextWordWrap.value
        words, below = self._parts(goal, box)
        painter.save()
        if here:
            bar = QRect(box.topLeft(), QSize(theme.px(5), box.height()))
            painter.fillRect(box, theme.colour("selbg"))
            painter.fillRect(
                QStyle.visualRect(self._view.layoutDirection(), box, bar), theme.colour("selbar")
            )
        painter.setFont(self._bold if here else self._plain)
        painter.setPen(self._ink("text", here=here))
        painter.drawText(words, flags, goal.words)
        painter.setFont(self._small)
        painter.setPen(self._ink("text2", here=here))
        painter.drawText(below, flags, goal.below)
        painter.restore()

    def _ink(self, token: str, *, here: bool) -> QColor:
        """In a contrast theme everything on the chosen line has the one colour that reads there."""
        return self._theme.colour("seltext" if here and self._theme.has_outlines else token)


def _goal(index: Index) -> Goal:
    found = index.data(Qt.ItemDataRole.UserRole)
    if not isinstance(found, Goal):
        raise TypeError("a line that is no goal")
    return found


class GoalList(QListView):
    """The arrows move, Enter chooses."""

    chosen = Signal(object)
    """Spot"""
    typed = Signal(str)
    """Letters came while the list had the focus: they belong in the box."""

    def __init__(self, theme: Theme, *, says: str, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(says)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setStyleSheet(f"border: 0; background: {theme.hex('surface')};")
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setTabKeyNavigation(False)
        self._model = GoalsModel()
        self.setModel(self._model)
        self.setItemDelegate(GoalsDelegate(theme, self))
        AssistiveChoice(self).chosen.connect(self.choose_current)

    @property
    def goals(self) -> tuple[Goal, ...]:
        return self._model.goals

    def show_goals(self, goals: tuple[Goal, ...]) -> None:
        """Show these, the first of them pointed at."""
        self._model.show_goals(goals)
        self.point_at(0)

    def point_at(self, row: int) -> None:
        if 0 <= row < len(self.goals):
            self.setCurrentIndex(self._model.index(row))

    def choose_current(self) -> None:
        index = self.currentIndex()
        if index.isValid():
            self.chosen.emit(self.goals[index.row()].spot)

    def ring_box(self) -> QRect:
        """The focus ring goes round the line that is pointed at."""
        box = self.visualRect(self.currentIndex()) & self.viewport().rect()
        return box.translated(self.viewport().pos()) if box.isValid() else self.rect()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        words = event.text()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.choose_current()
        elif words.isprintable() and words:
            self.typed.emit(words)
        else:
            super().keyPressEvent(event)
            self.updateGeometry()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if self.indexAt(event.position().toPoint()) == self.currentIndex():
            self.choose_current()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.doItemsLayout()  # the lines are as tall as this width makes them

    def minimumSizeHint(self) -> QSize:
        return QSize(120, 80)
