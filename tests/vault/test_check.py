# SPDX-License-Identifier: Apache-2.0
"""Every way of changing a vault behind its back is found.

D01  A sound vault has no problems.
D02  Any changed bit, any cut, any exchanged page is found; nothing is ever a traceback.
D03  A page put back to what it was before is found.
D04  A row changed with the key at hand is found, in whichever table.
D05  A changed, removed or exchanged event is found.
D06  A checkpoint that does not fit is found.
"""

import hashlib
import random
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kinfile.errors import VaultDamaged
from kinfile.vault import check
from kinfile.vault.connection import Connection
from kinfile.vault.rows import Entry
from kinfile.vault.session import LockedVault

Connect = Callable[[Path], Connection]
PAGE = 4096


@pytest.fixture(scope="module")
def filled(
    pristine: tuple[Path, str],
    tmp_path_factory: pytest.TempPathFactory,
    secret: Callable[[], bytearray],
) -> Path:
    """A locked vault with some of everything in it."""
    path = tmp_path_factory.mktemp("filled") / "anna.kinvault"
    shutil.copytree(pristine[0], path)
    with LockedVault(path).unlock(secret()) as vault:
        for ref in ("A", "B", "C"):
            entries = [
                Entry(kind="answer", field=f"q{number}", value=f'"{ref * 60}"')
                for number in range(60)
            ]
            entries += [
                Entry(kind="row-added", field="parents", row="p1"),
                Entry(kind="mark", field="opened", row="cp", value="true"),
            ]
            vault.create_record(ref, "pre_birth", 1, b'{"id":1}', "p", "{}", entries)
        vault.sign("A", on="2026-11-22", make=lambda _: b"%PDF" * 3000)
        line = vault.note_export("A", version=1, edition="full", sha256=bytes(32))
        vault.note_sent(line.id, recipient="Front door", channel="mail", on="2026-11-22")
        vault.erase("C")
        assert vault.check() == ()
    return path


@pytest.fixture
def own(filled: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(filled, tmp_path / "anna.kinvault"))


def problems(folder: Path, connect: Connect) -> tuple[str, ...]:
    try:
        db = connect(folder)
    except VaultDamaged as damage:
        return (str(damage.facts["problem"]),)
    try:
        vault_id = db.execute("SELECT value FROM meta WHERE key = 'vault_id'")[0][0]
        return check.problems(db, vault_id=vault_id)
    except VaultDamaged:
        return ("pages",)
    finally:
        db.close()


@pytest.fixture
def dice() -> random.Random:
    return random.Random(20261122)  # noqa: S311  (the same damage in every run)


def test_a_sound_vault_has_no_problems(own: Path, connect: Connect) -> None:
    """D01."""
    assert problems(own, connect) == ()


def test_any_changed_bit_is_found(own: Path, connect: Connect, dice: random.Random) -> None:
    """D02: 40 of them, anywhere in the file."""
    whole = (own / "vault.db").read_bytes()
    for _ in range(40):
        damaged = bytearray(whole)
        damaged[dice.randrange(len(whole))] ^= 1 << dice.randrange(8)
        (own / "vault.db").write_bytes(damaged)
        assert problems(own, connect) != ()


def test_any_cut_is_found(own: Path, connect: Connect, dice: random.Random) -> None:
    """D02: 15 anywhere, 5 between pages."""
    whole = (own / "vault.db").read_bytes()
    pages = len(whole) // PAGE
    cuts = [dice.randrange(len(whole)) for _ in range(15)]
    cuts += [PAGE * dice.randrange(pages) for _ in range(5)]
    for cut in cuts:
        (own / "vault.db").write_bytes(whole[:cut])
        assert problems(own, connect) != ()


def test_any_exchanged_pages_are_found(own: Path, connect: Connect, dice: random.Random) -> None:
    """D02: 10 pairs."""
    whole = (own / "vault.db").read_bytes()
    pages = [whole[start : start + PAGE] for start in range(0, len(whole), PAGE)]
    for _ in range(10):
        first, second = dice.sample(range(len(pages)), 2)
        exchanged = list(pages)
        exchanged[first], exchanged[second] = pages[second], pages[first]
        (own / "vault.db").write_bytes(b"".join(exchanged))
        assert problems(own, connect) != ()


