# SPDX-License-Identifier: Apache-2.0
"""What a vault is used for, as commands that a fault may hit, and what must hold afterwards.

Each job has two outcomes, before and after, and nothing in between may be left by any fault: not
by a kill (test_kill_points.py), not by a full disk (test_full_disk.py), not by a power cut.
"""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, TypeVar

from faults.outside import (
    PASSPHRASE,
    PROGRAM,
    Ended,
    Prepared,
    environment,
    line,
    look,
)
from helpers.tree import ROOT
from kinfile.errors import WrongPassphrase
from kinfile.vault import backup_file, check, header
from kinfile.vault.backup_file import SUFFIX
from kinfile.vault.migrations import SUPPORTED
from kinfile.vault.session import LockedVault

Outcome = Literal["before", "after"]

NEW_PASSPHRASE = "sparrow kettle violet anchor plum"
RELEASED = ROOT / "tests" / "data" / "vaults" / "v1.kinvault"
"""A vault of the first version; the passphrase is the same."""


@dataclass(frozen=True, slots=True)
class Job:
    """`ready` makes the vault what it has to be before; `words` is what is started.

    `stands(mine, said)` raises where neither outcome is there whole, or where what was `said` on
    standard output is not so.
    """

    name: str
    ready: Callable[[Prepared], Prepared]
    words: Callable[[Prepared], Sequence[object]]
    stands: Callable[[Prepared, str], Outcome]
    typed: str = ""

    def do(self, mine: Prepared, env: Mapping[str, str] | None = None) -> Ended:
        """Do it once, in a process of its own."""
        done = subprocess.run(
            [str(word) for word in self.words(mine)],
            input=self.typed,
            capture_output=True,
            text=True,
            check=False,
            env=environment(mine.home, env),
            cwd=mine.home,
        )
        return Ended(done.returncode, done.stdout, done.stderr)


def _command(mine: Prepared, *words: object) -> Sequence[object]:
    return (*PROGRAM, *words, "--passphrase-file", mine.passphrase_file, "--json")


def _as_it_is(mine: Prepared) -> Prepared:
    return mine


def promised(said: str, values: Sequence[str]) -> dict[int, str]:
    """What the whole lines that were answered acknowledge, by event number."""
    lines = [reply for reply in said.splitlines(keepends=True) if reply.endswith("\n")]
    told = [json.loads(reply).get("kept") for reply in lines]
    return {seq: value for seq, value in zip(told, values, strict=False) if seq is not None}


# ---------------------------------------------------------------- three saves

VALUES = tuple(f"unit {n}" + " word" * 400 for n in range(3))


def _saved(mine: Prepared, said: str) -> Outcome:
    found = look(mine.vault, mine.ref)
    assert found.problems == ()
    there = list(found.values.values())
    assert there == list(VALUES[: len(there)])
    assert found.lacks(promised(said, VALUES)) == []
    return "after" if len(there) == len(VALUES) else "before"


SAVE = Job(
    "saving three answers",
    _as_it_is,
    lambda mine: _command(mine, "record", "set", mine.vault, mine.ref, "--stream"),
    _saved,
    typed="".join(map(line, VALUES)),
)


# ---------------------------------------------------------------- another passphrase


def _with_another(mine: Prepared) -> Prepared:
    (mine.home / "new.txt").write_text(NEW_PASSPHRASE + "\n", "utf-8")
    return mine


def _one_opens(mine: Prepared, said: str) -> Outcome:
    try:
        found, is_new = look(mine.vault, mine.ref, NEW_PASSPHRASE), True
    except WrongPassphrase:
        assert not said
        found, is_new = look(mine.vault, mine.ref), False
    assert found.problems == ()
    # Opening it has made both copies of the key file alike and swept up.
    assert len(header.read(mine.vault)) == 1
    assert not list(mine.vault.glob(".slots-*"))
    return "after" if is_new else "before"


PASSPHRASE_CHANGE = Job(
    "changing the passphrase",
    _with_another,
    lambda mine: _command(
        mine, "vault", "passphrase", mine.vault, "--new-passphrase-file", mine.home / "new.txt"
    ),
    _one_opens,
)


# ---------------------------------------------------------------- a new vault


def _second(mine: Prepared) -> Path:
    return mine.home / "second.kinvault"


MAKE = """
import sys
from pathlib import Path
from kinfile.app.draft import Worker
from kinfile.app.workspace import Workspace
from kinfile.errors import KinfileError
from kinfile.vault.keys import Cost
secret = bytearray(sys.argv[2], "utf-8")
try:
    worker = Worker(name="Jo Example", role="midwife")
    Workspace.create(Path(sys.argv[1]), worker, secret, cost=Cost.least()).workspace.lock()
    print("made", flush=True)
except KinfileError as error:
    sys.exit(f"refused: {error.code}")
"""
"""`vault create` without the seconds that it takes to find out how slow a key may be."""


