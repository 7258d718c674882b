# SPDX-License-Identifier: Apache-2.0
"""What a benchmark found: medians of each side, and the figures that are held against the design.

Times depend on the machine and on who else uses it, so they are told and never fail a run. Counts
are the same on every machine: one that misses its limit fails.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number and how far it should go: at most `reach`, or at least, in `unit`.

    `unit` is "x" for a ratio. `is_count` is for what is the same on every machine. A `reach` of
    None is told for what it is and held against nothing.
    """

    what: str
    value: float
    reach: float | None = None
    unit: str = "x"
    is_count: bool = False
    at_least: bool = False

    @property
    def is_reached(self) -> bool:
        if self.reach is None:
            return True
        return self.value >= self.reach if self.at_least else self.value <= self.reach

    @property
    def fails(self) -> bool:
        """Whether a run with it has failed."""
        return self.is_count and not self.is_reached

    def told(self) -> str:
        """One line for a reader."""
        line = f"{self.what}: {number(self.value)}{_after(self.unit)}"
        if self.reach is None:
            return line
        bound = "at least" if self.at_least else "at most"
        missed = "" if self.is_reached else "   MISSED"
        return f"{line}   ({bound} {number(self.reach)}{_after(self.unit)}){missed}"

    def to_json(self) -> dict[str, Any]:
        return {
            "what": self.what,
            "value": round(self.value, 4),
            "unit": self.unit,
            "reach": self.reach,
            "at_least": self.at_least,
            "count": self.is_count,
            "reached": self.is_reached,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What one row of the table came to. `medians` are milliseconds by side, ours first.

    `runs` is how often each side was done. `notes` are for what the numbers do not say.
    """

    runs: int = 1
    medians: Mapping[str, float] = field(default_factory=dict)
    figures: Sequence[Figure] = ()
    notes: Sequence[str] = ()

    @property
    def fails(self) -> bool:
        return any(figure.fails for figure in self.figures)

    def told(self) -> str:
        """Some lines for a reader."""
        lines = [f"    {side}: {number(median)} ms" for side, median in self.medians.items()]
        lines += [f"    {figure.told()}" for figure in self.figures]
        lines += [f"    {note}" for note in self.notes]
        return "\n".join(lines)

    def to_json(self) -> dict[str, Any]:
        return {
            "runs": self.runs,
            "medians_ms": {side: round(median, 3) for side, median in self.medians.items()},
            "figures": [figure.to_json() for figure in self.figures],
            "notes": list(self.notes),
        }

    @classmethod
    def from_json(cls, told: Mapping[str, Any]) -> Result:
        return cls(
            runs=told["runs"],
            medians=told["medians_ms"],
            figures=[
                Figure(
                    what=each["what"],
                    value=each["value"],
                    reach=each["reach"],
                    unit=each["unit"],
                    is_count=each["count"],
                    at_least=each["at_least"],
                )
                for each in told["figures"]
            ],
            notes=told["notes"],
        )


def ratio(medians: Mapping[str, float], reach: float | None, what: str = "ratio") -> Figure:
    """The first side over the second."""
    ours, beside = list(medians.values())[:2]
    return Figure(what=what, value=ours / beside, reach=reach)


def number(value: float) -> str:
    if value == int(value):
        return str(int(value))
    return f"{value:.3g}" if abs(value) < 100 else f"{value:.0f}"


def _after(unit: str) -> str:
    return unit if unit == "x" else f" {unit}".rstrip()