def test_an_old_page_put_back_is_found(
    own: Path, connect: Connect, secret: Callable[[], bytearray]
) -> None:
    """D03: it authenticates, so only the comparison with the events can tell."""
    old = (own / "vault.db").read_bytes()
    with LockedVault(own).unlock(secret()) as vault:
        changes = [Entry(kind="answer", field=f"q{n}", value='"changed"') for n in range(60)]
        vault.append("B", changes, summary="{}")
    new = (own / "vault.db").read_bytes()
    db = connect(own)
    ((checkpoints,),) = db.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'checkpoint'")
    db.close()
    found = []
    # The page of the checkpoints may go back: that loses a signature and changes nothing.
    for page in set(range(1, len(old) // PAGE)) - {checkpoints - 1}:
        start, end = page * PAGE, (page + 1) * PAGE
        if old[start:end] != new[start:end]:
            (own / "vault.db").write_bytes(new[:start] + old[start:end] + new[end:])
            found.append(problems(own, connect))
    assert len(found) > 3
    assert all(found)
    assert any("pages" not in some for some in found)


@pytest.mark.parametrize(
    ("statement", "problem"),
    [
        ("UPDATE answer SET value = '\"no\"' WHERE field = 'q1'", "answers"),
        ("DELETE FROM answer WHERE field = 'q2'", "answers"),
        ("UPDATE answer SET row = 'p1' WHERE field = 'q3' AND record_id = 1", "answers"),
        ("UPDATE group_row SET struck = 1", "answers"),
        ("DELETE FROM mark", "answers"),
        ("UPDATE record SET status = 'draft' WHERE ref = 'A'", "status"),
        ("UPDATE record SET signed_on = '2026-11-21' WHERE ref = 'A'", "status"),
        ("UPDATE record SET version = 2 WHERE ref = 'A'", "status"),
        ("UPDATE record SET profile = 'other' WHERE ref = 'B'", "status"),
        ("UPDATE record SET ref = 'X' WHERE ref = 'B'", "chain"),
        ("UPDATE form SET body = x'00'", "definition"),
        ("UPDATE record SET origin = 'trial' WHERE ref = 'B'", "status"),
        ("UPDATE document SET bytes = x'00'", "document"),
        ("DELETE FROM document", "document"),
        ("UPDATE document SET edition = 'family'", "document"),
        ("UPDATE export_log SET recipient = 'nobody'", "ledger"),
        ("DELETE FROM export_log", "ledger"),
        ("UPDATE user SET uid = 'other'", "chain"),
    ],
)
def test_a_changed_row_is_found(own: Path, connect: Connect, statement: str, problem: str) -> None:
    """D04."""
    db = connect(own)
    db.execute(statement)
    db.close()
    assert problem in problems(own, connect)


def test_a_definition_replaced_with_its_digest_is_found(own: Path, connect: Connect) -> None:
    """D04: the digest is in the chain."""
    db = connect(own)
    body = b"another form"
    digest = hashlib.sha256(body).digest()
    db.execute("INSERT INTO form VALUES (?, 'pre_birth', 1, ?)", (digest, body))
    db.execute("UPDATE record SET form_sha256 = ?", (digest,))
    db.close()
    assert "status" in problems(own, connect)


UNGUARDED = ("DROP TRIGGER event_no_delete", "DROP TRIGGER event_no_change")


@pytest.fixture
def unguarded(own: Path, connect: Connect) -> Iterator[Connection]:
    """The database without the triggers that keep events from being changed."""
    db = connect(own)
    db.pragma("foreign_keys=OFF")
    for statement in UNGUARDED:
        db.execute(statement)
    yield db
    db.close()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE event SET value = '\"no\"' WHERE seq = 10",
        "UPDATE event SET value = NULL WHERE seq = 10",
        "UPDATE event SET value = 'x', salt = x'00' WHERE seq = 1",
        "UPDATE event SET at = '2020-01-01T00:00:00.000Z' WHERE seq = 10",
        "UPDATE event SET field = 'q9' WHERE seq = 10",
        "UPDATE event SET record_id = 2 WHERE seq = 10",
        "UPDATE event SET hash = x'00' WHERE seq = 10",
        "DELETE FROM event WHERE seq = 10",
        "DELETE FROM event WHERE seq = 1",
        "DELETE FROM event",
    ],
)
def test_a_changed_event_is_found(unguarded: Connection, statement: str) -> None:
    """D05."""
    unguarded.execute(statement)
    assert "chain" in check.problems(unguarded, vault_id="")


def test_a_removed_tail_is_found(unguarded: Connection) -> None:
    """D05: the chain itself still fits, but the signed head is gone."""
    unguarded.execute("DELETE FROM event WHERE seq > 70")
    found = check.problems(unguarded, vault_id="")
    assert "chain" not in found
    assert {"checkpoint", "answers"} <= set(found)


def test_erasing_a_value_leaves_the_chain_sound(own: Path, connect: Connect) -> None:
    """D05: this is what the triggers allow, and only this."""
    db = connect(own)
    db.execute("UPDATE event SET value = NULL, salt = NULL WHERE seq = 10")
    vault_id = db.execute("SELECT value FROM meta WHERE key = 'vault_id'")[0][0]
    assert check.problems(db, vault_id=vault_id) == ("answers",)
    for statement in (
        "DELETE FROM event",
        "UPDATE event SET kind = 'x', value = NULL, salt = NULL",
    ):
        with pytest.raises(Exception, match="append only"):
            db.execute(statement)
    db.close()


def test_a_checkpoint_of_another_vault_is_found(own: Path, connect: Connect) -> None:
    """D06."""
    db = connect(own)
    assert check.problems(db, vault_id="another") == ("checkpoint",)
    db.close()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE checkpoint SET sig = zeroblob(64)",
        "UPDATE checkpoint SET at = '2020-01-01T00:00:00.000Z'",
        "UPDATE checkpoint SET hash = zeroblob(32)",
    ],
)
def test_a_changed_checkpoint_is_found(own: Path, connect: Connect, statement: str) -> None:
    """D06."""
    db = connect(own)
    db.execute("DROP TRIGGER checkpoint_no_change")
    db.execute(statement)
    db.close()
    assert problems(own, connect) == ("checkpoint",)
