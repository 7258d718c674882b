# SPDX-License-Identifier: Apache-2.0
"""The real program on a real encrypted vault with a cheap key, driven by objectNames."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from helpers.screens import load_screens
from kinfile.ui.application import make_app

screens = load_screens()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support"))


@pytest.fixture(scope="session")
def qapp() -> QApplication:
    return make_app()


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """An empty folder of vaults."""
    (tmp_path / "vaults").mkdir()
    return tmp_path


Begin = Callable[[], Any]


@pytest.fixture
def begin(qapp: QApplication, home: Path) -> Iterator[Begin]:
    """Start the program on `home`; again after it was ended, as after Lock."""
    stages: list[Any] = []

    def start() -> Any:
        if stages:
            stages.pop().end()
        stage = screens.Stage(qapp, home)
        stage.begin()
        stages.append(stage)
        return stage

    yield start
    for stage in stages:
        stage.end()
