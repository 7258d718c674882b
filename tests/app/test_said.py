# SPDX-License-Identifier: Apache-2.0
"""What a report says, in words.

Q01 Whatever a report can hold has words with labels, not ids.
Q02 Every sentence of every worked case is whole.
"""

import json
from pathlib import Path

import pytest

from kinfile import bundle
from kinfile.app.said import blocker_said, missing_said, problem_said
from kinfile.forms import catalogue
from kinfile.i18n import Language
from kinfile.records import document
from kinfile.records.evaluate import evaluate
from kinfile.records.model import Path as AnswerPath
from kinfile.records.report import Blocker, Level, MissingRows, Problem, Report

FORM = catalogue.load("pre_birth")
ENGLISH = Language.load()


def report(whole: object) -> Report:
    read = document.parse(json.dumps(whole).encode())
    found = document.read_document(read, FORM)
    assert found.today is not None
    return evaluate(FORM, found.answers, catalogue.profile(found.profile), found.today, found.marks)


def said(code: str, path: str, **facts: str) -> str:
    where = AnswerPath.parse(path)
    assert where is not None
    return problem_said(FORM, Problem(code, where, Level.CHECK, facts), ENGLISH)


def test_missing_answers_are_named_by_their_own_sentence() -> None:
    """Q01"""
    edd = missing_said(FORM, AnswerPath("edd"), ENGLISH)
    assert edd == FORM.by_id()["edd"].error
    rows = missing_said(FORM, MissingRows("parents", 1, 2), ENGLISH)
    assert rows
    assert "parents:" not in rows


def test_problems_name_other_questions_by_their_labels() -> None:
    """Q01"""
    order = said("date-order", "first_contact_date", other="request_date")
    assert "“Date the assessment was asked for”" in order
    row = said("date-order", "mh_requests.reply_date[1]", other="asked_date")
    assert "asked_date" not in row
    twice = said("nhs-twice", "children.nhs_number[1]", other="parents.nhs_number[2]")
    assert "NHS number (parents.nhs_number[2])" in twice
    strange = said("date-order", "edd", other="no_such_question")
    assert "“no_such_question”" in strange


def test_an_expected_answer_is_named_by_its_label() -> None:
    """Q01"""
    words = said("expected-answer", "decision", alert="R76", values="child_protection,nonsense")
    assert "R76" in words
    assert "child_protection" not in words
    assert "nonsense" in words


def test_blockers_say_what_they_wait_for() -> None:
    """Q01"""
    found = report(
        {
            "form": "pre_birth",
            "today": "2026-11-22",
            "answers": {"assessor_phone": "12", "parents": [{"suicidal": "yes_now"}]},
        }
    )
    words = {
        (blocker.code, str(blocker.path or blocker.group or blocker.alert)): blocker_said(
            FORM, found, blocker, ENGLISH
        )
        for blocker in found.blockers
    }
    assert words["missing", "edd"] == FORM.by_id()["edd"].error
    assert words["problem", "assessor_phone"].startswith("This does not look like a UK phone")
    assert words["acknowledge", "R01"].startswith("R01 waits for an acknowledgement.")
    assert ("missing", "parents") in words
    declaration = blocker_said(FORM, found, Blocker("declaration"), ENGLISH)
    assert declaration.startswith("The declaration")


@pytest.mark.parametrize(
    "case", sorted((bundle.forms() / "pre_birth" / "cases").glob("*.json")), ids=lambda c: c.stem
)
def test_every_sentence_of_a_worked_case_is_whole(case: Path) -> None:
    """Q02"""
    found = report(json.loads(case.read_text(encoding="utf-8")))
    sentences = [
        *(missing_said(FORM, missing, ENGLISH) for missing in found.missing),
        *(problem_said(FORM, problem, ENGLISH) for problem in found.problems),
        *(blocker_said(FORM, found, blocker, ENGLISH) for blocker in found.blockers),
    ]
    for sentence in sentences:
        assert sentence[0].isupper() or sentence[0] == "“"
        assert "{" not in sentence
        assert sentence[-1] != "?" or "right" in sentence
