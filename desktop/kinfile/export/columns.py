# SPDX-License-Identifier: Apache-2.0
"""How wide the columns of a table are: as meant, but no word is broken where that can be helped."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Need:
    """Of one column, in points: its widest word, and its widest text on one line."""

    least: float
    ideal: float


def fitted(shares: Sequence[int], needs: Sequence[Need], room: float) -> tuple[float, ...] | None:
    """Widths that together are `room`; None where not even the widest words stand side by side.

    Each column gets its share of the room, but not less than its widest word; what a column of
    short texts does not need goes to those whose lines would break.
    """
    if sum(need.least for need in needs) > room:
        return None
    total = sum(shares)
    meant = [room * share / total for share in shares]
    widths = [
        max(need.least, min(width, need.ideal)) for width, need in zip(meant, needs, strict=True)
    ]
    spare = room - sum(widths)
    if spare < 0:
        loose = [width - need.least for width, need in zip(widths, needs, strict=True)]
        return _spread(widths, loose, spare)
    wanting = [max(0.0, need.ideal - width) for width, need in zip(widths, needs, strict=True)]
    given = min(spare, sum(wanting))
    return _spread(_spread(widths, wanting, given), meant, spare - given)


def _spread(widths: Sequence[float], weights: Sequence[float], amount: float) -> tuple[float, ...]:
    """`amount` added to `widths` in proportion to `weights`."""
    whole = sum(weights)
    if not whole:
        return tuple(widths)
    return tuple(
        width + amount * weight / whole for width, weight in zip(widths, weights, strict=True)
    )
