# SPDX-License-Identifier: Apache-2.0
"""Unlock.

U01 It names no person and no case; the box is focused, and pasting is allowed.
U02 A wrong passphrase is said in words, stays to be mended, and tells the wait that applies.
U03 While a wait runs it is counted down, Unlock is off, and both end together.
U04 A slow opening is told; nothing can be sent twice meanwhile.
U05 Every other failure has a page that says what happened and what to do.
U06 Once sent, the records open, even where another page has been gone to meanwhile.
"""

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from helpers.program import Program
from helpers.window_fakes import PASSPHRASE
from kinfile.errors import (
    KinfileError,
    TooSoon,
    VaultDamaged,
    VaultTooNew,
    WrongPassphrase,
)
from kinfile.ui.pages.unlock import UnlockPage


def page(program: Program) -> UnlockPage:
    assert isinstance(program.page, UnlockPage)
    return program.page


def fail(program: Program, error: KinfileError, typed: str = "words typed wrong") -> UnlockPage:
    program.door.error = error
    program.begin()
    program.type_in("unlock.passphrase", typed)
    program.press("unlock.unlock")
    return page(program)


def test_the_box_has_the_focus(program: Program, qtbot: QtBot) -> None:  # U01
    program.begin()
    program.wait(lambda: program.named("unlock.passphrase").hasFocus())
    QApplication.clipboard().setText(PASSPHRASE)
    page(program).passphrase.box.paste()
    assert page(program).passphrase.text() == PASSPHRASE
    with qtbot.waitSignal(program.app.desk.unlocked):
        qtbot.keyClick(page(program).passphrase.box, Qt.Key.Key_Return)


def test_nothing_typed_is_said(program: Program) -> None:
    program.begin()
    program.press("unlock.unlock")
    assert page(program).passphrase.error.text() == "Enter your passphrase."
    assert program.door.opened == []


def test_a_wrong_passphrase_stays_to_be_mended(program: Program) -> None:  # U02
    shown = fail(program, WrongPassphrase(wait=0))
    words = "That passphrase does not match. Check it and try again."
    assert shown.passphrase.error.text() == words
    assert shown.passphrase.text() == "words typed wrong"
    assert shown.passphrase.box.selectedText()
    assert shown.unlock.isEnabled()
    assert shown.property("announced") == "not-matched"


def test_the_wait_that_applies_is_told_and_counted(program: Program) -> None:  # U02, U03
    shown = fail(program, WrongPassphrase(wait=2))
    assert shown.passphrase.error.text().endswith("You can try again in 2 seconds.")
    assert not shown.unlock.isEnabled()
    program.now += timedelta(seconds=1)
    shown.count_down()
    assert shown.passphrase.error.text().endswith("You can try again in 1 second.")
    qt_enter = Qt.Key.Key_Return
    program.qtbot.keyClick(shown.passphrase.box, qt_enter)
    assert len(program.door.opened) == 1
    program.now += timedelta(seconds=1)
    shown.count_down()
    assert shown.unlock.isEnabled()
    assert "second" not in shown.passphrase.error.text()


def test_too_soon_says_only_the_wait(program: Program) -> None:  # U03
    shown = fail(program, TooSoon(wait=30))
    assert shown.passphrase.error.text() == "You can try again in 30 seconds."
    program.now += timedelta(seconds=31)
    shown.count_down()
    assert shown.passphrase.error.text() == "You can try again now."


def test_a_slow_opening_is_told(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    program.begin()  # U04
    monkeypatch.setattr(page(program)._desk, "unlock", lambda *_, **__: None)
    program.type_in("unlock.passphrase", PASSPHRASE)
    program.named("unlock.unlock").click()  # type: ignore[attr-defined]
    assert page(program).unlock.text() == "Unlock"
    assert page(program).passphrase.box.isReadOnly()
    program.wait(lambda: page(program).unlock.text() == "Opening your records…")
    assert page(program).property("announced") == "working"


def test_leaving_the_page_meanwhile_opens_the_records_too(program: Program) -> None:  # U06
    program.begin()
    left = page(program)
    left.passphrase.box.setText(PASSPHRASE)
    left.unlock.click()
    program.app.window.about_chosen.emit()
    program.wait(lambda: not isValid(left))
    program.wait(lambda: program.page.objectName() in {"records", "empty"})


def test_other_failures_have_a_page(program: Program) -> None:  # U05
    program.door.error = VaultTooNew(made_by="9")
    program.begin()
    program.type_in("unlock.passphrase", "words")
    program.press("unlock.unlock")
    program.shows("notice")
    program.press("notice.again")
    program.shows("unlock")
    program.door.error = VaultDamaged(problem="database")
    program.type_in("unlock.passphrase", "words")
    program.press("unlock.unlock")
    program.shows("mend")


def test_the_examples_passphrase_stands_on_its_own_page(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kinfile.ui.routes.door.is_example", lambda _: True)
    program.door.folders = (Path("Example.kinvault"),)
    program.begin()
    assert "made up family to try out" in program.named("unlock.example").accessibleDescription()
