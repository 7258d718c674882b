# SPDX-License-Identifier: Apache-2.0
"""How far something long has come.

It is hidden until there is something to say; Cancel is pressed once, by Esc too, and then nothing
is said until the end. What can no longer be stopped has no Cancel.
"""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kinfile.i18n import Language
from kinfile.ui.theme import Theme
from kinfile.ui.widgets.working import Working


def test_a_step_is_said_and_shown(qtbot: QtBot, theme: Theme) -> None:
    working = Working(theme, Language.load(), name="w")
    qtbot.addWidget(working)
    assert working.isHidden()
    working.show_step("Copying", 1, 4)
    assert not working.isHidden()
    assert (working.bar.value(), working.bar.maximum()) == (1, 4)
    assert working.bar.accessibleName() == working.words.text() == "Copying"


def test_cancel_is_pressed_once(qtbot: QtBot, theme: Theme) -> None:
    working = Working(theme, Language.load(), name="w")
    qtbot.addWidget(working)
    working.show_step("Copying", 1, 4)
    with qtbot.waitSignal(working.cancelled):
        working.cancel.click()
    working.show_step("Copying", 2, 4)
    assert working.words.text() == "Stopping…"
    with qtbot.assertNotEmitted(working.cancelled):
        working.cancel.click()
    working.end()
    assert working.isHidden()
    working.show_step("Copying", 1, 4)
    assert working.words.text() == "Copying"


def test_escape_presses_cancel(qtbot: QtBot, theme: Theme) -> None:
    working = Working(theme, Language.load(), name="w")
    qtbot.addWidget(working)
    working.show_step("Copying", 1, 4)
    working.activateWindow()
    qtbot.waitUntil(working.isActiveWindow)
    with qtbot.waitSignal(working.cancelled):
        QTest.keyClick(working, Qt.Key.Key_Escape)
    assert working.words.text() == "Stopping…"


def test_what_can_no_longer_be_stopped_has_no_cancel(qtbot: QtBot, theme: Theme) -> None:
    working = Working(theme, Language.load(), name="w")
    qtbot.addWidget(working)
    working.show_step("Signing", 1, 4)
    working.show_last("Too late")
    working.show_step("Signing", 2, 4)
    assert working.words.text() == working.bar.accessibleName() == "Too late"
    assert working.cancel.isHidden()
    with qtbot.assertNotEmitted(working.cancelled):
        working.cancel.click()
    working.end()
    working.show_step("Signing", 1, 4)
    assert not working.cancel.isHidden()
