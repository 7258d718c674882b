# SPDX-License-Identifier: Apache-2.0
"""An older vault is brought up to today's tables when it is opened.

G01  A verified backup comes first, and is noted with the migration in the chain.
G02  A kill at any point leaves the old version or the new one, whole, with nothing lost.
G03  Where no backup can be made, the vault stays closed and as it was.
G04  A step that fails leaves the version before it, and the vault opens with the program of then.
"""

import json
import random
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2 as engine

from kinfile.errors import NotKept, VaultTooNew
from kinfile.vault import backup_file
from kinfile.vault.migrations import MIGRATIONS, SUPPORTED
from kinfile.vault.rows import Entry
from kinfile.vault.session import LockedVault

Secret = Callable[[], bytearray]

pytestmark = pytest.mark.usefixtures("quick_slots")

KILLS = 3
"""40 in the full size."""

NEXT = (
    "CREATE TABLE later (id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT",
    "INSERT INTO later SELECT seq, hex(hash) || hex(prev) || coalesce(value, '') FROM event",
    "CREATE INDEX later_text ON later (text)",
)
"""A step of a later version: one that moves a lot."""
STEPS = (*MIGRATIONS, NEXT)


@pytest.fixture
def filled(folder: Path, secret: Secret) -> Path:
    with LockedVault(folder).unlock(secret()) as vault:
        vault.create_record("R", "f", 1, b"{}", "p", "{}")
        for _ in range(4):
            text = json.dumps("x" * 500)
            entries = [Entry(kind="answer", field=f"q{n}", value=text) for n in range(1000)]
            vault.append("R", entries, summary="{}")
    return folder


def test_a_verified_backup_comes_first(filled: Path, secret: Secret) -> None:
    """G01"""
    with LockedVault(filled, steps=STEPS).unlock(secret()) as vault:
        assert vault._db.version == SUPPORTED + 1
        assert len(vault._db.execute("SELECT 1 FROM later")) > 4000
        (made,) = backup_file.backups_in(filled / "backups")
        assert vault.is_own_backup(made)
        assert (made.manifest.schema, made.manifest.kind) == (SUPPORTED, "before-migration")
        noted = vault.last_backup()
        assert noted is not None
        assert noted.id == made.manifest.backup_id
        (said,) = vault._db.execute("SELECT value FROM event WHERE kind = 'migrated'")[0]
        assert json.loads(said) == {"from": SUPPORTED, "to": SUPPORTED + 1}
        assert vault.check() == ()
    with LockedVault(filled, steps=STEPS).unlock(secret()):
        assert len(list((filled / "backups").iterdir())) == 1
    with pytest.raises(VaultTooNew):
        LockedVault(filled).unlock(secret())


UPGRADING = """
import sys
from pathlib import Path
from kinfile.vault.migrations import MIGRATIONS
from kinfile.vault.session import LockedVault

steps = (*MIGRATIONS, tuple(sys.argv[2:]))
locked = LockedVault(Path(sys.argv[1]), steps=steps)
print("begin", flush=True)
vault = locked.unlock(bytearray(b"harbour violin teapot ladder"))
print("done", flush=True)
vault.lock()
"""


def test_a_kill_leaves_the_old_or_the_new(
    filled: Path, tmp_path: Path, start: Callable[..., subprocess.Popen[str]], secret: Secret
) -> None:
    """G02: killed before, during and after the backup, and in the step itself."""
    dice = random.Random(40)  # noqa: S311  (the same kills in every run)
    for number in range(KILLS):
        folder = Path(shutil.copytree(filled, tmp_path / f"{number}.kinvault"))
        with start(UPGRADING, folder, *NEXT) as child:
            assert child.stdout is not None
            child.stdout.readline()
            backed_up, far = dice.random() < 0.7, dice.randrange(5_000_000)
            while child.poll() is None and _written(folder, is_backed_up=backed_up) < far:
                pass
            child.kill()
        assert _version(folder, secret) in (SUPPORTED, SUPPORTED + 1)
        with LockedVault(folder, steps=STEPS).unlock(secret()) as vault:
            assert vault._db.version == SUPPORTED + 1
            assert vault.check() == ()
            assert len(vault.read("R").answers) == 1000
            assert all(map(vault.is_own_backup, backup_file.backups_in(folder / "backups")))
            assert backup_file.backups_in(folder / "backups")


def _written(folder: Path, *, is_backed_up: bool) -> int:
    """Bytes of the journal once the backup is there, or of all that is hidden before."""
    if not is_backed_up:
        return sum(_size(part) for part in (folder / "backups").glob(".kinbak-*"))
    if not list((folder / "backups").glob("*.kinbak")):
        return -1
    return _size(folder / "vault.db-wal")


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0


def _version(folder: Path, secret: Secret) -> int:
    try:
        with LockedVault(folder).unlock(secret()) as vault:
            assert vault.check() == ()
            return vault._db.version
    except VaultTooNew:
        return SUPPORTED + 1


def test_without_a_backup_nothing_is_changed(
    filled: Path, secret: Secret, monkeypatch: pytest.MonkeyPatch
) -> None:
    """G03"""
    usage = shutil.disk_usage(filled)
    before = (filled / "vault.db").read_bytes()
    with monkeypatch.context() as patch:
        patch.setattr(shutil, "disk_usage", lambda _path: usage._replace(free=1_000_000))
        with pytest.raises(NotKept) as refusal:
            LockedVault(filled, steps=STEPS).unlock(secret())
    assert refusal.value.facts["problem"] == "disk-full"
    assert (filled / "vault.db").read_bytes() == before
    with LockedVault(filled).unlock(secret()) as vault:
        assert vault._db.version == SUPPORTED


def test_a_step_that_fails_is_taken_back(filled: Path, secret: Secret) -> None:
    """G04"""
    broken = (*MIGRATIONS, (*NEXT, "CREATE TABLE later (id INTEGER)"))
    with pytest.raises(engine.OperationalError):
        LockedVault(filled, steps=broken).unlock(secret())
    with LockedVault(filled).unlock(secret()) as vault:
        assert vault._db.version == SUPPORTED
        assert vault.check() == ()
    assert len(backup_file.backups_in(filled / "backups")) == 1
