# SPDX-License-Identifier: Apache-2.0
"""Who watches a long piece of work, and may stop it: the one way in which that is done here.

The work knows nothing of windows and threads: it tells how far it is, and asks whether to go on.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from threading import Lock

from kinfile.errors import Cancelled

Progress = Callable[[int, int], None]
"""Told how much is done, and of how much."""
IsCancelled = Callable[[], bool]


def ignore(_done: int, _of: int) -> None:
    """Progress that nobody watches."""


def never() -> bool:
    """A wish to stop that nobody has."""
    return False


def always() -> bool:
    """The answer of somebody who would not have stopped it."""
    return True


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """`may_finish` is asked once, before what cannot be taken back; nothing stops it after that."""

    progress: Progress = ignore
    is_cancelled: IsCancelled = never
    may_finish: Callable[[], bool] = always

    def step(self, done: int, of: int) -> None:
        """Tell how far it is. Raises Cancelled."""
        if self.is_cancelled():
            raise Cancelled
        self.progress(done, of)

    def part(self, start: int, end: int) -> "Watch":
        """The same watch for a part of the work: from `start` to `end` hundredths of it."""

        def tell(done: int, of: int) -> None:
            self.progress(start * of + (end - start) * done, 100 * of)

        return replace(self, progress=tell)

    def finish(self) -> None:
        """The last moment at which it can be stopped. Raises Cancelled."""
        if self.is_cancelled() or not self.may_finish():
            raise Cancelled


UNWATCHED = Watch()
"""For work that nobody waits for in front of a window."""


class Stop:
    """A wish to stop, made in one thread and met in another.

    One that was taken is always met: either `ask` comes in time, or it is told that it did not.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._is_asked = False
        self._is_late = False

    def ask(self) -> bool:
        """Wish for it; False where it is too late."""
        with self._lock:
            self._is_asked = not self._is_late
            return self._is_asked

    def is_asked(self) -> bool:
        return self._is_asked

    def is_late(self) -> bool:
        return self._is_late

    def may_finish(self) -> bool:
        """Whether nobody wished to stop; if so it is too late for it from here on."""
        with self._lock:
            self._is_late = not self._is_asked
            return self._is_late
