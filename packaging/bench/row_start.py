# SPDX-License-Identifier: Apache-2.0
"""Row 1: from the start of a process to the painted unlock page, beside an empty window.

Both are started as a user starts them; packaging/bench/first_paint.py sees when they are painted.
"""

from __future__ import annotations

import json
import statistics
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bench import parts
from bench.measuring import HERE, Size, folder, medians, spawned
from bench.results import Figure, Result, ratio

from kinfile.app.draft import Worker
from kinfile.app.workspace import Workspace
from kinfile.vault.keys import Cost

SCRIPT = HERE / "bench" / "first_paint.py"
HEAVY = (
    "reportlab", "pyhanko", "aiohttp", "PIL", "lxml", "pikepdf", "cryptography.x509", "socket",
    "ssl", "asyncio", "PySide6.QtNetwork", "PySide6.QtQml", "PySide6.QtPdf",
)  # fmt: skip
MORE_MODULES, MORE_MEMORY = 30, 15


def measure(*, small: bool) -> Result:
    runs = Size(small).pick(15, 1)
    with folder() as where:
        vault = where / "Records.kinvault"
        words = bytearray(b"four random words here")
        worker = Worker(name="Jo Rowe")
        Workspace.create(
            vault, worker, words, clock=parts.clock, cost=Cost.least()
        ).workspace.lock()
        sides = {"unlock page": ("kinfile", "--vault", str(vault)), "empty window": ("floor",)}
        told: dict[str, list[dict[str, Any]]] = {name: [] for name in sides}
        for run in range(runs + 1):
            for name, arguments in sides.items():
                found = _painted(arguments)
                # The first of each reads from the disk what then is in memory, for both.
                if run or small:
                    told[name].append(found)
    middle = medians({name: [run["seconds"] for run in found] for name, found in told.items()})
    return Result(runs=runs, medians=middle, figures=(ratio(middle, 1.3), *_counts(told)))


def _painted(arguments: Sequence[str | Path]) -> dict[str, Any]:
    begun = time.perf_counter()
    told: dict[str, Any] = json.loads(
        spawned([sys.executable, SCRIPT, *arguments]).splitlines()[-1]
    )
    return {**told, "seconds": told["at"] - begun}


def _counts(told: dict[str, list[dict[str, Any]]]) -> tuple[Figure, ...]:
    ours, floor = (found[-1] for found in told.values())
    memory = [statistics.median(run["resident"] for run in found) for found in told.values()]
    heavy = [name for name in ours["modules"] if name.startswith(tuple(f"{h}." for h in HEAVY))]
    heavy += [name for name in ours["modules"] if name in HEAVY]
    more = len(ours["modules"]) - len(floor["modules"])
    return (
        Figure(what="memory above it", value=memory[0] - memory[1], reach=MORE_MEMORY, unit="MB"),
        Figure(what="modules above it", value=more, reach=MORE_MODULES, unit=""),
        Figure(what="heavy modules", value=len(heavy), reach=0, unit="", is_count=True),
    )
