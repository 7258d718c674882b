# SPDX-License-Identifier: Apache-2.0
"""A form made ready to run: rules compiled, questions in an order in which each can be decided.

Compiling finds what loading cannot: names that do not exist, codes a question never has, rules
that go round in a circle. Each is a FormError with its place.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from graphlib import CycleError, TopologicalSorter
from typing import NoReturn

from kinfile.errors import FormError
from kinfile.forms.model import Alert, Form, Question, Section
from kinfile.forms.names import names_of
from kinfile.forms.rules.ast import Rule
from kinfile.forms.rules.deciding import Decider
from kinfile.forms.rules.evaluate import Compiler
from kinfile.forms.rules.operations import TruthOf
from kinfile.forms.rules.parse import RuleMistake
from kinfile.forms.rules.scope import Names
from kinfile.forms.rules.trace import Tracer, references, uses_standing_alerts
from kinfile.forms.wordlists import Matcher, matcher

REMEMBERED = 128
"""Texts whose wording check is remembered: all of one record's, which mostly stay as they are."""

SAFETY_GAPS = "safety_gaps"
"""The definition that counts unanswered safety questions; those it reads print first as gaps."""


@dataclass(frozen=True, slots=True)
class SectionStep:
    """Decide whether a section is open."""

    section: Section
    when: TruthOf | None


@dataclass(frozen=True, slots=True)
class QuestionStep:
    """Decide whether a question is shown, in each row where it has rows."""

    question: Question
    show: TruthOf | None


@dataclass(frozen=True, slots=True)
class ReadyAlert:
    """An alert with its compiled trigger and the questions that it reads."""

    alert: Alert
    fires: TruthOf
    reads: tuple[Question, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Program:
    """Everything `evaluate` needs of a form. `late` alerts ask which others stand."""

    form: Form
    steps: tuple[SectionStep | QuestionStep, ...]
    required: Mapping[str, TruthOf]
    rows_required: Mapping[str, TruthOf]
    early: tuple[ReadyAlert, ...]
    late: tuple[ReadyAlert, ...]
    questions: Mapping[str, Question]
    tracer: Tracer
    decider: Decider
    safety: frozenset[str]


@lru_cache(maxsize=16)
def program_of(form: Form) -> Program:
    """The program of `form`, compiled once. Raises FormError."""
    return _Builder(form).build()


class _Builder:
    def __init__(self, form: Form) -> None:
        self._form = form
        self._names: Names = names_of(form)
        self._questions = dict(form.by_id())
        matchers: dict[str, Matcher] = {
            name: lru_cache(REMEMBERED)(matcher(words)) for name, words in form.wordlists.items()
        }
        self._compiler = Compiler(self._names, matchers)

    def build(self) -> Program:
        early: list[ReadyAlert] = []
        late: list[ReadyAlert] = []
        for alert in self._form.alerts:
            ready = self._alert(alert)
            is_late = uses_standing_alerts(alert.when.node, self._names)
            (late if is_late else early).append(ready)
        return Program(
            form=self._form,
            steps=tuple(self._steps()),
            required=dict(self._required()),
            rows_required={
                group.id: self._compile(group.required_when, "")
                for group in self._form.groups.values()
                if group.required_when is not None
            },
            early=tuple(early),
            late=tuple(late),
            questions=self._questions,
            tracer=Tracer(self._names, self._compiler),
            decider=Decider(self._names, self._compiler),
            safety=self._safety(),
        )

    def _safety(self) -> frozenset[str]:
        rule = self._form.definitions.get(SAFETY_GAPS)
        return references(rule.node, self._names) if rule else frozenset()

    def _compile(self, rule: Rule, group: str) -> TruthOf:
        return self._placed(rule, lambda: self._compiler.truth(rule.node, group))

    def _placed(self, rule: Rule, work: Callable[[], TruthOf]) -> TruthOf:
        try:
            return work()
        except RuleMistake as mistake:
            where = mistake.rule or rule
            line, column = where.place(mistake.at)
            raise FormError(
                file=where.file,
                line=line,
                column=column,
                problem=mistake.problem,
                rule=where.text,
                **mistake.facts,
            ) from mistake

    def _alert(self, alert: Alert) -> ReadyAlert:
        fires = self._compile(alert.when, "")
        reads = references(alert.when.node, self._names)
        ordered = tuple(q for name, q in self._questions.items() if name in reads)
        return ReadyAlert(alert, fires, ordered)

    def _required(self) -> Iterator[tuple[str, TruthOf]]:
        for question in self._questions.values():
            if question.required_when is not None:
                compiled = self._compile(question.required_when, question.group or "")
                yield question.id, compiled

    def _steps(self) -> Iterator[SectionStep | QuestionStep]:
        """Sections and questions, each after everything its own rule reads."""
        order: TopologicalSorter[str] = TopologicalSorter()
        for section in self._form.sections:
            order.add(f"section {section.id}", *self._read(section.when, ""))
            for question in section.questions():
                within = question.group or ""
                order.add(question.id, f"section {section.id}")
                order.add(question.id, *self._read(question.show_when, within))
        sections = {f"section {section.id}": section for section in self._form.sections}
        try:
            names = list(order.static_order())
        except CycleError as error:
            self._refuse_cycle(error.args[1])
        for name in names:
            if name in sections:
                section = sections[name]
                when = self._compile(section.when, "") if section.when else None
                yield SectionStep(section, when)
            else:
                question = self._questions[name]
                show = question.show_when
                within = question.group or ""
                yield QuestionStep(question, self._compile(show, within) if show else None)

    def _refuse_cycle(self, names: list[str]) -> NoReturn:
        first = next(self._questions[name] for name in names if name in self._questions)
        raise FormError(
            file=first.place.file,
            line=first.place.line,
            column=first.place.column,
            problem="cycle",
            found=", ".join(names),
        )

    def _read(self, rule: Rule | None, group: str) -> frozenset[str]:
        return references(rule.node, self._names, group) if rule else frozenset()
