# SPDX-License-Identifier: Apache-2.0
"""One keyed connection to the database; the only place with a PRAGMA.

The order of the first statements is what makes the file encrypted and the saves durable, and
each of them fails silently when it comes too late. So there is one way to open: read-only first,
to look at the version without changing a byte, then for writing. A second connection may read
beside the first, from any one thread at a time: backups are copied from it while work goes on.

What can go wrong arrives as one of the errors of this program:

    disk full, read-only folder, failing disk   NotKept
    bytes that do not authenticate              VaultDamaged (the key has been proven before)
    another process writes                      VaultBusy

Anything else from the database is a mistake of ours and passes through.
"""

import os
import shutil
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal

from sqlcipher3 import dbapi2 as engine

from kinfile.errors import (
    Cancelled,
    KinfileError,
    NotKept,
    VaultBusy,
    VaultDamaged,
    VaultTooNew,
)
from kinfile.vault.faults import not_kept
from kinfile.vault.keys import KEY_BYTES, wipe

APPLICATION_ID = 0x4B494E46
"""The letters KINF."""

_PLAIN = b"SQLite format 3\0"
_RAW_KEY_LENGTH = 67
_DIGITS = b"0123456789abcdef"
_NEARLY_FULL = 4 * 1024**2
_PAGES_A_STEP = 256
"""One megabyte: after each, somebody may stop the copy, and other threads get their turn."""
_READ_ONLY_CODES = frozenset({engine.SQLITE_PERM, engine.SQLITE_READONLY, engine.SQLITE_CANTOPEN})
_BUSY_CODES = frozenset({engine.SQLITE_BUSY, engine.SQLITE_LOCKED})
_DAMAGE_CODES = frozenset({engine.SQLITE_CORRUPT, engine.SQLITE_NOTADB, engine.SQLITE_FORMAT})
_CODES_BY_WORDS = {
    "database or disk is full": engine.SQLITE_FULL,
    "disk I/O error": engine.SQLITE_IOERR,
    "database disk image is malformed": engine.SQLITE_CORRUPT,
    "file is not a database": engine.SQLITE_NOTADB,
    "database is locked": engine.SQLITE_BUSY,
    "attempt to write a readonly database": engine.SQLITE_READONLY,
}
"""The engine's own copying says what went wrong in words only, and nowhere the code."""
_FORBIDDEN_PRAGMAS = frozenset({"writable_schema", "rekey", "key", "hexkey", "hexrekey"})

_STEPS_BETWEEN_QUESTIONS = 100_000
"""Of the database's own machine: about a hundredth of a second."""

_DURABLE = (
    "synchronous=FULL",
    "foreign_keys=ON",
    "secure_delete=ON",
    "temp_store=MEMORY",
    "trusted_schema=OFF",
    "cell_size_check=ON",
    "busy_timeout=3000",
    "wal_autocheckpoint=1000",
    "journal_size_limit=16777216",
    "mmap_size=0",
    "cache_size=-16000",
)

Row = tuple[Any, ...]
PageProblem = Literal["pages", "structure"]


