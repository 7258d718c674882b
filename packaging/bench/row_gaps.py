# SPDX-License-Identifier: Apache-2.0
"""Row 11: how long the window answers nothing while it unlocks, exports or backs up.

A timer of five milliseconds beats on the window's thread; the longest time between two beats is
the gap. Each is done in a process of its own, as it is the first time on a day: the libraries that
draw and sign are loaded on the way.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from bench.measuring import Size, alone, folder
from bench.results import Figure, Result
from bench.window import open_example, pause, staged
from PySide6.QtCore import QObject, Qt, QTimer
from stage import PASSPHRASE, Stage

BEAT = 5
IDLE = "idle"
SECONDS = 2_000


class Beats(QObject):
    """The times between beats, from `begin` on."""

    def __init__(self) -> None:
        super().__init__()
        self.longest = 0.0
        self._last = time.perf_counter()
        self._timer = QTimer(self, interval=BEAT, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._on_beat)

    def begin(self) -> None:
        self.longest, self._last = 0.0, time.perf_counter()
        self._timer.start()

    def end(self) -> float:
        """Milliseconds of the longest gap."""
        self._on_beat()
        self._timer.stop()
        return self.longest * 1000

    def _on_beat(self) -> None:
        now = time.perf_counter()
        self.longest, self._last = max(self.longest, now - self._last), now


def measure(*, small: bool) -> Result:
    runs = Size(small).pick(7, 1)
    work = (IDLE, "backup") if small else tuple(WORK)
    found: dict[str, list[float]] = {}
    for _ in range(runs):
        for name in work:
            told = alone("row_gaps:longest", of=name, milliseconds=100 if small else SECONDS)
            found.setdefault(name, []).append(told["gap"])
    middle = {name: statistics.median(gaps) for name, gaps in found.items()}
    return Result(
        runs=runs,
        medians=middle,
        figures=tuple(
            Figure(what=f"{name}, against idle", value=gap / middle[IDLE], reach=5)
            for name, gap in middle.items()
            if name != IDLE
        ),
    )


def longest(of: str, milliseconds: int) -> dict[str, float]:
    """The longest gap of one kind of work. `milliseconds` is how long "idle" lasts."""
    with folder() as where, staged(where) as stage:
        if of == "unlock":
            stage.type_in("unlock.passphrase", PASSPHRASE)
            stage.settle()
        else:
            open_example(stage)
        beats = Beats()
        pause(10 * BEAT)
        beats.begin()
        if of == IDLE:
            pause(milliseconds)
        else:
            WORK[of](stage, where)
        return {"gap": beats.end()}


def _unlock(stage: Stage, _where: Path) -> None:
    stage.press("unlock.unlock")
    stage.wait_for("records")


def _export(stage: Stage, where: Path) -> None:
    """An urgent copy, drawn, signed and written."""
    done: list[object] = []
    desk = stage.program.desk
    desk.export(
        _ref(stage), where, language=stage.program.appearance.language, urgent=True,
        done=done.append, failed=done.append,
    )  # fmt: skip
    stage.wait(lambda: bool(done), "the copy")
    if isinstance(done[0], Exception):
        raise done[0]


def _ref(stage: Stage) -> str:
    from kinfile.ui.pages.fill import FillPage

    page = stage.page
    if not isinstance(page, FillPage):
        raise TypeError("no record is being filled in")
    return page.filling.draft.ref


def _back_up(stage: Stage, _where: Path) -> None:
    backing_up = stage.program.backing_up
    backing_up.start()
    stage.wait(lambda: not backing_up.is_running, "the backup")
    if backing_up.outcome is None:
        raise RuntimeError("no backup was made")


def _nothing(_stage: Stage, _where: Path) -> None:
    return


WORK: Mapping[str, Callable[[Stage, Path], None]] = {
    IDLE: _nothing,
    "unlock": _unlock,
    "export": _export,
    "backup": _back_up,
}
