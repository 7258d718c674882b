# SPDX-License-Identifier: Apache-2.0
"""Beside the page, by Ctrl+G: type a few letters, and go to a section or a question.

The same panel lets a question be chosen for a line of the notes.
"""

from textwrap import shorten

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from kinfile.app.draft import Draft
from kinfile.forms.model import Kind
from kinfile.i18n import Language
from kinfile.ui.fields.boxes import LineBox
from kinfile.ui.pages.go_to_list import Goal, GoalList, found_in, goals_of
from kinfile.ui.theme import Theme
from kinfile.ui.widgets.buttons import LinkButton
from kinfile.ui.widgets.heading import Heading
from kinfile.ui.widgets.text import label, set_words

LONGEST_ABOUT = 160
"""Characters of what is to be put into a question that are shown beside the choice."""


class GoToPanel(QFrame):
    """`kinds` are the kinds of question on offer; None for sections and every question."""

    spot_chosen = Signal(object)
    """Spot"""
    next_chosen = Signal()
    """To the next question that needs an answer."""
    closed = Signal()

    def __init__(
        self,
        theme: Theme,
        language: Language,
        *,
        title: str = "",
        kinds: frozenset[Kind] | None = None,
        name: str = "go_to",
    ) -> None:
        super().__init__()
        self._theme, self._language, self._kinds = theme, language, kinds
        self._goals: tuple[Goal, ...] = ()
        title = title or language.text("Go to")
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.setProperty("look", "rail")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(6))
        column.addLayout(self._head(title, name))
        column.addLayout(self._finder(name))
        says = language.text("Questions") if kinds else language.text("Sections and questions")
        self.list = GoalList(theme, says=says, name=f"{name}.list")
        self.list.chosen.connect(self.spot_chosen)
        self.list.typed.connect(self._on_typed_in_list)
        column.addWidget(self.list, 1)
        self.hide()

    def _head(self, title: str, name: str) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setContentsMargins(*(self._theme.space(n) for n in (20, 16, 16, 0)))
        # In a compact window it takes the place of the page, whose heading is hidden then.
        self.heading = Heading(title, self._theme, level=1 if self._theme.is_compact else 2)
        head.addWidget(self.heading, 1)
        words = self._language.text("Close")
        says = self._language.text("{what}: {part}", what=words, part=title)
        self.close_button = LinkButton(words, self._theme, says=says, name=f"{name}.close")
        self.close_button.clicked.connect(self.closed)
        head.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        return head

    def _finder(self, name: str) -> QVBoxLayout:
        text, theme = self._language.text, self._theme
        column = QVBoxLayout()
        column.setContentsMargins(*(theme.space(n) for n in (20, 0, 16, 4)))
        column.setSpacing(theme.space(4))
        self.about = label("", "muted", name=f"{name}.about")
        self.about.hide()
        column.addWidget(self.about)
        words = (
            text("Words of the question") if self._kinds else text("Words of a section or question")
        )
        column.addWidget(label(words, "bodyBold"))
        self.box = LineBox(words, theme=theme, name=f"{name}.find")
        self.box.setAccessibleDescription(
            text("The arrow keys go to what was found, and Enter chooses.")
        )
        self.box.textChanged.connect(self._find)
        self.box.installEventFilter(self)
        column.addWidget(self.box)
        self.count = label("", "hint", name=f"{name}.count")
        column.addWidget(self.count)
        self.next = LinkButton(
            text("Next question that needs an answer"),
            theme,
            icon="arrow-right",
            size=15,
            name=f"{name}.next",
        )
        self.next.clicked.connect(self.next_chosen)
        column.addWidget(self.next)
        if self._kinds is not None:
            self.next.hide()
        return column

    def begin(self, draft: Draft, *, about: str = "") -> None:
        """What there is to go to now; `about` stands above: what is to be put there."""
        shown = shorten(about, LONGEST_ABOUT, placeholder=" …")
        set_words(self.about, self._language.text("“{words}”", words=shown))
        self.about.setVisible(bool(about))
        self._goals = goals_of(draft, self._language, kinds=self._kinds)
        self.box.clear()
        self._find()

    def focus_first(self) -> None:
        self.box.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # within

    def _find(self) -> None:
        typed = self.box.text().strip()
        found = found_in(self._goals, typed, only_sections=self._kinds is None)
        self.list.show_goals(found)
        if not typed:
            self.count.hide()
            return
        words = self._language.plural("{n} found", "{n} found", len(found))
        nothing = self._language.text("Nothing here has these words.")
        set_words(self.count, words if found else nothing)
        self.count.show()

    def _on_typed_in_list(self, words: str) -> None:
        # Coming by a shortcut would mark what is typed already, and the letter replace it.
        self.box.setFocus(Qt.FocusReason.OtherFocusReason)
        self.box.setCursorPosition(len(self.box.text()))
        self.box.insert(words)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """From the box Enter chooses what the list points at, and the arrows go there."""
        if watched is self.box and isinstance(event, QKeyEvent):
            pressed = event.type() is QEvent.Type.KeyPress
            if pressed and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.list.choose_current()
                return True
            if pressed and event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
                self.list.setFocus(Qt.FocusReason.OtherFocusReason)
                self.list.point_at(0 if event.key() == Qt.Key.Key_Up else self._second)
                return True
        return super().eventFilter(watched, event)

    @property
    def _second(self) -> int:
        """The first line is what Enter chooses anyway."""
        return min(1, len(self.list.goals) - 1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)
