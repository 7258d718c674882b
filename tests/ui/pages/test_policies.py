# SPDX-License-Identifier: Apache-2.0
"""Policies in force, and what the window does about them (the rest: tests/app/test_making.py).

P01 The page tells every policy with its value and source, and what is of no use.
P02 What cannot be read opens nothing: every way leads to the page that says why.
P03 IdleLockMinutes is how long it waits before it locks, under the cover no longer.
P04 CaptureProtection: nobody is offered screenshots, and an earlier choice counts for nothing.
P05 DisablePrint: no page offers to print.
P06 TransferPasswords: no file with a password is offered (tests/ui/pages/test_hand_over.py).
P07 MinIdentityTier: the page of keys asks for it.
P08 BackupDirectory: the page of backups offers no other place.
P09 RetentionDays: the page that deletes says how long.
P10 OrganisationName, OrganisationLogo: shown before unlocking.
P11 A policy of no use stands over every page.
P12 FormPackDirectory, ProfileDirectory, UpdateDirectory: looked through after the first paint.
P13 DataDirectory is where vaults are looked for; MinPassphraseBits is what is offered.
P14 AllowedExportFolders: data of a checked file is saved nowhere else.
"""

from pathlib import Path

import pytest
from PySide6.QtGui import QAction, QImage
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from helpers.policies import SOURCE, decided
from helpers.program import Program
from kinfile.app import pack_folders, updates
from kinfile.errors import PolicyForbids, PolicyRefused
from kinfile.i18n import Language
from kinfile.policy.policies import NO_POLICIES
from kinfile.policy.preferences import Preferences
from kinfile.policy.table import Key
from kinfile.ui.application import Start, _door, now
from kinfile.ui.cautions import Caution
from kinfile.ui.door import VaultDoor
from kinfile.ui.guard import MINUTES, Delays
from kinfile.ui.menu import Menu
from kinfile.ui.pages.policies import PoliciesPage
from kinfile.ui.theme import Theme
from kinfile.ui.verifying import Request


def said(page: QWidget) -> str:
    return " ".join(each.accessibleName() or each.text() for each in page.findChildren(QLabel))


def test_every_policy_is_told(qtbot: QtBot, theme: Theme) -> None:
    """P01"""
    policies = decided(IdleLockMinutes=2, RetentionDays=9000, Colour="blue")
    page = PoliciesPage(policies, theme, Language.load())
    qtbot.addWidget(page)
    model = page.table.model()
    assert model.rowCount() == len(Key)
    assert model.index(0, 1).data() == "2"
    assert SOURCE in model.index(0, 2).data()
    assert "RetentionDays" in said(page)
    assert "Colour" in said(page)
    sound = PoliciesPage(NO_POLICIES, theme, Language.load())
    qtbot.addWidget(sound)
    assert sound.findChild(QWidget, "policies.problems") is None


def test_the_way_there_and_back(program: Program) -> None:
    """P01"""
    program.begin().unlock()
    program.app.window.about_chosen.emit()
    program.shows("about")
    program.press("about.policies")
    program.shows("policies")
    program.app.appearance.choose_colours("dark")
    program.settle()
    program.press("policies.back")
    program.shows("about")
    program.press("about.back")
    program.shows("records")


def test_what_cannot_be_read_opens_nothing(program: Program) -> None:
    """P02"""
    program.refused = PolicyRefused(path=SOURCE, problem="writable")
    program.begin()
    assert program.page.objectName() == "notice"
    assert SOURCE in said(program.page)
    for way in ("home_chosen", "new_chosen", "find_chosen", "back_chosen", "backup_wished"):
        getattr(program.app.window, way).emit()
        program.settle()
        assert program.page.objectName() == "notice", way
    program.app.routes.go_home()
    assert SOURCE in said(program.page)
    assert program.door.opened == []
    assert not program.app.desk.is_unlocked


@pytest.mark.parametrize(("minutes", "hidden"), [(2, 2), (30, 5)])
def test_it_locks_when_it_decided(program: Program, minutes: int, hidden: int) -> None:
    """P03"""
    program.policies = decided(IdleLockMinutes=minutes)
    guard = program.begin().app.guard
    assert guard._idle._timer.interval() == minutes * MINUTES
    assert guard._hidden.interval() == hidden * MINUTES


def test_without_it_the_delays_are_kinfiles_own(program: Program) -> None:
    """P03"""
    program.delays = Delays(idle=4_000, hidden=3_000)
    guard = program.begin().app.guard
    assert (guard._idle._timer.interval(), guard._hidden.interval()) == (4_000, 3_000)


