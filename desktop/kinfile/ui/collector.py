# SPDX-License-Identifier: Apache-2.0
"""Python's search for unused objects, kept on the window's thread.

Python runs it on whichever thread happens to allocate. On the task queue's thread it could
delete a widget that nobody needs any more, and Qt ends the process when a widget is deleted
outside its own thread.
"""

import gc

from PySide6.QtCore import QObject, QTimer

EVERY = 1_000
"""Milliseconds between two looks; the thresholds are Python's own."""


class Collector(QObject):
    """Takes over while it lives; `stop` gives it back to Python."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._was_on = gc.isenabled()
        gc.disable()
        self._thresholds = gc.get_threshold()
        self._timer = QTimer(self, interval=EVERY)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Collect the oldest generation that has passed its threshold, if any has."""
        for generation in (2, 1, 0):
            if gc.get_count()[generation] > self._thresholds[generation]:
                gc.collect(generation)
                return

    def stop(self) -> None:
        self._timer.stop()
        if self._was_on:
            gc.enable()
