# SPDX-License-Identifier: Apache-2.0
"""What an open database is.

C01  A key that has not 32 bytes is refused before the engine sees it.
C02  The file is never in clear, from its first byte on.
C03  A missing, empty, foreign or clear file is damage, told apart from a wrong passphrase, and
     nothing is made in its place.
C04  A newer schema is refused before any write: not one byte changes, journal or no journal.
C05  A save is on the disk when it is acknowledged: WAL with full synchronisation.
C06  No other file can be attached, the tables cannot be gone around, the key cannot be changed.
C07  A transaction is kept whole or not at all.
C08  What the disk refuses arrives as NotKept, changed bytes as VaultDamaged.
C09  One thread only.
C10  Nothing is written on standard error, whatever is wrong with the file.
"""

import shutil
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2 as engine

from kinfile.errors import NotKept, VaultDamaged, VaultTooNew
from kinfile.vault import connection
from kinfile.vault.connection import Connection

KEY = bytes(range(32))
Connect = Callable[[Path], Connection]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A small database of one table, closed."""
    path = tmp_path / "vault.db"
    made = connection.create(path, bytearray(KEY))
    made.execute("CREATE TABLE note (text TEXT NOT NULL)")
    made.mark_version(1)
    made.close()
    return path


def opened(path: Path, key: bytes = KEY) -> Connection:
    return connection.connect(path, bytearray(key), supported=1)


@pytest.mark.parametrize("length", [0, 2, 31, 33, 64])
def test_a_malformed_key_is_refused(file: Path, length: int) -> None:
    """C01: the engine itself would take it for a passphrase."""
    for use in (opened, lambda path, key: connection.create(path, bytearray(key))):
        with pytest.raises(ValueError, match="32 bytes"):
            use(file, bytes(length))


def test_the_file_is_never_in_clear(tmp_path: Path) -> None:
    """C02."""
    path = tmp_path / "vault.db"
    made = connection.create(path, bytearray(KEY))
    made.execute("CREATE TABLE note (text TEXT NOT NULL)")
    made.execute("INSERT INTO note VALUES (?)", ("Marigold was here",))
    for part in tmp_path.iterdir():
        content = part.read_bytes()
        assert b"SQLite format 3" not in content
        assert b"Marigold" not in content
        assert b"note" not in content
    made.close()


def test_an_existing_file_is_not_created_again(file: Path) -> None:
    with pytest.raises(NotKept):
        connection.create(file, bytearray(KEY))


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (None, "no-database"),
        (b"", "no-database"),
        (b"short", "no-database"),
        (b"%PDF-1.7" + b"x" * 9000, "database"),
        (b"SQLite format 3\0" + b"\0" * 9000, "plain-database"),
    ],
)
def test_what_is_no_database_is_damage(
    tmp_path: Path, content: bytes | None, problem: str, capfd: pytest.CaptureFixture[str]
) -> None:
    """C03, C10."""
    path = tmp_path / "vault.db"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(VaultDamaged) as refusal:
        opened(path)
    assert refusal.value.facts == {"problem": problem}
    assert (path.read_bytes() if path.exists() else None) == content
    assert capfd.readouterr().err == ""


def test_another_key_is_damage_and_silent(file: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """C03, C10: the right key has been proven by its slot before."""
    with pytest.raises(VaultDamaged):
        opened(file, bytes(32))
    assert capfd.readouterr().err == ""


def test_a_database_of_another_program_is_refused(file: Path) -> None:
    """C03."""
    db = opened(file)
    db.pragma("application_id=1")
    db.close()
    with pytest.raises(VaultDamaged, match="application-id"):
        opened(file)


@pytest.mark.parametrize("has_journal", [False, True])
def test_a_newer_schema_is_refused_before_any_write(
    file: Path, tmp_path: Path, *, has_journal: bool
) -> None:
    """C04: with a journal, as a crash leaves it, closing must not move it over either."""
    db = opened(file)
    db.mark_version(99)
    if not has_journal:
        db.close()
    newer = Path(shutil.copytree(tmp_path, tmp_path.parent / f"{tmp_path.name}-newer"))
    (newer / "vault.db-shm").unlink(missing_ok=True)
    before = contents(newer)
    assert ("vault.db-wal" in before) == has_journal
    with pytest.raises(VaultTooNew):
        opened(newer / "vault.db")
    after = contents(newer)
    assert after["vault.db"] == before["vault.db"]
    assert after.get("vault.db-wal", b"") == before.get("vault.db-wal", b"")
    if has_journal:
        db.close()


def contents(folder: Path) -> dict[str, bytes]:
    return {part.name: part.read_bytes() for part in folder.iterdir()}


def test_saves_are_durable(file: Path) -> None:
    """C05: and deleted content is overwritten, sorting stays in memory."""
    db = opened(file)
    told = {
        name: db.pragma(name)
        for name in (
            "journal_mode",
            "synchronous",
            "secure_delete",
            "temp_store",
            "foreign_keys",
            "trusted_schema",
            "cell_size_check",
            "cipher_memory_security",
            "cipher_page_size",
            "mmap_size",
        )
    }
    assert told == {
        "journal_mode": "wal",
        "synchronous": "2",
        "secure_delete": "1",
        "temp_store": "2",
        "foreign_keys": "1",
        "trusted_schema": "0",
        "cell_size_check": "1",
        "cipher_memory_security": "1",
        "cipher_page_size": "4096",
        "mmap_size": "0",
    }
    db.close()


@pytest.mark.parametrize(
    "statement",
    [
        "ATTACH 'other.db' AS other KEY ''",
        "ATTACH 'other.db' AS other",
        "DETACH main",
        "VACUUM INTO 'other.db'",
        "PRAGMA writable_schema=ON",
        "PRAGMA Writable_Schema=1",
        "PRAGMA rekey='x'",
    ],
)
def test_there_is_no_way_around_the_tables(file: Path, statement: str) -> None:
    """C06."""
    db = opened(file)
    with pytest.raises(engine.DatabaseError):
        db.execute(statement)
    assert not Path("other.db").exists()
    db.close()


def test_a_transaction_is_kept_whole_or_not_at_all(file: Path) -> None:
    """C07."""
    db = opened(file)
    with db.transaction():
        db.execute("INSERT INTO note VALUES ('kept')")
    for failing in ("INSERT INTO note VALUES (NULL)", "no statement at all"):
        with pytest.raises(engine.DatabaseError):
            note_two(db, failing)
    assert db.execute("SELECT text FROM note") == [("kept",)]
    db.close()


def note_two(db: Connection, failing: str) -> None:
    with db.transaction():
        db.execute("INSERT INTO note VALUES ('lost')")
        db.execute(failing)


def test_a_folder_that_takes_no_journal_is_read_only(file: Path) -> None:
    """C08."""
    (file.parent / "vault.db-wal").mkdir()
    with pytest.raises(NotKept, match="read-only"):
        opened(file)


def test_a_changed_byte_is_damage_and_silent(file: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """C08, C10."""
    content = bytearray(file.read_bytes())
    content[5000] ^= 1
    file.write_bytes(content)
    db = opened(file)
    with pytest.raises(VaultDamaged):
        db.execute("SELECT * FROM note")
    with pytest.raises(VaultDamaged):
        list(db.each("SELECT * FROM note"))
    assert db.integrity() == ("pages",)
    db.close()
    assert capfd.readouterr().err == ""


def test_a_journal_not_yet_moved_over_is_no_damage(file: Path, tmp_path: Path) -> None:
    """C08: the page check reads the file itself and would raise a false alarm."""
    db = opened(file)
    for number in range(200):
        db.execute("INSERT INTO note VALUES (?)", (str(number) * 300,))
    crashed = Path(shutil.copytree(tmp_path, tmp_path.parent / f"{tmp_path.name}-crashed"))
    db.close()
    again = opened(crashed / "vault.db")
    assert again.integrity() == ()
    assert again.execute("SELECT count(*) FROM note") == [(200,)]
    again.close()


def test_a_second_thread_is_refused(file: Path) -> None:
    """C09."""
    db = opened(file)
    refused = []

    def use() -> None:
        for attempt in (
            lambda: db.execute("SELECT 1"),
            lambda: list(db.each("SELECT 1")),
            db.close,
        ):
            try:
                attempt()
            except RuntimeError as error:
                refused.append(str(error))

    thread = threading.Thread(target=use)
    thread.start()
    thread.join()
    assert len(refused) == 3
    db.close()


def test_two_writers_at_once_are_busy(file: Path) -> None:
    first, second = opened(file), opened(file)
    second.pragma("busy_timeout=1")
    with first.transaction():
        first.execute("INSERT INTO note VALUES ('first')")
        with pytest.raises(Exception, match="vault-busy"), second.transaction():
            pass
    first.close()
    second.close()
