# SPDX-License-Identifier: Apache-2.0
"""Where the Windows build finds its sources and keeps what it makes on the way."""

import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

import dev

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
WORK = ROOT / ".build" / "windows"
"""Fetched wheels, compiled launchers, the payload: git never sees it, and it may be deleted."""


class Refused(dev.Stop):
    """The build cannot go on: one sentence for the person at the terminal."""


def run(
    command: Sequence[str | Path],
    *,
    cwd: Path | None = None,
    env: Mapping[str, str] | None = None,
) -> str:
    """Run a program to its end and give what it wrote. Raises Refused when it fails."""
    words = [str(word) for word in command]
    try:
        done = subprocess.run(words, check=False, cwd=cwd, env=env, capture_output=True)
    except OSError as error:
        raise Refused(f"{words[0]} cannot be started: {error.strerror}") from error
    told = (done.stdout + done.stderr).decode("utf-8", "replace")
    if done.returncode != 0:
        raise Refused(f"Failed (exit {done.returncode}): {' '.join(words)}\n{told}")
    return told
