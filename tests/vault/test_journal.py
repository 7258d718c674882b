# SPDX-License-Identifier: Apache-2.0
"""Writing events.

W01  A note is kept together with what it is about, or neither is.
W02  The head is signed once, and only when there is something new.
W03  A clock without a time zone is a mistake; one that runs behind is told, not obeyed.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2 as engine

from kinfile.vault import connection
from kinfile.vault.connection import Connection
from kinfile.vault.journal import Journal, begin, from_text, now, to_text
from kinfile.vault.migrations import migrate


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Connection]:
    made = connection.create(tmp_path / "vault.db", bytearray(32))
    migrate(made)
    begin(made, vault_id="00", user="u", name="Anna", role="", clock=now)
    yield made
    made.close()


def test_the_first_event_is_the_beginning(db: Connection) -> None:
    assert Journal(db, now).head().seq == 1


def test_a_note_is_kept_with_what_it_is_about_or_not_at_all(db: Connection) -> None:
    """W01."""
    journal = Journal(db, now)
    with journal.noting("done"):
        db.execute("INSERT INTO setting VALUES ('a', '1')")
    with pytest.raises(engine.IntegrityError), journal.noting("failed"):
        db.execute("INSERT INTO setting VALUES ('b', '1'), ('a', 'twice')")
    assert journal.head().seq == 2
    assert db.execute("SELECT key FROM setting") == [("a",)]


def test_a_head_is_signed_once(db: Connection) -> None:
    """W02."""
    journal = Journal(db, now)
    journal.sign_head()
    journal.sign_head()
    with journal.noting("something"):
        pass
    journal.sign_head()
    assert db.execute("SELECT seq FROM checkpoint") == [(1,), (2,)]


def test_a_clock_must_say_its_time_zone(db: Connection) -> None:
    """W03."""
    naive = Journal(db, lambda: datetime(2026, 11, 22))  # noqa: DTZ001
    with pytest.raises(ValueError, match="time zone"), naive.noting("x"):
        pass
    assert naive.head().seq == 1


@pytest.mark.parametrize(
    ("behind", "is_told"),
    [(timedelta(seconds=30), False), (timedelta(days=1), True), (timedelta(days=1826), True)],
)
def test_a_clock_that_runs_behind_is_told_and_saving_goes_on(
    db: Connection, behind: timedelta, *, is_told: bool
) -> None:
    """W03."""
    journal = Journal(db, lambda: now() - behind)
    assert journal.is_clock_behind() == is_told
    with journal.noting("x"):
        pass
    assert journal.head().seq == 2


def test_times_read_back_to_the_millisecond() -> None:
    moment = datetime(2026, 11, 22, 14, 5, 9, 123999, tzinfo=UTC)
    assert to_text(moment) == "2026-11-22T14:05:09.123Z"
    assert from_text(to_text(moment)) == moment.replace(microsecond=123000)
