# SPDX-License-Identifier: Apache-2.0
"""Another passphrase for open records.

C01 The menu leads there while records are open, and back to the list.
C02 The current one and the new one twice; then it is said that it is changed.
C03 What is wrong is said at the box that it is about, and nothing is changed.
C04 The made-up family keeps its passphrase.
"""

import pytest

from helpers.program import Program
from helpers.window_fakes import PASSPHRASE
from kinfile.errors import NotKept, TooSoon
from kinfile.ui.door import example_folder
from kinfile.ui.pages.change_passphrase import ChangePassphrasePage

GOOD = "gentle harbour planet violin"


@pytest.fixture
def page(program: Program) -> ChangePassphrasePage:
    program.begin()
    program.unlock()
    program.app.window.passphrase_wished.emit()
    program.shows("change_passphrase")
    assert isinstance(program.page, ChangePassphrasePage)
    return program.page


def fill(page: ChangePassphrasePage, current: str = PASSPHRASE, new: str = GOOD) -> None:
    page.current.set_text(current)
    page.chosen.first.set_text(new)
    page.chosen.second.set_text(new)


def changes(program: Program) -> int:
    return [name for name, _ in program.workspace.calls].count("change_passphrase")


def test_it_is_left_by_button_and_key(program: Program, page: ChangePassphrasePage) -> None:  # C01
    assert page.trail() == ("Change passphrase",)
    program.press("change_passphrase.back")
    program.shows("records")
    program.app.window.passphrase_wished.emit()
    program.shows("change_passphrase")
    program.app.window.back_chosen.emit()
    program.shows("records")
    assert changes(program) == 0


def test_nothing_leads_there_while_records_are_closed(program: Program) -> None:  # C01
    program.begin()
    program.app.window.passphrase_wished.emit()
    program.settle()
    assert program.page.objectName() == "unlock"


def test_it_is_changed(program: Program, page: ChangePassphrasePage) -> None:  # C02
    fill(page)
    page.chosen.second.submitted.emit()
    program.shows("notice")
    assert changes(program) == 1
    program.press("notice.back")
    program.shows("records")


def test_it_is_said_though_the_page_was_built_anew(
    program: Program, page: ChangePassphrasePage
) -> None:  # C02
    fill(page)
    page.change.click()
    program.app.routes.rebuild()
    program.shows("notice")


@pytest.mark.parametrize(
    ("current", "words"), [("", "Enter your passphrase."), ("not it", "does not open this vault")]
)
def test_a_wrong_current_one_is_said_there(
    program: Program, page: ChangePassphrasePage, current: str, words: str
) -> None:  # C03
    fill(page, current=current)
    program.press("change_passphrase.change")
    assert words in page.current.error.text()
    assert page.property("announced") == "problem"
    assert not page.current.box.isReadOnly()
    assert program.app.window.focusWidget() is page.current.box
    assert program.page is page


def test_a_wait_is_said_there(program: Program, page: ChangePassphrasePage) -> None:  # C03
    program.workspace.errors["change_passphrase"] = TooSoon(wait=8)
    fill(page)
    program.press("change_passphrase.change")
    assert "Seconds left: 8." in page.current.error.text()


@pytest.mark.parametrize(("new", "words"), [("short", "Add 9 more"), ("Jo Rowe Jo Rowe", "name")])
def test_a_weak_new_one_changes_nothing(
    program: Program, page: ChangePassphrasePage, new: str, words: str
) -> None:  # C03
    fill(page, new=new)
    program.press("change_passphrase.change")
    assert words in page.chosen.first.error.text()
    assert changes(program) == 0


def test_what_the_vault_refuses_is_said(program: Program, page: ChangePassphrasePage) -> None:
    program.workspace.errors["change_passphrase"] = NotKept(problem="disk-full")  # C03
    fill(page)
    program.press("change_passphrase.change")
    assert "The disk is full" in page.chosen.first.error.text()
    assert page.change.text() == "Change my passphrase"


def test_the_made_up_family_keeps_its_passphrase(program: Program) -> None:  # C04
    program.begin()
    program.workspace.folder = example_folder()
    program.unlock()
    program.app.window.passphrase_wished.emit()
    program.shows("notice")
    program.press("notice.back")
    program.shows("records")
