# SPDX-License-Identifier: Apache-2.0
"""What a record's events amount to: its answers, rows and marks.

Said twice on purpose. `project` changes the tables that are read every day; `fold` works the
same out from the events alone, for reading the past and for checking the tables.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from kinfile.vault.connection import Connection, Row
from kinfile.vault.rows import Entry


def project(db: Connection, record: int, entry: Entry, seq: int) -> None:
    """Change the tables by `entry`, whose event is `seq`. Needs an open transaction.

    Raises ValueError for an unknown kind, a row that is not there, or one that is there twice.
    """
    place = (record, entry.field, entry.row)
    match entry.kind:
        case "answer" if entry.value is not None:
            db.execute(
                "INSERT INTO answer VALUES (?, ?, ?, ?, ?) ON CONFLICT (record_id, field, row)"
                " DO UPDATE SET value = excluded.value, seq = excluded.seq",
                (*place, entry.value, seq),
            )
        case "answer":
            db.execute("DELETE FROM answer WHERE record_id = ? AND field = ? AND row = ?", place)
        case "row-added":
            _add_row(db, place, seq)
        case "row-struck":
            _strike(db, place, seq, is_struck=True)
        case "row-restored":
            _strike(db, place, seq, is_struck=False)
        case "mark" if entry.value is not None:
            db.execute(
                "INSERT INTO mark VALUES (?, ?, ?, ?, ?) ON CONFLICT (record_id, kind, key)"
                " DO UPDATE SET value = excluded.value, seq = excluded.seq",
                (*place, entry.value, seq),
            )
        case "unmark":
            db.execute("DELETE FROM mark WHERE record_id = ? AND kind = ? AND key = ?", place)
        case _:
            raise ValueError(f"no entry of kind {entry.kind!r} can be kept like this")


def _add_row(db: Connection, place: tuple[int, str, str], seq: int) -> None:
    record, group, _row = place
    added = db.execute(
        "INSERT INTO group_row SELECT ?, ?, ?, coalesce(max(position), 0) + 1, 0, ?"
        " FROM group_row WHERE record_id = ? AND grp = ? ON CONFLICT DO NOTHING RETURNING 1",
        (*place, seq, record, group),
    )
    if not added:
        raise ValueError("a row is added once")


def _strike(db: Connection, place: tuple[int, str, str], seq: int, *, is_struck: bool) -> None:
    found = db.execute(
        "UPDATE group_row SET struck = ?, seq = ? WHERE record_id = ? AND grp = ? AND uid = ?"
        " RETURNING 1",
        (int(is_struck), seq, *place),
    )
    if not found:
        raise ValueError("there is no such row")


@dataclass(slots=True, repr=False)
class Contents:
    """What events amount to, each with the number of the event that last changed it."""

    answers: dict[tuple[str, str], tuple[str, int]] = field(default_factory=dict)
    rows: dict[tuple[str, str], tuple[bool, int]] = field(default_factory=dict)
    marks: dict[tuple[str, str], tuple[str, int]] = field(default_factory=dict)

    def take(self, seq: int, kind: str, place: tuple[str, str], value: str | None) -> None:
        """Take in the next event; those that are no entries change nothing here."""
        match kind:
            case "answer" | "unmark" | "mark":
                held = self.answers if kind == "answer" else self.marks
                held.pop(place, None)
                if value is not None:
                    held[place] = (value, seq)
            case "row-added":
                self.rows[place] = (False, seq)
            case "row-struck" | "row-restored":
                self.rows[place] = (kind == "row-struck", seq)


def fold(events: Iterable[Row]) -> Contents:
    """The contents after `events`, rows of (seq, kind, field, row, value) in order."""
    contents = Contents()
    for seq, kind, where, row, value in events:
        contents.take(seq, kind, (where, row), value)
    return contents


def stored(db: Connection, record: int) -> Contents:
    """The contents of `record` as the tables have them."""
    return Contents(
        answers={
            (where, row): (value, seq)
            for where, row, value, seq in db.execute(
                "SELECT field, row, value, seq FROM answer WHERE record_id = ?", (record,)
            )
        },
        rows={
            (group, uid): (bool(struck), seq)
            for group, uid, struck, seq in db.execute(
                "SELECT grp, uid, struck, seq FROM group_row WHERE record_id = ?"
                " ORDER BY grp, position",
                (record,),
            )
        },
        marks={
            (kind, key): (value, seq)
            for kind, key, value, seq in db.execute(
                "SELECT kind, key, value, seq FROM mark WHERE record_id = ?", (record,)
            )
        },
    )
