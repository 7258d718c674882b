# SPDX-License-Identifier: Apache-2.0
"""Backups made, and the way back from a vault that does not open, on a real vault.

J40 A worker backs up by hand, locks, chooses to go back, and has the records of then; those of now
    are kept. What is shown is how much is only in them.
J41 The first change of a day is backed up, locking backs up what has changed, and nothing is left
    behind of a backup that locking cut off.
J42 Flipped bytes that keep a vault from opening lead to the page of damaged records. From there a
    backup, or what can be read, ends in readable records; the damaged folder is as it was.
J43 Flipped bytes that are met only later lead there too, by locking; never into a loop.
J44 A lost key file is put back, and everything that was written is there.
J45 On another laptop the records come from a backup file, with the recovery code.
"""

import shutil
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QLabel

from helpers.screens import load_screens
from kinfile.app.workspace import Workspace
from kinfile.vault.keys import Cost

screens = load_screens()
PAGE = 4096


def secret() -> bytearray:
    return bytearray(screens.PASSPHRASE.encode())


@pytest.fixture
def folder(home: Path) -> Path:
    return home / "vaults" / "Records.kinvault"


@pytest.fixture
def code(folder: Path) -> str:
    """A vault with two records, of which its one backup has the first; gives its recovery code."""
    made = Workspace.create(
        folder, screens.WORKER, secret(), clock=lambda: screens.NOW, cost=Cost.least()
    )
    with made.workspace as workspace:
        workspace.start("pre_birth")
        workspace.back_up()
        workspace.start("young_carer")
    return made.recovery_code


def records(folder: Path) -> int:
    with Workspace.unlock(folder, secret(), clock=lambda: screens.NOW) as opened:
        assert opened.integrity() == ()
        return len(opened.caseload())


def contents(folder: Path) -> dict[str, bytes]:
    return {
        file.name: file.read_bytes()
        for file in folder.iterdir()
        if file.is_file() and file.name not in ("lock", "raise")
    }


def words(stage: Any) -> str:
    return " ".join(label.text() for label in stage.page.findChildren(QLabel))


def flip(file: Path, *, at: int) -> None:
    """Turn over every bit of some bytes, as a worn disk might."""
    with file.open("r+b") as opened:
        opened.seek(at)
        found = opened.read(64)
        opened.seek(at)
        opened.write(bytes(byte ^ 0xFF for byte in found))


def try_to_unlock(stage: Any) -> None:
    stage.type_in("unlock.passphrase", screens.PASSPHRASE)
    stage.press("unlock.unlock")


def restore(stage: Any) -> None:
    stage.wait_for("choose_backup")
    stage.press("choose_backup.continue")
    stage.wait_for("restore")
    stage.type_in("restore.passphrase", screens.PASSPHRASE)
    stage.press("restore.go")
    stage.wait_for("notice")


def test_back_up_and_go_back(begin: Any, code: str, folder: Path) -> None:
    """J40"""
    stage = begin()
    stage.unlock()
    stage.now += timedelta(minutes=5)
    stage.press("records.backup_now")
    stage.wait_for("backup")
    assert "The backup is made" in words(stage)
    stage.press("bar.home")
    stage.wait_for("records")
    stage.press("records.new")
    stage.wait_for("new")
    stage.press("form.hospital_visit.start")
    stage.wait_for("fill")
    stage.program.window.backup_wished.emit()
    stage.wait_for("backup")
    stage.press("backup.restore")
    stage.wait_for("notice")
    stage.now += timedelta(minutes=5)
    stage.press("notice.lock")
    stage.wait(lambda: not stage.program.desk.is_unlocked, "the lock")
    stage = begin()
    stage.program.routes.show_choose_backup()
    stage.wait_for("choose_backup")
    # The last was made by locking; the one before by hand.
    stage.find("choose_backup.which.1").click()
    restore(stage)
    assert "2 records" in words(stage)
    assert "only in the present records" in words(stage)
    stage.press("notice.use")
    assert "These are your records now" in words(stage)
    stage.press("notice.unlock")
    stage.wait_for("unlock")
    stage.unlock()
    stage = begin()
    assert records(folder) == 2
    (kept,) = folder.parent.glob("Records.damaged-*")
    aside = kept.with_name("Kept.kinvault")
    kept.rename(aside)
    assert records(aside) == 3


