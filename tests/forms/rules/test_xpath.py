# SPDX-License-Identifier: Apache-2.0
"""Conditions as XPath for an XLSForm.

X01 Any rule that is translated is true over the same records (rules and records at random).
X02 is, has, only, answered, known and the number of rows are said; whatever compares or looks
    into rows is refused, because XPath has no unknown.
X03 A status is a choice where there are choices; where there are none its rule is refused.
X04 What another form asks is blank.
"""

import importlib
import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.records import generated
from helpers.rules import row_truths, truths
from helpers.translated import form_of_names
from kinfile.forms.model import Form
from kinfile.forms.names import names_of
from kinfile.forms.rules.ast import Node
from kinfile.forms.rules.evaluate import Compiler
from kinfile.forms.rules.parse import parse
from kinfile.forms.rules.scope import NO_ROW
from kinfile.forms.rules.translate import Inexpressible
from kinfile.forms.rules.xpath import XPath, choices_of
from kinfile.records.model import Answer
from kinfile.records.settle import Settled

RECORDS = 30
DEFINED = """
- {id: chosen, rule: "has(m, 'one') or is(r, risk_present)", say: something is chosen}
- {id: has_parents, rule: "count(parents) > 0", say: there are parents}
"""
etree: Any = importlib.import_module("lxml.etree")


@pytest.fixture(scope="module")
def form(tmp_path_factory: pytest.TempPathFactory) -> Form:
    return form_of_names(tmp_path_factory.mktemp("forms"), definitions=DEFINED)


Pairs = list[tuple[Settled, Any]]


@pytest.fixture(scope="module")
def records(form: Form) -> Pairs:
    """Records made at random, each as the data of an XForm."""
    return [(state, instance(state)) for state in generated(form, RECORDS, plain=True)]


def instance(state: Settled) -> Any:
    """The shown answers as XML: one element a question, one a row."""
    data = etree.Element("data")
    for question in state.program.questions.values():
        if question.group is None:
            etree.SubElement(data, question.id).text = said(state.places[question.id][0].answer)
    for group in state.program.form.groups:
        for row in state.answers.rows(group):
            element = etree.SubElement(data, group)
            for question in state.program.questions.values():
                if question.group == group:
                    etree.SubElement(element, question.id).text = said(row.answers.get(question.id))
    return data


def said(answer: Answer | None) -> str:
    if answer is None:
        return ""
    value = answer.value if answer.status is None else answer.status.value
    return " ".join(value) if isinstance(value, tuple) else str(value)


def selected(_context: Any, nodes: list[Any], code: str) -> bool:
    return code in " ".join(node.text or "" for node in nodes).split()


def holds(expression: str, at: Any) -> bool:
    """The truth of an expression where a question of the record or of the row `at` stands."""

    def path(found: re.Match[str]) -> str:
        name = found[1]
        return f"./{name}" if name.startswith(f"{at.tag}.") else f"/data/{name}"

    written = re.sub(r"\$\{([^}]+)\}", path, expression)
    return bool(at.xpath(f"boolean({written})", extensions={(None, "selected"): selected}))


def translated(form: Form, rule: Node, group: str = "") -> str | None:
    try:
        return XPath(form).condition(rule, group)
    except Inexpressible:
        return None


some_records = st.lists(st.integers(0, RECORDS - 1), min_size=5, max_size=5, unique=True)


@settings(max_examples=150)
@given(rule=truths(), chosen=some_records)
def test_a_translated_rule_means_the_same(
    form: Form, records: Pairs, rule: Node, chosen: list[int]
) -> None:
    """X01"""
    expression = translated(form, rule)
    if expression is None:
        return
    truth = Compiler(names_of(form), {"child_protective": bool}).truth(rule)
    for state, data in (records[n] for n in chosen):
        assert holds(expression, data) is truth(state.scope, NO_ROW)


@settings(max_examples=150)
@given(rule=row_truths(), chosen=some_records)
def test_a_translated_rule_means_the_same_in_a_row(
    form: Form, records: Pairs, rule: Node, chosen: list[int]
) -> None:
    """X01"""
    expression = translated(form, rule, "parents")
    if expression is None:
        return
    truth = Compiler(names_of(form), {"child_protective": bool}).truth(rule, "parents")
    for state, data in (records[n] for n in chosen):
        for cells, row in zip(state.scope.rows["parents"], data.findall("parents"), strict=True):
            assert holds(expression, row) is truth(state.scope, cells)


@pytest.mark.parametrize(
    ("rule", "expression"),
    [
        ("is(a, 'yes', 'not_known')", "(${a} = 'yes' or ${a} = 'not_known')"),
        ("not is(r, risk_present) and known(t)", None),
        ("has(m, 'one', 'two')", "(selected(${m}, 'one') or selected(${m}, 'two'))"),
        ("answered(edd)", "(${edd} != '')"),
        ("has_parents and chosen", None),
    ],
)
def test_plain_words_are_said(form: Form, rule: str, expression: str | None) -> None:
    """X02"""
    found = translated(form, parse(rule))
    assert found is not None
    assert expression in (None, found)


@pytest.mark.parametrize(
    ("rule", "code", "name"),
    [
        ("n > 3", "comparison", ""),
        ("a = 'yes'", "comparison", ""),
        ("how_many(is(a, 'yes'), is(b, 'yes')) >= 1", "comparison", ""),
        ("any(parents, is(ill, 'yes_now'))", "function", "any"),
        ("matches(t, 'child_protective')", "function", "matches"),
        ("n in (1, 2)", "function", "in"),
        ("is(t, 'not_known')", "unsaid-status", "t"),
    ],
)
def test_the_rest_is_refused(form: Form, rule: str, code: str, name: str) -> None:
    """X02 X03"""
    with pytest.raises(Inexpressible) as failed:
        XPath(form).condition(parse(rule))
    assert (failed.value.code, failed.value.name) == (code, name)


def test_statuses_are_offered_behind_a_questions_own_codes(form: Form) -> None:
    """X03"""
    questions = form.by_id()
    offered = choices_of(questions["r"])
    assert offered[:4] == ("yes_now", "yes_past", "suspected", "no")
    assert offered[4:] == ("not_known", "not_asked", "declined", "not_applicable")
    assert choices_of(questions["t"]) == ()


@pytest.mark.parametrize(
    "rule",
    [
        "is(absent, 'yes')",
        "only(absent, 'yes')",
        "answered(absent)",
        "known(absent)",
        "count(tasks) > 0",
    ],
)
def test_what_another_form_asks_is_blank(form: Form, records: Pairs, rule: str) -> None:
    """X04"""
    expression = translated(form, parse(rule))
    assert expression is not None
    assert not any(holds(expression, data) for _state, data in records)
