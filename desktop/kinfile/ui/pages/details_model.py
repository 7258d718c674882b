# SPDX-License-Identifier: Apache-2.0
"""The history of a record as a table. An event is put into words when it first comes into view."""

import re
from collections.abc import Sequence
from enum import IntEnum

from PySide6.QtCore import QAbstractTableModel, Qt

from kinfile.i18n import N_, Language
from kinfile.records.folding import folded, sought_words
from kinfile.ui.pages.details_words import KINDS, Telling, Told
from kinfile.ui.widgets.rows import AnyIndex
from kinfile.vault.rows import StoredChange


class Part(IntEnum):
    WHEN = 0
    WHAT = 1
    BEFORE = 2
    NOW = 3


PARTS = {
    Part.WHEN: N_("When and who"),
    Part.WHAT: N_("What"),
    Part.BEFORE: N_("Before"),
    Part.NOW: N_("After"),
}
COMPACT = (Part.WHAT, Part.NOW)
"""Where there is little room: when and who then stand below what."""
TOLD = Qt.ItemDataRole.UserRole
"""The role under which a cell gives its whole row, as Told."""

_BETWEEN = re.compile(r"\W+")
_INSIDE = re.compile(r"[\N{RIGHT SINGLE QUOTATION MARK}'`\N{MODIFIER LETTER APOSTROPHE}-]")


class HistoryModel(QAbstractTableModel):
    """`events` come newest first and are shown so; `most` is how many rows there are room for."""

    def __init__(
        self,
        telling: Telling,
        events: Sequence[StoredChange],
        language: Language,
        *,
        parts: Sequence[Part] = tuple(Part),
        most: int = 0,
    ) -> None:
        super().__init__()
        self._telling = telling
        self._language = language
        self._events = tuple(events)
        self._parts = tuple(parts)
        self._most = most
        self._told: dict[int, Told] = {}
        self._sought_in: dict[int, str] = {}
        self._kind = "all"
        self._words: tuple[str, ...] = ()
        self._found = list(range(len(self._events)))

    @property
    def count(self) -> int:
        """How many events the filters let through, shown or not."""
        return len(self._found)

    def told(self, row: int) -> Told:
        """The event in that row, in words."""
        return self._tell(self._found[row])

    def show_kind(self, kind: str) -> None:
        """One of KINDS."""
        self._kind = kind
        self._arrange()

    def show_words(self, text: str) -> None:
        """Only events in which every word of `text` begins a word."""
        self._words = sought_words(text)
        self._arrange()

    def show_more(self) -> None:
        """All of them, however much room that takes."""
        self.beginResetModel()
        self._most = 0
        self.endResetModel()

    def _tell(self, at: int) -> Told:
        if at not in self._told:
            self._told[at] = self._telling.tell(self._events[at])
        return self._told[at]

    def _arrange(self) -> None:
        self.beginResetModel()
        kinds = KINDS[self._kind]
        every = range(len(self._events))
        found = [at for at in every if not kinds or self._events[at].kind in kinds]
        if self._words:
            found = [at for at in found if self._matches(at)]
        self._found = found
        self.endResetModel()

    def _matches(self, at: int) -> bool:
        if at not in self._sought_in:
            self._sought_in[at] = _sought_in(self._tell(at).whole)
        there = self._sought_in[at]
        return all(f" {word}" in there for word in self._words)

    # Qt's side

    def part(self, column: int) -> Part:
        return self._parts[column]

    def below(self, told: Told) -> str:
        """What stands below the name of what was changed."""
        return told.where if Part.WHEN in self._parts else f"{told.when} · {told.by}"

    def rowCount(self, parent: AnyIndex | None = None) -> int:
        if parent is not None and parent.isValid():
            return 0
        return min(self._most, len(self._found)) if self._most else len(self._found)

    def columnCount(self, parent: AnyIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._parts)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        shown = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, TOLD)
        if not index.isValid() or role not in shown:
            return None
        told, part = self.told(index.row()), self._parts[index.column()]
        if role == TOLD:
            return told
        words = {
            Part.WHEN: f"{told.when}, {told.by}",
            Part.WHAT: ", ".join(each for each in (told.what, self.below(told)) if each),
            Part.BEFORE: told.before,
            Part.NOW: told.now,
        }[part]
        is_silent = not words and role == Qt.ItemDataRole.AccessibleTextRole
        return self._language.text("nothing") if is_silent else words

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        shown = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
        if orientation is Qt.Orientation.Horizontal and role in shown:
            return self._language.text(PARTS[self._parts[section]])
        return None


def _sought_in(text: str) -> str:
    """The words of `text` made alike, each after a space; of O'Brien the parts and the whole."""
    plain = text.lower() if text.isascii() else folded(text)
    words = _BETWEEN.sub(" ", f" {plain}")
    whole = _INSIDE.sub("", plain)
    return words if whole == plain else f"{words} {_BETWEEN.sub(' ', whole)}"