def test_backups_come_by_themselves(begin: Any, code: str, folder: Path) -> None:
    """J41"""
    backups = folder / "backups"
    stage = begin()
    stage.now = screens.NOW.replace(day=18)
    stage.unlock()
    stage.press("records.new")
    stage.wait_for("new")
    stage.press("form.hospital_visit.start")
    stage.wait_for("fill")
    assert len(list(backups.glob("*.kinbak"))) == 2
    assert stage.program.window.caution is None
    stage.program.routes.show_records()
    stage.wait_for("records")
    stage.press("records.new")
    stage.wait_for("new")
    stage.press("form.young_carer.start")
    stage.wait_for("fill")
    stage.now += timedelta(minutes=5)
    stage.program.backing_up.start()
    stage.program.window.lock_chosen.emit()
    stage.wait(lambda: not stage.program.desk.is_unlocked, "the lock")
    stage.settle()
    stage = begin()
    assert list(backups.glob(".kinbak-*")) == []
    found = stage.program.desk.rescue
    listed: list[Any] = []
    found.backups(folder, done=listed.append)
    stage.settle()
    assert listed[0][0].line.records == 4
    assert listed[0][0].line.kind == "locking"


def test_a_damaged_vault_and_its_backup(begin: Any, code: str, folder: Path) -> None:
    """J42"""
    flip(folder / "vault.db", at=PAGE + 300)
    before = contents(folder)
    stage = begin()
    try_to_unlock(stage)
    stage.wait_for("mend")
    stage.press("mend.restore")
    restore(stage)
    assert "1 record" in words(stage)
    assert contents(folder) == before
    stage.press("notice.use")
    stage.press("notice.unlock")
    stage.wait_for("unlock")
    stage.unlock()
    begin()
    assert records(folder) == 1
    (kept,) = folder.parent.glob("Records.damaged-*")
    assert contents(kept) == before


def test_a_damaged_vault_and_what_can_be_read(begin: Any, code: str, folder: Path) -> None:
    """J42"""
    flip(folder / "vault.db", at=PAGE + 300)
    before = contents(folder)
    stage = begin()
    try_to_unlock(stage)
    stage.wait_for("mend")
    stage.press("mend.salvage")
    stage.wait_for("salvage")
    stage.type_in("salvage.passphrase", screens.PASSPHRASE)
    stage.press("salvage.go")
    stage.wait_for("notice")
    assert "2 records are whole." in words(stage)
    stage.press("notice.keep")
    (made,) = folder.parent.glob("Records-*.kinvault")
    assert contents(folder) == before
    assert records(made) == 2
    stage.program.dialogs.answer_next.append(folder.parent.parent)
    stage.program.routes.show_mend(folder=folder)
    stage.wait_for("mend")
    stage.press("mend.copy")
    stage.wait_for("notice")
    assert (folder.parent.parent / "Records.copy" / "vault.db").is_file()


def test_damage_that_is_met_later(begin: Any, code: str, folder: Path) -> None:
    """J43"""
    stage = begin()
    stage.unlock()
    flip_until_met(stage, folder)
    assert stage.page.objectName() == "notice"
    assert "damaged" in words(stage)
    stage.press("notice.mend")
    stage.wait(lambda: not stage.program.desk.is_unlocked, "the lock")
    stage = begin()
    stage.program.routes.show_mend()
    stage.wait_for("mend")
    stage.press("mend.restore")
    restore(stage)
    stage.press("notice.use")
    begin()
    assert records(folder) == 1


def flip_until_met(stage: Any, folder: Path) -> None:
    """Flip pages from the last on, until reading the list meets one."""
    stage.program.desk.ask(lambda workspace: workspace._vault._db.empty_journal())
    stage.settle()
    pages = (folder / "vault.db").stat().st_size // PAGE
    for number in range(pages - 1, 1, -1):
        flip(folder / "vault.db", at=number * PAGE + 300)
        stage.program.desk.ask(lambda workspace: workspace._vault._db.forget_pages())
        stage.program.routes.show_records()
        stage.settle()
        if stage.page.objectName() == "notice":
            return
    pytest.fail("no damage was met")


def test_a_lost_key_file(begin: Any, code: str, folder: Path) -> None:
    """J44"""
    for file in folder.glob("vault.json*"):
        file.unlink()
    stage = begin()
    try_to_unlock(stage)
    stage.wait_for("mend")
    stage.press("mend.keys")
    stage.wait_for("notice")
    stage.press("notice.unlock")
    stage.wait_for("unlock")
    stage.unlock()
    begin()
    assert records(folder) == 2


def test_another_laptop(begin: Any, code: str, folder: Path, tmp_path: Path) -> None:
    """J45"""
    (backup,) = (folder / "backups").glob("*.kinbak")
    stick = tmp_path / "stick.kinbak"
    shutil.copy(backup, stick)
    shutil.rmtree(folder)
    stage = begin()
    stage.wait_for("first_run")
    stage.press("first_run.backup")
    stage.wait_for("choose_backup")
    stage.program.dialogs.answer_next.append(stick)
    stage.press("choose_backup.file")
    stage.wait_for("restore")
    stage.press("restore.other")
    stage.type_in("restore.code", code.lower().replace("-", " "))
    stage.press("restore.go")
    stage.wait_for("notice")
    stage.press("notice.unlock")
    stage.wait_for("unlock")
    stage.unlock()
    begin()
    assert records(folder) == 1
