# SPDX-License-Identifier: Apache-2.0
"""The bar: where one is, hide, lock, menu; icons keep their names where there is little room."""

import pytest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from kinfile.i18n import Language
from kinfile.ui.bar import Bar
from kinfile.ui.theme import Theme


def bar(qtbot: QtBot, *, compact: bool = False) -> Bar:
    made = Bar(Theme(is_compact=compact), Language.load())
    qtbot.addWidget(made)
    made.resize(1366, 54)
    return made


@pytest.mark.parametrize("compact", [False, True])
def test_its_buttons_have_names(qtbot: QtBot, theme: Theme, compact: bool) -> None:
    made = bar(qtbot, compact=compact)
    named = [
        button.accessibleName() for button in (made.hide_button, made.lock_button, made.menu_button)
    ]
    assert named == ["Hide screen", "Lock", "Menu"]
    shown = [made.hide_button.text(), made.lock_button.text(), made.menu_button.text()]
    assert shown == (["Hide", "", ""] if compact else named)


def test_it_says_where_one_is(qtbot: QtBot, theme: Theme) -> None:
    made = bar(qtbot)
    trail = made.findChild(QLabel, "bar.trail")
    home = made.findChild(QPushButton, "bar.home")
    assert trail is not None
    assert home is not None
    made.set_trail(())
    assert home.isHidden()
    made.set_trail(("A. E.", "Pre-birth assessment"))
    assert not home.isHidden()
    assert trail.text() == "/  A. E.  /  Pre-birth assessment"


def test_with_little_room_it_says_the_first_part_only(qtbot: QtBot, theme: Theme) -> None:
    made = bar(qtbot, compact=True)
    made.set_trail(("A. E.", "Pre-birth assessment"))
    trail = made.findChild(QLabel, "bar.trail")
    assert trail is not None
    assert trail.text() == "/  A. E."


def test_every_button_tells(qtbot: QtBot, theme: Theme) -> None:
    made = bar(qtbot)
    for name, signal in (
        ("bar.hide", made.hide_chosen),
        ("bar.lock", made.lock_chosen),
        ("bar.menu", made.menu_chosen),
        ("bar.home", made.home_chosen),
    ):
        button = made.findChild(QPushButton, name)
        assert button is not None
        with qtbot.waitSignal(signal):
            button.click()


def test_the_way_to_the_list_can_be_closed(qtbot: QtBot, theme: Theme) -> None:
    made = bar(qtbot)
    home = made.findChild(QPushButton, "bar.home")
    assert home is not None
    made.set_trail(("A. E.",), leads_home=False)
    assert home.isHidden()
    made.set_trail(("A. E.",))
    assert not home.isHidden()
