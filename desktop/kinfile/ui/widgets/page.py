# SPDX-License-Identifier: Apache-2.0
"""What every page of the window is: a heading, a trail for the bar, and where the focus goes.

A page is built from facts, a theme and a language, shows them, and says what its user wishes
by past-tense signals. It is built anew when theme, text size or language change: `place()`
remembers where its user was and `return_to()` goes back there on the new one.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QAbstractScrollArea, QLineEdit, QVBoxLayout, QWidget

from kinfile.i18n import Language
from kinfile.ui.theme import Theme
from kinfile.ui.widgets.heading import Heading
from kinfile.ui.widgets.tab_order import TabOrder


@dataclass(frozen=True, slots=True, repr=False)
class PagePlace:
    """Where its user was on a page: objectName of the focus, caret, scroll bars by objectName.

    `typed` holds what stands in fields that nothing has kept yet (a passphrase half typed).
    """

    focus: str = ""
    caret: int | None = None
    scrolls: Mapping[str, int] = field(default_factory=dict)
    typed: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class MenuLine:
    """A line of the menu about the page: `is_on` is None for one that is not a switch."""

    name: str
    words: str
    chosen: Callable[[], object]
    key: str = ""
    is_on: bool | None = None


class Page(QWidget):
    """Base of all pages. `title` is the page's name; the window's title never changes.

    Subclasses set `heading` and fill `column`, and may override everything that is public.
    """

    home_chosen = Signal()
    """The user wishes to go back to the list of records."""
    trail_changed = Signal()
    """The words for the bar are different now."""

    title = ""
    may_be_shared = False
    """Whether it can be shown while the family looks on: it has nothing that they may not see."""
    keeps_typed = False
    """Whether half-typed fields go along when the page is built anew (forms not yet stored)."""

    def __init__(self, theme: Theme, language: Language, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.language = language
        self.heading: Heading | None = None
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)
        self.tab_order = TabOrder(self)

    def focusNextPrevChild(self, forwards: bool) -> bool:
        """Tab and Shift+Tab, from wherever in the page: by the order that stands there now."""
        self.tab_order.renew()
        return super().focusNextPrevChild(forwards)

    def trail(self) -> tuple[str, ...]:
        """What stands in the bar after "All records": initials and form, never a full name."""
        return ()

    def is_alone(self) -> bool:
        """Whether the ways to other records are closed while it is shown."""
        return False

    def menu_lines(self) -> tuple[MenuLine, ...]:
        """What the menu offers about this page."""
        return ()

    def regions(self) -> tuple[QWidget, ...]:
        """The parts that F6 goes round, in order; each holds something focusable."""
        return (self,)

    def focus_first(self) -> None:
        """Put the focus where work on this page begins."""
        self.focusNextChild()

    def go_back(self) -> None:
        """Alt+Left: to where one came from."""
        self.home_chosen.emit()

    def settle(self) -> None:
        """Hand on whatever is still unsaved; called before hide, lock, close and rebuilding."""

    def has_unkept(self) -> bool:
        """Whether something typed here could not be kept, so that closing would lose it."""
        return False

    def place(self) -> PagePlace:
        """Where the user is now."""
        focus: QWidget | None = self.focusWidget()
        return PagePlace(
            focus=focus.objectName() if focus else "",
            caret=_caret(focus),
            scrolls={
                area.objectName(): area.verticalScrollBar().value()
                for area in self.findChildren(QAbstractScrollArea)
                if area.objectName()
            },
            typed={
                box.objectName(): box.text()
                for box in self.findChildren(QLineEdit)
                if box.objectName() and self.keeps_typed
            },
        )

    def return_to(self, place: PagePlace) -> None:
        """Go back to `place` on a page that shows the same facts."""
        for name, text in place.typed.items():
            box = self.findChild(QLineEdit, name)
            if box is not None and box.text() != text:
                box.setText(text)
        for name, value in place.scrolls.items():
            area = self.findChild(QAbstractScrollArea, name)
            if area is not None:
                area.verticalScrollBar().setValue(value)
        target = self.findChild(QWidget, place.focus) if place.focus else None
        if target is None or not target.isVisibleTo(self):
            self.focus_first()
            return
        target.setFocus()
        _set_caret(target, place.caret)


def _caret(widget: QWidget | None) -> int | None:
    if isinstance(widget, QLineEdit):
        return widget.cursorPosition()
    # No page before the records has them, and every class of Qt takes its time to load.
    from PySide6.QtWidgets import QPlainTextEdit, QTextEdit

    if isinstance(widget, QPlainTextEdit | QTextEdit):
        return widget.textCursor().position()
    return None


def _set_caret(widget: QWidget, caret: int | None) -> None:
    if caret is None:
        return
    from PySide6.QtWidgets import QPlainTextEdit, QTextEdit

    if isinstance(widget, QLineEdit):
        widget.setCursorPosition(caret)
    elif isinstance(widget, QPlainTextEdit | QTextEdit):
        cursor = widget.textCursor()
        cursor.setPosition(min(caret, len(widget.toPlainText())))
        widget.setTextCursor(cursor)
