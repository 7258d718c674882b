# SPDX-License-Identifier: Apache-2.0
"""What use cases answer with, beside drafts: values for a view to show."""

from dataclasses import dataclass
from datetime import datetime

from kinfile.app.draft import Draft
from kinfile.errors import Refused
from kinfile.forms.model import SectionId
from kinfile.records.model import Place


@dataclass(frozen=True, slots=True)
class BroughtIn:
    """A record made from a file of answers, and every value that could not be kept."""

    draft: Draft
    refused: tuple[Refused, ...]


@dataclass(frozen=True, slots=True)
class ResumePoint:
    """Where the worker was: for "continue where you left off"."""

    ref: str
    section: SectionId
    place: Place | None = None


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class PastAnswer:
    """One event of a record's history; `old` and `new` are JSON text, None for a blank."""

    seq: int
    at: datetime
    by: str
    kind: str
    path: str
    old: str | None
    new: str | None


@dataclass(frozen=True, slots=True)
class VaultStatus:
    """What `vault status` says. `last_backup` is when the last one was made; None for never."""

    id: str
    version: int
    created: datetime
    last_backup: datetime | None
    records: int
