# SPDX-License-Identifier: Apache-2.0
"""The pages' way to records that are not open: find backups, restore, salvage, copy.

One thing at a time, on the task queue. How far it has come is told here and not to a page, so
that a page can be built anew meanwhile; `done` and `failed` belong to who outlives the pages.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from kinfile.errors import KinfileError
from kinfile.ui.tasks import Tasks
from kinfile.watch import Watch

if TYPE_CHECKING:
    from kinfile.ui.rescue_door import Found, RescueDoor
    from kinfile.vault.restore import Restored
    from kinfile.vault.salvage import Salvaged

T = TypeVar("T")
Done = Callable[[T], None]
Failed = Callable[[KinfileError], None]


class Rescue(QObject):
    """`door` gives the door to vaults when it is first needed."""

    changed = Signal()
    """Something long has begun or ended."""
    progressed = Signal()
    _stepped = Signal(int, int)

    def __init__(
        self, tasks: Tasks, door: Callable[[], RescueDoor], *, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._make_door = door
        self.is_busy = False
        self.done, self.of = 0, 0
        """How far the work has come; of 0 where that cannot be said."""
        self._stop = threading.Event()
        self._stepped.connect(self._on_step, Qt.ConnectionType.QueuedConnection)

    # Quick

    def backups(self, folder: Path | None, *, done: Done[tuple[Found, ...]]) -> None:
        """The backups in the vault `folder`, or in all vaults; the last made first."""
        door = self._make_door()
        self._tasks.run(lambda: door.backups(folder), done=done)

    def look(self, file: Path, *, done: Done[Found], failed: Failed) -> None:
        """What a backup file that somebody chose says of itself."""
        door = self._make_door()
        self._tasks.run(lambda: door.look(file), done=done, failed=failed)

    def put_back_keys(self, folder: Path, *, done: Done[None], failed: Failed) -> None:
        door = self._make_door()
        self._tasks.run(lambda: door.put_back_keys(folder), done=done, failed=failed)

    def take_place(
        self, made: Path, instead_of: Path, *, done: Done[Path | None], failed: Failed
    ) -> None:
        door = self._make_door()
        self._tasks.run(lambda: door.take_place(made, instead_of), done=done, failed=failed)

    # Long

    def restore(
        self, found: Found, secret: bytearray, *, by_code: bool, done: Done[Restored],
        failed: Failed,
    ) -> None:  # fmt: skip
        """`secret` is the passphrase, or the recovery code, of the backup's day; it is wiped."""
        door = self._make_door()
        code = secret.decode() if by_code else ""
        passphrase = None if by_code else secret
        self._run(
            lambda watch: door.restore(found, passphrase=passphrase, code=code, watch=watch),
            done,
            failed,
        )

    def salvage(
        self, folder: Path, secret: bytearray, *, done: Done[Salvaged], failed: Failed
    ) -> None:
        door = self._make_door()
        self._run(lambda watch: door.salvage(folder, secret, watch), done, failed)

    def copy(self, folder: Path, to: Path, *, done: Done[Path], failed: Failed) -> None:
        door = self._make_door()
        self._run(lambda watch: door.copy(folder, to, watch), done, failed)

    def cancel(self) -> None:
        """Let what is going on end with Cancelled."""
        self._stop.set()

    def _run(self, work: Callable[[Watch], T], done: Done[T], failed: Failed) -> None:
        self.is_busy, self.done, self.of = True, 0, 0
        self._stop = stop = threading.Event()
        told = -1

        def tell(step: int, of: int) -> None:
            nonlocal told
            if told != (told := 100 * step // max(of, 1)):
                self._stepped.emit(step, of)

        watch = Watch(progress=tell, is_cancelled=stop.is_set)

        def ended(outcome: T) -> None:
            self._end()
            done(outcome)

        def ended_badly(error: KinfileError) -> None:
            self._end()
            failed(error)

        self.changed.emit()
        self._tasks.run(lambda: work(watch), done=ended, failed=ended_badly)

    def _end(self) -> None:
        self.is_busy = False
        self.changed.emit()

    def _on_step(self, done: int, of: int) -> None:
        if self.is_busy:
            self.done, self.of = done, of
            self.progressed.emit()
