# SPDX-License-Identifier: Apache-2.0
"""Every sign of life is heard once, in whichever window has the focus."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from kinfile.ui.input_watch import InputWatch


def test_a_key_in_a_nested_field_is_heard_once(qtbot: QtBot, qapp: QApplication) -> None:
    box = QLineEdit()
    qtbot.addWidget(box)
    with qtbot.waitExposed(box):
        box.show()
    watch, heard = InputWatch(qapp), list[int]()
    watch.watch(box.windowHandle())
    watch.pressed.connect(heard.append)
    QTest.keyClick(box.windowHandle(), Qt.Key.Key_A)
    assert heard == [Qt.Key.Key_A.value]
    watch.watch(None)
    QTest.keyClick(box.windowHandle(), Qt.Key.Key_B)
    assert heard == [Qt.Key.Key_A.value]


def test_a_window_that_is_gone_does_no_harm(qtbot: QtBot, qapp: QApplication) -> None:
    box = QLineEdit()
    with qtbot.waitExposed(box):
        box.show()
    watch = InputWatch(qapp)
    watch.watch(box.windowHandle())
    box.destroy()
    box.deleteLater()
    qapp.processEvents()
    watch.watch(None)


def test_the_mouse_stirs_too(qtbot: QtBot, qapp: QApplication) -> None:
    box = QLineEdit()
    qtbot.addWidget(box)
    with qtbot.waitExposed(box):
        box.show()
    watch = InputWatch(qapp)
    watch.watch(box.windowHandle())
    with qtbot.waitSignal(watch.stirred):
        QTest.mouseClick(box.windowHandle(), Qt.MouseButton.LeftButton)


def test_moving_the_focus_stirs_too(qtbot: QtBot, qapp: QApplication) -> None:
    """A screen reader moves it without a key; a window that comes to the front does not count."""
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    boxes = [QLineEdit(), QLineEdit()]
    for box in boxes:
        column.addWidget(box)
    watch, stirs = InputWatch(qapp), list[bool]()
    watch.stirred.connect(lambda: stirs.append(True))
    qapp.focusObjectChanged.emit(None)
    qapp.focusObjectChanged.emit(boxes[0])
    assert stirs == []
    qapp.focusObjectChanged.emit(boxes[1])
    assert stirs == [True]
