# SPDX-License-Identifier: Apache-2.0
"""Row 13: the installed program and the same one from its source, on a screen of their own."""

from __future__ import annotations

from pathlib import Path

from bench.measuring import Size, medians
from bench.results import Result, ratio
from linux import startup


def measure(*, small: bool, program: str) -> Result:
    runs = Size(small).pick(9, 1)
    middle = medians(startup.measure(runs, installed=Path(program)))
    return Result(runs=runs, medians=middle, figures=(ratio(middle, 3),))
