# SPDX-License-Identifier: Apache-2.0
"""The strip that says that a newer version of the form is installed. Nothing hurries the worker."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kinfile.i18n import Language
from kinfile.ui.pages.fill_record import Filling
from kinfile.ui.theme import Theme
from kinfile.ui.widgets.banner import Banner
from kinfile.ui.widgets.buttons import LinkButton


class NewerStrip(QWidget):
    """Hidden while there is none, and once the worker said "not now" of this record."""

    chosen = Signal()
    """What would change is wanted."""

    def __init__(self, theme: Theme, language: Language) -> None:
        super().__init__()
        text = language.text
        self.look = LinkButton(text("See what would change"), theme, name="newer.look")
        self.look.clicked.connect(self.chosen)
        banner = Banner(
            text("A newer version of this form is installed"),
            text("You can go on with this one."),
            theme,
            kind="info",
            actions=(self.look,),
            name="newer",
        )
        column = QVBoxLayout(self)
        edges = (0, 0, 0, 8) if theme.is_compact else (20, 8, 20, 8)
        column.setContentsMargins(*(theme.space(n) for n in edges))
        column.addWidget(banner)
        self.hide()

    def show_record(self, filling: Filling) -> None:
        self.setVisible(filling.draft.newer is not None and not filling.has_put_off)
