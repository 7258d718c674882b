# SPDX-License-Identifier: Apache-2.0
"""Shift three times.

H01 Three presses of Shift alone within two seconds count; slower ones do not.
H02 Any other key in between begins anew, as in typing capitals.
H03 While Sticky Keys are on it is off.
"""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from kinfile.ui.input_watch import InputWatch
from kinfile.ui.shift_taps import ShiftTaps, has_sticky_keys

S, A = Qt.Key.Key_Shift, Qt.Key.Key_A


@pytest.mark.parametrize(
    ("keys", "times"),
    [
        ([(S, 0.0), (S, 0.5), (S, 1.0)], 1),
        ([(S, 0.0), (S, 1.5), (S, 2.5)], 0),
        ([(S, 0.0), (S, 1.5), (S, 2.5), (S, 3.0)], 1),
        ([(S, 0.0), (S, 0.2), (A, 0.3), (S, 0.4)], 0),
        ([(S, 0.0), (A, 0.1), (S, 0.2), (A, 0.3), (S, 0.4), (A, 0.5)], 0),
        ([(S, 0.0), (S, 0.1), (S, 0.2), (S, 0.3), (S, 0.4), (S, 0.5)], 2),
    ],
)
def test_three_presses_alone(
    qapp: QApplication, keys: list[tuple[Qt.Key, float]], times: int
) -> None:  # H01, H02
    watch, now, heard = InputWatch(qapp), [0.0], []
    taps = ShiftTaps(watch, clock=lambda: now[0])
    taps.tapped.connect(lambda: heard.append(1))
    for key, at in keys:
        now[0] = at
        watch.pressed.emit(key.value)
    assert len(heard) == times


def test_it_is_off_with_sticky_keys(qapp: QApplication) -> None:  # H03
    watch, heard = InputWatch(qapp), []
    taps = ShiftTaps(watch, clock=lambda: 0.0, is_off=lambda: True)
    taps.tapped.connect(lambda: heard.append(1))
    for _ in range(3):
        watch.pressed.emit(S.value)
    assert heard == []
    assert not has_sticky_keys()
