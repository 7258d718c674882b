# SPDX-License-Identifier: Apache-2.0
"""The lines of a family's diagram, in whatever unit its shapes and labels are measured in.

y grows downwards. Names of grown-ups stand above their shape, so that lines leave below it; those
of children below. Every union has a track of its own for the line between the parents and one for
the line over the children, so that no two lines lie on each other.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import pairwise

from kinfile.records.family import Family, Home, Tie, Union
from kinfile.records.family_grid import Band, Bench, Grid
from kinfile.records.model import RowId

Point = tuple[float, float]
_LABEL_ABOVE = frozenset({Band.GRANDPARENTS, Band.CARERS, Band.PARENTS})


@dataclass(frozen=True, slots=True, kw_only=True)
class Sizes:
    """What everything measures. `labels` are the heights of what stands beside each shape."""

    seat: float
    shape: float
    track: float
    gap: float
    heading: float
    """Height of the words over the other adults."""
    labels: Mapping[RowId, float]


class Trace(StrEnum):
    """How a line is drawn. BROKEN is for parents who are recorded as living apart."""

    SOLID = "solid"
    DOTTED = "dotted"
    SLASH = "slash"
    """One of the two short strokes across the line between parents who live apart."""


@dataclass(frozen=True, slots=True)
class Stroke:
    points: tuple[Point, ...]
    trace: Trace


@dataclass(frozen=True, slots=True)
class Seated:
    """Where somebody's shape (its middle) and label (its upper left corner) stand."""

    row: RowId
    x: float
    y: float
    label: Point


@dataclass(frozen=True, slots=True)
class Rectangle:
    left: float
    top: float
    right: float
    bottom: float

    def holds(self, x: float, y: float) -> bool:
        return self.left < x < self.right and self.top < y < self.bottom


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """Everything to be drawn. `home` is filled, `edge` its outline; `adults` where the words over
    the other adults stand.
    """

    width: float
    height: float
    seated: tuple[Seated, ...]
    strokes: tuple[Stroke, ...]
    home: tuple[Rectangle, ...]
    edge: tuple[tuple[Point, Point], ...]
    adults: Point | None


@dataclass(slots=True)
class _Span:
    """The height of a bench: from `top`, the lines above the children included, to `bottom`."""

    bench: Bench
    top: float
    shape: float
    """The middle of the shapes."""
    bottom: float
    levels: Mapping[tuple[RowId, ...], float] = field(default_factory=dict)
    """Of children: the height of the line over those of each union."""


def draw_lines(family: Family, grid: Grid, sizes: Sizes) -> Drawing:
    """The diagram of `family` seated as in `grid`; lines are drawn first, shapes over them."""
    draft = _Draft(family, grid, sizes)
    return draft.drawing()


