# SPDX-License-Identifier: Apache-2.0
"""A drop-down list: named, not changed by a passing wheel, not wider than the page."""

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kinfile.ui.theme import Theme
from kinfile.ui.widgets.picker import Picker


def picker(qtbot: QtBot, theme: Theme) -> Picker:
    made = Picker(theme, says="Local arrangements", name="p")
    made.addItems(["One", "Two", "A very long name of a partnership indeed" * 3])
    qtbot.addWidget(made)
    return made


def turn_wheel(box: Picker) -> None:
    event = QWheelEvent(
        QPointF(5, 5), QPointF(5, 5), QPoint(0, -120), QPoint(0, -120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(box, event)


def test_the_wheel_changes_it_only_in_focus(qtbot: QtBot, theme: Theme) -> None:
    box = picker(qtbot, theme)
    with qtbot.waitExposed(box):
        box.show()
    box.clearFocus()
    turn_wheel(box)
    assert box.currentIndex() == 0
    box.activateWindow()
    box.setFocus()
    qtbot.waitUntil(box.hasFocus)
    turn_wheel(box)
    assert box.currentIndex() == 1


def test_a_long_option_does_not_widen_the_page(qtbot: QtBot, theme: Theme) -> None:
    assert picker(qtbot, theme).minimumSizeHint().width() < 300


def test_it_has_a_name(qtbot: QtBot, theme: Theme) -> None:
    assert picker(qtbot, theme).accessibleName() == "Local arrangements"
