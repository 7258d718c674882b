# SPDX-License-Identifier: Apache-2.0
"""Shift pressed three times by itself: a way to hide the screen that draws no attention.

Off while Windows' Sticky Keys are on, which the same keys work.
"""

import sys
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal

from kinfile.ui.input_watch import InputWatch

TAPS = 3
WITHIN = 2.0
"""Seconds in which all three must fall."""


def has_sticky_keys() -> bool:
    """Whether Windows' Sticky Keys are on; False on any other system."""
    if sys.platform == "win32":
        import ctypes

        state = (ctypes.c_uint * 2)(8, 0)
        get_sticky_keys = 0x003A
        ctypes.windll.user32.SystemParametersInfoW(get_sticky_keys, 8, ctypes.byref(state), 0)
        return bool(state[1] & 1)
    return False


class ShiftTaps(QObject):
    """`tapped` after three presses of Shift alone. `clock` counts seconds, as time.monotonic."""

    tapped = Signal()

    def __init__(
        self,
        watch: InputWatch,
        *,
        clock: Callable[[], float],
        is_off: Callable[[], bool] = has_sticky_keys,
    ) -> None:
        super().__init__(watch)
        self._clock = clock
        self._is_off = is_off
        self._presses: list[float] = []
        watch.pressed.connect(self._on_pressed)

    def _on_pressed(self, key: int) -> None:
        if key != Qt.Key.Key_Shift:
            self._presses.clear()
            return
        now = self._clock()
        self._presses = [at for at in self._presses if now - at <= WITHIN] + [now]
        if len(self._presses) == TAPS:
            self._presses.clear()
            if not self._is_off():
                self.tapped.emit()
