# SPDX-License-Identifier: Apache-2.0
"""A guard that lets nothing reach a network while tests run.

Python tells an audit hook before it connects, binds or asks for an address, whatever library
asked. A hook stays for the life of the process, so there is one guard for the whole run.
"""

import contextlib
import socket
import sys
from collections.abc import Iterator
from types import FrameType

import pytest

GUARDED = frozenset(
    {
        "socket.bind",
        "socket.connect",
        "socket.getaddrinfo",
        "socket.gethostbyaddr",
        "socket.gethostbyname",
        "socket.getnameinfo",
        "socket.sendmsg",
        "socket.sendto",
    }
)

Refused = pytest.fail.Exception
"""What a refusal raises: no `except Exception` of a library can swallow it."""


class OfflineGuard:
    """Refuses every use of a network, and remembers it, for a thread may lose the exception."""

    def __init__(self) -> None:
        self.refused: list[str] = []
        sys.addaudithook(self._look)

    def _look(self, event: str, arguments: tuple[object, ...]) -> None:
        if event in GUARDED and not _is_local(arguments) and not _is_a_pair(sys._getframe(1)):
            self.refused.append(event)
            pytest.fail(f"{event}: nothing here may use a network")

    @contextlib.contextmanager
    def expecting(self) -> Iterator[None]:
        """What is refused inside was meant to be."""
        before = list(self.refused)
        yield
        self.refused[:] = before


def _is_local(arguments: tuple[object, ...]) -> bool:
    """Whether it is about a socket of this machine that has a path for an address."""
    unix = getattr(socket, "AF_UNIX", None)
    first = arguments[0] if arguments else None
    return isinstance(first, socket.socket) and unix is not None and first.family == unix


def _is_a_pair(frame: FrameType | None) -> bool:
    """Whether Python itself makes a pair of sockets that talk to each other.

    asyncio, which pyHanko signs with, needs one; on Windows it is made over the loopback.
    """
    for _ in range(3):
        if frame is None:
            return False
        if frame.f_globals.get("__name__") == "socket" and "socketpair" in frame.f_code.co_name:
            return True
        frame = frame.f_back
    return False
