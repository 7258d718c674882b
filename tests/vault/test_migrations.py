# SPDX-License-Identifier: Apache-2.0
"""From one schema to the next.

M01  A step and its number are kept together or not at all.
M02  A database goes through the steps it has not seen, in order.
M03  The first schema is as it was released.
"""

import hashlib
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2 as engine

from kinfile.vault import connection
from kinfile.vault.connection import Connection
from kinfile.vault.migrations import MIGRATIONS, SUPPORTED, migrate

FIRST = ("CREATE TABLE a (x TEXT)",)
SECOND = ("ALTER TABLE a ADD COLUMN y TEXT", "INSERT INTO a VALUES ('1', '2')")
BROKEN = ("INSERT INTO a VALUES ('half', 'done')", "CREATE TABLE a (x TEXT)")


@pytest.fixture
def empty(tmp_path: Path) -> Connection:
    return connection.create(tmp_path / "vault.db", bytearray(32))


def test_steps_are_taken_once_and_in_order(empty: Connection) -> None:
    """M02."""
    migrate(empty, (FIRST,))
    migrate(empty, (FIRST, SECOND))
    migrate(empty, (FIRST, SECOND))
    assert empty.execute("SELECT * FROM a") == [("1", "2")]
    assert empty.version == 2
    empty.close()


def test_a_step_that_fails_leaves_nothing_of_itself(empty: Connection) -> None:
    """M01."""
    with pytest.raises(engine.OperationalError):
        migrate(empty, (FIRST, SECOND, BROKEN))
    assert empty.execute("SELECT * FROM a") == [("1", "2")]
    assert empty.version == 2
    empty.close()


def test_each_schema_is_as_released(empty: Connection) -> None:
    """M03: when this fails, write a new migration instead of changing the old one."""
    migrate(empty)
    assert SUPPORTED == len(MIGRATIONS) == empty.version
    digests = [hashlib.sha256("\n".join(step).encode()).hexdigest() for step in MIGRATIONS]
    assert digests == [
        "42df2213a827dd7df32f18c2f17c4ea844e9282f69a53a0e570f721d04af6dfe",
        "0fb89bc0dc8140683f3c576e6c94476addc550730cc75e73fd0925eea91528d6",
    ]
    empty.close()
