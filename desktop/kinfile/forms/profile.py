# SPDX-License-Identifier: Apache-2.0
"""A local safeguarding partnership's dated facts: timings, limits, level names, numbers.

Local practice is data, never code. A timing that a profile leaves empty falls back to the
national default profile and is printed as "national default, check the local protocol".
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from kinfile.forms.model import QuestionId

NATIONAL = "generic-england"

PROFILE = QuestionId("partnership_profile")
"""The question whose answer names the record's profile; every record has one."""

MILESTONES = (
    "book_by",
    "refer_by",
    "planning_meeting",
    "assessment_complete",
    "conference_latest",
    "birth_plan_agreed",
    "birth_plan_shared",
    "safer_sleep_and_crying",
)
"""The timings that become rows of `milestones`, in their order."""


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom to ring. `phone` is empty where the local number is not known."""

    role: str
    name: str
    phone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """Timings are days of pregnancy, limits whole numbers (days, or as their name says).

    `defaulted` names the timings and limits that came from the national default.
    """

    id: str
    name: str
    nation: str
    valid_from: date
    review_by: date
    sources: tuple[str, ...] = ()
    level_names: Mapping[str, str] = field(default_factory=dict)
    timings: Mapping[str, int] = field(default_factory=dict)
    limits: Mapping[str, int] = field(default_factory=dict)
    contacts: tuple[Contact, ...] = ()
    words: Mapping[str, str] = field(default_factory=dict)
    """Every other key of the profile: legal basis, password policy, retention, wording."""
    defaulted: frozenset[str] = frozenset()
