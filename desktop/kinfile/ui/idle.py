# SPDX-License-Identifier: Apache-2.0
"""Notices that nobody has touched the computer for a while."""

from PySide6.QtCore import QObject, QTimer, Signal

from kinfile.ui.input_watch import InputWatch


class IdleWatch(QObject):
    """`went_idle` after `milliseconds` without key, mouse, touch or pen, once started."""

    went_idle = Signal()

    def __init__(self, watch: InputWatch, *, milliseconds: int) -> None:
        super().__init__(watch)
        self._timer = QTimer(self, singleShot=True, interval=milliseconds)
        self._timer.timeout.connect(self.went_idle)
        watch.stirred.connect(self.stir)

    @property
    def is_watching(self) -> bool:
        return self._timer.isActive()

    def start(self) -> None:
        self._timer.start()

    def stop(self) -> None:
        self._timer.stop()

    def stir(self) -> None:
        """Somebody did something: the time begins anew."""
        if self._timer.isActive():
            self._timer.start()
