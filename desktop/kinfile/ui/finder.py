# SPDX-License-Identifier: Apache-2.0
"""Searching the answers, and getting ready for it while nobody is at work.

The index is brought up to date a few records at a time: after two seconds without a key or a
movement of the mouse, never while something is being kept, and before a search. A key in between
waits for one such step at most.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

if TYPE_CHECKING:
    from kinfile.errors import KinfileError
    from kinfile.i18n import Language
    from kinfile.ui.desk import Desk
    from kinfile.ui.input_watch import InputWatch

IDLE = 2_000
"""Milliseconds of silence before a step is taken."""
AT_ONCE = 5
"""Records that one step reads."""


class Finder(QObject):
    """One for each window. `language` is asked for each time: it may change."""

    found = Signal(str, object)
    """The text that was sought, and the references (best first) of records that hold it."""
    went_through = Signal()
    """Everything there is has been indexed."""

    def __init__(
        self,
        desk: Desk,
        watch: InputWatch,
        *,
        language: Callable[[], Language],
        idle: int = IDLE,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._language = language
        self._sought = ""
        self._timer = QTimer(self, singleShot=True, interval=idle)
        self._timer.timeout.connect(self._on_idle)
        watch.stirred.connect(self._on_stirred)
        desk.unlocked.connect(self._timer.start)
        desk.locked.connect(self._timer.stop)
        if desk.is_unlocked:
            self._timer.start()

    def seek(self, text: str) -> None:
        """Look for `text` in all answers; `found` tells. A later search takes its place."""
        self._sought = text
        self._make_ready(text)

    def _make_ready(self, text: str) -> None:
        """Step by step, so that what the worker does meanwhile comes in between."""
        language = self._language()

        def stepped(has_more: bool) -> None:
            if text != self._sought:
                return
            if has_more:
                self._make_ready(text)
            else:
                self._desk.ask(
                    lambda workspace: workspace.find(text, language),
                    done=lambda refs: self._tell(text, refs),
                    failed=self._on_failed,
                )

        self._desk.ask(
            lambda workspace: workspace.index_some(language, limit=AT_ONCE),
            done=stepped,
            failed=self._on_failed,
        )

    def _tell(self, text: str, refs: tuple[str, ...]) -> None:
        if text == self._sought:
            self._sought = ""
            self.found.emit(text, refs)

    def _on_stirred(self) -> None:
        if self._desk.is_unlocked:
            self._timer.start()

    def _on_idle(self) -> None:
        if not self._desk.is_unlocked or self._desk.tasks.is_closed:
            return
        if not self._desk.tasks.is_idle:
            self._timer.start()
            return
        language = self._language()
        self._desk.ask(
            lambda workspace: workspace.index_some(language, limit=AT_ONCE),
            done=self._on_indexed,
            failed=self._on_failed,
        )

    def _on_indexed(self, has_more: bool) -> None:
        """On at once, unless somebody is at work again: then the timer runs anew."""
        if not has_more:
            self.went_through.emit()
        elif not self._timer.isActive():
            self._on_idle()

    def _on_failed(self, _error: KinfileError) -> None:
        """What is not indexed is found later; nothing that was written is lost."""
        if self._sought:
            self._tell(self._sought, ())