class Connection:
    """A keyed connection, usable in the thread that made it (RuntimeError in any other).

    Made by the functions of this module only; those of `reading` go from thread to thread.
    """

    def __init__(
        self,
        path: Path,
        raw: Any,  # noqa: ANN401  (the engine has no types)
        *,
        is_bound: bool = True,
    ) -> None:
        self._path = path
        self._raw = raw
        self._thread = threading.get_ident() if is_bound else None
        self._reader: Connection | None = None
        self._in_use = threading.Lock()
        self._is_ending = False

    def execute(self, statement: str, values: Sequence[object] = ()) -> list[Row]:
        """Run one statement and return all its rows."""
        self._require_thread()
        try:
            rows: list[Row] = self._raw.execute(statement, values).fetchall()
        except engine.Error as error:
            raise _fault(error, self._path) from error
        return rows

    def each(self, statement: str, values: Sequence[object] = ()) -> Iterator[Row]:
        """Run one query and give its rows one by one, for tables too long to hold."""
        self._require_thread()
        try:
            yield from self._raw.execute(statement, values)
        except engine.Error as error:
            raise _fault(error, self._path) from error

    def pragma(self, setting: str) -> str:
        """Read `setting` (NAME), or set it (NAME=VALUE); what the database answers."""
        rows = self.execute(f"PRAGMA {setting}")
        return str(rows[0][0]) if rows else ""

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing; on leaving without an error, all of it is on the disk."""
        self.execute("BEGIN IMMEDIATE")
        try:
            yield
            self.execute("COMMIT")
        except BaseException:
            # A failed write may have rolled back by itself.
            if self._raw.in_transaction:
                self.execute("ROLLBACK")
            raise

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Inside, all that is read is as it was at the beginning, whatever others write."""
        self.execute("BEGIN")
        try:
            self.execute("SELECT count(*) FROM sqlite_schema")
            yield
        finally:
            if self._raw.in_transaction:
                self.execute("ROLLBACK")

    @property
    def reader(self) -> "Connection":
        """A second connection that reads beside this one, in one other thread at a time."""
        if self._reader is None:
            raise ValueError("only `connect` opens a reader as well")
        return self._reader

    def take_reader(self, reader: "Connection") -> None:
        """From here on, this connection's `reader` is `reader`, and is closed with it."""
        self._reader = reader

    @contextmanager
    def held(self) -> Iterator[None]:
        """Nobody closes this reader, or reads with it, while the block runs in its thread."""
        with self._in_use:
            if self._is_ending:
                raise Cancelled
            yield

    def stop_reader(self) -> None:
        """End what another thread does with the reader, and close it. It does not come back."""
        if self._reader is not None:
            self._reader.end()
            self._reader = None

    def end(self) -> None:
        """Close this reader, from whatever thread, when it has stopped what it was doing."""
        self._is_ending = True
        with self._in_use:
            self.close()

    def stop_when(self, is_cancelled: Callable[[], bool]) -> None:
        """From here on a long statement raises Cancelled soon after `is_cancelled` says so."""
        self._raw.set_progress_handler(lambda: int(is_cancelled()), _STEPS_BETWEEN_QUESTIONS)

    def copy(self, path: Path, key: bytearray, *, on_step: Callable[[int, int], None]) -> None:
        """Write the whole database into the new file `path`, under another `key`.

        Inside `snapshot` it is that moment's. The file is one piece and on the disk when this
        returns. `on_step` is told pages done and of how many; what it raises ends the copy.
        Raises NotKept, VaultDamaged; Cancelled when `stop_reader` ends it.
        """
        self._require_thread()
        _require_whole(key)
        _make_empty(path)
        target = _keyed(path, key, mode="rw")
        try:
            # Its name is not the final one yet: what a kill leaves is thrown away.
            target.pragma("journal_mode=MEMORY")
            target.pragma("synchronous=OFF")
            self._raw.backup(
                target._raw,  # noqa: SLF001  (two connections, one class)
                pages=_PAGES_A_STEP,
                progress=self._stepping(on_step),
            )
            # The copied pages say that a write-ahead log belongs to them.
            target.pragma("journal_mode=DELETE")
        except engine.Error as error:
            raise _fault(error, path) from error
        finally:
            target.close()
        _sync(path)

    def _stepping(self, on_step: Callable[[int, int], None]) -> Callable[[int, int, int], None]:
        def step(_status: int, left: int, total: int) -> None:
            if self._is_ending:
                raise Cancelled
            on_step(total - left, total)

        return step

    @property
    def version(self) -> int:
        """The number of the last migration that this database has seen."""
        return int(self.pragma("user_version"))

    @property
    def size(self) -> int:
        """Bytes of the database without its write-ahead log."""
        return int(self.pragma("page_count")) * int(self.pragma("page_size"))

    def forget_pages(self) -> None:
        """Read from the file again what is asked for next."""
        self.pragma("shrink_memory")

    def mark_version(self, version: int) -> None:
        self.pragma(f"user_version={version:d}")

    def empty_journal(self) -> None:
        """Move everything from the write-ahead log into the database and cut the log to nothing."""
        self.pragma("wal_checkpoint(TRUNCATE)")

    def integrity(self) -> tuple[PageProblem, ...]:
        """What is wrong with the pages: "pages" (authentication), "structure"; empty when sound.

        Read and checkpointed first: the page check reads the file itself, and a log that has
        not been moved over yet would look like damage.
        """
        try:
            self.execute("SELECT count(*) FROM sqlite_schema")
            self.empty_journal()
            pages = self.execute("PRAGMA cipher_integrity_check")
            # Not quick_check: an old index page put back would go unseen.
            structure = self.execute("PRAGMA integrity_check")
        except VaultDamaged:
            return ("pages",)
        found: tuple[PageProblem, ...] = ("pages",) if pages else ()
        return found if structure == [("ok",)] else (*found, "structure")

    def forbid_escapes(self) -> None:
        """From here on, no other file can be attached and no page written past the tables."""
        self._raw.set_authorizer(_is_allowed)

    def close(self) -> None:
        self._require_thread()
        self.stop_reader()
        try:
            self._raw.close()
        except engine.Error as error:
            raise _fault(error, self._path) from error

    def _require_thread(self) -> None:
        if self._thread not in (None, threading.get_ident()):
            raise RuntimeError("the vault is used from a second thread")


