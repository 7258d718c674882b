# SPDX-License-Identifier: Apache-2.0
"""A risk question: now, in the past, suspected or no, and the four honest non-answers beside.

All eight stand open, because "not asked" must be as easy to give as "no". Under a present answer
the page asks what stands behind it; under a non-answer that needs one, why. Evidence that was
typed stays with the answer whichever way it is changed.
"""

from PySide6.QtWidgets import QWidget

from kinfile.forms.dates import PartialDate
from kinfile.forms.model import NonAnswer, Question
from kinfile.i18n import Language
from kinfile.records.model import Answer, Evidence
from kinfile.records.shown import EVIDENCE_WORDS, RISK_WORDS, STATUS_WORDS
from kinfile.ui.fields.boxes import TextArea
from kinfile.ui.fields.choices import FoldedList
from kinfile.ui.fields.column import Column
from kinfile.ui.fields.dates import DateBoxes
from kinfile.ui.fields.field import Field, Reading, Unreadable
from kinfile.ui.fields.options import Labelled, OptionSet, Reveal, two_columns
from kinfile.ui.fields.reasons import ReasonChoice
from kinfile.ui.theme import Theme
from kinfile.ui.widgets.flow import FlowLayout
from kinfile.ui.widgets.text import label, set_err

PRESENT = ("yes_now", "yes_past", "suspected")
"""Answers behind which something was seen or said."""


class EvidenceBoxes(Reveal):
    """What was seen or said, how it is known, and when."""

    def __init__(self, says: str, *, language: Language, theme: Theme, name: str) -> None:
        super().__init__(theme=theme)
        self._says, self._language, self._theme = says, language, theme
        self._name = f"{name}.evidence"
        what = language.text("What was seen or said?")
        self.column.addWidget(label(what, "bodyBold"))
        self.words = TextArea(self._part(what), theme=theme, name=self._name, least=2)
        self.column.addWidget(self.words)
        below = FlowLayout(gap=theme.space(16))
        self.kind = self._kind(below)
        self.on = DateBoxes(
            self._part(language.text("When")),
            language=language,
            theme=theme,
            name=f"{self._name}.on",
            partial=True,
            first=language.text("When: day"),
        )
        # Not "When" twice: what stands above the box begins with it.
        self.on.day.setAccessibleName(self._part(language.text("When: day")))
        below.addWidget(self.on)
        self.column.addLayout(below)

    def _part(self, words: str) -> str:
        return self._language.text("{what}: {part}", what=self._says, part=words)

    def _kind(self, below: FlowLayout) -> FoldedList:
        text = self._language.text
        box = Column(self._theme, gap=2)
        how = text("How is it known?")
        kinds: list[Labelled] = [(code, text(word)) for code, word in EVIDENCE_WORDS.items()]
        kind = FoldedList(
            self._part(how),
            kinds,
            nothing=text("Choose one"),
            theme=self._theme,
            name=f"{self._name}.kind",
        )
        # On Linux the name of a folded list is what is chosen in it.
        kind.setAccessibleDescription(self._part(how))
        box.layout_.addWidget(label(how, "hint", wraps=False))
        box.layout_.addWidget(kind)
        below.addWidget(box)
        return kind

    def inputs(self) -> tuple[QWidget, ...]:
        return self.words, self.kind, *self.on.boxes

    def show_evidence(self, evidence: Evidence | None) -> None:
        shown = evidence or Evidence()
        if self.words.words() != shown.text:
            self.words.setPlainText(shown.text)
        self.kind.show_code(shown.kind)
        self.on.show_date(shown.on)

    @property
    def is_empty(self) -> bool:
        return not (self.words.words() or self.kind.code() or any(self.on.texts()))

    def evidence(self) -> tuple[Evidence | None, Unreadable | None]:
        """What stands there; with it the date, where that cannot be read and was left out."""
        day = self.on.reading(self._language.text("The date it was seen or said"))
        known = day if isinstance(day, PartialDate) else None
        found = Evidence(self.words.words(), self.kind.code(), known)
        unreadable = day if isinstance(day, Unreadable) else None
        return (found if found != Evidence() else None), unreadable


