# SPDX-License-Identifier: Apache-2.0
"""Beside the page, when asked for: one word after the other that is not in the dictionary.

Everything is reached by Tab and Return; the word itself is told with the first button, and
nothing is announced, since words are answers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kinfile.i18n import Language
from kinfile.ui.fields.column import Column
from kinfile.ui.pages.fill_words import breakable
from kinfile.ui.theme import Theme
from kinfile.ui.widgets.buttons import LinkButton
from kinfile.ui.widgets.choice import Tick
from kinfile.ui.widgets.side_panel import SidePanel
from kinfile.ui.widgets.text import label


@dataclass(frozen=True, slots=True, repr=False)
class Doubt:
    """A word that is not in the dictionary, in which question, among which others.

    `suggested` is what may have been meant.
    """

    ask: str
    word: str
    around: str
    suggested: Sequence[str]


class SpellingPanel(SidePanel):
    """`show_*` fill it. Esc closes it."""

    changed = Signal(str)
    """This is to stand in the place of the word."""
    left = Signal()
    """The word stays as it is, here."""
    kept = Signal()
    """The word is right, here and everywhere."""
    turned = Signal(bool)

    def __init__(self, theme: Theme, language: Language) -> None:
        super().__init__(theme, language, name="spelling", title=language.text("Spelling"))
        self._add_content()

    def _add_content(self) -> None:
        """One word and what can be done about it; below it, whether words are marked at all."""
        theme, language = self._theme, self._language
        self._slot = Column(theme, gap=0)
        self._scroll.column.addWidget(self._slot)
        self._content: Column | None = None
        self.buttons: list[LinkButton] = []
        self.tick = Tick(language.text("Mark words that are not in the dictionary"), theme)
        self.tick.setObjectName("spelling.mark")
        self.tick.clicked.connect(self.turned)
        self._scroll.column.addSpacing(theme.space(20))
        self._scroll.column.addWidget(self.tick)
        self._scroll.column.addStretch(1)

    def show_marking(self, *, is_on: bool, is_there: bool) -> None:
        """The tick as it stands; there is none without a dictionary."""
        self.tick.setChecked(is_on)
        self.tick.setVisible(is_there)

    def show_doubt(self, doubt: Doubt) -> None:
        text = self._language.text
        content = self._begin()
        content.layout_.addWidget(label(breakable(doubt.ask), "caption"))
        content.layout_.addWidget(label(breakable(doubt.word), "bodyBold", name="spelling.word"))
        content.layout_.addWidget(label(breakable(doubt.around)))
        for word in doubt.suggested:
            self._add(content, text("Change to “{word}”", word=word), "check").clicked.connect(
                lambda _=False, word=word: self.changed.emit(word)
            )
        if not doubt.suggested:
            content.layout_.addWidget(label(text("Nothing similar is in the dictionary."), "hint"))
        self._add(content, text("Leave it as it is here"), "").clicked.connect(self.left)
        self._add(content, text("Keep this word"), "").clicked.connect(self.kept)
        words = text("A word you keep is never marked again. It is stored with your records only.")
        content.layout_.addWidget(label(words, "hint"))
        told = text("Not in the dictionary: {word}", word=doubt.word)
        self.buttons[0].setAccessibleDescription(told)
        self._end(content)
        self.buttons[0].setFocus()

    def show_words(self, *lines: str) -> None:
        """Only sentences, where there is nothing to choose."""
        content = self._begin()
        for line in lines:
            content.layout_.addWidget(label(line))
        self._end(content)
        self.close_button.setAccessibleDescription(" ".join(lines))
        self.close_button.setFocus()

    def _begin(self) -> Column:
        if self._content is not None:
            self._content.hide()
            self._content.deleteLater()
        self.buttons = []
        self.close_button.setAccessibleDescription("")
        return Column(self._theme, gap=10)

    def _add(self, content: Column, words: str, icon: str) -> LinkButton:
        name = f"spelling.choice.{len(self.buttons) + 1}"
        button = LinkButton(words, self._theme, icon=icon, name=name)
        self.buttons.append(button)
        content.layout_.addWidget(button)
        return button

    def _end(self, content: Column) -> None:
        self._slot.layout_.addWidget(content)
        self._content = content
        self._scroll.verticalScrollBar().setValue(0)
        # Qt goes round in the order of making, and these came last.
        for one, other in pairwise((self.close_button, *self.buttons, self.tick)):
            QWidget.setTabOrder(one, other)
