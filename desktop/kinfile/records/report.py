# SPDX-License-Identifier: Apache-2.0
"""What a form makes of the answers: the report that every view, check and page is drawn from.

Codes and paths only; sentences come from wording.py and the form in the reader's language.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from kinfile.forms.model import Alert, NonAnswer, QuestionId, SectionId, Severity
from kinfile.records.model import Path, Place


class SectionState(StrEnum):
    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    TO_CHECK = "to_check"
    COMPLETE = "complete"
    NOT_RELEVANT = "not_relevant"


class Level(StrEnum):
    """error stops signing; check asks "is this right?" once; prompt only says."""

    ERROR = "error"
    CHECK = "check"
    PROMPT = "prompt"


@dataclass(frozen=True, slots=True)
class Problem:
    """Something odd about one answer. `code` has its words in wording.py; `facts` fill them."""

    code: str
    path: Path
    level: Level
    facts: Mapping[str, str] = field(default_factory=dict)
    confirmed: bool = False


@dataclass(frozen=True, slots=True)
class MissingRows:
    """A group with fewer rows than it needs."""

    group: str
    have: int
    need: int

    def __str__(self) -> str:
        return f"{self.group}: {self.have} of {self.need} rows"


Missing = Path | MissingRows


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionReport:
    id: SectionId
    state: SectionState
    forced: bool
    """Open because an alert or the worker opened it."""
    missing: tuple[Missing, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Acknowledgement:
    """Who answered an alert, what they wrote, and when (ISO, as given or as recorded)."""

    by: str
    note: str
    at: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """An alert whose trigger holds today."""

    alert: Alert
    because: tuple[Path, ...]
    acknowledged: Acknowledgement | None
    blocked: tuple[Path, ...] = ()
    """Texts that `block_field` holds back until reworded or confirmed."""
    restricted: bool = False
    """One of the answers behind it is of the restricted class."""

    @property
    def is_open(self) -> bool:
        """It asks for an acknowledgement, a reason or a confirmation and has none yet."""
        asks = self.alert.needs_acknowledgement and self.acknowledged is None
        return asks or bool(self.blocked)


@dataclass(frozen=True, slots=True)
class Gap:
    """Something not known, not asked or declined."""

    path: Path
    status: NonAnswer
    reason: str
    safety: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Milestone:
    """A timing of the partnership profile for this pregnancy."""

    name: str
    due: date
    done: date | None
    overdue: bool
    not_needed: bool = False


@dataclass(frozen=True, slots=True)
class Blocker:
    """One thing that signing waits for.

    `code` is missing, problem, acknowledge, forbidden, blocked-text, trial-form or declaration;
    `path` and `alert` say where.
    """

    code: str
    path: Path | None = None
    alert: str = ""
    group: str = ""
    problem: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Everything that follows from the answers on the day `today`."""

    form: str
    version: int
    today: date
    sections: Mapping[SectionId, SectionReport]
    alerts: tuple[Standing, ...]
    gaps: tuple[Gap, ...]
    set_aside: tuple[Path, ...]
    milestones: tuple[Milestone, ...]
    undecided: tuple[tuple[str, tuple[Path, ...]], ...]
    """Alerts that cannot tell yet, with the answers they wait for."""
    shown: frozenset[Place]
    required: frozenset[Place]
    calculated: Mapping[Place, str]
    blockers: tuple[Blocker, ...]
    """What signing waits for, the declaration excepted."""
    restricted: frozenset[QuestionId] = frozenset()
    """Questions a standing alert restricts beyond their own class."""

    @property
    def complete(self) -> bool:
        """Nothing missing and no problem of level error."""
        return not any(
            section.missing or any(p.level is Level.ERROR for p in section.problems)
            for section in self.sections.values()
        )

    @property
    def missing(self) -> tuple[Missing, ...]:
        return tuple(path for section in self.sections.values() for path in section.missing)

    @property
    def problems(self) -> tuple[Problem, ...]:
        return tuple(p for section in self.sections.values() for p in section.problems)

    def standing(self, severity: Severity) -> tuple[Standing, ...]:
        return tuple(s for s in self.alerts if s.alert.severity is severity)
