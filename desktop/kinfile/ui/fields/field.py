# SPDX-License-Identifier: Apache-2.0
"""What every field of a question is.

A field shows an answer and says what the worker puts in its place. It holds no truth: the page
keeps the answers. Three moments matter:

- `edited` is a keystroke: something changed that has not been said yet;
- `commit()` says what stands there, when that is an answer and not the last one said;
- `leave()` is the worker moving on: also text that cannot be read is then said, as no answer,
  so that the form shows the question as missing. The text itself stays in the boxes.
"""

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QRadioButton, QVBoxLayout, QWidget

from kinfile.forms.model import NonAnswer, Question
from kinfile.i18n import Language
from kinfile.records.model import Answer
from kinfile.records.people import Person
from kinfile.ui.fields.boxes import TextArea
from kinfile.ui.theme import Theme
from kinfile.ui.widgets.text import sentences, set_err

LONGEST_NAMED = 48
"""A question longer than this is called "the date", "the number" in a message about it."""


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Typed text that is no answer. `words` say what it must be; `box` is where to put it right.

    `kept` is what is kept of it all the same, for text that is only too long.
    """

    words: str
    box: QWidget
    kept: Answer | None = None


Reading = Answer | Unreadable | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What a field may need to know of the rest of the record."""

    today: date | None = None
    people: tuple[Person, ...] = ()


class Field(QWidget):
    """The way in to one answer. Subclasses fill the boxes and read them."""

    answered = Signal(object)
    """Answer | None: what the worker now says."""
    edited = Signal()
    reshaped = Signal()
    """Boxes were added that were not there before."""

    offers: frozenset[NonAnswer] = frozenset()
    """Non-answers that stand among the field's own choices."""
    needs_clearing = False
    """Whether its boxes have no way back to blank, as a set of radio buttons has none."""

    def __init__(
        self, question: Question, *, language: Language, theme: Theme, name: str = ""
    ) -> None:
        """`name` begins the objectName of every box; the question's id where it is empty."""
        super().__init__()
        self.setObjectName(name or question.id)
        self.question = question
        self.says = language.text(question.ask)
        """The question, which is every box's accessible name or begins it."""
        self.language = language
        self.theme = theme
        self._last_said: Answer | None = None
        self._is_filling = False
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(theme.space(8))

    # what subclasses give

    def _fill(self, answer: Answer | None) -> None:
        """Put `answer` into the boxes; None empties them."""
        raise NotImplementedError

    def reading(self) -> Reading:
        """What the boxes hold now."""
        raise NotImplementedError

    def spelled(self) -> tuple[TextArea, ...]:
        """The texts whose spelling is looked at."""
        return ()

    def inputs(self) -> tuple[QWidget, ...]:
        """The boxes and buttons that take the focus, in order."""
        return ()

    def _tidy(self) -> None:
        """Write what was typed in its usual form, once the worker has moved on."""

    # what every field does

    def show_answer(self, answer: Answer | None) -> None:
        if answer is not None and answer.status is not None and answer.status not in self.offers:
            answer = None
        self._last_said = answer
        self._is_filling = True
        try:
            self._fill(answer)
        finally:
            self._is_filling = False

    def show_around(self, around: Around) -> None:
        """Take note of the rest of the record; most fields need none of it."""

    def commit(self) -> None:
        reading = self.reading()
        if not isinstance(reading, Unreadable):
            self._say(reading)
        elif reading.kept is not None:
            self._say(reading.kept)

    def leave(self) -> None:
        self._is_filling = True
        try:
            self._tidy()
        finally:
            self._is_filling = False
        reading = self.reading()
        self._say(reading.kept if isinstance(reading, Unreadable) else reading)

    @property
    def unreadable(self) -> Unreadable | None:
        reading = self.reading()
        return reading if isinstance(reading, Unreadable) else None

    @property
    def typed(self) -> tuple[str, ...]:
        """What stands in the boxes, for putting it back when it could not be read."""
        return ()

    def retype(self, typed: tuple[str, ...]) -> None:
        """Put back what `typed` gave, as the worker left it."""

    def first_input(self) -> QWidget | None:
        """Where the focus goes when a link names this question."""
        inputs = [box for box in self.inputs() if box.isVisibleTo(self) and box.isEnabled()]
        held = (box for box in inputs if isinstance(box, QRadioButton) and box.isChecked())
        return next(held, inputs[0] if inputs else None)

    def describe(self, description: str) -> None:
        """Give every box the hint, "required" and the error, for a screen reader."""
        for box in self.inputs():
            box.setAccessibleDescription(description)

    def mark_wrong(self, *, wrong: bool) -> None:
        """Draw the border of an error round the boxes, or take it away."""
        for box in self.inputs():
            set_err(box, is_wrong=wrong)

    def thing(self, otherwise: str) -> str:
        """The question's own words where they can begin "... must be", else `otherwise`."""
        long = len(self.says) > LONGEST_NAMED
        return otherwise if long or self.says.endswith("?") else self.says

    def with_question(self, description: str) -> str:
        """The question and `description`, for a box whose name is something else."""
        return sentences(self.says, description)

    def part(self, words: str) -> str:
        """The accessible name of one of several boxes: the question and which part of it."""
        return self.language.text("{what}: {part}", what=self.says, part=words)

    def _say(self, answer: Answer | None) -> None:
        if answer != self._last_said:
            self._last_said = answer
            self.answered.emit(answer)

    def _on_typed(self) -> None:
        if not self._is_filling:
            self.edited.emit()

    def _on_chosen(self) -> None:
        if not self._is_filling:
            self.commit()
