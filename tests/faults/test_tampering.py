# SPDX-License-Identifier: Apache-2.0
"""Somebody, or a failing disk, changes bytes of a locked vault.

Z60  Each flipped bit, each cut-off end, each swapped, emptied or added page of the database is
     found when the vault is opened or checked, and is answered in plain words.
Z61  One page put back as it was before is found, or says the same as the newer one did.
Z62  A whole vault put back as it was before cannot be told from inside; a head that was exported
     in the meantime tells it.
Z63  A journal that is damaged between a crash and the next start reads as an earlier moment: sound,
     without the latest answers. That too, only an exported head tells.
Z64  (counter-proof) Without authentication of pages most flipped bits go unseen.
Z65  (counter-proof) Without the comparison with the history, old pages go unseen.
"""

import random
import shutil
import signal
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2 as engine

from faults.conftest import Scale, Tell
from faults.outside import PATH, Prepared, look
from faults.test_kills import killed_after
from kinfile.app.changes import SetAnswer
from kinfile.app.workspace import Workspace
from kinfile.errors import VaultDamaged
from kinfile.records.model import Answer, Place
from kinfile.vault import check
from kinfile.vault.session import LockedVault

PAGE = 4096
SIGNATURES = "checkpoint"


@dataclass(frozen=True, slots=True)
class Damage:
    """One way to change the bytes of a file. `where` says it for a failed test."""

    where: str
    content: bytes


def flips(content: bytes, count: int, dice: random.Random) -> Iterator[Damage]:
    for _ in range(count):
        at, bit = dice.randrange(len(content)), dice.randrange(8)
        changed = bytearray(content)
        changed[at] ^= 1 << bit
        yield Damage(f"bit {bit} of byte {at}", bytes(changed))


def truncations(content: bytes, count: int, dice: random.Random) -> Iterator[Damage]:
    """Three in four anywhere, the others between pages."""
    pages = len(content) // PAGE
    for number in range(count):
        end = dice.randrange(pages) * PAGE if number % 4 == 0 else dice.randrange(len(content))
        yield Damage(f"cut off at {end}", content[:end])


def swaps(content: bytes, count: int, dice: random.Random) -> Iterator[Damage]:
    pages = len(content) // PAGE
    for _ in range(count):
        one, other = dice.sample(range(pages), 2)
        changed = bytearray(content)
        changed[one * PAGE : (one + 1) * PAGE] = content[other * PAGE : (other + 1) * PAGE]
        changed[other * PAGE : (other + 1) * PAGE] = content[one * PAGE : (one + 1) * PAGE]
        yield Damage(f"pages {one} and {other} swapped", bytes(changed))


def blanks(content: bytes, count: int, dice: random.Random) -> Iterator[Damage]:
    pages = len(content) // PAGE
    for _ in range(count):
        page = dice.randrange(pages)
        changed = bytearray(content)
        changed[page * PAGE : (page + 1) * PAGE] = bytes(PAGE)
        yield Damage(f"page {page} emptied", bytes(changed))


KINDS: dict[str, tuple[Callable[[bytes, int, random.Random], Iterator[Damage]], int, int]] = {
    "flipped bits": (flips, 400, 10),
    "cut-off ends": (truncations, 130, 4),
    "swapped pages": (swaps, 60, 3),
    "emptied pages": (blanks, 30, 2),
}


@pytest.fixture(scope="module")
def used(prepared: Prepared, tmp_path_factory: pytest.TempPathFactory) -> Prepared:
    """A locked vault with a hundred saves in it."""
    made = prepared.copied(tmp_path_factory.mktemp("used") / "mine")
    with Workspace.unlock(made.vault, made.secret()) as workspace:
        write(workspace, made.ref, 0, 100)
    return made


def write(workspace: Workspace, ref: str, first: int, count: int) -> None:
    for number in range(first, first + count):
        answer = Answer(value=f"unit {number} " + "word " * (number % 50))
        workspace.keep(ref, [SetAnswer(Place(PATH), answer)])  # type: ignore[arg-type]


