# SPDX-License-Identifier: Apache-2.0
"""Opening a menu so that it is heard, and closing those of a page that goes.

Qt opens one with no line pointed at: a screen reader then says nothing, and finds no way in, since
the focus has not moved.
"""

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QWidget


def open_menu(menu: QMenu, at: QPoint) -> None:
    """Show `menu` with its corner `at` a place of the screen, at its first line."""
    menu.popup(at)
    first = next((line for line in menu.actions() if not line.isSeparator()), None)
    if first is not None:
        menu.setActiveAction(first)


def close_menus(within: QWidget) -> None:
    """Close what is open of `within`: it would choose for a page that is no longer there."""
    for menu in within.findChildren(QMenu):
        if menu.isVisible():
            menu.close()
