# SPDX-License-Identifier: Apache-2.0
"""Records: rows in and out.

Every change is one transaction: an event for each thing that happened, and what the events
change in the tables that are read from. When a method returns, what it wrote is on the disk.
All methods may raise NotKept, VaultDamaged and VaultBusy (connection.py).
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from kinfile.errors import NotKept, RecordClosed, UnknownRecord
from kinfile.vault.canonical import canonical_text
from kinfile.vault.chain import NOTHING
from kinfile.vault.connection import Row
from kinfile.vault.journal import Happening, Journal, from_text, to_text
from kinfile.vault.projection import fold, project, stored
from kinfile.vault.rows import Entry, Origin, Status, StoredChange, StoredRecord, StoredSummary

PUT_ASIDE = "put-aside"
"""The kind of the mark that a record has while it is put aside (aside.py)."""

_SUMMARY = (
    "SELECT id, ref, form_id, form.version, profile, status, record.version, created_at,"
    " updated_at, summary, signed_on, origin, form_sha256, (SELECT value FROM mark WHERE"
    " mark.record_id = record.id AND mark.kind = 'put-aside' AND mark.key = '')"
    " FROM record JOIN form ON form.sha256 = form_sha256"
)

# What was exported and to whom stays readable; it says nothing that was answered.
_ERASE_VALUES = (
    "UPDATE event SET value = NULL, salt = NULL WHERE record_id = ? AND value IS NOT NULL"
    " AND kind NOT IN ('exported', 'sent', 'acknowledged')"
)
_ERASE = (
    _ERASE_VALUES,
    "DELETE FROM answer WHERE record_id = ?",
    "DELETE FROM group_row WHERE record_id = ?",
    "DELETE FROM mark WHERE record_id = ?",
    "DELETE FROM document WHERE record_id = ?",
    "UPDATE export_log SET passphrase = NULL WHERE record_id = ?",
    "UPDATE record SET summary = '{}' WHERE id = ?",
    "DELETE FROM fts WHERE rowid = ?",
    "DELETE FROM fts_dirty WHERE record_id = ?",
)


class Store(Journal):
    """The records of an open vault."""

    def create_record(
        self,
        ref: str,
        form_id: str,
        form_version: int,
        definition: bytes,
        profile: str,
        summary: str,
        entries: Sequence[Entry] = (),
        *,
        origin: Origin = "shipped",
    ) -> int:
        """Begin the record `ref` with its first `entries`; returns the number of the last event.

        `definition` is the compiled form; equal ones are stored once. Raises NotKept (ref-taken)
        when there is a record of that name.
        """
        at = self._clock()
        with self._db.transaction():
            if self._db.execute("SELECT 1 FROM record WHERE ref = ?", (ref,)):
                raise NotKept(problem="ref-taken")
            sha256 = self._keep_definition(form_id, form_version, definition)
            number = self._db.execute(
                "INSERT INTO record (ref, form_sha256, origin, profile, summary, created_at,"
                " updated_at, seq) VALUES (?, ?, ?, ?, ?, ?, ?, 0) RETURNING id",
                (ref, sha256, origin, profile, summary, to_text(at), to_text(at)),
            )[0][0]
            record = (number, ref)
            begun = form_text(form_id, form_version, sha256, profile, origin)
            written = self._write([Happening(kind="created", record=record, value=begun)], at=at)
            written += self._enter(record, entries, at=at)
            self._touch(record, summary, written, at=at)
        return written[-1]

    def append(self, ref: str, entries: Sequence[Entry], *, summary: str) -> tuple[int, ...]:
        """Keep `entries` in one transaction; returns their event numbers, in order.

        Raises UnknownRecord, and RecordClosed for a record that is not a draft or put aside.
        An entry about a row that was never added, or adding one twice, is a mistake of the
        caller: ValueError, and nothing of the whole is kept.
        """
        at = self._clock()
        with self._db.transaction():
            record = self._draft(ref)
            written = self._enter(record, entries, at=at)
            self._touch(record, summary, written, at=at)
        return tuple(written)

    def move_record(
        self,
        ref: str,
        form_version: int,
        definition: bytes,
        *,
        entries: Sequence[Entry] = (),
        summary: str,
        origin: Origin = "shipped",
    ) -> int:
        """Move a draft to another version of its form, with the `entries` that this changes.

        Returns the number of the last event. Raises as `create_record` and `append` do.
        """
        at = self._clock()
        with self._db.transaction():
            record = self._draft(ref)
            row = self._row(ref)
            sha256 = self._keep_definition(row[2], form_version, definition)
            self._db.execute(
                "UPDATE record SET form_sha256 = ?, origin = ? WHERE id = ?",
                (sha256, origin, record[0]),
            )
            moved = form_text(row[2], form_version, sha256, row[4], origin)
            written = self._write([Happening(kind="moved", record=record, value=moved)], at=at)
            written += self._enter(record, entries, at=at)
            self._touch(record, summary, written, at=at)
        return written[-1]

    def set_status(self, ref: str, status: Status, *, reason: str = "") -> int:
        """Mark a record as sent, closed or superseded; returns the number of the event.

        The other statuses have ways of their own: `sign`, `correct` and `erase` (ValueError).
        Raises UnknownRecord, and RecordClosed for an erased record.
        """
        if status not in ("sent", "closed", "superseded"):
            raise ValueError("use sign, correct or erase")
        at = self._clock()
        with self._db.transaction():
            row = self._row(ref)
            if row[5] == "erased":
                raise RecordClosed(ref=ref, status=row[5])
            return self._enter_status(
                row, status, version=row[6], signed_on=row[10], reason=reason, at=at
            )

    def correct(self, ref: str, *, reason: str) -> int:
        """Open a signed record again as the draft of its next version; returns that version.

        Raises UnknownRecord; ValueError for a draft, which needs no correction; RecordClosed
        for an erased record. What was signed stays readable: its document, and
        `read(ref, until=...)`.
        """
        at = self._clock()
        with self._db.transaction():
            row = self._row(ref)
            if row[5] == "draft":
                raise ValueError("a draft is not corrected but changed")
            if row[5] == "erased" or row[13] is not None:
                raise RecordClosed(ref=ref, status=row[5])
            version = int(row[6]) + 1
            self._enter_status(row, "draft", version=version, signed_on=None, reason=reason, at=at)
        return version

    def erase(self, ref: str) -> int:
        """Erase every answer of `ref` and every kept document for good; returns the event number.

        The events stay in the chain without value and salt; the export ledger's lines stay
        without their passphrases. Raises UnknownRecord. Erasing twice does nothing new.
        """
        at = self._clock()
        with self._db.transaction():
            row = self._row(ref)
            for statement in _ERASE:
                self._db.execute(statement, (row[0],))
            # A deleted line's words go from the index only when its parts are merged.
            self._db.execute("INSERT INTO fts (fts) VALUES ('optimize')")
            written = self._enter_status(
                row, "erased", version=row[6], signed_on=row[10], reason="", at=at
            )
        # The log still holds the pages as they were.
        self._db.empty_journal()
        return written

    def read(self, ref: str, *, until: int | None = None) -> StoredRecord:
        """The record `ref`; its answers, rows and marks as they stood after event `until`.

        Raises UnknownRecord.
        """
        row = self._row(ref)
        if until is not None:
            events = self._db.execute(
                "SELECT seq, kind, field, row, value FROM event"
                " WHERE record_id = ? AND seq <= ? ORDER BY seq",
                (row[0], until),
            )
            contents = fold(events)
        else:
            contents = stored(self._db, row[0])
        return StoredRecord(
            **_summary(row),
            answers=tuple((*place, value) for place, (value, _) in contents.answers.items()),
            rows=tuple((*place, is_struck) for place, (is_struck, _) in contents.rows.items()),
            marks=tuple((*place, value) for place, (value, _) in contents.marks.items()),
        )

    def summary(self, ref: str) -> StoredSummary:
        """The record `ref` without its answers. Raises UnknownRecord."""
        return StoredSummary(**_summary(self._row(ref)))

    def records(
        self, *, drafts_only: bool = False, limit: int | None = None
    ) -> tuple[StoredSummary, ...]:
        """All records, the last changed first."""
        where = " WHERE status = 'draft'" if drafts_only else ""
        rows = self._db.execute(
            f"{_SUMMARY}{where} ORDER BY seq DESC LIMIT ?", (-1 if limit is None else limit,)
        )
        return tuple(StoredSummary(**_summary(row)) for row in rows)

    def definition(self, sha256: str) -> bytes:
        """The compiled form of that digest (hex). Raises KeyError."""
        rows = self._db.execute("SELECT body FROM form WHERE sha256 = ?", (bytes.fromhex(sha256),))
        if not rows:
            raise KeyError(sha256)
        return bytes(rows[0][0])

    def definitions(self, ref: str) -> tuple[bytes, ...]:
        """Every definition that the record was filled with, the latest first.

        Raises UnknownRecord.
        """
        used = self._db.execute(
            "SELECT value FROM event WHERE record_id = ? AND kind IN ('created', 'moved')"
            " AND value IS NOT NULL ORDER BY seq DESC",
            (self._row(ref)[0],),
        )
        digests = dict.fromkeys(json.loads(text)["sha256"] for (text,) in used)
        return tuple(self.definition(sha256) for sha256 in digests)

    def history(
        self, ref: str, field: str | None = None, row: str | None = None
    ) -> tuple[StoredChange, ...]:
        """What happened to `ref`, oldest first; of one `field` (and `row`) where given.

        Raises UnknownRecord.
        """
        rows = self._db.execute(
            "SELECT seq, at, tz, user.name, kind, field, row, value, digest"
            " FROM event JOIN user ON user.id = event.actor WHERE record_id = ?"
            " AND field = coalesce(?, field) AND row = coalesce(?, row) ORDER BY seq",
            (self._row(ref)[0], field, row),
        )
        return tuple(_with_old(rows))

    def _row(self, ref: str) -> Row:
        rows = self._db.execute(f"{_SUMMARY} WHERE ref = ?", (ref,))
        if not rows:
            raise UnknownRecord(ref=ref)
        return rows[0]

    def _draft(self, ref: str) -> tuple[int, str]:
        row = self._row(ref)
        if row[5] != "draft" or row[13] is not None:
            raise RecordClosed(ref=ref, status=row[5])
        return row[0], ref

    def _enter(
        self, record: tuple[int, str], entries: Sequence[Entry], *, at: datetime
    ) -> list[int]:
        written = self._write(
            (
                Happening(
                    kind=entry.kind,
                    record=record,
                    field=entry.field,
                    row=entry.row,
                    value=entry.value,
                )
                for entry in entries
            ),
            at=at,
        )
        for entry, seq in zip(entries, written, strict=True):
            project(self._db, record[0], entry, seq)
        return written

    def _touch(
        self, record: tuple[int, str], summary: str, written: Sequence[int], *, at: datetime
    ) -> None:
        if written:
            self._db.execute(
                "UPDATE record SET summary = ?, updated_at = ?, seq = ? WHERE id = ?",
                (summary, to_text(at), written[-1], record[0]),
            )
        else:
            self._db.execute("UPDATE record SET summary = ? WHERE id = ?", (summary, record[0]))
        self._db.execute("INSERT OR IGNORE INTO fts_dirty VALUES (?)", (record[0],))

    def _enter_status(
        self,
        row: Row,
        status: Status,
        *,
        version: int,
        signed_on: str | None,
        reason: str,
        at: datetime,
    ) -> int:
        said = {"status": status, "version": version, "signed_on": signed_on, "reason": reason}
        happening = Happening(kind="status", record=(row[0], row[1]), value=canonical_text(said))
        (seq,) = self._write([happening], at=at)
        self._db.execute(
            "UPDATE record SET status = ?, version = ?, signed_on = ?, updated_at = ?, seq = ?"
            " WHERE id = ?",
            (status, version, signed_on, to_text(at), seq, row[0]),
        )
        return seq

    def _keep_definition(self, form_id: str, version: int, definition: bytes) -> bytes:
        sha256 = hashlib.sha256(definition).digest()
        self._db.execute(
            "INSERT INTO form VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
            (sha256, form_id, version, definition),
        )
        return sha256


def form_text(form_id: str, version: int, sha256: bytes, profile: str, origin: str) -> str:
    """What the chain says of the form that a record is filled with."""
    return canonical_text(
        {
            "form": form_id,
            "version": version,
            "sha256": sha256.hex(),
            "profile": profile,
            "origin": origin,
        }
    )


def _summary(row: Row) -> dict[str, Any]:
    return {
        "ref": row[1],
        "form_id": row[2],
        "form_version": row[3],
        "profile": row[4],
        "status": row[5],
        "version": row[6],
        "created_at": from_text(row[7]),
        "updated_at": from_text(row[8]),
        "summary": row[9],
        "signed_on": row[10],
        "origin": row[11],
        "form_sha256": row[12].hex(),
        "put_aside": json.loads(row[13])["until"] if row[13] is not None else None,
    }


def _with_old(events: Iterable[Row]) -> Iterator[StoredChange]:
    last: dict[tuple[str, str, str], str | None] = {}
    for seq, at, tz, by, kind, field, row, value, digest in events:
        place = ("mark" if kind == "unmark" else kind, field, row)
        yield StoredChange(
            seq=seq,
            at=from_text(at),
            tz=tz,
            by=by,
            kind=kind,
            field=field,
            row=row,
            old=last.get(place),
            new=value,
            is_erased=value is None and digest != NOTHING,
        )
        last[place] = value
