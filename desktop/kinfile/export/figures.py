# SPDX-License-Identifier: Apache-2.0
"""Pictures in a document: the family, and the dates of the record, as blocks to be drawn.

A picture is a figure to a screen reader, with everything in it said in words (`heard`); a table
of the same facts follows it. Where it would not fit on a page `instead` is printed in its place.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from kinfile.records.chronology import Entry
from kinfile.records.family import Family
from kinfile.records.hand import Stroke
from kinfile.records.model import RowId

_HEARD = 12_000
"""Letters of an alternate text: PDF/A takes no string of more than 32,767 bytes."""


def said_aloud(sentences: Iterable[str]) -> str:
    """The alternate text of a picture; of long sentences the beginnings, for a table has all."""
    said = list(sentences)
    if sum(len(each) + 1 for each in said) <= _HEARD:
        return " ".join(said)
    room = max(_HEARD // len(said) - 1, 2)
    return " ".join(each if len(each) <= room else f"{each[: room - 1]}…" for each in said)


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class FamilyFigure:
    """The diagram of a family. `labels` stand beside the shapes (the name first), `marks` inside.

    `adults` are the words over the other adults, `key` what shapes and lines mean.
    """

    family: Family
    labels: Mapping[RowId, tuple[str, ...]]
    marks: Mapping[RowId, str]
    adults: str
    key: str
    heard: str
    instead: str

    def words(self) -> Iterator[str]:
        """Nothing that the table behind it does not say."""
        return iter(())


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class HandFigure:
    """A signature drawn by hand."""

    strokes: tuple[Stroke, ...]
    heard: str

    def words(self) -> Iterator[str]:
        return iter(())


@dataclass(frozen=True, slots=True, repr=False)
class Mark:
    """An entry of the timeline under its number in the table."""

    number: str
    entry: Entry


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Lane:
    """One year, or one month of a full year, with what is known to lie in it.

    It begins on `first` and is `days` long. `today` is the day to mark, None where it is not in
    it. `gap` is said above where years without an entry were left out.
    """

    label: str
    first: date
    days: int
    marks: tuple[Mark, ...]
    gap: str = ""
    today: date | None = None

    def place(self, day: date) -> float:
        """The middle of a day, as a part of the lane's width."""
        return ((day - self.first).days + 0.5) / self.days


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Ruler:
    """What stands over lanes of one length: names and lines, at parts of the width."""

    names: tuple[tuple[float, str], ...]
    lines: tuple[float, ...]


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class TimelineFigure:
    """Lanes of one length below each other. `kinds` are a Sort's code and its words, for the
    first of several pictures only.
    """

    lanes: tuple[Lane, ...]
    ruler: Ruler
    kinds: tuple[tuple[str, str], ...]
    today: str
    heard: str

    def words(self) -> Iterator[str]:
        """Nothing that the table behind it does not say."""
        return iter(())
