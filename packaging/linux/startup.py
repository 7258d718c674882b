# SPDX-License-Identifier: Apache-2.0
"""How long the installed program takes to its first window, beside the same one from its source.

    python3 packaging/linux/startup.py [--runs 9]

Fresh processes in turn, each with an empty home, on a screen of their own. Prints medians and the
ratio; times mean little by themselves on a machine that others use too.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import dev
from linux import environment, glass, payload

LONGEST = 60.0
EVERY = 0.002


def first_paint(program: Sequence[str | Path], screen: glass.Screen) -> float:
    """Seconds from the start of a program until something of it is on the screen."""
    empty = screen.frame.read_bytes()
    with tempfile.TemporaryDirectory() as home:
        given = {**environment.settings(), "HOME": home, "DISPLAY": screen.display}
        begun = time.monotonic()
        with subprocess.Popen(
            [*program], env={**given, "QT_QPA_PLATFORM": "xcb"}, stderr=subprocess.DEVNULL
        ) as running:
            try:
                while screen.frame.read_bytes() == empty:
                    if time.monotonic() - begun > LONGEST or running.poll() is not None:
                        raise dev.Stop(f"{program[0]} showed nothing.")
                    time.sleep(EVERY)
                return time.monotonic() - begun
            finally:
                running.kill()


def measure(runs: int, *, installed: Path | None = None) -> dict[str, list[float]]:
    """Seconds to the first paint of both programs, in turn.

    `installed` is the installed one's path. Without it the folder that packages are made from is
    taken, beside the environment that it is made in.
    """
    programs: dict[str, Sequence[str | Path]] = {
        "installed": [installed or payload.ready() / "kinfile"],
        "from source": [sys.executable if installed else environment.PYTHON, "-m", "kinfile"],
    }
    seconds: dict[str, list[float]] = {name: [] for name in programs}
    # One run each that is not counted: what it reads is in memory afterwards, for both.
    for run in range(runs + 1):
        for name, program in programs.items():
            with glass.screen() as screen:
                took = first_paint(program, screen)
            if run:
                seconds[name].append(took)
    return seconds


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Time to the first window, beside the source.")
    parser.add_argument("--runs", type=int, default=9, help="how often each is started")
    seconds = measure(parser.parse_args().runs)
    medians = {name: statistics.median(each) for name, each in seconds.items()}
    for name, median in medians.items():
        print(f"{name}: {median:.2f} s")
    print(f"ratio: {medians['installed'] / medians['from source']:.2f}, at most 3")
    return 0


if __name__ == "__main__":
    sys.exit(main())
