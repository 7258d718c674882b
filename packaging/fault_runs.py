# SPDX-License-Identifier: Apache-2.0
"""Breaks vaults in every way that tests/faults/ knows, and keeps what came of it as a table.

    .venv/bin/python packaging/fault_runs.py                full size, about twenty minutes
    .venv/bin/python packaging/fault_runs.py --seed 7       other places to break
    .venv/bin/python packaging/fault_runs.py --scale ci     as much as CI does; no table is kept

The table goes into docs/reliability.md, between its two marks, when everything held. Nothing is
kept of a run in which something did not. Needs a C compiler: the failing disk is built of it.
"""

import argparse
import json
import platform
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "reliability.md"
BEGIN, END = "<!-- table -->", "<!-- end of the table -->"
SEED = 20261122

ELSEWHERE: Mapping[str, tuple[str, str]] = {
    "tests/journeys/test_lock.py": (
        "the memory of the process after Lock, seen from outside",
        "no key, no passphrase and nothing that was typed",
    ),
}
"""Tests of other folders that belong to it: what they break, and what they find."""


@dataclass(frozen=True, slots=True)
class Row:
    """One kind of fault: how often it was tried, what came of it, and how long that took."""

    fault: str
    tried: int
    outcome: str
    seconds: float


@dataclass(frozen=True, slots=True)
class Run:
    """What one run of the tests told. `code` is pytest's."""

    code: int
    rows: tuple[Row, ...]
    tests: int
    seconds: float


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(description="Break vaults in every known way.")
    parser.add_argument("--seed", type=int, default=SEED, help="other places to break")
    parser.add_argument("--scale", choices=("full", "ci"), default="full", help="how often")
    given = parser.parse_args(arguments)
    if shutil.which("cc") is None and shutil.which("gcc") is None:
        print("A C compiler is needed. On Debian: apt-get install gcc libc6-dev", file=sys.stderr)
        return 3
    with tempfile.TemporaryDirectory() as folder:
        run = run_tests(Path(folder), given.seed, given.scale)
    print(table(run.rows))
    if run.code:
        print(f"Something did not hold. Again with: --seed {given.seed}", file=sys.stderr)
    elif given.scale == "full":
        keep(PAGE, section(run, given.seed, date.today()))  # noqa: DTZ011  (the day here)
        print(f"Kept in {PAGE.relative_to(ROOT)}")
    return 1 if run.code else 0


def run_tests(folder: Path, seed: int, scale: str) -> Run:
    report, junit = folder / "report.jsonl", folder / "junit.xml"
    done = subprocess.run(
        [
            sys.executable, "-m", "pytest", "-v", "tests/faults", *ELSEWHERE,
            f"--faults-seed={seed}", f"--faults-scale={scale}", f"--faults-report={report}",
            f"--junitxml={junit}", "-o", "faulthandler_timeout=0",
        ],
        check=False,
        cwd=ROOT,
    )  # fmt: skip
    lines = report.read_text("utf-8").splitlines() if report.exists() else []
    rows = [row_of(json.loads(line)) for line in lines]
    suite = ET.parse(junit).getroot().find("testsuite")  # noqa: S314  (pytest wrote it just now)
    assert suite is not None  # noqa: S101
    rows += [
        row for name, (fault, found) in ELSEWHERE.items() for row in told(suite, name, fault, found)
    ]
    return Run(
        done.returncode, tuple(rows), int(suite.get("tests", "0")), float(suite.get("time", "0"))
    )


def row_of(line: Mapping[str, object]) -> Row:
    return Row(
        str(line["fault"]),
        int(str(line["tried"])),
        str(line["outcome"]),
        float(str(line["seconds"])),
    )


def told(suite: ET.Element, file: str, fault: str, found: str) -> list[Row]:
    """The row of a file that keeps no count of its own: one for each of its tests that passed."""
    name = file.removesuffix(".py").replace("/", ".")
    cases = [case for case in suite.iter("testcase") if case.get("classname") == name]
    passed = [case for case in cases if not len(case)]
    if not passed:
        return []
    return [Row(fault, len(passed), found, sum(float(case.get("time", "0")) for case in passed))]


def table(rows: Sequence[Row]) -> str:
    lines = ["| fault | tried | outcome | seconds |", "|---|---:|---|---:|"]
    lines += [
        f"| {row.fault} | {row.tried:,} | {row.outcome} | {row.seconds:.0f} |" for row in rows
    ]
    return "\n".join(lines)


def section(run: Run, seed: int, day: date) -> str:
    """What stands between the two marks."""
    system = f"{platform.system()} {platform.release()}, Python {platform.python_version()}"
    about = (
        f"{day:%d %B %Y}, {system}, seed {seed}: {run.tests} tests held in"
        f" {run.seconds / 60:.0f} minutes."
    )
    return f"{about.lstrip('0')}\n\n{table(run.rows)}"


def keep(page: Path, content: str) -> None:
    """Put `content` between the two marks of a page. Raises ValueError where they are not there."""
    before, begin, rest = page.read_text("utf-8").partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"{page.name} has no place for the table")
    page.write_text(f"{before}{begin}\n{content}\n{end}{after}", "utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
