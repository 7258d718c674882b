# SPDX-License-Identifier: Apache-2.0
"""The boxes that text is typed into: one line, and several.

Both leave Ctrl+Z to the page once they have nothing of their own to undo, and both drop the
characters that no record can keep (NUL and halves of characters), which only a paste brings.
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
    return isinstance(event, QKeyEvent) and event.matches(QKeySequence.StandardKey.Redo)


class LineBox(QLineEdit):
    """One line. `characters` is the width it is drawn for; 0 fills the column."""

    def __init__(self, says: str, *, theme: Theme, name: str, characters: int = 0) -> None:
        """`says` is its accessible name, `name` its objectName."""
        super().__init__()
        self.setAccessibleName(says)
        self.setObjectName(name)
        self._characters = characters
        self._theme = theme
        if characters:
            self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        if self._characters:
            width = QFontMetricsF(self.font()).averageCharWidth() * (self._characters + 1.5)
            hint.setWidth(round(width) + 2 * self._theme.space(12))
        return hint

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ShortcutOverride and (
            (_is_undo(event) and not self.isUndoAvailable())
            or (_is_redo(event) and not self.isRedoAvailable())
        ):
            event.ignore()
            return False
        return super().event(event)

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
        if event.type() is QEvent.Type.ShortcutOverride and (
            (_is_undo(event) and not self.document().isUndoAvailable())
            or (_is_redo(event) and not self.document().isRedoAvailable())
        ):
            event.ignore()
            return False
        taken = super().event(event)
        if event.type() is QEvent.Type.Polish:
            # Only now are the font and the padding of the style sheet known.
            self._fit()
        return taken

    def words(self) -> str:
        return storable(self.toPlainText()).strip()
