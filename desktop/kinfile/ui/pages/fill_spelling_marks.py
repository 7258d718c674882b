# SPDX-License-Identifier: Apache-2.0
"""Marks misspelt words in the long texts of a page, a moment after the last key.

Only how the text is drawn changes, never the text or its undo. A word whose end the caret stands
at is still being written, and is not marked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QTextCharFormat
from PySide6.QtWidgets import QTextEdit
from shiboken6 import isValid

from kinfile.app.spelling.words import Span
from kinfile.ui.fields.boxes import TextArea
from kinfile.ui.spelling import Spelling
from kinfile.ui.theme import Theme

LOOK_AFTER = 400
"""Milliseconds without a key before a text is looked at."""

Wrong = Callable[[TextArea], Sequence[Span]]


class Marks(QObject):
    """`wrong` says what is wrong in a text just now."""

    def __init__(
        self, spelling: Spelling, theme: Theme, *, wrong: Wrong, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._wrong, self._theme = wrong, theme
        self._areas: list[TextArea] = []
        self._stale: list[TextArea] = []
        self._soon = QTimer(self, singleShot=True, interval=LOOK_AFTER)
        self._soon.timeout.connect(self.look)
        spelling.changed.connect(self.look_again)

    def watch(self, areas: Iterable[TextArea]) -> None:
        """Look at these too from now on, for as long as they live."""
        self._areas = [area for area in self._areas if isValid(area)]
        for area in areas:
            if area not in self._areas:
                self._areas.append(area)
                area.textChanged.connect(lambda area=area: self._on_touched(area))
                area.cursorPositionChanged.connect(lambda area=area: self._on_touched(area))
                self._on_touched(area)

    def look_again(self) -> None:
        """At everything, soon."""
        for area in self._areas:
            self._on_touched(area)

    def look(self) -> None:
        """Mark what is wrong in the texts that were touched."""
        self._soon.stop()
        stale, self._stale = self._stale, []
        for area in stale:
            if isValid(area):
                self._mark(area)

    def _on_touched(self, area: TextArea) -> None:
        if area not in self._stale:
            self._stale.append(area)
        self._soon.start()

    def _mark(self, area: TextArea) -> None:
        caret = area.textCursor().position() if area.hasFocus() else -1
        spans = [span for span in self._wrong(area) if span.end != caret]
        if spans or area.extraSelections():
            area.setExtraSelections([self._selection(area, span) for span in spans])

    def _selection(self, area: TextArea, span: Span) -> QTextEdit.ExtraSelection:
        selection = QTextEdit.ExtraSelection()
        cursor = area.textCursor()
        cursor.setPosition(span.start)
        cursor.setPosition(span.end, cursor.MoveMode.KeepAnchor)
        look = QTextCharFormat()
        look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        look.setUnderlineColor(self._theme.colour("error"))
        # The names that Qt's own stubs give are of attributes, not of functions.
        selection.cursor, selection.format = cursor, look
        return selection