def create(path: Path, key: bytearray) -> Connection:
    """Make a new empty database under `key` (32 bytes). Raises NotKept."""
    _require_whole(key)
    _make_empty(path)
    made = _keyed(path, key, mode="rw")
    with closed_on_error(made):
        _make_durable(made)
        made.pragma(f"application_id={APPLICATION_ID}")
        _require_encrypted(path)
    return made


def connect(path: Path, key: bytearray, *, supported: int) -> Connection:
    """Open the database at `path` under `key` (32 bytes), which a slot has proven right.

    Raises VaultTooNew, before any write, when its schema is above `supported`; VaultDamaged
    when it is missing, empty, in clear, or does not authenticate; NotKept where the folder
    cannot be written.
    """
    _require_whole(key)
    _require_encrypted(path)
    glance = _keyed(path, key, mode="ro")
    with closed_on_error(glance):
        if glance.pragma("application_id") != str(APPLICATION_ID):
            raise VaultDamaged(problem="application-id")
        if glance.version > supported:
            raise VaultTooNew(made_by=f"schema {glance.version}")
    glance.close()
    opened = _keyed(path, key, mode="rw")
    with closed_on_error(opened):
        _make_durable(opened)
        opened.take_reader(reading(path, key))
    return opened


def reading(path: Path, key: bytearray) -> Connection:
    """A connection that only reads, for one thread at a time, and leaves the file as it is.

    It reads beside one that writes, or a copy that nobody else has open. Raises VaultDamaged,
    NotKept.
    """
    _require_whole(key)
    # No look into the file itself: closing it again would drop the first connection's locks.
    opened = _keyed(path, key, mode="ro", is_bound=False)
    opened.pragma("busy_timeout=3000")
    opened.pragma("trusted_schema=OFF")
    opened.forbid_escapes()
    return opened


@contextmanager
def closed_on_error(connection: Connection) -> Iterator[None]:
    try:
        yield
    except BaseException:
        connection.close()
        raise


def _make_empty(path: Path) -> None:
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except OSError as error:
        raise not_kept(error) from error


def _sync(path: Path) -> None:
    try:
        with path.open("rb+") as file:
            os.fsync(file.fileno())
    except OSError as error:
        raise not_kept(error) from error


