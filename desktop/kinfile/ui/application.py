# SPDX-License-Identifier: Apache-2.0
"""Puts the program together: fonts, look, window, task queue, and what happens at its end."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSize, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from kinfile import paths, system_log
from kinfile.errors import KinfileError
from kinfile.i18n import Language
from kinfile.log import Log
from kinfile.policy import preferences
from kinfile.policy.policies import NO_POLICIES, Policies
from kinfile.policy.table import Key
from kinfile.ui import fonts, icons
from kinfile.ui.appearance import Appearance
from kinfile.ui.backing_up import BackingUp
from kinfile.ui.collector import Collector
from kinfile.ui.desk import Desk
from kinfile.ui.dialogs import Dialogs
from kinfile.ui.door import Door, VaultDoor
from kinfile.ui.guard import MINUTES, Delays, Ends, Guard
from kinfile.ui.qt_words import speak
from kinfile.ui.routes import Routes
from kinfile.ui.tasks import Tasks
from kinfile.ui.theme import Theme
from kinfile.ui.widgets import roles
from kinfile.ui.window import Window

if TYPE_CHECKING:
    from types import TracebackType

    from kinfile.app.spelling.speller import OpenSpeller
    from kinfile.ui.session_watch import SessionWatch

LOOKED_THROUGH = (Key.PACKS, Key.PROFILES, Key.UPDATES)
"""Folders that are looked through at the start."""
FRAME = QSize(16, 48)
"""About what the system draws round a window, in pixels."""


def now() -> datetime:
    """The time in this computer's own zone."""
    return datetime.now().astimezone()


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """How to start. `vault` is the one to open, `example` to show the made-up family at once,
    `restore` to go back to a backup, `mend` to see what can be done about damaged records,
    `pack` to look at a form pack.
    `policies` are what IT decided; `refused` is why that cannot be read: then nothing is opened.

    The rest are seams: how to find and open vaults, which clocks, what to do instead of
    replacing the process, what watches the session, since when the program is on this computer,
    what checks spelling, and where preferences and events are written.
    """

    vault: Path | None = None
    example: bool = False
    restore: bool = False
    mend: bool = False
    pack: Path | None = None
    policies: Policies = NO_POLICIES
    refused: KinfileError | None = None
    door: Door | None = None
    clock: Callable[[], datetime] = now
    seconds: Callable[[], float] = time.monotonic
    delays: Delays = field(default_factory=Delays)
    dialogs: Dialogs | None = None
    restart: Callable[[Sequence[str]], None] | None = None
    session: Callable[[QWidget], SessionWatch] | None = None
    installed: datetime | None = None
    language: Callable[[str], Language] = Language.load
    preferences_file: Path = field(default_factory=paths.preferences)
    spellers: OpenSpeller | None = None
    log: Log = field(default_factory=lambda: Log(paths.event_log(), system=system_log.tell))


def make_app(arguments: Sequence[str] = ()) -> QApplication:
    """The QApplication with its fonts, or the one there is."""
    existing = QApplication.instance()
    named = ["kinfile", "-style", "fusion", *arguments]
    app = existing if isinstance(existing, QApplication) else QApplication(named)
    app.setApplicationName("Kinfile")
    app.setApplicationDisplayName("Kinfile")
    app.setDesktopFileName("kinfile")
    fonts.load()
    roles.install()
    return app


