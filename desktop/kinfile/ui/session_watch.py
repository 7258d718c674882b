# SPDX-License-Identifier: Apache-2.0
"""Notices that the person leaves the computer: its screen is locked, its lid closed, it suspends.

One class a system, each in a module of its own, loaded only once records are open. Where the
system does not tell (no bus, no such service), nothing is noticed and nothing is said about it:
Kinfile still locks by itself after five minutes.
"""

import sys

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget


class SessionWatch(QObject):
    """Watches from `start` on; this one, for systems that are not known, notices nothing."""

    session_locked = Signal()
    """The screen was locked, the lid closed or the session left."""
    suspend_begun = Signal()
    """The computer is about to sleep, and waits a moment where the system lets it wait."""

    def start(self) -> None:
        """Begin to watch. Calling it again does nothing."""


class Lid:
    """Tells the moment at which a lid closes from a lid that is closed (on a docking station)."""

    def __init__(self) -> None:
        self._was_open = False

    def has_closed(self, *, is_closed: bool) -> bool:
        """Whether it was open until now; `is_closed` is how it is now."""
        has_closed = self._was_open and is_closed
        self._was_open = not is_closed
        return has_closed


def watch_session(window: QWidget, *, system: str = sys.platform) -> SessionWatch:
    """What watches on this system, for the program whose window is `window`."""
    if system == "linux":
        from kinfile.ui.session_watch_linux import LinuxSession

        return LinuxSession(window)
    if system == "win32":
        from kinfile.ui.session_watch_windows import WindowsSession

        return WindowsSession(window)
    return SessionWatch(window)
