# SPDX-License-Identifier: Apache-2.0
"""The way to say honestly that there is no answer, and the tag that then stands for it."""

from dataclasses import replace

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from kinfile.forms.model import NonAnswer, Question
from kinfile.i18n import Language
from kinfile.records.model import Answer
from kinfile.records.shown import REASON_WORDS, STATUS_WORDS, status_words
from kinfile.ui.fields.boxes import LineBox
from kinfile.ui.fields.reasons import OTHER, REASONS_FOR, reason_label
from kinfile.ui.theme import Theme
from kinfile.ui.widgets.buttons import LinkButton
from kinfile.ui.widgets.menus import open_menu
from kinfile.ui.widgets.tag import Tag
from kinfile.ui.widgets.text import set_words


class NonAnswerButton(LinkButton):
    """A quiet button: a menu of the non-answers while there is none.

    Once there is an answer the menu is about that: clearing it, where the field itself has no
    way back to blank, leaving it out of copies, and what stood there before.
    """

    chosen = Signal(object)
    """Answer: one of the non-answers."""
    cleared = Signal()
    earlier_chosen = Signal()
    """What stood here before is wanted."""
    withhold_toggled = Signal(bool)
    """The answer is to be left out of every copy, or no longer."""

    def __init__(
        self,
        question: Question,
        offered: tuple[NonAnswer, ...],
        *,
        language: Language,
        theme: Theme,
        name: str,
    ) -> None:
        super().__init__(language.text("No answer yet"), theme, name=f"{name}.no_answer", size=15)
        self._language, self._offered = language, offered
        self._says = language.text(question.ask)
        self._has_value = self._may_clear = self._is_withheld = False
        self.menu_shown: QMenu | None = None
        self.clicked.connect(self._on_clicked)

    def show_withheld(self, *, is_withheld: bool) -> None:
        self._is_withheld = is_withheld

    def show_value(self, *, has_value: bool, may_clear: bool) -> None:
        text = self._language.text
        self._has_value, self._may_clear = has_value, may_clear
        words = text("More") if has_value else text("No answer yet")
        if words != self.text():
            self.setText(words)
            self.updateGeometry()
        self.setAccessibleName(text("{what}: {part}", what=words, part=self._says))
        self.setVisible(has_value or bool(self._offered))

    def _on_clicked(self) -> None:
        self.menu_shown = self._about_answer() if self._has_value else self._menu()
        self.menu_shown.setAccessibleName(self.accessibleName())
        open_menu(self.menu_shown, self.mapToGlobal(QPoint(0, self.height())))

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        for status in self._offered:
            words = self._language.text(STATUS_WORDS[status])
            if not status.needs_reason:
                self._add(menu, words, status)
                continue
            why = menu.addMenu(words)
            for code in REASONS_FOR[status]:
                self._add(why, reason_label(code, self._language), status, code)
        self._add_earlier(menu)
        return menu

    def _about_answer(self) -> QMenu:
        menu, text = QMenu(self), self._language.text
        if self._may_clear:
            clear = menu.addAction(text("Clear this answer"))
            clear.setObjectName("clear")
            clear.triggered.connect(self.cleared)
        leave = menu.addAction(text("Leave out of every copy"))
        leave.setObjectName("withhold")
        leave.setCheckable(True)
        leave.setChecked(self._is_withheld)
        leave.triggered.connect(self.withhold_toggled)
        self._add_earlier(menu)
        return menu

    def _add_earlier(self, menu: QMenu) -> None:
        menu.addSeparator()
        earlier = menu.addAction(self._language.text("Earlier answers…"))
        earlier.setObjectName("earlier")
        earlier.triggered.connect(self.earlier_chosen)

    def _add(self, menu: QMenu, words: str, status: NonAnswer, reason: str = "") -> None:
        action = menu.addAction(words)
        action.setObjectName(".".join(part for part in (status, reason) if part))
        said = Answer(status=status, reason=reason)
        action.triggered.connect(lambda: self.chosen.emit(said))


class NonAnswerTag(QWidget):
    """The non-answer that stands in place of an answer, with a button that takes it away."""

    removed = Signal()
    answered = Signal(object)
    """Answer: the same non-answer with another reason."""
    edited = Signal()

    def __init__(self, says: str, *, language: Language, theme: Theme, name: str) -> None:
        super().__init__()
        self._language = language
        self._answer: Answer | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        row = QHBoxLayout()
        row.setSpacing(theme.space(12))
        self.tag = Tag("", name=f"{name}.status")
        self.remove = LinkButton(language.text("Remove"), theme, name=f"{name}.remove")
        self.remove.setAccessibleDescription(says)
        self.remove.clicked.connect(self.removed)
        row.addWidget(self.tag)
        row.addWidget(self.remove)
        row.addStretch(1)
        column.addLayout(row)
        reason = language.text("{what}: {part}", what=says, part=language.text("the reason"))
        self.other = LineBox(reason, theme=theme, name=f"{name}.reason")
        self.other.setPlaceholderText(language.text("The reason in your words"))
        self.other.typed.connect(self.edited)
        column.addWidget(self.other)

    def show_answer(self, answer: Answer) -> None:
        """`answer` is a non-answer."""
        self._answer = answer
        status = answer.status or NonAnswer.NOT_KNOWN
        own = answer.reason if answer.reason not in REASON_WORDS else ""
        words = status_words(status, "" if own else answer.reason, self._language)
        set_words(self.tag, words)
        text = self._language.text
        self.remove.setAccessibleName(text("{what}: {part}", what=self.remove.text(), part=words))
        self.other.setVisible(status.needs_reason and (bool(own) or answer.reason in ("", OTHER)))
        if not self.other.hasFocus():
            self.other.setText(own)

    def commit(self) -> None:
        """Say the reason as typed, if it is another than the one shown."""
        if self._answer is None or self.other.isHidden():
            return
        unsaid = self._answer.reason if self._answer.reason in ("", OTHER) else OTHER
        said = replace(self._answer, reason=self.other.words() or unsaid)
        if said != self._answer:
            self._answer = said
            self.answered.emit(said)
