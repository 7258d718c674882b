# SPDX-License-Identifier: Apache-2.0
"""Commands in tests: what goes in by argument and keyboard, what comes out."""

import io
import json
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO

from kinfile.cli.seams import Seams
from kinfile.log import NO_LOG
from kinfile.vault.keys import Cost

NOW = datetime(2026, 11, 22, 10, 30, tzinfo=UTC)
SECRET = "otter lamp river quilt maple"
ROOT = Path(__file__).parents[2]
CASES = ROOT / "forms" / "pre_birth" / "cases"

PROGRAM = [sys.executable, "-m", "kinfile.cli"]
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT / "desktop")}
"""For commands in a process of their own, whether or not the package is installed."""


@dataclass(frozen=True, slots=True)
class Said:
    """What one command answered."""

    code: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        """The one JSON document on standard output."""
        (line,) = self.out.splitlines()
        return json.loads(line)

    @property
    def documents(self) -> list[Any]:
        return [json.loads(line) for line in self.out.splitlines()]

    @property
    def message(self) -> str:
        """The one line on standard error."""
        (line,) = self.err.splitlines()
        return line


Run = Callable[..., Said]


def seams_for(typed: bytes = b"", **others: Any) -> Seams:
    """A fixed clock, the cheapest key, `typed` on standard input and nobody at a terminal."""
    source = io.BytesIO(typed)

    def standard_input() -> BinaryIO:
        return source

    seams = Seams(
        clock=lambda: NOW,
        cost=Cost.least(),
        input=standard_input,
        ask=lambda _question: None,
        is_watched=lambda: False,
        log=NO_LOG,
    )
    return replace(seams, **others)
