# SPDX-License-Identifier: Apache-2.0
"""Widgets that become windows of their own because they were shown before they had a parent.

Each flashes on the screen and takes the focus away from the program's window.
"""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QMainWindow, QWidget

_MEANT = (
    *(Qt.WindowType.Dialog, Qt.WindowType.Popup, Qt.WindowType.ToolTip, Qt.WindowType.Tool),
    *(Qt.WindowType.Sheet, Qt.WindowType.SplashScreen),
)


class Strays(QObject):
    """An event filter over the application; `found` names what should not have been a window."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  (Qt's name)
        if (
            event.type() == QEvent.Type.Show
            and isinstance(watched, QWidget)
            and watched.isWindow()
            and not isinstance(watched, QMainWindow)
            and watched.windowType() not in _MEANT
        ):
            self.found.append(f"{type(watched).__name__} {watched.objectName()!r}")
        return False
