# SPDX-License-Identifier: Apache-2.0
"""What other programs need beside our ids: names for sections, for "asked, none", and for what
goes with an answer.

Each has a hyphen, which no id of ours has: `section-about`, `opened-closure`, `children-none`,
`domestic_abuse-evidence`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto

from kinfile.forms.model import Kind
from kinfile.i18n import N_


def section_link(section: str) -> str:
    return f"section-{section}"


def opened_link(section: str) -> str:
    """The yes or no that opens a section which an alert or the worker opens."""
    return f"opened-{section}"


def none_link(group: str) -> str:
    """The yes or no that says "asked, none" of a group."""
    return f"{group}-none"


def part_link(question: str, part: str) -> str:
    """What goes with an answer, by the name of a Part."""
    return f"{question}-{part}"


class PartKind(Enum):
    LINE = auto()
    LONG = auto()
    PARTIAL_DATE = auto()
    EVIDENCE_KIND = auto()
    FLAG = auto()


@dataclass(frozen=True, slots=True)
class Part:
    """One thing asked about an answer."""

    name: str
    kind: PartKind
    ask: str


_PARTS: Mapping[Kind, tuple[Part, ...]] = {
    Kind.RISK: (
        Part("evidence", PartKind.LONG, N_("What stands behind this answer")),
        Part("evidence_kind", PartKind.EVIDENCE_KIND, N_("What kind of evidence it is")),
        Part("evidence_date", PartKind.PARTIAL_DATE, N_("When it was seen or said")),
    ),
    Kind.VERBATIM: (
        Part("who", PartKind.LINE, N_("Who said it")),
        Part("when", PartKind.LINE, N_("When it was said")),
        Part("how", PartKind.LINE, N_("How it came to be written down")),
    ),
    Kind.NHS_NUMBER: (Part("verified", PartKind.FLAG, N_("Checked with the person")),),
}


def parts_of(kind: Kind) -> tuple[Part, ...]:
    """What goes with an answer of this kind."""
    return _PARTS.get(kind, ())
