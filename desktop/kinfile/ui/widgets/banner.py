# SPDX-License-Identifier: Apache-2.0
"""A calm strip that says one thing and offers at most two actions. Never red, never modal."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from kinfile.ui import icons
from kinfile.ui.theme import Theme
from kinfile.ui.widgets.flow import FlowLayout
from kinfile.ui.widgets.text import label, set_words

ICONS = {"warn": "clock", "info": "info", "ok": "circle-check"}
INK = {"warn": "warntext", "info": "text", "ok": "okc"}


class Banner(QFrame):
    """`kind` is warn, info or ok. In a compact window the actions stand below the words."""

    def __init__(
        self,
        title: str,
        text: str,
        theme: Theme,
        *,
        kind: str = "info",
        icon: str = "",
        actions: Sequence[QAbstractButton] = (),
        name: str = "banner",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("look", f"banner{kind.capitalize()}")
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(*(theme.space(n) for n in (14, 8, 14, 8)))
        row.setSpacing(theme.space(12))
        row.addWidget(_picture(icon or ICONS[kind], theme, INK[kind]))
        words = QVBoxLayout()
        words.setSpacing(theme.space(2))
        self.title = label(title, "bodyBold", name=f"{name}.title")
        self.text = label(text, "body", name=f"{name}.text")
        if not text:
            self.text.hide()
        words.addWidget(self.title)
        words.addWidget(self.text)
        row.addLayout(words, 1)
        if actions:
            _add_actions(row, words, actions, theme)

    def make_slim(self) -> None:
        """Take the room of one line only."""
        side = self._row.contentsMargins().left()
        self._row.setContentsMargins(side, 1, side, 1)

    def set_words(self, title: str, text: str) -> None:
        set_words(self.title, title)
        set_words(self.text, text)
        self.text.setVisible(bool(text))
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)


def _picture(icon: str, theme: Theme, ink: str) -> QLabel:
    picture = QLabel()
    picture.setPixmap(icons.pixmap(icon, theme.colour(ink), theme.px(24)))
    picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
    return picture


def _add_actions(
    row: QHBoxLayout, words: QVBoxLayout, actions: Sequence[QAbstractButton], theme: Theme
) -> None:
    if theme.is_compact:
        below = FlowLayout(gap=theme.space(12))
        for action in actions:
            below.addWidget(action)
        words.addLayout(below)
    else:
        for action in actions:
            row.addWidget(action, 0, Qt.AlignmentFlag.AlignVCenter)
