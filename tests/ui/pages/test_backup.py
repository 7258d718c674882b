# SPDX-License-Identifier: Apache-2.0
"""The backup page, and the ways to it.

C01 The menu and the foot of the list lead there, and back to the page that was left; the foot's
    link makes a backup at once.
C02 When the last was made stands there; none, or one of more than a week ago, is a warning.
C03 One is made from there: what is happening is told, Cancel stops it, and the outcome is said. The
    window answers meanwhile.
C04 What failed, in the making or in the second place, is said with what to do.
C05 A second place is chosen, changed and given up; a place that is refused is said.
C06 What is kept is listed; going back to one begins with locking, and the fresh process is told.
C07 The made-up family needs no backup.
C08 Built anew in the middle of one, the page goes on telling.
"""

import threading
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from helpers.program import Program
from helpers.window_fakes import NOW, backup_line
from kinfile.errors import NotKept, NotWritten, VaultDamaged
from kinfile.ui.pages.backup import BackupPage


@pytest.fixture
def page(program: Program) -> BackupPage:
    program.begin().unlock()
    return opened(program)


def opened(program: Program) -> BackupPage:
    program.app.window.backup_wished.emit()
    program.shows("backup")
    return shown(program)


def shown(program: Program) -> BackupPage:
    assert isinstance(program.page, BackupPage)
    return program.page


def words(page: BackupPage, name: str) -> str:
    found = page.findChild(QLabel, name)
    assert found is not None
    return found.text().replace("\u200b", "")


def told(page: BackupPage) -> str:
    assert page.told is not None
    return f"{page.told.accessibleName()}. {page.told.accessibleDescription()}"


def test_it_leads_back_to_the_page_that_was_left(program: Program, page: BackupPage) -> None:  # C01
    assert page.trail() == ("Backup",)
    program.press("backup.back")
    program.shows("records")
    program.app.window.about_chosen.emit()
    program.shows("about")
    opened(program)
    opened(program)
    program.app.window.back_chosen.emit()
    program.shows("about")


def test_the_foot_of_the_list_makes_one_at_once(program: Program) -> None:  # C01, C03
    program.begin().unlock()
    program.press("records.backup_now")
    program.shows("backup")
    program.wait(lambda: shown(program).told is not None)
    assert told(shown(program)) == "The backup is made. 3 records, copied and checked."
    assert shown(program).property("announced") == "backed-up"
    assert shown(program).now.hasFocus()


def test_nothing_leads_there_while_records_are_closed(program: Program) -> None:  # C01
    program.begin()
    program.app.window.backup_wished.emit()
    program.settle()
    assert program.page.objectName() == "unlock"


@pytest.mark.parametrize("days", [None, 8])
def test_an_old_one_is_a_warning(program: Program, days: int | None) -> None:  # C02
    if days is not None:
        program.workspace.last_backup = NOW - timedelta(days=days)
    program.begin().unlock()
    page = opened(program)
    banner = program.named("backup.last")
    assert banner.property("look") == "bannerWarn"
    assert ("No backup yet" if days is None else "9 March 2026") in banner.accessibleName()
    assert page.working.isHidden()


def test_a_new_one_is_none(program: Program) -> None:  # C02
    program.workspace.last_backup = NOW
    program.begin().unlock()
    assert words(opened(program), "backup.last") == "17 March 2026 at 10:42"


def test_it_is_told_and_stopped(program: Program, page: BackupPage) -> None:  # C03, C08
    reached = threading.Event()
    stopped = threading.Event()
    stopped.clear()

    def pause(is_stopped: object) -> None:
        reached.set()
        stopped.wait(10)

    program.door.backup_pause = pause
    program.named("backup.now").setFocus()
    QTest.keyClick(program.named("backup.now"), Qt.Key.Key_Return)
    program.wait(reached.is_set)
    program.wait(lambda: page.working.bar.value() == 120)
    assert page.working.words.text() == "Writing the backup"
    assert page.working.cancel.hasFocus()
    assert not page.now.isVisible()
    program.app.appearance.choose_scale(1.5)
    program.wait(lambda: program.page is not page)
    program.shows("backup")
    again = shown(program)
    assert again.working.isVisible()
    again.working.cancel.click()
    stopped.set()
    program.wait(lambda: not program.app.backing_up.is_running)
    program.wait(lambda: program.page is not again)
    program.settle()
    assert shown(program).told is None
    assert shown(program).now.hasFocus()
    assert program.workspace.kept == ()


