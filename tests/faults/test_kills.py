# SPDX-License-Identifier: Apache-2.0
"""The process is killed while it saves: SIGKILL from outside, at moments that dice choose.

Z20  Every answer that was acknowledged before the kill is there afterwards, as it was given.
Z21  The vault opens with its passphrase and agrees with its history after every kill, without
     anybody repairing anything; `vault check` says so too.
Z22  The very next command works on it, and what a kill interrupts leaves no file behind that
     stays there.
Z23  (counter-proof) A program that acknowledges before it commits is caught by these tests.
"""

import json
import random
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from faults.conftest import Scale, Tell
from faults.outside import PATH, Prepared, environment, line, look

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="kills by signal")

LONG = 60
"""Words of an answer: several kilobytes, so that a save is more than one page."""

SAVING = """
import json, sys
from pathlib import Path
from kinfile.vault.rows import Entry
from kinfile.vault.session import LockedVault

{seam}
folder, ref, field = Path(sys.argv[1]), sys.argv[2], sys.argv[3]
vault = LockedVault(folder).unlock(bytearray(b"harbour violin teapot ladder"))
for line in sys.stdin:
    value = json.dumps(json.loads(line)["value"])
    (seq,) = vault.append(ref, [Entry(kind="answer", field=field, value=value)], summary="{{}}")
    print(json.dumps({{"kept": seq}}), flush=True)
"""

ACKNOWLEDGING_EARLY = """
from contextlib import contextmanager
from kinfile.vault.connection import Connection

waiting = []

@contextmanager
def transaction(self):
    if not self._raw.in_transaction:
        self.execute("BEGIN IMMEDIATE")
    yield
    waiting.append(1)
    if len(waiting) % 8 == 0:
        self.execute("COMMIT")

Connection.transaction = transaction
"""


def command(mine: Prepared) -> "subprocess.Popen[str]":
    """The command that anybody would use."""
    return mine.streaming()


def vault_alone(mine: Prepared, seam: str = "") -> "subprocess.Popen[str]":
    """The vault without forms and rules: three times as many saves in the same time."""
    return subprocess.Popen(
        [
            sys.executable,
            "-c",
            SAVING.format(seam=seam),
            mine.vault,
            mine.ref.replace("-", ""),
            PATH,
        ],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment(mine.home),
    )


def feed(child: "subprocess.Popen[str]", values: list[str]) -> None:
    """Write all of it, however long the child takes; it may be killed on the way."""
    assert child.stdin is not None
    try:
        child.stdin.writelines(line(value) for value in values)
        child.stdin.flush()
    except BrokenPipeError:
        return


def killed_after(child: "subprocess.Popen[str]", values: list[str], replies: int) -> dict[int, str]:
    """Feed the values, kill after so many replies; what was promised by then, by event number."""
    assert child.stdin is not None
    assert child.stdout is not None
    feeding = threading.Thread(target=feed, args=(child, values))
    feeding.start()
    told = [child.stdout.readline() for _ in range(replies)]
    child.send_signal(signal.SIGKILL)
    # What the process had written before it died counts as said.
    told += [reply for reply in child.stdout if reply.endswith("\n")]
    feeding.join()
    for pipe in (child.stdin, child.stdout, child.stderr):
        assert pipe is not None
        try:
            pipe.close()
        except BrokenPipeError:
            continue
    assert child.wait() == -signal.SIGKILL
    return {json.loads(reply)["kept"]: value for reply, value in zip(told, values, strict=False)}


def rounds(
    prepared: Prepared,
    folder: Path,
    dice: random.Random,
    *,
    kills: int,
    saves: int,
    start: "Callable[[Prepared], subprocess.Popen[str]]",
) -> tuple[int, int, int, int]:
    """Saves acknowledged, answers lost, unsound vaults, kills that left a journal behind.

    A new vault every twenty kills; within one, each start finds what the last kill left.
    """
    promised_in_all, lost, unsound, journals = 0, 0, 0, 0
    promised: Mapping[int, str] = {}
    mine = prepared
    for number in range(kills):
        if number % 20 == 0:
            mine, promised = prepared.copied(folder / f"{number}"), {}
        values = [f"{number} {n}" + " word" * dice.randrange(LONG) for n in range(saves * 2)]
        now = killed_after(start(mine), values, dice.randrange(saves // 2, saves * 3 // 2))
        promised = {**promised, **now}
        promised_in_all += len(now)
        journals += (mine.vault / "vault.db-wal").stat().st_size > 0
        found = look(mine.vault, mine.ref)
        lost += len(found.lacks(promised))
        unsound += found.problems != ()
    return promised_in_all, lost, unsound, journals


@pytest.mark.parametrize("way", [command, vault_alone], ids=["command", "vault"])
def test_nothing_acknowledged_is_lost(
    prepared: Prepared,
    tmp_path: Path,
    dice: random.Random,
    scale: Scale,
    tell: Tell,
    way: "Callable[[Prepared], subprocess.Popen[str]]",
) -> None:
    """Z20, Z21"""
    kills = scale(100, 4)
    per_kill = scale(160, 25) if way is command else scale(420, 60)
    saves, lost, unsound, journals = rounds(
        prepared, tmp_path, dice, kills=kills, saves=per_kill, start=way
    )
    assert (lost, unsound) == (0, 0)
    # Kills that found nothing to interrupt would show nothing.
    assert journals > kills // 2
    assert saves >= kills * (per_kill // 2)
    through = "`record set --stream`" if way is command else "the vault's own saves"
    tell(
        f"kill -9 in the middle of {through}",
        kills,
        f"{saves:,} saves acknowledged, {lost} lost; {unsound} vaults unsound;"
        f" {journals} kills left a journal, which the next start took in",
    )


def test_commands_go_on_where_a_kill_was(
    mine: Prepared, dice: random.Random, scale: Scale, tell: Tell
) -> None:
    """Z21, Z22: the whole of it by commands, nothing by hand."""
    kills = scale(20, 1)
    for number in range(kills):
        values = [f"{number} {n}" for n in range(80)]
        promised = killed_after(mine.streaming(), values, dice.randrange(1, 40))
        checked = mine.run("vault", "check", mine.vault)
        assert (checked.code, checked.document) == (0, {"ok": True, "problems": []})
        told = mine.run("record", "history", mine.vault, mine.ref, PATH).document
        there = {change["seq"]: change["new"] for change in told}
        assert all(there[seq] == value for seq, value in promised.items())
        names = {part.name for part in mine.vault.iterdir()}
        assert names <= {"vault.db", "vault.json", "vault.json.bak", "lock", "backups"}
    tell("kill -9, then `vault check` and `record history`", kills, "all sound, nothing missing")


def test_a_program_that_promises_too_early_is_caught(
    prepared: Prepared, tmp_path: Path, dice: random.Random
) -> None:
    """Z23"""

    def start(mine: Prepared) -> "subprocess.Popen[str]":
        return vault_alone(mine, ACKNOWLEDGING_EARLY)

    saves, lost, _unsound, _journals = rounds(
        prepared, tmp_path, dice, kills=2, saves=30, start=start
    )
    assert saves > 0
    assert lost > 0
