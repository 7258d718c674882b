# SPDX-License-Identifier: Apache-2.0
"""The real window on a real vault, unseen, and the moment at which something of it is painted."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QObject, QTimer
from PySide6.QtWidgets import QWidget
from stage import Homes, Stage

from kinfile.ui.application import make_app

PATIENCE = 60_000
"""Milliseconds to wait for a paint before giving up."""


class Paints(QObject):
    """Tells when a window was painted last: `at` is that moment, `count` how often it was."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.at = 0.0
        self.count = 0
        self._window = window
        self._is_painting = False
        self._loop: QEventLoop | None = None
        window.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() is not QEvent.Type.UpdateRequest or self._is_painting:
            return False
        # Sent on from here, so that the moment after it is known.
        self._is_painting = True
        try:
            QCoreApplication.sendEvent(self._window, event)
        finally:
            self._is_painting = False
        self.at = time.perf_counter()
        self.count += 1
        if self._loop is not None:
            self._loop.quit()
        return True

    def wait(self, is_enough: Callable[[], bool] = lambda: True) -> float:
        """The moment of the next paint after which `is_enough`. Raises TimeoutError."""
        begun, given_up = self.count, QTimer(singleShot=True, interval=PATIENCE)
        given_up.start()
        while self.count == begun or not is_enough():
            self._loop = QEventLoop()
            given_up.timeout.connect(self._loop.quit)
            self._loop.exec()
            if not given_up.isActive():
                raise TimeoutError("nothing was painted")
        self._loop = None
        return self.at

    def end(self) -> None:
        self._window.removeEventFilter(self)


def pause(milliseconds: int) -> None:
    """Let the window do whatever it does for so long."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


@contextmanager
def staged(where: Path, kind: str = "full") -> Iterator[Stage]:
    """The program with the made-up family's record and two more, at its unlock page."""
    homes = Homes(where)
    app = make_app()
    with homes.lend(kind) as home:
        stage = Stage(app, home)
        stage.begin()
        try:
            yield stage
        finally:
            stage.end()


def open_example(stage: Stage) -> None:
    """Unlock, and go on with the made-up family's record."""
    stage.unlock()
    stage.press("records.continue")
    stage.wait_for("fill")
