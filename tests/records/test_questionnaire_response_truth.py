# SPDX-License-Identifier: Apache-2.0
"""The rules of the shipped forms mean the same in FHIRPath as here.

R10 Every show_when and required_when that is translated, and every section's rule, has the same
    truth over a record's response, run by fhirpathpy, as over the record: unknown included.
R11 What the Questionnaire then shows is what is shown here.

Each form is tried on KINFILE_RECORDS records made from seeds: 40 where it is not set. The full
size is 1,000 (`KINFILE_RECORDS=1000 pytest tests/records/test_questionnaire_response_truth.py`),
in batches of 40, which takes about a quarter of an hour.
"""

import os
from collections.abc import Iterator
from typing import Any, NamedTuple

import pytest

from helpers.fhirpath import Reader, hold_clock
from helpers.records import generated
from helpers.small import TODAY
from kinfile.forms import catalogue
from kinfile.forms.model import Form, Section
from kinfile.forms.outside import section_link
from kinfile.forms.questionnaire import questionnaire
from kinfile.forms.rules.operations import TruthOf
from kinfile.forms.rules.scope import NO_ROW, Cells
from kinfile.i18n import Language
from kinfile.records.model import Place
from kinfile.records.program import QuestionStep, program_of
from kinfile.records.questionnaire_response import questionnaire_response
from kinfile.records.settle import Settled

LANGUAGE = Language.load()
BATCH = 40
BATCHES = range(1, max(1, int(os.environ.get("KINFILE_RECORDS", "0")) // BATCH) + 1)
VARIABLE = "http://hl7.org/fhir/StructureDefinition/variable"
ENABLED = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-enableWhenExpression"
REQUIRED = "http://hl7.org/fhir/StructureDefinition/cqf-expression"


class Rule(NamedTuple):
    """A rule here and there. `group` is the one in whose rows it is read."""

    at: str
    expression: str
    holds: TruthOf
    group: str


class Translated:
    """A form's Questionnaire, taken apart as another program takes it apart."""

    def __init__(self, form: Form) -> None:
        self.form = form
        profiles = [catalogue.profile(name) for name in catalogue.profiles()]
        whole = questionnaire(form, profiles, LANGUAGE).resource
        self.variables = {
            each["valueExpression"]["name"]: each["valueExpression"]["expression"]
            for each in whole["extension"]
            if each["url"] == VARIABLE
        }
        self.enabled: dict[str, str] = {}
        self.required: dict[str, str] = {}
        self._take(whole)
        self.rules = tuple(self._rules())

    def _take(self, part: dict[str, Any]) -> None:
        for item in part.get("item", ()):
            for url, found, extensions in (
                (ENABLED, self.enabled, item.get("extension", ())),
                (REQUIRED, self.required, item.get("_required", {}).get("extension", ())),
            ):
                for each in extensions:
                    if each["url"] == url:
                        found[item["linkId"]] = each["valueExpression"]["expression"]
            self._take(item)

    def _rules(self) -> Iterator[Rule]:
        program = program_of(self.form)
        for step in program.steps:
            if isinstance(step, QuestionStep) and step.show and step.question.id in self.enabled:
                name = step.question.id
                yield Rule(name, self.enabled[name], step.show, step.question.group or "")
        for at, holds in {**program.required, **program.rows_required}.items():
            if at in self.required:
                group = at.partition(".")[0] if "." in at else ""
                yield Rule(at, self.required[at], holds, group)


@pytest.fixture(scope="module", params=catalogue.installed())
def translated(request: pytest.FixtureRequest) -> Translated:
    return Translated(catalogue.load(request.param))


def places(
    group: str, state: Settled, reader: Reader
) -> Iterator[tuple[Cells, dict[str, Any] | None]]:
    """Where a rule is read: once, or in every row, as it stands here and there."""
    if not group:
        yield NO_ROW, None
        return
    form = state.program.form
    section = next(found.section for found in form.groups.values() if found.id == group)
    rows = reader.rows(section_link(section), group)
    yield from zip(state.scope.rows[group], rows, strict=True)


def is_enabled(section: Section, reader: Reader, translated: Translated) -> bool:
    link = section_link(section.id)
    return link not in translated.enabled or reader.truth(translated.enabled[link]) is True


@pytest.mark.slow
@pytest.mark.parametrize("seed", BATCHES)
def test_every_rule_means_the_same(translated: Translated, seed: int) -> None:
    """R10 R11"""
    differences, compared, true = [], 0, 0
    with pytest.MonkeyPatch.context() as patch:
        hold_clock(patch, TODAY)
        for number, state in enumerate(generated(translated.form, BATCH, seed)):
            reader = Reader(questionnaire_response(state, LANGUAGE), translated.variables)
            for rule in translated.rules:
                for cells, row in places(rule.group, state, reader):
                    ours, theirs = (
                        rule.holds(state.scope, cells),
                        reader.truth(rule.expression, row),
                    )
                    compared, true = compared + 1, true + (ours is True)
                    if ours is not theirs:
                        differences.append(f"record {number}: {rule.at}: {ours} is {theirs} there")
            differences += [
                f"record {number}: section {section.id}"
                for section in translated.form.sections
                if is_enabled(section, reader, translated) != state.open_sections[section.id]
            ]
    assert differences == []
    assert compared > BATCH * len(translated.rules) / 2
    assert 0.1 < true / compared < 0.9


@pytest.mark.slow
def test_what_is_shown_there_is_shown_here(translated: Translated) -> None:
    """R11"""
    form = translated.form
    with pytest.MonkeyPatch.context() as patch:
        hold_clock(patch, TODAY)
        for state in generated(form, 5, seed=2):
            reader = Reader(questionnaire_response(state, LANGUAGE), translated.variables)
            for section in form.sections:
                is_open = is_enabled(section, reader, translated)
                for question in section.questions():
                    if question.group is None:
                        said = translated.enabled.get(question.id)
                        shown = is_open and (said is None or reader.truth(said) is True)
                        assert shown is (Place(question.id) in state.shown), question.id


def test_nothing_but_the_managers_signature_is_lost(translated: Translated) -> None:
    """R10"""
    form = translated.form
    said = {rule.at for rule in translated.rules}
    shown = {question.id for question in form.questions() if question.show_when}
    rows = {group.id for group in form.groups.values() if group.required_when}
    assert said == shown | rows
    required = {question.id for question in form.questions() if question.required_when}
    assert required == {"sign_manager"}