def is_noticed(vault: Path, mine: Prepared) -> bool:
    """Whether opening or checking the vault says that it is damaged."""
    try:
        with LockedVault(vault).unlock(mine.secret()) as opened:
            return opened.check() != ()
    except VaultDamaged:
        return True


@pytest.mark.parametrize("kind", KINDS)
def test_every_damage_is_found(
    kind: str,
    used: Prepared,
    tmp_path: Path,
    dice: random.Random,
    scale: Scale,
    tell: Tell,
) -> None:
    """Z60"""
    damages, full, ci = KINDS[kind]
    mine = used.copied(tmp_path / "mine")
    database = mine.vault / "vault.db"
    content = database.read_bytes()
    count, said = scale(full, ci), 0
    for number, damage in enumerate(damages(content, count, dice)):
        database.write_bytes(damage.content)
        assert is_noticed(mine.vault, mine), damage.where
        if number % 20 == 0 and number < 200:
            database.write_bytes(damage.content)
            ended = mine.run("vault", "check", mine.vault)
            assert ended.code == 1, damage.where
            assert ended.is_plain, ended.err
            assert ended.document["problems"]
            said += 1
        for left in mine.vault.glob("vault.db-*"):
            left.unlink()
    database.write_bytes(content)
    assert not is_noticed(mine.vault, mine)
    tell(
        f"{kind} in the database",
        count,
        f"all found, {said} of them asked of `vault check`",
    )


def test_pages_added_at_the_end_are_found(used: Prepared, tmp_path: Path) -> None:
    """Z60"""
    mine = used.copied(tmp_path / "mine")
    with (mine.vault / "vault.db").open("ab") as file:
        file.write(random.Random(1).randbytes(PAGE))  # noqa: S311  (any bytes)
    assert is_noticed(mine.vault, mine)


def everything(mine: Prepared) -> dict[str, list[object]]:
    """All rows of all tables but the index, which is made anew."""
    db = mine.connect()
    told = db.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
    tables = [name for (name,) in told if not name.startswith("fts")]
    rows: dict[str, list[object]] = {
        table: list(db.each(f"SELECT * FROM {table}"))  # noqa: S608  (names of our own)
        for table in tables
    }
    db.close()
    return rows


def replays(
    used: Prepared, folder: Path, dice: random.Random, count: int
) -> Iterator[tuple[Prepared, str]]:
    """First the vault as it should be; then with one page, of those that changed, as it was."""
    mine = used.copied(folder / "mine")
    database = mine.vault / "vault.db"
    older = database.read_bytes()
    with Workspace.unlock(mine.vault, mine.secret()) as workspace:
        write(workspace, mine.ref, 100, 12)
    newer = database.read_bytes()
    yield mine, ""
    starts = range(0, len(older), PAGE)
    pages = [at for at in starts if older[at : at + PAGE] != newer[at : at + PAGE]]
    assert len(pages) > 4
    for at in dice.sample(pages, min(count, len(pages))):
        database.write_bytes(newer[:at] + older[at : at + PAGE] + newer[at + PAGE :])
        yield mine, f"page {at // PAGE}"


def test_an_old_page_is_found_or_harmless(
    used: Prepared, tmp_path: Path, dice: random.Random, scale: Scale, tell: Tell
) -> None:
    """Z61"""
    found, harmless, unsigned = 0, 0, 0
    true: dict[str, list[object]] = {}
    for mine, where in replays(used, tmp_path, dice, scale(1000, 6)):
        database = mine.vault / "vault.db"
        content = database.read_bytes()
        is_found = is_noticed(mine.vault, mine)
        if not where:
            assert not is_found
            true = everything(mine)
        elif is_found:
            found += 1
        else:
            database.write_bytes(content)
            there = everything(mine)
            # A signature fewer is no fact fewer: the next lock signs again.
            signed, every = there.pop(SIGNATURES), true[SIGNATURES]
            assert all(each in every for each in signed), where
            assert there == {name: true[name] for name in there}, where
            unsigned += signed != every
            harmless += 1
    assert found > harmless
    tell(
        "one page put back as it was",
        found + harmless,
        f"{found} found; with the other {harmless} every fact reads as it should, {unsigned} of"
        " them had a signed checkpoint fewer, which the next lock makes again",
    )


