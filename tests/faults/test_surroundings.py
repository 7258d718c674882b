# SPDX-License-Identifier: Apache-2.0
"""What stands around a vault is not as it should be: its files, its folder, the clock, others.

Z80  A database that is no database, or not this vault's, or a later version's, is answered in one
     plain line and not changed by a byte.
Z81  Several at once: one works, the others say that it is in use, nothing is lost.
Z82  A folder that may not be written: one plain line, nothing changed.
Z83  A clock that is wrong by a day or by years: saving goes on, the order of events is theirs,
     and after the clock is put right the vault is sound.
Z84  A process that stands still in the middle of saving (a suspended computer) goes on with it.
"""

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2 as engine

from faults.conftest import Scale, Tell
from faults.jobs import promised
from faults.outside import Prepared, line, look, prepare
from faults.shim import Shim
from kinfile.vault.header import read
from kinfile.vault.keys import derive

Put = Callable[[Prepared, Path], None]
DAY = 86_400
preloaded = pytest.mark.skipif(sys.platform != "linux", reason="preload")


def plain_sqlite(_mine: Prepared, database: Path) -> None:
    database.unlink()
    raw = sqlite3.connect(database)
    raw.execute("CREATE TABLE record (ref TEXT)")
    raw.commit()
    raw.close()


def another_vault(_mine: Prepared, database: Path) -> None:
    home = database.parents[1] / "other"
    home.mkdir()
    shutil.copy(prepare(home).vault / "vault.db", database)
    shutil.rmtree(home)


def older_cipher(mine: Prepared, database: Path) -> None:
    """The right key, in the format of the cipher's third version."""
    key = derive(mine.key(), salt=read(mine.vault)[0].vault_id, label="database")
    database.unlink()
    raw = engine.connect(str(database))
    raw.set_key(bytearray(f"x'{key.hex()}'", "ascii"))
    raw.execute("PRAGMA cipher_log_level=NONE")
    raw.execute("PRAGMA cipher_compatibility=3")
    raw.execute("CREATE TABLE record (ref TEXT)")
    raw.commit()
    raw.close()


def later_schema(mine: Prepared, _database: Path) -> None:
    db = mine.connect()
    db.mark_version(999)
    db.empty_journal()
    db.close()


def another_program(mine: Prepared, _database: Path) -> None:
    db = mine.connect()
    db.pragma("application_id=1")
    db.empty_journal()
    db.close()


def later_key_file(mine: Prepared, _database: Path) -> None:
    for name in ("vault.json", "vault.json.bak"):
        file = mine.vault / name
        file.write_text(file.read_text("utf-8").replace('"version":1', '"version":99'), "utf-8")


def no_key_file(mine: Prepared, _database: Path) -> None:
    for name in ("vault.json", "vault.json.bak"):
        (mine.vault / name).unlink()


def a_folder(_mine: Prepared, database: Path) -> None:
    database.unlink()
    database.mkdir()


FOREIGN: Mapping[str, Put] = {
    "nothing": lambda _mine, database: database.unlink(),
    "an empty file": lambda _mine, database: _fill(database, b""),
    "a text": lambda _mine, database: _fill(database, b"word " * 9000),
    "a PDF": lambda _mine, database: _fill(database, b"%PDF-1.7\n" * 999),
    "a database in clear": plain_sqlite,
    "another vault's database": another_vault,
    "an older cipher's": older_cipher,
    "another program's": another_program,
    "a later version's": later_schema,
    "a later version's key file": later_key_file,
    "no key file": no_key_file,
    "a folder": a_folder,
}


def _fill(file: Path, content: bytes) -> None:
    file.write_bytes(content)


FLEETING = frozenset({"lock", "raise", "vault.db-shm"})
"""The lock counts tries. The other two hold nothing."""


def content(folder: Path) -> dict[str, bytes]:
    """What must not change. Looking at a database makes a journal, an empty one."""
    files = {part.name: part.read_bytes() for part in folder.iterdir() if part.is_file()}
    return {name: found for name, found in files.items() if found and name not in FLEETING}


def test_a_foreign_file_is_answered_plainly(
    prepared: Prepared, tmp_path: Path, dice: random.Random, scale: Scale, tell: Tell
) -> None:
    """Z80: some of them in CI; tests/vault/test_connection.py looks at each more closely."""
    tried = dice.sample(sorted(FOREIGN), scale(len(FOREIGN), 3))
    for what in tried:
        mine = prepared.copied(tmp_path / what)
        FOREIGN[what](mine, mine.vault / "vault.db")
        before = content(mine.vault)
        ended = mine.run("vault", "status", mine.vault)
        assert ended.code in (2, 3), (what, ended)
        assert ended.out == "", what
        assert len(ended.err.splitlines()) == 1, (what, ended.err)
        assert ended.is_plain, (what, ended.err)
        assert content(mine.vault) == before, what
    tell(
        "in the place of the vault's files: " + ", ".join(tried),
        len(tried),
        "one plain line each, nothing changed",
    )