def _keyed(path: Path, key: bytearray, *, mode: str, is_bound: bool = True) -> Connection:
    # mode=rw: SQLite must never make a missing file by itself, it would be in clear.
    address = f"{path.resolve().as_uri()}?mode={mode}"
    try:
        raw = engine.connect(address, uri=True, isolation_level=None, check_same_thread=is_bound)
    except engine.Error as error:
        raise _fault(error, path) from error
    connection = Connection(path, raw, is_bound=is_bound)
    with closed_on_error(connection):
        # First: the engine would write about a wrong page on standard error.
        connection.pragma("cipher_log_level=NONE")
        _give_key(raw, key)
        connection.pragma("cipher_memory_security=ON")
        connection.pragma("cipher_compatibility=4")
        connection.execute("SELECT count(*) FROM sqlite_schema")
        if connection.pragma("cipher_status") != "1" or connection.pragma("cipher_version") < "4.":
            raise VaultDamaged(problem="not-encrypting")
    return connection


def _make_durable(connection: Connection) -> None:
    if connection.pragma("journal_mode=WAL") != "wal":
        raise NotKept(problem="other")
    for setting in _DURABLE:
        connection.pragma(setting)
    if sys.platform == "darwin":
        connection.pragma("fullfsync=ON")
        connection.pragma("checkpoint_fullfsync=ON")
    connection.forbid_escapes()


def _require_whole(key: bytearray) -> None:
    # A malformed raw key is silently taken for a passphrase.
    if len(key) != KEY_BYTES:
        raise ValueError("a database key has 32 bytes")


def _give_key(raw: Any, key: bytearray) -> None:  # noqa: ANN401  (the engine has no types)
    spelled = bytearray(b"x'")
    for byte in key:
        # Digit by digit: hex() would leave a copy of the key that cannot be wiped.
        spelled.append(_DIGITS[byte >> 4])
        spelled.append(_DIGITS[byte & 15])
    spelled += b"'"
    try:
        if len(spelled) != _RAW_KEY_LENGTH:
            raise ValueError("a raw key is spelled in 67 characters")
        raw.set_key(spelled)
    finally:
        wipe(spelled)


def _require_encrypted(path: Path) -> None:
    try:
        with path.open("rb") as file:
            start = file.read(len(_PLAIN))
    except FileNotFoundError as error:
        raise VaultDamaged(problem="no-database") from error
    except OSError as error:
        raise not_kept(error) from error
    if len(start) < len(_PLAIN):
        raise VaultDamaged(problem="no-database")
    if start == _PLAIN:
        raise VaultDamaged(problem="plain-database")


def _is_allowed(action: int, first: str | None, *_rest: str | None) -> int:
    is_forbidden = action in (engine.SQLITE_ATTACH, engine.SQLITE_DETACH) or (
        action == engine.SQLITE_PRAGMA and (first or "").lower() in _FORBIDDEN_PRAGMAS
    )
    return int(engine.SQLITE_DENY if is_forbidden else engine.SQLITE_OK)


def _fault(error: Exception, path: Path) -> Exception:
    code = getattr(error, "sqlite_errorcode", _CODES_BY_WORDS.get(str(error), 0)) & 0xFF
    fault: KinfileError | None = None
    if code == engine.SQLITE_FULL:
        fault = NotKept(problem="disk-full")
    elif code == engine.SQLITE_IOERR:
        fault = NotKept(problem="disk-full" if _is_nearly_full(path) else "other")
    elif code in _READ_ONLY_CODES:
        fault = NotKept(problem="read-only")
    elif code in _BUSY_CODES:
        fault = VaultBusy(path=str(path.parent))
    elif code in _DAMAGE_CODES:
        fault = VaultDamaged(problem="database")
    elif code == engine.SQLITE_INTERRUPT:
        fault = Cancelled()
    return fault or error


def _is_nearly_full(path: Path) -> bool:
    try:
        return shutil.disk_usage(path.parent).free < _NEARLY_FULL
    except OSError:
        return False
