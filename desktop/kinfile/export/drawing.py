# SPDX-License-Identifier: Apache-2.0
"""From pages of rows to the operators of a PDF's page, each marked as content or as artifact."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from kinfile.export import look as looks
from kinfile.export.art import Art, operators
from kinfile.export.blocks import Furniture
from kinfile.export.flow import Para, Placed, Row
from kinfile.export.form_fields import Placed as PlacedEntry
from kinfile.export.form_fields import Rectangle
from kinfile.export.look import LEFT, PAGE_HEIGHT, PAGE_WIDTH, WIDTH, Colour, Look, TextLook
from kinfile.export.shaping import Cluster
from kinfile.export.tagging import Tags
from kinfile.export.typesetting import Line, Run, Typesetter

_LAYOUT = "/Artifact <</Type /Layout>> BDC"
_HEADER = "/Artifact <</Type /Pagination /Subtype /Header>> BDC"
_FOOTER = "/Artifact <</Type /Pagination /Subtype /Footer>> BDC"
_HEADER_Y, _FOOTER_Y = PAGE_HEIGHT - 36, 34.0
_APART = 12.0
"""Points between the parts of a footer that stand on one line."""
_ASCENT = 0.74
"""How much of a line's leading lies above its base line."""
_ESCAPES = {code: f"\\{code:03o}" for code in (*range(32), *range(127, 256))} | {
    ord(char): f"\\{char}" for char in "()\\"
}


@dataclass(slots=True)
class Drawn:
    """What drawing tells the finisher: where fields and headings came to stand.

    `outlines` holds (level, words, page from 0, top edge in points); `entries` the places to fill
    in by anybody.
    """

    fields: dict[str, tuple[int, Rectangle]] = field(default_factory=dict)
    outlines: list[tuple[int, str, int, float]] = field(default_factory=list)
    entries: list[PlacedEntry] = field(default_factory=list)