def test_a_failure_is_said(program: Program, page: BackupPage) -> None:  # C04
    program.door.backup_error = NotKept(problem="disk-full")
    program.press("backup.now")
    program.wait(lambda: shown(program).told is not None)
    assert told(shown(program)).startswith("The disk is full")
    assert shown(program).property("announced") == "not-backed-up"
    program.press("backup.back")
    program.shows("records")
    assert told(opened(program)).startswith("The disk is full")
    assert program.app.window.caution is not None
    assert program.app.window.caution.accessibleName() == "The last backup could not be made"
    program.door.backup_error = None
    program.press("backup.now")
    program.wait(lambda: program.app.window.caution is None)


def test_a_failure_in_the_second_place_is_said(program: Program, page: BackupPage) -> None:  # C04
    program.workspace.second_place = Path("stick")
    program.workspace.second_failed = NotWritten(path="stick", errno=None)
    program.press("backup.now")
    program.wait(lambda: shown(program).told is not None)
    assert told(shown(program)).startswith("stick could not be written")
    assert program.app.window.caution is not None
    assert program.app.window.caution.accessibleName() == "The last backup is on this laptop only"
    assert len(program.workspace.kept) == 1


def test_damage_that_a_backup_meets_leads_on(program: Program, page: BackupPage) -> None:  # C04
    program.door.backup_error = VaultDamaged(problem="database")
    program.press("backup.now")
    program.wait(lambda: shown(program).told is not None)
    assert program.app.window.caution is not None
    assert "damaged" in program.app.window.caution.accessibleName()
    program.press("backup.mend")
    program.wait(lambda: bool(program.restarts))
    assert program.restarts == [["--vault", "Records.kinvault", "--mend"]]


def test_a_second_place_is_chosen_and_given_up(program: Program, page: BackupPage) -> None:  # C05
    assert words(page, "backup.second").startswith("None chosen.")
    program.app.dialogs.answer_next.append(None)
    program.press("backup.place")
    assert shown(program) is page
    program.app.dialogs.answer_next.append(Path("stick/kinfile"))
    program.press("backup.place")
    assert words(shown(program), "backup.second") == str(Path("stick/kinfile"))
    program.press("backup.drop")
    assert words(shown(program), "backup.second").startswith("None chosen.")
    program.workspace.errors["choose_second_backup_place"] = NotWritten(path="x", errno=None)
    program.app.dialogs.answer_next.append(Path("x"))
    program.press("backup.place")
    program.shows("notice")
    program.press("notice.back")
    program.shows("backup")


def test_what_is_kept_is_listed(program: Program) -> None:  # C06
    program.workspace.kept = (backup_line(), backup_line(1, "daily", 2))
    program.begin().unlock()
    model = opened(program).table.words
    rows = [[model.index(row, column).data() for column in range(4)] for row in range(2)]
    assert rows == [
        ["17 March 2026 at 10:42", "3", "2 MB", "You asked for it"],
        ["16 March 2026 at 10:42", "2", "2 MB", "First change of the day"],
    ]


def test_going_back_begins_with_locking(program: Program) -> None:  # C06
    program.workspace.kept = (backup_line(),)
    program.begin().unlock()
    opened(program)
    program.press("backup.restore")
    program.shows("notice")
    program.press("notice.back")
    program.shows("backup")
    program.press("backup.restore")
    program.press("notice.lock")
    program.wait(lambda: bool(program.restarts))
    assert program.restarts == [["--vault", "Records.kinvault", "--restore"]]


def test_the_made_up_family_needs_none(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:  # C07
    monkeypatch.setattr("kinfile.ui.routes.backup.is_example", lambda _: True)
    program.begin().unlock()
    program.app.routes.back_up_now()
    program.shows("notice")
    assert not program.app.backing_up.is_running
    program.press("notice.back")
    program.shows("records")
