# SPDX-License-Identifier: Apache-2.0
"""The lines of the diagram.

I01 No person's shape or label lies over another's, and all lie within the drawing.
I02 Every child with recorded parents is reached by lines from each of them, however many rows.
I03 A line passes no shape but those it belongs to.
I04 Living apart is two strokes, not known is dotted.
I05 The home holds everybody who lives here and nobody who does not.
I06 No two lines lie on each other, so that none can be taken for another.
I07 The outline of touching rectangles has no lines within.
"""

from itertools import combinations, pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from helpers import families
from helpers.families import COUPLE, PARTED, THREE_FATHERS, TWINS, family
from kinfile.records.family import Family, Home, Part
from kinfile.records.family_grid import seat
from kinfile.records.family_lines import (
    Drawing,
    Point,
    Rectangle,
    Sizes,
    Stroke,
    Trace,
    draw_lines,
    outline,
)

Piece = tuple[Point, Point]
SEAT, SHAPE, TRACK, LABEL = 80.0, 30.0, 8.0, 24.0


def drawn(found: Family, across: int = 6) -> Drawing | None:
    grid = seat(found, across)
    if grid is None:
        return None
    labels = {each.row: LABEL for each in found.members}
    sizes = Sizes(seat=SEAT, shape=SHAPE, track=TRACK, gap=16, heading=14, labels=labels)
    return draw_lines(found, grid, sizes)


def boxes(drawing: Drawing) -> list[Rectangle]:
    """The shapes with their labels."""
    half = SHAPE / 2
    return [
        Rectangle(
            each.x - SEAT / 2,
            min(each.y - half, each.label[1]),
            each.x + SEAT / 2,
            max(each.y + half, each.label[1] + LABEL),
        )
        for each in drawing.seated
    ]


def overlap(one: Rectangle, two: Rectangle) -> bool:
    across = min(one.right, two.right) - max(one.left, two.left)
    down = min(one.bottom, two.bottom) - max(one.top, two.top)
    return across > 0.001 and down > 0.001


@settings(max_examples=40, deadline=None)
@given(families.answers(), st.integers(2, 9))
def test_nobody_lies_over_another(answers: families.Row, across: int) -> None:
    """I01"""
    drawing = drawn(family(answers), across)
    if drawing is None:
        return
    places = boxes(drawing)
    assert not any(overlap(one, two) for one, two in combinations(places, 2))
    for box in places:
        assert box.left >= -0.001
        assert box.right <= drawing.width + 0.001
        assert box.top >= -0.001
        assert box.bottom <= drawing.height + 0.001


def pieces(stroke: Stroke) -> list[Piece]:
    return list(pairwise(stroke.points))


def touches(piece: Piece, x: float, y: float) -> bool:
    """Whether (x, y) is on a level or upright piece of a line."""
    (x1, y1), (x2, y2) = piece
    on = 0.01
    return min(x1, x2) - on <= x <= max(x1, x2) + on and min(y1, y2) - on <= y <= max(y1, y2) + on


def joined(drawing: Drawing, start: tuple[float, float]) -> set[tuple[float, float]]:
    """The ends of pieces that can be reached from `start`, where the end of one is on another."""
    every = [piece for s in drawing.strokes if s.trace is not Trace.SLASH for piece in pieces(s)]
    found, new = {start}, [start]
    while new:
        x, y = new.pop()
        for piece in every:
            ends = [end for end in piece if end not in found]
            is_met = touches(piece, x, y) or any(
                touches((a, b), *end)
                for end in piece
                for a, b in every
                if (x, y) in (a, b) and touches((a, b), *end)
            )
            if is_met:
                found.update(ends)
                new.extend(ends)
    return found


