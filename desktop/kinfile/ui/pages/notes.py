# SPDX-License-Identifier: Apache-2.0
"""Notes first: free typing during a visit, from which lines go into questions afterwards.

The notes are kept as they are typed, like answers. A line that was taken into an answer leaves
the box and stays below it, struck through, with a link to where it went.
"""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kinfile.app.changes import Change, ReturnNote, SetAnswer, UseNote
from kinfile.app.noting import TEXTS, joined, without
from kinfile.i18n import N_, Language
from kinfile.records.marks import UsedNote
from kinfile.ui.fields.boxes import LONGEST_TEXT, TextArea, storable
from kinfile.ui.fields.column import Column
from kinfile.ui.pages.fill_foot import KeptLine, NotKeptBar
from kinfile.ui.pages.fill_keys import bind
from kinfile.ui.pages.fill_places import Spot
from kinfile.ui.pages.fill_record import Filling, State
from kinfile.ui.pages.fill_words import breakable
from kinfile.ui.pages.go_to import GoToPanel
from kinfile.ui.theme import Theme
from kinfile.ui.widgets.buttons import LinkButton, PrimaryButton, SecondaryButton
from kinfile.ui.widgets.card import Card
from kinfile.ui.widgets.flow import FlowLayout
from kinfile.ui.widgets.heading import Heading
from kinfile.ui.widgets.page import Page
from kinfile.ui.widgets.scroll import ScrollColumn
from kinfile.ui.widgets.text import label, set_words

KEEP_WITHIN = 600
"""Milliseconds from the first unsaved key until it is handed to the vault; 800 are promised."""
PANEL = 440
LINES = (8, 24)
"""The fewest and the most lines that the box is tall."""


class UsedLine(QWidget):
    """A piece of the notes that is in an answer now."""

    spot_chosen = Signal(object)

    def __init__(self, used: UsedNote, filling: Filling, theme: Theme, language: Language) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, theme.space(4))
        column.setSpacing(0)
        words = label(breakable(used.text), "muted")
        font = theme.font(16)
        font.setStrikeOut(True)
        words.setFont(font)
        words.setAccessibleName(language.text("In the form: {words}", words=used.text))
        column.addWidget(words)
        question = filling.draft.form.by_id().get(used.place.question)
        if question is None:
            return
        asked = language.text(question.ask)
        link = LinkButton(
            asked,
            theme,
            icon="arrow-right",
            says=language.text("{what}: {part}", what=asked, part=language.text("go there")),
            size=15,
            name=f"notes.used.{used.id}",
        )
        spot = Spot(question.section, used.place)
        link.clicked.connect(lambda: self.spot_chosen.emit(spot))
        column.addWidget(link)


