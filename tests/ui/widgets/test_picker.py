# SPDX-License-Identifier: Apache-2.0
"""A drop-down list: named, not changed by a passing wheel, not wider than the page."""

from event_turns import take_turns
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import invalidate

from helpers.screen_reader import select
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


def test_a_screen_reader_chooses_a_line(qtbot: QtBot, theme: Theme) -> None:
    """Whether it is open or not."""
    box, said = picker(qtbot, theme), list[int]()
    box.activated.connect(said.append)
    box.show()
    told = QAccessible.queryAccessibleInterface(box)
    assert told.child(0).role() == QAccessible.Role.List
    take_turns()
    select(box.view(), 1)
    assert (box.currentIndex(), said) == (1, [1])
    box.showPopup()
    take_turns()
    select(box.view(), 2)
    assert (box.currentIndex(), said) == (2, [1, 2])
    assert not box.view().isVisible()


def test_opening_and_moving_choose_nothing(qtbot: QtBot, theme: Theme) -> None:
    box, said = picker(qtbot, theme), list[int]()
    box.activated.connect(said.append)
    box.show()
    box.showPopup()
    take_turns()
    qtbot.keyClick(box.view(), Qt.Key.Key_Down)
    take_turns()
    assert said == []
    box.hidePopup()
    box.setCurrentIndex(2)
    take_turns()
    assert said == []


def test_its_label_is_heard_whatever_is_chosen(qtbot: QtBot, theme: Theme) -> None:
    """On Linux the name is what is chosen."""
    box = picker(qtbot, theme)
    assert box.accessibleDescription() == "Local arrangements"
    box.setAccessibleDescription("Who decides")
    assert box.accessibleDescription() == "Local arrangements. Who decides"
    box.setAccessibleDescription("Local arrangements: who decides")
    assert box.accessibleDescription() == "Local arrangements: who decides"


def test_it_is_heard_when_what_python_held_of_its_list_is_gone(qtbot: QtBot, theme: Theme) -> None:
    box, said = picker(qtbot, theme), list[int]()
    box.activated.connect(said.append)
    box.show()
    take_turns()
    invalidate(box.view())
    select(box.view(), 1)
    assert said == [1]