class _Draft:
    """A diagram being drawn from top to bottom."""

    def __init__(self, family: Family, grid: Grid, sizes: Sizes) -> None:
        self._family = family
        self._grid = grid
        self._sizes = sizes
        self._spans: list[_Span] = []
        self._adults: Point | None = None
        later = _later(family.unions, grid.benches)
        self._margin = (len(later) + 1) * sizes.track if later else 0.0
        self._gutters = {parents: (place + 1) * sizes.track for place, parents in enumerate(later)}
        self._tracks = {union.parents: place for place, union in enumerate(self._nearest_first())}
        self._height = self._stack()

    def drawing(self) -> Drawing:
        home = tuple(self._home())
        return Drawing(
            width=self._margin + self._grid.width * self._sizes.seat,
            height=self._height,
            seated=tuple(self._seated()),
            strokes=tuple(self._strokes()),
            home=home,
            edge=tuple(outline(home)),
            adults=self._adults,
        )

    # where the benches stand

    def _stack(self) -> float:
        sizes, y = self._sizes, 0.0
        for bench in self._grid.benches:
            labels = max((sizes.labels[row] for row in bench.rows), default=0.0)
            levels: dict[tuple[RowId, ...], float] = {}
            top = y
            if bench.band is Band.ADULTS and self._adults is None:
                y += sizes.gap
                self._adults = (self._margin, y)
                y += sizes.heading
                top = y
            if bench.band is Band.CHILDREN:
                here = [u for u in self._family.unions if self._passes(u, bench)]
                for union in here:
                    y += sizes.track
                    levels[union.parents] = y
                y += sizes.track
            above = bench.band in _LABEL_ABOVE
            y += labels if above else 0.0
            shape = y + sizes.shape / 2
            y += sizes.shape + (0.0 if above else labels)
            if bench.band is Band.PARENTS and self._family.unions:
                y += (len(self._family.unions) + 1) * sizes.track
            y += sizes.gap / 2
            self._spans.append(_Span(bench, top, shape, y, levels))
        return y

    def _passes(self, union: Union, bench: Bench) -> bool:
        """Whether a line of `union` runs over `bench`: to its children, or on to later ones."""
        if any(row in bench.rows for row in union.children):
            return True
        first = next(b for b in self._grid.benches if b.band is Band.CHILDREN)
        return bench is first and union.parents in self._gutters

    def _x(self, bench: Bench, row: RowId) -> float:
        return self._margin + bench.middle(row) * self._sizes.seat

    def _seated(self) -> Iterator[Seated]:
        half = self._sizes.shape / 2
        for span in self._spans:
            for row in span.bench.rows:
                x = self._x(span.bench, row)
                above = span.bench.band in _LABEL_ABOVE
                y = span.shape - half - self._sizes.labels[row] if above else span.shape + half
                yield Seated(row, x, span.shape, (x - self._sizes.seat / 2, y))

    # lines

    def _nearest_first(self) -> list[Union]:
        bench = next((b for b in self._grid.benches if b.band is Band.PARENTS), None)

        def far(union: Union) -> float:
            places = [bench.middle(row) for row in union.parents] if bench else [0.0]
            return max(places) - min(places)

        return sorted(self._family.unions, key=far)

    def _strokes(self) -> Iterator[Stroke]:
        parents = next((s for s in self._spans if s.bench.band is Band.PARENTS), None)
        children = [s for s in self._spans if s.bench.band is Band.CHILDREN]
        if parents is None:
            return
        drops: list[float] = []
        for union in self._family.unions:
            y = parents.shape + self._sizes.shape / 2
            y += (self._tracks[union.parents] + 1) * self._sizes.track
            x = self._drop(union, parents.bench, drops)
            drops.append(x)
            yield from self._couple(union, parents, x, y)
            yield from self._descent(union, children, x, y)

    def _stub(self, row: RowId, union: Union, bench: Bench) -> float:
        """Where the line of `union` leaves somebody's shape: beside those of their other unions."""
        x = self._x(bench, row)
        theirs = [each for each in self._nearest_first() if row in each.parents]
        if len(theirs) == 1:
            return x
        # The nearest leaves at the side of the other parent, so that no two cross here.
        step = self._sizes.shape / (len(theirs) + 1)
        return x - self._sizes.shape / 2 + step * (len(theirs) - theirs.index(union))

    def _drop(self, union: Union, bench: Bench, drops: Sequence[float]) -> float:
        """Where the line down leaves the one between the parents, off every other upright."""
        left = min(union.parents, key=bench.middle)
        x = self._stub(left, union, bench)
        if len(union.parents) > 1:
            x = self._x(bench, left) + self._sizes.seat / 2
        taken = [*drops, *self._uprights(union, bench)]
        step = self._sizes.track / 2
        while any(abs(x - other) < step for other in taken):
            x += step
        return x

    def _uprights(self, union: Union, bench: Bench) -> Iterator[float]:
        """Where the lines of other unions stand: below their parents, above their children."""
        for other in self._family.unions:
            if other.parents == union.parents:
                continue
            yield from (self._stub(row, other, bench) for row in other.parents)
            for row in other.children:
                yield from (
                    self._x(each, row)
                    for each in self._grid.benches
                    if each.band is Band.CHILDREN and row in each.rows
                )

    def _couple(self, union: Union, span: _Span, drop: float, y: float) -> Iterator[Stroke]:
        """From the middle of each shape, which is drawn over it, to where the line down begins."""
        ends = sorted(self._stub(row, union, span.bench) for row in union.parents)
        if len(ends) == 1:
            yield Stroke(((ends[0], span.shape), (ends[0], y)), Trace.SOLID)
            if drop != ends[0]:
                yield Stroke(((ends[0], y), (drop, y)), Trace.SOLID)
            return
        trace = Trace.DOTTED if union.tie is Tie.NOT_KNOWN else Trace.SOLID
        points = ((ends[0], span.shape), (ends[0], y), (ends[1], y), (ends[1], span.shape))
        yield Stroke(points, trace)
        if union.tie is Tie.APART:
            yield from self._slashes(ends[1] - self._sizes.seat / 4, y)

    def _slashes(self, x: float, y: float) -> Iterator[Stroke]:
        reach = self._sizes.track * 0.5
        for place in (x - reach / 2, x + reach / 2):
            points = ((place - reach / 2, y + reach), (place + reach / 2, y - reach))
            yield Stroke(points, Trace.SLASH)

    def _descent(
        self, union: Union, spans: Sequence[_Span], x: float, top: float
    ) -> Iterator[Stroke]:
        """Down from the parents, over the children, and by the margin to later rows of them."""
        gutter = self._gutters.get(union.parents)
        here = [span for span in spans if union.parents in span.levels]
        for number, span in enumerate(here):
            level = span.levels[union.parents]
            ends = [self._x(span.bench, row) for row in union.children if row in span.bench.rows]
            for end in ends:
                foot = span.shape - self._sizes.shape / 2
                yield Stroke(((end, level), (end, foot)), Trace.SOLID)
            if number == 0:
                yield Stroke(((x, top), (x, level)), Trace.SOLID)
                ends.append(x)
            if gutter is not None:
                ends.append(gutter)
            if min(ends) < max(ends):
                yield Stroke(((min(ends), level), (max(ends), level)), Trace.SOLID)
        if gutter is not None:
            levels = [span.levels[union.parents] for span in here]
            yield Stroke(((gutter, levels[0]), (gutter, levels[-1])), Trace.SOLID)

    # the home

    def _home(self) -> Iterator[Rectangle]:
        """A rectangle for each run of people who live here, joined between parents and children."""
        homes = {each.row: each.home for each in self._family.members}
        half, inset = self._sizes.seat / 2, self._sizes.track / 4
        above: tuple[float, list[Rectangle]] | None = None
        for span in self._spans:
            if span.bench.band not in (Band.CARERS, Band.PARENTS, Band.CHILDREN):
                continue
            runs = []
            for run in _runs(span.bench.rows, homes):
                left, right = (self._x(span.bench, row) for row in (run[0], run[-1]))
                top, bottom = span.top, span.bottom
                runs.append(Rectangle(left - half + inset, top, right + half - inset, bottom))
            yield from runs
            if above and above[1] and runs:
                both = [*above[1], *runs]
                first = span.shape - self._sizes.shape / 2
                yield Rectangle(
                    min(each.left for each in both),
                    above[0],
                    max(each.right for each in both),
                    max(first - self._sizes.track, above[0]),
                )
            above = (self._joint(span), runs)

    def _joint(self, span: _Span) -> float:
        """From which height downwards nobody stands below this bench."""
        is_parents = span.bench.band is Band.PARENTS
        foot = span.shape + self._sizes.shape / 2 + self._sizes.track / 3
        return foot if is_parents else span.bottom


