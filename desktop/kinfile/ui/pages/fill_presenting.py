# SPDX-License-Identifier: Apache-2.0
"""While the family looks on: the calm line that says so, and which keys rest meanwhile.

What may not be seen is not in the draft that the page is drawn from (app/presented.py); here is
only the way out.
"""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kinfile.i18n import Language
from kinfile.ui.theme import Theme
from kinfile.ui.widgets.banner import Banner
from kinfile.ui.widgets.buttons import SecondaryButton
from kinfile.ui.widgets.page import MenuLine

KEY = "F9"
RESTING = frozenset({"F1", "Ctrl+E", "Ctrl+D", "Ctrl+Shift+S", "Ctrl+M"})
"""Keys that lead to what the family may not see."""


def menu_line(language: Language, chosen: Callable[[], object], *, is_on: bool) -> MenuLine:
    words = language.text("Show this page to the family")
    return MenuLine(name="present", words=words, chosen=chosen, key=KEY, is_on=is_on)


class PresentingStrip(QWidget):
    """There only while the family looks on."""

    ended = Signal()

    def __init__(self, theme: Theme, language: Language) -> None:
        super().__init__()
        text = language.text
        words = text("End ({key})", key=KEY)
        says = text("End ({key}): show every question again", key=KEY)
        self.setObjectName("presenting")
        self.end = SecondaryButton(words, theme, says=says, name="presenting.end")
        self.end.clicked.connect(self.ended)
        banner = Banner(
            text("Presentation: some questions are hidden"),
            "",
            theme,
            icon="users",
            actions=(self.end,),
            name="presenting.banner",
        )
        column = QVBoxLayout(self)
        # In a compact window it scrolls with the page, which has margins of its own.
        side = 0 if theme.is_compact else 12
        column.setContentsMargins(*(theme.space(n) for n in (side, 8, side, 8)))
        column.addWidget(banner)
        self.setAccessibleName(banner.accessibleName())
