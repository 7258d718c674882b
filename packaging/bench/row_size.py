# SPDX-License-Identifier: Apache-2.0
"""Row 14: how much larger encryption makes a vault."""

from __future__ import annotations

from bench import parts
from bench.measuring import Size, folder
from bench.results import Figure, Result

from kinfile.app.references import new_reference


def measure(*, small: bool) -> Result:
    records = Size(small).pick(300, 10)
    with folder() as where, parts.pair(where) as (ours, beside):
        sizes = [_filled(database, records) for database in (ours, beside)]
    return Result(
        figures=(
            Figure(what="ratio", value=sizes[0] / sizes[1], reach=1.05, is_count=True),
            Figure(what=f"{records} full records", value=sizes[0] / 2**20, unit="MB"),
        ),
    )


def _filled(database: parts.Database, records: int) -> int:
    """Bytes of a database with so many full records in it."""
    form, line, entries = parts.example_entries()
    with parts.unhurried(database):
        for _ in range(records):
            database.create_record(
                new_reference(), form.id, form.version, form.body, "generic-england", line, entries
            )
    return database.connection.size
