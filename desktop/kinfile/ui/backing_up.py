# SPDX-License-Identifier: Apache-2.0
"""Backups of the open vault: asked for, with the first change of a day, and before it is closed.

They are made on a queue of their own, so that neither the window nor a save ever waits for one.
Only what fails is told. Before the vault is closed one is made when something has changed; the
closing waits for it, and whoever cannot wait skips it. Nothing is lost by that but the copy.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from kinfile.errors import Cancelled, KinfileError
from kinfile.ui.door import is_example

if TYPE_CHECKING:
    from pathlib import Path

    from kinfile.app.backups import BackupOutcome, Second
    from kinfile.log import Log
    from kinfile.ui.desk import Desk
    from kinfile.ui.door import Door
    from kinfile.ui.tasks import Tasks
    from kinfile.vault.backup import Copying
    from kinfile.vault.backup_file import Backup
    from kinfile.vault.manifest import Kind

STEPS = 100
"""How often progress is told at most."""


class BackingUp(QObject):
    """One for the life of the application; one backup at a time.

    `beside` is the queue that backups are made on. `outcome` and `error` are of the last one that
    ended: one of them, or neither when it was cancelled.
    """

    changed = Signal()
    """One has begun or ended."""
    progressed = Signal()
    _stepped = Signal(int, int)

    def __init__(self, desk: Desk, door: Door, beside: Tasks, log: Log) -> None:
        super().__init__(desk)
        self._desk = desk
        self._door = door
        self._beside = beside
        self._log = log
        self.kind: Kind | None = None
        """Of the one that is being made."""
        self.done, self.of = 0, 0
        """Pages, counted each of the three times they are gone through."""
        self.outcome: BackupOutcome | None = None
        self.error: KinfileError | None = None
        self._stop = threading.Event()
        self._then: Callable[[], None] | None = None
        self._looked_on: date | None = None
        self._stepped.connect(self._on_step, Qt.ConnectionType.QueuedConnection)
        desk.changed.connect(self._on_changed)

    @property
    def is_running(self) -> bool:
        return self.kind is not None

    def start(self, kind: Kind = "asked") -> None:
        """Begin one, unless one is being made already."""
        if self.is_running or not self._desk.is_unlocked:
            return
        self.kind, self.done, self.of = kind, 0, 0
        self.outcome = self.error = None
        self._stop = threading.Event()
        self._desk.ask(
            lambda workspace: (workspace.begin_backup(kind), workspace.second_backup_place()),
            done=self._on_begun,
            failed=self._on_failed,
        )
        self.changed.emit()

    def cancel(self) -> None:
        """Let the one that is being made end with nothing."""
        self._stop.set()

    def close(self) -> None:
        """For the end of the program: what is not made by now is swept away."""
        self.cancel()
        self._beside.close()

    # Before the vault is closed

    def before_closing(self, then: Callable[[], None]) -> None:
        """Make a last backup where something has changed, then call `then`, whatever happens."""
        self._then = then
        if self.is_running:
            # What has changed since it began is not in it.
            self.cancel()
        else:
            self._make_last()

    def skip(self) -> None:
        """Close the vault without a last backup."""
        then, self._then = self._then, None
        self.cancel()
        if then is not None:
            then()

    def _make_last(self) -> None:
        if is_example(self._desk.folder):
            self.skip()
            return
        self._desk.ask(
            lambda workspace: workspace.is_backup_wanted_on_lock(),
            done=self._on_wanted,
            failed=lambda _: self.skip(),
        )

    def _on_wanted(self, is_wanted: bool) -> None:
        if self._then is None:
            return
        if is_wanted:
            self.start("locking")
        else:
            self.skip()

    # With the first change of a day

    def _on_changed(self) -> None:
        today = self._desk.clock().date()
        if self._looked_on != today and not is_example(self._desk.folder):
            self._looked_on = today
            self._desk.ask(
                lambda workspace: workspace.is_daily_backup_due(),
                done=self._on_due,
                failed=self._on_failed,
            )

    def _on_due(self, is_due: bool) -> None:
        if is_due and self._then is None:
            self.start("daily")

    # On its way

    def _on_begun(self, begun: tuple[Copying, Path | None]) -> None:
        copying, place = begun
        stop = self._stop
        told = _Seldom(self._stepped.emit)

        def make() -> tuple[Backup, Second | None]:
            made = self._door.make_backup(copying, told, stop.is_set)
            if place is None:
                return made, None
            return made, self._door.copy_backup(made, place, stop.is_set)

        self._beside.run(make, done=self._on_made, failed=self._on_failed)

    def _on_step(self, done: int, of: int) -> None:
        if self.is_running:
            self.done, self.of = done, of
            self.progressed.emit()

    def _on_made(self, made: tuple[Backup, Second | None]) -> None:
        if not self._desk.is_unlocked:
            self._end()
            return
        self._desk.ask(
            lambda workspace: workspace.finish_backup(*made),
            done=self._on_finished,
            failed=self._on_failed,
        )

    def _on_finished(self, outcome: BackupOutcome) -> None:
        self.outcome = outcome
        if outcome.failed is not None:
            self._log.event("second-backup-failed", problem=outcome.failed.code)
        self._end()

    def _on_failed(self, error: KinfileError) -> None:
        if not isinstance(error, Cancelled):
            self.error = error
            self._log.event("backup-failed", problem=error.code)
        self._end()

    def _end(self) -> None:
        was_last = self.kind == "locking"
        self.kind = None
        self.changed.emit()
        if self._then is not None:
            self.skip() if was_last else self._make_last()


class _Seldom:
    """Passes steps on, but no more than a hundred of them."""

    def __init__(self, tell: Callable[[int, int], None]) -> None:
        self._tell = tell
        self._told = -1

    def __call__(self, done: int, of: int) -> None:
        share = STEPS * done // max(of, 1)
        if share != self._told:
            self._told = share
            # The window may be gone by now.
            with suppress(RuntimeError):
                self._tell(done, of)
