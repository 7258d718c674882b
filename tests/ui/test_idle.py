# SPDX-License-Identifier: Apache-2.0
"""Silence is noticed, and only silence.

I01 After the interval without a sign of life it speaks, once.
I02 A sign of life begins the interval again; it does not start a watch that is not on.
"""

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kinfile.ui.idle import IdleWatch
from kinfile.ui.input_watch import InputWatch


def test_silence_is_noticed(qtbot: QtBot, qapp: QApplication) -> None:  # I01
    idle = IdleWatch(InputWatch(qapp), milliseconds=1)
    with qtbot.waitSignal(idle.went_idle):
        idle.start()
    assert not idle.is_watching


def test_a_sign_of_life_begins_it_again(qtbot: QtBot, qapp: QApplication) -> None:  # I02
    watch = InputWatch(qapp)
    idle = IdleWatch(watch, milliseconds=60_000)
    seen = []
    for step in (watch.stirred.emit, idle.start, watch.stirred.emit, idle.stir, idle.stop):
        step()
        seen.append(idle.is_watching)
    assert seen == [False, True, True, True, False]
