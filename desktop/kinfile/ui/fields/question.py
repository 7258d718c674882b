# SPDX-License-Identifier: Apache-2.0
"""A question on the page: its words, hint and error, its field, and the way to say "no answer".

It speaks for one place of the record. Nothing turns red while somebody types: an error shows
when the page says so, and goes when the answer is another one.
"""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QSpacerItem,
    QVBoxLayout,
    QWidget,
)

from kinfile.forms.model import NEVER_MISSING, Kind, NonAnswer, Question
from kinfile.i18n import Language
from kinfile.records.model import Answer, Place
from kinfile.ui.fields import FIELDS
from kinfile.ui.fields.asides import NOTHING, Aside, AsideLine
from kinfile.ui.fields.column import Column
from kinfile.ui.fields.field import Around, Field, Unreadable
from kinfile.ui.fields.non_answer import NonAnswerButton, NonAnswerTag
from kinfile.ui.fields.options import draw_bar
from kinfile.ui.theme import Theme
from kinfile.ui.widgets.buttons import LinkButton, SecondaryButton
from kinfile.ui.widgets.text import label, set_words

WIDE = frozenset({Kind.LONG_TEXT, Kind.VERBATIM, Kind.ADDRESS, Kind.RISK, Kind.MULTI})
"""Kinds whose field takes the whole column, so that "No answer yet" stands below it."""
HAS_BOX = frozenset(
    {Kind.TEXT, Kind.LONG_TEXT, Kind.VERBATIM, Kind.DATE, Kind.INT, Kind.NHS_NUMBER}
    | {Kind.POSTCODE, Kind.PHONE, Kind.EMAIL, Kind.ADDRESS, Kind.PERSON}
)
"""Kinds whose boxes show an error by their border; the others get a bar beside them."""


@dataclass(frozen=True, slots=True)
class Check:
    """Something odd about an answer. `answer` is the button beside it; empty for none."""

    code: str
    words: str
    answer: str


def name_of(place: Place) -> str:
    """The objectName that everything of a place begins with."""
    return f"{place.question}[{place.row}]" if place.row else str(place.question)


