# SPDX-License-Identifier: Apache-2.0
"""A signature drawn by hand, or typed instead: an ornament beside the seal, never demanded.

Kept as whole numbers in a box of its own, so that the same drawing always prints the same.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from kinfile.errors import Refused

WIDTH, HEIGHT = 1000, 240
"""The box in which points stand, y downwards."""
MOST_POINTS = 4000

Stroke = tuple[tuple[int, int], ...]
"""One line that the pen made; a single point is a dot."""


@dataclass(frozen=True, slots=True, repr=False)
class Hand:
    """What was drawn, and the name typed in its place or beside it; both may be empty."""

    strokes: tuple[Stroke, ...] = ()
    typed: str = ""

    def __bool__(self) -> bool:
        return bool(self.strokes or self.typed)


NO_HAND = Hand()


def drawn(strokes: Iterable[Iterable[tuple[float, float]]], typed: str = "") -> Hand:
    """A hand of points in the box; what is outside is brought to its edge, doublets go.

    Beyond MOST_POINTS the pen writes no more.
    """
    kept: list[Stroke] = []
    left = MOST_POINTS
    for stroke in strokes:
        points: list[tuple[int, int]] = []
        for x, y in stroke:
            point = (_within(x, WIDTH), _within(y, HEIGHT))
            if left and point not in points[-1:]:
                points.append(point)
                left -= 1
        if points:
            kept.append(tuple(points))
    return Hand(tuple(kept), " ".join(typed.split()))


def to_text(hand: Hand) -> dict[str, str]:
    """As texts for JSON: points by a space, strokes by a semicolon."""
    lines = (" ".join(f"{x},{y}" for x, y in stroke) for stroke in hand.strokes)
    return {"drawn": ";".join(lines), "typed": hand.typed}


def from_text(drawing: str, typed: str) -> Hand:
    """What `to_text` wrote. Raises Refused (wrong-type) for anything else."""
    try:
        strokes = [
            [_pair(point) for point in line.split(" ")] for line in drawing.split(";") if line
        ]
    except ValueError:
        raise Refused(path="", problem="wrong-type") from None
    return drawn(strokes, typed)


def _pair(text: str) -> tuple[float, float]:
    x, y = text.split(",")
    return int(x), int(y)


def _within(value: float, most: int) -> int:
    return round(min(max(value, 0), most))
