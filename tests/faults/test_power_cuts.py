# SPDX-License-Identifier: Apache-2.0
"""The power goes: what was written and not yet synced is lost, in part, or torn (cuts.py).

A command is recorded once by the shim, with every byte it writes; then the power is cut at moments
that dice choose, and dice choose what is on the disk: in the vault and in the folder around it.

Z40  Every answer that was acknowledged before the cut is there, the vault opens with its
     passphrase and agrees with its history.
Z41  Every other job has left the vault as before or as after, never in between: changing the
     passphrase, making a vault, bringing an older one up, making and restoring a backup.
Z42  What was said is so.
Z43  (counter-proof) With synchronous=NORMAL in place of FULL, these tests find lost answers.
Z44  (counter-proof) With a key file that is written over in place, they find shut vaults.
"""

import random
import subprocess
import sys
from pathlib import Path

import pytest

from faults.conftest import Recording, Scale, Tell
from faults.jobs import JOBS, PASSPHRASE_CHANGE, SAVE, Job, named, promised
from faults.outside import Ended, Prepared, environment, line, look
from faults.recording import Recorded
from faults.shim import Shim
from kinfile.errors import KinfileError

pytestmark = [pytest.mark.external, pytest.mark.skipif(sys.platform != "linux", reason="preload")]

RELAXED = """
import sys
from kinfile.vault import connection
from kinfile.cli import main
connection._DURABLE = tuple(
    setting.replace("synchronous=FULL", "synchronous=NORMAL") for setting in connection._DURABLE
)
sys.exit(main(sys.argv[1:]))
"""

IN_PLACE = """
import sys
from kinfile.vault import header
from kinfile.cli import main
header.replace_whole = lambda target, content, **_: target.write_bytes(content)
sys.exit(main(sys.argv[1:]))
"""


def with_seam(seam: str, mine: Prepared, recorded: Recorded, *words: object, typed: str) -> Ended:
    """A command of a program with a protection taken out."""
    given = [*words, "--passphrase-file", mine.passphrase_file]
    done = subprocess.run(
        [sys.executable, "-c", seam, *map(str, given)],
        input=typed,
        capture_output=True,
        text=True,
        check=False,
        env=environment(mine.home, recorded.env),
    )
    return Ended(done.returncode, done.stdout, done.stderr)


def long_values(count: int, dice: random.Random) -> list[str]:
    return [f"{n} {'word ' * dice.randrange(300)}".strip() for n in range(count)]


def test_no_acknowledged_answer_is_lost(
    prepared: Prepared, tmp_path: Path, shim: Shim, dice: random.Random, scale: Scale, tell: Tell
) -> None:
    """Z40, Z42"""
    runs, each, length = scale(5, 1), scale(200, 16), scale(500, 200)
    states, lost, unsound, acknowledged, writes = 0, 0, 0, 0, 0
    for run in range(runs):
        mine, values = prepared.copied(tmp_path / f"run{run}"), long_values(length, dice)
        recorded = Recorded(mine, shim, tmp_path)
        assert mine.stream(values, env=recorded.env).code == 0
        # A run in which the log was never moved into the database would try half of it.
        written = [event.inode for event in recorded.events if event.what == "write"]
        assert written.count((mine.vault / "vault.db").stat().st_ino) > 10
        writes += len(written)
        for cut, left in recorded.cut(each, dice):
            given = promised(cut.said.decode(), values)
            found = look(left.vault, mine.ref)
            states += 1
            acknowledged += len(given)
            lost += len(found.lacks(given))
            unsound += found.problems != ()
    assert (lost, unsound) == (0, 0)
    assert acknowledged > states
    tell(
        "power cut while saving (simulated)",
        states,
        f"{acknowledged:,} acknowledged answers looked for, {lost} lost; {unsound} vaults unsound"
        f" or not to be opened; cut into {writes:,} recorded writes",
    )


OTHERS = [job for job in JOBS if job is not SAVE]


@pytest.mark.parametrize("job", OTHERS, ids=map(named, OTHERS))
def test_a_cut_leaves_before_or_after(
    job: Job,
    recorded: Recording,
    dice: random.Random,
    scale: Scale,
    tell: Tell,
) -> None:
    """Z41, Z42"""
    _ready, recording = recorded(job)
    outcomes = {"before": 0, "after": 0}
    for cut, left in recording.cut(scale(40, 5), dice):
        outcomes[job.stands(left, cut.said.decode())] += 1
    # A few cuts may all come late.
    assert outcomes["before"] or not scale.is_full
    tell(
        f"power cut (simulated): {job.name}",
        sum(outcomes.values()),
        f"{outcomes['before']} vaults as before, {outcomes['after']} as after, none in between",
    )


def test_a_relaxed_disk_loses_answers(
    mine: Prepared, tmp_path: Path, shim: Shim, dice: random.Random, tell: Tell
) -> None:
    """Z43"""
    values = long_values(40, dice)
    recorded = Recorded(mine, shim, tmp_path)
    words = ("record", "set", mine.vault, mine.ref, "--stream")
    typed = "".join(map(line, values))
    assert with_seam(RELAXED, mine, recorded, *words, typed=typed).code == 0
    hurt, lost = 0, 0
    for cut, left in recorded.cut(8, dice):
        gone = look(left.vault, mine.ref).lacks(promised(cut.said.decode(), values))
        hurt += bool(gone)
        lost += len(gone)
    assert hurt
    tell(
        "counter-proof: synchronous=NORMAL",
        8,
        f"{hurt} of the cuts lost acknowledged answers ({lost} in all), as they should",
    )


def test_a_key_file_written_in_place_shuts_vaults(
    mine: Prepared, tmp_path: Path, shim: Shim, dice: random.Random, tell: Tell
) -> None:
    """Z44"""
    mine = PASSPHRASE_CHANGE.ready(mine)
    recorded = Recorded(mine, shim, tmp_path)
    words = ("vault", "passphrase", mine.vault, "--new-passphrase-file", mine.home / "new.txt")
    assert with_seam(IN_PLACE, mine, recorded, *words, typed="").code == 0
    tried, is_caught = 0, False
    for cut, left in recorded.cut(24, dice, is_at_the_end=True):
        tried += 1
        try:
            PASSPHRASE_CHANGE.stands(left, cut.said.decode())
        except (KinfileError, AssertionError):
            is_caught = True
            break
    assert is_caught
    tell(
        "counter-proof: a key file written over in place",
        tried,
        "the last of these cuts left a vault shut or between two passphrases, as it should",
    )
