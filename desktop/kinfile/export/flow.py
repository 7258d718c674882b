# SPDX-License-Identifier: Apache-2.0
"""From rows to pages. Everything that stands below each other is a row of cells of lines.

A row that does not fit goes to the next page; a long one is parted between lines, and its first
cell is then repeated, marked as continued. A heading stays with what follows it. Whatever the
text, every line is placed on some page.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kinfile.export.art import Art
from kinfile.export.entries import Entry
from kinfile.export.look import BOTTOM, LEFT, PAGE_HEIGHT, TOP, WIDTH, Colour, TextLook
from kinfile.export.tagging import Node
from kinfile.export.typesetting import Line

_SMALL = 12
"""Rows of fewer lines than this are not parted: an answer is read, and searched for, whole."""
_FIRST_LINES = 3
"""A parted row leaves at least so many lines on the page where it begins."""


_HEARD = 3
"""So often the headings of one table are read aloud, on one page after the other."""


@dataclass(frozen=True, slots=True)
class Para:
    """Lines in one look. Without a node they are an artifact. `before` is space above, points."""

    lines: tuple[Line, ...]
    look: TextLook
    node: Node | None
    before: float = 0.0

    @property
    def height(self) -> float:
        return self.before + len(self.lines) * self.look.leading


@dataclass(frozen=True, slots=True)
class Cell:
    """Paragraphs below each other, `x` points from the page's left edge."""

    x: float
    paras: tuple[Para, ...]

    @property
    def height(self) -> float:
        return sum(para.height for para in self.paras)

    @property
    def count(self) -> int:
        return sum(len(para.lines) for para in self.paras)

    def cut(self, room: float) -> tuple["Cell", "Cell"]:
        """What fits into `room` points, and the rest."""
        taken, left = [], list(self.paras)
        while left:
            para = left[0]
            fits = int((room - para.before + 0.01) // para.look.leading)
            if fits < len(para.lines):
                fits = max(0, fits)
                if fits:
                    taken.append(replace(para, lines=para.lines[:fits]))
                left[0] = replace(para, lines=para.lines[fits:], before=para.before * (not fits))
                break
            taken.append(left.pop(0))
            room -= para.height
        return replace(self, paras=tuple(taken)), replace(self, paras=tuple(left))


@dataclass(frozen=True, slots=True)
class Panel:
    """Room for a signature field, at the right of its row."""

    field: str
    heard: str
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Box:
    """An empty box to be filled in by hand: `down` points below the top of its row's content.

    With an `entry` it is a field of the file as well.
    """

    x: float
    down: float
    width: float
    height: float
    entry: Entry | None = None


@dataclass(frozen=True, slots=True)
class TableLine:
    """Where a row of a table stands among the tags: the table, and the row's own element."""

    table: Node
    line: Node

    def head_before(self, head: "Row") -> "Row":
        """`head` as a row of column headings, tagged to stand before this one.

        Headings that have been heard `_HEARD` times are known; they are an artifact then.
        """
        heads = sum(1 for row in self.table.kids if _is_head(row))
        if heads >= _HEARD:
            return head
        again = Node("TR")
        self.table.kids.insert(self.table.kids.index(self.line), again)
        return replace(head, cells=tuple(_headed(cell, again) for cell in head.cells))


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """Cells beside each other on a ground of their own.

    `before` is space above, left out at the top of a page. `x` and `width` are the ground's.
    `head` is the table header to repeat, `line` where to; `again` is what to repeat of a parted
    row's first cell. What is repeated within a parted row is an artifact.
    `outline` is a heading's level and words for the list of bookmarks. `art` is a picture.
    A row with `boxes` is whole.
    """

    cells: tuple[Cell, ...]
    before: float = 0.0
    above: float = 0.0
    below: float = 0.0
    x: float = LEFT
    width: float = WIDTH
    ground: Colour | None = None
    bar: Colour | None = None
    rule: Colour | None = None
    rule_above: Colour | None = None
    border: Colour | None = None
    is_whole: bool = False
    stays_with_next: bool = False
    starts_page: bool = False
    bleeds: bool = False
    head: "Row | None" = None
    line: TableLine | None = None
    again: Para | None = None
    outline: tuple[int, str] | None = None
    panel: Panel | None = None
    art: Art | None = None
    boxes: tuple[Box, ...] = ()

    @property
    def height(self) -> float:
        text = max((cell.height for cell in self.cells), default=0.0)
        panel = self.panel.height if self.panel else 0.0
        art = self.art.height if self.art else 0.0
        boxes = max((box.down + box.height for box in self.boxes), default=0.0)
        return self.above + max(text, panel, art, boxes) + self.below

    @property
    def least(self) -> float:
        """The least room in which this row may begin."""
        if self.is_whole or max((cell.count for cell in self.cells), default=0) < _SMALL:
            return self.height
        leading = max(para.look.leading for cell in self.cells for para in cell.paras)
        return self.above + _FIRST_LINES * leading

    def cut(self, room: float) -> tuple["Row", "Row"] | None:
        """Two rows of one, the first at most `room` points high; None where nothing fits."""
        inner = room - self.above
        first, rest = zip(*(cell.cut(inner) for cell in self.cells), strict=True)
        if not any(cell.count for cell in first):
            return None
        parted = replace(self, cells=first, below=0.0, rule=None)
        cells = (replace(rest[0], paras=self._repeated(rest[0])), *rest[1:])
        left = replace(
            self,
            cells=cells,
            before=0.0,
            rule_above=None,
            outline=None,
            starts_page=False,
            boxes=(),
        )
        return parted, left

    def _repeated(self, first: Cell) -> tuple[Para, ...]:
        return (self.again,) if self.again and not first.count else first.paras


@dataclass(frozen=True, slots=True)
class Placed:
    """A row on a page; `top` is the upper edge in points from the page's foot."""

    row: Row
    top: float
    is_repeated: bool = False


class _Pages:
    """Pages being filled from the top."""

    def __init__(self) -> None:
        self.pages: list[list[Placed]] = [[]]
        self._y = TOP
        self._is_fresh = True

    @property
    def is_empty(self) -> bool:
        return self._is_fresh

    def room_for(self, row: Row) -> float:
        return self._y - BOTTOM - (0.0 if self.is_empty else row.before)

    def place(self, row: Row, *, is_repeated: bool = False) -> None:
        if row.bleeds:
            self._y = PAGE_HEIGHT
        elif not self.is_empty:
            self._y -= row.before
        self.pages[-1].append(Placed(row, self._y, is_repeated))
        self._y -= row.height
        self._is_fresh = is_repeated and self._is_fresh

    def turn(self) -> None:
        self.pages.append([])
        self._y, self._is_fresh = TOP, True


def paginate(rows: Sequence[Row]) -> list[list[Placed]]:
    """The pages of a document, each as its rows from top to bottom."""
    pages = _Pages()
    needs = list(_needs(rows))
    for row, need in zip(rows, needs, strict=True):
        if row.starts_page and not pages.is_empty:
            pages.turn()
        _place(pages, row, need)
    return pages.pages


def _needs(rows: Sequence[Row]) -> Iterator[float]:
    """The room that each row needs to begin: its own, and that of what must stay with it."""
    needs: list[float] = []
    after = 0.0
    for row in reversed(rows):
        after = row.height + after if row.stays_with_next else row.least
        needs.append(after)
        after += row.before
    return reversed(needs)


def _place(pages: _Pages, row: Row, need: float) -> None:
    if need > pages.room_for(row) and not pages.is_empty:
        _turn(pages, row)
    while row.height > pages.room_for(row):
        parts = row.cut(pages.room_for(row))
        if parts is None:
            if pages.is_empty:
                break
            _turn(pages, row)
            continue
        pages.place(parts[0])
        row = replace(parts[1], line=None)
        _turn(pages, row)
    pages.place(row)


def _turn(pages: _Pages, row: Row) -> None:
    pages.turn()
    if row.head:
        head = row.line.head_before(row.head) if row.line else row.head
        pages.place(head, is_repeated=True)


def _is_head(row: object) -> bool:
    return isinstance(row, Node) and all(isinstance(k, Node) and k.tag == "TH" for k in row.kids)


def _headed(cell: Cell, line: Node) -> Cell:
    heading = line.add("TH", attributes={"Scope": "Column"})
    return replace(cell, paras=tuple(replace(para, node=heading) for para in cell.paras))
