# SPDX-License-Identifier: Apache-2.0
"""Keeps what was found in docs/performance.md, between its two marks: a line for each row.

Rows that were not measured this time stay as they are. Nothing in the table is typed by hand.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from bench.results import Result, number

PAGE = Path(__file__).resolve().parents[2] / "docs" / "performance.md"
BEGIN, END = "<!-- table -->", "<!-- end of the table -->"
HEAD = (
    "| row | what | beside it | runs | medians | what came of it | day, load |\n"
    "|---:|---|---|---:|---|---|---|\n"
)


def keep(page: Path, rows: Sequence[Mapping[str, Any]], today: date) -> None:
    """Put these rows into the table of `page`. Raises ValueError where it has no place for one."""
    text = page.read_text("utf-8")
    before, begun, rest = text.partition(BEGIN)
    old, ended, after = rest.partition(END)
    if not (begun and ended):
        raise ValueError(f"{page} has no place for a table")
    lines = {int(found[1]): found[0] for found in re.finditer(r"\| (\d+) \|.*\n", old)}
    lines |= {row["number"]: line(row, today) for row in rows if "figures" in row}
    table = "".join(lines[number] for number in sorted(lines))
    page.write_text(f"{before}{BEGIN}\n{HEAD}{table}{END}{after}", "utf-8")


def line(row: Mapping[str, Any], today: date) -> str:
    """One row as a line of the table."""
    result = Result.from_json(row)
    sides = "<br>".join(f"{side}: {number(median)} ms" for side, median in result.medians.items())
    told = "<br>".join(
        f"**{figure.told()}**" if not figure.is_reached else figure.told()
        for figure in result.figures
    )
    notes = "".join(f"<br>{note}" for note in result.notes)
    cells = (
        row["number"], row["what"], row["beside"], result.runs, sides or "–", told + notes,
        f"{today:%-d %B %Y}, {row['load']}",
    )  # fmt: skip
    return "| " + " | ".join(re.sub(r"\s+", " ", str(cell)) for cell in cells) + " |\n"
