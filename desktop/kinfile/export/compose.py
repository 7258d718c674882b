# SPDX-License-Identifier: Apache-2.0
"""From blocks to rows and tags: how each kind of block stands on the page and reads aloud."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import accumulate
from typing import ClassVar

from kinfile.export import look as looks
from kinfile.export.art import Artist
from kinfile.export.blocks import (
    AlertBox,
    AlertPoint,
    Banner,
    Block,
    BulletList,
    Document,
    Fact,
    FactsTable,
    Heading,
    PageBreak,
    Paragraph,
    Quotation,
    RowsTable,
    SignaturePanel,
    Style,
    Text,
    TitleBand,
)
from kinfile.export.columns import Need, fitted
from kinfile.export.figures import FamilyFigure, HandFigure, TimelineFigure
from kinfile.export.flow import Cell, Panel, Para, Row, TableLine
from kinfile.export.look import BOTTOM, LEFT, PAGE_WIDTH, TOP, WIDTH, Look, TextLook
from kinfile.export.tagging import Node, Tags, Widget
from kinfile.export.typesetting import Typesetter
from kinfile.watch import UNWATCHED, Watch

_GAP = 15.0
"""Between columns: programs that extract text take less for a space between words."""
_PAD = 10.0
_INSET = 4.0
_ABOVE_FIGURE = 60.0
"""Room for the headings that stand over a figure on its page."""
_SHORT_LINE, _TWO_LINES = 10, 0.74
"""A column of texts up to ten times their size wide, as dates are, gets two lines at most."""
PANEL_WIDTH, PANEL_HEIGHT = 216.0, 66.0
"""The room for a signature, points."""


class Composer:
    """Makes the rows of one document, and its tree of tags on the way."""

    composers: ClassVar[Mapping[type, str]]

    def __init__(self, document: Document, setter: Typesetter, look: Look) -> None:
        self.tags = Tags()
        self._document = document
        self._setter = setter
        self._look = look
        self._at = self.tags.root
        self._break = False

    def rows(self, watch: Watch = UNWATCHED) -> tuple[Row, ...]:
        """All rows in reading order. Raises Cancelled between two blocks."""
        blocks, rows = self._document.blocks, list[Row]()
        for number, block in enumerate(blocks):
            watch.step(number, len(blocks))
            rows += self._rows(block)
        return tuple(rows)

    def _rows(self, block: Block) -> Iterator[Row]:
        if isinstance(block, PageBreak):
            self._break = True
            return
        compose: Callable[[Block], Iterator[Row]] = getattr(self, self.composers[type(block)])
        for row in compose(block):
            yield replace(row, starts_page=True) if self._break else row
            self._break = False

    def _para(
        self, text: Text, look: TextLook, width: float, node: Node | None, before: float = 0.0
    ) -> Para:
        if node is not None and text.language:
            node.language = text.language
        lines = self._setter.lines(text.text, look.weight, look.size, width)
        return Para(lines, look, node, before)

    def _title(self, block: TitleBand) -> Iterator[Row]:
        node = self.tags.root
        width = WIDTH * 0.68
        left = (
            self._para(block.title, self._look.title, width, node.add("H1")),
            self._para(block.subtitle, self._look.subtitle, width, node.add("P"), 2),
        )
        side = self._para(block.marking, self._look.marking, WIDTH * 0.3, node.add("P"), 9)
        right = LEFT + WIDTH - max((line.width for line in side.lines), default=0.0)
        yield Row(
            cells=(Cell(LEFT, left), Cell(right, (side,))),
            above=52,
            below=18,
            x=0,
            width=PAGE_WIDTH,
            ground=looks.NAVY,
            is_whole=True,
            bleeds=True,
            outline=(1, block.title.text),
        )

    def _heading(self, block: Heading) -> Iterator[Row]:
        parent = self.tags.root
        if block.level == 2:
            self._at = parent = self.tags.root.add("Sect")
        else:
            parent = self._at
        look = self._look.heading(block.level)
        words = f"{block.number}  {block.text.text}" if block.number else block.text.text
        node = parent.add(f"H{block.level}")
        para = self._para(Text(words, block.text.language), look, WIDTH, node)
        before, above, below = {2: (18, 7, 5), 3: (12, 0, 2)}.get(block.level, (9, 0, 0))
        yield Row(
            cells=(Cell(LEFT, (para,)),),
            before=self._look.points(before),
            above=above,
            below=below,
            rule_above=looks.NAVY if block.level == 2 else None,
            is_whole=True,
            stays_with_next=True,
            outline=(block.level, words) if block.level < 4 else None,
        )

    def _paragraph(self, block: Paragraph) -> Iterator[Row]:
        for text in _lines_of(block.text):
            para = self._para(text, self._look.of(block.style), WIDTH, self._at.add("P"))
            leads = block.style is Style.STRONG
            yield Row(cells=(Cell(LEFT, (para,)),), before=2, below=3, stays_with_next=leads)

    def _banner(self, block: Banner) -> Iterator[Row]:
        node = self._at.add("Div")
        inner = WIDTH - 2 * _PAD - 4
        look = self._look.banner(block.kind)
        paras = [self._para(block.text, look, inner, node.add("P"))]
        paras += [
            self._para(line, self._look.of(Style.BODY), inner, node.add("P"), 3)
            for line in block.lines
        ]
        yield Row(
            cells=(Cell(LEFT + 4 + _PAD, tuple(paras)),),
            before=10,
            above=8,
            below=9,
            ground=looks.BANNER_GROUNDS[block.kind],
            bar=looks.BANNER_BARS[block.kind],
        )

    def _facts(self, block: FactsTable) -> Iterator[Row]:
        table = self._at.add("Table")
        for number, fact in enumerate(block.facts):
            yield self._fact(fact, table, block.share, is_first=number == 0)

    def _fact(self, fact: Fact, table: Node, share: float, *, is_first: bool) -> Row:
        line = table.add("TR")
        asked = line.add("TH", attributes={"Scope": "Row"})
        wide = WIDTH * share - self._look.points(_GAP)
        question = self._para(fact.question, self._look.question, wide, asked)
        x = LEFT + WIDTH * share
        answer = self._cell(fact.answer, line.add("TD"), x, LEFT + WIDTH - x)
        again = Text(f"{fact.question.text} {self._document.furniture.continued}")
        return Row(
            cells=(Cell(LEFT, (question,)), answer),
            before=6 if is_first else 0,
            above=3.5,
            below=3.5,
            rule=looks.RULE,
            rule_above=looks.RULE if is_first else None,
            again=self._para(again, self._look.of(Style.QUIET), wide, None),
        )

    def _cell(self, parts: Sequence[Paragraph], node: Node, x: float, width: float) -> Cell:
        """Paragraphs in a table cell; a cell of one paragraph needs no element inside."""
        texts = [(text, part.style) for part in parts for text in _lines_of(part.text)]
        paras = tuple(
            self._para(
                text,
                self._look.of(style),
                width,
                node if len(texts) == 1 else node.add("P"),
                1.5 if number else 0.0,
            )
            for number, (text, style) in enumerate(texts)
        )
        return Cell(x, paras)

    def _table(self, block: RowsTable) -> Iterator[Row]:
        columns = self._columns(block)
        if columns is None:
            yield from self._stacked(block)
            return
        table = self._at.add("Table")
        head = self._table_head(block, table, columns)
        yield head
        again = replace(head, cells=tuple(map(_as_artifact, head.cells)), before=0)
        for number, row in enumerate(block.rows):
            line = table.add("TR")
            cells = tuple(
                self._cell((cell,), line.add("TD"), x, width)
                for cell, (x, width) in zip(row, columns, strict=True)
            )
            yield Row(
                cells=cells,
                above=3.5,
                below=3.5,
                ground=looks.ZEBRA if number % 2 else None,
                rule=looks.RULE,
                is_whole=True,
                head=again,
                line=TableLine(table, line),
            )

    def _stacked(self, block: RowsTable) -> Iterator[Row]:
        """A table whose columns do not fit beside each other: its rows one below the other."""
        for row in block.rows:
            facts = (Fact(name, (cell,)) for name, cell in zip(block.header, row, strict=True))
            yield from self._facts(FactsTable(tuple(fact for fact in facts if fact.answer[0].text)))

    def _columns(self, block: RowsTable) -> tuple[tuple[float, float], ...] | None:
        """Left edge and text width of each column; None where they do not fit."""
        gap = self._look.points(_GAP)
        room = WIDTH - 2 * _INSET - gap * (len(block.shares) - 1)
        cells = zip(*block.rows, strict=True) if block.rows else ((),) * len(block.header)
        needs = [self._need(name, each) for name, each in zip(block.header, cells, strict=True)]
        widths = fitted(block.shares, needs, room)
        if widths is None:
            return None
        edges = accumulate(widths, lambda x, width: x + width + gap, initial=LEFT + _INSET)
        return tuple(zip(edges, widths, strict=False))

    def _need(self, name: Text, cells: Sequence[Paragraph]) -> Need:
        looks_of = [(name, self._look.column)]
        looks_of += [(cell.text, self._look.of(cell.style)) for cell in cells]
        found = [self._setter.extent(text.text, look.weight, look.size) for text, look in looks_of]
        word, line = (max(each) + 0.01 for each in zip(*found, strict=True))
        if line <= self._look.of(Style.BODY).size * _SHORT_LINE:
            word = max(word, line * _TWO_LINES)
        return Need(word, line)

    def _table_head(
        self, block: RowsTable, table: Node, columns: Sequence[tuple[float, float]]
    ) -> Row:
        line = table.add("TR")
        cells = tuple(
            Cell(x, (self._para(text, self._look.column, width, _column_head(line)),))
            for text, (x, width) in zip(block.header, columns, strict=True)
        )
        return Row(
            cells=cells,
            before=5,
            above=3.5,
            below=3.5,
            ground=looks.HEAD,
            is_whole=True,
            stays_with_next=True,
        )

    def _alerts(self, block: AlertBox) -> Iterator[Row]:
        node = self._at.add("Div")
        inner = WIDTH - 2 * _PAD - 4
        title = self._para(block.title, self._look.question, inner, node.add("P"))
        boxed = Row(
            cells=(),
            x=LEFT,
            ground=looks.ALERT_GROUNDS[block.kind],
            bar=looks.ALERT_BARS[block.kind],
        )
        x = LEFT + 4 + _PAD
        yield replace(boxed, cells=(Cell(x, (title,)),), before=6, above=7, stays_with_next=True)
        for point in block.points:
            paras = tuple(self._point(point, node, inner))
            last = point is block.points[-1]
            yield replace(boxed, cells=(Cell(x, paras),), above=3, below=8 if last else 4)

    def _point(self, point: AlertPoint, node: Node, width: float) -> Iterator[Para]:
        strong, quiet = self._look.of(Style.STRONG), self._look.of(Style.QUIET)
        yield self._para(point.body, strong, width, node.add("P"))
        for line in point.because:
            yield self._para(line, self._look.of(Style.BODY), width, node.add("P"), 1)
        if point.source:
            yield self._para(point.source, quiet, width, node.add("P"), 1)
        if point.done:
            for text in _lines_of(point.done):
                yield self._para(text, self._look.of(Style.BODY), width, node.add("P"), 1)

    def _quotation(self, block: Quotation) -> Iterator[Row]:
        node = self._at.add("BlockQuote")
        inner = WIDTH - 16
        body = self._look.of(Style.BODY)
        spoken = Text(f"“{block.text.text}”", block.text.language)
        paras = [self._para(t, body, inner, node.add("P"), 1) for t in _lines_of(spoken)]
        if block.said:
            quiet = self._look.of(Style.QUIET)
            paras.append(self._para(block.said, quiet, inner, node.add("P"), 2))
        yield Row(
            cells=(Cell(LEFT + 14, tuple(paras)),), before=4, above=2, below=4, bar=looks.QUOTE
        )

    def _bullets(self, block: BulletList) -> Iterator[Row]:
        listing = self._at.add("L", attributes={"ListNumbering": "Disc"})
        body = self._look.of(Style.BODY)
        inset = self._look.points(12)
        for item in block.items:
            node = listing.add("LI")
            dot = self._para(Text("•"), body, inset, node.add("Lbl"))
            content = node.add("LBody")
            words = self._para(item, body, WIDTH - inset, content)
            yield Row(
                cells=(Cell(LEFT + 2, (dot,)), Cell(LEFT + inset, (words,))), before=2, below=1
            )

    def _family(self, block: FamilyFigure) -> Iterator[Row]:
        node = Node("Figure", heard=block.heard)
        room = TOP - BOTTOM - self._look.points(_ABOVE_FIGURE)
        art = Artist(self._setter, self._look).family(block, node, room)
        if art is None:
            yield from self._paragraph(Paragraph(Text(block.instead), Style.ABSENT))
            return
        self._at.kids.append(node)
        yield Row(cells=(), before=6, above=4, below=4, is_whole=True, art=art)
        yield from self._paragraph(Paragraph(Text(block.key), Style.QUIET))

    def _timeline(self, block: TimelineFigure) -> Iterator[Row]:
        node = self._at.add("Figure", heard=block.heard)
        art = Artist(self._setter, self._look).timeline(block, node)
        yield Row(cells=(), before=6, above=4, below=4, is_whole=True, art=art)

    def _hand(self, block: HandFigure) -> Iterator[Row]:
        node = self._at.add("Figure", heard=block.heard)
        art = Artist(self._setter, self._look).hand(block, node)
        yield Row(cells=(), x=LEFT + _PAD, before=6, above=4, below=4, is_whole=True, art=art)

    def _signature(self, block: SignaturePanel) -> Iterator[Row]:
        node = self._at.add("Div")
        panel_width, panel_height = PANEL_WIDTH * self._look.panel, PANEL_HEIGHT * self._look.panel
        wide = WIDTH - panel_width - 3 * _PAD
        paras = [self._para(block.title, self._look.heading(4), wide, node.add("P"))]
        body = self._look.of(Style.BODY)
        paras += [self._para(line, body, wide, node.add("P"), 1) for line in block.lines]
        panel = Panel(block.field, block.heard.text, panel_width, panel_height)
        if block.field:
            form = node.add("Form", heard=block.heard.text)
            form.kids.append(Widget(block.field))
        yield Row(
            cells=(Cell(LEFT + _PAD, tuple(paras)),),
            before=10,
            above=_PAD,
            below=_PAD,
            border=looks.RULE,
            is_whole=True,
            panel=panel,
        )


Composer.composers = {
    TitleBand: "_title",
    Heading: "_heading",
    Paragraph: "_paragraph",
    Banner: "_banner",
    FactsTable: "_facts",
    RowsTable: "_table",
    AlertBox: "_alerts",
    Quotation: "_quotation",
    BulletList: "_bullets",
    SignaturePanel: "_signature",
    FamilyFigure: "_family",
    HandFigure: "_hand",
    TimelineFigure: "_timeline",
}


def _lines_of(text: Text) -> Iterator[Text]:
    """The paragraphs of a typed text: each line that is not empty."""
    lines = [line for line in text.text.splitlines() if line.strip()] or [""]
    for line in lines:
        yield Text(line, text.language)


def _column_head(line: Node) -> Node:
    return line.add("TH", attributes={"Scope": "Column"})


def _as_artifact(cell: Cell) -> Cell:
    return replace(cell, paras=tuple(replace(para, node=None) for para in cell.paras))
