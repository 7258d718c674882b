# SPDX-License-Identifier: Apache-2.0
"""Filters as pills: exclusive, spoken as radio buttons, told once for each change."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from pytestqt.qtbot import QtBot

from kinfile.ui.theme import Theme
from kinfile.ui.widgets.chips import Chip, Chips


@pytest.fixture
def chips(qtbot: QtBot, theme: Theme) -> Chips:
    made = Chips([("all", "All (7)"), ("to_do", "To do (4)")], theme, says="Show", name="c")
    qtbot.addWidget(made)
    return made


def test_the_first_is_on(chips: Chips) -> None:
    assert chips.key == "all"


def test_choosing_one_tells_its_key_once(chips: Chips, qtbot: QtBot) -> None:
    told: list[str] = []
    chips.chosen.connect(told.append)
    chip = chips.findChild(Chip, "c.to_do")
    assert chip is not None
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton, pos=QPoint(4, 4))
    chips.choose("to_do")
    assert told == ["to_do"]
    assert chips.key == "to_do"


def test_each_is_a_radio_button(chips: Chips) -> None:
    chip = chips.findChild(Chip, "c.all")
    assert chip is not None
    told = QAccessible.queryAccessibleInterface(chip)
    assert told.role() == QAccessible.Role.RadioButton
    assert told.text(QAccessible.Text.Name) == "All (7)"
    assert told.text(QAccessible.Text.Description) == "Show"


def test_a_pill_is_tall_enough_to_hit(chips: Chips) -> None:
    chip = chips.findChild(Chip, "c.all")
    assert chip is not None
    assert chip.height() >= 34


def test_they_are_one_group_by_name(chips: Chips) -> None:
    told = QAccessible.queryAccessibleInterface(chips)
    assert told.role() == QAccessible.Role.Grouping
    assert told.text(QAccessible.Text.Name) == "Show"
