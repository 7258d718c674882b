# SPDX-License-Identifier: Apache-2.0
"""No network, whatever a library of ours would like.

Python tells an audit hook before it makes a socket, connects, binds, sends or asks for an
address, on whose behalf ever. The hook refuses all of it but the pair of sockets that asyncio
talks to itself with (pyHanko signs with asyncio), which Windows makes over its loopback. A hook
stays for the life of the process; nothing can take it away again.

What it is not: a wall against hostile code in this process, nor a view of what C libraries do by
themselves. Qt reaches the display server, the accessibility bus and D-Bus over local sockets that
Python never sees. None of our C libraries has a network part in use: QtNetwork is not loaded, and
tests/test_offline.py looks at what lxml does with an address.
"""

import sys
from collections.abc import Callable
from types import FrameType
from typing import NoReturn

from kinfile.errors import NetworkRefused
from kinfile.log import Log

GUARDED = frozenset(
    {
        "socket.__new__",
        "socket.bind",
        "socket.connect",
        "socket.getaddrinfo",
        "socket.gethostbyaddr",
        "socket.gethostbyname",
        "socket.getnameinfo",
        "socket.sendmsg",
        "socket.sendto",
        "webbrowser.open",
    }
)
"""socket.__new__ is among them because Windows' asyncio connects without telling anybody."""

_ASKED = "kinfile.offline"


def _raise(use: str) -> NoReturn:
    raise NetworkRefused(use=use)


def refuse_networks(log: Log, *, refuse: Callable[[str], NoReturn] = _raise) -> None:
    """From now on every use of a network raises NetworkRefused, and is logged as its event's name.

    Does nothing where networks are refused already. `refuse` raises something else, for tests.
    """
    if is_offline():
        return

    def look(event: str, arguments: tuple[object, ...]) -> None:
        if event in GUARDED and not _is_a_pair(sys._getframe(1)):  # noqa: SLF001  (documented, and quick)
            log.event("network-refused", use=event)
            refuse(event)
        elif event == _ASKED and isinstance(arguments[0], list):
            arguments[0].append(True)

    sys.addaudithook(look)


def is_offline() -> bool:
    """Whether networks are refused: the hook itself answers."""
    answers: list[bool] = []
    sys.audit(_ASKED, answers)
    return bool(answers)


def _is_a_pair(frame: FrameType | None) -> bool:
    """Whether it is the standard library's own making of a pair of sockets."""
    for _ in range(3):
        if frame is None:
            return False
        if frame.f_globals.get("__name__") == "socket" and "socketpair" in frame.f_code.co_name:
            return True
        frame = frame.f_back
    return False
