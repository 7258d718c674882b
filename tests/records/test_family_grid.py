# SPDX-License-Identifier: Apache-2.0
"""Who stands where in the diagram.

G01 Everybody has one seat, and no two people the same.
G02 No row is longer than what fits; where the parents do not fit on one row there is no diagram.
G03 The same family stands the same way every time.
G04 Children of the same parents stand beside each other, eldest first, those of nobody last.
G05 Whoever lives here stands together where that can be.
"""

from hypothesis import given, settings
from hypothesis import strategies as st

from helpers import families
from helpers.families import COUPLE, PARTED, THREE_FATHERS, family
from kinfile.records.family import Part
from kinfile.records.family_grid import Band, Grid, seat


def names(grid: Grid | None, found: object, band: Band) -> list[list[str]]:
    assert grid is not None
    return [
        [found.member(row).person.given or "baby" for row in bench.rows]  # type: ignore[attr-defined]
        for bench in grid.benches
        if bench.band is band
    ]


@settings(max_examples=40, deadline=None)
@given(families.answers(), st.integers(1, 9))
def test_everybody_has_a_seat_of_their_own(answers: families.Row, across: int) -> None:
    """G01, G02, G03"""
    found = family(answers)
    grid = seat(found, across)
    parents = [each for each in found.members if each.part is Part.PARENT]
    assert (grid is None) == (len(parents) > across)
    if grid is None:
        return
    seats = [
        (n, bench.middle(row), row) for n, bench in enumerate(grid.benches) for row in bench.rows
    ]
    assert sorted(row for *_, row in seats) == sorted(each.row for each in found.members)
    assert len({(n, x) for n, x, _ in seats}) == len(seats)
    assert all(0 < x < grid.width <= across for _, x, _ in seats)
    assert seat(found, across) == grid


def test_the_father_stands_left_of_the_mother() -> None:
    """G04"""
    found = family({"parents": COUPLE, "unborn": [{}]})
    assert names(seat(found, 6), found, Band.PARENTS) == [["Lee", "Kim"]]


def test_partners_stand_beside_whom_the_child_lives_with() -> None:
    """G05"""
    found = family(PARTED)
    assert names(seat(found, 6), found, Band.PARENTS) == [["Lee", "Kim", "Sam", "Robin"]]
    assert names(seat(found, 3), found, Band.CARERS) == [["Sam", "Robin"]]


def test_children_stand_by_their_parents_and_by_age() -> None:
    """G04"""
    found = family(PARTED)
    assert names(seat(found, 6), found, Band.CHILDREN) == [["Bo", "Ash", "baby", "Cy"]]


def test_a_long_row_of_children_is_parted_evenly() -> None:
    """G02"""
    found = family(THREE_FATHERS)
    rows = names(seat(found, 4), found, Band.CHILDREN)
    assert [len(row) for row in rows] == [4, 3, 3]
    assert [name for row in rows for name in row] == [*(f"Kid{n}" for n in range(9)), "baby"]
    assert seat(found, 3) is None
