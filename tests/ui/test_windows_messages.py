# SPDX-License-Identifier: Apache-2.0
"""What Windows tells our windows.

D01 A message is read where Qt says that it is, whatever system this is.
D02 Only what is wanted is passed on, and never swallowed.
"""

import ctypes
from ctypes import wintypes

from PySide6.QtCore import QByteArray
from pytestqt.qtbot import QtBot

from kinfile.ui.windows_messages import KIND, Message, WindowsMessages, read

SESSION_CHANGE = 0x02B1
POWER = 0x0218


def native(code: int, first: int = 0, second: int = 0) -> wintypes.MSG:
    return wintypes.MSG(0x1234, code, first, second, 0, wintypes.POINT(0, 0))


def test_messages_are_read_where_qt_says_they_are(qtbot: QtBot) -> None:
    """D01, D02"""
    message = native(SESSION_CHANGE, 7, 3)
    assert read(ctypes.addressof(message)) == Message(0x1234, SESSION_CHANGE, 7, 3)
    messages = WindowsMessages(frozenset({SESSION_CHANGE}))
    with qtbot.waitSignal(messages.signals.arrived) as told:
        messages.nativeEventFilter(QByteArray(KIND), ctypes.addressof(message))
    assert told.args == [Message(0x1234, SESSION_CHANGE, 7, 3)]
    with qtbot.assertNotEmitted(messages.signals.arrived):
        messages.nativeEventFilter(QByteArray(KIND), ctypes.addressof(native(POWER)))
        messages.nativeEventFilter(QByteArray(b"xcb_generic_event_t"), 0)
