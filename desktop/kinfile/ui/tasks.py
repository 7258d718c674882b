# SPDX-License-Identifier: Apache-2.0
"""The one queue for work on the vault, off the window's thread, its outcome brought back to it.

Everything that touches the database or takes long goes through here, one thing at a time and
in order. Work must not touch widgets; `done` and `failed` run on the window's thread.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot

from kinfile.errors import KinfileError

if TYPE_CHECKING:
    from concurrent.futures import Future, ThreadPoolExecutor

T = TypeVar("T")


class Tasks(QObject):
    """One worker thread for the life of the application. `name` is the thread's.

    The outcome signal belongs to this object, not to the job: a QObject made per job can be
    collected before its queued signal arrives, and the result is then lost. The connection is
    queued even on the same thread, so that outcomes keep their order.
    """

    idled = Signal()
    """Everything that was begun has been delivered."""
    _settled = Signal(object)

    def __init__(self, parent: QObject | None = None, *, name: str = "vault") -> None:
        super().__init__(parent)
        self._name = name
        self._pool: ThreadPoolExecutor | None = None
        """Made when the first work comes, which is after the first paint."""
        self._open = 0
        self._is_closed = False
        self._settled.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    @property
    def is_idle(self) -> bool:
        return self._open == 0

    @property
    def is_closed(self) -> bool:
        """Whether it takes nothing more: the program is ending."""
        return self._is_closed

    def run(
        self,
        work: Callable[[], T],
        *,
        done: Callable[[T], None] | None = None,
        failed: Callable[[KinfileError], None] | None = None,
    ) -> None:
        """Do `work`, then call `done` or `failed` here.

        Any exception but a KinfileError is a bug: it is raised here, where the last-resort
        hook meets it. So is a KinfileError that nobody waits for.
        """

        def deliver(future: Future[T]) -> None:
            error = future.exception()
            if error is None:
                if done is not None:
                    done(future.result())
            elif isinstance(error, KinfileError) and failed is not None:
                failed(error)
            else:
                raise error

        self._open += 1
        future = self._thread().submit(work)
        future.add_done_callback(lambda settled: self._settled.emit(lambda: deliver(settled)))

    def close(self) -> None:
        """Finish what was begun; take nothing more. Outcomes not yet delivered are dropped."""
        self._is_closed = True
        self._thread().shutdown(wait=True)

    def _thread(self) -> ThreadPoolExecutor:
        if self._pool is None:
            from concurrent.futures import ThreadPoolExecutor

            self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix=self._name)
        return self._pool

    @Slot(object)
    def _deliver(self, outcome: Callable[[], None]) -> None:
        self._open -= 1
        try:
            if not self._is_closed:
                outcome()
        finally:
            if self.is_idle:
                self.idled.emit()
