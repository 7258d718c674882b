# SPDX-License-Identifier: Apache-2.0
"""From page to page.

Y01 Without a vault one is set up; with one, it is unlocked; with several, one is chosen.
Y02 Home is the list, or the invitation while it is empty.
Y03 A new look shows the same page, with the user where they were.
Y04 Full names stay shown until lock, from page to page; so does the filter.
Y05 What fails says what to do, on a page of its own, and leads back.
Y06 A mistake of ours ends in a plain page, not in a dead window.
Y07 A form pack that was opened from outside is offered where a trusted key signed it, and taken
    into use only when that is chosen.
"""

from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget

from helpers.program import Program
from helpers.window_fakes import LINES
from kinfile.app import pack_folders
from kinfile.errors import NotKept, PackRefused, UnknownRecord
from kinfile.policy.preferences import Preferences
from kinfile.ui.pages.records import RecordsPage
from kinfile.ui.pages.unlock import UnlockPage

CTRL = Qt.KeyboardModifier.ControlModifier


def records(program: Program) -> RecordsPage:
    assert isinstance(program.page, RecordsPage)
    return program.page


def test_with_a_vault_it_is_unlocked(program: Program) -> None:  # Y01
    program.begin()
    assert program.page.objectName() == "unlock"
    assert program.app.window.bar is None
    program.unlock()
    assert program.page.objectName() == "records"
    assert program.app.window.bar is not None


def test_several_vaults_are_told_by_label(program: Program) -> None:  # Y01
    program.door.folders = (Path("/v/Old.kinvault"), Path("/v/Records.kinvault"))
    program.begin(Preferences(vault="/v/Records.kinvault"))
    page = program.page
    assert isinstance(page, UnlockPage)
    assert page.picker is not None
    shown = [page.picker.itemText(n) for n in range(page.picker.count())]
    assert shown == ["Records", "Old"]
    page.picker.setCurrentIndex(1)
    program.unlock()
    assert program.door.opened == [Path("/v/Old.kinvault")]


def test_setting_up_from_nothing(program: Program) -> None:  # Y01, Y02
    program.door.folders = ()
    program.begin()
    assert program.page.objectName() == "first_run"
    program.type_in("first_run.name", "Jo Rowe")
    program.type_in("first_run.role", "Midwife")
    program.press("first_run.continue")
    program.press("choose_passphrase.back")
    assert program.page.objectName() == "first_run"
    assert program.named("first_run.name").text() == "Jo Rowe"  # type: ignore[attr-defined]
    program.press("first_run.continue")
    program.press("choose_passphrase.use")
    program.type_in("choose_passphrase.second", program.named("choose_passphrase.first").text())  # type: ignore[attr-defined]
    program.press("choose_passphrase.make")
    program.shows("recovery_code")
    program.press("recovery_code.written")
    program.press("recovery_code.continue")
    program.shows("empty")


def test_a_new_look_keeps_the_place(program: Program) -> None:  # Y03
    program.begin().unlock()
    program.type_in("records.find", "a")
    program.named("records.find").setFocus()
    for colours in ("dark", "contrast", "light"):
        program.app.appearance.choose_colours(colours)
        program.settle()
        assert program.page.objectName() == "records"
        assert records(program).search.text() == "a"
        program.wait(lambda: program.named("records.find").hasFocus())


def test_names_and_filter_stay_from_page_to_page(program: Program) -> None:  # Y04
    program.begin().unlock()
    QTest.keyClick(
        program.app.window.windowHandle(), Qt.Key.Key_N, CTRL | Qt.KeyboardModifier.ShiftModifier
    )
    records(program).chips.choose("to_do")
    program.press("records.new")
    program.shows("new")
    program.press("bar.home")
    program.shows("records")
    assert records(program).table.model().index(0, 0).data() == "Anna Example"
    assert records(program).chip == "to_do"


def test_find_works_from_any_page(program: Program) -> None:
    program.begin().unlock()
    QTest.keyClick(program.app.window.windowHandle(), Qt.Key.Key_F, CTRL)
    assert program.named("records.find").hasFocus()
    program.press("records.new")
    program.shows("new")
    QTest.keyClick(program.app.window.windowHandle(), Qt.Key.Key_F, CTRL)
    program.shows("records")
    program.wait(lambda: program.named("records.find").hasFocus())


