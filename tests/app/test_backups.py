# SPDX-License-Identifier: Apache-2.0
"""Copies of a vault, and the way back, as the window and the commands ask for them.

U01 A backup is made, noted and listed; the vault's status says when the last one was made.
U02 A day's first save and locking ask for a backup where something changed, and only there.
U03 What is superfluous is deleted in the vault's own folder and in the second place; a file made at
    another place is left to whoever asked for it.
U04 The second place gets the same file; where that fails, it is said and the backup is there.
U05 It can be made beside the work.
U06 A backup is found and restored without the vault, and takes the place of the damaged one.
U07 A salvaged record opens with the installed form, when the vault's own copy is lost.
U08 The second copy too can be made beside the work; that it failed is told.
U09 A backup tells which vault it is of; it gives a vault its key file back. A folder is copied.
"""

from datetime import timedelta
from pathlib import Path

import pytest

from helpers.opened import WORKER, Clock, secret
from kinfile.app import backups
from kinfile.app.workspace import Workspace
from kinfile.errors import BackupRefused, Cancelled, NotWritten, VaultExists
from kinfile.vault.keys import Cost
from kinfile.watch import Watch


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "own.kinvault"


@pytest.fixture
def own(folder: Path, clock: Clock) -> Workspace:
    """A vault of this test's own. Tests that lock it may."""
    return Workspace.create(folder, WORKER, secret(), clock=clock, cost=Cost.least()).workspace


def test_a_backup_is_made_noted_and_listed(own: Workspace, clock: Clock) -> None:
    """U01, U02"""
    assert own.status().last_backup is None
    assert own.is_daily_backup_due()
    own.start("young_carer")
    outcome = own.back_up(kind="daily")
    assert outcome.failed is None
    assert own.backups() == (outcome.line,)
    assert (outcome.line.records, outcome.line.kind) == (1, "daily")
    assert own.status().last_backup == own.last_backup() == outcome.line.made_at
    assert not own.is_daily_backup_due()
    assert not own.is_backup_wanted_on_lock()
    own.start("young_carer")
    assert own.is_backup_wanted_on_lock()
    assert not own.is_daily_backup_due()
    clock.at += timedelta(days=1)
    assert own.is_daily_backup_due()
    own.back_up(kind="locking")
    clock.at += timedelta(days=1)
    assert not own.is_daily_backup_due()
    own.lock()


def test_old_backups_go_in_both_places(own: Workspace, clock: Clock, tmp_path: Path) -> None:
    """U03, U04"""
    second = tmp_path / "stick"
    second.mkdir()
    own.choose_second_backup_place(second)
    assert own.second_backup_place() == second
    elsewhere = own.back_up(tmp_path / "asked.kinbak").line
    gone = 0
    for _ in range(5):
        clock.at += timedelta(minutes=2)
        outcome = own.back_up()
        assert outcome.failed is None
        assert outcome.second is not None
        assert outcome.second.read_bytes() == outcome.line.path.read_bytes()
        gone += outcome.gone
    assert gone == 4
    assert len(own.backups()) == len(list(second.iterdir())) == 3
    assert elsewhere.path.exists()
    own.lock()


def test_a_second_place_that_fails_stops_nothing(own: Workspace, tmp_path: Path) -> None:
    """U04: a stick that was pulled out."""
    second = tmp_path / "stick"
    with pytest.raises(NotWritten):
        own.choose_second_backup_place(second)
    second.mkdir()
    own.choose_second_backup_place(second)
    second.rmdir()
    outcome = own.back_up()
    assert isinstance(outcome.failed, NotWritten)
    assert outcome.second is None
    assert own.backups() == (outcome.line,)
    own.choose_second_backup_place(None)
    assert own.second_backup_place() is None
    assert own.back_up().failed is None
    own.lock()


def test_a_backup_is_made_beside_the_work(own: Workspace, tmp_path: Path) -> None:
    """U05: what is begun and finished on the vault's thread takes no time there."""
    copying = own.begin_backup("asked")
    own.start("young_carer")
    made = backups.make(copying, tmp_path / "a.kinbak")
    outcome = own.finish_backup(made)
    assert outcome.line.records == 1
    assert not own.is_backup_wanted_on_lock()
    with pytest.raises(VaultExists):
        own.back_up(tmp_path / "a.kinbak")
    own.lock()


def test_the_way_back(own: Workspace, folder: Path, clock: Clock, tmp_path: Path) -> None:
    """U06"""
    ref = own.start("young_carer").ref
    line = own.back_up().line
    own.start("young_carer")
    own.lock()
    assert backups.found_backups(folder) == (line,)
    assert backups.found_backups(folder / "backups") == (line,)
    assert backups.found_backups(tmp_path / "none") == ()
    to = tmp_path / "restored.kinvault"
    restored = backups.restore_backup(
        line.path, to, passphrase=secret(), compare=folder, clock=clock
    )
    assert restored.newer is not None
    assert restored.newer > 0
    kept = backups.put_in_place(to, folder, on=clock.at.date())
    assert kept is not None
    assert kept.is_dir()
    with Workspace.unlock(folder, secret(), clock=clock) as back:
        assert [found.ref for found in back.caseload()] == [ref]
        assert back.integrity() == ()
        assert back.backups() == (line,)


def test_a_salvaged_record_opens(own: Workspace, folder: Path, tmp_path: Path) -> None:
    """U07"""
    ref = own.start("young_carer").ref
    db = own._vault._db
    db.pragma("foreign_keys=OFF")
    db.execute("DELETE FROM form")
    own.lock()
    to = tmp_path / "salvaged.kinvault"
    salvaged = backups.salvage_vault(folder, to, passphrase=secret())
    assert (salvaged.whole, salvaged.problems) == ((ref.replace("-", ""),), ())
    with Workspace.unlock(to, secret()) as opened:
        assert opened.open(ref).form.id == "young_carer"


def test_the_second_copy_is_made_beside_the_work(own: Workspace, tmp_path: Path) -> None:
    """U08"""
    made = backups.make(own.begin_backup("asked"))
    second = backups.copy_to(made, tmp_path)
    assert second.made is not None
    assert own.finish_backup(made, second).second == second.made.path
    failed = backups.copy_to(made, tmp_path / "none")
    assert isinstance(failed.failed, NotWritten)
    stopped = backups.copy_to(made, tmp_path, is_cancelled=lambda: True)
    assert isinstance(stopped.failed, Cancelled)
    assert own.finish_backup(made, stopped).failed is stopped.failed
    own.lock()


def test_what_can_be_done_with_a_closed_vault(own: Workspace, folder: Path, tmp_path: Path) -> None:
    """U09"""
    line = own.back_up().line
    assert line.vault_id == own.status().id
    ref = own.start("young_carer").ref
    own.lock()
    assert backups.found_backup(line.path) == line
    with pytest.raises(BackupRefused):
        backups.found_backup(folder / "vault.db")
    for file in folder.glob("vault.json*"):
        file.unlink()
    backups.put_back_keys(line.path, folder)
    copied = backups.copy_vault(folder, tmp_path, watch=Watch())
    assert (copied / "vault.db").is_file()
    with Workspace.unlock(folder, secret()) as opened:
        assert [found.ref for found in opened.caseload()] == [ref]
