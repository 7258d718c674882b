# SPDX-License-Identifier: Apache-2.0
"""The program under test, driven as a user drives it: by the objectNames of its widgets."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from event_turns import come_to_rest, take_turns
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from helpers.window_fakes import LONG_AGO, NOW, PASSPHRASE, FakeDoor, FakeWorkspace
from kinfile.errors import KinfileError
from kinfile.log import Log
from kinfile.policy import preferences
from kinfile.policy.policies import NO_POLICIES, Policies
from kinfile.policy.preferences import Preferences
from kinfile.ui.application import Application, Start, make_app
from kinfile.ui.guard import Delays
from kinfile.ui.session_watch import SessionWatch


@dataclass
class Program:
    """The application under test, with what tests need of it at hand."""

    qtbot: QtBot
    door: FakeDoor
    folder: Path
    now: datetime = NOW
    seconds: float = 0.0
    delays: Delays = field(default_factory=Delays)
    policies: Policies = NO_POLICIES
    refused: KinfileError | None = None
    pack: Path | None = None
    restarts: list[list[str]] = field(default_factory=list)
    app: Application = field(init=False)

    def begin(self, look: Preferences | None = None) -> "Program":
        file = self.folder / "preferences.json"
        if look is not None:
            preferences.write(file, look)
        start = Start(
            door=self.door,
            policies=self.policies,
            refused=self.refused,
            pack=self.pack,
            clock=lambda: self.now,
            seconds=lambda: self.seconds,
            delays=self.delays,
            restart=lambda arguments: self.restarts.append(list(arguments)),
            session=SessionWatch,
            installed=LONG_AGO,
            preferences_file=file,
            log=Log(self.folder / "events.jsonl"),
        )
        self.app = Application(make_app(), start)
        self.app.show()
        self.app.window.activateWindow()
        self.settle()
        return self

    @property
    def workspace(self) -> FakeWorkspace:
        return self.door.workspace

    @property
    def page(self) -> QWidget:
        page = self.app.window.page
        assert page is not None
        return page

    def wait(self, is_so: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(is_so, timeout=20_000)

    def settle(self) -> None:
        """Until everything begun is done; a backup too, unless the door makes it pause."""
        is_paused = self.door.backup_pause is not None
        queues = [self.app.tasks, self.app.desk.verifying.tasks]
        queues += [] if is_paused else [self.app.beside]
        come_to_rest(lambda: all(queue.is_idle for queue in queues), self.wait)

    def shows(self, name: str) -> None:
        """Wait until the page of that name is shown."""
        self.wait(lambda: self.page.objectName() == name)
        self.settle()

    def unlock(self) -> None:
        self.type_in("unlock.passphrase", PASSPHRASE)
        self.press("unlock.unlock")
        self.wait(lambda: self.page.objectName() in ("records", "empty"))

    def named(self, name: str) -> QWidget:
        found = self.app.window.findChild(QWidget, name)
        assert found is not None, f"{name} is not on {self.page.objectName()}"
        return found

    def press(self, name: str) -> None:
        self.named(name).click()  # type: ignore[attr-defined]
        self.settle()

    def type_in(self, name: str, text: str) -> None:
        self.named(name).setText(text)  # type: ignore[attr-defined]

    def end(self) -> None:
        self.app.close()
        self.app.window.close_now()
        self.app.window.deleteLater()
        self.app.deleteLater()
        take_turns()
