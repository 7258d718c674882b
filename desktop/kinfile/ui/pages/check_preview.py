# SPDX-License-Identifier: Apache-2.0
"""The PDF as it would be, in place of the answers, until its reader goes back to them."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kinfile.i18n import Language
from kinfile.ui.dialogs import Dialogs
from kinfile.ui.pages.signed_view import PdfView
from kinfile.ui.theme import Theme
from kinfile.ui.widgets.buttons import LinkButton, SecondaryButton
from kinfile.ui.widgets.heading import Heading
from kinfile.ui.widgets.text import label


class PreviewFace(QWidget):
    closed = Signal()

    def __init__(
        self,
        theme: Theme,
        language: Language,
        *,
        dialogs: Dialogs | None = None,
        may_print: bool = True,
        hint: str = "",
        back: str = "",
    ) -> None:
        """`hint` says what is seen, `back` where one came from; else they are those of a draft."""
        super().__init__()
        self._language = language
        text = language.text
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.space(n) for n in (28, 16, 28, 16)))
        column.setSpacing(theme.space(8))
        head = QHBoxLayout()
        head.setSpacing(theme.space(16))
        head.addWidget(Heading(text("Preview"), theme), 1)
        self.turn = LinkButton(text("Read as text"), theme, icon="list", name="preview.turn")
        self.turn.clicked.connect(self._on_turn)
        head.addWidget(self.turn)
        self.back = SecondaryButton(back or text("Back to checking"), theme, name="preview.back")
        self.back.clicked.connect(self.closed)
        head.addWidget(self.back)
        column.addLayout(head)
        column.addWidget(
            label(hint or text("A draft: not signed yet, and it says so on every page."), "hint")
        )
        self.view = PdfView(theme, language, name="preview", dialogs=dialogs, may_print=may_print)
        column.addWidget(self.view, 1)

    def show_pdf(self, pdf: bytes) -> None:
        self.view.show_pdf(pdf)
        self.back.setFocus()

    def _on_turn(self) -> None:
        self.view.show_text(as_text=not self.view.shows_text)
        text = self._language.text
        words = text("See the pages") if self.view.shows_text else text("Read as text")
        self.turn.setText(words)
        self.turn.setAccessibleName(words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)
