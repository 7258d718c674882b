# SPDX-License-Identifier: Apache-2.0
"""Reading across records: the rows of some groups in all of them, with when each answer was given.

Much faster than reading every record whole. Nothing here writes.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from kinfile.vault.journal import Journal, from_text


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class StoredRow:
    """A row of a group in the record `ref`: (question, JSON text, since when), in no order.

    `marked` are the record's marks of the kinds asked for whose key ends in this row's id:
    (kind, key, JSON text).
    """

    ref: str
    group: str
    row: str
    answers: tuple[tuple[str, str, datetime], ...]
    marked: tuple[tuple[str, str, str], ...] = ()


class Gathering(Journal):
    """All records of an open vault at once."""

    def rows_of(
        self, groups: Sequence[str], questions: Sequence[str], *, marks: Sequence[str]
    ) -> tuple[StoredRow, ...]:
        """The rows of `groups` that are not struck, with their answers to `questions`.

        Of the record changed last first, and in a record in the order in which they were added.
        """
        answers = self._answers(questions)
        marked: dict[tuple[int, str], list[tuple[str, str, str]]] = {}
        for record, *mark in self._db.execute(
            "SELECT record_id, kind, key, value FROM mark"
            " WHERE kind IN (SELECT value FROM json_each(?))",
            (json.dumps(marks),),
        ):
            kind, key, value = mark
            marked.setdefault((record, key.rpartition("|")[2]), []).append((kind, key, value))
        rows = self._db.execute(
            "SELECT record_id, ref, grp, uid FROM group_row JOIN record ON record.id = record_id"
            " WHERE struck = 0 AND grp IN (SELECT value FROM json_each(?))"
            " ORDER BY record.seq DESC, grp, position",
            (json.dumps(groups),),
        )
        return tuple(
            StoredRow(
                ref=ref,
                group=group,
                row=uid,
                answers=tuple(answers.get((record, uid), ())),
                marked=tuple(marked.get((record, uid), ())),
            )
            for record, ref, group, uid in rows
        )

    def _answers(
        self, questions: Sequence[str]
    ) -> dict[tuple[int, str], list[tuple[str, str, datetime]]]:
        found: dict[tuple[int, str], list[tuple[str, str, datetime]]] = {}
        rows = self._db.execute(
            "SELECT answer.record_id, answer.row, answer.field, answer.value, event.at FROM answer"
            " JOIN event ON event.seq = answer.seq"
            " WHERE answer.field IN (SELECT value FROM json_each(?))",
            (json.dumps(questions),),
        )
        for record, row, question, value, at in rows:
            found.setdefault((record, row), []).append((question, value, from_text(at)))
        return found