class QuestionBlock(QFrame):
    """One question at one place."""

    answered = Signal(object)
    """Answer | None: what the worker says now."""
    edited = Signal()
    """A key was pressed in it that is not said yet."""
    reshaped = Signal()
    """Something that takes the focus was added."""
    today_chosen = Signal()
    """Why it is asked today is wanted."""
    earlier_chosen = Signal()
    """What stood here before is wanted."""
    withhold_toggled = Signal(bool)
    """What stands here is to be left out of every copy, or no longer."""
    check_answered = Signal(str)
    """The button beside a check was pressed: its code."""

    _aside = NOTHING
    _aside_line: AsideLine | None = None

    def __init__(
        self, question: Question, place: Place, *, language: Language, theme: Theme
    ) -> None:
        super().__init__()
        self.question, self.place = question, place
        self.language, self.theme = language, theme
        self.answer: Answer | None = None
        self.setObjectName(f"question:{name_of(place)}")
        self._is_required = False
        self._error = ""
        self._has_bar = False
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._lead = QSpacerItem(0, 0)
        self._row.addItem(self._lead)
        self.column = QVBoxLayout()
        self.column.setSpacing(theme.space(4))
        self._row.addLayout(self.column, 1)
        self._why_words: QWidget | None = None
        self._add_words()
        self.field: Field = FIELDS[question.kind](
            question, language=language, theme=theme, name=name_of(place)
        )
        self.tag: NonAnswerTag | None = None
        self.no_answer = self._button()
        self._add_field()
        self._checks: tuple[Check, ...] = ()
        self._check_box: QWidget | None = None
        self.field.answered.connect(self._on_answered)
        self.field.edited.connect(self.edited)
        self.field.reshaped.connect(self.reshaped)
        self.show_answer(None)
        self._describe()

    def _add_words(self) -> None:
        text = self.language.text
        ask = label(text(self.question.ask), "question")
        ask.setBuddy(self)
        self.column.addWidget(ask)
        if self.hint:
            self.column.addWidget(label(self.hint, "hint"))
        if self.theme.is_compact and self.question.why:
            self._add_why(text(self.question.why))
        self._error_words: QLabel | None = None
        self._error_at = self.column.count()

    def _add_why(self, why: str) -> None:
        """Where there is no room beside the page, why a question is asked opens below it."""
        words = Column(self.theme, gap=4)
        words.layout_.addWidget(label(why, "hint", name=f"{name_of(self.place)}.why"))
        text = self.language.text
        words.layout_.addWidget(
            self._link(text("Why is this asked today?"), "today", self.today_chosen)
        )
        words.layout_.addWidget(self._link(text("Earlier answers"), "earlier", self.earlier_chosen))
        words.hide()
        opener = LinkButton(
            self.language.text("Why we ask"),
            self.theme,
            icon="circle-help",
            says=self.language.text(
                "{what}: {part}",
                what=self.language.text("Why we ask"),
                part=self.language.text(self.question.ask),
            ),
            name=f"{name_of(self.place)}.why_opener",
        )
        opener.clicked.connect(self.open_why)
        self.column.addWidget(opener)
        self.column.addWidget(words)
        self._why_words = words

    def _link(self, words: str, part: str, chosen: SignalInstance) -> LinkButton:
        """The way to something about this question; `part` ends its objectName."""
        text = self.language.text
        says = text("{what}: {part}", what=words, part=text(self.question.ask))
        name = f"{name_of(self.place)}.{part}"
        link = LinkButton(words, self.theme, says=says, size=15, name=name)
        link.clicked.connect(chosen)
        return link

    def open_why(self) -> None:
        """Show why the question is asked, or fold it away; beside a wide page it stands anyway."""
        if self._why_words is not None:
            self._why_words.setVisible(self._why_words.isHidden())
            self.reshaped.emit()

    def _button(self) -> NonAnswerButton | None:
        if self.question.kind in NEVER_MISSING:
            return None
        own = self.question.codes
        offered = tuple(
            status
            for status in NonAnswer
            if status not in self.field.offers and status.value not in own
        )
        button = NonAnswerButton(
            self.question,
            offered,
            language=self.language,
            theme=self.theme,
            name=name_of(self.place),
        )
        button.chosen.connect(self._on_non_answer)
        button.cleared.connect(self._on_cleared)
        button.earlier_chosen.connect(self.earlier_chosen)
        button.withhold_toggled.connect(self.withhold_toggled)
        return button

    def _add_field(self) -> None:
        if self.no_answer is None:
            self.column.addWidget(self.field)
        elif self.theme.is_compact or self.question.kind in WIDE:
            self.column.addWidget(self.field)
            self.column.addWidget(self.no_answer, 0, Qt.AlignmentFlag.AlignLeading)
        else:
            row = QHBoxLayout()
            row.setSpacing(self.theme.space(16))
            row.addWidget(self.field, 1)
            row.addWidget(self.no_answer, 0, Qt.AlignmentFlag.AlignBottom)
            self.column.addLayout(row)

    # what the page tells

    def show_answer(self, answer: Answer | None) -> None:
        self.answer = answer
        self.field.show_answer(answer)
        self._show_status(answer)
        self._show_button()

    def show_around(self, around: Around) -> None:
        self.field.show_around(around)

    def show_required(self, *, required: bool) -> None:
        if required != self._is_required:
            self._is_required = required
            self._describe()

    def show_error(self, words: str) -> None:
        """Put `words` between hint and field and mark the boxes; "" takes both away."""
        if words == self._error:
            return
        self._error = words
        if self._error_words is None:
            self._error_words = label("", "error", name=f"{name_of(self.place)}.error")
            self.column.insertWidget(self._error_at, self._error_words)
        set_words(self._error_words, words)
        self._error_words.setVisible(bool(words))
        self.field.mark_wrong(wrong=bool(words))
        if self.question.kind not in HAS_BOX:
            self._put_bar(on=bool(words))
        self._describe()

    def show_aside(self, aside: Aside) -> None:
        """Say below the field what is to be known about the answer."""
        if aside == self._aside:
            return
        self._aside = aside
        if self._aside_line is None:
            self._aside_line = AsideLine(
                theme=self.theme, language=self.language, name=name_of(self.place)
            )
            self.column.addWidget(self._aside_line)
        self._aside_line.show_aside(aside)
        if self.no_answer is not None:
            self.no_answer.show_withheld(is_withheld=aside.is_withheld)
        self._describe()

    def show_checks(self, checks: tuple[Check, ...]) -> None:
        """Ask about what is odd, below the field."""
        if checks == self._checks:
            return
        self._checks = checks
        if self._check_box is not None:
            self._check_box.hide()
            self._check_box.deleteLater()
            self._check_box = None
        if checks:
            self._check_box = self._make_checks(checks)
            self.column.addWidget(self._check_box)
            self.reshaped.emit()

    # what the page asks

    @property
    def hint(self) -> str:
        """The question's own hint; a date without one shows what it looks like."""
        text = self.language.text
        if self.question.hint or self.question.kind is not Kind.DATE:
            return text(self.question.hint)
        if self.question.partial:
            return text("For example, 27 3 2026. Leave the day empty if only the month is known.")
        return text("For example, 27 3 2026")

    @property
    def error(self) -> str:
        return self._error

    @property
    def unreadable(self) -> Unreadable | None:
        return None if self._shows_tag else self.field.unreadable

    def commit(self) -> None:
        """Say what was typed as far as it is an answer."""
        if self._shows_tag and self.tag:
            self.tag.commit()
        else:
            self.field.commit()

    def leave(self) -> None:
        """The worker moved on to another question."""
        if self._shows_tag and self.tag:
            self.tag.commit()
        else:
            self.field.leave()

    @property
    def takes_focus(self) -> bool:
        """Whether there is anything in it to be typed or chosen."""
        return self._shows_tag or self.field.first_input() is not None

    def focus(self) -> None:
        """Put the focus where this question is answered, at the box that is wrong if one is."""
        wrong = self.unreadable
        box = wrong.box if wrong else self.field.first_input()
        if self._shows_tag and self.tag:
            box = self.tag.remove
        if box is not None:
            box.setFocus(Qt.FocusReason.OtherFocusReason)

    # within

    @property
    def _shows_tag(self) -> bool:
        return self.tag is not None and not self.tag.isHidden()

    def _show_status(self, answer: Answer | None) -> None:
        status = answer.status if answer else None
        stands = status is not None and status not in self.field.offers
        if stands and self.tag is None:
            self._make_tag()
        if self.tag is not None:
            if stands and answer is not None:
                self.tag.show_answer(answer)
            self.tag.setVisible(stands)
        self.field.setVisible(not stands)

    def _make_tag(self) -> None:
        self.tag = NonAnswerTag(
            self.language.text(self.question.ask),
            language=self.language,
            theme=self.theme,
            name=name_of(self.place),
        )
        self.tag.removed.connect(self._on_cleared)
        self.tag.answered.connect(self._on_answered)
        self.tag.edited.connect(self.edited)
        self.column.insertWidget(self.column.count() - 1, self.tag)
        self.reshaped.emit()

    def _show_button(self) -> None:
        if self.no_answer is not None:
            self.no_answer.show_value(
                has_value=self.answer is not None, may_clear=self.field.needs_clearing
            )
            if self._shows_tag:
                self.no_answer.hide()

    def _on_answered(self, answer: Answer | None) -> None:
        self.answer = answer
        self._show_status(answer)
        self._show_button()
        if self._error and not self.unreadable:
            self.show_error("")
        self.answered.emit(answer)

    def _on_non_answer(self, answer: Answer) -> None:
        self.show_answer(answer)
        if self.tag is not None:
            (self.tag.remove if self.tag.other.isHidden() else self.tag.other).setFocus()
        self._on_answered(answer)

    def _on_cleared(self) -> None:
        self.show_answer(None)
        self.focus()
        self._on_answered(None)

    def _describe(self) -> None:
        text = self.language.text
        parts = [self.hint] if self.hint else []
        if self._is_required:
            parts.append(text("Required"))
        if self._aside.is_withheld:
            parts.append(text("Left out of every copy"))
        if self._aside.since is not None:
            parts.append(self._aside.words(self.language))
        if self._error:
            parts.append(text("Error: {error}", error=self._error))
        self.field.describe(". ".join(part.rstrip(".") for part in parts))

    def _put_bar(self, *, on: bool) -> None:
        self._has_bar = on
        self._lead.changeSize(self.theme.space(16) if on else 0, 0)
        self._row.invalidate()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._has_bar:
            draw_bar(self, self.theme, "error")

    def _make_checks(self, checks: tuple[Check, ...]) -> QWidget:
        box = QFrame()
        box.setProperty("look", "bannerInfo")
        column = QVBoxLayout(box)
        edge = self.theme.space(10)
        column.setContentsMargins(edge, edge, edge, edge)
        for check in checks:
            row = self._line()
            row.addWidget(label(check.words), 1)
            if check.answer:
                says = self.language.text("{what}: {part}", what=check.answer, part=check.words)
                name = f"{name_of(self.place)}.check.{check.code}"
                yes = SecondaryButton(check.answer, self.theme, says=says, name=name)
                yes.clicked.connect(lambda _=False, c=check.code: self.check_answered.emit(c))
                row.addWidget(yes, 0, Qt.AlignmentFlag.AlignLeading)
            column.addLayout(row)
        return box

    def _line(self) -> QBoxLayout:
        """Words and a button: side by side where there is room, else one below the other."""
        down = QBoxLayout.Direction.TopToBottom
        across = QBoxLayout.Direction.LeftToRight
        line = QBoxLayout(down if self.theme.is_compact else across)
        line.setSpacing(self.theme.space(12))
        return line
