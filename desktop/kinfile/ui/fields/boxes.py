# SPDX-License-Identifier: Apache-2.0
"""The boxes that text is typed into: one line, and several.

Both leave Ctrl+Z to the page once they have nothing of their own to undo, and at any time the keys
of the page that Linux knows as keys of editing. Both drop the characters that no record can keep
(NUL and halves of characters), which only a paste brings.
What a screen reader or voice control puts into a box counts as typed, though no key was pressed.
"""

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QSizePolicy

from kinfile.ui.theme import Theme

LONGEST_TEXT = 20_000
"""Characters a long answer may have: about eight printed pages."""


def storable(text: str) -> str:
    """`text` without what UTF-8 and the vault cannot carry."""
    return "".join(c for c in text if c != "\0" and not "\ud800" <= c <= "\udfff")


def _is_undo(event: QEvent) -> bool:
    return isinstance(event, QKeyEvent) and event.matches(QKeySequence.StandardKey.Undo)


def _is_redo(event: QEvent) -> bool:
    """Ctrl+Y too: Linux has only Ctrl+Shift+Z."""
    return _is_control(event, Qt.Key.Key_Y) or (
        isinstance(event, QKeyEvent) and event.matches(QKeySequence.StandardKey.Redo)
    )


def _is_control(event: QEvent, *keys: Qt.Key) -> bool:
    control = Qt.KeyboardModifier.ControlModifier
    return isinstance(event, QKeyEvent) and event.modifiers() == control and event.key() in keys


def _is_for_page(event: QEvent, *, may_undo: bool, may_redo: bool) -> bool:
    """Whether the page answers this key, and not the box.

    Ctrl+D and Ctrl+E would delete a character and go to the end of the line, on Linux only.
    """
    return (
        _is_control(event, Qt.Key.Key_D, Qt.Key.Key_E)
        or (_is_undo(event) and not may_undo)
        or (_is_redo(event) and not may_redo)
    )


class LineBox(QLineEdit):
    """One line. `characters` is the width it is drawn for; 0 fills the column."""

    typed = Signal(str)
    """Its text is another one, and this program did not put it there."""
    _is_filling = False

    def __init__(self, says: str, *, theme: Theme, name: str, characters: int = 0) -> None:
        """`says` is its accessible name, `name` its objectName."""
        super().__init__()
        self.setAccessibleName(says)
        self.setObjectName(name)
        self._characters = characters
        self._theme = theme
        if characters:
            self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        # Not textEdited, which only keys and the mouse bring about.
        self.textChanged.connect(self._on_changed)

    def setText(self, text: str | None) -> None:
        self._is_filling = True
        super().setText(text)
        self._is_filling = False

    def _on_changed(self, text: str) -> None:
        if not self._is_filling:
            self.typed.emit(text)

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        if self._characters:
            width = QFontMetricsF(self.font()).averageCharWidth() * (self._characters + 1.5)
            hint.setWidth(round(width) + 2 * self._theme.space(12))
        return hint

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ShortcutOverride:
            undo, redo = self.isUndoAvailable(), self.isRedoAvailable()
            if _is_for_page(event, may_undo=undo, may_redo=redo):
                event.ignore()
                return False
            if _is_redo(event):
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if _is_redo(event):
            self.redo()
        else:
            super().keyPressEvent(event)

    def words(self) -> str:
        return storable(self.text()).strip()


class TextArea(QPlainTextEdit):
    """Several lines: grows from `least` to `most` lines, and Tab leaves it."""

    resized = Signal()

    def __init__(
        self, says: str, *, theme: Theme, name: str, least: int = 3, most: int = 14
    ) -> None:
        super().__init__()
        self.setAccessibleName(says)
        self.setObjectName(name)
        self._theme = theme
        self._least, self._most = least, most
        self.setTabChangesFocus(True)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(0)
        # Setting it counts as something to be undone.
        self.document().clearUndoRedoStacks()
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self.textChanged.connect(self._fit)
        self._fit()

    def _fit(self) -> None:
        lines = round(self.document().size().height())  # a plain document counts in lines
        shown = max(self._least, min(lines, self._most))
        margins = self.contentsMargins()
        around = margins.top() + margins.bottom() + 2
        height = round(QFontMetricsF(self.font()).lineSpacing() * shown) + around
        policy = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(
            policy.ScrollBarAsNeeded if lines > self._most else policy.ScrollBarAlwaysOff
        )
        if height != self.height() or height != self.minimumHeight():
            self.setFixedHeight(height)
            self.resized.emit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """At another width the same text has another number of lines, and no signal says so."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ShortcutOverride:
            undo, redo = self.document().isUndoAvailable(), self.document().isRedoAvailable()
            if _is_for_page(event, may_undo=undo, may_redo=redo):
                event.ignore()
                return False
            if _is_redo(event):
                event.accept()
                return True
        taken = super().event(event)
        if event.type() is QEvent.Type.Polish:
            # Only now are the font and the padding of the style sheet known.
            self._fit()
        return taken

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if _is_redo(event):
            self.redo()
        else:
            super().keyPressEvent(event)

    def words(self) -> str:
        return storable(self.toPlainText()).strip()
