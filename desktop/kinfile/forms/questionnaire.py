# SPDX-License-Identifier: Apache-2.0
"""A form as a FHIR R4 Questionnaire with SDC expressions, and what that cannot say of it.

    Questionnaire           a variable for each definition that an expression uses
    +-- display             the heading of a part
    +-- opened-SECTION      yes or no: for a section that an alert or the worker opens
    +-- section-SECTION     group, enabled while the section is open
        +-- display         guidance
        +-- QUESTION        enabled by its show_when; hint, why and parts of its answer below
        +-- GROUP-none      yes or no: "asked, none"
        +-- GROUP           repeating group with all the questions of its rows

A rule that cannot be translated is left out and listed: its question is always asked and never
required there, because too much can be left blank and too little cannot be filled in.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kinfile.forms.fhir import (
    DISCLOSE,
    SOURCE,
    THIS_ROW,
    Json,
    address,
    coding,
    evidence_coding,
)
from kinfile.forms.losses import Losses
from kinfile.forms.model import Form, Group, GroupPart, Kind, Question, Section
from kinfile.forms.outside import (
    PartKind,
    none_link,
    opened_link,
    part_link,
    parts_of,
    section_link,
)
from kinfile.forms.profile import Profile
from kinfile.forms.rules.ast import Rule
from kinfile.forms.rules.fhirpath import FhirPath, rows_of
from kinfile.forms.rules.translate import CannotExpress, own_codes
from kinfile.forms.words import EVIDENCE_WORDS
from kinfile.i18n import Language

_CORE = "http://hl7.org/fhir/StructureDefinition/"
_SDC = "http://hl7.org/fhir/uv/sdc/StructureDefinition/"
_VARIABLE = f"{_CORE}variable"
_EXPRESSION = f"{_CORE}cqf-expression"
_CONTROL = "http://hl7.org/fhir/questionnaire-item-control"
_CATEGORY = "http://hl7.org/fhir/questionnaire-display-category"
_AUTHOR = {
    "system": "urn:iso-astm:E1762-95:2013",
    "code": "1.2.840.10065.1.12.1.1",
    "display": "Author's Signature",
}

_TYPES: Mapping[Kind, str] = {
    **dict.fromkeys((Kind.LONG_TEXT, Kind.VERBATIM, Kind.ADDRESS), "text"),
    **dict.fromkeys((Kind.CHOICE, Kind.MULTI, Kind.RISK, Kind.YES_NO_UNKNOWN), "choice"),
    Kind.DATE: "date",
    Kind.INT: "integer",
    Kind.DECLARATION: "boolean",
}
_MADE = frozenset({Kind.CALCULATED, Kind.SIGNATURE})
_CALCULATED = {"milestone_name": "choice", "milestone_due": "date"}

_PART_TYPES: Mapping[PartKind, str] = {
    PartKind.LINE: "string",
    PartKind.LONG: "text",
    PartKind.PARTIAL_DATE: "date",
    PartKind.EVIDENCE_KIND: "open-choice",
    PartKind.FLAG: "boolean",
}


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """A form as FHIR, and what FHIR does not say of it."""

    resource: Json
    could_not: tuple[CannotExpress, ...]


def questionnaire(form: Form, profiles: Sequence[Profile], language: Language) -> Questionnaire:
    """`form` for other programs. Only limits that all `profiles` share can stand in a rule."""
    losses = Losses(form)
    writer = _Writer(form, FhirPath(form, shared_limits(profiles)), losses, language)
    items = list(writer.items())  # before the variables, which they find
    losses.add("non-answers", form.id)
    resource = {
        "resourceType": "Questionnaire",
        "language": {"en": "en-GB"}.get(language.code, language.code),
        **_extended(
            [
                _expressed(_VARIABLE, expression, name=name)
                for name, expression in writer.path.variables.items()
            ]
        ),
        "url": address(form),
        "version": str(form.version),
        "name": "".join(part.capitalize() for part in form.id.split("_")),
        "title": language.text(form.title),
        "status": "active",
        "description": language.text(form.about),
        "item": items,
    }
    return Questionnaire(resource, losses.listed())


def shared_limits(profiles: Sequence[Profile]) -> Mapping[str, int]:
    """The limits that have the same value in every profile."""
    first, *others = profiles
    return {
        name: limit
        for name, limit in first.limits.items()
        if all(other.limits.get(name) == limit for other in others)
    }


@dataclass(frozen=True, slots=True)
class _Writer:
    form: Form
    path: FhirPath
    losses: Losses
    language: Language

    def items(self) -> Iterator[Json]:
        part = ""
        for number, section in enumerate(self.form.sections, start=1):
            if section.part and section.part != part:
                part = section.part
                yield _display(f"part-{number}", self.language.text(part))
            if section.may_close:
                text = self.language.text("Open “{section}”?", section=self._text(section.title))
                yield {"linkId": opened_link(section.id), "text": text, "type": "boolean"}
            yield self._section(section)

    def _text(self, text: str) -> str:
        return self.language.text(text)

    def _section(self, section: Section) -> Json:
        return {
            "linkId": section_link(section.id),
            **_extended(self._enabled(self._is_open(section))),
            "text": self._text(section.title),
            "type": "group",
            "item": list(self._within(section)),
        }

    def _within(self, section: Section) -> Iterator[Json]:
        for number, guidance in enumerate(section.guidance, start=1):
            link = f"{section_link(section.id)}-guidance-{number}"
            yield _display(
                link, self._text(guidance.text), _INSTRUCTIONS, *_sources(guidance.source)
            )
        for item in section.items:
            if not isinstance(item, GroupPart):
                yield self._question(item)
            elif item.opens:
                yield from self._group(item.group)

    # -- when -----------------------------------------------------------------------------

    def _is_open(self, section: Section) -> str | None:
        """The condition of a section that may close; None for one that is always open."""
        if not section.may_close:
            return None
        opened = f"%resource.item.where(linkId = '{opened_link(section.id)}').answer.value"
        by_rule = self._condition(section.when, f"{section.id}.when", "")
        return f"({by_rule} or {opened} = true)" if by_rule else f"({opened} = true)"

    def _condition(self, rule: Rule | None, at: str, group: str) -> str | None:
        if rule is None:
            return None
        return self.losses.attempt(lambda: self.path.condition(rule.node, group), at, rule.text)

    def _at_home(self, question: Question) -> str | None:
        """The condition of a section that adds to the rows of another; None where none does."""
        if question.group is None or self.form.groups[question.group].section == question.section:
            return None
        home = next(each for each in self.form.sections if each.id == question.section)
        return self._is_open(home)

    def _enabled(self, condition: str | None) -> list[Json]:
        if condition is None:
            return []
        return [_expressed(f"{_SDC}sdc-questionnaire-enableWhenExpression", condition)]

    def _required_when(self, rule: Rule | None, at: str, group: str) -> Json:
        condition = self._condition(rule, at, group)
        if condition is None:
            return {}
        return {"_required": {"extension": [_expressed(_EXPRESSION, condition)]}}

    def _required(self, question: Question, *, is_asked_said: bool) -> Json:
        """Required only where it is also said when the question is asked."""
        at, rule = f"{question.id}.required_when", question.required_when
        if not is_asked_said:
            if rule is not None:
                self.losses.add("asked-unsaid", at, rule.text)
            return {}
        if question.required and question.kind not in _MADE:
            return {"required": True}
        return self._required_when(rule, at, question.group or "")

    # -- what -----------------------------------------------------------------------------

    def _question(self, question: Question) -> Json:
        at, rule = f"{question.id}.show_when", question.show_when
        shown = self._condition(rule, at, question.group or "")
        enabled = " and ".join(filter(None, (self._at_home(question), shown)))
        kind = _TYPES.get(question.kind, _CALCULATED.get(question.calculation, "string"))
        below = [*self._notes(question.id, question.hint, question.why), *self._parts(question)]
        extensions = [
            *self._enabled(enabled or None),
            *_bounds(question),
            *_sources(question.source),
            {"url": DISCLOSE, "valueCode": question.disclose.value},
        ]
        return {
            "linkId": question.id,
            "extension": extensions,
            "text": self._text(question.ask),
            "type": kind,
            **self._required(question, is_asked_said=rule is None or shown is not None),
            **({"repeats": True} if question.kind is Kind.MULTI else {}),
            **({"readOnly": True} if question.kind in _MADE else {}),
            **({"answerOption": options} if (options := self._options(question)) else {}),
            **({"item": below} if below else {}),
        }

    def _options(self, question: Question) -> list[Json]:
        return [
            {
                **_extended(_flagged("optionExclusive") if code in question.exclusive else []),
                "valueCoding": coding(question, code, self.language),
            }
            for code in own_codes(question)
        ]

    def _notes(self, link: str, hint: str, why: str) -> Iterator[Json]:
        if hint:
            yield _display(f"{link}-hint", self._text(hint), _INSTRUCTIONS)
        if why:
            yield _display(f"{link}-why", self._text(why), _HELP)

    def _parts(self, question: Question) -> Iterator[Json]:
        for part in parts_of(question.kind):
            item: Json = {"linkId": part_link(question.id, part.name)}
            item |= {"text": self._text(part.ask), "type": _PART_TYPES[part.kind]}
            if part.kind is PartKind.EVIDENCE_KIND:
                found = (evidence_coding(code, self.language) for code in EVIDENCE_WORDS)
                item["answerOption"] = [{"valueCoding": each} for each in found]
            yield item

    def _group(self, group: Group) -> Iterator[Json]:
        asked = [q for q in self.form.questions() if q.group == group.id]
        at = f"{group.id}.required_when"
        required: Json = {"required": True} if group.minimum else {}
        if group.minimum == 0 and not group.premade:
            title = self._text(group.title)
            yield {
                "linkId": none_link(group.id),
                **_extended(self._enabled(f"{rows_of(group)}.empty()")),
                "text": self.language.text("{title}: asked, and there are none", title=title),
                "type": "boolean",
            }
        yield {
            "linkId": group.id,
            "extension": [
                _expressed(_VARIABLE, "%context", name=THIS_ROW),
                *_occurs("min", group.minimum),
                *_occurs("max", group.maximum),
                *_sources(group.source),
            ],
            "text": self._text(group.title),
            "type": "group",
            **(required or self._required_when(group.required_when, at, "")),
            "repeats": True,
            "item": [
                *self._notes(group.id, "", group.why),
                *(self._question(question) for question in asked),
            ],
        }


_INSTRUCTIONS: Json = {
    "url": f"{_CORE}questionnaire-displayCategory",
    "valueCodeableConcept": {"coding": [{"system": _CATEGORY, "code": "instructions"}]},
}
_HELP: Json = {
    "url": f"{_CORE}questionnaire-itemControl",
    "valueCodeableConcept": {"coding": [{"system": _CONTROL, "code": "help"}]},
}


def _display(link: str, text: str, *extensions: Json) -> Json:
    return {"linkId": link, **_extended(list(extensions)), "text": text, "type": "display"}


def _expressed(url: str, expression: str, *, name: str = "") -> Json:
    value = {"language": "text/fhirpath", "expression": expression}
    return {"url": url, "valueExpression": {**({"name": name} if name else {}), **value}}


def _extended(extensions: list[Json]) -> Json:
    return {"extension": extensions} if extensions else {}


def _sources(source: Sequence[str]) -> list[Json]:
    return [{"url": SOURCE, "valueString": each} for each in source]


def _occurs(end: str, number: int) -> list[Json]:
    url = f"{_CORE}questionnaire-{end}Occurs"
    return [{"url": url, "valueInteger": number}] if number else []


def _bounds(question: Question) -> Iterator[Json]:
    for end, number in (("minValue", question.minimum), ("maxValue", question.maximum)):
        if number is not None:
            yield {"url": f"{_CORE}{end}", "valueInteger": number}
    if question.kind is Kind.SIGNATURE:
        yield {
            "url": f"{_CORE}questionnaire-signatureRequired",
            "valueCodeableConcept": {"coding": [_AUTHOR]},
        }


def _flagged(name: str) -> list[Json]:
    return [{"url": f"{_CORE}questionnaire-{name}", "valueBoolean": True}]
