# SPDX-License-Identifier: Apache-2.0
"""How far something long has come.

It is hidden until there is something to say; Cancel is pressed once, and then nothing is said until
the end.
"""

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
