# SPDX-License-Identifier: Apache-2.0
"""How much is broken, with which dice, and where it is written down.

--faults-scale=ci|full   `ci` takes about a minute; `full` is what docs/reliability.md tells of
--faults-seed=N          other places to break; printed, so that a failure can be repeated
--faults-report=FILE     one line of JSON for each kind of fault, for packaging/fault_runs.py

`pytest tests` knows none of them and takes what is said here by default.
"""

import json
import random
import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from faults.jobs import Job
from faults.outside import PASSPHRASE, Prepared, prepare
from faults.recording import Recorded
from faults.shim import Shim, compiled

SEED = 20261122


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--faults-scale", choices=("ci", "full"), default="ci", help="how much")
    parser.addoption("--faults-seed", type=int, default=SEED, help="other places to break")
    parser.addoption("--faults-report", type=Path, default=None, help="where to tell of it")


def pytest_report_header(config: pytest.Config) -> str:
    scale, seed = config.getoption("faults_scale", "ci"), config.getoption("faults_seed", SEED)
    return f"faults: scale {scale}, --faults-seed={seed}"


@dataclass(frozen=True, slots=True)
class Scale:
    """`scale(full, ci)` is how often something is done in this run."""

    is_full: bool

    def __call__(self, full: int, ci: int) -> int:
        return full if self.is_full else ci


@pytest.fixture(scope="session")
def scale(pytestconfig: pytest.Config) -> Scale:
    return Scale(pytestconfig.getoption("faults_scale", "ci") == "full")


@pytest.fixture
def dice(request: pytest.FixtureRequest) -> random.Random:
    """The same dice for the same test and seed, in whatever order tests are run."""
    seed = request.config.getoption("faults_seed", SEED)
    request.node.add_report_section("setup", "to repeat it", f"--faults-seed={seed}")
    return random.Random(f"{seed} {request.node.name}")  # noqa: S311  (repeatable)


Tell = Callable[[str, int, str], None]


@pytest.fixture
def tell(request: pytest.FixtureRequest) -> Tell:
    """Writes down a fault, how often it was tried and what came of it, with the seconds so far."""
    begun = time.perf_counter()
    report = request.config.getoption("faults_report", None)

    def told(fault: str, tried: int, outcome: str) -> None:
        seconds = round(time.perf_counter() - begun, 1)
        line = {
            "test": request.node.nodeid,
            "fault": fault,
            "tried": tried,
            "outcome": outcome,
            "seconds": seconds,
        }
        if report is not None:
            with report.open("a", encoding="utf-8") as file:
                file.write(json.dumps(line) + "\n")

    return told


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Prepared:
    """A locked vault with one draft in it. Nobody changes it."""
    return prepare(tmp_path_factory.mktemp("prepared"))


@pytest.fixture
def mine(prepared: Prepared, tmp_path: Path) -> Prepared:
    """A vault of this test's own."""
    return prepared.copied(tmp_path / "mine")


@pytest.fixture(scope="session")
def secret() -> Callable[[], bytearray]:
    return lambda: bytearray(PASSPHRASE, "utf-8")


@pytest.fixture(scope="session")
def shim(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shim]:
    """The disk that fails on demand; needs a C compiler."""
    folder = tmp_path_factory.mktemp("shim")
    yield compiled(folder)
    shutil.rmtree(folder)


Recording = Callable[[Job], tuple[Prepared, Recorded]]


@pytest.fixture(scope="session")
def recorded(prepared: Prepared, shim: Shim, tmp_path_factory: pytest.TempPathFactory) -> Recording:
    """A vault ready for a job, and the job once undisturbed; done once in a run for each."""

    @cache
    def of(job: Job) -> tuple[Prepared, Recorded]:
        folder = tmp_path_factory.mktemp("recorded")
        ready = job.ready(prepared.copied(folder / "ready"))
        mine = ready.copied(folder / "whole")
        recording = Recorded(mine, shim, folder)
        done = job.do(mine, recording.env)
        assert done.code == 0, done.err
        assert job.stands(mine, done.out) == "after"
        return ready, recording

    return of
