# SPDX-License-Identifier: Apache-2.0
"""Work stopped wherever it can be: it is counted how often it asks whether to go on."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from threading import Event

from kinfile.errors import Cancelled
from kinfile.watch import Watch


class Gate:
    """Work that goes on until it is opened; for a seam on the task queue's thread."""

    def __init__(self) -> None:
        self._entered, self._opened = Event(), Event()

    def __call__(self, _watch: Watch) -> None:
        self._entered.set()
        self._opened.wait(timeout=20)

    def is_reached(self) -> bool:
        return self._entered.is_set()

    def shut(self) -> None:
        self._opened.clear()

    def open(self) -> None:
        self._opened.set()


def counted(work: Callable[[Watch], object]) -> int:
    """How often `work` asks whether to go on. It is stopped at its last moment, if it has one."""
    asked = 0

    def is_cancelled() -> bool:
        nonlocal asked
        asked += 1
        return False

    with suppress(Cancelled):
        work(Watch(is_cancelled=is_cancelled, may_finish=lambda: False))
    return asked


def stopped_at(number: int) -> Watch:
    """Lets work end where it asks for the `number`th time, from 1."""
    asked = 0

    def is_cancelled() -> bool:
        nonlocal asked
        asked += 1
        return asked >= number

    return Watch(is_cancelled=is_cancelled)


def stops(work: Callable[[Watch], object], *, between: int = 4) -> Iterator[Watch]:
    """Watches that stop `work` at its first and last questions, and at a few between them."""
    count = counted(work)
    assert count > between, "it never asks whether to go on"
    numbers = {1, 2, count - 2, count - 1, count}
    numbers |= {count * part // between for part in range(1, between)}
    yield from map(stopped_at, sorted(numbers))
