# SPDX-License-Identifier: Apache-2.0
"""Notices that Kinfile was started once more for the vault that is open here.

The second one leaves a file in the vault's folder and ends. A look every second costs less than
being told of every change in a folder that is written to all the time.
"""

from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

SECOND = 1_000


class RaiseWatch(QObject):
    """`raise_asked` when somebody wants this window, once `start` was given the vault's folder."""

    raise_asked = Signal()

    def __init__(self, parent: QObject | None = None, *, milliseconds: int = SECOND) -> None:
        super().__init__(parent)
        self._folder: Path | None = None
        self._timer = QTimer(self, interval=milliseconds)
        self._timer.timeout.connect(self.look)

    def start(self, folder: Path) -> None:
        self._folder = folder
        self._timer.start()

    def stop(self) -> None:
        self._timer.stop()

    def look(self) -> None:
        """See whether somebody has asked."""
        from kinfile.vault.lockfile import has_been_asked_for

        if self._folder is not None and has_been_asked_for(self._folder):
            self.raise_asked.emit()