class RiskField(Field):
    offers = frozenset(NonAnswer)
    needs_clearing = True

    def __init__(
        self, question: Question, *, language: Language, theme: Theme, name: str = ""
    ) -> None:
        super().__init__(question, language=language, theme=theme, name=name)
        words = (*RISK_WORDS.items(), *STATUS_WORDS.items())
        labelled: list[Labelled] = [(str(code), language.text(word)) for code, word in words]
        columns = two_columns(labelled, theme=theme, more_than=6)
        self.options = OptionSet(
            self.says, labelled, theme=theme, name=self.objectName(), columns=columns
        )
        self.options.chosen.connect(self._on_option_chosen)
        self.column.addWidget(self.options)
        self.evidence: EvidenceBoxes | None = None
        self.reasons: dict[NonAnswer, ReasonChoice] = {}
        self._reveals: dict[NonAnswer, Reveal] = {}

    # What is revealed is built when it is first needed: most answers are "no".

    def _make_evidence(self) -> EvidenceBoxes:
        if self.evidence is None:
            self.evidence = EvidenceBoxes(
                self.says, language=self.language, theme=self.theme, name=self.objectName()
            )
            self.evidence.words.textChanged.connect(self._on_typed)
            self.evidence.kind.chosen.connect(self._on_chosen)
            self.evidence.on.typed.connect(self._on_typed)
            self.column.addWidget(self.evidence)
            self.reshaped.emit()
        return self.evidence

    def _make_reason(self, status: NonAnswer) -> ReasonChoice:
        if status not in self.reasons:
            choice = ReasonChoice(
                status,
                self.says,
                language=self.language,
                theme=self.theme,
                name=self.objectName(),
            )
            choice.chosen.connect(self._on_chosen)
            choice.typed.connect(self._on_typed)
            reveal = Reveal(theme=self.theme)
            reveal.column.addWidget(choice)
            self.column.addWidget(reveal)
            self.reasons[status], self._reveals[status] = choice, reveal
            self.reshaped.emit()
        return self.reasons[status]

    def inputs(self) -> tuple[QWidget, ...]:
        more = self.evidence.inputs() if self.evidence else ()
        why = tuple(box for choice in self.reasons.values() for box in choice.inputs())
        return (*self.options.buttons.values(), *more, *why)

    def describe(self, description: str) -> None:
        self.options.setAccessibleDescription(description)
        for button in self.options.buttons.values():
            button.setAccessibleDescription(self.with_question(description))

    def mark_wrong(self, *, wrong: bool) -> None:
        boxes = self.evidence.on.boxes if self.evidence else ()
        for box in (*self.options.buttons.values(), *boxes):
            set_err(box, is_wrong=wrong)

    def _fill(self, answer: Answer | None) -> None:
        code = str(answer.value or answer.status) if answer else ""
        self.options.show_codes({code})
        evidence = answer.evidence if answer else None
        if evidence:
            self._make_evidence()
        if self.evidence:
            self.evidence.show_evidence(evidence)
        if answer and answer.status and answer.status.needs_reason:
            self._make_reason(answer.status).show_reason(answer.reason)
        self._reveal(code)

    def _reveal(self, code: str) -> None:
        if code in PRESENT:
            self._make_evidence()
        if self.evidence:
            kept = bool(code) and not self.evidence.is_empty
            self.evidence.setVisible(code in PRESENT or kept)
        if code in (NonAnswer.NOT_ASKED, NonAnswer.NOT_APPLICABLE):
            self._make_reason(NonAnswer(code))
        for status, reveal in self._reveals.items():
            reveal.setVisible(code == status)

    def _on_option_chosen(self) -> None:
        self._reveal(self.options.code())
        self._on_chosen()

    def reading(self) -> Reading:
        code = self.options.code()
        if not code:
            return None
        evidence, unreadable = self.evidence.evidence() if self.evidence else (None, None)
        if code in RISK_WORDS:
            answer = Answer(value=code, evidence=evidence)
        else:
            status = NonAnswer(code)
            answer = Answer(status=status, reason=self._why(status), evidence=evidence)
        if unreadable:
            return Unreadable(unreadable.words, unreadable.box, kept=answer)
        return answer

    def _why(self, status: NonAnswer) -> str:
        choice = self.reasons.get(status)
        return choice.reason() if choice and status.needs_reason else ""

    @property
    def typed(self) -> tuple[str, ...]:
        return self.evidence.on.texts() if self.evidence else ()

    def retype(self, typed: tuple[str, ...]) -> None:
        if typed and self.evidence:
            self.evidence.on.retype(typed)
