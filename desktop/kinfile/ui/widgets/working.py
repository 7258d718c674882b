# SPDX-License-Identifier: Apache-2.0
"""How far something long has come: words, a bar beside them, and Cancel, which Esc presses too."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kinfile.i18n import Language
from kinfile.ui.theme import Theme
from kinfile.ui.widgets.buttons import SecondaryButton
from kinfile.ui.widgets.flow import FlowLayout
from kinfile.ui.widgets.progress import Progress
from kinfile.ui.widgets.text import label, set_words


class Working(QWidget):
    """Hidden until `show_step`. Cancel is pressed once; it then waits for the end."""

    cancelled = Signal()

    def __init__(self, theme: Theme, language: Language, *, name: str) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(8))
        self.words = label("", name=f"{name}.words")
        column.addWidget(self.words)
        self.bar = Progress(theme, says="", name=f"{name}.bar")
        column.addWidget(self.bar)
        row = FlowLayout(gap=theme.space(12))
        self.cancel = SecondaryButton(
            language.text("Cancel"), theme, icon="x", name=f"{name}.cancel"
        )
        self.cancel.clicked.connect(self._on_cancelled)
        row.addWidget(self.cancel)
        column.addLayout(row)
        # Answers only while this is on the glass, as every shortcut of a widget does.
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        escape.activated.connect(self._on_cancelled)
        self._is_stopping = self._is_last = False
        self._stopping = language.text("Stopping…")
        self.hide()

    def show_step(self, words: str, done: int, of: int) -> None:
        """Say what is happening, and how much of it is done; 0 of 0 where that is not known."""
        if self._is_stopping or self._is_last:
            return
        set_words(self.words, words)
        self.bar.set_share(done, of, says=words)
        self.show()

    def show_last(self, words: str) -> None:
        """Say what is happening now that it can no longer be stopped."""
        set_words(self.words, words)
        self.bar.set_share(1, 1, says=words)
        self._is_last = True
        self.cancel.hide()

    def end(self) -> None:
        """It is over, one way or the other."""
        self.hide()
        self.cancel.show()
        self._is_stopping = self._is_last = False

    def _on_cancelled(self) -> None:
        # Not switched off: the focus would go elsewhere.
        if not self._is_stopping and not self._is_last:
            self._is_stopping = True
            set_words(self.words, self._stopping)
            self.cancelled.emit()
