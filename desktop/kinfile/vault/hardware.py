# SPDX-License-Identifier: Apache-2.0
"""How much memory this computer has."""

import os
import sys


def memory_size() -> int:
    """Bytes of physical memory; 0 where the system does not tell."""
    if sys.platform == "win32":
        return _windows_memory_size()
    try:
        return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError):
        return 0


if sys.platform == "win32":
    import ctypes

    class _Status(ctypes.Structure):
        _fields_ = (
            ("length", ctypes.c_ulong),
            ("load", ctypes.c_ulong),
            ("physical", ctypes.c_ulonglong),
            ("rest", ctypes.c_ulonglong * 6),
        )

    def _windows_memory_size() -> int:
        status = _Status(length=ctypes.sizeof(_Status))
        answered = ctypes.windll.kernel32.GlobalMemoryStatusEx(ctypes.byref(status))
        return int(status.physical) if answered else 0
