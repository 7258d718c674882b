# SPDX-License-Identifier: Apache-2.0
"""What use cases answer with.

O01 What happened to an answer is not shown when it is printed.
O02 A place to go on from is a record, a section and perhaps a question.
"""

from datetime import UTC, datetime

from helpers.small import place
from kinfile.app.outcomes import PastAnswer, ResumePoint
from kinfile.forms.model import SectionId


def test_a_past_answer_shows_nothing() -> None:
    """O01"""
    past = PastAnswer(
        seq=1, at=datetime.now(UTC), by="J", kind="answer", path="edd", old="secret", new="secret"
    )
    assert "secret" not in repr(past)


def test_a_place_to_go_on_from() -> None:
    """O02"""
    point = ResumePoint("ABCD-EFGH", SectionId("about"), place("edd"))
    assert point == ResumePoint("ABCD-EFGH", SectionId("about"), place("edd"))
    assert ResumePoint("ABCD-EFGH", SectionId("about")).place is None
