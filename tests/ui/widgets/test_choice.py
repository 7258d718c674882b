# SPDX-License-Identifier: Apache-2.0
"""Radio buttons and tick boxes.

R01 They are Qt's own, so that groups and roles hold; the whole row answers a click.
R02 Long words wrap; a row is never lower than 34 pixels at 100 %.
R03 What is chosen is drawn, and not by colour alone.
R04 A screen reader that sets one is heard as a click is, once; the program that fills one is not.
"""

import pytest
from event_turns import take_turns
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QButtonGroup
from pytestqt.qtbot import QtBot

from helpers.screen_reader import toggle
from kinfile.ui.theme import Theme
from kinfile.ui.widgets.choice import Radio, Tick

LONG = "Not safe or not possible to ask today because somebody else was there all the time"


@pytest.mark.parametrize(
    ("kind", "role"),
    [(Radio, QAccessible.Role.RadioButton), (Tick, QAccessible.Role.CheckBox)],
)
def test_roles_and_names_hold(
    qtbot: QtBot, theme: Theme, kind: type[Radio | Tick], role: QAccessible.Role
) -> None:  # R01
    row = kind("Yes", theme, name="x")
    qtbot.addWidget(row)
    told = QAccessible.queryAccessibleInterface(row)
    assert told.role() == role
    assert told.text(QAccessible.Text.Name) == "Yes"
    assert row.objectName() == "x"


@pytest.mark.parametrize("kind", [Radio, Tick])
def test_the_whole_row_answers(qtbot: QtBot, theme: Theme, kind: type[Radio | Tick]) -> None:  # R01
    row = kind("Yes", theme)
    qtbot.addWidget(row)
    row.resize(500, 34)
    qtbot.mouseClick(row, Qt.MouseButton.LeftButton, pos=QPoint(480, 20))
    assert row.isChecked()


@pytest.mark.parametrize("kind", [Radio, Tick])
def test_long_words_wrap(qtbot: QtBot, theme: Theme, kind: type[Radio | Tick]) -> None:  # R02
    row = kind(LONG, theme)
    qtbot.addWidget(row)
    assert row.sizeHint().height() == 34
    assert row.heightForWidth(row.sizeHint().width()) == 34
    assert row.heightForWidth(200) > 80
    assert row.minimumSizeHint().width() < 200


@pytest.mark.parametrize("kind", [Radio, Tick])
@pytest.mark.parametrize("name", ["light", "dark", "contrast"])
def test_what_is_chosen_is_drawn(
    qtbot: QtBot, theme: Theme, kind: type[Radio | Tick], name: str
) -> None:  # R03
    row = kind("Yes", Theme(name))
    qtbot.addWidget(row)
    row.resize(row.sizeHint())
    before = row.grab().toImage()
    row.setChecked(True)
    after = row.grab().toImage()
    changed = sum(
        before.pixelColor(x, y) != after.pixelColor(x, y) for x in range(24) for y in range(34)
    )
    assert changed > 40


def test_enter_ticks(qtbot: QtBot, theme: Theme) -> None:
    row = Tick("Yes", theme)
    qtbot.addWidget(row)
    qtbot.keyClick(row, Qt.Key.Key_Return)
    assert row.isChecked()


def test_a_screen_reader_ticks(qtbot: QtBot, theme: Theme) -> None:  # R04
    row, said = Tick("Yes", theme), list[bool]()
    qtbot.addWidget(row)
    row.clicked.connect(lambda on: said.append(bool(on)))
    toggle(row)
    toggle(row)
    assert said == [True, False]
    row.setChecked(True)
    take_turns()
    assert said == [True, False]
    row.click()
    take_turns()
    assert said == [True, False, False]


def test_a_screen_reader_chooses(qtbot: QtBot, theme: Theme) -> None:  # R04
    yes, no = Radio("Yes", theme), Radio("No", theme)
    said: list[str] = []
    group = QButtonGroup()
    for row in (yes, no):
        qtbot.addWidget(row)
        group.addButton(row)
        row.clicked.connect(lambda _=False, row=row: said.append(row.text()))
    toggle(yes)
    toggle(no)
    toggle(no)
    assert (yes.isChecked(), no.isChecked()) == (False, True)
    assert said == ["Yes", "No"]
    yes.setChecked(True)
    take_turns()
    no.click()
    take_turns()
    assert said == ["Yes", "No", "No"]
