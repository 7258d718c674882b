# SPDX-License-Identifier: Apache-2.0
"""What Windows tells our windows, before Qt hears of it. Nothing here needs Windows but use.

Qt hands every native message to a filter as the address of a MSG.
"""

import ctypes
from ctypes import wintypes
from dataclasses import dataclass

from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray, QObject, Signal

KIND = b"windows_generic_MSG"


@dataclass(frozen=True, slots=True)
class Message:
    """`window` is the handle of the window it went to; the others mean what `code` says."""

    window: int
    code: int
    first: int
    second: int


def read(address: int) -> Message:
    """The message at `address`."""
    told = wintypes.MSG.from_address(address)
    return Message(told.hWnd or 0, told.message, told.wParam, told.lParam)


class Arrivals(QObject):
    """A filter is no object with signals, so it has one."""

    arrived = Signal(object)
    """A Message."""


class WindowsMessages(QAbstractNativeEventFilter):
    """Passes messages of the codes `wanted` on; to be installed in the application."""

    def __init__(self, wanted: frozenset[int]) -> None:
        super().__init__()
        self.signals = Arrivals()
        self._wanted = wanted

    def nativeEventFilter(
        self, kind: QByteArray | bytes | bytearray | memoryview, address: int
    ) -> object:
        if kind == KIND:
            # Four bytes tell enough for the many that nobody wants.
            where = int(address) + wintypes.MSG.message.offset
            if ctypes.c_uint.from_address(where).value in self._wanted:
                self.signals.arrived.emit(read(int(address)))
        return False, 0
