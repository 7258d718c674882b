# SPDX-License-Identifier: Apache-2.0
"""A document as text: its headings, a caret to read along with, and a way to each heading.

Qt tells a screen reader the text and the caret, and not which lines are headings: so these stand
in a list of their own beside.
"""

from collections.abc import Sequence

from PySide6.QtGui import QFont, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit, QVBoxLayout, QWidget

from kinfile.i18n import Language
from kinfile.ui.pdf_text import Piece
from kinfile.ui.theme import Theme
from kinfile.ui.widgets.picker import Picker
from kinfile.ui.widgets.text import label

SIZES = {0: 16, 1: 24, 2: 20, 3: 18, 4: 17}
"""Level of a heading -> pixels at 100 %."""


class DocumentText(QWidget):
    """`show_pieces` fills it. The picker goes to the heading that is chosen in it."""

    def __init__(self, theme: Theme, language: Language, *, name: str) -> None:
        super().__init__()
        self._theme = theme
        self._places: list[int] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.space(8),) * 4)
        column.setSpacing(theme.space(6))
        asks = language.text("Go to a heading")
        column.addWidget(label(asks, "caption"))
        self.picker = Picker(theme, says=asks, name=f"{name}.headings")
        self.picker.activated.connect(self._go_to)
        column.addWidget(self.picker)
        self.box = QTextEdit()
        self.box.setObjectName(f"{name}.text")
        self.box.setReadOnly(True)
        self.box.setTabChangesFocus(True)
        self.box.setAccessibleName(language.text("The document as text"))
        column.addWidget(self.box, 1)

    def show_pieces(self, found: Sequence[Piece]) -> None:
        self.box.clear()
        self.picker.clear()
        self._places = []
        cursor = QTextCursor(self.box.document())
        cursor.beginEditBlock()
        for number, piece in enumerate(found):
            letters, block = self._formats(piece.level)
            if number:
                cursor.insertBlock()
            cursor.setBlockFormat(block)
            if piece.level:
                # Deeper headings stand further in, by spaces that a screen reader passes over.
                self.picker.addItem("   " * (piece.level - 1) + piece.text)
                self._places.append(cursor.position())
            cursor.insertText(piece.text, letters)
        cursor.endEditBlock()
        self.box.moveCursor(QTextCursor.MoveOperation.Start)

    def words(self) -> str:
        return self.box.toPlainText()

    def _formats(self, level: int) -> tuple[QTextCharFormat, QTextBlockFormat]:
        letters, block = QTextCharFormat(), QTextBlockFormat()
        letters.setFont(self._theme.font(SIZES[level], weight=700 if level else 400))
        letters.setFontWeight(QFont.Weight.Bold if level else QFont.Weight.Normal)
        block.setHeadingLevel(level)
        block.setTopMargin(self._theme.space(14 if level else 4))
        return letters, block

    def _go_to(self, number: int) -> None:
        cursor = self.box.textCursor()
        cursor.setPosition(self._places[number])
        self.box.setTextCursor(cursor)
        # From below, so that the heading stands at the top.
        bar = self.box.verticalScrollBar()
        bar.setValue(bar.value() + self.box.cursorRect().top())
        self.box.setFocus()
