# SPDX-License-Identifier: Apache-2.0
"""Words of the codes that every form shares.

C01 A question's own option comes first, then what its kind means by the code, then a status.
C02 Every code of every shared list has words.
"""

import pytest

from helpers.small import question
from kinfile.forms.model import REASONS, RISK_CODES, YES_NO_CODES, Kind, NonAnswer
from kinfile.forms.profile import MILESTONES
from kinfile.forms.words import (
    MILESTONE_WORDS,
    REASON_WORDS,
    RISK_WORDS,
    STATUS_WORDS,
    YES_NO_WORDS,
    code_words,
)
from kinfile.i18n import Language

ENGLISH = Language("en")


@pytest.mark.parametrize(
    ("kind", "codes", "code", "words"),
    [
        (Kind.CHOICE, ("home",), "home", "Home"),
        (Kind.CHOICE, ("declined",), "declined", "Declined"),
        (Kind.CHOICE, ("not_known",), "not_known", "Not_known"),
        (Kind.RISK, (), "yes_now", "Yes, now"),
        (Kind.RISK, (), "no", "No"),
        (Kind.RISK, (), "not_asked", "Not asked"),
        (Kind.YES_NO_UNKNOWN, (), "yes", "Yes"),
        (Kind.TEXT, (), "not_applicable", "Not applicable"),
        (Kind.CHOICE, ("home",), "moon", "moon"),
    ],
)
def test_a_code_has_its_words(kind: Kind, codes: tuple[str, ...], code: str, words: str) -> None:
    """C01"""
    assert code_words(question(kind, *codes), code, ENGLISH) == words


def test_a_code_of_no_question_has_the_shared_words() -> None:
    """C01"""
    assert code_words(None, "suspected", ENGLISH) == "Suspected"
    assert code_words(None, "declined", ENGLISH) == "Declined"


def test_every_shared_code_has_words() -> None:
    """C02"""
    assert RISK_WORDS.keys() == set(RISK_CODES)
    assert YES_NO_WORDS.keys() == set(YES_NO_CODES)
    assert STATUS_WORDS.keys() == set(NonAnswer)
    assert REASON_WORDS.keys() == set(REASONS)
    assert MILESTONE_WORDS.keys() == set(MILESTONES)
