# SPDX-License-Identifier: Apache-2.0
"""From a definition's tree to a Form.

L01 Every key of the authors' notation arrives where the model has it.
L02 Every mistake is a FormError with file, line and column.
L03 What a vault keeps gives the same form again, options in their order.
L04 The same files give the same digest.
"""

import hashlib
import json
from dataclasses import fields as fields_of
from dataclasses import is_dataclass
from pathlib import Path
from typing import Any

import pytest

from helpers.small import alert, form_file, section, small_form, write_forms
from kinfile.errors import FormError
from kinfile.forms import catalogue, loader
from kinfile.forms.model import (
    CALCULATIONS,
    CHECKS,
    Disclosure,
    Form,
    GroupPart,
    Kind,
    Option,
    Severity,
    Source,
)
from kinfile.forms.rules.ast import Rule
from kinfile.records.calculate import _CALCULATIONS
from kinfile.records.checks import NAMED

FULL = """
- id: place
  kind: multi
  ask: Where
    was it?
  hint: A hint
  why: Because
  source: [S1.1, E8]
  required: yes
  show_when: answered(count_of)
  required_when: count_of > 2
  disclose: restricted
  options: {home: At home, "no": Not there, clinic: In a clinic}
  exclusive: ["no"]
  checks: [not_in_future, not_before:day]
  error: Say where
- {id: day, kind: date, ask: Which day?, disclose: all, partial: yes}
- {id: count_of, kind: int, ask: How many?, disclose: all, min: 0, max: 12}
- {id: made, kind: calculated, ask: Made?, disclose: all, calculation: gestation_text}
- {id: shared, kind: choice, ask: Listed?, disclose: all, options: sizes}
- group: parents
  title: Parents
  row: Parent
  label: [name]
  min: 1
  max: 8
  required: yes
  required_when: count_of > 0
  why: Because
  source: [S1.2]
  error: Add the parents
  questions:
    - {id: name, kind: text, ask: Name?, disclose: all}
- group: topics
  title: Topics
  row: Topic
  premade: yes
  questions: []
"""
MORE = {
    "lists.yaml": "options:\n  sizes: {small: Small, large: Large}\n  unused: {a: A}\n"
    "values:\n  sizes: [small, large]\n",
    "small/sections/two.yaml": section(
        "two",
        "- {continue: parents, questions: [{id: age, kind: int, ask: Age?, disclose: all}]}",
        opens='{when: "answered(day)"}',
    )
    + "guidance:\n  - {text: Look twice., source: [S2.1]}\n",
    "small/sections/three.yaml": section("three", "[]", opens="alert"),
    "small/form.yaml": form_file(["one", "two", "three"]) + "outputs: {ward: [place, day]}\n",
}
DEFINITIONS = """
- {id: long, rule: count_of > 5, say: it was long}
- {id: grown, rule: age > 17, say: this person is grown up, row_of: parents}
"""
ALERTS = alert("R01", "long", forces='["section:three", ack]', severity="act_now")


@pytest.fixture
def form(tmp_path: Path) -> Form:
    return small_form(tmp_path, FULL, alerts=ALERTS, definitions=DEFINITIONS, more=MORE)


def test_a_question_arrives_whole(form: Form) -> None:
    """L01"""
    place = form.by_id()["place"]
    assert place.kind is Kind.MULTI
    assert place.ask == "Where was it?"
    assert (place.hint, place.why, place.error) == ("A hint", "Because", "Say where")
    assert place.source == ("S1.1", "E8")
    assert place.required
    assert place.show_when is not None
    assert place.show_when.text == "answered(count_of)"
    assert place.required_when is not None
    assert place.disclose is Disclosure.RESTRICTED
    assert place.options == (
        Option("home", "At home"),
        Option("no", "Not there"),
        Option("clinic", "In a clinic"),
    )
    assert place.exclusive == {"no"}
    assert place.checks == ("not_in_future", "not_before:day")
    assert place.place == Source("small/sections/one.yaml", 6, 3)


def test_what_is_left_out_has_its_default(form: Form) -> None:
    """L01"""
    questions = form.by_id()
    assert questions["day"].partial
    assert not questions["count_of"].partial
    assert (questions["count_of"].minimum, questions["count_of"].maximum) == (0, 12)
    assert questions["day"].minimum is None
    assert not questions["day"].required
    assert questions["made"].calculation == "gestation_text"
    assert questions["shared"].options == (Option("small", "Small"), Option("large", "Large"))


