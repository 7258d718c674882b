# SPDX-License-Identifier: Apache-2.0
"""A whole form and its rules as plain sentences, for a safeguarding lead to read and sign off."""

from collections.abc import Iterator
from dataclasses import dataclass

from kinfile.forms.explanation import (
    LEGEND,
    asked_when,
    opened_when,
    raised_when,
    required_when,
    rows_required,
    vocabulary_of,
)
from kinfile.forms.explanation_words import DISCLOSURES, KINDS, SEVERITIES, force_words
from kinfile.forms.model import Alert, Form, Group, GroupPart, Question, Section
from kinfile.forms.rules.explain import Vocabulary, explain
from kinfile.i18n import Language


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldQuestion:
    """One question. `answer` says how it is answered, `rules` when it is asked and required."""

    id: str
    ask: str
    hint: str
    answer: str
    options: tuple[str, ...]
    rules: tuple[str, ...]
    why: str
    source: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldGroup:
    """Questions that are asked once for each row. `rules` is empty where the group goes on."""

    id: str
    title: str
    row: str
    rules: tuple[str, ...]
    why: str
    source: tuple[str, ...]
    questions: tuple[ToldQuestion, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldGuidance:
    text: str
    source: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldSection:
    id: str
    title: str
    opens: str
    guidance: tuple[ToldGuidance, ...]
    items: tuple[ToldQuestion | ToldGroup, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldAlert:
    id: str
    severity: str
    say: str
    raised: str
    why: str
    forces: tuple[str, ...]
    source: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldDefinition:
    """What a rule with a name stands for."""

    id: str
    say: str
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldForm:
    """Everything that a form asks and notices, in words."""

    id: str
    version: int
    title: str
    about: str
    legend: str
    sections: tuple[ToldSection, ...]
    alerts: tuple[ToldAlert, ...]
    definitions: tuple[ToldDefinition, ...]


def tell(form: Form, language: Language) -> ToldForm:
    """The whole form in the reader's language."""
    return _Teller(form, language).form()


class _Teller:
    def __init__(self, form: Form, language: Language) -> None:
        self._form = form
        self._language = language
        self._words: Vocabulary = vocabulary_of(form, language)

    def form(self) -> ToldForm:
        form, text = self._form, self._language.text
        return ToldForm(
            id=form.id,
            version=form.version,
            title=text(form.title),
            about=text(form.about),
            legend=text(LEGEND),
            sections=tuple(self._section(section) for section in form.sections),
            alerts=tuple(self._alert(alert) for alert in form.alerts),
            definitions=tuple(self._definitions()),
        )

    def _section(self, section: Section) -> ToldSection:
        text = self._language.text
        return ToldSection(
            id=section.id,
            title=text(section.title),
            opens=opened_when(section, self._words, self._language),
            guidance=tuple(
                ToldGuidance(text=text(guide.text), source=guide.source)
                for guide in section.guidance
            ),
            items=tuple(
                self._question(item) if isinstance(item, Question) else self._group(item)
                for item in section.items
            ),
        )

    def _group(self, part: GroupPart) -> ToldGroup:
        text, group = self._language.text, part.group
        return ToldGroup(
            id=group.id,
            title=text(group.title),
            row=text(group.row),
            rules=tuple(self._rows(group)) if part.opens else (),
            why=text(group.why) if part.opens else "",
            source=group.source if part.opens else (),
            questions=tuple(self._question(question) for question in part.questions),
        )

    def _rows(self, group: Group) -> Iterator[str]:
        text, number = self._language.text, self._language.number
        if group.premade:
            yield text("Kinfile makes the rows.")
        yield rows_required(group, self._words, self._language)
        yield text("At most {n}.", n=number(group.maximum))

    def _question(self, question: Question) -> ToldQuestion:
        text = self._language.text
        return ToldQuestion(
            id=question.id,
            ask=text(question.ask),
            hint=text(question.hint),
            answer=text(KINDS[question.kind]),
            options=tuple(text(option.label) for option in question.options),
            rules=(
                asked_when(question.show_when, self._words, self._language),
                required_when(question, self._words, self._language),
                text(DISCLOSURES[question.disclose]),
            ),
            why=text(question.why),
            source=question.source,
        )

    def _alert(self, alert: Alert) -> ToldAlert:
        text = self._language.text
        return ToldAlert(
            id=alert.id,
            severity=text(SEVERITIES[alert.severity]),
            say=text(alert.say),
            raised=raised_when(alert, self._words, self._language),
            why=text(alert.why),
            forces=tuple(force_words(force, self._form, self._language) for force in alert.forces),
            source=alert.source,
        )

    def _definitions(self) -> Iterator[ToldDefinition]:
        for name, rule in self._form.definitions.items():
            yield ToldDefinition(
                id=name,
                say=self._language.text(self._form.definition_words.get(name, "")),
                rule=explain(rule.node, self._words, self._language),
            )
