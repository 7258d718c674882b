# SPDX-License-Identifier: Apache-2.0
"""Whether Caps Lock is on, as far as typing shows it.

Qt does not tell. Windows does when asked; elsewhere a letter that comes out in the other case
than Shift would make it is proof, and from then on the key itself is counted.
"""

import sys
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

Ask = Callable[[], bool | None]


def ask_windows() -> bool | None:
    """What Windows says; None on any other system."""
    if sys.platform == "win32":
        import ctypes

        return bool(ctypes.windll.user32.GetKeyState(0x14) & 1)
    return None


class CapsLock(QObject):
    """Watches one field; `changed` tells True for on."""

    changed = Signal(bool)

    def __init__(self, box: QLineEdit, *, ask: Ask = ask_windows) -> None:
        super().__init__(box)
        self._ask = ask
        self._is_on: bool | None = None
        box.installEventFilter(self)

    def eventFilter(self, _thing: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.FocusIn:
            self._set(self._ask())
        elif isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            self._set(self._shown_by(event))
        return False

    def _shown_by(self, event: QKeyEvent) -> bool | None:
        told = self._ask()
        if told is not None:
            return told
        if event.key() == Qt.Key.Key_CapsLock:
            return None if self._is_on is None else not self._is_on
        text = event.text()
        if len(text) != 1 or text.upper() == text.lower():
            return self._is_on
        has_shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        return text.isupper() != has_shift

    def _set(self, is_on: bool | None) -> None:
        if is_on is not None and is_on != bool(self._is_on):
            self.changed.emit(is_on)
        if is_on is not None:
            self._is_on = is_on
