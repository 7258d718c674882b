# SPDX-License-Identifier: Apache-2.0
"""A page that says one thing and what to do next: a failure, or something that takes a while."""

from collections.abc import Sequence

from PySide6.QtCore import Signal

from kinfile.i18n import Language
from kinfile.ui.theme import Theme
from kinfile.ui.widgets.buttons import PrimaryButton, SecondaryButton
from kinfile.ui.widgets.flow import FlowLayout
from kinfile.ui.widgets.heading import Heading
from kinfile.ui.widgets.page import Page
from kinfile.ui.widgets.scroll import ScrollColumn
from kinfile.ui.widgets.text import label


class NoticePage(Page):
    """`actions` are (key, words), the first the likeliest; `action_chosen` carries the key."""

    action_chosen = Signal(str)

    may_be_shared = True

    def __init__(
        self,
        title: str,
        lines: Sequence[str],
        actions: Sequence[tuple[str, str]],
        theme: Theme,
        language: Language,
        *,
        name: str = "notice",
    ) -> None:
        super().__init__(theme, language)
        self.setObjectName(name)
        self.title = title
        area = ScrollColumn(theme, margins=(28, 48, 28, 24), name=f"{name}.scroll")
        column = area.column
        self.heading = Heading(title, theme)
        column.addWidget(self.heading)
        for line in lines:
            column.addWidget(label(line))
        column.addSpacing(theme.space(12))
        row = FlowLayout(gap=theme.space(12))
        self.buttons = []
        for number, (key, words) in enumerate(actions):
            kind = SecondaryButton if number else PrimaryButton
            button = kind(words, theme, name=f"{name}.{key}")
            button.clicked.connect(lambda _=False, key=key: self.action_chosen.emit(key))
            row.addWidget(button)
            self.buttons.append(button)
        column.addLayout(row)
        column.addStretch()
        self.column.addWidget(area, 1)

    def focus_first(self) -> None:
        if self.buttons:
            self.buttons[0].setFocus()
