# SPDX-License-Identifier: Apache-2.0
"""Writing events: each chained to the one before, in the transaction of what it changes."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from kinfile import __version__
from kinfile.vault.canonical import canonical_text
from kinfile.vault.chain import GENESIS, Link, new_checkpoint_key, salted, sign_checkpoint
from kinfile.vault.connection import Connection
from kinfile.vault.rows import Head

Clock = Callable[[], datetime]
"""Gives the time, aware. Its offset from UTC is kept with each event."""


def now() -> datetime:
    """The time here."""
    return datetime.now(UTC).astimezone()


def to_text(moment: datetime) -> str:
    """`moment` as it is stored: UTC to the millisecond."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def from_text(stored: str) -> datetime:
    return datetime.fromisoformat(stored)


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """An event to be written; `record` is a record's (row number, reference)."""

    kind: str
    record: tuple[int, str] | None = None
    field: str = ""
    row: str = ""
    value: str | None = None


def begin(db: Connection, *, vault_id: str, user: str, name: str, role: str, clock: Clock) -> None:
    """Write what every journal needs: the vault's id, its owner, a checkpoint key, event 1."""
    at = clock()
    moment = to_text(at)
    private, public = new_checkpoint_key()
    with db.transaction():
        db.execute(
            "INSERT INTO meta VALUES ('vault_id', ?), ('created_at', ?), ('made_by', ?)",
            (vault_id, moment, __version__),
        )
        db.execute(
            "INSERT INTO user (uid, name, role, created_at) VALUES (?, ?, ?, ?)",
            (user, name, role, moment),
        )
        db.execute(
            "INSERT INTO identity (kind, tier, pkcs8, cert, created_at)"
            " VALUES ('checkpoint', 0, ?, ?, ?)",
            (private, public, moment),
        )
    with Journal(db, clock).noting("vault-created"):
        pass


class Journal:
    """The chain of one open vault. The base of what reads and writes it."""

    def __init__(self, connection: Connection, clock: Clock) -> None:
        self._db = connection
        self._clock = clock
        rows = connection.execute("SELECT id, uid FROM user ORDER BY id LIMIT 1")
        self._actor: tuple[int, str] = rows[0]
        meta: dict[str, str] = dict(connection.execute("SELECT key, value FROM meta"))
        self.vault_id: str = meta["vault_id"]
        self.created_at = from_text(meta["created_at"])

    def head(self) -> Head:
        """The last event: what an exported PDF carries."""
        seq, last = self._tail()
        return Head(seq, last.hex())

    def holds(self, head: str) -> bool:
        """Whether an event of this chain has the hash `head` (hex). Text that is none: False."""
        try:
            sought = bytes.fromhex(head)
        except ValueError:
            return False
        return bool(self._db.execute("SELECT 1 FROM event WHERE hash = ?", (sought,)))

    def is_clock_behind(self) -> bool:
        """Whether this computer's clock stands before the last event. Saving goes on regardless."""
        rows = self._db.execute("SELECT at FROM event ORDER BY seq DESC LIMIT 1")
        # A minute of correction by the network's time is no news.
        return to_text(self._clock() + timedelta(minutes=1)) < str(rows[0][0])

    def sign_head(self) -> None:
        """Write a signed checkpoint of the head, unless it has one."""
        with self._db.transaction():
            self._sign_head(at=self._clock())

    @contextmanager
    def noting(self, kind: str, said: Mapping[str, object] | None = None) -> Iterator[None]:
        """Write an event that is about no record, together with what the block does, or neither."""
        value = None if said is None else canonical_text(said)
        with self._db.transaction():
            self._write([Happening(kind=kind, value=value)], at=self._clock())
            yield

    def note(self, kind: str, said: Mapping[str, object]) -> None:
        """Write an event that is about no record, and what it says."""
        with self.noting(kind, said):
            return

    def _tail(self) -> tuple[int, bytes]:
        rows = self._db.execute("SELECT seq, hash FROM event ORDER BY seq DESC LIMIT 1")
        return (rows[0][0], rows[0][1]) if rows else (0, GENESIS)

    def _write(self, happenings: Iterable[Happening], *, at: datetime) -> list[int]:
        """Append events in order and return their numbers. Needs an open transaction."""
        seq, previous = self._tail()
        moment, offset = to_text(at), _minutes(at)
        actor, uid = self._actor
        written = []
        for it in happenings:
            seq += 1
            number, ref = it.record or (None, "")
            salt, digest = salted(it.value)
            link = Link(
                seq=seq, at=moment, tz=offset, actor=uid, kind=it.kind, record=ref,
                field=it.field, row=it.row, digest=digest,
            )  # fmt: skip
            following = link.hash(previous)
            self._db.execute(
                "INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    seq, moment, offset, actor, it.kind, number, it.field, it.row,
                    it.value, salt, digest, previous, following,
                ),
            )  # fmt: skip
            previous = following
            written.append(seq)
        return written

    def _sign_head(self, *, at: datetime) -> None:
        """Write a signed checkpoint of the head unless it has one. Needs an open transaction."""
        seq, head = self._tail()
        if self._db.execute("SELECT 1 FROM checkpoint WHERE seq = ?", (seq,)):
            return
        private = self._db.execute(
            "SELECT pkcs8 FROM identity WHERE kind = 'checkpoint' AND retired_at IS NULL"
            " ORDER BY id DESC LIMIT 1"
        )[0][0]
        moment = to_text(at)
        signature = sign_checkpoint(private, vault_id=self.vault_id, seq=seq, head=head, at=moment)
        self._db.execute(
            "INSERT INTO checkpoint VALUES (?, ?, ?, ?, ?)",
            (seq, head, moment, self._actor[0], signature),
        )


def _minutes(at: datetime) -> int:
    offset = at.utcoffset()
    if offset is None:
        raise ValueError("the clock must say its time zone")
    return round(offset.total_seconds() / 60)
