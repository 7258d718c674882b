# SPDX-License-Identifier: Apache-2.0
"""The program's own refusal of networks, made louder while tests run.

It is the very hook of kinfile.offline. In the program it raises an error, which a library may
swallow; here nothing can, and what a thread loses is remembered. A hook stays for the life of
the process, so there is one guard for the whole run.
"""

import contextlib
from collections.abc import Iterator
from typing import NoReturn

import pytest

from kinfile.log import Log
from kinfile.offline import refuse_networks

Refused = pytest.fail.Exception
"""What a refusal raises: no `except Exception` of a library can swallow it."""


class OfflineGuard:
    """Refuses every use of a network, and remembers it."""

    def __init__(self) -> None:
        self.refused: list[str] = []
        refuse_networks(Log(), refuse=self._refuse)

    def _refuse(self, use: str) -> NoReturn:
        self.refused.append(use)
        pytest.fail(f"{use}: nothing here may use a network")

    @contextlib.contextmanager
    def expecting(self) -> Iterator[None]:
        """What is refused inside was meant to be."""
        before = list(self.refused)
        yield
        self.refused[:] = before
