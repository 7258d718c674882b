# SPDX-License-Identifier: Apache-2.0
"""Risk questions.

K01 Four answers and four non-answers stand open together.
K02 Under a present answer evidence is asked: what, how it is known, when.
K03 "Not asked" and "not applicable" ask why; another reason can be written.
K04 Evidence stays with the answer whichever way it is changed, and is never asked under "no".
K05 A date of evidence that cannot be read is named, and the rest is kept.
"""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtTest import QTest

from kinfile.forms.dates import PartialDate
from kinfile.forms.model import Kind, NonAnswer
from kinfile.records.model import Answer, Evidence
from kinfile.ui.fields.dates import DateBoxes

Make = Callable[..., Any]


def choose(made: Any, code: str) -> None:
    made.options.buttons[code].click()


def test_eight_ways_to_answer(field: Make) -> None:
    """K01"""
    made = field(Kind.RISK)
    assert len(made.options.buttons) == 8
    for code in ("yes_now", "yes_past", "suspected", "no"):
        choose(made, code)
        assert made.said[-1] == Answer(value=code)
    for status in NonAnswer:
        choose(made, status)
        assert made.said[-1] == Answer(status=status)


@pytest.mark.parametrize("code", ["yes_now", "yes_past", "suspected"])
def test_evidence_is_asked_under_a_present_answer(field: Make, code: str) -> None:
    """K02"""
    made = field(Kind.RISK)
    assert not made.findChildren(DateBoxes)
    choose(made, code)
    assert made.evidence.isVisible()
    QTest.keyClicks(made.evidence.words, "Bruise")
    made.evidence.kind.show_code("seen")
    made.evidence.on.month.setText("nov")
    made.evidence.on.year.setText("2026")
    made.leave()
    said = made.said[-1]
    assert said == Answer(value=code, evidence=Evidence("Bruise", "seen", PartialDate(2026, 11)))


def test_a_reason_is_asked(field: Make) -> None:
    """K03"""
    made = field(Kind.RISK)
    choose(made, "not_asked")
    reason = made.reasons[NonAnswer.NOT_ASKED]
    assert reason.isVisible()
    reason.options.buttons["not_safe"].click()
    assert made.said[-1] == Answer(status=NonAnswer.NOT_ASKED, reason="not_safe")
    reason.options.buttons["other"].click()
    QTest.keyClicks(reason.other, "in a hurry")
    made.leave()
    assert made.said[-1] == Answer(status=NonAnswer.NOT_ASKED, reason="in a hurry")
    choose(made, "declined")
    assert not reason.isVisible()


def test_a_written_reason_is_shown(field: Make) -> None:
    """K03"""
    made = field(Kind.RISK)
    answer = Answer(status=NonAnswer.NOT_APPLICABLE, reason="no such person")
    made.show_answer(answer)
    assert made.reasons[NonAnswer.NOT_APPLICABLE].other.text() == "no such person"
    assert made.reading() == answer


def test_evidence_stays_when_the_answer_changes(field: Make) -> None:
    """K04"""
    made = field(Kind.RISK)
    made.show_answer(Answer(value="suspected", evidence=Evidence("Heard", "seen")))
    choose(made, "no")
    assert made.said[-1] == Answer(value="no", evidence=Evidence("Heard", "seen"))
    assert made.evidence.isVisible()
    made.show_answer(Answer(value="no"))
    assert not made.evidence.isVisible()


def test_an_unreadable_date_is_named_and_the_rest_kept(field: Make) -> None:
    """K05"""
    made = field(Kind.RISK)
    choose(made, "yes_now")
    QTest.keyClicks(made.evidence.words, "Bruise")
    made.evidence.on.day.setText("31")
    made.leave()
    assert made.said[-1] == Answer(value="yes_now", evidence=Evidence("Bruise"))
    assert made.unreadable.words == "The date it was seen or said must include a month"
    assert made.unreadable.box is made.evidence.on.month
