# SPDX-License-Identifier: Apache-2.0
"""A record as the layout reads it: what was asked, what was answered, in the reader's words."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from kinfile.export.blocks import Fact, FactsTable, Paragraph, Style, Text
from kinfile.export.masking import Masked
from kinfile.forms.model import (
    Group,
    GroupId,
    Kind,
    Question,
    QuestionId,
    SectionId,
)
from kinfile.i18n import Language
from kinfile.records.model import Answer, Path, Place, Row
from kinfile.records.report import Acknowledgement
from kinfile.records.shown import (
    Person,
    evidence_words,
    people_of,
    printed,
    row_label,
    said_words,
)

LOWERING_RISK = QuestionId("parents.suicide_safety")
"""What is said to lower a parent's risk: a text held back by the wording check never stands under
this question's own words (content, R03)."""

_WORRYING = frozenset({"yes_now", "yes_past", "suspected"})
_UNASKED = frozenset({Kind.SIGNATURE, Kind.DECLARATION})
"""Kinds that stand in the declaration, not among the answers."""


@dataclass(frozen=True, slots=True, repr=False)
class Reading:
    """One record being laid out in one language."""

    of: Masked
    language: Language
    people: tuple[Person, ...]
    questions: Mapping[QuestionId, Question]
    numbers: Mapping[SectionId, int]
    held_back: Mapping[Place, Acknowledgement | None] = field(default_factory=dict)
    """Texts that the wording check found, with who confirmed them (None: nobody yet)."""

    @classmethod
    def open(cls, of: Masked, language: Language) -> "Reading":
        return cls(
            of=of,
            language=language,
            people=people_of(of.answers),
            questions={question.id: question for question in of.form.questions()},
            numbers={section.id: n for n, section in enumerate(of.form.sections, start=1)},
            held_back=_held_back(of),
        )

    def text(self, message: str, /, **facts: object) -> Text:
        return Text(self.language.text(message, **facts))

    def words(self, message: str) -> str:
        """A text of the form's definition in the reader's language."""
        return self.language.text(message) if message else ""

    def question(self, name: str) -> Question | None:
        """The question `name`, where this form has it and may print it under that name."""
        return self.questions.get(QuestionId(name))

    def is_shown(self, question: Question, row: Row | None = None) -> bool:
        return Place(question.id, row.id if row else None) in self.of.report.shown

    def is_withheld(self, question: Question, row: Row | None = None) -> bool:
        """Whether "withheld" stands in the place of an answer."""
        return Place(question.id, row.id if row else None) in self.of.withheld

    def answer(self, question: Question, row: Row | None = None) -> Answer | None:
        """What stands at a visible question; a hidden one reads as blank."""
        place = Place(question.id, row.id if row else None)
        if place not in self.of.report.shown:
            return None
        calculated = self.of.report.calculated.get(place)
        if calculated:
            return Answer(value=calculated)
        return row.answers.get(question.id) if row else self.of.answers.single.get(question.id)

    def is_required(self, question: Question, row: Row | None = None) -> bool:
        return Place(question.id, row.id if row else None) in self.of.report.required

    def answer_to(self, name: str) -> Answer | None:
        question = self.question(name)
        return self.answer(question) if question else None

    def code(self, name: str) -> str:
        """The code that a single question was answered with, or ""."""
        answer = self.answer_to(name)
        return answer.value if answer and isinstance(answer.value, str) else ""

    def line(self, name: str, row: Row | None = None) -> str:
        """A visible answer on one line, or ""."""
        question = self.question(name)
        if question is not None and self.is_withheld(question, row):
            return self.language.text("Withheld")
        answer = self.answer(question, row) if question else None
        if question is None or answer is None:
            return ""
        return ", ".join(self._printed(question, answer).split("\n"))

    def ask(self, question: Question, row: Row | None = None) -> Text:
        """The question's own words, or neutral ones for a text that may not stand under them."""
        place = Place(question.id, row.id if row else None)
        if question.id == LOWERING_RISK and place in self.held_back:
            return self.neutral()
        return Text(self.words(question.ask))

    def neutral(self) -> Text:
        """What stands in the place of the words of LOWERING_RISK."""
        return self.text("What was written about this (not counted as lowering risk)")

    def paragraphs(self, question: Question, row: Row | None = None) -> tuple[Paragraph, ...]:
        """The answer as it prints, or "Not answered"."""
        if self.is_withheld(question, row):
            return (Paragraph(self.text("Withheld"), Style.ABSENT),)
        answer = self.answer(question, row)
        if answer is None:
            needed = self.is_required(question, row)
            words = self.text("Not answered") if needed else self.text("Left blank")
            return (Paragraph(words, Style.ABSENT),)
        place = Place(question.id, row.id if row else None)
        return (*self.styled(question, answer), *self._confirmation(place))

    def bare(self, question: Question, answer: Answer) -> str:
        """An answer's value in words, without what stands behind it."""
        return self._printed(question, replace(answer, evidence=None))

    def fact(self, question: Question, row: Row | None = None) -> Fact:
        return Fact(self.ask(question, row), self.paragraphs(question, row))

    def facts(self, names: Iterable[str], row: Row | None = None) -> tuple[FactsTable, ...]:
        """The answered questions among `names` as a table, or nothing."""
        asked = (self.question(name) for name in names)
        found = tuple(
            self.fact(question, row)
            for question in asked
            if question and self.answer(question, row) is not None
        )
        return (FactsTable(found),) if found else ()

    def rows(self, group: str) -> tuple[Row, ...]:
        return self.of.answers.rows(group)

    def group(self, name: str) -> Group | None:
        return self.of.form.groups.get(GroupId(name))

    def label(self, group: Group, row: Row, number: int) -> str:
        return row_label(group, row, number, self.language, form=self.of.form)

    def path(self, path: Path) -> str:
        """A question in words, with the row it was asked of."""
        question = self.question(path.question)
        asked = self.words(question.ask) if question else str(path)
        group, rows = self.group(path.group), self.rows(path.group)
        if group is None or not 0 < path.number <= len(rows):
            return asked
        return f"{asked} ({self.label(group, rows[path.number - 1], path.number)})"

    def section(self, path: Path) -> str:
        """The number and title of the section where a question is asked."""
        question = self.question(path.question)
        return self.section_title(question.section) if question else ""

    def section_title(self, section: SectionId) -> str:
        found = next(part for part in self.of.form.sections if part.id == section)
        return f"{self.numbers[section]} {self.words(found.title)}"

    def asked(self, questions: Iterable[Question], row: Row | None = None) -> Iterator[Question]:
        """The visible questions that print among the answers."""
        for question in questions:
            if question.kind not in _UNASKED and self.is_shown(question, row):
                yield question

    def _printed(self, question: Question, answer: Answer) -> str:
        if question.id == "level_of_need" and isinstance(answer.value, str):
            named = self.of.profile.level_names.get(answer.value, "")
            if named:
                return self.words(named)
        return printed(question, answer, self.language, self.people)

    def styled(self, question: Question, answer: Answer) -> Iterator[Paragraph]:
        """Any answer to `question` as it prints, a paragraph for each of its parts."""
        if answer.status is not None:
            yield Paragraph(Text(self._printed(question, answer)), Style.ABSENT)
        elif question.kind is Kind.RISK:
            yield from self._risk(question, answer)
        elif question.kind is Kind.VERBATIM:
            yield Paragraph(Text(f"“{answer.value}”"))
            if answer.said and said_words(answer.said):
                yield Paragraph(Text(said_words(answer.said)), Style.QUIET)
        else:
            yield Paragraph(Text(self._printed(question, answer)))

    def _risk(self, question: Question, answer: Answer) -> Iterator[Paragraph]:
        bare = Answer(value=answer.value)
        style = Style.STRONG if answer.value in _WORRYING else Style.BODY
        yield Paragraph(Text(self._printed(question, bare)), style)
        behind = evidence_words(answer.evidence, self.language) if answer.evidence else ""
        if behind:
            yield Paragraph(Text(behind))

    def _confirmation(self, place: Place) -> Iterator[Paragraph]:
        if place not in self.held_back:
            return
        who = self.held_back[place]
        if who is None:
            words = self.text("To be reworded: this may count a child as lowering risk.")
        else:
            words = self.text(
                "{name} confirmed that this counts no child as lowering risk.", name=who.by
            )
        yield Paragraph(words, Style.QUIET)


def _held_back(of: Masked) -> dict[Place, Acknowledgement | None]:
    found: dict[Place, Acknowledgement | None] = {}
    for standing in of.report.alerts:
        for path in standing.blocked:
            place = _place(path, of)
            if place:
                found[place] = None
    for (_, place), who in of.marks.confirmed_texts.items():
        found[place] = who
    return found


def _place(path: Path, of: Masked) -> Place | None:
    rows: Sequence[Row] = of.answers.rows(path.group)
    if not path.group:
        return Place(QuestionId(path.question))
    if not 0 < path.number <= len(rows):
        return None
    return Place(QuestionId(path.question), rows[path.number - 1].id)