def test_a_whole_vault_put_back_is_told_by_a_head_outside(
    used: Prepared, tmp_path: Path, scale: Scale, tell: Tell
) -> None:
    """Z62"""
    tried = scale(20, 2)
    for number in range(tried):
        mine = used.copied(tmp_path / f"mine{number}")
        before = mine.copied(tmp_path / f"before{number}")
        with Workspace.unlock(mine.vault, mine.secret()) as workspace:
            write(workspace, mine.ref, 200, number + 1)
        with LockedVault(mine.vault).unlock(mine.secret()) as opened:
            exported = opened.head().hash
        with Workspace.unlock(mine.vault, mine.secret()) as workspace:
            assert workspace.is_here([exported])
        shutil.rmtree(mine.vault)
        shutil.copytree(before.vault, mine.vault)
        assert look(mine.vault, mine.ref).problems == ()
        with Workspace.unlock(mine.vault, mine.secret()) as workspace:
            assert not workspace.is_here([exported])
    tell(
        "a whole vault put back as it was",
        tried,
        "none seen from inside; all told by a head that was exported since",
    )


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="kills by signal")
def test_a_damaged_journal_reads_as_an_earlier_moment(
    prepared: Prepared, tmp_path: Path, dice: random.Random, scale: Scale, tell: Tell
) -> None:
    """Z63"""
    mine = prepared.copied(tmp_path / "mine")
    values = [f"unit {n}" for n in range(60)]
    promised = killed_after(mine.streaming(), values, 40)
    journal = mine.vault / "vault.db-wal"
    tried, earlier = scale(100, 4), 0
    kept = mine.copied(tmp_path / "kept")
    for number in range(tried):
        shutil.rmtree(mine.vault)
        shutil.copytree(kept.vault, mine.vault)
        content = bytearray(journal.read_bytes())
        at = dice.randrange(len(content))
        if number % 2:
            content[at] ^= 1 << dice.randrange(8)
        else:
            del content[at:]
        journal.write_bytes(content)
        found = look(mine.vault, mine.ref)
        assert found.problems == ()
        there = list(found.values.values())
        assert there == values[: len(there)]
        earlier += len(there) < len(promised)
    assert earlier > 0
    tell(
        "a journal damaged after a crash, before the next start",
        tried,
        f"all opened and sound; {earlier} as of an earlier moment, which only a head outside tells",
    )


def test_without_authentication_flips_go_unseen(tmp_path: Path, dice: random.Random) -> None:
    """Z64: the same engine, the same key, no code on each page."""

    def opened() -> "engine.Connection":
        raw = engine.connect(str(tmp_path / "bare.db"), isolation_level=None)
        raw.set_key(bytearray(b"x'" + b"ab" * 32 + b"'"))
        raw.execute("PRAGMA cipher_log_level=NONE")
        raw.execute("PRAGMA cipher_use_hmac=OFF")
        return raw

    raw = opened()
    raw.execute("CREATE TABLE text (words TEXT)")
    raw.executemany("INSERT INTO text VALUES (?)", [("word " * 300,) for _ in range(200)])
    raw.close()
    content = (tmp_path / "bare.db").read_bytes()
    unseen = 0
    for damage in flips(content, 20, dice):
        (tmp_path / "bare.db").write_bytes(damage.content)
        raw = opened()
        try:
            unseen += raw.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        except engine.Error:
            continue
        finally:
            raw.close()
    assert unseen > 10


def test_without_the_history_old_pages_go_unseen(
    used: Prepared, tmp_path: Path, dice: random.Random, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Z65"""
    unseen = 0
    for mine, _where in replays(used, tmp_path, dice, 1000):
        content = (mine.vault / "vault.db").read_bytes()
        with monkeypatch.context() as without:
            for name in ("_record_problems", "_chain_problems", "_checkpoint_problems"):
                without.setattr(check, name, lambda *_given: iter(()))
            is_seen = is_noticed(mine.vault, mine)
        (mine.vault / "vault.db").write_bytes(content)
        if is_noticed(mine.vault, mine) and not is_seen:
            unseen += 1
            break
    assert unseen