def test_about_leads_back_to_where_one_was(program: Program) -> None:
    program.begin()
    program.press("unlock.help")
    program.shows("about")
    program.app.appearance.choose_colours("dark")
    program.settle()
    program.press("about.back")
    program.shows("unlock")
    program.unlock()
    program.app.window.about_chosen.emit()
    program.shows("about")
    QTest.keyClick(
        program.app.window.windowHandle(), Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier
    )
    program.shows("records")


def test_a_record_that_is_gone_says_so(program: Program) -> None:  # Y05
    program.begin().unlock()
    program.workspace.errors["open"] = UnknownRecord(ref="AAAA-0001")
    program.press("records.continue")
    program.shows("notice")
    program.press("notice.back")
    program.shows("records")


def test_an_example_that_cannot_be_made_says_so(program: Program) -> None:  # Y05
    program.door.folders = ()
    program.workspace.errors["example"] = NotKept(problem="disk-full", errno=28)
    program.begin()
    program.press("first_run.example")
    program.wait(lambda: program.page.findChild(QWidget, "notice.back") is not None)
    program.press("notice.back")
    program.shows("first_run")


def test_a_fault_ends_in_a_plain_page(program: Program) -> None:  # Y06
    program.begin().unlock()
    program.app.routes.show_fault()
    program.shows("notice")
    program.press("notice.back")
    program.shows("records")


def test_continue_says_where_one_was(program: Program) -> None:
    program.workspace.resume = SimpleNamespace(
        ref=LINES[0].ref, section="mental_health", place=None
    )
    program.begin().unlock()
    card = program.named("records.continue_card")
    said = " ".join(each.accessibleName() for each in card.findChildren(QLabel))
    assert "You were in Mental health now." in said
    assert "A. E., pre-birth assessment" in said


def test_cannot_unlock_leads_back(program: Program) -> None:
    program.begin()
    program.press("unlock.cannot")
    program.shows("cannot_unlock")
    program.press("cannot_unlock.back")
    program.shows("unlock")


@pytest.mark.parametrize("profiles", [1, 2])
def test_the_first_record_asks_for_a_profile_only_where_there_is_a_choice(
    program: Program, monkeypatch: pytest.MonkeyPatch, profiles: int
) -> None:
    shown: list[str] = []
    program.workspace.lines = ()
    program.door.card = program.door.card * profiles
    program.begin()
    monkeypatch.setattr(
        type(program.app.routes), "show_record", lambda _, draft, **__: shown.append(draft.ref)
    )
    program.unlock()
    program.press("form.young_carer.start")
    if profiles > 1:
        program.shows("new")
        program.press("form.young_carer.start")
    program.wait(lambda: bool(shown))
    assert ("start", ("young_carer", "generic-england")) in program.workspace.calls


def test_a_pack_that_is_trusted_is_offered(
    program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:  # Y07
    offered = pack_folders.OfferedPack(title="Small form", version=2, signed_by="lead.pem")
    taken: list[Path] = []
    monkeypatch.setattr(pack_folders, "look_at", lambda _file: offered)
    monkeypatch.setattr(pack_folders, "install", taken.append)
    program.pack = tmp_path / "small.kfpack"
    program.begin()
    program.shows("notice")
    told = " ".join(each.text() for each in program.page.findChildren(QLabel))
    assert "Small form, version 2" in told
    assert taken == []
    program.press("notice.take")
    program.wait(lambda: bool(taken))
    program.shows("notice")
    program.press("notice.back")
    program.shows("unlock")


def test_a_pack_of_a_stranger_is_not_offered(
    program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:  # Y07
    def refuse(_file: Path) -> None:
        raise PackRefused(problem="not-trusted")

    monkeypatch.setattr(pack_folders, "look_at", refuse)
    program.pack = tmp_path / "small.kfpack"
    program.begin()
    program.shows("notice")
    assert program.page.findChild(QWidget, "notice.take") is None
    program.press("notice.back")
    program.shows("unlock")
