# SPDX-License-Identifier: Apache-2.0
"""The recovery code: all of it, spelled out, once, and not passed by without a tick."""

from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from kinfile.i18n import Language
from kinfile.ui.pages.recovery_code import RecoveryCodePage
from kinfile.ui.theme import Theme

CODE = "ABCD-EFGH-JKMN-PQRS-TVWX-YZ23-4567-89AB-CD"


def page(qtbot: QtBot) -> RecoveryCodePage:
    made = RecoveryCodePage(CODE, Theme(), Language.load())
    qtbot.addWidget(made)
    made.show()
    return made


def test_all_of_it_is_shown_and_spelled(qtbot: QtBot, theme: Theme) -> None:
    shown = [each for each in page(qtbot).findChildren(QLabel) if each.property("look") == "code"]
    assert "-".join(each.text() for each in shown) == CODE
    assert all(" " in each.accessibleName() for each in shown)


def test_the_code_after_a_used_one_says_so(qtbot: QtBot, theme: Theme) -> None:
    made = RecoveryCodePage(CODE, theme, Language.load(), is_next=True)
    qtbot.addWidget(made)
    words = " ".join(each.text() for each in made.findChildren(QLabel))
    assert "Step 3 of 3: your new recovery code" in words
    assert "The code you have just used no longer works" in words
    assert "Set up on this laptop" not in words


def test_it_is_not_passed_by_without_a_tick(qtbot: QtBot, theme: Theme) -> None:
    made = page(qtbot)
    go = made.findChild(QPushButton, "recovery_code.continue")
    assert go is not None
    with qtbot.assertNotEmitted(made.code_kept):
        go.click()
    assert made.error.isVisible()
    assert "Error: " in made.written.accessibleDescription()
    made.written.click()
    with qtbot.waitSignal(made.code_kept):
        go.click()
