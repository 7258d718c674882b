# SPDX-License-Identifier: Apache-2.0
"""Which backup to go back to.

P01 Those found are offered in words, the last first and chosen; with several vaults, by name.
P02 With none found a file is asked for; on a computer without records it says "Bring records".
P03 A file from elsewhere goes on like one that was found; one that is no backup is said.
P04 Back leads to where one came from.
"""

from pathlib import Path

import pytest

from helpers.program import Program
from helpers.window_fakes import backup_line
from kinfile.errors import BackupRefused
from kinfile.ui.pages.choose_backup import ChooseBackupPage
from kinfile.ui.rescue_door import Found

OWN, OTHER = Path("Records.kinvault"), Path("Old.kinvault")


def opened(program: Program) -> ChooseBackupPage:
    program.begin()
    program.app.routes.show_choose_backup()
    program.shows("choose_backup")
    assert isinstance(program.page, ChooseBackupPage)
    return program.page


def test_those_found_are_offered(program: Program) -> None:  # P01
    program.door.rescuing.found = (Found(backup_line(), OWN), Found(backup_line(1), OWN))
    page = opened(program)
    assert page.options is not None
    offered = [button.text() for button in page.options.buttons.values()]
    assert offered[0] == "17 March 2026 at 10:42 · 3 records · 2 MB"
    assert page.options.code() == "0"
    assert page.options.buttons["0"].hasFocus()
    page.options.show_codes({"1"})
    chosen: list[Found] = []
    page.backup_chosen.connect(chosen.append)
    program.press("choose_backup.continue")
    program.shows("restore")
    assert chosen == [program.door.rescuing.found[1]]


def test_those_of_several_vaults_are_named(program: Program) -> None:  # P01
    program.door.rescuing.found = (Found(backup_line(), OWN), Found(backup_line(1), OTHER))
    page = opened(program)
    assert page.options is not None
    assert page.options.buttons["1"].text().startswith("Old · 16 March 2026")


@pytest.mark.parametrize("folders", [(), (OWN,)])
def test_none_found(program: Program, folders: tuple[Path, ...]) -> None:  # P02
    program.door.folders = folders
    page = opened(program)
    assert page.options is None
    assert page.file.hasFocus()
    assert page.heading is not None
    title = "Go back to a backup" if folders else "Bring records from a backup"
    assert page.heading.text() == title


def test_a_file_from_elsewhere(program: Program) -> None:  # P03
    page = opened(program)
    program.app.dialogs.answer_next.extend((None, Path("a.kinbak"), Path("b.kinbak")))
    program.press("choose_backup.file")
    assert program.door.rescuing.calls == [("backups", None)]
    program.door.rescuing.error = BackupRefused(path="a.kinbak", problem="not-a-backup")
    program.press("choose_backup.file")
    assert "is not a backup made by Kinfile" in page.error.text()
    assert page.property("announced") == "problem"
    program.door.rescuing.error = None
    program.press("choose_backup.file")
    program.shows("restore")
    program.press("restore.back")
    program.shows("choose_backup")


def test_back(program: Program) -> None:  # P04
    program.door.folders = ()
    program.begin()
    program.press("first_run.backup")
    program.shows("choose_backup")
    program.press("choose_backup.back")
    program.shows("first_run")
