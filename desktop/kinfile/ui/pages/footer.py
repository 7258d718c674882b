# SPDX-License-Identifier: Apache-2.0
"""The line at the foot of the record list: how many, where they are, which version."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel

from kinfile import __version__
from kinfile.i18n import Language
from kinfile.ui import icons
from kinfile.ui.theme import Theme
from kinfile.ui.widgets.text import label


class Footer(QFrame):
    """`words` at its beginning, the version at its end."""

    def __init__(self, words: str, theme: Theme, language: Language) -> None:
        super().__init__()
        self.setProperty("look", "footer")
        self.setObjectName("records.footer")
        row = QHBoxLayout(self)
        row.setContentsMargins(*(theme.space(n) for n in (28, 10, 28, 10)))
        row.setSpacing(theme.space(8))
        picture = QLabel()
        picture.setPixmap(icons.pixmap("shield-check", theme.colour("text"), theme.px(18)))
        row.addWidget(picture)
        row.addWidget(label(words, "footnote", wraps=theme.is_compact, name="records.count"), 1)
        if not theme.is_compact:
            version = language.text(
                "Kinfile {version} · works without internet", version=__version__
            )
            row.addWidget(label(version, "caption", wraps=False))
