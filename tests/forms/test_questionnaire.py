# SPDX-License-Identifier: Apache-2.0
"""A form as a FHIR R4 Questionnaire.

Q01 fhir.resources accepts every shipped form, and reads back what was written.
Q02 Every question stands in it once, under its own id; link ids are unique.
Q03 A small form is as the golden file has it, the shipped ones as their digests say.
Q04 What a rule says is an expression; a rule without one is on the list, and its question is then
    always asked and never required.
Q05 The list holds every alert, and what Kinfile alone does.
Q06 A section that may close opens by its rule, or by a yes beside it.
Q07 A limit that differs between partnerships is in no expression.
"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from fhir.resources.R4B.questionnaire import Questionnaire as Standard

from helpers.golden import expect_digest, expect_golden
from helpers.small import national, small_form
from helpers.translated import tiny_form
from kinfile.forms import catalogue
from kinfile.forms.model import Form
from kinfile.forms.profile import Profile
from kinfile.forms.questionnaire import Questionnaire, questionnaire
from kinfile.i18n import Language

LANGUAGE = Language.load()
ENABLED = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-enableWhenExpression"
SHIPPED = catalogue.installed()


def written(form: Form, *profiles: Profile) -> Questionnaire:
    return questionnaire(form, profiles or (national(),), LANGUAGE)


@pytest.fixture(scope="module", params=SHIPPED)
def shipped(request: pytest.FixtureRequest) -> tuple[Form, Questionnaire]:
    form = catalogue.load(request.param)
    profiles = [catalogue.profile(name) for name in catalogue.profiles()]
    return form, questionnaire(form, profiles, LANGUAGE)


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Form:
    return tiny_form(tmp_path_factory.mktemp("forms"))


def items(part: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for item in part.get("item", ()):
        yield item
        yield from items(item)


def by_link(made: Questionnaire) -> dict[str, dict[str, Any]]:
    return {item["linkId"]: item for item in items(made.resource)}


def enabled(item: dict[str, Any]) -> str:
    """The condition of an item; empty where it has none."""
    found = (each for each in item.get("extension", ()) if each["url"] == ENABLED)
    return "".join(each["valueExpression"]["expression"] for each in found)


def test_it_is_valid(shipped: tuple[Form, Questionnaire]) -> None:
    """Q01"""
    _, made = shipped
    read = Standard.model_validate(made.resource)
    assert read.model_dump(mode="json") == made.resource


def test_every_question_stands_once(shipped: tuple[Form, Questionnaire]) -> None:
    """Q02"""
    form, made = shipped
    links = [item["linkId"] for item in items(made.resource)]
    assert len(links) == len(set(links))
    assert {question.id for question in form.questions()} <= set(links)
    assert set(form.groups) <= set(links)


def test_it_is_as_it_was(shipped: tuple[Form, Questionnaire]) -> None:
    """Q03"""
    form, made = shipped
    expect_digest(f"{form.id}.questionnaire", made.resource)


def test_a_small_one_is_as_it_was(tiny: Form) -> None:
    """Q01 Q03"""
    made = written(tiny)
    Standard.model_validate(made.resource)
    expect_golden("questionnaire", made.resource)


def test_every_rule_is_said_or_listed(shipped: tuple[Form, Questionnaire]) -> None:
    """Q04"""
    form, made = shipped
    found, listed = by_link(made), {loss.at for loss in made.could_not}
    for question in form.questions():
        if question.show_when is not None:
            assert enabled(found[question.id]) or f"{question.id}.show_when" in listed
        if question.required_when is not None:
            is_said = "_required" in found[question.id]
            assert is_said or f"{question.id}.required_when" in listed


def test_the_shipped_forms_lose_one_rule_each(shipped: tuple[Form, Questionnaire]) -> None:
    """Q04"""
    _, made = shipped
    rules = [loss.at for loss in made.could_not if loss.rule and loss.code != "alert"]
    assert rules == ["sign_manager.required_when"]


def test_a_question_whose_rule_is_lost_is_asked_and_never_required(tmp_path: Path) -> None:
    """Q04"""
    form = small_form(
        tmp_path,
        "- {id: a, kind: text, ask: A?, disclose: all}\n"
        "- {id: b, kind: text, ask: B?, disclose: all, required: yes,"
        " show_when: \"matches(a, 'child_protective')\"}\n",
    )
    made = written(form)
    item = by_link(made)["b"]
    assert not any(each["url"] == ENABLED for each in item["extension"])
    assert "required" not in item
    lost = next(loss for loss in made.could_not if loss.at == "b.show_when")
    assert (lost.code, lost.name, lost.rule) == (
        "function",
        "matches",
        "matches(a, 'child_protective')",
    )


def test_what_is_required_where_asking_cannot_be_said_is_lost_too(tmp_path: Path) -> None:
    """Q04"""
    form = small_form(
        tmp_path,
        "- {id: a, kind: text, ask: A?, disclose: all}\n"
        "- id: b\n"
        "  kind: text\n"
        "  ask: B?\n"
        "  disclose: all\n"
        "  show_when: matches(a, 'child_protective')\n"
        "  required_when: known(a)\n",
    )
    made = written(form)
    assert "_required" not in by_link(made)["b"]
    assert [(loss.code, loss.at) for loss in made.could_not][:2] == [
        ("function", "b.show_when"),
        ("asked-unsaid", "b.required_when"),
    ]


def test_every_alert_is_on_the_list(shipped: tuple[Form, Questionnaire]) -> None:
    """Q05"""
    form, made = shipped
    listed = [loss.at for loss in made.could_not if loss.code == "alert"]
    assert listed == [alert.id for alert in form.alerts]
    assert all(loss.why(LANGUAGE) for loss in made.could_not)


def test_what_kinfile_alone_does_is_on_the_list(tiny: Form) -> None:
    """Q05"""
    assert [(loss.code, loss.at, loss.name) for loss in written(tiny).could_not] == [
        ("non-answers", "small", ""),
        ("by-alert", "urgent", ""),
        ("confirming", "children", ""),
        ("continued", "children", "Section urgent"),
        ("checks", "seen", "not_in_future"),
        ("person", "child", ""),
        ("calculation", "gestation", ""),
        ("signature", "sign", ""),
        ("outputs", "small", "ward_plan"),
        ("alert", "R01", ""),
    ]


def test_a_section_opens_by_its_rule_or_a_yes() -> None:
    """Q06"""
    found = by_link(written(catalogue.load("hospital_visit")))
    opened = "%resource.item.where(linkId = 'opened-hv_high').answer.value = true"
    assert enabled(found["section-hv_high"]).endswith(f" or {opened})")
    assert found["opened-hv_high"]["type"] == "boolean"
    assert enabled(found["section-cp"]).startswith("(%resource.item.where(linkId = 'opened-cp')")
    assert "extension" not in found["section-about"]


def test_what_a_closing_section_adds_to_a_row_waits_for_it(tiny: Form) -> None:
    """Q06"""
    found = by_link(written(tiny))
    assert "'opened-urgent'" in enabled(found["children.afraid"])
    assert found["children.afraid"]["required"] is True


def test_a_limit_that_differs_is_not_written(tmp_path: Path) -> None:
    """Q07"""
    form = small_form(
        tmp_path,
        "- {id: n, kind: int, ask: N?, disclose: all}\n"
        "- {id: late, kind: text, ask: L?, disclose: all, show_when: \"n > limit('stale')\"}\n",
    )
    same, other = national(), replace(national(), limits={"stale": 31})
    assert enabled(by_link(written(form, same, same))["late"]).endswith(" > 30)")
    made = written(form, same, other)
    assert [loss.code for loss in made.could_not][:2] == ["limit", "non-answers"]
