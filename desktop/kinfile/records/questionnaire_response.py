# SPDX-License-Identifier: Apache-2.0
"""A record's visible answers as a FHIR R4 QuestionnaireResponse to questionnaire.py.

Only what is shown stands in it: a hidden answer is blank to the rules, here as there. A
non-answer is an answer without a value and with a data-absent-reason. What stands behind a risk
answer, and who said the words of a quotation, are items of the answer.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from kinfile.forms.fhir import (
    ABSENT,
    ABSENT_CODES,
    PAPER,
    REASON,
    REPLACES,
    ROW,
    Json,
    address,
    coding,
    evidence_coding,
)
from kinfile.forms.model import Group, GroupPart, Kind, Question, Section
from kinfile.forms.outside import none_link, opened_link, part_link, section_link
from kinfile.forms.words import EVIDENCE_WORDS
from kinfile.i18n import Language
from kinfile.records.model import Answer, Place, Value
from kinfile.records.people import Person, find_person, people_of
from kinfile.records.settle import At, Settled, calculated_values
from kinfile.records.shown import person_words, printed

REFERENCE = "urn:kinfile:record"
"""Names the system of record references."""

_BREAKS = str.maketrans({"\v": "\n", "\f": "\n"})
"""Breaks that word processors leave behind, and that a FHIR string may not hold."""

_DAY_CALCULATED = "milestone_due"
_CODE_CALCULATED = "milestone_name"


def questionnaire_response(
    state: Settled,
    language: Language,
    *,
    reference: str = "",
    status: str = "in-progress",
    authored: datetime | None = None,
    replaces: int = 0,
    written: date | None = None,
) -> Json:
    """The answers of a settled record as JSON.

    `status` is in-progress, completed or amended. `authored` is when it was signed, with its
    time zone; `replaces` the version that it corrects, 0 for none; `written` the day on which it
    was written on paper, where it was typed up from there.
    """
    form = state.program.form
    writer = _Writer(state, language, calculated_values(state, reference))
    return {
        "resourceType": "QuestionnaireResponse",
        **_extensions(replaces, written),
        **({"identifier": {"system": REFERENCE, "value": reference}} if reference else {}),
        "questionnaire": f"{address(form)}|{form.version}",
        "status": status,
        **({"authored": authored.isoformat(timespec="seconds")} if authored else {}),
        "item": list(writer.sections()),
    }


def _extensions(replaces: int, written: date | None) -> Json:
    said: list[Json] = []
    if replaces:
        said.append({"url": REPLACES, "valuePositiveInt": replaces})
    if written is not None:
        said.append({"url": PAPER, "valueDate": written.isoformat()})
    return {"extension": said} if said else {}


@dataclass(frozen=True, slots=True)
class _Writer:
    """Writes one record. `calculated` holds what the shown calculated questions come to."""

    state: Settled
    language: Language
    calculated: Mapping[Place, str]

    def sections(self) -> Iterator[Json]:
        for section in self.state.program.form.sections:
            if section.may_close and section.id in self.state.opened:
                yield _said_yes(opened_link(section.id))
            items = list(self._section(section))
            if items:
                text = self.language.text(section.title)
                yield {"linkId": section_link(section.id), "text": text, "item": items}

    def _section(self, section: Section) -> Iterator[Json]:
        for item in section.items:
            if not isinstance(item, GroupPart):
                yield from self._answered(item, self.state.places[item.id][0])
            elif item.opens and self.state.open_sections[section.id]:
                yield from self._rows(item.group)

    def _rows(self, group: Group) -> Iterator[Json]:
        rows = self.state.answers.rows(group.id)
        if not rows and group.id in self.state.answers.none_stated:
            yield _said_yes(none_link(group.id))
        asked = [q for q in self.state.program.questions.values() if q.group == group.id]
        text = self.language.text(group.row)
        for number, row in enumerate(rows):
            items = [
                item
                for question in asked
                for item in self._answered(question, self.state.places[question.id][number])
            ]
            whole: Json = {"id": row.id, "linkId": group.id, "text": text}
            yield whole | ({"item": items} if items else {})

    def _answered(self, question: Question, at: At) -> Iterator[Json]:
        """The item of an answer, where there is one and it is shown."""
        if not at.is_shown:
            return
        answers = self._answers(question, at)
        if answers:
            text = self.language.text(question.ask)
            yield {"linkId": question.id, "text": text, "answer": answers}

    def _answers(self, question: Question, at: At) -> list[Json]:
        if question.kind is Kind.CALCULATED:
            return self._calculated(question, self.calculated.get(at.place, ""))
        answer = at.answer
        if answer is None:
            return []
        if question.kind is Kind.MULTI and isinstance(answer.value, tuple):
            return [{"valueCoding": coding(question, code, self.language)} for code in answer.value]
        parts = list(_parts(question, answer, self.language))
        first = self._status(answer) if answer.status else self._value(question, answer)
        return [first | ({"item": parts} if parts else {})]

    def _calculated(self, question: Question, value: str) -> list[Json]:
        if not value:
            return []
        if question.calculation == _CODE_CALCULATED:
            return [{"valueCoding": coding(question, value, self.language)}]
        if question.calculation == _DAY_CALCULATED:
            return [{"valueDate": value}]
        return [{"valueString": printed(question, Answer(value=value), self.language)}]

    def _status(self, answer: Answer) -> Json:
        if answer.status is None:
            return {}
        extensions = [{"url": ABSENT, "valueCode": ABSENT_CODES[answer.status]}]
        if answer.reason:
            extensions.append({"url": REASON, "valueString": _clean(answer.reason)})
        return {"extension": extensions}

    def _value(self, question: Question, answer: Answer) -> Json:
        value = answer.value
        match question.kind:
            case Kind.CHOICE | Kind.RISK | Kind.YES_NO_UNKNOWN:
                return {"valueCoding": coding(question, str(value), self.language)}
            case Kind.DATE:
                return {"valueDate": str(value)}
            case Kind.INT:
                return {"valueInteger": value}
            case Kind.PERSON:
                return self._person(str(value))
        return {"valueString": _text(value)}

    def _person(self, called: str) -> Json:
        person: Person | None = find_person(people_of(self.state.answers), called)
        if person is None:
            return {"valueString": _clean(called)}
        return {
            "extension": [{"url": ROW, "valueString": person.row}],
            "valueString": _clean(person_words(person, self.language)),
        }


def _parts(question: Question, answer: Answer, language: Language) -> Iterator[Json]:
    """What goes with an answer: evidence, who said it, whether a number was checked."""
    for part, value in _named_parts(answer, language):
        if value not in ({"valueString": ""}, {"valueDate": ""}):
            yield {"linkId": part_link(question.id, part), "answer": [value]}


def _named_parts(answer: Answer, language: Language) -> Iterator[tuple[str, Json]]:
    if answer.evidence:
        kind, on = answer.evidence.kind, answer.evidence.on
        yield "evidence", {"valueString": _clean(answer.evidence.text)}
        if kind in EVIDENCE_WORDS:
            yield "evidence_kind", {"valueCoding": evidence_coding(kind, language)}
        else:
            yield "evidence_kind", {"valueString": _clean(kind)}
        yield "evidence_date", {"valueDate": str(on) if on else ""}
    if answer.said:
        yield "who", {"valueString": _clean(answer.said.who)}
        yield "when", {"valueString": _clean(answer.said.when)}
        yield "how", {"valueString": _clean(answer.said.how)}
    if answer.verified is not None:
        yield "verified", {"valueBoolean": answer.verified}


def _text(value: Value | None) -> str:
    return _clean("\n".join(value) if isinstance(value, tuple) else str(value))


def _clean(text: str) -> str:
    return text.translate(_BREAKS)


def _said_yes(link: str) -> Json:
    return {"linkId": link, "answer": [{"valueBoolean": True}]}
