# SPDX-License-Identifier: Apache-2.0
"""The tables, version by version. A released one is never edited: a change is a new version.

`event` is the truth: one line for each thing that happened, chained by hashes. `record`,
`answer`, `group_row`, `mark`, `document` and `export_log` are what the events amount to; they
are written in the same transaction and can be checked against them (check.py).

`form` holds each definition that a record was ever filled with, by its digest: two builds may
differ under one version number, and neither may keep anybody from working.

An answer's `value` is JSON text. `row` is a row's id inside a group, and '' outside. Times are
UTC text; their order is never relied on, since clocks go backwards: `seq` gives the order.
"""

from typing import Final

_ERASABLE = " AND ".join(
    f"new.{column} IS old.{column}"
    for column in (
        "seq", "at", "tz", "actor", "kind", "record_id", "field", "row", "digest", "prev", "hash",
    )
)  # fmt: skip


def _append_only(table: str, *, except_for: str = "") -> tuple[str, ...]:
    unless = f" WHEN NOT ({except_for})" if except_for else ""
    refuse = "BEGIN SELECT RAISE(ABORT, 'append only'); END"
    return (
        f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} {refuse}",
        f"CREATE TRIGGER {table}_no_change BEFORE UPDATE ON {table}{unless} {refuse}",
    )


VERSION_1: Final = (
    "CREATE TABLE meta (key TEXT PRIMARY KEY, value ANY) STRICT, WITHOUT ROWID",
    """CREATE TABLE user (
        id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, name TEXT NOT NULL, role TEXT NOT NULL,
        organisation TEXT NOT NULL DEFAULT '', registration TEXT NOT NULL DEFAULT '',
        phone TEXT NOT NULL DEFAULT '', email TEXT NOT NULL DEFAULT '', created_at TEXT NOT NULL
    ) STRICT""",
    """CREATE TABLE form (
        sha256 BLOB PRIMARY KEY, form_id TEXT NOT NULL, version INTEGER NOT NULL, body BLOB NOT NULL
    ) STRICT""",
    """CREATE TABLE record (
        id INTEGER PRIMARY KEY, ref TEXT NOT NULL UNIQUE,
        form_sha256 BLOB NOT NULL REFERENCES form (sha256),
        origin TEXT NOT NULL CHECK (origin IN ('shipped', 'pack', 'trial')),
        profile TEXT NOT NULL,
        status TEXT NOT NULL DEFAULT 'draft' CHECK (
            status IN ('draft', 'signed', 'sent', 'closed', 'superseded', 'erased')),
        version INTEGER NOT NULL DEFAULT 1, signed_on TEXT, summary TEXT NOT NULL,
        created_at TEXT NOT NULL, updated_at TEXT NOT NULL, seq INTEGER NOT NULL
    ) STRICT""",
    # No index on status: with one, the planner sorts every open record for each list.
    "CREATE INDEX record_open ON record (seq DESC) WHERE status = 'draft'",
    "CREATE INDEX record_recent ON record (seq DESC)",
    """CREATE TABLE event (
        seq INTEGER PRIMARY KEY, at TEXT NOT NULL, tz INTEGER NOT NULL,
        actor INTEGER NOT NULL REFERENCES user (id), kind TEXT NOT NULL,
        record_id INTEGER REFERENCES record (id), field TEXT NOT NULL, row TEXT NOT NULL,
        value TEXT, salt BLOB, digest BLOB NOT NULL, prev BLOB NOT NULL, hash BLOB NOT NULL
    ) STRICT""",
    "CREATE INDEX event_record ON event (record_id, field, row, seq)",
    *_append_only("event", except_for=f"new.value IS NULL AND new.salt IS NULL AND {_ERASABLE}"),
    """CREATE TABLE answer (
        record_id INTEGER NOT NULL REFERENCES record (id), field TEXT NOT NULL,
        row TEXT NOT NULL DEFAULT '', value TEXT NOT NULL,
        seq INTEGER NOT NULL REFERENCES event (seq), PRIMARY KEY (record_id, field, row)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE group_row (
        record_id INTEGER NOT NULL REFERENCES record (id), grp TEXT NOT NULL, uid TEXT NOT NULL,
        position INTEGER NOT NULL, struck INTEGER NOT NULL DEFAULT 0 CHECK (struck IN (0, 1)),
        seq INTEGER NOT NULL REFERENCES event (seq), PRIMARY KEY (record_id, grp, uid)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE mark (
        record_id INTEGER NOT NULL REFERENCES record (id), kind TEXT NOT NULL, key TEXT NOT NULL,
        value TEXT NOT NULL, seq INTEGER NOT NULL REFERENCES event (seq),
        PRIMARY KEY (record_id, kind, key)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE document (
        id INTEGER PRIMARY KEY, record_id INTEGER NOT NULL REFERENCES record (id),
        version INTEGER NOT NULL, edition TEXT NOT NULL, kind TEXT NOT NULL,
        sha256 BLOB NOT NULL, bytes BLOB NOT NULL, made_at TEXT NOT NULL
    ) STRICT""",
    "CREATE INDEX document_record ON document (record_id, version)",
    """CREATE TABLE export_log (
        id INTEGER PRIMARY KEY, record_id INTEGER NOT NULL REFERENCES record (id),
        version INTEGER NOT NULL, edition TEXT NOT NULL, sha256 BLOB NOT NULL, at TEXT NOT NULL,
        recipient TEXT, channel TEXT, sent_on TEXT, acknowledged_on TEXT, passphrase TEXT,
        head_seq INTEGER NOT NULL, head_hash BLOB NOT NULL
    ) STRICT""",
    "CREATE INDEX export_log_record ON export_log (record_id)",
    """CREATE TABLE identity (
        id INTEGER PRIMARY KEY, kind TEXT NOT NULL CHECK (kind IN ('signing', 'checkpoint')),
        tier INTEGER NOT NULL, pkcs8 BLOB, cert BLOB NOT NULL,
        created_at TEXT NOT NULL, retired_at TEXT
    ) STRICT""",
    *_append_only(
        "identity",
        except_for="old.retired_at IS NULL AND new.id IS old.id AND new.kind IS old.kind"
        " AND new.tier IS old.tier AND new.pkcs8 IS old.pkcs8 AND new.cert IS old.cert"
        " AND new.created_at IS old.created_at",
    ),
    """CREATE TABLE checkpoint (
        seq INTEGER PRIMARY KEY REFERENCES event (seq), hash BLOB NOT NULL, at TEXT NOT NULL,
        actor INTEGER NOT NULL REFERENCES user (id), sig BLOB NOT NULL
    ) STRICT""",
    *_append_only("checkpoint"),
    "CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID",
)

VERSION_2: Final = (
    # Words only: the index keeps no text (content=''). A deleted record's words have to go too.
    """CREATE VIRTUAL TABLE fts USING fts5 (
        names, body, content='', contentless_delete=1,
        tokenize='unicode61 remove_diacritics 2', prefix='2 3'
    )""",
    "CREATE TABLE fts_dirty (record_id INTEGER PRIMARY KEY) STRICT",
    "INSERT INTO fts_dirty SELECT id FROM record WHERE status != 'erased'",
)
"""Search (search.py): what changed since it was indexed stands in `fts_dirty`."""