def test_groups_sections_and_the_rest_arrive(form: Form) -> None:
    """L01"""
    parents, topics = form.groups.values()
    assert (parents.id, parents.title, parents.row) == ("parents", "Parents", "Parent")
    assert (parents.minimum, parents.maximum, parents.required) == (1, 8, True)
    assert parents.label == ("name",)
    assert parents.required_when is not None
    assert topics.premade
    assert (topics.minimum, topics.maximum) == (0, 60)
    one, two, three = form.sections
    assert (one.part, one.title, one.may_close) == ("All of it", "Section one", False)
    assert two.when is not None
    assert two.guidance[0].text == "Look twice."
    assert three.by_alert
    opening, going_on = one.items[5], two.items[0]
    assert isinstance(opening, GroupPart)
    assert isinstance(going_on, GroupPart)
    assert (opening.opens, going_on.opens) == (True, False)
    assert [question.id for question in going_on.questions] == ["parents.age"]
    (found,) = form.alerts
    assert (found.id, found.severity, found.say) == ("R01", Severity.ACT_NOW, "It is said")
    assert [str(force) for force in found.forces] == ["section:three", "ack"]
    assert form.definition_words["long"] == "it was long"
    assert form.row_definitions == {"grown": "parents"}
    assert form.value_lists == {"sizes": ("small", "large")}
    assert form.outputs == {"ward": ("place", "day")}
    assert (form.id, form.version, form.minutes) == ("small", 1, 1)


ITEM = "- {id: q, kind: text, ask: Q, disclose: all%s}"


@pytest.mark.parametrize(
    ("items", "problem", "line", "column"),
    [
        ("- {kind: text, ask: Q, disclose: all}", "missing-key", 5, 3),
        ("- {id: q, kind: words, ask: Q, disclose: all}", "not-one-of", 5, 17),
        ("- {id: q, kind: text, disclose: all}", "missing-key", 5, 3),
        ("- {id: q, kind: text, ask: Q}", "missing-key", 5, 3),
        ("- {id: q, kind: text, ask: Q, disclose: nobody}", "not-one-of", 5, 41),
        (ITEM % ", colour: red", "unknown-key", 5, 46),
        (ITEM % ", required: maybe", "not-yes-or-no", 5, 56),
        (ITEM % ", min: few", "not-a-number", 5, 51),
        (ITEM % ", options: {a: A}", "options-not-allowed", 5, 55),
        (ITEM % ", checks: [not_on_monday]", "not-one-of", 5, 54),
        (ITEM % ", calculation: guess", "not-one-of", 5, 59),
        (ITEM % ", show_when: x and", "rule-ends-early", 5, 62),
        ("- {id: q, kind: calculated, ask: Q, disclose: all}", "missing-key", 5, 3),
        (f"{ITEM % ''}\n{ITEM % ''}", "duplicate-id", 6, 8),
        (f"{ITEM % ''}\n- {{group: q, title: G, row: R, questions: []}}", "duplicate-id", 6, 11),
        ("- {id: q, kind: choice, ask: Q, disclose: all}", "missing-key", 5, 3),
        ("- {id: q, kind: choice, ask: Q, disclose: all, options: sizes}", "unknown-list", 5, 57),
        (
            "- {id: q, kind: multi, ask: Q, disclose: all, options: {a: A}, exclusive: [b]}",
            "unknown-code",
            5,
            75,
        ),
        ("- {group: g, row: R, questions: []}", "missing-key", 5, 3),
        ("- {group: g, title: G, row: R, max: lots, questions: []}", "not-a-number", 5, 37),
        ("- {group: g, title: G, row: R, questions: [x]}", "not-a-mapping", 5, 44),
        ("- {group: g, title: G, row: R, questions: x}", "not-a-list", 5, 43),
        ("- {continue: g, questions: []}", "group-not-opened", 5, 14),
        ("- {continue: g, title: G, questions: []}", "unknown-key", 5, 17),
        ("- a word", "not-a-mapping", 5, 3),
    ],
)
def test_a_mistake_in_a_section_names_its_place(
    tmp_path: Path, items: str, problem: str, line: int, column: int
) -> None:
    """L02"""
    with pytest.raises(FormError) as caught:
        small_form(tmp_path, items)
    facts = caught.value.facts
    assert facts["file"] == "small/sections/one.yaml"
    assert (facts["problem"], facts["line"], facts["column"]) == (problem, line, column)


