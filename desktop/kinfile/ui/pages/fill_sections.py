# SPDX-License-Identifier: Apache-2.0
"""The list of sections: one tab stop; the arrows move, Enter opens.

Each line says its state as a shape and a word, never by colour alone. Sections that do not apply
stay in the list, greyed, so that somebody used to the paper form sees that a rule left them out.
"""

from collections.abc import Iterator

from PySide6.QtCore import QAbstractListModel, QModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView

from kinfile.app.draft import Draft
from kinfile.forms.model import SectionId
from kinfile.i18n import Language
from kinfile.ui.pages.fill_sections_paint import Index, Line, SectionsDelegate
from kinfile.ui.pages.fill_words import state_words
from kinfile.ui.theme import Theme
from kinfile.ui.widgets.assistive import AssistiveChoice


def holds_words(title: str, wanted: str) -> bool:
    """Whether every word of `wanted` begins a word of `title`."""
    words = title.casefold().split()
    return all(any(w.startswith(part) for w in words) for part in wanted.casefold().split())


def lines_of(draft: Draft, language: Language, *, wanted: str = "") -> Iterator[Line]:
    """The list for `draft`; with `wanted`, only the sections whose title holds these words."""
    part = ""
    for section in draft.form.sections:
        title = language.text(section.title)
        if not holds_words(title, wanted):
            continue
        if section.part != part:
            part = section.part
            yield Line(language.text(part))
        report = draft.report.sections[section.id]
        forced = section.may_close and report.forced
        yield Line(
            title,
            section.id,
            report.state,
            state_words(draft, section.id, language),
            language.text("Opened by a prompt") if forced else "",
        )


class SectionsModel(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.lines: list[Line] = []

    def show_lines(self, lines: list[Line]) -> bool:
        """Take new lines; True when other sections stand there than before."""
        if [line.section for line in lines] == [line.section for line in self.lines]:
            changed = [n for n, line in enumerate(lines) if line != self.lines[n]]
            self.lines = lines
            for n in changed:
                self.dataChanged.emit(self.index(n), self.index(n))
            return False
        self.beginResetModel()
        self.lines = lines
        self.endResetModel()
        return True

    def row_of(self, section: SectionId) -> int:
        return next((n for n, line in enumerate(self.lines) if line.section == section), -1)

    def rowCount(self, _parent: Index = QModelIndex()) -> int:  # noqa: B008  (Qt's signature)
        return len(self.lines)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if self.lines[index.row()].section is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        line = self.lines[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return line.words
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(part for part in (line.words, line.state_words, line.note) if part)
        return line if role == Qt.ItemDataRole.UserRole else None


class SectionList(QListView):
    section_chosen = Signal(str)
    """The id of the section to open."""

    def __init__(self, theme: Theme, language: Language, *, name: str = "sections") -> None:
        super().__init__()
        self._language = language
        self._wanted = ""
        self._here = SectionId("")
        self.setObjectName(name)
        self.setAccessibleName(language.text("Sections"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        # The one list whose ground is the page's side, not a box of its own.
        self.setStyleSheet(f"border: 0; background: {theme.hex('surface')};")
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self._model = SectionsModel()
        self.setModel(self._model)
        self.setItemDelegate(SectionsDelegate(theme, self))
        AssistiveChoice(self).chosen.connect(self.choose_current)

    def show_draft(self, draft: Draft, here: SectionId) -> None:
        """Show the states of `draft`, and `here` as the section that is open."""
        lines = list(lines_of(draft, self._language, wanted=self._wanted))
        if self._model.show_lines(lines) or here != self._here:
            self._here = here
            self._point_at(here)

    def show_wanted(self, draft: Draft, words: str) -> None:
        """Only sections with `words` in their title; the first of them is pointed at."""
        self._wanted = words.strip()
        self._model.show_lines(list(lines_of(draft, self._language, wanted=self._wanted)))
        row = self._model.row_of(self._here)
        found = [n for n, line in enumerate(self._model.lines) if line.section is not None]
        if words.strip() or row < 0:
            row = found[0] if found else -1
        self.setCurrentIndex(self._model.index(row) if row >= 0 else QModelIndex())

    def _point_at(self, section: SectionId) -> None:
        row = self._model.row_of(section)
        if row >= 0:
            self.setCurrentIndex(self._model.index(row))
            index = self._model.index(row)
            if not self.viewport().rect().contains(self.visualRect(index)):
                self.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)

    def choose_current(self) -> None:
        """Open the section that is pointed at."""
        index = self.currentIndex()
        section = self._model.lines[index.row()].section if index.isValid() else None
        if section is not None:
            self.section_chosen.emit(section)

    def ring_box(self) -> QRect:
        """The focus ring goes round the line that is pointed at."""
        box = self.visualRect(self.currentIndex())
        return box.translated(self.viewport().pos()) if box.isValid() else self.rect()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.choose_current()
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
        if event.oldSize().height() <= 0:
            self._point_at(self._here)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, 80)