class Application(QObject):
    """Everything that lives as long as the window. Build it, `show()`, run Qt's event loop."""

    def __init__(self, app: QApplication, start: Start | None = None) -> None:
        super().__init__(app)
        self.start = start = start or Start()
        self.app = app
        chosen = preferences.read(start.preferences_file)
        self.appearance = Appearance(
            chosen,
            start.language(chosen.language or "en"),
            keep=lambda new: preferences.write(start.preferences_file, new),
            system_scale=_system_text_scale(),
            load=start.language,
            forbids_capture=start.policies.is_on(Key.CAPTURE),
        )
        self.collector = Collector(self)
        self.tasks = Tasks(self)
        door = start.door or _door(start)
        self.desk = Desk(self.tasks, door, clock=start.clock, policies=start.policies, parent=self)
        self.window = Window(app, self.appearance, clock=start.clock)
        self.dialogs = start.dialogs or Dialogs()
        self.beside = Tasks(self, name="backup")
        self.looking: Tasks | None = None
        self.backing_up = BackingUp(self.desk, door, self.beside, start.log)
        self.routes = Routes(self.window, self.desk, self.appearance, self.dialogs, self.backing_up)
        self.guard = Guard(
            app,
            self.window,
            self.desk,
            language=self.appearance.language,
            ends=Ends(last=self.backing_up, restart=self._restart, leave=self._leave),
            seconds=start.seconds,
            delays=_limited(start.delays, start.policies),
        )
        self.desk.asks_in = self.appearance.form_language
        self.desk.writes_in = self.appearance.document_language
        self._join_spelling()
        self._qt_words = speak(self.appearance.language)
        self.appearance.changed.connect(self._on_look_changed)
        theme = Theme()
        app.setWindowIcon(icons.mark(theme.colour("link"), theme.colour("surface"), 64))
        app.setQuitOnLastWindowClosed(False)

    def _join_spelling(self) -> None:
        spelling = self.desk.spelling
        spelling.opens = self.start.spellers
        spelling.turn(is_on=self.appearance.preferences.checks_spelling)
        spelling.turned.connect(lambda is_on: self.appearance.remember_spelling(is_on=is_on))

    def show(self, *, fills_small_screens: bool = False) -> None:
        """Show the first page. The window paints before anything heavy is loaded.

        `fills_small_screens` lets it take all of a screen that its usual size does not fit on.
        """
        if self.start.refused is not None:
            self.routes.refuse(self.start.refused)
        elif self.start.example:
            self.routes.show_example()
        elif self.start.restore:
            self.routes.show_choose_backup()
        elif self.start.mend:
            self.routes.show_mend()
        else:
            self.routes.show_start()
            if self.start.pack is not None:
                self.routes.show_pack(self.start.pack)
        room = self.app.primaryScreen().availableSize() - FRAME
        is_small = room.width() < self.window.width() or room.height() < self.window.height()
        if fills_small_screens and is_small:
            self.window.showMaximized()
        else:
            self.window.show()
        # Comes round when the events of the first paint are done.
        QTimer.singleShot(0, self._after_first_paint)

    def _after_first_paint(self) -> None:
        from kinfile.ui.cautions import Cautions, installed_at
        from kinfile.ui.surroundings import Surroundings

        self.desk.warm_up()
        cautions = Cautions(
            self.desk,
            self.start.log,
            installed=self.start.installed or installed_at(),
            parent=self,
        )
        cautions.watch_backups(self.backing_up)
        self.surroundings = Surroundings(
            self.app,
            self.window,
            self.desk,
            self.guard,
            self.appearance,
            cautions,
            watch=self.start.session,
        )
        if self.start.policies.has_problems:
            cautions.tell_policies()
        if any(self.start.policies.is_decided(key) for key in LOOKED_THROUGH):
            # By itself: a share that does not answer holds neither wishes nor backups up.
            self.looking = Tasks(self, name="look")
            self.looking.run(self._look_through, done=self._on_looked_through)

    def _look_through(self) -> str:
        """Take in packs that IT offers; the newer version that IT can install, if any."""
        from kinfile.app.pack_folders import take_in
        from kinfile.app.updates import newer_version

        for _, problem in take_in(self.start.policies).refused:
            self.start.log.event("pack-refused", problem=problem)
        return newer_version(self.start.policies)

    def _on_looked_through(self, version: str) -> None:
        self.routes.update_offered = version

    def _on_look_changed(self) -> None:
        language = self.appearance.language
        if language != self._qt_words.speaks:
            self._qt_words = speak(language, self._qt_words)
            self.guard.language = language
        self.desk.writes_in = self.appearance.document_language

    def take_faults(self) -> None:
        """From now on a mistake of ours ends in a plain page, and leaves a code in the log."""
        sys.excepthook = self._on_fault

    def close(self) -> None:
        """End the task queues; for the end of the program and of a test."""
        self._end_tasks()
        self.collector.stop()

    def _on_fault(
        self,
        kind: type[BaseException],
        _error: BaseException,
        trace: TracebackType | None,
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            self._leave()
            return
        self.start.log.event("window-fault", kind=kind.__name__, **_place_of(trace))
        # The page it happened in may be half built: leave its event first.
        QTimer.singleShot(0, self.routes.show_fault)

    def _restart(self) -> None:
        from kinfile.ui.restart import replace_process

        arguments = ["--vault", str(self.desk.folder)] if self.desk.folder else []
        arguments += self.routes.after_lock
        self._end_tasks()
        (self.start.restart or replace_process)(arguments)

    def _end_tasks(self) -> None:
        self.backing_up.close()
        if self.looking is not None:
            self.looking.close()
        self.desk.rescue.cancel()
        self.desk.verifying.close()
        self.desk.spelling.close()
        self.tasks.close()

    def _leave(self) -> None:
        self.window.close_now()
        self.app.quit()


def _door(start: Start) -> Door:
    """The real one, at the folder of records that IT named or the usual one."""
    home, folder = paths.default_vaults(), start.policies.path(Key.DATA)
    if folder is not None:
        from kinfile.policy.limits import VAULTS

        home = folder / VAULTS
    return VaultDoor(
        clock=start.clock, home=home, chosen=start.vault, policies=start.policies, log=start.log
    )


def _limited(delays: Delays, policies: Policies) -> Delays:
    """With the minutes that IT decided; under the cover it never waits longer than in the open."""
    if not policies.is_decided(Key.IDLE_LOCK):
        return delays
    idle = policies.number(Key.IDLE_LOCK) * MINUTES
    return replace(delays, idle=idle, hidden=min(idle, delays.hidden))


def _place_of(trace: TracebackType | None) -> dict[str, str | int]:
    """Module and line where it was raised: enough to mend it, and nothing that was typed."""
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    if trace is None:
        return {}
    return {
        "module": str(trace.tb_frame.f_globals.get("__name__", "unknown"))[:64],
        "line": trace.tb_lineno,
    }


def _system_text_scale() -> float:
    """Windows' own text size (1.0 to 2.25), which Qt does not apply."""
    if sys.platform == "win32":
        import winreg

        try:
            with winreg.OpenKey(
                winreg.HKEY_CURRENT_USER, r"Software\Microsoft\Accessibility"
            ) as key:
                return float(winreg.QueryValueEx(key, "TextScaleFactor")[0]) / 100
        except (OSError, ValueError):
            return 1.0
    return 1.0
