# SPDX-License-Identifier: Apache-2.0
"""A draft as the family may look at it.

Q01 A question of the restricted class, or restricted by a standing alert, is not in it; nor is
    one about worries, nor one asked (or answered by options) in words kept from titles.
Q02 An answer that says it was not safe to ask is not in it, and neither is its question there.
Q03 Sections that only prompts open are not in it, nor are sections and groups with nothing left.
Q04 Nothing of prompts, gaps, guidance, hints or why is in it; no section's state tells of any.
Q05 What may be seen is as it was: answers, rows, what is required, missing or odd.
Q06 The draft it was made from is unchanged.
"""

from pathlib import Path
from typing import Any

import pytest

from helpers.fill_page import ABUSE, SEEN, WHO, three_sections
from helpers.filling import MemoryWorkspace
from helpers.small import answers_of, small_form
from kinfile.app.draft import Draft
from kinfile.app.example import example_answers
from kinfile.app.presented import may_be_seen, presented
from kinfile.app.workspace import Workspace
from kinfile.forms import catalogue
from kinfile.forms.model import Disclosure, GroupPart, Kind, QuestionId, SectionId
from kinfile.i18n import Language
from kinfile.records.report import SectionState

NOTHING: frozenset[QuestionId] = frozenset()


def draft(folder: Path, answers: dict[str, Any]) -> Draft:
    form = three_sections(folder)
    return MemoryWorkspace(form, answers_of(form, answers)).open()


def asked(folder: Path, fields: str) -> bool:
    """Whether a question with these fields may be seen."""
    text = "- {id: one, source: [S1.1], error: Say it, required: no, " + fields + "}"
    form = small_form(folder, text)
    return may_be_seen(form.by_id()["one"], NOTHING)


@pytest.mark.parametrize(
    ("fields", "seen"),
    [
        ("kind: text, ask: Where do you live?, disclose: all", True),
        ("kind: text, ask: Where do you live?, disclose: professional", True),
        ("kind: text, ask: Where do you live?, disclose: restricted", False),
        ("kind: text, ask: Is there any danger?, disclose: all", False),
        ("kind: text, ask: How is it?, hint: Any abuse counts, disclose: all", True),
        ("kind: choice, ask: How is it?, options: {a: Violence, b: None}, disclose: all", False),
        ("kind: choice, ask: How is it?, options: {a: Well, b: Tired}, disclose: all", True),
        ("kind: risk, ask: Is anybody unwell?, disclose: all", False),
    ],
)
def test_what_may_be_seen(tmp_path: Path, fields: str, seen: bool) -> None:
    """Q01"""
    assert asked(tmp_path, fields) is seen


def test_what_an_alert_restricts_is_not_seen() -> None:
    """Q01"""
    question = catalogue.load("pre_birth").by_id()["edd"]
    assert may_be_seen(question, NOTHING)
    assert not may_be_seen(question, frozenset({QuestionId("edd")}))


def test_an_answer_that_tells_is_left_out_with_its_question(tmp_path: Path) -> None:
    """Q02"""
    telling = {"status": "not_asked", "reason": "third_party_present"}
    seen = presented(draft(tmp_path, {"who": telling, "seen": "2026-11-01"}))
    assert seen.answers.at(WHO) is None
    assert WHO not in seen.report.shown
    assert SEEN in seen.report.shown
    harmless = {"status": "not_asked", "reason": "no_time"}
    assert WHO in presented(draft(tmp_path, {"who": harmless})).report.shown


def test_prompts_leave_no_trace(tmp_path: Path) -> None:
    """Q03 Q04"""
    whole = draft(tmp_path, {"who": "Ash", "abuse": "yes_now", "seen": "2026-11-01"})
    assert whole.report.alerts
    assert SectionId("safety") in {section.id for section in whole.form.sections}
    seen = presented(whole)
    assert [section.id for section in seen.form.sections] == ["about", "family", "ending"]
    assert (seen.report.alerts, seen.report.gaps, seen.report.blockers) == ((), (), ())
    assert not any(section.forced for section in seen.report.sections.values())
    assert all(not question.why and not question.hint for question in seen.form.questions())
    assert seen.answers.at(ABUSE) is None
    assert "abuse" not in seen.form.by_id()


def test_the_rest_is_as_it_was(tmp_path: Path) -> None:
    """Q05 Q06"""
    whole = draft(
        tmp_path, {"who": "Ash", "abuse": "no", "helpers": [{"name": "Jo"}, {"name": "Sam"}]}
    )
    seen = presented(whole)
    assert seen.answers.at(WHO) == whole.answers.at(WHO)
    assert seen.answers.rows("helpers") == whole.answers.rows("helpers")
    assert [str(path) for path in seen.report.sections[SectionId("about")].missing] == ["seen"]
    family = seen.report.sections[SectionId("family")]
    assert family == whole.report.sections[SectionId("family")]
    assert whole.answers.at(ABUSE) is not None


def test_a_section_to_check_for_a_hidden_reason_tells_nothing(tmp_path: Path) -> None:
    """Q04"""
    whole = draft(tmp_path, {"who": "Ash", "abuse": "yes_now", "seen": "2027-01-01"})
    about = SectionId("about")
    assert whole.report.sections[about].state is SectionState.TO_CHECK
    assert presented(whole).report.sections[about].state is SectionState.TO_CHECK


def test_of_the_example_nothing_restricted_is_left(workspace: Workspace) -> None:
    """Q01 Q03"""
    made = workspace.bring_in(example_answers(workspace._clock().date(), Language("en"))).draft
    seen = presented(made)
    questions = list(seen.form.questions())
    assert 100 < len(questions) < len(list(made.form.questions()))
    assert all(question.disclose is not Disclosure.RESTRICTED for question in questions)
    assert all(question.kind is not Kind.RISK for question in questions)
    known = {question.id for question in questions}
    assert {place.question for place in seen.report.shown} <= known
    assert set(seen.answers.single) <= known
    for section in seen.form.sections:
        assert section.items
        for item in section.items:
            assert not isinstance(item, GroupPart) or item.questions
