# SPDX-License-Identifier: Apache-2.0
"""Says that something takes a moment, but only once it does."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

AFTER = 400
"""Milliseconds until a wait is worth a word; a quicker answer needs none."""


class Waiting(QObject):
    """`begin` calls `show` after 400 ms unless `end` comes first."""

    def __init__(self, parent: QObject, show: Callable[[], None], *, after: int = AFTER) -> None:
        super().__init__(parent)
        self._timer = QTimer(self, singleShot=True, interval=after)
        self._timer.timeout.connect(show)

    def begin(self) -> None:
        self._timer.start()

    def end(self) -> None:
        self._timer.stop()
