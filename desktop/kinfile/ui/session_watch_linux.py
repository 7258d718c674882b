# SPDX-License-Identifier: Apache-2.0
"""Lock, suspend and lid on Linux, as logind, UPower and the screen savers tell on D-Bus.

Before the computer sleeps logind waits (five seconds at most, as it is usually set) for whoever
asked it to. Kinfile does, and never lets go itself: Lock replaces the process, which closes the
descriptor that holds the computer awake.
"""

import os
from typing import cast

from PySide6.QtCore import SLOT, QObject, Slot
from PySide6.QtDBus import (
    QDBusConnection,
    QDBusMessage,
    QDBusPendingCallWatcher,
    QDBusUnixFileDescriptor,
    QDBusVariant,
)

from kinfile.ui.session_watch import Lid, SessionWatch

LOGIND = "org.freedesktop.login1"
LOGIND_PATH = "/org/freedesktop/login1"
UPOWER = "org.freedesktop.UPower"
UPOWER_PATH = "/org/freedesktop/UPower"
PROPERTIES = "org.freedesktop.DBus.Properties"

SCREEN_SAVERS = (
    ("org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver"),
    ("org.freedesktop.ScreenSaver", "/ScreenSaver"),
    ("org.gnome.ScreenSaver", "/org/gnome/ScreenSaver"),
    ("org.cinnamon.ScreenSaver", "/org/cinnamon/ScreenSaver"),
    ("org.mate.ScreenSaver", "/org/mate/ScreenSaver"),
    ("org.xfce.ScreenSaver", "/org/xfce/ScreenSaver"),
)
"""Name, which is the interface's too, and path."""


class LinuxSession(SessionWatch):
    """Watches the system's bus and the session's; either may be missing."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lid = Lid()
        self._asked: list[QDBusPendingCallWatcher] = []
        self._held: QDBusUnixFileDescriptor | None = None
        """Keeps the computer awake until we are gone."""
        self._has_begun = False

    def start(self) -> None:
        if self._has_begun:
            return
        self._has_begun = True
        self._listen_to_system(QDBusConnection.systemBus())
        self._listen_to_session(QDBusConnection.sessionBus())

    def _listen_to_system(self, bus: QDBusConnection) -> None:
        if not bus.isConnected():
            return
        manager = f"{LOGIND}.Manager"
        slept, locked = _slot("on_prepare_for_sleep(bool)"), _slot("on_lock()")
        bus.connect(LOGIND, LOGIND_PATH, manager, "PrepareForSleep", self, slept)
        bus.connect(LOGIND, session_path(), f"{LOGIND}.Session", "Lock", self, locked)
        moved = _slot("on_power_changed(QDBusMessage)")
        bus.connect(UPOWER, UPOWER_PATH, PROPERTIES, "PropertiesChanged", self, moved)
        hold = QDBusMessage.createMethodCall(LOGIND, LOGIND_PATH, manager, "Inhibit")
        hold.setArguments(["sleep", "Kinfile", "closes the records first", "delay"])
        self._ask(bus, hold, self.on_held)
        self._ask_for_lid(bus)

    def _listen_to_session(self, bus: QDBusConnection) -> None:
        if not bus.isConnected():
            return
        changed = _slot("on_screen_saver(bool)")
        for name, path in SCREEN_SAVERS:
            bus.connect(name, path, name, "ActiveChanged", self, changed)

    def _ask(self, bus: QDBusConnection, call: QDBusMessage, answered: object) -> None:
        # Never waited for: a service that does not answer must not hold up the window.
        waiting = QDBusPendingCallWatcher(bus.asyncCall(call), self)
        waiting.finished.connect(answered)

    def _ask_for_lid(self, bus: QDBusConnection) -> None:
        ask = QDBusMessage.createMethodCall(UPOWER, UPOWER_PATH, PROPERTIES, "Get")
        ask.setArguments([UPOWER, "LidIsClosed"])
        self._ask(bus, ask, self.on_lid)

    @Slot(QDBusPendingCallWatcher)
    def on_held(self, answer: QDBusPendingCallWatcher) -> None:
        given = _first(answer)
        if isinstance(given, QDBusUnixFileDescriptor):
            self._held = given

    @Slot(QDBusPendingCallWatcher)
    def on_lid(self, answer: QDBusPendingCallWatcher) -> None:
        given = _first(answer)
        is_closed = given.variant() if isinstance(given, QDBusVariant) else given
        if isinstance(is_closed, bool) and self._lid.has_closed(is_closed=is_closed):
            self.session_locked.emit()

    @Slot(bool)
    def on_prepare_for_sleep(self, begins: bool) -> None:
        if begins:
            self.suspend_begun.emit()

    @Slot()
    def on_lock(self) -> None:
        self.session_locked.emit()

    @Slot(bool)
    def on_screen_saver(self, is_active: bool) -> None:
        if is_active:
            self.session_locked.emit()

    @Slot(QDBusMessage)
    def on_power_changed(self, _message: QDBusMessage) -> None:
        # What changed is packed in a way that Python cannot read, so it is asked for.
        self._ask_for_lid(QDBusConnection.systemBus())


def _slot(signature: str) -> bytes:
    # PySide's declaration wants bytes; the function itself takes text and nothing else.
    return cast("bytes", SLOT(signature))


def _first(answer: QDBusPendingCallWatcher) -> object:
    """What was answered, None for a refusal; `answer` is not used again."""
    told: list[object] = [] if answer.isError() else answer.reply().arguments()
    answer.deleteLater()
    return told[0] if told else None


def session_path() -> str:
    """The path of this session's object; empty, which stands for any, where it is not known."""
    name = os.environ.get("XDG_SESSION_ID", "")
    return f"{LOGIND_PATH}/session/{_label(name)}" if name else ""


def _label(name: str) -> str:
    """`name` as a part of a path: other bytes than letters and digits as _ and two hex digits."""
    return "".join(
        chr(byte)
        if chr(byte).isascii() and (chr(byte).isalpha() or (place and chr(byte).isdigit()))
        else f"_{byte:02x}"
        for place, byte in enumerate(name.encode())
    )