def _later(unions: Sequence[Union], benches: Sequence[Bench]) -> tuple[tuple[RowId, ...], ...]:
    """The unions that have children in another row than the first one of children."""
    rows = [set(bench.rows) for bench in benches if bench.band is Band.CHILDREN]
    return tuple(
        union.parents
        for union in unions
        if any(child in row for row in rows[1:] for child in union.children)
    )


def _runs(rows: Sequence[RowId], homes: Mapping[RowId, Home]) -> Iterator[list[RowId]]:
    run: list[RowId] = []
    for row in rows:
        if homes[row] is Home.HERE:
            run.append(row)
        elif run:
            yield run
            run = []
    if run:
        yield run


def outline(rectangles: Sequence[Rectangle]) -> Iterator[tuple[Point, Point]]:
    """The edge of what the rectangles cover together, as lines without breaks or corners within."""
    xs = sorted({x for each in rectangles for x in (each.left, each.right)})
    ys = sorted({y for each in rectangles for y in (each.top, each.bottom)})

    def is_in(column: int, row: int) -> bool:
        if not (0 <= column < len(xs) - 1 and 0 <= row < len(ys) - 1):
            return False
        x, y = (xs[column] + xs[column + 1]) / 2, (ys[row] + ys[row + 1]) / 2
        return any(each.holds(x, y) for each in rectangles)

    for row, y in enumerate(ys):
        cells = [is_in(n, row - 1) != is_in(n, row) for n in range(len(xs) - 1)]
        yield from (((left, y), (right, y)) for left, right in _joined(cells, xs))
    for column, x in enumerate(xs):
        cells = [is_in(column - 1, n) != is_in(column, n) for n in range(len(ys) - 1)]
        yield from (((x, top), (x, bottom)) for top, bottom in _joined(cells, ys))


def _joined(cells: Sequence[bool], marks: Sequence[float]) -> Iterator[tuple[float, float]]:
    """Neighbouring true cells as one stretch."""
    start: float | None = None
    for is_edge, (low, _) in zip(cells, pairwise(marks), strict=True):
        if is_edge and start is None:
            start = low
        if not is_edge and start is not None:
            yield start, low
            start = None
    if start is not None:
        yield start, marks[-1]