@pytest.mark.parametrize(
    ("opens", "problem"),
    [
        ("sometimes", "not-one-of"),
        ("[always]", "not-one-of"),
        ("{}", "missing-key"),
        ("{if: x}", "unknown-key"),
    ],
)
def test_a_section_opens_in_one_of_three_ways(tmp_path: Path, opens: str, problem: str) -> None:
    """L02"""
    files = {"small/sections/one.yaml": section("one", ITEM % "", opens=opens)}
    with pytest.raises(FormError) as caught:
        catalogue.load("small", write_forms(tmp_path, files))
    assert caught.value.facts["problem"] == problem
    assert caught.value.facts["line"] == 3


@pytest.mark.parametrize(
    ("files", "file", "problem"),
    [
        ({"definitions.yaml": "- {id: one}"}, "definitions.yaml", "missing-key"),
        (
            {"definitions.yaml": "- {id: one, rule: a}\n- {id: one, rule: b}"},
            "definitions.yaml",
            "duplicate-id",
        ),
        ({"definitions.yaml": "one: two"}, "definitions.yaml", "not-a-list"),
        (
            {"shared/alerts.yaml": "- {id: R01, severity: info, forms: [small], say: x}"},
            "shared/alerts.yaml",
            "missing-key",
        ),
        (
            {"shared/alerts.yaml": alert("R01", "a = 1") + alert("R01", "a = 2")},
            "shared/alerts.yaml",
            "duplicate-id",
        ),
        (
            {"small/sections/two.yaml": section("one", "[]")},
            "small/sections/two.yaml",
            "duplicate-id",
        ),
        ({"lists.yaml": "values: {one: yes_now}"}, "lists.yaml", "not-a-list"),
        (
            {"small/form.yaml": form_file(["one"]).replace("version: 1", "version: 0")},
            "small/form.yaml",
            "not-a-number",
        ),
    ],
)
def test_a_mistake_elsewhere_names_its_file(
    tmp_path: Path, files: dict[str, str], file: str, problem: str
) -> None:
    """L02"""
    files = {"small/sections/one.yaml": section("one", ITEM % ""), **files}
    with pytest.raises(FormError) as caught:
        catalogue.load("small", write_forms(tmp_path, files))
    facts = caught.value.facts
    assert (facts["problem"], facts["file"]) == (problem, file)


def placeless(found: Any) -> Any:
    """Everything a form holds, without where it stood."""
    if isinstance(found, Source):
        return None
    if isinstance(found, Rule):
        return found.text
    if is_dataclass(found):
        return {each.name: placeless(getattr(found, each.name)) for each in fields_of(found)}
    if isinstance(found, dict):
        return {str(key): placeless(value) for key, value in found.items()}
    if isinstance(found, list | tuple):
        return [placeless(each) for each in found]
    return found


def test_what_a_vault_keeps_gives_the_same_form(form: Form) -> None:
    """L03"""
    again = loader.from_json(form.body)
    assert again.body == form.body
    assert [placeless(q) for q in again.questions()] == [placeless(q) for q in form.questions()]
    assert again.definitions == form.definitions
    assert again.row_definitions == form.row_definitions
    assert [placeless(each) for each in again.alerts] == [placeless(each) for each in form.alerts]
    assert again.groups.keys() == form.groups.keys()
    assert (again.outputs, again.foreign) == (form.outputs, form.foreign)
    assert [each.guidance for each in again.sections] == [each.guidance for each in form.sections]


def test_the_same_files_give_the_same_digest(tmp_path: Path, form: Form) -> None:
    """L04"""
    other = small_form(tmp_path / "other", FULL, alerts=ALERTS, definitions=DEFINITIONS, more=MORE)
    assert hashlib.sha256(other.body).digest() == hashlib.sha256(form.body).digest()
    reworded = small_form(
        tmp_path / "reworded",
        FULL.replace("A hint", "Another"),
        alerts=ALERTS,
        definitions=DEFINITIONS,
        more=MORE,
    )
    assert reworded.body != form.body


def test_only_lists_that_are_used_are_kept(form: Form) -> None:
    """L04: a list that only another form uses does not change this one."""
    assert json.loads(form.body)["options"] == {"sizes": {"small": "Small", "large": "Large"}}


def test_every_name_that_a_form_may_use_is_programmed() -> None:
    """L02"""
    assert NAMED.keys() == CHECKS
    assert _CALCULATIONS.keys() == CALCULATIONS
