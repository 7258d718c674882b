# SPDX-License-Identifier: Apache-2.0
"""The menu of the bar: text size, colours, about, close. Only what works is in it."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from kinfile.i18n import N_
from kinfile.ui.appearance import Appearance
from kinfile.ui.theme import SCALES

COLOURS = {
    "system": N_("As the computer is set"),
    "light": N_("Light"),
    "dark": N_("Dark"),
    "contrast": N_("High contrast"),
}


class Menu(QMenu):
    """`sizes` and `colours` are menus of their own, for pages that offer them by themselves."""

    about_chosen = Signal()
    close_chosen = Signal()

    def __init__(self, appearance: Appearance, *, parent: QWidget) -> None:
        super().__init__(parent)
        text = appearance.language.text
        self.setObjectName("menu")
        self.setAccessibleName(text("Menu"))
        self._appearance = appearance
        self.sizes = self._sizes(text("Text size"))
        self.colours = self._colours(text("Colours"))
        self.addMenu(self.sizes)
        self.addMenu(self.colours)
        self.addSeparator()
        about = self.addAction(text("Help and about Kinfile"))
        about.setObjectName("menu.about")
        about.triggered.connect(self.about_chosen)
        close = self.addAction(text("Close Kinfile"))
        close.setObjectName("menu.close")
        close.triggered.connect(self.close_chosen)
        self.aboutToHide.connect(self.deleteLater)

    def _sizes(self, words: str) -> QMenu:
        menu = QMenu(words, self)
        menu.setObjectName("menu.sizes")
        menu.setAccessibleName(words)
        language = self._appearance.language
        group = QActionGroup(menu)
        for scale in SCALES:
            percent = language.text("{n} %", n=round(scale * 100))
            action = self._choice(menu, group, percent, f"menu.size.{round(scale * 100)}")
            action.setChecked(scale == self._appearance.scale)
            action.triggered.connect(
                lambda _=False, scale=scale: self._appearance.choose_scale(scale)
            )
        return menu

    def _colours(self, words: str) -> QMenu:
        menu = QMenu(words, self)
        menu.setObjectName("menu.colours")
        menu.setAccessibleName(words)
        group = QActionGroup(menu)
        for code, colour in COLOURS.items():
            shown = self._appearance.language.text(colour)
            action = self._choice(menu, group, shown, f"menu.colours.{code}")
            action.setChecked(code == self._appearance.colours)
            action.triggered.connect(
                lambda _=False, code=code: self._appearance.choose_colours(code)
            )
        return menu

    @staticmethod
    def _choice(menu: QMenu, group: QActionGroup, words: str, name: str) -> QAction:
        action = menu.addAction(words)
        action.setObjectName(name)
        action.setCheckable(True)
        group.addAction(action)
        return action
