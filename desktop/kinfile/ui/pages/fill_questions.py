# SPDX-License-Identifier: Apache-2.0
"""A run of questions on a section's page: those shown now, and the optional ones under "More".

Questions are built when they are first shown and stay built while their section does, so that
what was typed is there again when a question comes back.
"""

from collections.abc import Callable, Iterator, Sequence

from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from kinfile.app.draft import Draft
from kinfile.forms.model import NEVER_MISSING, Question
from kinfile.i18n import Language
from kinfile.records.model import Place, RowId
from kinfile.ui.fields.column import Column
from kinfile.ui.fields.options import Reveal
from kinfile.ui.fields.question import QuestionBlock
from kinfile.ui.theme import Theme
from kinfile.ui.widgets.buttons import LinkButton

MakeBlock = Callable[[Question, Place], QuestionBlock]

BETWEEN = 26
"""Pixels between two questions, at 100 %."""


def is_optional(question: Question) -> bool:
    never = question.kind in NEVER_MISSING
    return not question.required and question.required_when is None and not never


class Questions(Column):
    """Questions of one run and one row, in order; only what the report shows is there."""

    def __init__(
        self,
        questions: Sequence[Question],
        row: RowId | None,
        *,
        theme: Theme,
        make: MakeBlock,
    ) -> None:
        super().__init__(theme, gap=BETWEEN)
        self._theme = theme
        self._asked = [(question, Place(question.id, row)) for question in questions]
        self._make = make
        self._blocks: dict[Place, QuestionBlock] = {}
        self._boxes: dict[Place, QWidget] = {}

    def show_draft(self, draft: Draft) -> None:
        focus = QApplication.focusWidget()
        for question, place in self._asked:
            shown = place in draft.report.shown
            if shown and place not in self._blocks:
                self._build(question, place)
            box = self._boxes.get(place)
            if box is None:
                continue
            # A question is not taken from under the caret; it goes when the worker leaves it.
            busy = focus is not None and box.isAncestorOf(focus)
            if (shown or not busy) and box.isHidden() == shown:
                box.setVisible(shown)

    def _build(self, question: Question, place: Place) -> None:
        block = self._make(question, place)
        box: QWidget = block
        if question.show_when is not None:
            box = _Nested(block, theme=self._theme)
        before = [p for _, p in self._asked[: self._index(place)] if p in self._boxes]
        self._blocks[place], self._boxes[place] = block, box
        self.layout_.insertWidget(len(before), box)

    def _index(self, place: Place) -> int:
        return next(n for n, (_, asked) in enumerate(self._asked) if asked == place)

    def blocks(self) -> Iterator[QuestionBlock]:
        """Those on the page now, in order."""
        for _, place in self._asked:
            if place in self._boxes and not self._boxes[place].isHidden():
                yield self._blocks[place]

    def places(self) -> tuple[Place, ...]:
        return tuple(place for _, place in self._asked)


class _Nested(Reveal):
    """A question that another answer called for, set in with a bar beside it."""

    def __init__(self, block: QuestionBlock, *, theme: Theme) -> None:
        super().__init__(theme=theme)
        self.column.addWidget(block)


class Run(QWidget):
    """The questions of a section or of one row: the needed ones, then "More" for the optional."""

    def __init__(
        self,
        questions: Sequence[Question],
        row: RowId | None,
        *,
        theme: Theme,
        language: Language,
        make: MakeBlock,
        name: str,
    ) -> None:
        super().__init__()
        self._language = language
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(BETWEEN - 6))
        needed = [question for question in questions if not is_optional(question)]
        optional = [question for question in questions if is_optional(question)]
        self.needed = Questions(needed, row, theme=theme, make=make)
        self.optional = Questions(optional, row, theme=theme, make=make)
        self.more = LinkButton("", theme, icon="chevron-down", name=f"{name}.more")
        self.more.clicked.connect(self._on_more_clicked)
        self._theme = theme
        self._is_open = False
        self._draft: Draft | None = None
        column.addWidget(self.needed)
        column.addWidget(self.more)
        column.addWidget(self.optional)
        self.optional.hide()

    def show_draft(self, draft: Draft) -> None:
        self._draft = draft
        self.needed.show_draft(draft)
        shown = [place for place in self.optional.places() if place in draft.report.shown]
        wanted = any(
            draft.answers.at(place) is not None or place in draft.report.required for place in shown
        )
        self.open_more(is_open=self._is_open or wanted)
        self.needed.setVisible(any(True for _ in self.needed.blocks()))
        self.more.setVisible(bool(shown) and not self._is_open)
        self._name(len(shown))

    def _name(self, count: int) -> None:
        words = self._language.plural(
            "{n} more question you may answer", "{n} more questions you may answer", count
        )
        self.more.setText(words)
        self.more.setAccessibleName(words)

    def open_more(self, is_open: bool) -> None:
        """Show the optional questions, or leave them folded away."""
        self._is_open = is_open
        if is_open and self._draft is not None:
            self.optional.show_draft(self._draft)
        self.optional.setVisible(is_open)
        self.more.setVisible(not is_open)

    def _on_more_clicked(self) -> None:
        self.open_more(is_open=True)
        first = next(self.optional.blocks(), None)
        if first is not None:
            first.focus()

    def blocks(self) -> Iterator[QuestionBlock]:
        yield from self.needed.blocks()
        if self._is_open:
            yield from self.optional.blocks()

    def reach(self, place: Place) -> None:
        """Make sure that `place` is not folded away."""
        if place in self.optional.places():
            self.open_more(is_open=True)