class Pen:
    """Writes the operators of one page after the other."""

    def __init__(self, document: object, tags: Tags, setter: Typesetter, look: Look) -> None:
        self.drawn = Drawn()
        self._document = document
        self._tags = tags
        self._setter = setter
        self._look = look
        self._code: list[str] = []
        self._page = 0

    def page(self, rows: Sequence[Placed], furniture: Furniture, pages: int) -> list[str]:
        """The operators of the next page."""
        self._code = []
        self._page = self._tags.open_page()
        for placed in rows:
            self._ground(placed)
        self._furniture(furniture, pages)
        for placed in rows:
            self._row(placed)
        return self._code

    def bare(self, paras: Sequence[Para], x: float, top: float) -> list[str]:
        """The operators of a page that holds nothing but `paras`, none of it marked."""
        self._code = []
        for para in paras:
            y = top - para.look.leading * _ASCENT
            self._text(_down(para.lines, x, y, para.look.leading), para.look)
            top -= para.height
        return self._code

    def _ground(self, placed: Placed) -> None:
        row, top = placed.row, placed.top
        shapes = list(_shapes(row, top))
        if shapes:
            self._code += [_LAYOUT, "q", *shapes, "Q", "EMC"]

    def _row(self, placed: Placed) -> None:
        row = placed.row
        if row.outline and not placed.is_repeated:
            self.drawn.outlines.append((*row.outline, self._page, placed.top))
        for cell in row.cells:
            y = placed.top - row.above
            for para in cell.paras:
                y -= para.before
                self._para(para, cell.x, y)
                y -= len(para.lines) * para.look.leading
        if row.art:
            self._art(row.art, row.x, placed.top - row.above)
        for box in row.boxes:
            if box.entry is not None:
                top = placed.top - row.above - box.down
                edges = (box.x, top - box.height, box.x + box.width, top)
                self.drawn.entries.append((self._page, edges, box.entry))
        if row.panel and row.panel.field:
            right = row.x + row.width - 10
            high = placed.top - row.above
            self.drawn.fields[row.panel.field] = (
                self._page,
                (right - row.panel.width, high - row.panel.height, right, high),
            )

    def _art(self, art: Art, x: float, top: float) -> None:
        """A picture is one piece of content, its words included."""
        number = self._tags.mark(art.node)
        art.node.box = (x, top - art.height, x + art.width, top)
        self._code.append(f"/{art.node.tag} <</MCID {number}>> BDC")
        self._code += operators(art, x, top)
        for each in art.captions:
            self._text(iter([(each.line, x + each.x, top - each.y)]), each.look)
        self._code.append("EMC")

    def _para(self, para: Para, x: float, top: float) -> None:
        if not any(line.runs for line in para.lines):
            return
        if para.node is None:
            self._code.append(_LAYOUT)
        else:
            number = self._tags.mark(para.node)
            self._code.append(f"/{para.node.tag} <</MCID {number}>> BDC")
        y = top - para.look.leading * _ASCENT
        self._text(_down(para.lines, x, y, para.look.leading), para.look)
        self._code.append("EMC")

    def _text(self, lines: Iterator[tuple[Line, float, float]], look: TextLook) -> None:
        self._code.append(f"BT {_fill(look.colour)}")
        font = ""
        for line, x, y in lines:
            for run in line.runs:
                font = self._run(run, x, y, look.size, font)
        self._code.append("ET")

    def _run(self, run: Run, x: float, y: float, size: float, font: str) -> str:
        """Draw one run; answers the font then set, so that it is set only when it changes."""
        if isinstance(run.content, str):
            return self._codes(run, run.content, x + run.x, y, size, font)
        for cluster in run.content:
            font = self._cluster(run, cluster, x + run.x, y, size, font)
        return font

    def _cluster(
        self, run: Run, cluster: Cluster, x: float, y: float, size: float, font: str
    ) -> str:
        self._code.append(f"/Span <</ActualText {_utf16(cluster.text)}>> BDC")
        for char, right, up in cluster.glyphs:
            font = self._codes(run, char, x + right * size / 1000, y + up * size / 1000, size, font)
        self._code.append("EMC")
        return font

    def _codes(self, run: Run, text: str, x: float, y: float, size: float, font: str) -> str:
        place = f"1 0 0 1 {_number(x)} {_number(y)} Tm"
        for name, codes in run.face.encode(text, self._document):
            wanted = f"{name} {_number(size)} Tf"
            if wanted != font:
                self._code.append(wanted)
                font = wanted
            escaped = codes.decode("latin-1").translate(_ESCAPES)
            self._code.append(f"{place} ({escaped}) Tj".lstrip())
            # What follows in another subset of the same face stands directly behind.
            place = ""
        return font

    def _furniture(self, furniture: Furniture, pages: int) -> None:
        on_band = self._page == 0
        small = self._look.small
        colour = looks.PALE if on_band else small.colour
        top = TextLook(small.weight, small.size, small.leading, colour)
        self._code.append(_HEADER)
        self._line(furniture.header_left, top, _HEADER_Y, "left")
        if not on_band:
            # On the first page the band itself carries the marking.
            self._line(furniture.header_right, top, _HEADER_Y, "right")
            self._code += _hairline(_HEADER_Y - 8)
        if furniture.stamp:
            self._stamp(furniture.stamp)
        self._code.append("EMC")
        numbered = furniture.page_of.format(page=self._page + 1, pages=pages)
        self._code.append(_FOOTER)
        self._code += _hairline(_FOOTER_Y + 12)
        self._footer(furniture, numbered, small)
        self._code.append("EMC")

    def _footer(self, furniture: Furniture, numbered: str, look: TextLook) -> None:
        """Three parts on one line, or on two where the second would touch another."""
        edges = (furniture.footer_left, furniture.footer_right, numbered)
        left, middle, right = (self._set(words, look).width for words in edges)
        fits = max(left, right) + _APART <= (WIDTH - middle) / 2
        self._line(furniture.footer_left, look, _FOOTER_Y, "left")
        self._line(numbered, look, _FOOTER_Y, "right")
        if fits:
            self._line(furniture.footer_right, look, _FOOTER_Y, "middle")
        else:
            self._line(furniture.footer_right, look, _FOOTER_Y - look.leading, "left")

    def _stamp(self, words: str) -> None:
        look = self._look.stamp
        line = self._set(words, look)
        width = line.width + 16
        x, y = (PAGE_WIDTH - width) / 2, _HEADER_Y - 4
        self._code += [
            "q",
            f"{_stroke(looks.RED)} {_fill(looks.WHITE)} 1 w",
            f"{_number(x)} {_number(y)} {_number(width)} 15 re B",
            "Q",
        ]
        self._text(iter([(line, x + 8, y + 4.4)]), look)

    def _line(self, words: str, look: TextLook, y: float, side: str) -> None:
        line = self._set(words, look)
        spare = WIDTH - line.width
        x = LEFT + {"left": 0.0, "middle": spare / 2, "right": spare}[side]
        self._text(iter([(line, x, y)]), look)

    def _set(self, words: str, look: TextLook) -> Line:
        return self._setter.lines(words, look.weight, look.size, WIDTH)[0]


