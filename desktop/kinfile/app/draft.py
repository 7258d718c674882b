# SPDX-License-Identifier: Apache-2.0
"""A record as a page sees it: a frozen value, made anew by every change."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from kinfile.forms.model import Form, Question
from kinfile.forms.profile import Profile
from kinfile.records.marks import Marks
from kinfile.records.model import Answer, Answers, Path, Place
from kinfile.records.report import Report
from kinfile.vault.rows import Origin


class RecordStatus(StrEnum):
    """Where a record is in its life; the first three are worked out, the others are stored."""

    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    READY_TO_SIGN = "ready_to_sign"
    SIGNED = "signed"
    SENT = "sent"
    CLOSED = "closed"
    SUPERSEDED = "superseded"
    ERASED = "erased"

    @property
    def may_change(self) -> bool:
        return self in (self.NOT_STARTED, self.IN_PROGRESS, self.READY_TO_SIGN)


@dataclass(frozen=True, slots=True, repr=False)
class Subject:
    """Who a record is about. Only `initials` stand on the glass unless names are shown."""

    initials: str = ""
    full_name: str = ""


@dataclass(frozen=True, slots=True)
class KeyDate:
    """The date that matters most. `kind` is due, visit or review."""

    kind: str
    on: date


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class LeftOver:
    """An answer of an earlier version of the form, for which this one has no place.

    Kept and shown, and like an answer set aside it is in no rule and no document. `path` is
    spelled as it was; `question` is the one of the version that had it.
    """

    path: Path
    place: Place
    question: Question
    answer: Answer


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Draft:
    """One record with everything that follows from its answers today.

    For a signed record `report.today` is the day of signing and nothing may change. `origin`
    is where its form came from: shipped, pack, or trial (then it is never signed). `newer` is
    the version of the form installed now, where that is another one than this draft's.
    """

    ref: str
    form: Form
    profile: Profile
    answers: Answers
    marks: Marks
    report: Report
    status: RecordStatus
    version: int
    subject: Subject
    key_date: KeyDate | None
    changed_at: datetime
    origin: Origin = "shipped"
    newer: int | None = None
    put_aside: date | None = None
    """The day on which it will be erased, while it is put aside; then nothing may change."""
    left_over: tuple[LeftOver, ...] = ()

    @property
    def is_trial(self) -> bool:
        """Whether its form is only being tried out, so that it is never signed."""
        return self.origin == "trial"


@dataclass(frozen=True, slots=True)
class Kept:
    """What `Workspace.keep` answers: the draft after COMMIT, and when that was."""

    draft: Draft
    at: datetime
    sequence: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class RecordLine:
    """One line of the record list. `to_do` is follow_up, send or empty."""

    ref: str
    form: str
    status: RecordStatus
    subject: Subject
    key_date: KeyDate | None
    sections_done: int
    sections: int
    to_do: str
    changed_at: datetime
    put_aside: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Worker:
    """Who fills in: the vault's owner. Prefills `assessor_*` and stands on every signature."""

    name: str
    role: str = ""
    organisation: str = ""
    registration: str = ""
    phone: str = ""
    email: str = ""
