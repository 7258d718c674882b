# SPDX-License-Identifier: Apache-2.0
"""The box "There is a problem" at the top of a page: one link for each thing to mend."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from kinfile.i18n import Language
from kinfile.ui.theme import Theme
from kinfile.ui.widgets.announce import Announcement, announce
from kinfile.ui.widgets.buttons import LinkButton
from kinfile.ui.widgets.heading import Heading
from kinfile.ui.widgets.text import label


class ErrorSummary(QFrame):
    """Hidden until it has problems. `problem_chosen` carries the key given with the words."""

    problem_chosen = Signal(object)
    accessible_role = QAccessible.Role.AlertMessage

    def __init__(
        self,
        theme: Theme,
        language: Language,
        *,
        intro: str = "",
        name: str = "error_summary",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._language = language
        self.setProperty("look", "errorBox")
        self.setObjectName(name)
        title = language.text("There is a problem")
        self.setAccessibleName(title)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(*(theme.space(n) for n in (18, 14, 18, 16)))
        self._column.setSpacing(theme.space(4))
        self._column.addWidget(Heading(title, theme, level=2))
        if intro:
            self._column.addWidget(label(intro))
        self.links: list[LinkButton] = []
        self.hide()

    def set_problems(self, problems: Sequence[tuple[str, object]]) -> None:
        """Show a link for each (words, key); none at all hides the box."""
        for link in self.links:
            self._column.removeWidget(link)
            link.deleteLater()
        self.links = []
        for number, (words, key) in enumerate(problems):
            link = LinkButton(words, self._theme, ink="error", weight=600)
            link.setObjectName(f"{self.objectName()}.{number}")
            link.clicked.connect(lambda _=False, key=key: self.problem_chosen.emit(key))
            self._column.addWidget(link)
            self.links.append(link)
        self.setVisible(bool(problems))

    def focus_first(self) -> None:
        """Put the focus on the first link and say that there is something to check."""
        if self.links:
            self.links[0].setFocus()
            announce(self, Announcement.PROBLEM, self._language)
