# SPDX-License-Identifier: Apache-2.0
"""What rules can see: the names of a form when compiling, the answers when evaluating."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from kinfile.forms.rules.ast import Rule

Span = tuple[int, int]
"""A number or a day (as an ordinal) by its least and greatest possible value."""

Plain = Span | str
"""What a comparison compares: a span, or a code or text."""


class Cell(NamedTuple):
    """One visible answer as rules read it.

    `codes` are what `is`, `has` and `only` match: the code or codes chosen, or the status.
    `plain` is None for a status and for answers that no comparison reads.
    """

    codes: frozenset[str]
    plain: Plain | None
    is_value: bool


Cells = Mapping[str, Cell]
"""Cells by full question id; hidden and blank ones are absent."""


@dataclass(slots=True)
class Scope:
    """Everything an evaluation reads. Filled once per pass; never written by a rule.

    `milestones` and days are ordinals, `limits` whole numbers. `people` gives the cells of the
    row that a person answer names. `standing` counts standing alerts by severity.
    """

    today: int
    record: dict[str, Cell] = field(default_factory=dict)
    rows: dict[str, list[dict[str, Cell]]] = field(default_factory=dict)
    people: Mapping[str, Cells] = field(default_factory=dict)
    limits: Mapping[str, int] = field(default_factory=dict)
    timings: Mapping[str, int] = field(default_factory=dict)
    standing: Mapping[str, int] = field(default_factory=dict)


NO_ROW: Cells = {}


@dataclass(frozen=True, slots=True)
class Field:
    """What a rule must know of a question: its full id, what it compares as, and its codes.

    `compares` is number, day, code, text or nothing. `codes` is None where any text may stand.
    """

    id: str
    group: str
    compares: str
    codes: frozenset[str] | None
    is_multi: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """The names that rules of one form may use.

    `record` and `groups` hold its questions by their bare names; `foreign` and `foreign_groups`
    those of other forms, which read as blank here. `wordlists` maps a list to its matcher.
    """

    record: Mapping[str, Field]
    groups: Mapping[str, Mapping[str, Field]]
    lists: Mapping[str, tuple[str, ...]]
    definitions: Mapping[str, Rule]
    row_definitions: Mapping[str, str] = field(default_factory=dict)
    """Definitions that are read within a row, with their group."""
    foreign: frozenset[str] = frozenset()
    foreign_groups: Mapping[str, frozenset[str]] = field(default_factory=dict)
    wordlists: Sequence[str] = ()
    limits: frozenset[str] = frozenset()
    timings: frozenset[str] = frozenset()
    severities: frozenset[str] = frozenset({"act_now", "act_soon", "info"})
    people: Sequence[str] = ("children", "unborn", "parents", "adults")
    """Groups whose rows are people, in the order in which a name is looked for."""
