# SPDX-License-Identifier: Apache-2.0
"""How screens are reached, for packaging/screens.py. Backups and vaults that do not open."""

from screen import Screen
from stage import PASSPHRASE, Stage

from kinfile.errors import NotKept


def backup(stage: Stage) -> None:
    stage.unlock()
    stage.program.window.backup_wished.emit()
    stage.wait_for("backup")


def backup_made(stage: Stage) -> None:
    """One more, and a second place that is not there."""
    stage.program.dialogs.answer_next.append(stage.home / "vaults")
    backup(stage)
    stage.press("backup.place")
    stage.press("backup.now")
    stage.wait(lambda: stage.program.backing_up.outcome is not None, "the backup")


def backup_running(stage: Stage) -> None:
    """In the middle of one."""
    backup(stage)
    making = stage.program.backing_up
    making.kind, making.done, making.of = "asked", 5_200, 36_600
    making.progressed.emit()


def backup_failed(stage: Stage) -> None:
    backup(stage)
    making = stage.program.backing_up
    making.error = NotKept(problem="disk-full")
    making.changed.emit()
    stage.program.routes.show_backup()
    stage.wait_for("backup")


def mend(stage: Stage) -> None:
    """Unlocking a vault that is damaged, or whose key file is lost."""
    stage.type_in("unlock.passphrase", PASSPHRASE)
    stage.press("unlock.unlock")
    stage.wait_for("mend")


def choose_backup(stage: Stage) -> None:
    mend(stage)
    stage.press("mend.restore")
    stage.wait_for("choose_backup")


def choose_backup_first(stage: Stage) -> None:
    """On a new laptop, with a file that is no backup."""
    stage.press("first_run.backup")
    stage.wait_for("choose_backup")
    stage.program.dialogs.answer_next.append(stage.home / "preferences.json")
    stage.press("choose_backup.file")


def restore(stage: Stage) -> None:
    """With a passphrase that is not that day's."""
    choose_backup(stage)
    stage.press("choose_backup.continue")
    stage.wait_for("restore")
    stage.type_in("restore.passphrase", "not the passphrase")
    stage.press("restore.go")


def restore_running(stage: Stage) -> None:
    choose_backup(stage)
    stage.press("choose_backup.continue")
    stage.wait_for("restore")
    work = stage.program.desk.rescue
    work.is_busy, work.done, work.of = True, 45, 100
    work.changed.emit()


def restored(stage: Stage) -> None:
    restore(stage)
    stage.type_in("restore.passphrase", PASSPHRASE)
    stage.press("restore.go")
    stage.wait_for("notice")


def salvage(stage: Stage) -> None:
    mend(stage)
    stage.press("mend.salvage")
    stage.wait_for("salvage")


def salvaged(stage: Stage) -> None:
    salvage(stage)
    stage.type_in("salvage.passphrase", PASSPHRASE)
    stage.press("salvage.go")
    stage.wait_for("notice")


SCREENS = (
    Screen("backup", backup),
    Screen("backup-made", backup_made),
    Screen("backup-running", backup_running),
    Screen("backup-failed", backup_failed),
    Screen("mend", mend, vault="damaged"),
    Screen("mend-keys", mend, vault="no-keys"),
    Screen("choose-backup", choose_backup, vault="damaged"),
    Screen("choose-backup-first", choose_backup_first, vault="none"),
    Screen("restore", restore, vault="damaged"),
    Screen("restore-running", restore_running, vault="damaged"),
    Screen("restored", restored, vault="damaged"),
    Screen("salvage", salvage, vault="damaged"),
    Screen("salvaged", salvaged, vault="damaged"),
)
