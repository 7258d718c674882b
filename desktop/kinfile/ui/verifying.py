# SPDX-License-Identifier: Apache-2.0
"""Checks of signed files for the window: off its thread, and off that of the vault.

What was found stays here, so that the page can be built anew meanwhile. A receiver who has no
vault can check files too.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from kinfile.errors import Cancelled, KinfileError
from kinfile.i18n import Language
from kinfile.policy.limits import require_export_folder
from kinfile.policy.policies import NO_POLICIES
from kinfile.ui.tasks import Tasks

if TYPE_CHECKING:
    from kinfile.app.verifying import Asked, CheckedFile


@dataclass(slots=True, repr=False)
class Request:
    """What is checked, what its receiver knows beside it, and what was found."""

    chosen: Path
    words: str = ""
    password: str = ""
    own: tuple[str, ...] = ()
    results: tuple[CheckedFile, ...] = ()
    shown: int | None = None
    """Which of several results is looked at."""


class Verifying(QObject):
    """One for the life of the application; one check at a time.

    `request` is the last that was made. `error` says why it ended without results.
    """

    changed = Signal()
    """A check has begun or ended, or another result is looked at."""
    progressed = Signal()
    _stepped = Signal(int, int)

    def __init__(self, clock: Callable[[], datetime], *, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.tasks = Tasks(self, name="verify")
        self._clock = clock
        self.request: Request | None = None
        self.authority: Path | None = None
        """The certificate of an organisation that the reader trusts."""
        self.error: KinfileError | None = None
        self.policies = NO_POLICIES
        self.is_running = False
        self.done, self.of = 0, 0
        self.written: int | None = None
        """How many files the data went to, after it was saved."""
        self._stop = threading.Event()
        self._stepped.connect(self._on_step, Qt.ConnectionType.QueuedConnection)

    def check(self, request: Request, language: Language, *, save_to: Path | None = None) -> None:
        """Check what `request` names; with `save_to` write the data of what holds there."""
        if self.is_running:
            return
        self.request, self.error, self.written = request, None, None
        self.is_running, self.done, self.of = True, 0, 0
        self._stop = stop = threading.Event()
        authority, policies = self.authority, self.policies

        def tell(done: int, of: int) -> None:
            # The window may be gone by now.
            with suppress(RuntimeError):
                self._stepped.emit(done, of)

        def work() -> tuple[CheckedFile, ...]:
            from kinfile.app.verifying import check_all

            if save_to is not None:
                require_export_folder(policies, save_to)
            return check_all(
                request.chosen,
                _asked(request, authority),
                language=language,
                progress=tell,
                is_cancelled=stop.is_set,
                now=self._clock(),
                save_to=save_to,
            )

        self.tasks.run(
            work,
            done=lambda found: self._on_checked(found, is_saved=save_to is not None),
            failed=self._on_failed,
        )
        self.changed.emit()

    def look_at(self, number: int | None) -> None:
        """Show one of several results, or the list again."""
        if self.request is not None:
            self.request.shown = number
            self.changed.emit()

    def cancel(self) -> None:
        """Let the check end with nothing."""
        self._stop.set()

    def forget(self) -> None:
        """Keep nothing of what was checked."""
        self.cancel()
        self.request = self.error = self.written = self.authority = None
        self.changed.emit()

    def close(self) -> None:
        """For the end of the program."""
        self.cancel()
        self.tasks.close()

    def _on_step(self, done: int, of: int) -> None:
        if self.is_running:
            self.done, self.of = done, of
            self.progressed.emit()

    def _on_checked(self, found: tuple[CheckedFile, ...], *, is_saved: bool) -> None:
        self.is_running = False
        if self.request is not None:
            self.request = replace(self.request, results=found)
            self.written = sum(len(each.written) for each in found) if is_saved else None
        self.changed.emit()

    def _on_failed(self, error: KinfileError) -> None:
        self.is_running = False
        if not isinstance(error, Cancelled):
            self.error = error
        self.changed.emit()


def _asked(request: Request, authority: Path | None) -> Asked:
    """Raises UsageError for an authority's file that holds no certificate."""
    from kinfile.app.given_files import read_certificates
    from kinfile.app.verifying import Asked

    return Asked(
        words=request.words,
        password=request.password,
        own=request.own,
        trust=(read_certificates(authority),) if authority is not None else (),
    )