def test_screenshots_stay_off(program: Program) -> None:
    """P04"""
    program.policies = decided(CaptureProtection=True)
    look = program.begin(Preferences(may_be_captured=True)).app.appearance
    assert not look.preferences.may_be_captured
    look.choose_capture(is_on=True)
    assert not look.preferences.may_be_captured
    menu = Menu(look, parent=program.app.window, offers_capture=True)
    assert menu.findChild(QAction, "menu.capture") is None


def test_nothing_is_printed(program: Program) -> None:
    """P05 (pages: tests/ui/pages/test_signed.py)"""
    assert program.begin().app.routes.may_print
    program.app.desk.policies = decided(DisablePrint=True)
    assert not program.app.routes.may_print


def test_a_key_of_its_tier_is_asked_for(program: Program) -> None:
    """P07"""
    program.policies = decided(MinIdentityTier=2)
    assert program.begin().app.routes.minimum_tier == 2


def test_no_other_place_for_backups(program: Program) -> None:
    """P08"""
    program.workspace.second_place = Path("/srv/backups")
    program.workspace.is_second_place_decided = True
    program.begin().unlock()
    program.app.window.backup_wished.emit()
    program.shows("backup")
    assert program.page.findChild(QWidget, "backup.decided") is not None
    for name in ("backup.place", "backup.drop"):
        assert program.page.findChild(QWidget, name) is None


def test_how_long_a_record_can_be_taken_back(program: Program) -> None:
    """P09"""
    program.policies = decided(RetentionDays=7)
    assert program.begin().app.desk.days_aside == 7


def test_whose_computer_it_is(program: Program, tmp_path: Path) -> None:
    """P10"""
    logo = tmp_path / "logo.png"
    picture = QImage(400, 100, QImage.Format.Format_RGB32)
    picture.fill(0)
    assert picture.save(str(logo))
    program.policies = decided(OrganisationName="Example Trust", OrganisationLogo=str(logo))
    program.begin()
    assert program.named("organisation.name").text() == "Example Trust"  # type: ignore[attr-defined]
    shown = program.named("organisation.logo").pixmap()  # type: ignore[attr-defined]
    assert 0 < shown.height() <= 120


@pytest.mark.parametrize("content", [b"no picture", b"x" * 3_000_000, None])
def test_a_logo_that_is_none_is_left_out(
    program: Program, tmp_path: Path, content: bytes | None
) -> None:
    """P10"""
    logo = tmp_path / "logo.png"
    if content is not None:
        logo.write_bytes(content)
    program.policies = decided(OrganisationLogo=str(logo))
    program.begin()
    assert program.page.findChild(QWidget, "organisation.logo") is None


def test_what_is_of_no_use_stands_over_every_page(program: Program) -> None:
    """P11"""
    program.policies = decided(RetentionDays="long")
    program.begin().unlock()
    program.wait(lambda: program.app.window.caution is not None)
    cautions = program.app.surroundings._cautions
    assert Caution.POLICY in cautions.standing
    cautions.look()
    cautions._set_backup(set())
    assert cautions.standing == (Caution.POLICY,)


def test_folders_are_looked_through(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    """P12"""
    found = pack_folders.TakenIn(refused=(("a.kfpack", "not-trusted"),))
    monkeypatch.setattr(pack_folders, "take_in", lambda _policies: found)
    monkeypatch.setattr(updates, "newer_version", lambda _policies: "9.4")
    program.policies = decided(UpdateDirectory="/srv/updates")
    program.begin()
    program.wait(lambda: program.app.routes.update_offered == "9.4")
    program.press("unlock.help")
    program.shows("about")
    assert "9.4" in program.named("about.update").text()  # type: ignore[attr-defined]
    assert "pack-refused" in (program.folder / "events.jsonl").read_text()


def test_vaults_are_looked_for_in_its_folder(tmp_path: Path) -> None:
    """P13"""
    policies = decided(DataDirectory=str(tmp_path), MinPassphraseBits=128)
    door = _door(Start(policies=policies))
    assert isinstance(door, VaultDoor)
    assert door.home == tmp_path / "vaults"
    assert door.policies is policies
    assert len(door.suggest_passphrase().split()) == 10
    assert door.weakness("qv7k 2mzx 9wpt", own_name="") == "simple"
    usual = VaultDoor(clock=now)
    assert len(usual.suggest_passphrase().split()) == 5
    assert usual.weakness("qv7k 2mzx 9wpt", own_name="") is None


def test_data_is_saved_where_it_allows(program: Program, tmp_path: Path) -> None:
    """P14"""
    program.policies = decided(AllowedExportFolders=[str(tmp_path / "out")])
    verifying = program.begin().app.desk.verifying
    verifying.check(Request(chosen=tmp_path / "a.pdf"), Language.load(), save_to=tmp_path)
    program.wait(lambda: not verifying.is_running)
    assert isinstance(verifying.error, PolicyForbids)