@settings(max_examples=40, deadline=None)
@given(families.answers(), st.integers(2, 9))
def test_lines_lead_from_children_to_parents(answers: families.Row, across: int) -> None:
    """I02"""
    found = family(answers)
    drawing = drawn(found, across)
    if drawing is None:
        return
    places = {each.row: each for each in drawing.seated}
    for union in found.unions:
        for row in union.children:
            child = places[row]
            reached = joined(drawing, (child.x, child.y - SHAPE / 2))
            for parent in union.parents:
                there = places[parent]
                middle = [x for x, y in reached if abs(y - there.y) < 0.01]
                assert any(abs(x - there.x) < SHAPE / 2 for x in middle)


@settings(max_examples=40, deadline=None)
@given(families.answers(), st.integers(2, 9))
def test_no_line_crosses_a_person(answers: families.Row, across: int) -> None:
    """I03"""
    drawing = drawn(family(answers), across)
    if drawing is None:
        return
    half = SHAPE / 2 - 0.01
    for each in drawing.seated:
        shape = Rectangle(each.x - half, each.y - half, each.x + half, each.y + half)
        for stroke in drawing.strokes:
            if any(shape.holds(*end) for end in (stroke.points[0], stroke.points[-1])):
                continue  # it is this person's own
            for (x1, y1), (x2, y2) in pieces(stroke):
                box = Rectangle(min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2))
                across_ = min(box.right, shape.right) - max(box.left, shape.left)
                down = min(box.bottom, shape.bottom) - max(box.top, shape.top)
                assert across_ < 0 or down < 0


@settings(max_examples=60, deadline=None)
@given(families.answers(), st.integers(2, 9))
def test_no_line_lies_on_another(answers: families.Row, across: int) -> None:
    """I06"""
    drawing = drawn(family(answers), across)
    if drawing is None:
        return
    every = [piece for s in drawing.strokes if s.trace is not Trace.SLASH for piece in pieces(s)]
    for one, two in combinations(every, 2):
        for axis in (0, 1):
            places = {round(end[axis], 2) for end in (*one, *two)}
            low = max(min(end[1 - axis] for end in piece) for piece in (one, two))
            high = min(max(end[1 - axis] for end in piece) for piece in (one, two))
            assert len(places) > 1 or high - low < 0.01


def test_parents_are_joined_as_the_record_says() -> None:
    """I04"""
    traces = [
        {stroke.trace for stroke in drawing.strokes}
        for answers in ({"parents": COUPLE, "unborn": [{}]}, PARTED, TWINS)
        if (drawing := drawn(family(answers)))
    ]
    assert traces == [
        {Trace.SOLID},
        {Trace.SOLID, Trace.SLASH},
        {Trace.SOLID, Trace.DOTTED},
    ]


@settings(max_examples=40, deadline=None)
@given(families.answers(), st.integers(2, 9))
def test_the_home_holds_whoever_lives_here(answers: families.Row, across: int) -> None:
    """I05"""
    found = family(answers)
    drawing = drawn(found, across)
    if drawing is None:
        return
    for each in drawing.seated:
        member = found.member(each.row)
        is_in = any(home.holds(each.x, each.y) for home in drawing.home)
        if member.part is not Part.GRANDPARENT:
            assert is_in == (member.home is Home.HERE)
    assert drawn(found, across) == drawing


def test_nine_children_of_three_fathers_take_two_rows() -> None:
    """I02"""
    drawing = drawn(family(THREE_FATHERS), 5)
    assert drawing is not None
    assert drawing.width > 5 * SEAT  # the margin where lines lead to later rows
    assert len({each.y for each in drawing.seated}) == 4


def test_an_outline_goes_round_touching_rectangles_once() -> None:
    """I07"""
    edge = set(outline([Rectangle(0, 0, 2, 1), Rectangle(1, 1, 3, 2), Rectangle(1, 0.5, 2, 1.5)]))
    assert edge == {
        ((0, 0), (2, 0)),
        ((0, 1), (1, 1)),
        ((2, 1), (3, 1)),
        ((1, 2), (3, 2)),
        ((0, 0), (0, 1)),
        ((1, 1), (1, 2)),
        ((2, 0), (2, 1)),
        ((3, 1), (3, 2)),
    }
    assert set(outline([])) == set()
