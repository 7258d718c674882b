# SPDX-License-Identifier: Apache-2.0
"""Back into one's records with the recovery code, in three steps.

R01 The code is tried before anything else: mistyped, wrong and absent ones are said at the box,
    each in its own words, and what was typed stays there to be mended.
R02 A new passphrase is chosen as at the first run; what the vault refuses is said there.
R03 The new code is shown once, even when the page was built anew meanwhile; then the records.
R04 Of several vaults the one that is meant is chosen; its Recovery ID is shown where there is one.
"""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QLineEdit

from helpers.program import Program
from helpers.window_fakes import LINES
from kinfile.errors import VaultBusy, WeakPassphrase
from kinfile.ui.pages.recover import RecoverPage
from kinfile.ui.pages.recover_passphrase import RecoverPassphrasePage

GOOD = "gentle harbour planet violin"


@pytest.fixture
def page(program: Program) -> RecoverPage:
    program.begin()
    program.press("unlock.cannot")
    program.shows("cannot_unlock")
    program.press("cannot_unlock.code")
    program.shows("recover")
    assert isinstance(program.page, RecoverPage)
    return program.page


@pytest.fixture
def second(program: Program, page: RecoverPage) -> RecoverPassphrasePage:
    """With the right code typed, as a person types it."""
    page.box.setText(program.door.code.lower().replace("-", " "))
    program.press("recover.continue")
    program.shows("recover_passphrase")
    assert isinstance(program.page, RecoverPassphrasePage)
    return program.page


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("", "Enter your recovery code."),
        ("   ", "Enter your recovery code."),
        ("ABCD-EFGH", "34 letters and digits"),
        ("0" * 34, "That recovery code does not open this vault."),
    ],
)
def test_a_code_that_is_not_right_is_said_at_the_box(
    program: Program, page: RecoverPage, typed: str, words: str
) -> None:  # R01
    page.box.setText(typed)
    program.press("recover.continue")
    assert words in page.error.text()
    assert page.error.isVisible()
    assert words in page.box.accessibleDescription()
    assert page.property("announced") == "problem"
    assert page.box.text() == typed
    assert not page.box.isReadOnly()
    program.wait(page.box.hasFocus)
    assert program.page is page


def test_a_mended_code_goes_on(program: Program, page: RecoverPage) -> None:  # R01
    page.box.setText(program.door.code[:-1])
    page.box.returnPressed.emit()
    program.settle()
    assert page.error.isVisible()
    page.box.setText(program.door.code)
    page.box.returnPressed.emit()
    program.shows("recover_passphrase")


def test_a_weak_passphrase_is_not_taken(
    program: Program, second: RecoverPassphrasePage
) -> None:  # R02
    second.chosen.first.set_text("short")
    second.chosen.second.set_text("short")
    program.press("recover_passphrase.open")
    assert second.chosen.first.error_frame.isVisible()
    assert program.door.opened == []


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (WeakPassphrase(problem="own-name", minimum=14), "little more than your name"),
        (VaultBusy(path="Records.kinvault"), "Another Kinfile has"),
    ],
)
def test_what_the_vault_refuses_is_said(
    program: Program, second: RecoverPassphrasePage, error: Exception, words: str
) -> None:  # R02
    program.door.error = error  # type: ignore[assignment]
    second.chosen.first.set_text(GOOD)
    second.chosen.second.set_text(GOOD)
    program.press("recover_passphrase.open")
    assert words in second.chosen.first.error.text()
    assert second.go.text() == "Open my records"
    program.door.error = None
    program.press("recover_passphrase.open")
    program.shows("recovery_code")


def test_one_may_go_back_from_the_passphrase(
    program: Program, second: RecoverPassphrasePage
) -> None:  # R02
    program.press("recover_passphrase.back")
    program.shows("recover")
    assert program.door.opened == []


def test_the_new_code_is_shown_once_and_then_the_records(
    program: Program, second: RecoverPassphrasePage
) -> None:  # R03
    program.door.workspace = replace(program.workspace, lines=LINES)
    second.chosen.first.set_text(GOOD)
    second.chosen.second.set_text(GOOD)
    second.chosen.second.submitted.emit()
    program.shows("recovery_code")
    words = " ".join(each.text() for each in program.page.findChildren(QLabel))
    assert "your new recovery code" in words
    assert "NEWC-0DEX-2345" in words
    program.press("recovery_code.written")
    program.press("recovery_code.continue")
    program.shows("records")
    assert program.app.desk.is_unlocked


def test_the_new_code_comes_though_the_page_was_built_anew(
    program: Program, second: RecoverPassphrasePage
) -> None:  # R03: text size changed while the key was being made
    second.chosen.first.set_text(GOOD)
    second.chosen.second.set_text(GOOD)
    second.go.click()
    program.app.routes.rebuild()
    program.shows("recovery_code")


def test_nothing_is_asked_twice_while_it_works(
    program: Program, second: RecoverPassphrasePage
) -> None:  # R03
    second.chosen.first.set_text(GOOD)
    second.chosen.second.set_text(GOOD)
    second.go.click()
    second.go.click()
    second._on_back()
    program.shows("recovery_code")
    assert len(program.door.opened) == 1


def test_the_vault_that_is_meant_is_chosen(program: Program) -> None:  # R04
    first, other = Path("A.kinvault"), Path("B.kinvault")
    program.door.folders = (first, other)
    program.door.ids = {other: "9f00aa11"}
    program.begin()
    program.press("unlock.cannot")
    program.shows("cannot_unlock")
    program.press("cannot_unlock.code")
    program.shows("recover")
    page = program.page
    assert isinstance(page, RecoverPage)
    assert page.picker is not None
    assert not page.recovery_id.isVisible()
    page.picker.setCurrentIndex(1)
    assert "Recovery ID: 9f00aa11" in page.recovery_id.text()
    assert "9 f 0 0 a a 1 1" in page.recovery_id.accessibleName()
    assert page.folder == other
    page.box.setText(program.door.code)
    program.press("recover.continue")
    program.shows("recover_passphrase")
    for box in program.page.findChildren(QLineEdit):
        box.setText(GOOD)
    program.press("recover_passphrase.open")
    program.shows("recovery_code")
    assert program.door.opened == [other]
