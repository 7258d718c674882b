# SPDX-License-Identifier: Apache-2.0
"""Caps Lock as typing shows it.

C01 A capital without Shift, or a small letter with it, is proof that it is on.
C02 A letter as expected is proof that it is off; other keys prove nothing.
C03 Once known, the key itself is counted.
C04 Where the system tells, it is believed at once.
"""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit

from kinfile.ui.caps_lock import CapsLock, ask_windows

NO, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def box(qapp: QApplication) -> Iterator[QLineEdit]:
    made = QLineEdit()
    yield made
    made.deleteLater()


def press(
    box: QLineEdit, text: str, modifiers: Qt.KeyboardModifier = NO, key: Qt.Key = Qt.Key.Key_A
) -> None:
    QApplication.sendEvent(box, QKeyEvent(QEvent.Type.KeyPress, key, modifiers, text))


@pytest.mark.parametrize(
    ("text", "modifiers", "said"),
    [("A", NO, [True]), ("a", SHIFT, [True]), ("a", NO, []), ("A", SHIFT, []), ("1", NO, []),
     ("", NO, []), ("Ŵ", NO, [True])],
)  # fmt: skip
def test_a_letter_in_the_other_case_is_proof(
    box: QLineEdit, text: str, modifiers: Qt.KeyboardModifier, said: list[bool]
) -> None:  # C01, C02
    heard: list[bool] = []
    CapsLock(box, ask=lambda: None).changed.connect(heard.append)
    press(box, text, modifiers)
    assert heard == said


def test_it_goes_off_with_the_next_letter(box: QLineEdit) -> None:  # C02
    heard: list[bool] = []
    CapsLock(box, ask=lambda: None).changed.connect(heard.append)
    press(box, "A")
    press(box, "B")
    press(box, "3")
    press(box, "c")
    assert heard == [True, False]


def test_once_known_the_key_is_counted(box: QLineEdit) -> None:  # C03
    heard: list[bool] = []
    CapsLock(box, ask=lambda: None).changed.connect(heard.append)
    press(box, "", key=Qt.Key.Key_CapsLock)
    assert heard == []
    press(box, "A")
    press(box, "", key=Qt.Key.Key_CapsLock)
    press(box, "", key=Qt.Key.Key_CapsLock)
    assert heard == [True, False, True]


def test_what_the_system_tells_is_believed(box: QLineEdit) -> None:  # C04
    heard: list[bool] = []
    CapsLock(box, ask=lambda: True).changed.connect(heard.append)
    QApplication.sendEvent(box, QFocusEvent(QEvent.Type.FocusIn))
    press(box, "a")
    assert heard == [True]


def test_only_windows_tells() -> None:
    assert ask_windows() is None
