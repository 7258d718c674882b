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
from kinfile.ui.widgets.buttons import LinkButton
from kinfile.ui.widgets.page import MenuLine

KEY = "F9"
RESTING = frozenset({"F1", "Ctrl+E", "Ctrl+D", "Ctrl+Shift+S", "Ctrl+M", "F7"})
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
        says = text("{what}: {part}", what=words, part=text("show every question again"))
        self.setObjectName("presenting")
        self.end = LinkButton(words, theme, says=says, name="presenting.end")
        self.end.clicked.connect(self.ended)
        banner = Banner(
            text("Presentation: some questions are hidden"),
            "",
            theme,
            icon="users",
            actions=(self.end,),
            name="presenting.banner",
        )
        banner.make_slim()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(banner)
        self.setAccessibleName(banner.accessibleName())
