# SPDX-License-Identifier: Apache-2.0
"""Fields that offer a list: one of it, several of it, or yes and no.

Up to seven options stand open as radio buttons; longer lists fold into a box that opens on
demand, because thirty radio buttons push the next question off the page.
"""

from collections.abc import Collection, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from kinfile.forms.model import NonAnswer, Question
from kinfile.i18n import Language
from kinfile.records.model import Answer
from kinfile.records.shown import STATUS_WORDS, YES_NO_WORDS
from kinfile.ui.fields.field import Field, Reading
from kinfile.ui.fields.options import Labelled, OptionSet, two_columns
from kinfile.ui.theme import Theme
from kinfile.ui.widgets.picker import Picker

MOST_OPEN = 7
"""Options shown as radio buttons; more fold into a list."""
WIDEST = 44
"""Characters for which a folded list is drawn at most."""
NARROWEST = 160
"""Pixels at 100 % that a folded list can be pressed to."""


class FoldedList(Picker):
    """A list that opens on demand. Its first line says that nothing is chosen."""

    chosen = Signal()

    def __init__(
        self, says: str, options: Sequence[Labelled], *, nothing: str, theme: Theme, name: str
    ) -> None:
        super().__init__(theme, says=says, name=name)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._nothing = nothing
        self.offer(options)
        self.activated.connect(self._on_activated)

    def offer(self, options: Sequence[Labelled]) -> None:
        """Show `options` in place of those before, keeping what is chosen if it is still there."""
        chosen = self.code()
        self.clear()
        self.addItem(self._nothing, "")
        for code, words in options:
            self.addItem(words, code)
        longest = max((len(words) for _, words in options), default=0)
        self.setMinimumContentsLength(min(max(longest, len(self._nothing)), WIDEST))
        self.show_code(chosen)

    def minimumSizeHint(self) -> QSize:
        """Where there is no room for the longest option, the words that stand there are cut."""
        hint = super().minimumSizeHint()
        return QSize(min(hint.width(), self._theme.px(NARROWEST)), hint.height())

    def code(self) -> str:
        return str(self.currentData() or "")

    def show_code(self, code: str) -> None:
        self.setCurrentIndex(max(0, self.findData(code)))

    def _on_activated(self) -> None:
        self.chosen.emit()


class ChoiceField(Field):
    """One of the question's own options."""

    def __init__(
        self, question: Question, *, language: Language, theme: Theme, name: str = ""
    ) -> None:
        super().__init__(question, language=language, theme=theme, name=name)
        labelled = self._labelled()
        self.needs_clearing = len(labelled) <= MOST_OPEN
        self.options: OptionSet | None = None
        self.folded: FoldedList | None = None
        if len(labelled) > MOST_OPEN:
            nothing = language.text("Choose one")
            self.folded = FoldedList(
                self.says, labelled, nothing=nothing, theme=theme, name=f"{self.objectName()}.list"
            )
            self.folded.chosen.connect(self._on_chosen)
            self.column.addWidget(self.folded, 0, Qt.AlignmentFlag.AlignLeading)
        else:
            self.options = OptionSet(self.says, labelled, theme=theme, name=self.objectName())
            self.options.chosen.connect(self._on_chosen)
            self.column.addWidget(self.options)

    def _labelled(self) -> list[Labelled]:
        return [(o.code, self.language.text(o.label)) for o in self.question.options]

    def inputs(self) -> tuple[QWidget, ...]:
        if self.folded is not None:
            return (self.folded,)
        return tuple(self.options.buttons.values()) if self.options else ()

    def _fill(self, answer: Answer | None) -> None:
        self._show(str(answer.value) if answer and answer.value is not None else "")

    def _show(self, code: str) -> None:
        if self.folded is not None:
            self.folded.show_code(code)
        if self.options is not None:
            self.options.show_codes({code})

    def reading(self) -> Reading:
        code = self.folded.code() if self.folded else self.options.code() if self.options else ""
        return self._answer(code) if code else None

    def _answer(self, code: str) -> Answer:
        return Answer(value=code)

    def describe(self, description: str) -> None:
        """The question is said in the description, because the name may be something else.

        A radio button's name is its label; a folded list's is, on Linux, what is chosen in it.
        """
        super().describe(self.with_question(description))
        if self.options:
            self.options.setAccessibleDescription(description)


class YesNoField(ChoiceField):
    """Yes, no, or the honest third: not known."""

    offers = frozenset({NonAnswer.NOT_KNOWN})

    def _labelled(self) -> list[Labelled]:
        words = [*YES_NO_WORDS.items(), (NonAnswer.NOT_KNOWN, STATUS_WORDS[NonAnswer.NOT_KNOWN])]
        return [(str(code), self.language.text(word)) for code, word in words]

    def _fill(self, answer: Answer | None) -> None:
        if answer is not None and answer.status is not None:
            self._show(str(answer.status))
        else:
            super()._fill(answer)

    def _answer(self, code: str) -> Answer:
        if code == NonAnswer.NOT_KNOWN:
            return Answer(status=NonAnswer.NOT_KNOWN)
        return Answer(value=code)


class MultiField(Field):
    """Any number of options. One that excludes the others clears them, and is cleared by them.

    What an import brought together although it excludes each other is shown as it is.
    """

    def __init__(
        self, question: Question, *, language: Language, theme: Theme, name: str = ""
    ) -> None:
        super().__init__(question, language=language, theme=theme, name=name)
        labelled = [(o.code, language.text(o.label)) for o in question.options]
        self.options = OptionSet(
            self.says,
            labelled,
            theme=theme,
            name=self.objectName(),
            many=True,
            columns=two_columns(labelled, theme=theme, more_than=6),
            or_word=language.text("or"),
            last=question.exclusive,
        )
        for code, button in self.options.buttons.items():
            button.clicked.connect(lambda on, code=code: self._on_clicked(code, on=on))
        self.column.addWidget(self.options)

    def _on_clicked(self, code: str, *, on: bool) -> None:
        if on:
            exclusive = self.question.exclusive
            against = set(self.question.codes) - {code} if code in exclusive else exclusive
            self._clear(against)
        self._on_chosen()

    def _clear(self, codes: Collection[str]) -> None:
        self.options.show_codes(set(self.options.codes()) - set(codes))

    def inputs(self) -> tuple[QWidget, ...]:
        return tuple(self.options.buttons.values())

    def _fill(self, answer: Answer | None) -> None:
        value = answer.value if answer else None
        self.options.show_codes(value if isinstance(value, tuple) else ())

    def reading(self) -> Reading:
        ticked = self.options.codes()
        codes = tuple(o.code for o in self.question.options if o.code in ticked)
        return Answer(value=codes) if codes else None

    def describe(self, description: str) -> None:
        super().describe(self.with_question(description))
        self.options.setAccessibleDescription(description)
