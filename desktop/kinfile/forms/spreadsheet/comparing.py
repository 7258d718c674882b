# SPDX-License-Identifier: Apache-2.0
"""What somebody changed on the sheets of a form: as changes of its files, or as troubles.

Rows are known by their ids, so that a sheet may be sorted. An id, a code or any other grey cell
that is not what it was is a trouble, and so is a row that is gone.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from kinfile.forms.spreadsheet.patch import Append, Edit, Insert, Remove, Replace
from kinfile.forms.spreadsheet.reading import Line, Trouble, cell_name
from kinfile.forms.spreadsheet.sheets import Growth, Row, Sheet, Slot

_CODE = re.compile(r"[a-z0-9][a-z0-9_]{0,59}")
_NEW = frozenset({"code", "label", "after"})


@dataclass(slots=True)
class Compared:
    """Changes by file, or troubles; and where every row stands in the workbook now."""

    edits: dict[str, list[Edit]] = field(default_factory=dict)
    troubles: list[Trouble] = field(default_factory=list)
    lines: dict[tuple[str, tuple[str, ...]], int] = field(default_factory=dict)
    """The number of each row, by its sheet and its key."""


def compare(made: Sequence[Sheet], filled: Mapping[str, tuple[Line, ...]]) -> Compared:
    """What `filled` has that the sheets as they would be made now do not."""
    compared = Compared()
    for sheet in made:
        _Comparison(sheet, compared).lines(filled[sheet.name])
    return compared


class _Comparison:
    """Compares one sheet."""

    def __init__(self, sheet: Sheet, compared: Compared) -> None:
        self._sheet = sheet
        self._layout = sheet.layout
        self._compared = compared
        self._rows = {row.key: row for row in sheet.rows}
        self._codes: dict[tuple[str, ...], dict[str, str]] = {}

    def lines(self, lines: Sequence[Line]) -> None:
        found: set[tuple[str, ...]] = set()
        new: list[Line] = []
        for line in lines:
            key = tuple(line.texts[name] for name in self._layout.key)
            if self._is_spare(key, line):
                continue
            if key in found:
                self._say("twice", line, self._layout.key[-1], found=key[-1])
            elif key in self._rows:
                self._compared.lines[self._sheet.name, key] = line.number
                self._cells(self._rows[key], line)
            else:
                new.append(line)
            found.add(key)
        gone = [key for key in self._rows if key not in found]
        for key in gone:
            self._trouble("row-gone", self._sheet.name, found=" / ".join(key))
        if not gone:
            self._added(new)

    def _is_spare(self, key: tuple[str, ...], line: Line) -> bool:
        """Whether it is one of the empty rows behind a list."""
        return key[:-1] in self._sheet.grows and not any(line.texts[name] for name in _NEW)

    def _trouble(self, code: str, cell: str, **facts: str) -> None:
        self._compared.troubles.append(Trouble(code, cell, facts))

    def _say(self, code: str, line: Line, column: str, **facts: str) -> None:
        self._trouble(code, cell_name(self._layout, line.number, column), **facts)

    def _edit(self, file: str, edit: Edit) -> None:
        self._compared.edits.setdefault(file, []).append(edit)

    # -- rows that were there -----------------------------------------------------------------

    def _cells(self, row: Row, line: Line) -> None:
        for name, cell in row.cells.items():
            now = line.texts[name]
            if now == cell.text:
                continue
            if cell.slot is None:
                self._say("locked", line, name, was=cell.text)
            elif now or cell.slot.may_go:
                self._edit(cell.slot.file, _change(cell.slot, now))
            else:
                self._say("empty", line, name, was=cell.text)

    # -- rows that are new --------------------------------------------------------------------

    def _added(self, new: Sequence[Line]) -> None:
        for line in new:
            named = tuple(line.texts[name] for name in self._layout.key[:-1])
            growth = self._sheet.grows.get(named)
            if growth is None:
                self._say("row-unknown", line, self._layout.key[-1])
            elif self._is_sound(growth, line):
                self._compared.lines[self._sheet.name, (*named, line.texts["code"])] = line.number
                self._grow(named, growth, line)

    def _is_sound(self, growth: Growth, line: Line) -> bool:
        code, label = line.texts["code"], line.texts["label"]
        if not _CODE.fullmatch(code):
            self._say("code", line, "code", found=code)
        elif growth.has_labels and not label:
            self._say("no-label", line, "label", found=code)
        elif label and not growth.has_labels:
            self._say("locked", line, "label", was="")
        elif line.texts["file"] not in ("", growth.file):
            self._say("locked", line, "file", was=growth.file)
        else:
            return True
        return False

    def _grow(self, named: tuple[str, ...], growth: Growth, line: Line) -> None:
        code, after = line.texts["code"], line.texts["after"]
        codes = self._codes.setdefault(
            named, {key[-1]: key[-1] for key in self._rows if key[:-1] == named}
        )
        if after and (after not in codes or not growth.has_labels):
            self._say("after", line, "after", found=after)
        elif not growth.has_labels:
            self._edit(growth.file, Append(growth.path, code))
        else:
            # What is new itself stands behind something that was there.
            codes[code] = codes[after] if after else self._last_of(named)
            edit = Insert(growth.path, code, line.texts["label"], codes[code])
            self._edit(growth.file, edit)

    def _last_of(self, named: tuple[str, ...]) -> str:
        return [key[-1] for key in self._rows if key[:-1] == named][-1]


def _change(slot: Slot, text: str) -> Edit:
    if slot.after:
        *path, key = slot.path
        return Insert(tuple(path), str(key), text, slot.after)
    return Replace(slot.path, text) if text else Remove(slot.path)
