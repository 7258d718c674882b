# SPDX-License-Identifier: Apache-2.0
"""Row 5: one answer kept, with its event in the chain of hashes, on the disk when it returns."""

from __future__ import annotations

from collections.abc import Callable

from bench import parts
from bench.measuring import Size, folder, in_turn, medians, percentile, timed
from bench.results import Figure, Result, ratio

from kinfile.app.references import new_reference
from kinfile.vault.rows import Entry


def measure(*, small: bool) -> Result:
    runs = Size(small).pick(400, 5)
    with folder() as where, parts.pair(where) as (ours, beside):
        sides = {"with a key": _keeping(ours), "without a key": _keeping(beside)}
        waited = in_turn({name: timed(keep) for name, keep in sides.items()}, runs)
        with parts.unhurried(ours):
            alone = in_turn({"no disk": timed(sides["with a key"])}, runs)["no disk"]
    found = medians(waited)
    rest = percentile(alone, 0.99)
    return Result(
        runs=runs,
        medians=found,
        figures=(
            ratio(found, 2.5),
            Figure(what="slowest of 100 without the disk's part", value=rest, reach=50, unit="ms"),
        ),
    )


def _keeping(database: parts.Database) -> Callable[[], object]:
    """Keeps another answer at each call, in a record of the usual size."""
    form, line, entries = parts.example_entries()
    ref = new_reference()
    database.create_record(ref, form.id, form.version, form.body, "generic-england", line, entries)
    question = next(each.field for each in entries if each.kind == "answer" and not each.row)
    numbers = iter(range(1_000_000))

    def keep() -> object:
        value = f'{{"value": "Seen at home, visit {next(numbers)}"}}'
        return database.append(
            ref, [Entry(kind="answer", field=question, value=value)], summary=line
        )

    return keep
