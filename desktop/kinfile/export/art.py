# SPDX-License-Identifier: Apache-2.0
"""The pictures of a document as shapes and set words, in points from their upper left corner.

Pure geometry and type: `drawing` turns it into operators, `flow` only asks how high it is.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kinfile.export import look as looks
from kinfile.export.blocks import Style
from kinfile.export.figures import FamilyFigure, HandFigure, Lane, Mark, TimelineFigure
from kinfile.export.look import WIDTH, Colour, Look, TextLook
from kinfile.export.tagging import Node
from kinfile.export.typesetting import Line, Typesetter
from kinfile.records import hand
from kinfile.records.chronology import Sort, Standing
from kinfile.records.family import Member, Shape
from kinfile.records.family_grid import seat
from kinfile.records.family_lines import Drawing, Seated, Sizes, Trace, draw_lines
from kinfile.records.model import RowId

Point = tuple[float, float]

_HAND = 216
"""How wide a drawn signature is, in points at the usual size."""
_CURVE = 0.5523
"""How far the handles of a quarter of a circle reach, as a part of its radius."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Path:
    """A line through `points`, y downwards; `curves` are circles (centre and radius) instead.

    `dash` is on and off in points, empty for a whole line.
    """

    points: tuple[Point, ...] = ()
    circle: tuple[float, float, float] | None = None
    stroke: Colour | None = None
    fill: Colour | None = None
    width: float = 1.0
    dash: tuple[float, float] | tuple[()] = ()
    closes: bool = False


@dataclass(frozen=True, slots=True)
class Caption:
    """One set line with its base line at (x, y)."""

    line: Line
    x: float
    y: float
    look: TextLook


@dataclass(frozen=True, slots=True)
class Art:
    """A picture `width` by `height` points, all of it content of `node`."""

    width: float
    height: float
    paths: tuple[Path, ...]
    captions: tuple[Caption, ...]
    node: Node


class Artist:
    """Draws the pictures of one document."""

    def __init__(self, setter: Typesetter, look: Look) -> None:
        self._setter = setter
        self._look = look

    def family(self, figure: FamilyFigure, node: Node, tallest: float) -> Art | None:
        """The family's diagram; None where it is wider than the page or higher than `tallest`."""
        return _FamilyArt(self._setter, self._look, figure).art(node, tallest)

    def timeline(self, figure: TimelineFigure, node: Node) -> Art:
        """The lanes of `figure`; how many fit on a page is the layout's business."""
        return _TimelineArt(self._setter, self._look, figure).art(node)

    def hand(self, figure: HandFigure, node: Node) -> Art:
        """What was drawn, as wide as a place for signing."""
        wide = self._look.points(_HAND)
        scale = wide / hand.WIDTH
        paths = tuple(_ink(stroke, scale) for stroke in figure.strokes)
        return Art(wide, hand.HEIGHT * scale, paths, (), node)


def _ink(stroke: hand.Stroke, scale: float) -> Path:
    """One stroke of the pen; a dot is a small filled circle."""
    points = tuple((x * scale, y * scale) for x, y in stroke)
    if len(points) == 1:
        return Path(circle=(*points[0], 0.9), fill=looks.INK)
    return Path(points=points, stroke=looks.INK, width=1.2)


class _Captions:
    """Lines of words being set."""

    def __init__(self, setter: Typesetter) -> None:
        self._setter = setter
        self.made: list[Caption] = []

    def lines(self, words: str, look: TextLook, width: float) -> tuple[Line, ...]:
        return self._setter.lines(words, look.weight, look.size, width)

    def centred(self, words: str, look: TextLook, x: float, y: float, width: float) -> float:
        """Put `words` with their upper edge at y and their middle at x; the height they took."""
        lines = self.lines(words, look, width)
        for number, line in enumerate(lines):
            base = y + (number + 0.76) * look.leading
            self.made.append(Caption(line, x - line.width / 2, base, look))
        return len(lines) * look.leading

    def leading(self, words: str, look: TextLook, x: float, y: float, width: float) -> float:
        lines = self.lines(words, look, width)
        for number, line in enumerate(lines):
            self.made.append(Caption(line, x, y + (number + 0.76) * look.leading, look))
        return len(lines) * look.leading


