# SPDX-License-Identifier: Apache-2.0
"""What a worker says about a record beside its answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from kinfile.forms.model import SectionId
from kinfile.records.hand import NO_HAND, Hand
from kinfile.records.model import Place
from kinfile.records.report import Acknowledgement


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class UsedNote:
    """What was taken from the notes into the answer at `place`; `at` is when, in ISO."""

    id: str
    text: str
    place: Place
    at: str


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Notes:
    """What the worker wrote for themselves: `text` as it stands, and what of it was used.

    In no rule and no document; they go with the record.
    """

    text: str = ""
    used: tuple[UsedNote, ...] = ()

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines that are not in the form yet; blank ones do not count."""
        return tuple(line.strip() for line in self.text.splitlines() if line.strip())


FRESH_FOR = timedelta(days=28)
"""For how long an answer that was taken over counts as asked."""


@dataclass(frozen=True, slots=True)
class Copied:
    """Where an answer was taken from: the record `ref`, and the day since which it stood there."""

    ref: str
    on: date

    def is_old(self, today: date) -> bool:
        """Whether it has to be confirmed."""
        return today - self.on > FRESH_FOR


@dataclass(frozen=True, slots=True, repr=False)
class OnPaper:
    """A record was written on paper on the day `on`, and typed up on `typed_on` by `by`."""

    on: date
    typed_on: date
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """Sections opened by hand, alerts answered, texts and oddities confirmed; and the notes.

    Confirmed texts are keyed by the alert that held them back, confirmed problems by their
    code, each with the place it is about (for a group, its id with no row).
    """

    opened: frozenset[SectionId] = frozenset()
    acknowledged: Mapping[str, Acknowledgement] = field(default_factory=dict)
    confirmed_texts: Mapping[tuple[str, Place], Acknowledgement] = field(default_factory=dict)
    confirmed_problems: frozenset[tuple[str, Place]] = frozenset()
    notes: Notes = field(default_factory=Notes)
    paper: OnPaper | None = None
    copied: Mapping[Place, Copied] = field(default_factory=dict)
    """Answers that were taken over from an earlier record, until somebody changes them."""
    hand: Hand = NO_HAND
    """What the writer signed by hand for this version."""
    withheld: frozenset[Place] = frozenset()
    """What the writer keeps out of every copy."""


NO_MARKS = Marks()
