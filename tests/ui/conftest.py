# SPDX-License-Identifier: Apache-2.0
"""The program on a fake vault, its look, its task queue."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from strays import Strays

from helpers.program import Program
from helpers.window_fakes import FakeDoor
from kinfile.i18n import Language
from kinfile.ui.application import make_app
from kinfile.ui.tasks import Tasks
from kinfile.ui.theme import Theme


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    # What the offscreen platform says of every window with a smallest size, and of every menu.
    for item in items:
        item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support"))


@pytest.fixture(scope="session")
def qapp() -> QApplication:
    return make_app()


@pytest.fixture
def english() -> Language:
    return Language.load()


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    """The usual look, applied."""
    made = Theme()
    made.apply(qapp)
    return made


@pytest.fixture
def tasks(qapp: QApplication) -> Iterator[Tasks]:
    made = Tasks()
    yield made
    made.close()


@pytest.fixture
def program(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Program]:
    """Not begun yet, so that a test can arrange the door first."""
    made = Program(qtbot, FakeDoor(), tmp_path)
    strays = Strays()
    qapp.installEventFilter(strays)
    yield made
    qapp.removeEventFilter(strays)
    if hasattr(made, "app"):
        made.end()
    assert strays.found == []
