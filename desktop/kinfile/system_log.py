# SPDX-License-Identifier: Apache-2.0
"""The log of the computer: Windows' event log (source Kinfile, in Application), else syslog.

IT reads it. Only what kinfile.log has let through gets here: codes, references and counts. It is
written by the system's own call; a computer without such a log loses the line and nothing else.
"""

import sys

SOURCE = "Kinfile"


def tell(number: int, line: str) -> None:
    """Write one line under its number."""
    try:
        _write(number, line)
    except OSError:
        return


if sys.platform == "win32":
    import ctypes

    _INFORMATION = 4

    def _write(number: int, line: str) -> None:
        system = ctypes.windll.advapi32
        system.RegisterEventSourceW.restype = ctypes.c_void_p
        handle = ctypes.c_void_p(system.RegisterEventSourceW(None, SOURCE))
        if not handle:
            return
        strings = (ctypes.c_wchar_p * 1)(line)
        system.ReportEventW(handle, _INFORMATION, 0, number, None, 1, 0, strings, None)
        system.DeregisterEventSource(handle)

else:

    def _write(number: int, line: str) -> None:
        import syslog

        syslog.openlog("kinfile", facility=syslog.LOG_USER)
        syslog.syslog(syslog.LOG_NOTICE, f"{number} {line}")
        syslog.closelog()
