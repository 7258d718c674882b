# SPDX-License-Identifier: Apache-2.0
"""What a form is made of.

M01 A question's name is its id without its group; its codes are every code it can hold.
M02 A force is written as it was read.
M03 An alert says what it asks for.
M04 A section that opens by an alert or by a rule may close; one that always opens may not.
M05 not_asked and not_applicable need a reason, the other two statuses do not.
"""

import pytest

from helpers.small import question
from kinfile.forms.model import (
    Alert,
    AlertId,
    Force,
    Kind,
    NonAnswer,
    Option,
    QuestionId,
    Section,
    SectionId,
    Severity,
    Source,
)
from kinfile.forms.rules.ast import Name, Rule

HERE = Source("a.yaml", 1)


def test_a_question_knows_its_name_and_codes() -> None:
    """M01"""
    assert question(Kind.TEXT, id=QuestionId("parents.given_name")).name == "given_name"
    assert question(Kind.TEXT, id=QuestionId("edd")).name == "edd"
    assert question(Kind.RISK).codes == {"yes_now", "yes_past", "suspected", "no"}
    assert question(Kind.YES_NO_UNKNOWN).codes == {"yes", "no"}
    assert question(Kind.CHOICE, "home", "clinic").codes == {"home", "clinic"}
    assert question(Kind.CHOICE, "home").option("home") == Option("home", "Home")
    assert question(Kind.CHOICE, "home").option("moon") is None


@pytest.mark.parametrize(
    ("text", "force"),
    [
        ("ack", Force("ack")),
        ("ack+rationale", Force("ack+rationale")),
        ("section:cp", Force("section", "cp")),
        ("require:parents.mh_referral", Force("require", "parents.mh_referral")),
        ("expect:q~v,w", Force("expect", "q", ("v", "w"))),
    ],
)
def test_a_force_is_written_as_it_was_read(text: str, force: Force) -> None:
    """M02"""
    assert Force.parse(text) == force
    assert str(force) == text


def alert(*forces: str) -> Alert:
    return Alert(
        id=AlertId("R01"),
        severity=Severity.ACT_NOW,
        when=Rule("a", Name("a")),
        say="It is said",
        why="It matters",
        source=("S1.1",),
        forces=tuple(Force.parse(text) for text in forces),
        place=HERE,
    )


@pytest.mark.parametrize(
    ("forces", "acknowledged", "rationale", "may_be"),
    [
        (["section:cp", "note"], False, False, False),
        (["ack"], True, False, True),
        (["ack+rationale"], True, True, True),
        (["expect:q~v"], False, False, True),
        (["block_field"], False, False, True),
    ],
)
def test_an_alert_says_what_it_asks_for(
    forces: list[str], acknowledged: bool, rationale: bool, may_be: bool
) -> None:
    """M03"""
    found = alert(*forces)
    assert found.needs_acknowledgement is acknowledged
    assert found.needs_rationale is rationale
    assert found.may_be_acknowledged is may_be


def test_forces_are_found_by_their_verb() -> None:
    """M03"""
    found = alert("section:cp", "ack", "section:safety_now")
    assert [force.target for force in found.forced("section")] == ["cp", "safety_now"]


def test_a_section_may_close_if_something_opens_it() -> None:
    """M04"""

    def section(*, when: Rule | None = None, by_alert: bool = False) -> Section:
        return Section(
            id=SectionId("s"),
            title="S",
            part="P",
            items=(question(Kind.DATE),),
            when=when,
            by_alert=by_alert,
            place=HERE,
        )

    assert not section().may_close
    assert section(by_alert=True).may_close
    assert section(when=Rule("a", Name("a"))).may_close
    assert [each.id for each in section().questions()] == ["q"]


def test_two_of_the_four_statuses_need_a_reason() -> None:
    """M05"""
    assert {status for status in NonAnswer if status.needs_reason} == {
        NonAnswer.NOT_ASKED,
        NonAnswer.NOT_APPLICABLE,
    }
