# SPDX-License-Identifier: Apache-2.0
"""Who stands where in the diagram of a family: rows of people, and how many fit beside each other.

Top to bottom: grandparents who care, partners and carers where they find no room beside the
parents, the parents, the children (theirs together, eldest first), and the other adults. Every
person has one seat, no two seats are the same, and the same family always stands the same way.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from kinfile.records.family import Family, Home, Member, Part, Shape, Union, in_order_of_birth
from kinfile.records.model import RowId


class Band(StrEnum):
    """What a row of people is."""

    GRANDPARENTS = "grandparents"
    CARERS = "carers"
    PARENTS = "parents"
    CHILDREN = "children"
    ADULTS = "adults"


@dataclass(frozen=True, slots=True)
class Bench:
    """People beside each other, from the left. `start` is the left edge, in seats."""

    band: Band
    rows: tuple[RowId, ...]
    start: float

    def middle(self, row: RowId) -> float:
        """The middle of somebody's seat, in seats from the left edge of the diagram."""
        return self.start + self.rows.index(row) + 0.5


@dataclass(frozen=True, slots=True)
class Grid:
    """The benches from top to bottom, and how many seats the widest one has."""

    benches: tuple[Bench, ...]
    width: int


def seat(family: Family, across: int) -> Grid | None:
    """Everybody's place with at most `across` beside each other.

    None where the parents, whom lines join, do not fit on one row.
    """
    by_part: dict[Part, list[Member]] = {part: [] for part in Part}
    for member in family.members:
        by_part[member.part].append(member)
    parents = _parents(by_part[Part.PARENT], family.unions)
    if len(parents) > across:
        return None
    carers = sorted(by_part[Part.CARER], key=lambda each: each.home is not Home.HERE)
    children = _children(family, [*by_part[Part.CHILD], *by_part[Part.UNBORN]])
    rows: list[tuple[Band, Sequence[Member]]] = [(Band.GRANDPARENTS, by_part[Part.GRANDPARENT])]
    if len(parents) + len(carers) <= across:
        rows.append((Band.PARENTS, [*parents, *carers]))
    else:
        rows += [(Band.CARERS, carers), (Band.PARENTS, parents)]
    rows += [(Band.CHILDREN, children), (Band.ADULTS, by_part[Part.ADULT])]
    parted = [(band, part) for band, people in rows for part in _parted(people, across)]
    width = max((len(part) for _, part in parted), default=0)
    benches = (
        Bench(band, tuple(each.row for each in part), (width - len(part)) / 2)
        for band, part in parted
    )
    return Grid(tuple(benches), width)


def _parted(people: Sequence[Member], across: int) -> Iterator[Sequence[Member]]:
    """Rows of nearly the same length, none longer than `across`."""
    count = -(-len(people) // across)
    start = 0
    for number in range(count):
        length = len(people) // count + (number < len(people) % count)
        yield people[start : start + length]
        start += length


def _parents(parents: Sequence[Member], unions: Sequence[Union]) -> list[Member]:
    """Whoever has children with most others stands at the right of them (a mother, where two are
    alike), and whoever lives here next to her: what is joined is near, the home together.
    """
    if not parents:
        return []
    joined = {each.row: sum(each.row in union.parents for union in unions) for each in parents}

    def weight(place: int) -> tuple[int, bool, bool, int]:
        member = parents[place]
        is_mother = member.shape is Shape.CIRCLE
        return (joined[member.row], is_mother, member.home is Home.HERE, -place)

    centre = parents[max(range(len(parents)), key=weight)]
    others = [each for each in parents if each is not centre]
    others.sort(key=lambda each: (each.home is Home.HERE, joined[each.row] > 0))
    return [*others, centre]


def _children(family: Family, children: Sequence[Member]) -> list[Member]:
    """Brothers and sisters of the same parents together; those without recorded parents last."""
    by_row = {each.row: each for each in children}
    placed = [by_row[row] for union in _ordered(family) for row in union.children]
    rest = in_order_of_birth([each for each in children if each not in placed])
    return [*placed, *rest]


def _ordered(family: Family) -> tuple[Union, ...]:
    """The unions from left to right, as their parents stand."""
    parents = [each for each in family.members if each.part is Part.PARENT]
    places = {each.row: n for n, each in enumerate(_parents(parents, family.unions))}
    key = {
        union.parents: sum(places[row] for row in union.parents) / len(union.parents)
        for union in family.unions
    }
    return tuple(sorted(family.unions, key=lambda union: key[union.parents]))
