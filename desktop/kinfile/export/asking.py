# SPDX-License-Identifier: Apache-2.0
"""Blocks of a form that is filled in by hand: questions, each with room for its answer."""

from collections.abc import Iterator
from dataclasses import dataclass

from kinfile.export.entries import Entry


@dataclass(frozen=True, slots=True, repr=False)
class Tick:
    """A box to tick, and what it means. `entry` makes a field of it."""

    label: str
    entry: Entry | None = None


@dataclass(frozen=True, slots=True, repr=False)
class Ticks:
    """Boxes to tick below each other, or, `in_line`, beside each other as far as they fit."""

    ticks: tuple[Tick, ...]
    in_line: bool = False

    def words(self) -> Iterator[str]:
        yield from (tick.label for tick in self.ticks)


@dataclass(frozen=True, slots=True, repr=False)
class Space:
    """A box to write in. `width` is its share of the room, `height` in points.

    `label` stands over it in small letters.
    """

    height: float
    width: float = 1.0
    label: str = ""
    entry: Entry | None = None

    def words(self) -> Iterator[str]:
        if self.label:
            yield self.label


@dataclass(frozen=True, slots=True, repr=False)
class Ask:
    """One question with its number, what helps to answer it, and the room for the answer."""

    number: str
    question: str
    notes: tuple[str, ...]
    room: tuple[Ticks | Space, ...]

    def words(self) -> Iterator[str]:
        yield f"{self.number} {self.question}".strip()
        yield from self.notes
        for part in self.room:
            yield from part.words()


@dataclass(frozen=True, slots=True, repr=False)
class AskTable:
    asks: tuple[Ask, ...]

    def words(self) -> Iterator[str]:
        for ask in self.asks:
            yield from ask.words()
