# SPDX-License-Identifier: Apache-2.0
"""How things are measured: in turn with what stands beside them, some rounds uncounted, in medians.

A machine that others use too is now slow and now fast. Sides that take turns are slow and fast
together, so their ratio says more than their milliseconds.
"""

from __future__ import annotations

import gc
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
HERE = ROOT / "packaging"
SIDE = HERE / "bench" / "side.py"
LONGEST = 600.0
"""Seconds that one process may take."""


@dataclass(frozen=True, slots=True)
class Size:
    """How much is done: all of it, or as little as shows that it works and what the counts are."""

    small: bool = False

    def pick(self, whole: int, few: int) -> int:
        return few if self.small else whole


def timed(
    work: Callable[[], object], *, clock: Callable[[], float] = time.perf_counter
) -> Callable[[], float]:
    """A side: how many seconds `work` takes.

    What waits for nothing is better told by `time.process_time`: where others want the processor
    too, what takes longer than one turn on it seems to take longer still.
    """

    def side() -> float:
        begun = clock()
        work()
        return clock() - begun

    return side


def in_turn(
    sides: Mapping[str, Callable[[], float]], runs: int, *, uncounted: int = 1
) -> dict[str, list[float]]:
    """Seconds of each side in each round. The first rounds find everything cold: uncounted."""
    found: dict[str, list[float]] = {name: [] for name in sides}
    for each in range(uncounted + runs):
        for name, side in sides.items():
            # What one side leaves behind is not collected at the other's cost.
            gc.collect()
            seconds = side()
            if each >= uncounted:
                found[name].append(seconds)
    return found


def medians(found: Mapping[str, Sequence[float]]) -> dict[str, float]:
    """Seconds of many rounds as milliseconds in the middle."""
    return {name: statistics.median(seconds) * 1000 for name, seconds in found.items()}


def percentile(seconds: Sequence[float], share: float) -> float:
    """Milliseconds within which this share (0 to 1) of all was done."""
    ordered = sorted(seconds)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] * 1000


def alone(side: str, /, **given: object) -> dict[str, Any]:
    """What the function `side` ("module:function" of this folder) answers, in a fresh process."""
    told = spawned([sys.executable, SIDE, side, json.dumps(given)])
    answer: dict[str, Any] = json.loads(told.splitlines()[-1])
    return answer


def spawned(command: Sequence[str | Path]) -> str:
    """What a program says, run without a screen and in a home of its own. Raises RuntimeError."""
    words = [str(word) for word in command]
    with tempfile.TemporaryDirectory() as home:
        given = own_home(Path(home))
        try:
            done = subprocess.run(
                words, check=False, capture_output=True, text=True, env=given, timeout=LONGEST
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            raise RuntimeError(f"{words[1:4]} did not come to an end") from error
    if done.returncode != 0:
        raise RuntimeError(f"{words[1:4]} failed: {done.stderr[-2000:]}")
    return done.stdout


def own_home(home: Path) -> dict[str, str]:
    """The environment of a process that sees nothing of this computer's user."""
    wanted = {
        "HOME": str(home),
        "XDG_DATA_HOME": str(home / "data"),
        "XDG_CONFIG_HOME": str(home / "config"),
        "XDG_STATE_HOME": str(home / "state"),
        "XDG_RUNTIME_DIR": str(home),
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONPATH": os.pathsep.join([str(ROOT / "desktop"), str(HERE)]),
    }
    # Compiled, as what is installed is: compiling anew each time takes as long as Qt.
    left_out = ("XDG_", "PYTHONDONTWRITEBYTECODE")
    others = {name: text for name, text in os.environ.items() if not name.startswith(left_out)}
    return {**others, **wanted}


@contextmanager
def folder() -> Iterator[Path]:
    """A folder for what is measured, gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="kinfile-bench-") as name:
        yield Path(name)


def resident() -> float:
    """Megabytes of memory that this process holds now; 0 where the system does not say."""
    status = Path("/proc/self/status")
    if not status.exists():
        return 0.0
    line = next(each for each in status.read_text("utf-8").splitlines() if "VmRSS" in each)
    return int(line.split()[1]) / 1024


def most_resident(*, of_children: bool = False) -> float:
    """Megabytes that this process (or the largest of those it started) ever held; 0 on Windows."""
    if sys.platform == "win32":
        return 0.0
    import resource

    who = resource.RUSAGE_CHILDREN if of_children else resource.RUSAGE_SELF
    return resource.getrusage(who).ru_maxrss / 1024
