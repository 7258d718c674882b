# SPDX-License-Identifier: Apache-2.0
"""Is everything in the vault what was written there?

The database's own authentication finds changed bytes, but not an old page put back in place of
a newer one. Comparing the tables with the chain of events finds that too.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from kinfile.errors import VaultDamaged
from kinfile.vault.cabinet import LINES, line_text
from kinfile.vault.chain import GENESIS, NOTHING, Link, digest, is_signed_checkpoint
from kinfile.vault.connection import Connection
from kinfile.vault.projection import Contents, stored
from kinfile.vault.store import form_text

Problem = Literal[
    "pages",
    "structure",
    "chain",
    "checkpoint",
    "definition",
    "answers",
    "status",
    "document",
    "ledger",
]
"""pages: bytes do not authenticate. structure: the tables' pages do not fit together.
chain: an event was changed or is missing. checkpoint: a signature does not fit the chain.
The others: what stands in a table is not what the events say."""

_BESIDE = frozenset({"document", "exported", "sent", "acknowledged"})
"""Events about a record that do not change it."""


def problems(db: Connection, *, vault_id: str) -> tuple[Problem, ...]:
    """What is wrong, each kind once, in the order of `Problem`; empty when the vault is sound.

    Reads the whole database. When its pages are damaged, nothing more is said: what could be
    read would be noise.
    """
    found = db.integrity()
    if found:
        return found
    try:
        looked_at = (
            _chain_problems(db),
            _checkpoint_problems(db, vault_id),
            _definition_problems(db),
            _record_problems(db),
            _document_problems(db),
            _ledger_problems(db),
        )
        return tuple(dict.fromkeys(problem for some in looked_at for problem in some))
    except VaultDamaged:
        return ("pages",)


def _chain_problems(db: Connection) -> Iterator[Problem]:
    users: dict[int, str] = dict(db.execute("SELECT id, uid FROM user"))
    refs: dict[int, str] = dict(db.execute("SELECT id, ref FROM record"))
    expected, previous = 1, GENESIS
    events = db.each(
        "SELECT seq, at, tz, actor, kind, record_id, field, row, value, salt, digest, prev, hash"
        " FROM event ORDER BY seq"
    )
    for seq, at, tz, actor, kind, record, where, row, value, salt, kept, before, after in events:
        link = Link(
            seq=seq,
            at=at,
            tz=tz,
            actor=users.get(actor, ""),
            kind=kind,
            record=refs.get(record, ""),
            field=where,
            row=row,
            digest=kept,
        )
        if (
            seq != expected
            or before != previous
            or after != link.hash(previous)
            or not _is_value_of(value, salt, kept)
        ):
            yield "chain"
            return
        expected, previous = seq + 1, after
    if previous == GENESIS:
        yield "chain"


def _is_value_of(value: str | None, salt: bytes | None, kept: bytes) -> bool:
    if value is None:
        # Blank from the start, or erased: then the digest alone is left.
        return salt is None
    return salt is not None and kept != NOTHING and digest(salt, value) == kept


def _checkpoint_problems(db: Connection, vault_id: str) -> Iterator[Problem]:
    keys = [row[0] for row in db.execute("SELECT cert FROM identity WHERE kind = 'checkpoint'")]
    checkpoints = db.execute(
        "SELECT checkpoint.seq, checkpoint.hash, checkpoint.at, sig, event.hash FROM checkpoint"
        " LEFT JOIN event ON event.seq = checkpoint.seq"
    )
    for seq, head, at, signature, chained in checkpoints:
        is_signed = any(
            is_signed_checkpoint(key, signature, vault_id=vault_id, seq=seq, head=head, at=at)
            for key in keys
        )
        if head != chained or not is_signed:
            yield "checkpoint"
            return


def _definition_problems(db: Connection) -> Iterator[Problem]:
    for sha256, body in db.each("SELECT sha256, body FROM form"):
        if hashlib.sha256(body).digest() != sha256:
            yield "definition"
            return


def _record_problems(db: Connection) -> Iterator[Problem]:
    records = db.execute(
        "SELECT id, form_id, form.version, sha256, profile, origin, status, record.version,"
        " signed_on, seq FROM record JOIN form ON form.sha256 = form_sha256"
    )
    for number, *used, status, version, signed_on, seq in records:
        told = _told(db, number)
        form = form_text(*used)
        if status == "erased":
            # The events say nothing of it any more, and nothing of it may be left.
            told.contents, form = Contents(), ""
        if told.contents != stored(db, number):
            yield "answers"
        stands = {"status": status, "version": version, "signed_on": signed_on}
        if (told.status, told.form, told.seq) != (stands, form, seq):
            yield "status"


@dataclass(slots=True)
class _Told:
    """What the events say of a record."""

    contents: Contents = field(default_factory=Contents)
    seq: int = 0
    form: str = ""
    status: dict[str, object] = field(
        default_factory=lambda: {"status": "draft", "version": 1, "signed_on": None}
    )


def _told(db: Connection, record: int) -> _Told:
    told = _Told()
    for seq, kind, where, row, value in db.each(
        "SELECT seq, kind, field, row, value FROM event WHERE record_id = ? ORDER BY seq",
        (record,),
    ):
        if kind not in _BESIDE:
            told.seq = seq
        told.contents.take(seq, kind, (where, row), value)
        if kind in ("created", "moved"):
            told.form = value or ""
        elif kind == "status" and value is not None:
            told.status = {k: v for k, v in json.loads(value).items() if k != "reason"}
    return told


def _document_problems(db: Connection) -> Iterator[Problem]:
    events = db.execute("SELECT row, value FROM event WHERE kind = 'document' ORDER BY seq")
    said = {row: json.loads(value) for row, value in events if value is not None}
    documents = db.each("SELECT id, version, edition, kind, sha256, bytes FROM document")
    for number, version, edition, kind, sha256, content in documents:
        stands = {"version": version, "edition": edition, "kind": kind, "sha256": sha256.hex()}
        told = said.pop(str(number), None)
        if told != stands or hashlib.sha256(content).digest() != sha256:
            yield "document"
    if said:
        yield "document"


def _ledger_problems(db: Connection) -> Iterator[Problem]:
    said: dict[str, str] = dict(
        db.execute(
            "SELECT row, value FROM event WHERE kind IN ('exported', 'sent', 'acknowledged')"
            " ORDER BY seq"
        )
    )
    if said != {str(row[0]): line_text(row) for row in db.execute(LINES)}:
        yield "ledger"
