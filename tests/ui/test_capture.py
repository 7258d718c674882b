# SPDX-License-Identifier: Apache-2.0
"""Keeping windows out of screenshots, as far as it can be seen without Windows.

Q01 Both messages by which a window learns that it comes up are understood, and no others.
Q02 Every window is told when it comes up, as long as the shield is up.
Q03 Raising and lowering the shield tells the windows that there are.
"""

import ctypes
from ctypes import wintypes

import pytest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from kinfile.ui.capture import MOVED, SHOWN, CaptureShield, Place, is_showing
from kinfile.ui.windows_messages import KIND, Message


def place(flags: int) -> Place:
    return Place(0, 0, (ctypes.c_int * 4)(), flags)


def test_what_says_that_a_window_comes_up() -> None:
    """Q01"""
    shown, only_moved = place(0x0040 | 0x0001), place(0x0001)
    assert is_showing(Message(5, SHOWN, 1, 0))
    assert not is_showing(Message(5, SHOWN, 0, 0))
    assert is_showing(Message(5, MOVED, 0, ctypes.addressof(shown)))
    assert not is_showing(Message(5, MOVED, 0, ctypes.addressof(only_moved)))
    assert not is_showing(Message(5, MOVED, 0, 0))
    assert not is_showing(Message(5, 0x0200, 1, 0))


def test_a_place_is_laid_out_as_windows_has_it() -> None:
    """Q01: two handles, four sides, the flags."""
    handle = ctypes.sizeof(ctypes.c_void_p)
    assert Place.flags.offset == 2 * handle + 4 * 4


@pytest.fixture
def told() -> list[tuple[int, bool]]:
    return []


def test_windows_are_told(qapp: QApplication, qtbot: QtBot, told: list[tuple[int, bool]]) -> None:
    """Q02, Q03"""
    window, dialog = QWidget(), QDialog()
    for each in (window, dialog):
        qtbot.addWidget(each)
        each.show()
    shield = CaptureShield(qapp, exclude=lambda *what: told.append(what))
    both = {int(window.winId()), int(dialog.winId())}
    assert both <= {handle for handle, is_kept_out in told if is_kept_out}
    told.clear()
    message = wintypes.MSG(77, SHOWN, 1, 0, 0, wintypes.POINT(0, 0))
    shield._messages.nativeEventFilter(KIND, ctypes.addressof(message))
    assert told == [(77, True)]
    shield.set_up(is_up=False)
    assert both <= {handle for handle, is_kept_out in told if not is_kept_out}
    told.clear()
    shield.on_message(Message(78, SHOWN, 1, 0))
    shield.set_up(is_up=False)
    assert told == []
    qapp.removeNativeEventFilter(shield._messages)
    shield.deleteLater()
