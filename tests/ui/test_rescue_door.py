# SPDX-License-Identifier: Apache-2.0
"""What can be done about records that are not open, on real vaults.

R01 Backups are found in one vault or in all, and a file from elsewhere knows whose place it takes.
R02 A restored or salvaged vault stands beside the others, under a name that nothing has; on a
    computer without records it is the first vault.
R03 It takes the place of another only when that is said, and the other is kept.
R04 A key file is put back from the last backup; without a backup that is refused.
"""

import shutil
from pathlib import Path

import pytest

from helpers.opened import WORKER, secret
from helpers.window_fakes import NOW
from kinfile.app.workspace import Workspace
from kinfile.errors import BackupRefused
from kinfile.ui.door import VaultDoor
from kinfile.ui.rescue_door import RescueDoor
from kinfile.vault.keys import Cost
from kinfile.watch import Watch


def make(folder: Path) -> Path:
    made = Workspace.create(folder, WORKER, secret(), clock=lambda: NOW, cost=Cost.least())
    with made.workspace as workspace:
        workspace.start("young_carer")
        return workspace.back_up().line.path


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def rescue(home: Path) -> RescueDoor:
    home.mkdir()
    return VaultDoor(clock=lambda: NOW, home=home).rescue()


def test_backups_are_found(rescue: RescueDoor, home: Path, tmp_path: Path) -> None:
    """R01"""
    assert rescue.backups(None) == ()
    own = home / "Own.kinvault"
    backup = make(own)
    (found,) = rescue.backups(own)
    assert (found.line.path, found.vault) == (backup, own)
    make(home / "Other.kinvault")
    assert len(rescue.backups(None)) == 2
    stick = tmp_path / "a.kinbak"
    shutil.copy(backup, stick)
    assert rescue.look(stick).vault == own
    for file in own.glob("vault.json*"):
        file.unlink()
    assert rescue.look(stick).vault is None
    assert rescue.look(backup).vault == own


def test_a_vault_is_made_beside_and_takes_a_place(rescue: RescueDoor, home: Path) -> None:
    """R02, R03"""
    own = home / "Own.kinvault"
    make(own)
    (found,) = rescue.backups(None)
    told: list[tuple[int, int]] = []
    watch = Watch(progress=lambda done, of: told.append((done, of)))
    made = rescue.restore(found, passphrase=secret(), code="", watch=watch)
    assert made.folder == home / "Own-2026-03-17.kinvault"
    assert told
    salvaged = rescue.salvage(own, secret(), watch)
    assert salvaged.folder == home / "Own-2026-03-17-2.kinvault"
    assert rescue.copy(own, home, watch) == home / "Own.copy"
    kept = rescue.take_place(made.folder, own)
    assert kept == home / "Own.damaged-2026-03-17"
    with Workspace.unlock(own, secret()) as opened:
        assert len(opened.caseload()) == 1


def test_the_first_vault_comes_from_a_backup(
    rescue: RescueDoor, home: Path, tmp_path: Path
) -> None:
    """R02"""
    backup = make(tmp_path / "elsewhere" / "Own.kinvault")
    found = rescue.look(backup)
    assert found.vault is None
    made = rescue.restore(found, passphrase=secret(), code="", watch=Watch())
    assert made.folder == home / "Records.kinvault"
    again = rescue.restore(found, passphrase=secret(), code="", watch=Watch())
    assert again.folder == home / "Records-2026-03-17.kinvault"


def test_the_key_file_is_put_back(rescue: RescueDoor, home: Path) -> None:
    """R04"""
    own = home / "Own.kinvault"
    backup = make(own)
    (own / "vault.json").unlink()
    rescue.put_back_keys(own)
    assert (own / "vault.json").is_file()
    backup.unlink()
    with pytest.raises(BackupRefused):
        rescue.put_back_keys(own)