def _down(
    lines: Sequence[Line], x: float, y: float, leading: float
) -> Iterator[tuple[Line, float, float]]:
    for number, line in enumerate(lines):
        yield line, x, y - number * leading


def _shapes(row: Row, top: float) -> Iterator[str]:
    foot = top - row.height
    if row.ground:
        yield _fill(row.ground)
        yield f"{_number(row.x)} {_number(foot)} {_number(row.width)} {_number(row.height)} re f"
    if row.bar:
        yield _fill(row.bar)
        yield f"{_number(row.x)} {_number(foot)} 4 {_number(row.height)} re f"
    if row.rule_above:
        yield from _ruled(row, row.rule_above, top, 1.2 if row.outline else 0.5)
    if row.rule:
        yield from _ruled(row, row.rule, foot, 0.5)
    if row.border:
        yield f"{_stroke(row.border)} 0.8 w"
        yield f"{_number(row.x)} {_number(foot)} {_number(row.width)} {_number(row.height)} re S"
    if row.panel:
        yield from _panel_ground(row, top)
    for box in row.boxes:
        y = top - row.above - box.down - box.height
        yield f"{_stroke(looks.QUIET)} 0.7 w"
        yield f"{_number(box.x)} {_number(y)} {_number(box.width)} {_number(box.height)} re S"


def _panel_ground(row: Row, top: float) -> Iterator[str]:
    if row.panel:
        x = row.x + row.width - 10 - row.panel.width
        y = top - row.above - row.panel.height
        yield _fill(looks.ZEBRA)
        yield (
            f"{_number(x)} {_number(y)} {_number(row.panel.width)} {_number(row.panel.height)} re f"
        )


def _ruled(row: Row, colour: Colour, y: float, width: float) -> Iterator[str]:
    yield f"{_stroke(colour)} {width} w"
    yield (f"{_number(row.x)} {_number(y)} m {_number(row.x + row.width)} {_number(y)} l S")


def _hairline(y: float) -> list[str]:
    left, right = _number(LEFT), _number(LEFT + WIDTH)
    return [
        "q",
        f"{_stroke(looks.RULE)} 0.5 w",
        f"{left} {_number(y)} m {right} {_number(y)} l S",
        "Q",
    ]


def _fill(colour: Colour) -> str:
    return " ".join(map(_number, colour)) + " rg"


def _stroke(colour: Colour) -> str:
    return " ".join(map(_number, colour)) + " RG"


def _number(value: float) -> str:
    return f"{value:.3f}".rstrip("0").rstrip(".")


def _utf16(text: str) -> str:
    return f"<FEFF{text.encode('utf-16-be').hex().upper()}>"
