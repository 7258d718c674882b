# SPDX-License-Identifier: Apache-2.0
"""What is kept beside the answers: signed documents, the export ledger, the worker, keys, settings.

Documents, ledger lines, keys and the worker's details have events in the chain; settings
(the resume point, words for the speller) have not.
All methods may raise NotKept, VaultDamaged and VaultBusy (connection.py).
"""

import hashlib
from dataclasses import asdict
from datetime import datetime

from kinfile.errors import UnknownRecord
from kinfile.vault.canonical import canonical_text
from kinfile.vault.connection import Row
from kinfile.vault.journal import Happening, Journal, from_text, to_text
from kinfile.vault.rows import (
    Head,
    Identity,
    IdentityKind,
    LedgerLine,
    StoredDocument,
    StoredWorker,
)

LINES = (
    "SELECT export_log.id, record.ref, export_log.version, edition, sha256, at, recipient, channel,"
    " sent_on, acknowledged_on, passphrase, head_seq, head_hash, record_id"
    " FROM export_log JOIN record ON record.id = record_id"
)
_DOCUMENTS = (
    "SELECT document.id, record.ref, document.version, edition, kind, sha256, made_at"
    " FROM document JOIN record ON record.id = record_id"
)


class Cabinet(Journal):
    """What an open vault keeps beside its records."""

    def keep_document(
        self, ref: str, content: bytes, *, version: int, edition: str, kind: str = "signed"
    ) -> StoredDocument:
        """Keep the bytes of a signed PDF of `ref`. Raises UnknownRecord."""
        at = self._clock()
        with self._db.transaction():
            number = self._insert_document(
                self._record(ref), content, version=version, edition=edition, kind=kind, at=at
            )
        return self._documents("WHERE document.id = ?", number)[0]

    def _insert_document(
        self,
        record: tuple[int, str],
        content: bytes,
        *,
        version: int,
        edition: str,
        kind: str,
        at: datetime,
    ) -> int:
        """Keep a document with its event; returns its number. Needs an open transaction."""
        sha256 = hashlib.sha256(content).digest()
        number = int(
            self._db.execute(
                "INSERT INTO document (record_id, version, edition, kind, sha256, bytes, made_at)"
                " VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING id",
                (record[0], version, edition, kind, sha256, content, to_text(at)),
            )[0][0]
        )
        said = {"version": version, "edition": edition, "kind": kind, "sha256": sha256.hex()}
        happening = Happening(
            kind="document", record=record, row=str(number), value=canonical_text(said)
        )
        self._write([happening], at=at)
        return number

    def documents(self, ref: str) -> tuple[StoredDocument, ...]:
        """What is kept of `ref`, oldest first."""
        return self._documents("WHERE record.ref = ? ORDER BY document.id", ref)

    def document(self, number: int) -> bytes:
        """The bytes of one kept document. Raises KeyError."""
        rows = self._db.execute("SELECT bytes FROM document WHERE id = ?", (number,))
        if not rows:
            raise KeyError(number)
        return bytes(rows[0][0])

    def note_export(
        self,
        ref: str,
        *,
        version: int,
        edition: str,
        sha256: bytes,
        passphrase: str | None = None,
    ) -> LedgerLine:
        """Begin a ledger line for an exported file, with a signed checkpoint of the head.

        `passphrase` is the transfer copy's. Raises UnknownRecord.
        """
        at = self._clock()
        head = self.head()
        with self._db.transaction():
            record = self._record(ref)
            number = self._db.execute(
                "INSERT INTO export_log (record_id, version, edition, sha256, at, passphrase,"
                " head_seq, head_hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
                (
                    record[0], version, edition, sha256, to_text(at), passphrase,
                    head.seq, bytes.fromhex(head.hash),
                ),
            )[0][0]  # fmt: skip
            self._note_line("exported", number, at=at)
            self._sign_head(at=at)
        return self._line(number)

    def note_sent(self, line: int, *, recipient: str, channel: str, on: str) -> LedgerLine:
        """Note on a ledger line to whom it went, how, and on which day (ISO). Raises KeyError."""
        at = self._clock()
        with self._db.transaction():
            self._line(line)
            self._db.execute(
                "UPDATE export_log SET recipient = ?, channel = ?, sent_on = ? WHERE id = ?",
                (recipient, channel, on, line),
            )
            self._note_line("sent", line, at=at)
        return self._line(line)

    def note_acknowledged(self, line: int, *, on: str) -> LedgerLine:
        """Note on a ledger line the day (ISO) its receipt was confirmed. Raises KeyError."""
        at = self._clock()
        with self._db.transaction():
            self._line(line)
            self._db.execute("UPDATE export_log SET acknowledged_on = ? WHERE id = ?", (on, line))
            self._note_line("acknowledged", line, at=at)
        return self._line(line)

    def ledger(self, ref: str | None = None) -> tuple[LedgerLine, ...]:
        """Every export, or those of one record, oldest first; those of erased records too."""
        rows = self._db.execute(
            f"{LINES} WHERE record.ref = coalesce(?, record.ref) ORDER BY export_log.id", (ref,)
        )
        return tuple(_to_line(row) for row in rows)

    def worker(self) -> StoredWorker:
        """The vault's owner."""
        rows = self._db.execute(
            "SELECT name, role, organisation, registration, phone, email FROM user WHERE id = ?",
            (self._actor[0],),
        )
        name, role, organisation, registration, phone, email = rows[0]
        return StoredWorker(
            name=name,
            role=role,
            organisation=organisation,
            registration=registration,
            phone=phone,
            email=email,
        )

    def update_worker(self, worker: StoredWorker) -> None:
        """Change the owner's details."""
        at = self._clock()
        details = asdict(worker)
        with self._db.transaction():
            self._db.execute(
                "UPDATE user SET name = ?, role = ?, organisation = ?, registration = ?,"
                " phone = ?, email = ? WHERE id = ?",
                (*details.values(), self._actor[0]),
            )
            self._write([Happening(kind="worker", value=canonical_text(details))], at=at)

    def add_identity(
        self, kind: IdentityKind, *, tier: int, private: bytes | None, certificate: bytes
    ) -> Identity:
        """Keep a key with its certificate; `private` is None for a key that stays on a token."""
        at = self._clock()
        with self._db.transaction():
            number = self._db.execute(
                "INSERT INTO identity (kind, tier, pkcs8, cert, created_at)"
                " VALUES (?, ?, ?, ?, ?) RETURNING id",
                (kind, tier, private, certificate, to_text(at)),
            )[0][0]
            said = {"tier": tier, "sha256": hashlib.sha256(certificate).hexdigest()}
            self._note_identity("identity-added", number, said, at=at)
        return next(identity for identity in self.identities() if identity.id == number)

    def retire_identity(self, number: int) -> None:
        """Stop using a key from now on; it stays for what it has signed. Raises KeyError."""
        at = self._clock()
        with self._db.transaction():
            retired = self._db.execute(
                "UPDATE identity SET retired_at = ? WHERE id = ? AND retired_at IS NULL"
                " RETURNING id",
                (to_text(at), number),
            )
            if not retired:
                raise KeyError(number)
            self._note_identity("identity-retired", number, {}, at=at)

    def identities(self, kind: IdentityKind | None = None) -> tuple[Identity, ...]:
        """All keys, or those of one kind, oldest first; retired ones too."""
        rows = self._db.execute(
            "SELECT id, kind, tier, pkcs8, cert, created_at, retired_at FROM identity"
            " WHERE kind = coalesce(?, kind) ORDER BY id",
            (kind,),
        )
        return tuple(
            Identity(
                id=number,
                kind=of_kind,
                tier=tier,
                private=private,
                certificate=certificate,
                created_at=from_text(created),
                retired_at=from_text(retired) if retired else None,
            )
            for number, of_kind, tier, private, certificate, created, retired in rows
        )

    def setting(self, key: str) -> str | None:
        """What was put under `key`, or None."""
        rows = self._db.execute("SELECT value FROM setting WHERE key = ?", (key,))
        return str(rows[0][0]) if rows else None

    def put_setting(self, key: str, value: str) -> None:
        with self._db.transaction():
            self._db.execute(
                "INSERT INTO setting VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET"
                " value = excluded.value",
                (key, value),
            )

    def _record(self, ref: str) -> tuple[int, str]:
        rows = self._db.execute("SELECT id FROM record WHERE ref = ?", (ref,))
        if not rows:
            raise UnknownRecord(ref=ref)
        return rows[0][0], ref

    def _documents(self, where: str, value: object) -> tuple[StoredDocument, ...]:
        return tuple(
            StoredDocument(
                id=number,
                ref=ref,
                version=version,
                edition=edition,
                kind=kind,
                sha256=sha256.hex(),
                made_at=from_text(made),
            )
            for number, ref, version, edition, kind, sha256, made in self._db.execute(
                f"{_DOCUMENTS} {where}", (value,)
            )
        )

    def _line(self, number: int) -> LedgerLine:
        rows = self._db.execute(f"{LINES} WHERE export_log.id = ?", (number,))
        if not rows:
            raise KeyError(number)
        return _to_line(rows[0])

    def _note_line(self, kind: str, number: int, *, at: datetime) -> None:
        row = self._db.execute(f"{LINES} WHERE export_log.id = ?", (number,))[0]
        happening = Happening(
            kind=kind, record=(row[13], row[1]), row=str(number), value=line_text(row)
        )
        self._write([happening], at=at)

    def _note_identity(
        self, kind: str, number: int, said: dict[str, object], *, at: datetime
    ) -> None:
        self._write([Happening(kind=kind, row=str(number), value=canonical_text(said))], at=at)


def line_text(row: Row) -> str:
    """What the chain says of a ledger line (a row of `LINES`); never its passphrase."""
    _number, _ref, version, edition, sha256, _at, recipient, channel, sent, acknowledged = row[:10]
    return canonical_text(
        {
            "version": version,
            "edition": edition,
            "sha256": sha256.hex(),
            "recipient": recipient,
            "channel": channel,
            "sent_on": sent,
            "acknowledged_on": acknowledged,
        }
    )


def _to_line(row: Row) -> LedgerLine:
    return LedgerLine(
        id=row[0],
        ref=row[1],
        version=row[2],
        edition=row[3],
        sha256=row[4].hex(),
        at=from_text(row[5]),
        recipient=row[6],
        channel=row[7],
        sent_on=row[8],
        acknowledged_on=row[9],
        passphrase=row[10],
        head=Head(row[11], row[12].hex()),
    )
