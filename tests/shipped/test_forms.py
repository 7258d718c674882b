# SPDX-License-Identifier: Apache-2.0
"""The forms as they are shipped.

F01 Every form loads, compiles, and is the same form when read back from what a vault keeps.
F02 Every question says what is asked, why, on what ground, what is wrong when it is missing and who
    may see it; every group and alert says what it is and on what ground.
F03 Every worked case gives exactly the alerts and the missing answers that it says, in their order.
F04 Every alert is raised by a worked case of its form and silent in another.
F05 What a force, a check or an output names is there.
F06 Every local profile loads, and answers for every timing and limit that the rules use.
F07 A person is no less missing, and nothing hidden is asked for, in any case.
F08 The tempting wrong translations differ on the shipped rules too.
"""

import json
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from helpers.small import answers_of, standing
from kinfile import bundle
from kinfile.forms import catalogue, loader
from kinfile.forms.model import NEVER_MISSING, Form, GroupPart, Kind, QuestionId
from kinfile.forms.names import LIMITS, names_of
from kinfile.forms.profile import MILESTONES, NATIONAL
from kinfile.forms.rules.evaluate import Compiler
from kinfile.forms.rules.parse import parse
from kinfile.forms.rules.scope import NO_ROW
from kinfile.records import document
from kinfile.records.evaluate import evaluate
from kinfile.records.model import Answers
from kinfile.records.program import program_of
from kinfile.records.report import Report
from kinfile.records.settle import settle

FORMS = catalogue.installed()
CASES = sorted(bundle.forms().glob("*/cases/*.json"))
TODAY = date(2026, 11, 22)
PROGRAMS = frozenset({Kind.CALCULATED})


@cache
def case(path: Path) -> dict[str, Any]:
    return dict(document.parse(path.read_bytes()))


@cache
def report_of_case(path: Path) -> Report:
    whole = case(path)
    form = catalogue.load(document.form_named(whole))
    found = document.read_document(whole, form)
    assert found.refused == ()
    assert found.today is not None
    return evaluate(form, found.answers, catalogue.profile(found.profile), found.today, found.marks)


def test_the_three_assessments_are_there() -> None:
    assert set(FORMS) >= {"hospital_visit", "pre_birth", "young_carer"}


@pytest.mark.parametrize("name", FORMS)
def test_a_form_loads_and_compiles(name: str) -> None:
    """F01"""
    form = catalogue.load(name)
    assert form.id == name
    program = program_of(form)
    assert len(program.early) + len(program.late) == len(form.alerts)
    assert evaluate(form, Answers(), catalogue.profile(NATIONAL), TODAY).sections


@pytest.mark.parametrize("name", FORMS)
def test_a_form_is_the_same_when_read_back(name: str) -> None:
    """F01"""
    form = catalogue.load(name)
    again = loader.from_json(form.body)
    assert again.body == form.body
    assert [(q.id, q.ask, q.options, q.checks) for q in again.questions()] == [
        (q.id, q.ask, q.options, q.checks) for q in form.questions()
    ]
    whole = next(each for each in CASES if each.parent.parent.name == name)
    found = document.read_document(case(whole), again)
    told = evaluate(again, found.answers, catalogue.profile(found.profile), TODAY, found.marks)
    assert standing(told) == standing(report_of_case(whole))
    assert told.missing == report_of_case(whole).missing


@pytest.mark.parametrize("name", FORMS)
def test_a_question_says_what_it_must(name: str) -> None:
    """F02"""
    form = catalogue.load(name)
    for question in form.questions():
        assert question.ask
        assert question.why, question.id
        assert question.source, question.id
        assert question.error or question.kind in PROGRAMS, question.id
        assert question.disclose
        assert len(question.ask) <= 120, question.id
        assert len(question.hint) <= 200, question.id
    for group in form.groups.values():
        assert group.title
        assert group.row
        assert group.error or not (group.minimum or group.required_when), group.id
    for alert in form.alerts:
        assert alert.say
        assert alert.why, alert.id
        assert alert.source, alert.id


@pytest.mark.parametrize("path", CASES, ids=lambda path: f"{path.parent.parent.name}/{path.stem}")
def test_a_worked_case_gives_what_it_says(path: Path) -> None:
    """F03"""
    whole, report = case(path), report_of_case(path)
    assert document.form_named(whole) == path.parent.parent.name
    raised: dict[str, list[str]] = {"act_now": [], "act_soon": [], "info": []}
    for each in report.alerts:
        raised[each.alert.severity].append(each.alert.id)
    assert raised == whole["expected_alerts"]
    missing = {
        name: [str(each) for each in section.missing]
        for name, section in report.sections.items()
        if section.missing
    }
    assert list(missing.items()) == list(whole["expected_missing"].items())


