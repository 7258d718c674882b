# SPDX-License-Identifier: Apache-2.0
"""Reading a damaged database as far as it goes.

Every page authenticates or does not, so what can be read is what was written. A query stops at the
first page that does not; here it goes on behind it. In a table with numbered rows the next
readable row is looked for in growing steps and then by halves, so that a damaged page costs a few
tries and not one for each of its rows.
"""

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from kinfile.errors import VaultError
from kinfile.vault.connection import Connection, Row

_HIGHEST = 2**40
_TRIES = 60
"""To find what is whole between two damaged pages; each may cost opening the database again."""


@dataclass(frozen=True, slots=True, repr=False)
class Keyed:
    """Rows of a table, or of a part of it. `is_whole` is whether nothing stood in the way."""

    rows: tuple[Row, ...]
    is_whole: bool


class Wreck:
    """A damaged database behind `opens`, which gives a new connection that reads it.

    After a page that does not authenticate, a connection reads no other any more.
    """

    def __init__(self, opens: Callable[[], Connection]) -> None:
        self._opens = opens
        self._db = opens()

    def close(self) -> None:
        self._db.close()

    def columns(self, table: str) -> tuple[str, ...]:
        return tuple(row[1] for row in self._db.execute(f"PRAGMA table_info({table})"))

    def numbered(self, table: str, wanted: Sequence[str]) -> dict[int, Row]:
        """The readable rows of a table by rowid, each as the values of the `wanted` columns."""
        query = (
            f"SELECT rowid, {', '.join(wanted)} FROM {table}"  # noqa: S608  (names of the schema)
            " WHERE rowid BETWEEN ? AND ? ORDER BY rowid"
        )
        found: dict[int, Row] = {}
        low: int | None = 0
        while low is not None:
            part = self._read(query, (low, _HIGHEST))
            found.update((row[0], row[1:]) for row in part.rows)
            if part.is_whole:
                break
            bad = part.rows[-1][0] + 1 if part.rows else low
            low = self._behind(query, bad)
            if low is not None:
                found.update(self._between(query, bad + 1, low - 1))
        return dict(sorted(found.items()))

    def _behind(self, query: str, bad: int) -> int | None:
        """The first row number behind the damage at `bad` from where reading goes on."""

        def can_be_read(start: int) -> bool:
            return self._read(f"{query} LIMIT 1", (start, _HIGHEST)).is_whole

        step = 1
        while not can_be_read(bad + step):
            step *= 2
            if bad + step > _HIGHEST:
                return None
        behind_bad, good = bad + step // 2, bad + step
        while good - behind_bad > 1:
            middle = (behind_bad + good) // 2
            if can_be_read(middle):
                good = middle
            else:
                behind_bad = middle
        return good

    def _between(self, query: str, low: int, high: int) -> Iterator[tuple[int, Row]]:
        """What stands whole between two places of damage that looked like one."""
        pending = deque([(low, high)])
        for _ in range(_TRIES):
            if not pending:
                return
            low, high = pending.popleft()
            part = self._read(query, (low, high))
            yield from ((row[0], row[1:]) for row in part.rows)
            low = part.rows[-1][0] + 1 if part.rows else low
            if not part.is_whole and low < high:
                middle = (low + high) // 2
                pending += [(low, middle), (middle + 1, high)]

    def keyed(
        self, table: str, wanted: Sequence[str], order: str, *, record: int | None = None
    ) -> Keyed:
        """The readable rows of a table without numbers, from both ends of its `order` (columns).

        Those of one `record` where that is given.
        """
        where = "" if record is None else "WHERE record_id = ?"
        values = () if record is None else (record,)
        query = f"SELECT {', '.join(wanted)} FROM {table} {where} ORDER BY"  # noqa: S608  (as above)
        up = self._read(f"{query} {order}", values)
        if up.is_whole:
            return up
        down = ", ".join(f"{column} DESC" for column in order.split(", "))
        both = dict.fromkeys((*up.rows, *self._read(f"{query} {down}", values).rows))
        return Keyed(tuple(both), is_whole=False)

    def one(self, query: str, values: Sequence[object] = ()) -> Row | None:
        """The one row of a query; None where there is none or it cannot be read."""
        rows = self._read(query, values).rows
        return rows[0] if rows else None

    def _read(self, query: str, values: Sequence[object]) -> Keyed:
        rows: list[Row] = []
        try:
            rows.extend(self._db.each(query, values))
        except VaultError:
            self._db.close()
            self._db = self._opens()
            return Keyed(tuple(rows), is_whole=False)
        return Keyed(tuple(rows), is_whole=True)
