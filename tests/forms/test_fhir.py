# SPDX-License-Identifier: Apache-2.0
"""How forms and answers are spelled in FHIR.

G01 Each list of codes has a system of its own, apart from those that many questions share: within
    a system a code has one meaning.
G02 The four non-answers are told apart.
"""

import pytest

from kinfile.forms import catalogue
from kinfile.forms.fhir import ABSENT_CODES, address, code_system, coding, evidence_coding
from kinfile.forms.model import Kind, NonAnswer
from kinfile.i18n import Language

LANGUAGE = Language.load()


def test_a_code_means_one_thing_in_its_system() -> None:
    """G01"""
    found: dict[tuple[str, str], set[str]] = {}
    for name in catalogue.installed():
        for question in catalogue.load(name).questions():
            for code in question.codes:
                made = coding(question, code, LANGUAGE)
                found.setdefault((made["system"], made["code"]), set()).add(made["display"])
    assert {key: words for key, words in found.items() if len(words) > 1} == {}


@pytest.mark.parametrize(
    ("kind", "system"),
    [
        (Kind.RISK, "urn:kinfile:codes:risk"),
        (Kind.YES_NO_UNKNOWN, "urn:kinfile:codes:yes_no_unknown"),
        (Kind.CALCULATED, "urn:kinfile:codes:milestone"),
    ],
)
def test_what_many_questions_share_has_one_system(kind: Kind, system: str) -> None:
    """G01"""
    form = catalogue.load("pre_birth")
    question = next(each for each in form.questions() if each.kind is kind)
    assert code_system(question) == system
    assert address(form) == "urn:kinfile:questionnaire:pre_birth"


def test_codes_have_their_words() -> None:
    """G01"""
    form = catalogue.load("pre_birth")
    timing = next(each for each in form.questions() if each.calculation == "milestone_name")
    assert coding(timing, "book_by", LANGUAGE)["display"] == "Booked for maternity care"
    assert evidence_coding("seen", LANGUAGE)["display"] == "Seen"


def test_the_four_non_answers_are_told_apart() -> None:
    """G02"""
    assert ABSENT_CODES.keys() == set(NonAnswer)
    assert len(set(ABSENT_CODES.values())) == 4
