# SPDX-License-Identifier: Apache-2.0
"""Finding records by what is in them, inside the encrypted database.

The index holds words only, no text that could be read back in order. It is brought up to date
when there is time, never inside a save (which would take eight times as long): a save only
marks its record. What is indexed, and how words are made alike, is the caller's.
"""

from collections.abc import Sequence

from kinfile.vault.journal import Journal

NAMES_WEIGHT = 10.0
"""A word found in a name counts for as much as this many in other answers."""


class Search(Journal):
    """The index over the records of an open vault."""

    def unindexed(self, limit: int) -> tuple[str, ...]:
        """References of records that changed since they were indexed, at most `limit`."""
        rows = self._db.execute(
            "SELECT ref FROM fts_dirty JOIN record ON record.id = record_id LIMIT ?", (limit,)
        )
        return tuple(ref for (ref,) in rows)

    def index(self, ref: str, *, names: Sequence[str], body: Sequence[str]) -> None:
        """Put the words of the record `ref` in the index, in the place of those it had."""
        with self._db.transaction():
            ((number,),) = self._db.execute("SELECT id FROM record WHERE ref = ?", (ref,))
            self._db.execute("DELETE FROM fts WHERE rowid = ?", (number,))
            self._db.execute(
                "INSERT INTO fts (rowid, names, body) VALUES (?, ?, ?)",
                (number, " ".join(names), " ".join(body)),
            )
            self._db.execute("DELETE FROM fts_dirty WHERE record_id = ?", (number,))

    def find(self, words: Sequence[str], *, limit: int = 200) -> tuple[str, ...]:
        """References of records that hold the beginning of every one of `words`, best first."""
        query = " ".join(_quoted(word) for word in words)
        if not query:
            return ()
        rows = self._db.execute(
            "SELECT ref FROM fts JOIN record ON record.id = fts.rowid WHERE fts MATCH ?"
            " AND status != 'erased' ORDER BY bm25(fts, ?, 1.0), record.seq DESC LIMIT ?",
            (query, NAMES_WEIGHT, limit),
        )
        return tuple(ref for (ref,) in rows)


def _quoted(word: str) -> str:
    """`word` as the beginning of one: in quotes nothing is a command of the query language."""
    storable = word.encode("utf-8", "ignore").decode("utf-8").replace("\0", "")
    return '"{}"*'.format(storable.replace('"', '""'))
