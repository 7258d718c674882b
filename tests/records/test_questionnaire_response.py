# SPDX-License-Identifier: Apache-2.0
"""A record's visible answers as a FHIR R4 QuestionnaireResponse.

R01 fhir.resources accepts the response of every worked case.
R02 Every shown answer stands in it and no hidden one does; rows keep their ids and their order,
    struck ones are gone.
R03 A non-answer has no value but a data-absent-reason, and its reason where one was given.
R04 What goes with an answer goes with it: evidence, who said it, whether a number was checked.
R05 A small record is as the golden file has it.
R06 A section that an alert or the worker opened says so; "asked, none" is said of its group.
R07 Its items are those of the Questionnaire, in the same places.
"""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from fhir.resources.R4B.questionnaireresponse import QuestionnaireResponse as Standard

from helpers.golden import expect_golden
from helpers.small import TODAY, document, national, numbered_rows
from helpers.translated import tiny_form
from kinfile.forms import catalogue
from kinfile.forms.fhir import ABSENT, REASON, ROW
from kinfile.forms.model import Form
from kinfile.forms.questionnaire import questionnaire
from kinfile.i18n import Language
from kinfile.records.document import read_document
from kinfile.records.questionnaire_response import questionnaire_response
from kinfile.records.settle import Settled, calculated_values, settle

Json = dict[str, Any]
LANGUAGE = Language.load()
CASES = [
    pytest.param(form, case, id=f"{form}-{case.stem}")
    for form in catalogue.installed()
    for case in catalogue.case_files(form)
]


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Form:
    return tiny_form(tmp_path_factory.mktemp("forms"))


def settled(form: Form, answers: Json, **more: Any) -> Settled:
    found = document(form, answers, **more)
    assert not found.refused, found.refused
    return settle(form, found.answers, national(), TODAY, found.marks)


def response(form: Form, answers: Json, **more: Any) -> Json:
    return questionnaire_response(settled(form, answers, **more), LANGUAGE)


def items(part: Json) -> Iterator[Json]:
    """Every item, those of answers included."""
    for item in part.get("item", ()):
        yield item
        yield from items(item)
        for answer in item.get("answer", ()):
            yield from items(answer)


def item(whole: Json, link: str) -> Json:
    (found,) = (each for each in items(whole) if each["linkId"] == link)
    return found


def links(whole: Json) -> list[str]:
    return [each["linkId"] for each in items(whole)]


def of_case(name: str, case: Path) -> Settled:
    form = catalogue.load(name)
    found = read_document(json.loads(case.read_text("utf-8")), form, row_id=numbered_rows())
    profile = catalogue.profile(found.profile)
    return settle(form, found.answers, profile, found.today or TODAY, found.marks)


@pytest.mark.parametrize(("form", "case"), CASES)
def test_every_worked_case_is_valid(form: str, case: Path) -> None:
    """R01"""
    state = of_case(form, case)
    made = questionnaire_response(
        state,
        LANGUAGE,
        reference="ABCD-EFGH",
        status="completed",
        authored=datetime(2026, 11, 22, 10, 30, tzinfo=UTC),
    )
    read = Standard.model_validate(made)
    assert read.model_dump(mode="json")["item"] == made["item"]
    assert read.questionnaire == f"urn:kinfile:questionnaire:{form}|{catalogue.load(form).version}"
    assert made["authored"] == "2026-11-22T10:30:00+00:00"


@pytest.mark.parametrize(("form", "case"), CASES)
def test_every_shown_answer_and_no_other_stands_in_it(form: str, case: Path) -> None:
    """R02"""
    state = of_case(form, case)
    made = questionnaire_response(state, LANGUAGE)
    calculated = {place for place, value in calculated_values(state).items() if value}
    expected = [
        at.place.question
        for places in state.places.values()
        for at in places
        if at.is_shown and (at.answer is not None or at.place in calculated)
    ]
    questions = state.program.questions
    assert sorted(link for link in links(made) if link in questions) == sorted(expected)


@pytest.mark.parametrize(("form", "case"), CASES)
def test_its_items_are_those_of_the_questionnaire(form: str, case: Path) -> None:
    """R07"""
    state = of_case(form, case)
    asked = questionnaire(state.program.form, (national(),), LANGUAGE).resource
    allowed = set(paths(asked, ()))
    assert set(paths(questionnaire_response(state, LANGUAGE), ())) <= allowed


