# SPDX-License-Identifier: Apache-2.0
"""Keeps our windows out of screenshots, recordings and shared screens, where the system can.

Windows can; it says itself that this is no guarantee, and a camera sees everything. On Linux no
program can. It is asked for each window at each time it shows itself, since Windows forgets it
when a window is hidden or made anew, and that holds for dialogs, menus and tips as well.
"""

import ctypes
import sys
from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from kinfile.ui.windows_messages import Message, WindowsMessages

SHOWN = 0x0018
MOVED = 0x0047
_WITH_SHOWING = 0x0040
_NOT_CAPTURED = 0x11
"""WDA_EXCLUDEFROMCAPTURE."""


class Place(ctypes.Structure):
    """What a change of a window's place points at."""

    _fields_ = (
        ("window", ctypes.c_void_p),
        ("after", ctypes.c_void_p),
        ("sides", ctypes.c_int * 4),
        ("flags", ctypes.c_uint),
    )


def is_showing(message: Message) -> bool:
    """Whether `message` tells a window that it comes up. Windows has two ways to say so."""
    if message.code == SHOWN:
        return message.first == 1
    if message.code == MOVED and message.second:
        return bool(Place.from_address(message.second).flags & _WITH_SHOWING)
    return False


class CaptureShield(QObject):
    """Up from the beginning. `exclude` tells the system: the window's handle, and whether."""

    def __init__(
        self, app: QGuiApplication, *, exclude: Callable[[int, bool], None] | None = None
    ) -> None:
        super().__init__(app)
        self._exclude = exclude or _tell_system
        self._is_up = True
        self._messages = WindowsMessages(frozenset({SHOWN, MOVED}))
        self._messages.signals.arrived.connect(self.on_message)
        app.installNativeEventFilter(self._messages)
        self._tell_all()

    def set_up(self, *, is_up: bool) -> None:
        """Raise or lower it for all windows, those to come included."""
        if is_up != self._is_up:
            self._is_up = is_up
            self._tell_all()

    def on_message(self, message: Message) -> None:
        if self._is_up and is_showing(message):
            self._exclude(message.window, self._is_up)

    def _tell_all(self) -> None:
        for window in QGuiApplication.topLevelWindows():
            # The others are told when they show themselves.
            if window.isVisible():
                self._exclude(window.winId(), self._is_up)


if sys.platform == "win32":

    def _tell_system(window: int, is_kept_out: bool) -> None:
        affinity = _NOT_CAPTURED if is_kept_out else 0
        ctypes.WinDLL("user32").SetWindowDisplayAffinity(ctypes.c_void_p(window), affinity)

else:

    def _tell_system(_window: int, _is_kept_out: bool) -> None:
        """There is nothing to tell."""
