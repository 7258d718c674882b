# SPDX-License-Identifier: Apache-2.0
"""Opening a menu so that it is heard.

Qt opens one with no line pointed at: a screen reader then says nothing, and finds no way in, since
the focus has not moved.
"""

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu


def open_menu(menu: QMenu, at: QPoint) -> None:
    """Show `menu` with its corner `at` a place of the screen, at its first line."""
    menu.popup(at)
    first = next((line for line in menu.actions() if not line.isSeparator()), None)
    if first is not None:
        menu.setActiveAction(first)
