# SPDX-License-Identifier: Apache-2.0
"""A menu opens at its first line, so that a screen reader has something to say, and closes with
what it belongs to.
"""

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from kinfile.ui.widgets.menus import close_menus, open_menu


def test_it_points_at_the_first_line(qtbot: QtBot) -> None:
    menu = QMenu()
    qtbot.addWidget(menu)
    menu.addSeparator()
    first, _ = menu.addAction("First"), menu.addAction("Second")
    open_menu(menu, QPoint(0, 0))
    assert menu.isVisible()
    assert menu.activeAction() is first
    menu.close()


def test_an_empty_one_does_no_harm(qtbot: QtBot) -> None:
    menu = QMenu()
    qtbot.addWidget(menu)
    open_menu(menu, QPoint(0, 0))
    assert menu.activeAction() is None
    menu.close()


def test_those_of_what_goes_are_closed(qtbot: QtBot) -> None:
    page, other = QWidget(), QWidget()
    menus = []
    for around in (page, other):
        qtbot.addWidget(around)
        menu = QMenu(QPushButton(around))
        menu.addAction("Clear this answer")
        open_menu(menu, QPoint(0, 0))
        menus.append(menu)
    close_menus(page)
    assert [menu.isVisible() for menu in menus] == [False, True]
    menus[1].close()
