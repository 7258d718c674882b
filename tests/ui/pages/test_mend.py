# SPDX-License-Identifier: Apache-2.0
"""These records are damaged: what can be done, and where it leads.

D01 It says that nothing was deleted, which records these are, and which backups were found.
D02 What cannot help is not offered: the key file without a backup or where it is whole, reading
    where nothing is left to be read.
D03 The key file is put back, and then one unlocks; what fails is said.
D04 The folder is copied to a chosen place, with progress and Cancel.
D05 Damage that is found while records are open leads there by locking.
D06 Back leads to unlocking; with no vault at all there is nothing to mend.
"""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel

from helpers.program import Program
from helpers.window_fakes import backup_line
from kinfile.errors import BackupRefused, NotWritten, VaultDamaged
from kinfile.ui.pages.mend import MendPage
from kinfile.ui.rescue_door import Found

FOLDER = Path("Records.kinvault")
FOUND = (Found(backup_line(), FOLDER), Found(backup_line(3), FOLDER))


def opened(program: Program, problem: str = "database") -> MendPage:
    program.app.routes.show_mend(folder=FOLDER, problem=problem)
    program.shows("mend")
    assert isinstance(program.page, MendPage)
    return program.page


def offers(page: MendPage) -> list[str]:
    return [button.objectName().removeprefix("mend.") for button in page.buttons]


def lines(program: Program) -> str:
    labels = program.page.findChildren(QLabel)
    return " ".join(label.text() for label in labels).replace("\u200b", "")


@pytest.fixture
def found(program: Program) -> Program:
    program.door.rescuing.found = FOUND
    return program.begin()


def test_it_says_what_there_is(found: Program) -> None:
    """D01"""
    page = opened(found)
    assert "Nothing was deleted" in lines(found)
    assert str(FOLDER) in lines(found)
    assert "Kinfile found 2 backups. The last is of 17 March 2026 at 10:42 (3 records)" in lines(
        found
    )
    assert page.buttons[0].hasFocus()
    assert found.door.rescuing.calls == [("backups", FOLDER)]


@pytest.mark.parametrize(
    ("problem", "offered"),
    [
        ("database", ["restore", "salvage", "copy"]),
        ("", ["restore", "salvage", "copy"]),
        ("no-database", ["restore", "copy"]),
        ("key-file", ["keys", "restore", "copy"]),
    ],
)
def test_only_what_can_help_is_offered(found: Program, problem: str, offered: list[str]) -> None:
    """D02"""
    assert offers(opened(found, problem)) == offered


def test_without_a_backup_no_key_file(program: Program) -> None:
    """D01, D02"""
    program.begin()
    assert offers(opened(program, "no-key-file")) == ["restore", "copy"]
    assert "No backup was found on this laptop." in lines(program)


def test_the_key_file_is_put_back(found: Program) -> None:
    """D03"""
    opened(found, "no-key-file")
    found.press("mend.keys")
    found.shows("notice")
    assert ("put_back_keys", FOLDER) in found.door.rescuing.calls
    found.press("notice.unlock")
    found.shows("unlock")
    opened(found, "no-key-file")
    found.door.rescuing.error = BackupRefused(path="a", problem="changed")
    found.press("mend.keys")
    found.shows("notice")
    found.press("notice.back")
    found.shows("mend")


def test_the_folder_is_copied(found: Program) -> None:
    """D04"""
    opened(found)
    found.app.dialogs.answer_next.append(None)
    found.press("mend.copy")
    assert found.page.objectName() == "mend"
    found.app.dialogs.answer_next.append(Path("stick"))
    found.press("mend.copy")
    found.shows("notice")
    assert str(Path("stick/Records.copy")) in lines(found)
    assert found.page.property("announced") == "done"
    found.press("notice.back")
    found.shows("mend")


def test_copying_is_told_and_stopped(found: Program) -> None:
    """D04"""
    opened(found)
    steps: list[object] = []
    rescue = found.app.desk.rescue
    found.door.rescuing.watched = [(1, 4)]
    words = found.named("mend.words")
    rescue.progressed.connect(lambda: steps.append(words.property("text")))
    found.door.rescuing.pause = rescue.cancel
    found.app.dialogs.answer_next.append(Path("stick"))
    found.press("mend.copy")
    found.shows("mend")
    assert steps == ["Copying the folder"]
    found.door.rescuing.pause = None
    found.door.rescuing.watched = []
    found.door.rescuing.error = NotWritten(path="stick", errno=28)
    found.app.dialogs.answer_next.append(Path("stick"))
    found.press("mend.copy")
    found.shows("notice")
    found.press("notice.back")
    found.shows("mend")


def test_damage_found_while_open_leads_there(program: Program) -> None:
    """D05"""
    program.begin().unlock()
    program.workspace.errors["caseload"] = VaultDamaged(problem="database")
    program.app.routes.show_records()
    program.shows("notice")
    assert "database is damaged" in lines(program)
    program.press("notice.mend")
    program.wait(lambda: bool(program.restarts))
    assert program.restarts == [["--vault", "Records.kinvault", "--mend"]]


def test_back_leads_to_unlocking(found: Program) -> None:
    """D06"""
    opened(found)
    found.press("mend.back")
    found.shows("unlock")
    found.door.folders = ()
    found.app.routes.show_mend()
    found.shows("first_run")
