# SPDX-License-Identifier: Apache-2.0
"""How whoever drives the window waits until nothing more comes of what was done."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QTimer

TURNS = 3
"""What is handled may begin more: a page rebuilt a moment later begins timers of its own."""


def take_turns(turns: int = TURNS) -> None:
    """Handle all that is due by now: what was posted, and timers without delay.

    Counting calls of processEvents does not do: on a busy machine each may stop at what was
    posted and leave the timers waiting. Timers fire in the order in which they were begun, so
    when a new one has fired, those before it have.
    """
    for _ in range(turns):
        last = QTimer(singleShot=True, interval=0)
        last.start()
        while last.isActive():
            QCoreApplication.processEvents()


def come_to_rest(is_idle: Callable[[], bool], wait: Callable[[Callable[[], bool]], None]) -> None:
    """Wait until `is_idle` and nothing that was begun is left to be handled."""
    wait(is_idle)
    take_turns()
    while not is_idle():
        wait(is_idle)
        take_turns()
