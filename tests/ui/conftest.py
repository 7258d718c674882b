# SPDX-License-Identifier: Apache-2.0
"""The program on a fake vault, and waiting for it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import pytest
from helpers.window_fakes import NOW, PASSPHRASE, FakeDoor, FakeWorkspace
from pytestqt.qtbot import QtBot

from kinfile.i18n import Language
from kinfile.log import Log
from kinfile.policy import preferences
from kinfile.policy.preferences import Preferences
from kinfile.ui.application import Application, Start, make_app
from kinfile.ui.guard import Delays
from kinfile.ui.tasks import Tasks
from kinfile.ui.theme import Theme

from PySide6.QtWidgets import QApplication, QWidget

ENGLISH = Language.load()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    # The offscreen platform says so for every window that has a smallest size.
    for item in items:
        if "ui" in item.path.parts or "journeys" in item.path.parts:
            item.add_marker(pytest.mark.qt_log_ignore("does not support propagateSizeHints"))


@pytest.fixture(scope="session")
def qapp() -> QApplication:
    return make_app()


@pytest.fixture
def english() -> Language:
    return ENGLISH


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    made = Theme()
    made.apply(qapp)
    return made


@pytest.fixture
def tasks(qapp: QApplication) -> Iterator[Tasks]:
    made = Tasks()
    yield made
    made.close()


@dataclass
class Program:
    """The application under test, with what tests need of it at hand."""

    qtbot: QtBot
    door: FakeDoor
    folder: Path
    now: datetime = NOW
    seconds: float = 0.0
    delays: Delays = field(default_factory=Delays)
    restarts: list[list[str]] = field(default_factory=list)
    app: Application = field(init=False)

    def begin(self, look: Preferences | None = None) -> "Program":
        file = self.folder / "preferences.json"
        if look is not None:
            preferences.write(file, look)
        start = Start(
            door=self.door,
            clock=lambda: self.now,
            seconds=lambda: self.seconds,
            delays=self.delays,
            restart=lambda arguments: self.restarts.append(list(arguments)),
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
        self.qtbot.waitUntil(is_so, timeout=5_000)

    def settle(self) -> None:
        self.wait(lambda: self.app.tasks.is_idle)
        for _ in range(4):
            QApplication.processEvents()

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
        QApplication.processEvents()


@pytest.fixture
def program(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Program]:
    """Not begun yet, so that a test can arrange the door first."""
    made = Program(qtbot, FakeDoor(), tmp_path)
    yield made
    if hasattr(made, "app"):
        made.end()