class _FamilyArt:
    """One family being drawn."""

    def __init__(self, setter: Typesetter, look: Look, figure: FamilyFigure) -> None:
        self._figure = figure
        self._look = look
        self._captions = _Captions(setter)
        self._name = look.question
        self._small = look.of(Style.QUIET)
        self._shape = look.points(26)
        self._seat = look.points(78)

    def art(self, node: Node, tallest: float) -> Art | None:
        family = self._figure.family
        grid = seat(family, max(1, int(WIDTH // self._seat)))
        if grid is None:
            # The parents only just fit beside each other: their labels then wrap more.
            grid = seat(family, max(1, int(WIDTH // (self._seat * 0.72))))
            self._seat *= 0.72
        drawing = draw_lines(family, grid, self._sizes()) if grid else None
        if drawing is None or drawing.height > tallest or drawing.width > WIDTH:
            return None
        paths = [*self._home(drawing), *self._strokes(drawing)]
        for seated in drawing.seated:
            member = family.member(seated.row)
            paths += self._member(seated, member)
        if drawing.adults:
            x, y = drawing.adults
            self._captions.leading(self._figure.adults, self._look.column, x, y, WIDTH)
        return Art(WIDTH, drawing.height, tuple(paths), tuple(self._captions.made), node)

    def _sizes(self) -> Sizes:
        points = self._look.points
        return Sizes(
            seat=self._seat,
            shape=self._shape,
            track=8,
            gap=14,
            heading=self._look.column.leading + points(4),
            labels={row: self._label_height(row) for row in self._figure.labels},
        )

    @property
    def _wide(self) -> float:
        return self._seat - self._look.points(6)

    def _label_height(self, row: RowId) -> float:
        looks_of = zip(self._figure.labels[row], self._label_looks(row), strict=True)
        lines = (
            len(self._captions.lines(words, look, self._wide)) * look.leading
            for words, look in looks_of
        )
        return sum(lines) + self._look.points(5)

    def _label_looks(self, row: RowId) -> Iterator[TextLook]:
        """The first line is the name."""
        for number, _ in enumerate(self._figure.labels[row]):
            yield self._small if number else self._name

    def _home(self, drawing: Drawing) -> Iterator[Path]:
        for each in drawing.home:
            corners = (
                (each.left, each.top), (each.right, each.top),
                (each.right, each.bottom), (each.left, each.bottom),
            )  # fmt: skip
            yield Path(points=corners, fill=looks.ZEBRA, closes=True)
        for start, end in drawing.edge:
            yield Path(points=(start, end), stroke=looks.QUOTE, width=0.8, dash=(3, 2))

    def _strokes(self, drawing: Drawing) -> Iterator[Path]:
        for stroke in drawing.strokes:
            dash = (1.2, 2.2) if stroke.trace is Trace.DOTTED else ()
            yield Path(points=stroke.points, stroke=looks.INK, width=1.1, dash=dash)

    def _member(self, seated: Seated, member: Member) -> Iterator[Path]:
        half = self._shape / 2
        dash = () if member.is_known else (3, 2)
        outer = _shape(member.shape, seated.x, seated.y, half - 0.7)
        yield _with(outer, dash)
        if member.is_subject:
            yield _with(_shape(member.shape, seated.x, seated.y, half - 3.2), ())
        if member.has_died:
            reach = half * 0.8
            for side in (1, -1):
                ends = (
                    (seated.x - reach, seated.y - reach * side),
                    (seated.x + reach, seated.y + reach * side),
                )
                yield Path(points=ends, stroke=looks.INK, width=1.2)
        self._label(seated, member)

    def _label(self, seated: Seated, member: Member) -> None:
        """What stands beside the shape, then what stands in it: the order in which it is read."""
        y = seated.label[1] + self._look.points(2.5)
        pairs = zip(self._figure.labels[member.row], self._label_looks(member.row), strict=True)
        for words, look in pairs:
            y += self._captions.centred(words, look, seated.x, y, self._wide)
        mark = "" if member.has_died else self._figure.marks[member.row]
        if mark:
            top = seated.y - self._name.leading / 2
            if member.shape is Shape.TRIANGLE:
                top += self._shape / 8
            self._captions.centred(mark, self._name, seated.x, top, self._wide)


def _with(path: Path, dash: tuple[float, float] | tuple[()]) -> Path:
    return Path(
        points=path.points,
        circle=path.circle,
        stroke=looks.INK,
        fill=looks.WHITE,
        width=1.2,
        dash=dash,
        closes=True,
    )


def _shape(shape: Shape, x: float, y: float, half: float) -> Path:
    if shape is Shape.CIRCLE:
        return Path(circle=(x, y, half))
    corners = {
        Shape.SQUARE: ((-1, -1), (1, -1), (1, 1), (-1, 1)),
        Shape.DIAMOND: ((0, -1), (1, 0), (0, 1), (-1, 0)),
        Shape.TRIANGLE: ((0, -1), (1, 0.8), (-1, 0.8)),
    }[shape]
    return Path(points=tuple((x + dx * half, y + dy * half) for dx, dy in corners))


class _TimelineArt:
    """Years or months being drawn below each other, each as wide as the others."""

    def __init__(self, setter: Typesetter, look: Look, figure: TimelineFigure) -> None:
        self._figure = figure
        self._look = look
        self._captions = _Captions(setter)
        self._year = look.question
        self._small = looks.TextLook(
            look.of(Style.QUIET).weight, look.points(7.6), look.points(9.5), looks.QUIET
        )
        self._half = look.points(4.2)
        self._from = look.points(46)
        self._paths: list[Path] = []

    @property
    def _wide(self) -> float:
        return WIDTH - self._from - self._look.points(8)

    def art(self, node: Node) -> Art:
        y = self._key(0.0) + self._look.points(4) if self._figure.kinds else 0.0
        y = self._names(y)
        for lane in self._figure.lanes:
            y = self._lane(lane, y)
        return Art(WIDTH, y, tuple(self._paths), tuple(self._captions.made), node)

    def _key(self, y: float) -> float:
        """What each mark stands for."""
        x, gap = 0.0, self._look.points(14)
        for code, words in self._figure.kinds:
            lines = self._captions.lines(words, self._small, WIDTH)
            wide = max(line.width for line in lines) + 3 * self._half
            if x and x + wide > WIDTH:
                x, y = 0.0, y + self._small.leading * 1.3
            middle = y + self._small.leading * 0.5
            self._paths.append(_mark(Sort(code), x + self._half, middle, self._half, filled=True))
            self._captions.leading(words, self._small, x + 3 * self._half, y, WIDTH)
            x += wide + gap
        return y + self._small.leading * 1.5

    def _names(self, y: float) -> float:
        """The ruler's names, over all lanes."""
        for at, name in self._figure.ruler.names:
            self._captions.centred(name, self._small, self._from + at * self._wide, y, WIDTH)
        return y + self._small.leading + self._look.points(2)

    def _lane(self, lane: Lane, y: float) -> float:
        if lane.gap:
            y += self._captions.leading(lane.gap, self._small, self._from, y, self._wide)
            y += self._look.points(2)
        levels = list(self._levels(lane))
        below = self._small.leading if lane.today is not None else 0.0
        each = self._half * 2 + self._small.leading + self._look.points(1)
        rows = max((level for *_, level in levels), default=0) + 1
        high = each * rows + below + self._look.points(5)
        self._ground(lane, y, high)
        for mark, left, right, level in levels:
            self._entry(mark, left, right, y + self._look.points(2) + level * each)
        return y + high + self._look.points(3)

    def _ground(self, lane: Lane, y: float, high: float) -> None:
        left, right = self._from, self._from + self._wide
        corners = ((left, y), (right, y), (right, y + high), (left, y + high))
        self._paths.append(Path(points=corners, fill=looks.ZEBRA, closes=True))
        for at in self._figure.ruler.lines:
            x = left + at * self._wide
            ends = ((x, y), (x, y + high))
            self._paths.append(Path(points=ends, stroke=looks.RULE, width=0.5))
        lines = self._captions.lines(lane.label, self._year, left)
        top = y + (high - len(lines) * self._year.leading) / 2
        self._captions.leading(lane.label, self._year, 0, top, left)
        if lane.today is not None:
            self._today(left + self._wide * lane.place(lane.today), y, high)

    def _today(self, x: float, y: float, high: float) -> None:
        """A line through the year, and under its marks what day it is."""
        line = Path(points=((x, y - 2), (x, y + high + 2)), stroke=looks.RED, width=1.2)
        self._paths.append(line)
        words, gap = self._figure.today, self._look.points(3)
        wide = self._captions.lines(words, self._red, WIDTH)[0].width
        fits = x + gap + wide <= self._from + self._wide
        top = y + high - self._red.leading
        self._captions.leading(words, self._red, x + gap if fits else x - gap - wide, top, WIDTH)

    @property
    def _red(self) -> TextLook:
        small = self._small
        return TextLook(small.weight, small.size, small.leading, looks.RED)

    def _levels(self, lane: Lane) -> Iterator[tuple[Mark, float, float, int]]:
        """Each mark with its left and right edge and the lowest level that is free there."""
        ends: list[float] = []
        for mark in lane.marks:
            when = mark.entry.when
            if when is None:
                continue
            left, right = (
                self._from + self._wide * lane.place(day) for day in (when.earliest, when.latest)
            )
            wide = self._captions.lines(mark.number, self._small, WIDTH)[0].width
            room = max(wide / 2, self._half) + 1.5
            start, end = left - room, right + room
            level = next((n for n, taken in enumerate(ends) if taken <= start), len(ends))
            ends[level : level + 1] = [end]
            yield mark, left, right, level

    def _entry(self, mark: Mark, left: float, right: float, y: float) -> None:
        entry, half = mark.entry, self._half
        middle = y + half
        filled = entry.standing in (Standing.PAST, Standing.OVERDUE)
        if entry.when and not entry.when.is_whole:
            corners = (
                (left, middle - half * 0.6), (right, middle - half * 0.6),
                (right, middle + half * 0.6), (left, middle + half * 0.6),
            )  # fmt: skip
            self._paths.append(
                Path(points=corners, stroke=looks.QUOTE, fill=looks.PALE, width=0.8, closes=True)
            )
        centre = (left + right) / 2
        self._paths.append(_mark(entry.sort, centre, middle, half, filled=filled))
        self._captions.centred(mark.number, self._small, centre, y + 2 * half, WIDTH)


def _mark(sort: Sort, x: float, y: float, half: float, *, filled: bool) -> Path:
    fill = looks.QUOTE if filled else looks.WHITE
    if sort is Sort.LIFE:
        return Path(circle=(x, y, half), stroke=looks.QUOTE, fill=fill, width=1)
    corners: Sequence[Point] = {
        Sort.EVENT: ((0, -1.15), (1.15, 0), (0, 1.15), (-1.15, 0)),
        Sort.MEETING: ((-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)),
        Sort.STEP: ((0, -1.0), (1.0, 0.8), (-1.0, 0.8)),
    }[sort]
    points = tuple((x + dx * half, y + dy * half) for dx, dy in corners)
    return Path(points=points, stroke=looks.QUOTE, fill=fill, width=1, closes=True)


def operators(art: Art, x: float, top: float) -> Iterator[str]:
    """The paths of `art` with its upper left corner at (x, top), y upwards, as PDF draws them."""
    for path in art.paths:
        yield "q"
        if path.fill:
            yield f"{_colour(path.fill)} rg"
        if path.stroke:
            yield f"{_colour(path.stroke)} RG {_number(path.width)} w"
        if path.dash:
            yield f"[{_number(path.dash[0])} {_number(path.dash[1])}] 0 d"
        yield from _outline(path, x, top)
        yield _painted(path)
        yield "Q"


def _painted(path: Path) -> str:
    if path.fill and path.stroke:
        return "b" if path.closes else "B"
    if path.fill:
        return "f"
    return "s" if path.closes else "S"


def _outline(path: Path, x: float, top: float) -> Iterator[str]:
    if path.circle:
        yield from _round(x + path.circle[0], top - path.circle[1], path.circle[2])
        return
    for number, (across, down) in enumerate(path.points):
        operator = "l" if number else "m"
        yield f"{_number(x + across)} {_number(top - down)} {operator}"


def _round(x: float, y: float, radius: float) -> Iterator[str]:
    reach = radius * _CURVE
    yield f"{_number(x + radius)} {_number(y)} m"
    quarters = (
        ((radius, reach), (reach, radius), (0.0, radius)),
        ((-reach, radius), (-radius, reach), (-radius, 0.0)),
        ((-radius, -reach), (-reach, -radius), (0.0, -radius)),
        ((reach, -radius), (radius, -reach), (radius, 0.0)),
    )
    for quarter in quarters:
        yield " ".join(f"{_number(x + dx)} {_number(y + dy)}" for dx, dy in quarter) + " c"


def _colour(colour: Colour) -> str:
    return " ".join(map(_number, colour))


def _number(value: float) -> str:
    return f"{value:.3f}".rstrip("0").rstrip(".")
