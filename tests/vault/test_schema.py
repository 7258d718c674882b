# SPDX-License-Identifier: Apache-2.0
"""The tables of version 1.

T01  Every table is strict: a value of another type is refused, not bent.
T02  Events, keys and checkpoints can only be added to; an event's value can be erased, once.
T03  A list of drafts is read from its index, without sorting.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2 as engine

from kinfile.vault import connection
from kinfile.vault.connection import Connection
from kinfile.vault.journal import begin, now
from kinfile.vault.migrations import migrate


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Connection]:
    made = connection.create(tmp_path / "vault.db", bytearray(32))
    migrate(made)
    begin(made, vault_id="00", user="u", name="Anna", role="", clock=now)
    yield made
    made.close()


def test_every_table_is_strict(db: Connection) -> None:
    """T01."""
    tables = db.execute(
        "SELECT name, sql FROM sqlite_schema WHERE type = 'table' AND name NOT GLOB 'fts*'"
        " OR name = 'fts_dirty'"
    )
    assert len(tables) == 14
    assert [name for name, sql in tables if "STRICT" not in sql] == []
    with pytest.raises(engine.IntegrityError):
        db.execute("UPDATE user SET created_at = x'00'")


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM event",
        "UPDATE event SET at = 'x'",
        "UPDATE event SET value = 'x', salt = x'00'",
        "UPDATE event SET value = NULL, salt = NULL, kind = 'x'",
        "UPDATE event SET value = NULL, salt = NULL, record_id = NULL, field = 'x'",
        "UPDATE event SET seq = seq + 1, value = NULL, salt = NULL",
        "DELETE FROM identity",
        "UPDATE identity SET tier = 3",
    ],
)
def test_what_happened_cannot_be_changed(db: Connection, statement: str) -> None:
    """T02."""
    with pytest.raises(engine.IntegrityError, match="append only"):
        db.execute(statement)


def test_a_value_can_be_erased(db: Connection) -> None:
    """T02."""
    db.execute("UPDATE event SET value = NULL, salt = NULL")


@pytest.mark.parametrize(
    ("where", "index"), [("WHERE status = 'draft'", "record_open"), ("", "record_recent")]
)
def test_lists_are_read_from_an_index(db: Connection, where: str, index: str) -> None:
    """T03: with another index on the status the planner would sort every draft."""
    listing = f"SELECT * FROM record {where} ORDER BY seq DESC LIMIT 9"  # noqa: S608
    ((*_numbers, said),) = db.execute(f"EXPLAIN QUERY PLAN {listing}")
    assert said.endswith(f"USING INDEX {index}")
