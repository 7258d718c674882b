# SPDX-License-Identifier: Apache-2.0
"""The disk fills up while something is written.

Z50  Wherever a job meets a full disk, its vault is as before or as after, never in between; what
     was said is so; the person gets one plain line and never the program's insides.
Z51  With room again, the same command works.
Z52  A stream of saves that meets a full disk refuses what it cannot keep, line by line, and
     everything it acknowledged is there.
Z53  A backup whose copy may not grow is refused in plain words, though the engine's own copying
     gives no code for what went wrong.
Z54  (counter-proof) A vault whose saves ignore the refusal is caught.
"""

import random
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path
from uuid import uuid4

import pytest

from faults.conftest import Recording, Scale, Tell
from faults.jobs import JOBS, ONCE, SAVE, Job, Outcome, named, promised, two_at_once
from faults.outside import Prepared, environment, line, look
from faults.shim import Shim

preloaded = [pytest.mark.external, pytest.mark.skipif(sys.platform != "linux", reason="preload")]

LIMITED = """
import os, resource, signal, sys
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
room = int(sys.argv[1])
resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))
from kinfile.cli import main
sys.exit(main(sys.argv[2:]))
"""

DEAF = """
import sys
from kinfile.vault import connection
from kinfile.cli import main
heard = connection.Connection.execute

def execute(self, statement, values=()):
    try:
        return heard(self, statement, values)
    except connection.NotKept:
        if statement == "COMMIT":
            self._raw.rollback()
        return []

connection.Connection.execute = execute
sys.exit(main())
"""


@pytest.mark.parametrize(
    "job", [pytest.param(job, marks=preloaded) for job in JOBS], ids=map(named, JOBS)
)
def test_a_full_disk_leaves_before_or_after(
    job: Job,
    recorded: Recording,
    tmp_path: Path,
    shim: Shim,
    dice: random.Random,
    scale: Scale,
    tell: Tell,
) -> None:
    """Z50, Z51"""
    ready, recording = recorded(job)
    most, tried = recording.growth, scale(30 if job is SAVE else 10, 1)
    # Of one alone, one that is met before the job is done.
    most = most if tried > 1 else most // 2
    points = [(n * most + dice.randrange(most)) // tried for n in range(tried)]

    def fill(room: int) -> tuple[Outcome, bool]:
        mine = ready.copied(tmp_path / f"room for {room} {uuid4()}")
        ended = job.do(mine, shim.filling(mine.home, room))
        assert ended.code >= 0, (room, ended)
        assert ended.is_plain, (room, ended.err)
        outcome = job.stands(mine, ended.out)
        if outcome == "before" or job not in ONCE:
            again = job.do(mine)
            assert again.code == 0, (room, again)
        shutil.rmtree(mine.home)
        return outcome, ended.code != 0

    results = two_at_once(fill, points)
    outcomes = Counter(outcome for outcome, _ in results)
    refused = sum(is_refused for _, is_refused in results)
    assert refused > 0
    tell(
        f"full disk: {job.name}",
        len(points),
        f"{refused} refused in plain words; {outcomes['before']} vaults as before,"
        f" {outcomes['after']} as after, none in between; all worked again with room",
    )


@pytest.mark.skipif(sys.platform == "win32", reason="limits of a process")
def test_a_stream_that_meets_the_limit_keeps_what_it_said(
    prepared: Prepared, tmp_path: Path, dice: random.Random, scale: Scale, tell: Tell
) -> None:
    """Z52: without the shim, by the system's own limit on the size of files."""
    base = (prepared.vault / "vault.db").stat().st_size
    tried, acknowledged = scale(20, 1), 0
    for number in range(tried):
        mine = prepared.copied(tmp_path / f"limited{number}")
        values = [f"{n}" + " word" * 200 for n in range(120)]
        words = ["record", "set", mine.vault, mine.ref, "--stream"]
        done = subprocess.run(
            [
                sys.executable, "-c", LIMITED, str(base + dice.randrange(60_000, 400_000)),
                *map(str, words), "--passphrase-file", str(mine.passphrase_file),
            ],
            input="".join(map(line, values)),
            capture_output=True,
            text=True,
            check=False,
            env=environment(mine.home),
        )  # fmt: skip
        replies = done.stdout.splitlines(keepends=True)
        assert done.returncode == 3
        assert "Traceback" not in done.stderr
        assert "rejected" in replies[-1]
        given = promised(done.stdout, values)
        found = look(mine.vault, mine.ref)
        assert found.problems == ()
        assert found.lacks(given) == []
        assert mine.stream(["room again"]).code == 0
        acknowledged += len(given)
        shutil.rmtree(mine.home)
    assert acknowledged > tried
    tell(
        "a file may not grow any more while saving",
        tried,
        f"{acknowledged:,} saves acknowledged, 0 lost; the rest refused one by one",
    )


@pytest.mark.skipif(sys.platform == "win32", reason="limits of a process")
def test_a_copy_that_may_not_grow_is_refused_plainly(mine: Prepared) -> None:
    """Z53"""
    room = (mine.vault / "vault.db").stat().st_size // 2
    words = ["vault", "backup", mine.vault, "--to", mine.home / "copy.kinbak"]
    done = subprocess.run(
        [
            sys.executable, "-c", LIMITED, str(room), *map(str, words),
            "--passphrase-file", mine.passphrase_file,
        ],
        capture_output=True,
        text=True,
        check=False,
        env=environment(mine.home),
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (3, "")
    assert len(done.stderr.splitlines()) == 1
    assert "connection.py" not in done.stderr
    assert not (mine.home / "copy.kinbak").exists()
    assert look(mine.vault, mine.ref).problems == ()


@pytest.mark.external
def test_a_vault_that_ignores_the_refusal_is_caught(mine: Prepared, shim: Shim) -> None:
    """Z54"""
    values = [f"{n}" + " word" * 200 for n in range(20)]
    done = subprocess.run(
        [
            sys.executable, "-c", DEAF, "record", "set", mine.vault, mine.ref, "--stream",
            "--passphrase-file", mine.passphrase_file,
        ],
        input="".join(map(line, values)),
        capture_output=True,
        text=True,
        check=False,
        env=environment(mine.home, shim.filling(mine.home, 120_000)),
    )  # fmt: skip
    said = sum('"kept"' in reply for reply in done.stdout.splitlines())
    assert said > len(look(mine.vault, mine.ref).values)
