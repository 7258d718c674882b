# SPDX-License-Identifier: Apache-2.0
"""The side of the page with the list of sections, and a box that finds one by its title."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout

from kinfile.app.draft import Draft
from kinfile.forms.model import SectionId
from kinfile.i18n import Language
from kinfile.ui.fields.boxes import LineBox
from kinfile.ui.fields.column import Column
from kinfile.ui.pages.fill_sections import SectionList
from kinfile.ui.pages.left_over import TITLE
from kinfile.ui.theme import Theme
from kinfile.ui.widgets.buttons import LinkButton
from kinfile.ui.widgets.text import label

WIDE = 308


class SectionsPane(QFrame):
    section_chosen = Signal(str)
    closed = Signal()
    """Esc was pressed in it."""
    left_over_chosen = Signal()
    """What an earlier version of the form asked for is wanted."""
    notes_chosen = Signal()
    details_chosen = Signal()
    """What became of the record so far is wanted."""

    def __init__(self, theme: Theme, language: Language) -> None:
        super().__init__()
        self.setObjectName("sections_pane")
        self.setProperty("look", "rail")
        self._theme = theme
        if not theme.is_compact:
            self.setFixedWidth(theme.px(WIDE))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 1, 0)
        column.setSpacing(0)
        self.finder = Column(theme, gap=4)
        edge = theme.space(14)
        self.finder.layout_.setContentsMargins(edge, edge, edge, 0)
        words = language.text("Go to section")
        self.finder.layout_.addWidget(label(words, "bodyBold"))
        self.box = LineBox(words, theme=theme, name="sections.find")
        self.box.typed.connect(self._on_typed)
        self.box.installEventFilter(self)
        self.finder.layout_.addWidget(self.box)
        column.addWidget(self.finder)
        self.list = SectionList(theme, language)
        self.list.section_chosen.connect(self._on_chosen)
        column.addWidget(self.list, 1)
        self.foot = self._foot(theme, language)
        column.addWidget(self.foot)
        self.finder.setVisible(theme.is_compact)
        self._draft: Draft | None = None

    def _foot(self, theme: Theme, language: Language) -> QFrame:
        """Below the list: what is not a section, but belongs to the record as a whole."""
        self._language = language
        foot = QFrame()
        foot.setProperty("look", "footer")
        column = QVBoxLayout(foot)
        column.setContentsMargins(*(theme.space(n) for n in (14, 8, 14, 8)))
        column.setSpacing(theme.space(2))
        self.left_over = LinkButton("", theme, size=15, name="sections.left_over")
        self.left_over.clicked.connect(self.left_over_chosen)
        self.left_over.hide()
        words = language.text("Record details")
        self.details = LinkButton(words, theme, icon="history", size=15, name="sections.details")
        self.details.clicked.connect(self.details_chosen)
        self.notes = LinkButton(
            language.text("Notes"), theme, icon="pen-line", size=15, name="sections.notes"
        )
        self.notes.clicked.connect(self.notes_chosen)
        column.addWidget(self.left_over)
        column.addWidget(self.notes)
        column.addWidget(self.details)
        return foot

    def hush(self) -> None:
        """Leave out the ways to what the family may not see."""
        self.foot.hide()

    def show_draft(self, draft: Draft, here: SectionId) -> None:
        self._draft = draft
        self.list.show_draft(draft, here)
        text, count = self._language.text, len(draft.left_over)
        words = text("{what} ({n})", what=text(TITLE), n=count)
        if words != self.left_over.text():
            self.left_over.setText(words)
            self.left_over.setAccessibleName(words)
            self.left_over.updateGeometry()
        self.left_over.setVisible(count > 0)

    def begin_finding(self) -> None:
        """Open the box and put the caret in it."""
        self.finder.show()
        self.box.clear()
        self._on_typed()
        self.box.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def stop_finding(self) -> None:
        self.box.clear()
        self._on_typed()
        self.finder.setVisible(self._theme.is_compact)

    def _on_typed(self) -> None:
        if self._draft is not None:
            self.list.show_wanted(self._draft, self.box.text())

    def _on_chosen(self, section: str) -> None:
        self.stop_finding()
        self.section_chosen.emit(section)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """In the box Enter opens what the list points at, and the arrows move there."""
        if watched is self.box and isinstance(event, QKeyEvent):
            pressed = event.type() is QEvent.Type.KeyPress
            if pressed and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.list.choose_current()
                return True
            if pressed and event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
                self.list.keyPressEvent(event)
                return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.stop_finding()
            self.closed.emit()
        else:
            super().keyPressEvent(event)
