# SPDX-License-Identifier: Apache-2.0
"""The box for a passphrase.

W01 It is hidden until Show, which says what it will do next.
W02 Its bytes are of one spelling, whichever keyboard typed them.
W03 An error stands above it, in its border and in its description, and goes again.
W04 A second try begins with everything selected.
W05 Caps Lock is told in words while it shows.
"""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from kinfile.i18n import Language
from kinfile.ui.theme import Theme
from kinfile.ui.widgets.passphrase import PassphraseBox


@pytest.fixture
def box(qtbot: QtBot, theme: Theme) -> PassphraseBox:
    made = PassphraseBox("Passphrase", theme, Language.load(), hint="At least 14 characters.")
    qtbot.addWidget(made)
    made.resize(400, 200)
    with qtbot.waitExposed(made):
        made.show()
    return made


def test_show_and_hide(box: PassphraseBox) -> None:  # W01
    assert box.box.echoMode() == QLineEdit.EchoMode.Password
    box.show_button.click()
    assert box.box.echoMode() == QLineEdit.EchoMode.Normal
    assert box.show_button.text() == "Hide"
    assert box.show_button.accessibleName() == "Hide the passphrase"
    box.show_button.click()
    assert box.box.echoMode() == QLineEdit.EchoMode.Password


def test_one_spelling(box: PassphraseBox) -> None:  # W02
    box.set_text("caf\u00e9")
    first = box.secret()
    box.set_text("cafe\u0301")
    assert box.secret() == first == bytearray("caf\u00e9".encode())


def test_an_error_comes_and_goes(box: PassphraseBox) -> None:  # W03
    box.set_error("That passphrase does not match.")
    assert box.error_frame.isVisible()
    assert box.box.property("err") is True
    said = box.box.accessibleDescription()
    assert said == "Error: That passphrase does not match. At least 14 characters."
    box.set_error("")
    assert not box.error_frame.isVisible()
    assert box.box.property("err") is False
    assert box.box.accessibleDescription() == "At least 14 characters."


def test_a_second_try_begins_with_all_selected(box: PassphraseBox) -> None:  # W04
    box.set_text("not right")
    box.try_again()
    assert box.box.selectedText()
    box.clear()
    assert box.is_empty


def test_caps_lock_is_told(box: PassphraseBox, qtbot: QtBot) -> None:  # W05
    assert not box.caps_line.isVisible()
    for text, is_on in (("A", True), ("b", False)):
        event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier, text)
        QApplication.sendEvent(box.box, event)
        assert box.caps_line.isVisible() is is_on
    assert box.text() == "Ab"


def test_enter_submits_and_typing_tells(box: PassphraseBox, qtbot: QtBot) -> None:
    with qtbot.waitSignal(box.edited):
        qtbot.keyClicks(box.box, "x")
    with qtbot.waitSignal(box.submitted):
        qtbot.keyClick(box.box, Qt.Key.Key_Return)
