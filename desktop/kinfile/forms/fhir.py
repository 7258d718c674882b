# SPDX-License-Identifier: Apache-2.0
"""How forms and answers are spelled in FHIR R4: addresses, extensions and codes.

Questions keep their ids as linkIds; outside.py has what stands beside them.
"""

from collections.abc import Mapping
from typing import Any

from kinfile.forms.model import Form, Kind, NonAnswer, Question
from kinfile.forms.words import EVIDENCE_WORDS, MILESTONE_WORDS, code_words
from kinfile.i18n import Language

Json = dict[str, Any]
"""A FHIR resource or a part of one, as JSON."""

ABSENT = "http://hl7.org/fhir/StructureDefinition/data-absent-reason"
ABSENT_CODES: Mapping[NonAnswer, str] = {
    NonAnswer.NOT_KNOWN: "unknown",
    NonAnswer.NOT_ASKED: "not-asked",
    NonAnswer.DECLINED: "asked-declined",
    NonAnswer.NOT_APPLICABLE: "not-applicable",
}

OWN = "urn:kinfile:"
REASON = f"{OWN}reason"
"""Extension of a data-absent-reason's answer: why it was not asked or does not apply."""
ROW = f"{OWN}row"
"""Extension of an answer that names a person: the id of that person's row."""
SOURCE = f"{OWN}source"
DISCLOSE = f"{OWN}disclose"

REPLACES = f"{OWN}replaces"
"""Extension of an amended response: the version of the record that it replaces, from 1."""
PAPER = f"{OWN}on-paper"
"""Extension of a response that was typed up: the day on which it was written on paper."""

THIS_ROW = "thisRow"
"""The variable that holds the row in which a group's question stands."""


def address(form: Form) -> str:
    """The canonical address of a form, without its version."""
    return f"{OWN}questionnaire:{form.id}"


def code_system(question: Question) -> str:
    """Where the codes of a question's own list are defined: one system a list."""
    match question.kind:
        case Kind.RISK | Kind.YES_NO_UNKNOWN:
            return f"{OWN}codes:{question.kind}"
        case Kind.CALCULATED:
            return f"{OWN}codes:milestone"
    return f"{OWN}codes:{question.id}"


def coding(question: Question, code: str, language: Language) -> Json:
    """One answer of a question's own list, with the words it shows."""
    if question.kind is Kind.CALCULATED:
        display = language.text(MILESTONE_WORDS.get(code, code))
    else:
        display = code_words(question, code, language)
    return {"system": code_system(question), "code": code, "display": display}


def evidence_coding(kind: str, language: Language) -> Json:
    """One of the kinds of evidence."""
    display = language.text(EVIDENCE_WORDS[kind])
    return {"system": f"{OWN}codes:evidence_kind", "code": kind, "display": display}