def test_one_works_and_the_others_say_so(
    mine: Prepared, dice: random.Random, scale: Scale, tell: Tell
) -> None:
    """Z81: five are started at the same moment, again and again."""
    rounds, worked, refused = scale(20, 1), 0, 0
    given: dict[int, str] = {}
    for number in range(rounds):
        children = [mine.streaming() for _ in range(5)]
        values = [f"{number} {n}" for n in range(5)]
        said = [
            child.communicate(line(value)) for child, value in zip(children, values, strict=True)
        ]
        for child, value, (out, err) in zip(children, values, said, strict=True):
            assert "Traceback" not in err
            if child.returncode == 0:
                given |= promised(out, [value])
                worked += 1
            else:
                assert (child.returncode, out) == (3, "")
                refused += 1
    found = look(mine.vault, mine.ref)
    assert found.problems == ()
    assert found.lacks(given) == []
    assert worked >= rounds
    assert not (mine.vault / "raise").exists()
    tell("five at once in one vault", 5 * rounds, f"{worked} worked, {refused} said it is in use")


def test_a_second_one_is_refused_while_the_first_works(mine: Prepared) -> None:
    """Z81"""
    with mine.streaming() as first:
        assert first.stdin is not None
        assert first.stdout is not None
        first.stdin.write(line("first"))
        first.stdin.flush()
        assert "kept" in first.stdout.readline()
        second = mine.run("vault", "check", mine.vault)
        assert (second.code, second.out) == (3, "")
        assert second.is_plain
        assert (mine.vault / "raise").exists()
        first.stdin.write(line("after"))
        first.stdin.close()
        assert "kept" in first.stdout.readline()
    assert list(look(mine.vault, mine.ref).values.values()) == ["first", "after"]


@pytest.mark.external
@preloaded
def test_a_folder_that_may_not_be_written(mine: Prepared, shim: Shim, tell: Tell) -> None:
    """Z82"""
    before = content(mine.vault)
    jobs = (("vault", "status"), ("vault", "check"))
    for words in jobs:
        ended = mine.run(*words, mine.vault, env=shim.refusing(mine.home))
        assert ended.code == 3
        assert ended.is_plain
        assert content(mine.vault) == before
    assert mine.stream(["again"]).code == 0
    tell("a folder that may not be written", len(jobs), "one plain line, nothing changed")


@pytest.mark.external
@preloaded
def test_a_wrong_clock_stops_nothing(
    mine: Prepared, shim: Shim, dice: random.Random, scale: Scale, tell: Tell
) -> None:
    """Z83"""
    jumps = [-DAY, -5 * 365 * DAY, 5 * 365 * DAY]
    jumps += [dice.randrange(-20 * 365 * DAY, 20 * 365 * DAY) for _ in range(scale(17, 0))]
    given: dict[int, str] = {}
    for number, jump in enumerate(jumps):
        values = [f"{number} {n}" for n in range(3)]
        ended = mine.stream(values, env=shim.misdating(jump))
        assert ended.code == 0, ended.err
        given |= promised(ended.out, values)
    assert mine.run("vault", "check", mine.vault).code == 0
    found = look(mine.vault, mine.ref)
    assert found.problems == ()
    assert found.lacks(given) == []
    assert list(found.values) == sorted(found.values)
    tell("a clock wrong by a day to twenty years", len(jumps), "all kept, in order, and sound")


@pytest.mark.skipif(not hasattr(signal, "SIGSTOP"), reason="signals")
def test_standing_still_in_the_middle_loses_nothing(
    mine: Prepared, dice: random.Random, scale: Scale, tell: Tell
) -> None:
    """Z84"""
    values = [f"unit {n}" for n in range(scale(400, 40))]
    child = mine.streaming()
    assert child.stdin is not None
    assert child.stdout is not None
    given, stops = [], 0
    for value in values:
        child.stdin.write(line(value))
        child.stdin.flush()
        if dice.random() < 0.25:
            child.send_signal(signal.SIGSTOP)
            os.waitpid(child.pid, os.WUNTRACED)
            child.send_signal(signal.SIGCONT)
            stops += 1
        given.append(child.stdout.readline())
    child.communicate()
    assert child.returncode == 0
    assert stops
    found = look(mine.vault, mine.ref)
    assert found.problems == ()
    assert found.lacks(promised("".join(given), values)) == []
    tell("stopped in the middle of saving and continued", stops, "nothing lost")


def test_a_refused_command_is_one_of_this_program() -> None:
    """Z80 would show nothing if `is_plain` took anything."""
    done = subprocess.run(
        [sys.executable, "-c", "1/0"], capture_output=True, text=True, check=False
    )
    assert "Traceback" in done.stderr
