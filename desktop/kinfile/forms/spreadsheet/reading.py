# SPDX-License-Identifier: Apache-2.0
"""Reading a workbook that came back, strictly: only what was sent out, and only text.

Anybody may have had the file in hands. It is bounded before it is taken apart, nothing in it is
worked out or followed, and each cell that cannot be taken at its word is named.
"""

import io
import re
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from kinfile.forms.spreadsheet.sheets import FORMAT, GUIDE, LAYOUTS, MARK, Layout

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

LARGEST = 4_000_000
"""Bytes. The largest form makes a workbook of under 100 kB."""

_LARGEST_INSIDE = 24_000_000
_MOST_PARTS = 200
_MOST_ROWS = 5_000
_MOST_COLUMNS = 40

_UNSOUND = (
    *(zipfile.BadZipFile, zlib.error, OSError, EOFError, LookupError, ValueError, TypeError),
    *(AttributeError, SyntaxError, ArithmeticError, RuntimeError, AssertionError),
)
"""Whatever openpyxl raises on files that no spreadsheet program wrote (SyntaxError: XML)."""

_ENTITIES = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_KINDS = {
    "f": "not-text-formula",
    "n": "not-text-number",
    "d": "not-text-date",
    "b": "not-text-truth",
    "e": "not-text-error",
}
_TEXTS = frozenset({"s", "inlineStr", "str"})
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why a workbook, or one of its cells (`Questions!D14`), cannot be taken.

    Its words stand in kinfile.wording under `sheet.` and its code.
    """

    code: str
    cell: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Line:
    """A row as it came back: its number, and the texts of its columns, "" for empty ones."""

    number: int
    texts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Filled:
    """What a workbook holds. Nothing of it is used where there are `troubles`."""

    troubles: tuple[Trouble, ...] = ()
    mark: Mapping[str, str] = field(default_factory=dict)
    sheets: Mapping[str, tuple[Line, ...]] = field(default_factory=dict)


def cell_name(layout: Layout, number: int, column: str = "") -> str:
    """How a spreadsheet program calls a cell; without a column the first of its row."""
    at = list(layout.columns).index(column) if column else 0
    return f"{layout.name}!{_LETTERS[at]}{number}"


def read_workbook(data: bytes) -> Filled:
    """What the sheets hold, or why they cannot be used. Raises nothing."""
    troubles = tuple(_outside(data))
    if troubles:
        return Filled(troubles)
    try:
        workbook = _opened(data)
        return _Reading(workbook).filled()
    except _UNSOUND:
        return Filled((Trouble("not-a-workbook"),))


def _opened(data: bytes) -> "Workbook":
    import warnings

    from openpyxl import load_workbook

    with warnings.catch_warnings():
        # What a spreadsheet program added and openpyxl leaves out is of no use here.
        warnings.simplefilter("ignore")
        return load_workbook(io.BytesIO(data), keep_vba=False, keep_links=False)


def _outside(data: bytes) -> Iterator[Trouble]:
    """What can be seen before anything is read: what it is, and how large it would become."""
    if len(data) > LARGEST:
        yield Trouble("too-large")
        return
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > _LARGEST_INSIDE:
                yield Trouble("too-large")
            elif any(_ENTITIES.search(archive.read(part)) for part in parts):
                yield Trouble("not-a-workbook")
    except _UNSOUND:
        yield Trouble("not-a-workbook")


class _Reading:
    """Takes the texts out of an opened workbook."""

    def __init__(self, workbook: "Workbook") -> None:
        self._workbook = workbook
        self._troubles: list[Trouble] = []

    def filled(self) -> Filled:
        mark = self._mark()
        if mark.get("format") != FORMAT:
            return Filled((Trouble("not-ours"),))
        self._names()
        found = {
            layout.name: tuple(self._lines(self._workbook[layout.name], layout))
            for layout in LAYOUTS
            if layout.name in self._workbook.sheetnames
        }
        return Filled(tuple(self._troubles), mark, found)

    def _mark(self) -> dict[str, str]:
        if MARK not in self._workbook.sheetnames:
            return {}
        rows = self._workbook[MARK].iter_rows(max_row=20, max_col=2, values_only=True)
        return {str(name): str(value) for name, value in rows}

    def _names(self) -> None:
        expected = {layout.name for layout in LAYOUTS}
        found = set(self._workbook.sheetnames) - {GUIDE, MARK}
        for name in sorted(expected - found):
            self._say("sheet-gone", "", sheet=name)
        for name in sorted(found - expected):
            self._say("sheet-unknown", "", sheet=name)

    def _say(self, code: str, cell: str, **facts: str) -> None:
        self._troubles.append(Trouble(code, cell, facts))

    def _lines(self, sheet: "Worksheet", layout: Layout) -> Iterator[Line]:
        if sheet.max_row > _MOST_ROWS or sheet.max_column > _MOST_COLUMNS:
            self._say("too-many", "", sheet=layout.name)
            return
        if sheet.merged_cells.ranges:
            merged = sorted(str(each) for each in sheet.merged_cells.ranges)
            self._say("merged", f"{layout.name}!{merged[0]}")
        rows = sheet.iter_rows()
        columns = tuple(layout.columns)
        self._heads(next(rows, ()), columns, layout)
        for number, row in enumerate(rows, start=2):
            cells = (*row, *(None for _ in range(len(columns) - len(row))))
            texts = {
                name: self._text(cell, cell_name(layout, number, name))
                for name, cell in zip(columns, cells, strict=False)
            }
            self._beyond(row[len(columns) :], layout)
            if any(texts.values()):
                yield Line(number, texts)

    def _heads(self, row: tuple[Any, ...], columns: tuple[str, ...], layout: Layout) -> None:
        for at, name in enumerate(columns):
            found = row[at].value if at < len(row) else None
            if found != name:
                self._say("head", cell_name(layout, 1, name), expected=name)
        self._beyond(row[len(columns) :], layout)

    def _beyond(self, row: tuple[Any, ...], layout: Layout) -> None:
        """Cells behind the last column."""
        for cell in row:
            if cell.value is not None:
                self._say("beyond", f"{layout.name}!{cell.coordinate}")

    def _text(self, cell: Any, name: str) -> str:  # noqa: ANN401  (openpyxl has several classes)
        """The text of a cell in one line; what is no text is named."""
        if cell is None or cell.value is None:
            return ""
        if cell.data_type not in _TEXTS or not isinstance(cell.value, str):
            code = _KINDS.get(cell.data_type, "not-text-formula")
            found = str(cell.value) if isinstance(cell.value, str | int | float) else ""
            self._say(code, name, found=found[:40])
            return ""
        text = " ".join(cell.value.split())
        for character in text:
            if unicodedata.category(character) in ("Cc", "Cf", "Cs", "Co", "Cn"):
                self._say("character", name, found=f"U+{ord(character):04X}")
                return ""
        return text
