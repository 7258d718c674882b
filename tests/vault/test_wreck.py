# SPDX-License-Identifier: Apache-2.0
"""Reading a damaged database as far as it goes.

U01  What is on whole pages is read, on both sides of any damage; what is read is what was written.
U02  A table that cannot be reached at all gives nothing, and soon.
"""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from kinfile.vault import connection
from kinfile.vault.wreck import Wreck

PAGE = 4096
KEY = bytes(32)
ROWS = 3000


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """One table with numbers and one without, on about 120 pages."""
    file = tmp_path / "a.db"
    db = connection.create(file, bytearray(KEY))
    db.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, x TEXT NOT NULL)")
    db.execute("CREATE TABLE k (record_id INT, x TEXT, PRIMARY KEY (record_id, x)) WITHOUT ROWID")
    with db.transaction():
        for number in range(1, ROWS + 1):
            db.execute("INSERT INTO t VALUES (?, ?)", (number, f"{number} " * 20))
            db.execute("INSERT INTO k VALUES (?, ?)", (number % 3, f"{number:05}"))
    db.empty_journal()
    db.close()
    return file


def damage(path: Path, *pages: int) -> None:
    content = bytearray(path.read_bytes())
    for page in pages:
        content[(page - 1) * PAGE + 100] ^= 1
    path.write_bytes(content)


@pytest.fixture
def wreck(path: Path) -> Iterator[Wreck]:
    opened = Wreck(lambda: connection.reading(path, bytearray(KEY)))
    yield opened
    opened.close()


def test_a_whole_table_is_read_whole(wreck: Wreck) -> None:
    """U01"""
    assert wreck.columns("t") == ("id", "x")
    assert wreck.numbered("t", ("x",)) == {n: (f"{n} " * 20,) for n in range(1, ROWS + 1)}
    every = wreck.keyed("k", ("x",), "record_id, x")
    assert (len(every.rows), every.is_whole) == (ROWS, True)
    one = wreck.keyed("k", ("x",), "x", record=1)
    assert (len(one.rows), one.is_whole) == (ROWS // 3, True)
    assert wreck.one("SELECT x FROM t WHERE id = 7") == ("7 " * 20,)
    assert wreck.one("SELECT x FROM t WHERE id = 0") is None


def test_what_is_whole_is_read_around_the_damage(path: Path, wreck: Wreck) -> None:
    """U01: a leaf has about 40 rows; a few damaged pages cost a few times as many."""
    pages, dice = path.stat().st_size // PAGE, random.Random(1)  # noqa: S311  (the same each time)
    whole = path.read_bytes()
    for count in (1, 1, 1, 3, 6):
        path.write_bytes(whole)
        chosen = dice.sample(range(6, pages), count)
        damage(path, *chosen)
        found = wreck.numbered("t", ("x",))
        assert ROWS - 100 * count <= len(found) <= ROWS
        assert all(row == (f"{number} " * 20,) for number, row in found.items())
        assert list(found) == sorted(found)
        part = wreck.keyed("k", ("x",), "record_id, x")
        assert part.is_whole == (len(part.rows) == ROWS)


def test_what_cannot_be_reached_is_given_up(path: Path, wreck: Wreck) -> None:
    """U02: the roots of both tables."""
    damage(path, 2, 3)
    assert wreck.numbered("t", ("x",)) == {}
    assert wreck.keyed("k", ("x",), "record_id, x").rows == ()
    assert wreck.one("SELECT x FROM t WHERE id = 7") is None
