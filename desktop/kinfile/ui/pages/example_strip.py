# SPDX-License-Identifier: Apache-2.0
"""Stands on every page of the example, so that nobody writes about real people there."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel

from kinfile.i18n import Language
from kinfile.ui import icons
from kinfile.ui.door import EXAMPLE_PASSPHRASE
from kinfile.ui.theme import Theme
from kinfile.ui.widgets.text import label


class ExampleStrip(QFrame):
    """One line, with the passphrase that signing and coming back ask for."""

    def __init__(self, theme: Theme, language: Language) -> None:
        super().__init__()
        self.setProperty("look", "strip")
        self.setObjectName("example_strip")
        row = QHBoxLayout(self)
        row.setContentsMargins(*(theme.space(n) for n in (20, 6, 20, 6)))
        row.setSpacing(theme.space(8))
        picture = QLabel()
        picture.setPixmap(icons.pixmap("info", theme.colour("text"), theme.px(18)))
        row.addWidget(picture)
        words = language.text(
            "This is a made-up family: do not write about real people here. Its passphrase is "
            "“{words}”.",
            words=EXAMPLE_PASSPHRASE,
        )
        row.addWidget(label(words, "footnote", wraps=True, name="example_strip.words"), 1)
