# SPDX-License-Identifier: Apache-2.0
"""What goes on around the window: session, clipboard, screenshots, a second Kinfile, disk, clock.

Made after the first paint; what belongs to open records begins when they are opened.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from kinfile.ui.cautions import WORDS, Cautions
from kinfile.ui.clipboard import Copied
from kinfile.ui.raised import RaiseWatch
from kinfile.ui.session_watch import SessionWatch, watch_session

if TYPE_CHECKING:
    from kinfile.ui.appearance import Appearance
    from kinfile.ui.capture import CaptureShield
    from kinfile.ui.desk import Desk
    from kinfile.ui.guard import Guard
    from kinfile.ui.window import Window


class Surroundings(QObject):
    """Joins them to the guard and the window. `watch` makes what watches the session.

    `has_shield` is whether this system can keep windows out of screenshots.
    """

    def __init__(
        self,
        app: QApplication,
        window: Window,
        desk: Desk,
        guard: Guard,
        appearance: Appearance,
        cautions: Cautions,
        *,
        watch: Callable[[QWidget], SessionWatch] | None = None,
        has_shield: bool = sys.platform == "win32",
    ) -> None:
        super().__init__(window)
        self._window = window
        self._app = app
        self._desk = desk
        self._guard = guard
        self._appearance = appearance
        self._watch = watch or watch_session
        self._session: SessionWatch | None = None
        self.copied = Copied(app.clipboard(), parent=self)
        guard.covered.connect(self.copied.clear)
        app.aboutToQuit.connect(self.copied.clear)
        self._raised = RaiseWatch(self)
        self._raised.raise_asked.connect(self.come_forward)
        self._shield: CaptureShield | None = None
        if has_shield:
            self._raise_shield()
        self._cautions = cautions
        cautions.changed.connect(self._on_cautions)
        desk.locked.connect(self._raised.stop)
        # Not before the first page of the records has been asked for.
        desk.unlocked.connect(lambda: QTimer.singleShot(0, self.attend))
        if desk.is_unlocked:
            self.attend()

    def attend(self) -> None:
        """Records are open: watch for whoever leaves, and for whoever starts Kinfile again."""
        if not self._desk.is_unlocked:
            return
        if self._session is None:
            self._session = self._watch(self._window)
            self._session.session_locked.connect(self._guard.lock)
            self._session.suspend_begun.connect(self._guard.lock_at_once)
        self._session.start()
        if self._desk.folder is not None:
            self._raised.start(self._desk.folder)
        self._cautions.start()

    def come_forward(self) -> None:
        """Show the window, or where the system does not let it, that it wants to be seen."""
        state = self._window.windowState() & ~Qt.WindowState.WindowMinimized
        self._window.setWindowState(state)
        self._window.raise_()
        self._window.activateWindow()
        self._app.alert(self._window)

    def _on_cautions(self) -> None:
        standing = self._cautions.standing
        self._window.set_caution(WORDS[standing[0]] if standing else None)

    def _raise_shield(self) -> None:
        from kinfile.ui.capture import CaptureShield

        self._shield = CaptureShield(self._app)
        self._appearance.changed.connect(self._on_look_changed)
        self._on_look_changed()

    def _on_look_changed(self) -> None:
        if self._shield is not None:
            self._shield.set_up(is_up=not self._appearance.preferences.may_be_captured)
