# SPDX-License-Identifier: Apache-2.0
"""The process ends at one chosen call that changes a file: before it, or in the middle of a write.

Where test_kills.py throws dice, this goes through the calls of a whole job one by one: the shim
counts them, and ends the process with SIGKILL at the one that was asked for.

Z30  Wherever a job ends, its vault is as before or as after, never in between: saving, changing
     the passphrase, making a vault, bringing an older one up, making and restoring a backup.
Z31  What was said is so.
Z32  The same command works afterwards, without anybody repairing anything.
"""

import random
import shutil
import signal
import sys
from collections import Counter
from pathlib import Path
from uuid import uuid4

import pytest

from faults.conftest import Recording, Scale, Tell
from faults.jobs import JOBS, MIGRATE, ONCE, PASSPHRASE_CHANGE, Job, Outcome, named, two_at_once
from faults.shim import Shim

pytestmark = [pytest.mark.external, pytest.mark.skipif(sys.platform != "linux", reason="preload")]

FULL = {PASSPHRASE_CHANGE.name: 100, MIGRATE.name: 40}
"""How many kills at full size; 12 where nothing else is said."""


def chosen(calls: int, kills: int, dice: random.Random) -> list[int]:
    """Every call where there are enough kills for it, and then some of them again."""
    every = list(range(1, calls + 1))
    if kills <= calls:
        step = calls / kills
        return sorted({min(calls, 1 + int((n + dice.random()) * step)) for n in range(kills)})
    return every + [dice.choice(every) for _ in range(kills - calls)]


@pytest.mark.parametrize("job", JOBS, ids=named)
def test_wherever_it_ends_it_is_before_or_after(
    job: Job,
    recorded: Recording,
    tmp_path: Path,
    shim: Shim,
    dice: random.Random,
    scale: Scale,
    tell: Tell,
) -> None:
    """Z30, Z31, Z32"""
    ready, recording = recorded(job)
    calls = recording.calls
    points = chosen(calls, scale(FULL.get(job.name, 12), 1), dice)

    def hit(point: int) -> Outcome:
        mine = ready.copied(tmp_path / f"killed at {point} {uuid4()}")
        ended = job.do(mine, shim.killing(mine.home, point))
        assert ended.code == -signal.SIGKILL, (point, ended)
        outcome = job.stands(mine, ended.out)
        if outcome == "before" or job not in ONCE:
            for left in mine.home.glob("next.txt"):
                left.unlink()
            again = job.do(mine)
            assert again.code == 0, (point, again)
        shutil.rmtree(mine.home)
        return outcome

    outcomes = Counter(two_at_once(hit, points))
    tell(
        f"kill at a chosen call: {job.name}",
        len(points),
        f"{calls} calls; {outcomes['before']} vaults as before, {outcomes['after']} as after,"
        " none in between",
    )
