# SPDX-License-Identifier: Apache-2.0
"""What a worker says about a record beside its answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from kinfile.forms.model import SectionId
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


NO_MARKS = Marks()
