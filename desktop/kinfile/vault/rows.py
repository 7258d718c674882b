# SPDX-License-Identifier: Apache-2.0
"""What goes into the vault and comes out of it, as values. A value is JSON text here.

Nothing shows its content when printed: a `repr` in a traceback must not leak an answer.
Times are aware and in UTC; dates are the text they were given as.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

EntryKind = Literal["answer", "row-added", "row-struck", "row-restored", "mark", "unmark"]
Origin = Literal["shipped", "pack", "trial"]
Status = Literal["draft", "signed", "sent", "closed", "superseded", "erased"]
IdentityKind = Literal["signing", "checkpoint"]


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Entry:
    """One thing that happened to a record: an event, and what it changes.

    | kind                               | field         | row      | value                     |
    |------------------------------------|---------------|----------|---------------------------|
    | answer                             | question      | row's id | JSON text; None blanks it |
    | row-added, row-struck, row-restored | group        | row's id | None                      |
    | mark                               | kind of mark  | its key  | JSON text                 |
    | unmark                             | kind of mark  | its key  | None                      |
    """

    kind: EntryKind
    field: str = ""
    row: str = ""
    value: str | None = None


@dataclass(frozen=True, slots=True)
class Head:
    """The last event of the chain: its number and its hash in hex."""

    seq: int
    hash: str


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class StoredSummary:
    """A record without its answers. `summary` is the JSON text the caller gave with its last save.

    `version` counts signed versions from 1; a correction raises it. `signed_on` is the day of
    the last signing; `put_aside` the day (ISO) until which it can be taken back. `form_sha256`
    (hex) names the very definition; `origin` says where it came from when the record began or
    was moved.
    """

    ref: str
    form_id: str
    form_version: int
    form_sha256: str
    origin: Origin
    profile: str
    status: Status
    version: int
    created_at: datetime
    updated_at: datetime
    summary: str
    signed_on: str | None
    put_aside: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class StoredRecord(StoredSummary):
    """A record as it stands.

    answers: (question, row id or "", JSON text). rows: (group, row id, is struck) in the order
    in which they were added. marks: (kind, key, JSON text).
    """

    answers: tuple[tuple[str, str, str], ...]
    rows: tuple[tuple[str, str, bool], ...]
    marks: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class StoredChange:
    """One event of a record's history. `tz` is the writer's offset from UTC in minutes.

    `old` and `new` are None for a blank, and both are None once `is_erased`.
    """

    seq: int
    at: datetime
    tz: int
    by: str
    kind: str
    field: str
    row: str
    old: str | None
    new: str | None
    is_erased: bool


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class StoredDocument:
    """A signed PDF that the vault keeps, without its bytes. `kind` says signed by whom."""

    id: int
    ref: str
    version: int
    edition: str
    kind: str
    sha256: str
    made_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class LedgerLine:
    """One exported file: what it was, and when it went to whom and was acknowledged.

    `passphrase` is the transfer copy's; it goes when the record is erased, the line stays.
    `head` is the chain's head at the export.
    """

    id: int
    ref: str
    version: int
    edition: str
    sha256: str
    at: datetime
    recipient: str | None
    channel: str | None
    sent_on: str | None
    acknowledged_on: str | None
    passphrase: str | None
    head: Head


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Identity:
    """A key that signs, with its certificate (DER). `private` is PKCS#8, None on a token.

    For kind "checkpoint" the certificate is the bare public key of 32 bytes.
    """

    id: int
    kind: IdentityKind
    tier: int
    private: bytes | None
    certificate: bytes
    created_at: datetime
    retired_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class StoredWorker:
    """The vault's owner."""

    name: str
    role: str
    organisation: str = ""
    registration: str = ""
    phone: str = ""
    email: str = ""
