# SPDX-License-Identifier: Apache-2.0
"""Hears every key, mouse, touch and pen event of the program, once each.

A screen reader or voice control presses no key in the program. That it moves the focus from one
place to another is heard instead; a window that comes to the front moves it from nowhere.

It filters the events of the native window that has the focus, not those of the application:
an application-wide filter in Python is called for thousands of events while a page is built.
"""

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QWindow
from shiboken6 import isValid

_STIRRING = {
    QEvent.Type.KeyPress,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseMove,
    QEvent.Type.Wheel,
    QEvent.Type.TouchBegin,
    QEvent.Type.TouchUpdate,
    QEvent.Type.TabletPress,
    QEvent.Type.TabletMove,
}


class InputWatch(QObject):
    """`stirred` on any sign of life; `pressed` with the Qt key code of a key not held down."""

    stirred = Signal()
    pressed = Signal(int)

    def __init__(self, app: QGuiApplication) -> None:
        super().__init__(app)
        self._window: QWindow | None = None
        self._had_focus = app.focusObject() is not None
        app.focusObjectChanged.connect(self._on_focus_moved)
        app.focusWindowChanged.connect(self.watch)
        self.watch(app.focusWindow())

    def watch(self, window: QWindow | None) -> None:
        """Listen to `window` instead of the one before."""
        if self._window is not None and isValid(self._window):
            self._window.removeEventFilter(self)
        self._window = window
        if window is not None:
            window.installEventFilter(self)

    def _on_focus_moved(self, place: QObject | None) -> None:
        had, self._had_focus = self._had_focus, place is not None
        if had and place is not None:
            self.stirred.emit()

    def eventFilter(self, _thing: QObject, event: QEvent) -> bool:
        if event.type() in _STIRRING:
            self.stirred.emit()
            if isinstance(event, QKeyEvent) and not event.isAutoRepeat():
                self.pressed.emit(event.key())
        return False
