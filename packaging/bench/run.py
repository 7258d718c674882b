# SPDX-License-Identifier: Apache-2.0
"""Measures Kinfile beside what it could cost at least, and holds the ratios against the design.

    python3 packaging/dev.py bench                      everything; about ten minutes
    python3 packaging/dev.py bench --only start sign    some of it
    python3 packaging/dev.py bench --small              seconds: does it run, do the counts hold
    python3 packaging/dev.py bench --json               one document instead of lines
    python3 packaging/dev.py bench --keep               and puts it into docs/performance.md
    python3 packaging/dev.py bench --installed /usr/lib/kinfile/kinfile
    python3 packaging/dev.py bench --peers DIR          where `npm install survey-core` was done

Exit code 1 when a count misses its limit or something cannot be measured; a time never fails.
What it found on one day stands in docs/performance.md.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "desktop"))

from bench import page
from bench.measuring import alone
from bench.results import Result


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that is measured: its number in the design, and what stands beside it."""

    number: int
    what: str
    beside: str


ROWS = {
    "start": Row(1, "first paint of the unlock window", "an empty QMainWindow"),
    "unlock": Row(2, "unlock to the list painted", "the same list from unencrypted SQLite"),
    "section": Row(3, "open a section of a full form", "all questions of the form at once"),
    "keys": Row(4, "keystroke to paint while saving", "the same window not saving"),
    "save": Row(5, "autosave transaction, encrypted", "the same tables without a key"),
    "rules": Row(6, "one answer changed to a new report", "the same form, four times as large"),
    "check": Row(7, "full check of a filled real form", "the same form, nothing answered"),
    "records": Row(8, "record list and search", "the same tables without a key"),
    "pdf": Row(9, "sealed PDF with tags and PDF/A", "bare reportlab, the same words, unsigned"),
    "sign": Row(10, "sign and verify", "bare pyHanko"),
    "gaps": Row(11, "longest gap of the window's event loop", "the window idle"),
    "folder": Row(12, "verify a folder of sealed PDFs", "one process, one file at a time"),
    "installed": Row(13, "installed program, first paint", "the same program from source"),
    "size": Row(14, "size of a vault", "the same tables without a key"),
}


def measure(
    name: str, *, small: bool, installed: Path | None = None, peers: Path | None = None
) -> Result:
    """Measure one row in a process of its own. Raises RuntimeError where that cannot be done."""
    given: dict[str, object] = {"small": small}
    if name == "installed":
        given["program"] = str(installed)
    if name == "rules" and peers is not None:
        given["peers"] = str(peers.resolve())
    return Result.from_json(alone(f"row_{name}:measure", **given))


def parser() -> argparse.ArgumentParser:
    whole = argparse.ArgumentParser(prog="dev.py bench", description="Measure Kinfile.")
    whole.add_argument("--only", nargs="+", choices=ROWS, metavar="NAME", help=", ".join(ROWS))
    whole.add_argument("--small", action="store_true", help="seconds instead of minutes")
    whole.add_argument("--json", action="store_true", help="one document instead of lines")
    whole.add_argument("--installed", type=Path, metavar="PROGRAM", help="an installed kinfile")
    whole.add_argument("--keep", action="store_true", help="put it into docs/performance.md")
    whole.add_argument("--peers", type=Path, metavar="DIR", help="where npm put survey-core")
    return whole


def machine() -> dict[str, Any]:
    """Where this was measured, as far as it matters."""
    return {
        "system": platform.platform(terse=True),
        "python": platform.python_version(),
        "processors": os.cpu_count(),
        "load": load(),
    }


def load() -> float:
    """How many programs wanted a processor, in the last minute; 0 where nobody counts."""
    return round(os.getloadavg()[0], 1) if hasattr(os, "getloadavg") else 0.0


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure what is asked for, say what was found, and give the exit code."""
    commands = parser()
    options = commands.parse_args(arguments)
    if options.keep and options.small:
        commands.error("what a small run found is not kept")
    names = options.only or [name for name in ROWS if name != "installed" or options.installed]
    if "installed" in names and options.installed is None:
        commands.error("installed needs --installed PROGRAM")
    rows = [_row(name, options) for name in names]
    if options.keep:
        page.keep(page.PAGE, rows, date.today())  # noqa: DTZ011  (the day here)
    if options.json:
        print(json.dumps({"small": options.small, "machine": machine(), "rows": rows}, indent=2))
    return int(any(row["failed"] for row in rows))


def _row(name: str, options: argparse.Namespace) -> dict[str, Any]:
    row = ROWS[name]
    if not options.json:
        print(f"{row.number:2} {name}: {row.what} | {row.beside}", flush=True)
    told = {"number": row.number, "name": name, "what": row.what, "beside": row.beside}
    try:
        result = measure(
            name, small=options.small, installed=options.installed, peers=options.peers
        )
    except RuntimeError as error:
        print(f"    not measured: {error}", file=sys.stderr)
        return {**told, "failed": True, "problem": str(error)}
    if not options.json:
        print(result.told(), flush=True)
    return {**told, "failed": result.fails, "load": load(), **result.to_json()}


if __name__ == "__main__":
    sys.exit(main())