@pytest.mark.parametrize("path", CASES, ids=lambda path: f"{path.parent.parent.name}/{path.stem}")
def test_a_worked_case_is_written_and_read_back_with_the_same_outcome(path: Path) -> None:
    """F03"""
    whole = case(path)
    form = catalogue.load(document.form_named(whole))
    found = document.read_document(whole, form)
    assert found.today is not None
    written = document.write_document(
        form, found.answers, found.marks, profile=found.profile, today=found.today
    )
    again = document.read_document(document.parse(json.dumps(written).encode()), form)
    assert again.refused == ()
    profile = catalogue.profile(again.profile)
    report = evaluate(form, again.answers, profile, found.today, again.marks)
    assert standing(report) == standing(report_of_case(path))
    assert report.missing == report_of_case(path).missing
    assert report.gaps == report_of_case(path).gaps


@pytest.mark.parametrize("path", CASES, ids=lambda path: f"{path.parent.parent.name}/{path.stem}")
def test_nothing_hidden_is_asked_for(path: Path) -> None:
    """F07"""
    report = report_of_case(path)
    hidden = {str(each) for each in report.set_aside}
    assert report.required <= report.shown
    assert not hidden & {str(each) for each in report.missing}
    assert not hidden & {str(each.path) for each in report.problems}
    for each in report.alerts:
        assert not hidden & {str(behind) for behind in each.because}


@pytest.mark.parametrize("name", FORMS)
def test_every_alert_is_raised_in_one_case_and_silent_in_another(name: str) -> None:
    """F04"""
    reports = [report_of_case(path) for path in CASES if path.parent.parent.name == name]
    sets = [set(standing(report)) for report in reports]
    for alert in catalogue.load(name).alerts:
        assert any(alert.id in found for found in sets), alert.id
        assert any(alert.id not in found for found in sets), alert.id


ASKING = ("require", "expect", "forbid")


@pytest.mark.parametrize("name", FORMS)
def test_what_is_named_is_there(name: str) -> None:
    """F05: in this form, or in another that shares the alert."""
    form = catalogue.load(name)
    everywhere = {
        question.id: question for each in FORMS for question in catalogue.load(each).questions()
    }
    sections = {section.id for each in FORMS for section in catalogue.load(each).sections}
    for alert in form.alerts:
        for force in alert.forces:
            if force.verb in ("section", "restrict"):
                assert force.target in sections, (alert.id, str(force))
            if force.verb in ASKING:
                asked = everywhere[QuestionId(force.target)]
                assert asked.codes >= set(force.values), (alert.id, str(force))
                # What is expected of one answer cannot be said of every row.
                assert force.verb == "require" or asked.group is None, (alert.id, str(force))
    for output, questions in form.outputs.items():
        assert set(questions) <= form.by_id().keys(), output
    for question in form.questions():
        for check in question.checks:
            target = check.partition(":")[2]
            beside = f"{question.group}.{target}" if question.group else target
            known = {beside, target} & form.by_id().keys()
            assert not target or known or target in form.foreign, question.id


@pytest.mark.parametrize("name", FORMS)
def test_late_alerts_open_nothing(name: str) -> None:
    """F05: they are looked at when everything is open that will be."""
    for ready in program_of(catalogue.load(name)).late:
        assert not ready.alert.forced("section")


@pytest.mark.parametrize("name", FORMS)
def test_a_group_goes_on_where_it_was_opened(name: str) -> None:
    """F05"""
    form = catalogue.load(name)
    opened = [
        item.group.id
        for section in form.sections
        for item in section.items
        if isinstance(item, GroupPart) and item.opens
    ]
    assert sorted(opened) == sorted(form.groups)
    for group in form.groups.values():
        asked = {question.name for question in form.questions() if question.group == group.id}
        assert set(group.label) <= asked, group.id


@pytest.mark.parametrize("name", catalogue.profiles())
def test_a_profile_answers_for_every_timing_and_limit(name: str) -> None:
    """F06"""
    profile = catalogue.profile(name)
    assert profile.id == name
    assert profile.timings.keys() == set(MILESTONES)
    assert profile.limits.keys() >= LIMITS
    assert len(profile.level_names) == 4
    assert profile.valid_from < profile.review_by
    assert (name == NATIONAL) is not bool(profile.defaulted)


def truth(form: Form, answers: dict[str, Any], rule: str) -> bool | None:
    state = settle(form, answers_of(form, answers), catalogue.profile(NATIONAL), TODAY)
    return Compiler(names_of(form), {}).truth(parse(rule))(state.scope, NO_ROW)


def test_the_tempting_translations_are_different() -> None:
    """F08"""
    form = catalogue.load("pre_birth")
    nobody: dict[str, Any] = {}
    unknown = {"parents": [{"role": "mother"}, {"role": "father", "details_status": "not_known"}]}
    assert truth(form, nobody, "not is(agreement, 'yes')") is True
    assert truth(form, nobody, "agreement != 'yes'") is None
    by_count = "count(parents, is(role, 'father', 'other_parent')) = 0"
    assert truth(form, unknown, "no_father_details") is True
    assert truth(form, unknown, by_count) is False
    assert truth(form, nobody, "no_father_details") is truth(form, nobody, by_count) is True


@pytest.mark.parametrize("name", FORMS)
def test_what_signing_fills_in_is_never_missing(name: str) -> None:
    """F07"""
    form = catalogue.load(name)
    report = evaluate(form, Answers(), catalogue.profile(NATIONAL), TODAY)
    for place in report.required:
        assert form.by_id()[place.question].kind not in NEVER_MISSING