def paths(part: Json, above: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    below = [*part.get("item", ())]
    below += [each for answer in part.get("answer", ()) for each in answer.get("item", ())]
    for each in below:
        path = (*above, each["linkId"])
        yield path
        yield from paths(each, path)


def test_what_is_hidden_is_left_out(tiny: Form) -> None:
    """R02"""
    asked = {
        "harm": "no",
        "words": "Said",
        "children": [{"place": "home", "away": {"lines": ["1"]}}],
    }
    made = response(tiny, asked)
    assert links(made) == ["section-one", "harm", "children", "children.place"]


def test_rows_keep_their_ids_and_order(tiny: Form) -> None:
    """R02"""
    made = response(tiny, {"children": [{"given_name": "Ann"}, {}, {"given_name": "Bo"}]})
    rows = [each for each in items(made) if each["linkId"] == "children"]
    assert [row["id"] for row in rows] == ["row-1", "row-2", "row-3"]
    assert ["item" in row for row in rows] == [True, False, True]


@pytest.mark.parametrize(
    ("status", "absent"),
    [
        ("not_known", "unknown"),
        ("not_asked", "not-asked"),
        ("declined", "asked-declined"),
        ("not_applicable", "not-applicable"),
    ],
)
def test_a_non_answer_says_which_and_why(tiny: Form, status: str, absent: str) -> None:
    """R03"""
    given = {"status": status, "reason": "not_safe"}
    for link in ("harm", "help", "seen", "visits", "number", "child"):
        (answer,) = item(response(tiny, {link: given}), link)["answer"]
        assert answer == {
            "extension": [
                {"url": ABSENT, "valueCode": absent},
                {"url": REASON, "valueString": "not_safe"},
            ]
        }


def test_a_status_among_a_questions_own_codes_is_a_value() -> None:
    """R03"""
    form = catalogue.load("pre_birth")
    made = response(form, {"parents": [{"mh_known": "not_known"}]})
    (answer,) = item(made, "parents.mh_known")["answer"]
    assert answer["valueCoding"]["code"] == "not_known"


def test_evidence_goes_with_a_status_too(tiny: Form) -> None:
    """R04"""
    made = response(tiny, {"harm": {"status": "not_known", "evidence": "Heard shouting"}})
    (answer,) = item(made, "harm")["answer"]
    assert answer["extension"][0]["valueCode"] == "unknown"
    assert links(answer) == ["harm-evidence"]


def test_a_kind_of_evidence_may_be_words_of_ones_own(tiny: Form) -> None:
    """R04"""
    made = response(tiny, {"harm": {"value": "no", "evidence_kind": "a dream"}})
    assert item(made, "harm-evidence_kind")["answer"] == [{"valueString": "a dream"}]


def test_what_goes_with_an_answer_goes_with_it(tiny: Form) -> None:
    """R04"""
    made = response(
        tiny,
        {
            "harm": {"value": "yes_now", "evidence": "A bruise", "evidence_kind": "seen",
                     "evidence_date": "2026-11"},
            "words": {"value": "It hurt", "who": "Ann", "when": "today", "how": "from notes"},
            "number": {"value": "999 100 0003", "verified": True},
        },
    )  # fmt: skip
    assert item(made, "harm-evidence_date")["answer"] == [{"valueDate": "2026-11"}]
    assert [each["linkId"] for each in items(item(made, "words")["answer"][0])] == [
        "words-who",
        "words-when",
        "words-how",
    ]
    assert item(made, "number")["answer"][0]["valueString"] == "9991000003"
    assert item(made, "number-verified")["answer"] == [{"valueBoolean": True}]


def test_a_person_is_a_name_and_leads_to_the_row(tiny: Form) -> None:
    """R04"""
    children = [{"given_name": "Ann"}, {"given_name": "Bo"}]
    (answer,) = item(response(tiny, {"child": "Bo", "children": children}), "child")["answer"]
    assert answer == {
        "extension": [{"url": ROW, "valueString": "row-2"}],
        "valueString": "Bo",
    }
    (answer,) = item(response(tiny, {"child": "Cy", "children": children}), "child")["answer"]
    assert answer == {"valueString": "Cy"}


def test_a_break_of_a_word_processor_becomes_a_new_line(tiny: Form) -> None:
    """R01"""
    made = response(tiny, {"harm": "yes_now", "words": "one\vtwo\fthree"})
    assert item(made, "words")["answer"][0]["valueString"] == "one\ntwo\nthree"


def test_an_opened_section_says_so(tiny: Form) -> None:
    """R06"""
    by_alert = response(tiny, {"harm": "yes_now", "plan": "Call"})
    assert item(by_alert, "opened-urgent")["answer"] == [{"valueBoolean": True}]
    assert item(by_alert, "plan")["answer"] == [{"valueString": "Call"}]
    by_hand = response(tiny, {"harm": "no"}, opened=["urgent"])
    assert links(by_hand) == ["section-one", "harm", "opened-urgent"]
    assert "opened-urgent" not in links(response(tiny, {"harm": "no", "plan": "Call"}))


def test_asked_none_is_said_of_its_group(tiny: Form) -> None:
    """R06"""
    made = response(tiny, {"children": {"status": "none"}})
    assert links(made) == ["section-one", "children-none"]


def test_a_small_record_is_as_it_was(tiny: Form) -> None:
    """R05"""
    state = settled(
        tiny,
        {
            "harm": {"value": "yes_now", "evidence": "A bruise", "evidence_kind": "seen",
                     "evidence_date": "2026-11-20"},
            "words": {"value": "It hurt", "who": "Ann"},
            "help": ["home"],
            "seen": "2026",
            "number": {"status": "not_asked", "reason": "no_time"},
            "visits": 3,
            "children": [
                {"given_name": "Ann", "place": "away", "away": {"lines": ["1 Road", "Town"]},
                 "afraid": "yes"},
                {"given_name": "Bo", "place": "home", "afraid": "not_asked"},
            ],
            "child": "Ann",
            "plan": "Call now",
        },
    )  # fmt: skip
    made = questionnaire_response(
        state,
        LANGUAGE,
        reference="ABCD-EFGH",
        status="amended",
        authored=datetime(2026, 11, 22, tzinfo=UTC),
    )
    Standard.model_validate(made)
    expect_golden("questionnaire_response", made)
