# SPDX-License-Identifier: Apache-2.0
"""Everything a document is made from, handed to the layout as one frozen value.

The app layer gathers it from the vault; nothing here reads a clock, a file or the vault.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from kinfile.forms.model import Form
from kinfile.forms.profile import Profile
from kinfile.records.correction import Correction
from kinfile.records.marks import NO_MARKS, Marks
from kinfile.records.model import Answers
from kinfile.records.report import Report


class Standing(StrEnum):
    """What a copy is. A preview is never signed; an urgent copy is signed though unfinished."""

    PREVIEW = "preview"
    SIGNED = "signed"
    URGENT = "urgent"


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Signer:
    """Who made the assessment and signs it."""

    name: str
    role: str = ""
    organisation: str = ""
    registration: str = ""
    phone: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class Head:
    """The end of the record's chain of events: its number and its SHA-256 in hexadecimal."""

    sequence: int
    hash: str

    @property
    def short(self) -> str:
        return self.hash[:12]


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Printable:
    """One record, ready to be laid out.

    `tier` says what kind of key signs: "self" for one made on this laptop, "ca" for one with an
    issued certificate. `key_words` is its fingerprint in six words. `manager_field` asks for a
    place for the manager's signature even where no act-now alert stands. `correction` says which
    version this one replaces, why, and what is different; an edition holds of its changes only
    those that it may show. `is_trial` says that the form was only being tried out, which every
    page says then.
    """

    form: Form
    profile: Profile
    answers: Answers
    report: Report
    ref: str
    version: int
    standing: Standing
    signer: Signer
    head: Head
    made_at: datetime
    program: str
    marks: Marks = NO_MARKS
    is_trial: bool = False
    manager_field: bool = False
    tier: str = "self"
    key_words: str = ""
    correction: Correction | None = None
    large_print: bool = False
    edition: str = "full"
    request: int = 0
    """Which of several requests for information a letter is about, from 1; 0 for the next."""
