# SPDX-License-Identifier: Apache-2.0
"""Lock, suspend and lid on Windows, as it tells the window by messages.

What a message means is worked out without Windows, so that it can be tested anywhere.
"""

import ctypes
import sys
import uuid
from enum import Enum, auto

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from kinfile.ui.session_watch import Lid, SessionWatch
from kinfile.ui.windows_messages import Message, WindowsMessages

SESSION_CHANGE = 0x02B1
POWER = 0x0218
LEFT = frozenset({2, 4, 6, 7})
"""WTS_CONSOLE_DISCONNECT, WTS_REMOTE_DISCONNECT, WTS_SESSION_LOGOFF, WTS_SESSION_LOCK."""
SUSPENDS = 4
SETTING_CHANGED = 0x8013
LID_SWITCH = uuid.UUID("ba3e0f4d-b817-4094-a2d1-d56379e6a0f3").bytes_le


class Meaning(Enum):
    """What a message says."""

    LEFT = auto()
    SUSPENDS = auto()
    LID_CLOSED = auto()
    LID_OPEN = auto()


class PowerSetting(ctypes.Structure):
    """What a change of a power setting points at: which one, and its value."""

    _fields_ = (("which", ctypes.c_ubyte * 16), ("size", ctypes.c_uint), ("value", ctypes.c_uint))


def meaning(message: Message) -> Meaning | None:
    """What `message` says, None for what is nothing to us."""
    if message.code == SESSION_CHANGE:
        return Meaning.LEFT if message.first in LEFT else None
    if message.code != POWER:
        return None
    if message.first == SUSPENDS:
        return Meaning.SUSPENDS
    if message.first == SETTING_CHANGED and message.second:
        setting = PowerSetting.from_address(message.second)
        if bytes(setting.which) == LID_SWITCH:
            return Meaning.LID_OPEN if setting.value else Meaning.LID_CLOSED
    return None


class WindowsSession(SessionWatch):
    """Asks Windows to tell the window, and listens to what the window is told."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._lid = Lid()
        self._messages: WindowsMessages | None = None

    def start(self) -> None:
        app = QCoreApplication.instance()
        if self._messages is not None or app is None:
            return
        self._messages = WindowsMessages(frozenset({SESSION_CHANGE, POWER}))
        self._messages.signals.arrived.connect(self.on_message)
        app.installNativeEventFilter(self._messages)
        _ask_to_be_told(int(self._window.winId()))

    def on_message(self, message: Message) -> None:
        said = meaning(message)
        if said is Meaning.SUSPENDS:
            self.suspend_begun.emit()
        elif said is Meaning.LEFT or self._has_closed(said):
            self.session_locked.emit()

    def _has_closed(self, said: Meaning | None) -> bool:
        is_lid = said in (Meaning.LID_CLOSED, Meaning.LID_OPEN)
        return is_lid and self._lid.has_closed(is_closed=said is Meaning.LID_CLOSED)


if sys.platform == "win32":

    def _ask_to_be_told(window: int) -> None:
        """A failure leaves out what it would have told; Kinfile locks by itself in any case."""
        handle = ctypes.c_void_p(window)
        ctypes.WinDLL("wtsapi32").WTSRegisterSessionNotification(handle, 0)
        switch = (ctypes.c_ubyte * 16)(*LID_SWITCH)
        register = ctypes.WinDLL("user32").RegisterPowerSettingNotification
        register.restype = ctypes.c_void_p
        register(handle, ctypes.byref(switch), 0)

else:

    def _ask_to_be_told(_window: int) -> None:
        """There is nobody to ask."""
