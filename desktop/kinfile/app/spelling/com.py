# SPDX-License-Identifier: Apache-2.0
"""Calling an object of Windows by its table of functions, with ctypes alone.

On the processors that Kinfile is made for, such a function is called like any of C's, so this is
tried with tables of our own on any system.
"""

import ctypes
from typing import Any

RELEASE = 2
Address = int


class Interface:
    """An object at `address`, which is released with this one."""

    def __init__(self, address: Address) -> None:
        self.address = address

    def call(self, place: int, *arguments: object, types: tuple[type[Any], ...] = ()) -> int:
        """Call function number `place`; gives its HRESULT, negative for a failure."""
        table = ctypes.cast(self.address, ctypes.POINTER(ctypes.POINTER(ctypes.c_void_p)))
        kind = ctypes.CFUNCTYPE(ctypes.c_int32, ctypes.c_void_p, *types)
        return int(kind(table[0][place] or 0)(self.address, *arguments))

    def release(self) -> None:
        self.call(RELEASE)
