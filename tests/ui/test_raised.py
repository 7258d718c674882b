# SPDX-License-Identifier: Apache-2.0
"""A second Kinfile for the same vault.

R01 The sign in the vault's folder is noticed within a second, once, and taken away.
R02 Nothing is looked at before it begins and after it stops.
"""

from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from kinfile.ui.raised import SECOND, RaiseWatch
from kinfile.vault.lockfile import ask_for, has_been_asked_for


@pytest.fixture
def watch(qtbot: QtBot) -> RaiseWatch:
    return RaiseWatch(milliseconds=1)


def test_the_sign_is_noticed_once(watch: RaiseWatch, qtbot: QtBot, tmp_path: Path) -> None:
    """R01"""
    ask_for(tmp_path)
    with qtbot.waitSignal(watch.raise_asked):
        watch.start(tmp_path)
    assert not has_been_asked_for(tmp_path)
    with qtbot.assertNotEmitted(watch.raise_asked):
        watch.look()
    watch.stop()


def test_a_second_is_the_usual_wait(qtbot: QtBot) -> None:
    """R01"""
    watch = RaiseWatch()
    timer = watch.findChild(QTimer)
    assert timer is not None
    assert timer.interval() == SECOND == 1_000


def test_nothing_before_and_after(watch: RaiseWatch, qtbot: QtBot, tmp_path: Path) -> None:
    """R02"""
    timer = watch.findChild(QTimer)
    assert timer is not None
    with qtbot.assertNotEmitted(watch.raise_asked):
        watch.look()
    watch.start(tmp_path)
    assert timer.isActive()
    watch.stop()
    assert not timer.isActive()