def _is_made(mine: Prepared, said: str) -> Outcome:
    if not _second(mine).exists():
        assert not said
        return "before"
    with LockedVault(_second(mine)).unlock(bytearray(PASSPHRASE, "utf-8")) as opened:
        assert opened.check() == ()
    return "after"


def _with_the_code(mine: Prepared) -> Prepared:
    (mine.home / "code.txt").write_text(mine.code + "\n", "utf-8")
    return _with_another(mine)


def _is_recovered(mine: Prepared, said: str) -> Outcome:
    outcome = _one_opens(mine, said)
    if said:
        written = (mine.home / "next.txt").read_text("utf-8")
        LockedVault(mine.vault).try_code(written)
    elif outcome == "before":
        LockedVault(mine.vault).try_code(mine.code)
    return outcome


RECOVERY = Job(
    "recovering with the code",
    _with_the_code,
    lambda mine: (
        *PROGRAM, "vault", "recover", mine.vault, "--code-file", mine.home / "code.txt",
        "--new-passphrase-file", mine.home / "new.txt", "--recovery-out", mine.home / "next.txt",
        "--json",
    ),
    _is_recovered,
)  # fmt: skip


CREATE = Job(
    "making a vault",
    _as_it_is,
    lambda mine: (sys.executable, "-c", MAKE, _second(mine), PASSPHRASE),
    _is_made,
)


# ---------------------------------------------------------------- the first opening by this version


def _released(mine: Prepared) -> Prepared:
    shutil.rmtree(mine.vault)
    shutil.copytree(RELEASED, mine.vault)
    return replace(mine, ref="")


def _is_brought_up(mine: Prepared, said: str) -> Outcome:
    db = mine.connect()
    version = db.version
    assert db.integrity() == ()
    assert check.problems(db, vault_id=header.read(mine.vault)[0].vault_id.hex()) == ()
    db.close()
    assert version == SUPPORTED or (version >= 1 and not said)
    backups = list((mine.vault / "backups").glob(f"*{SUFFIX}"))
    assert all(map(_is_whole, backups))
    assert backups or version == 1, "the step was taken without a copy"
    with LockedVault(mine.vault).unlock(mine.secret()) as opened:
        assert opened.check() == ()
        assert opened.records()
    return "after" if version == SUPPORTED else "before"


MIGRATE = Job(
    "the first opening of a vault of version 1",
    _released,
    lambda mine: _command(mine, "vault", "status", mine.vault),
    _is_brought_up,
)


# ---------------------------------------------------------------- backups


def _is_whole(backup: Path) -> bool:
    """Raises where any part of it is not what it says."""
    with backup_file.opened(backup) as file:
        return bool(file.keys()) and all(file.database())


def _copy(mine: Prepared) -> Path:
    return mine.home / f"copy{SUFFIX}"


def _is_backed_up(mine: Prepared, said: str) -> Outcome:
    is_there = _copy(mine).exists()
    assert is_there or not said
    if is_there:
        assert _is_whole(_copy(mine))
    assert look(mine.vault, mine.ref).problems == ()
    # Opening it was enough to clear away what was half done there.
    assert not list((mine.vault / "backups").glob(".*"))
    return "after" if is_there else "before"


BACKUP = Job(
    "making a backup",
    _as_it_is,
    lambda mine: _command(mine, "vault", "backup", mine.vault, "--to", _copy(mine)),
    _is_backed_up,
)


def _backed_up(mine: Prepared) -> Prepared:
    with LockedVault(mine.vault).unlock(mine.secret()) as opened:
        opened.back_up(_copy(mine))
    return mine


RESTORING = Job(
    "restoring a backup",
    _backed_up,
    lambda mine: _command(mine, "vault", "restore", _copy(mine), "--to", _second(mine)),
    _is_made,
)

JOBS = (SAVE, PASSPHRASE_CHANGE, RECOVERY, CREATE, MIGRATE, BACKUP, RESTORING)
ONCE = (PASSPHRASE_CHANGE, RECOVERY, CREATE, BACKUP, RESTORING)
"""What can be done only once: the old passphrase is gone, the name is taken."""


Point = TypeVar("Point")
Result = TypeVar("Result")


def two_at_once(do: Callable[[Point], Result], points: Iterable[Point]) -> list[Result]:
    """Do it for each point, in order, two at a time: a job is a process of its own anyway."""
    with ThreadPoolExecutor(max_workers=2) as pool:
        return list(pool.map(do, points))


def named(job: Job) -> str:
    """For the names of tests."""
    return job.name.replace(" ", "-")