class NotesPage(Page):
    """It is drawn from a `Filling`, which outlives it."""

    went_back = Signal()
    spot_chosen = Signal(object)
    """Spot: where a line went, or was put just now."""

    title = N_("Notes")

    def __init__(self, filling: Filling, theme: Theme, language: Language) -> None:
        super().__init__(theme, language)
        self.setObjectName("notes")
        self.filling = filling
        self._taken = ""
        """What is about to be put into an answer."""
        self._keep_soon = QTimer(self, singleShot=True, interval=KEEP_WITHIN)
        self._keep_soon.timeout.connect(self._keep_typed)
        self.not_kept = NotKeptBar(theme, language)
        self.panel = GoToPanel(
            theme,
            language,
            title=language.text("Put it into which question?"),
            kinds=TEXTS,
            name="notes.question",
        )
        self._area = ScrollColumn(theme, margins=(28, 20, 28, 20), name="notes.scroll")
        self._fill_column()
        self._lay_out()
        self._connect()
        self._show_used()
        self._on_state_changed()

    def _fill_column(self) -> None:
        text, theme, column = self.language.text, self.theme, self._area.column
        column.setSpacing(theme.space(10))
        self.heading = Heading(text(self.title), theme)
        column.addWidget(self.heading)
        column.addWidget(
            label(
                text(
                    "Write as you listen, and sort it later. Only you see this: it is never "
                    "printed, no prompt reads it, and it is erased with the record."
                ),
                "hint",
            )
        )
        least, most = LINES
        self.box = TextArea(text(self.title), theme=theme, name="notes.box", least=least, most=most)
        self.box.setAccessibleDescription(text("Kept as you type."))
        self.box.setPlainText(self.filling.notes.text)
        self.box.document().clearUndoRedoStacks()
        column.addWidget(self.box)
        self.told = label("", "error", name="notes.told")
        self.told.hide()
        column.addWidget(self.told)
        self.take = PrimaryButton(
            text("Put this line into a question…"),
            theme,
            icon="arrow-right",
            trails=True,
            name="notes.take",
        )
        self.back = SecondaryButton(
            text("Back to the questions"), theme, icon="arrow-left", name="notes.back"
        )
        self.undo_link = LinkButton(text("Undo"), theme, icon="undo-2", name="notes.undo")
        row = FlowLayout(gap=theme.space(12))
        for part in (self.take, self.back, self.undo_link):
            row.addWidget(part)
        column.addLayout(row)
        self.kept = KeptLine(self.filling, theme, self.language)
        column.addWidget(self.kept, 0, Qt.AlignmentFlag.AlignLeading)
        self.used_card = Card(theme, title=text("In the form already"), name="notes.used")
        self._used: Column | None = None
        column.addWidget(self.used_card)
        column.addStretch()

    def _lay_out(self) -> None:
        compact = self.theme.is_compact
        self.column.addWidget(self.not_kept)
        across = QHBoxLayout()
        across.setSpacing(0)
        across.addWidget(self._area, 1)
        across.addWidget(self.panel, int(compact))
        if not compact:
            self.panel.setFixedWidth(self.theme.px(PANEL))
        self.column.addLayout(across, 1)

    def _connect(self) -> None:
        self.box.textChanged.connect(self._on_edited)
        self.take.clicked.connect(self.choose_question)
        self.back.clicked.connect(self.go_back)
        self.undo_link.clicked.connect(self.undo)
        self.panel.spot_chosen.connect(self._on_question_chosen)
        self.panel.closed.connect(self._close_panel)
        self.not_kept.tried_again.connect(self.filling.flush)
        self.filling.state_changed.connect(self._on_state_changed)
        self.filling.draft_changed.connect(self._show_used)
        self._shortcuts = bind(
            self,
            {
                "Ctrl+G": self.choose_question,
                "Ctrl+M": self.go_back,
                "Ctrl+Z": self.undo,
                "Ctrl+Y": self.redo,
                "Ctrl+Shift+Z": self.redo,
                "Escape": self._close_panel,
            },
        )

    # what the window asks

    def trail(self) -> tuple[str, ...]:
        text, draft = self.language.text, self.filling.draft
        return draft.subject.initials or text("New record"), text(self.title)

    def regions(self) -> tuple[QWidget, ...]:
        return (self._area, self.panel)

    def focus_first(self) -> None:
        self.box.setFocus()
        self.box.moveCursor(QTextCursor.MoveOperation.End)

    def settle(self) -> None:
        self._keep_typed()

    def has_unkept(self) -> bool:
        return self.filling.state is State.NOT_KEPT

    def go_back(self) -> None:
        self._keep_typed()
        self.went_back.emit()

    # what the worker does

    def choose_question(self) -> None:
        """Take what is marked, else the line with the caret, and ask where it goes."""
        if not self.panel.isHidden():
            self._close_panel()
            return
        cursor = self.box.textCursor()
        marked = cursor.selectedText().replace("\u2029", "\n")
        self._taken = storable(marked if marked.strip() else cursor.block().text()).strip()
        if not self._taken:
            self._tell(self.language.text("Put the caret in a line first, or mark some words."))
            return
        self._tell("")
        self._keep_typed()
        self.panel.begin(self.filling.draft, about=self._taken)
        self.panel.show()
        self._area.setVisible(not self.theme.is_compact)
        self.panel.focus_first()

    def _close_panel(self) -> None:
        if self.panel.isHidden():
            return
        self.panel.hide()
        self._area.show()
        self.box.setFocus()

    def _on_question_chosen(self, spot: Spot) -> None:
        self._close_panel()
        if spot.place is None:
            return
        filling = self.filling
        kind = filling.draft.form.by_id()[spot.place.question].kind
        whole = joined(filling.answer_at(spot.place), self._taken, kind)
        if len(str(whole.value)) > LONGEST_TEXT:
            self._tell(self.language.text("That answer has no room for it."))
            return
        filling.use_note(self._taken, spot.place)
        self._show_text(without(self.box.toPlainText(), self._taken))
        self._show_used()

    def undo(self) -> None:
        self._step(redo=False)

    def redo(self) -> None:
        self._step(redo=True)

    def _step(self, *, redo: bool) -> None:
        self._keep_typed()
        done: tuple[Change, ...] = self.filling.redo() if redo else self.filling.undo()
        if any(isinstance(change, UseNote | ReturnNote) for change in done):
            self._show_text(self.filling.notes.text)
        elif done:
            places = [change.place for change in done if isinstance(change, SetAnswer)]
            self._tell(self._undone_words() if places else "")
        self._show_used()

    def _undone_words(self) -> str:
        return self.language.text("A change to an answer was taken back or made again.")

    # what is kept

    def _on_edited(self) -> None:
        if not self._keep_soon.isActive():
            self._keep_soon.start()

    def _keep_typed(self) -> None:
        self._keep_soon.stop()
        self.filling.write_notes(storable(self.box.toPlainText()))
        self.filling.flush()

    def _on_state_changed(self) -> None:
        self.not_kept.show_state(self.filling.state)
        self.undo_link.setEnabled(self.filling.trail.may_undo)

    # what the page tells

    def _tell(self, words: str) -> None:
        set_words(self.told, words)
        self.told.setVisible(bool(words))

    def _show_text(self, words: str) -> None:
        """Show `words`, with the caret about where it was; its own undo begins anew."""
        at = self.box.textCursor().position()
        self.box.setPlainText(words)
        self._keep_soon.stop()
        self.box.document().clearUndoRedoStacks()
        cursor = self.box.textCursor()
        cursor.setPosition(min(at, len(words)))
        self.box.setTextCursor(cursor)

    def _show_used(self) -> None:
        used = self.filling.notes.used
        if self._used is not None:
            self._used.hide()
            self._used.deleteLater()
        self._used = Column(self.theme, gap=4)
        for each in used:
            line = UsedLine(each, self.filling, self.theme, self.language)
            line.spot_chosen.connect(self.spot_chosen)
            self._used.layout_.addWidget(line)
        self.used_card.column.addWidget(self._used)
        self.used_card.setVisible(bool(used))
        self._on_state_changed()
