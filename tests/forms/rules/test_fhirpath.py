# SPDX-License-Identifier: Apache-2.0
"""Conditions as FHIRPath.

P01 Any rule that is translated has the same truth over any record, unknown included, in the
    record and in a row (rules and records at random, run by fhirpathpy).
P02 The words that are true or false are written with exists(), so that `not` may stand before
    them; the tempting translation with != is another rule.
P03 Definitions become variables, each after those that it reads; one of a row is written out.
P04 What has no exact counterpart is refused by name.
P05 What only another form asks reads as blank.
P06 A person's answer leads to that person's row; an age counts from the first day a date may mean.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.fhirpath import Reader, hold_clock
from helpers.records import generated
from helpers.rules import row_truths, truths
from helpers.small import TODAY, document, national
from helpers.translated import LIMITS, form_of_names
from kinfile.forms.model import Form
from kinfile.forms.names import names_of
from kinfile.forms.outside import section_link
from kinfile.forms.rules.ast import Day, Node, walk
from kinfile.forms.rules.evaluate import Compiler
from kinfile.forms.rules.fhirpath import FhirPath
from kinfile.forms.rules.parse import parse
from kinfile.forms.rules.scope import NO_ROW
from kinfile.forms.rules.translate import Inexpressible
from kinfile.i18n import Language
from kinfile.records.questionnaire_response import questionnaire_response
from kinfile.records.settle import Settled, settle

LANGUAGE = Language.load()
RECORDS = 30
DEFINED = """
- {id: ill_now, row_of: parents, rule: "is(ill, 'yes_now')", say: this one is ill}
- {id: somebody_ill, rule: "any(parents, ill_now)", say: somebody is ill}
- {id: how_bad, rule: "how_many(somebody_ill, is(a, 'yes'))", say: how bad}
- {id: pregnant_days, rule: "280 - days(today(), edd)", say: the days}
"""


@pytest.fixture(scope="module")
def form(tmp_path_factory: pytest.TempPathFactory) -> Form:
    return form_of_names(tmp_path_factory.mktemp("forms"), definitions=DEFINED)


@pytest.fixture(scope="module", autouse=True)
def clock() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        hold_clock(patch, TODAY)
        yield


Pairs = list[tuple[Settled, dict[str, Any]]]


@pytest.fixture(scope="module")
def records(form: Form) -> Pairs:
    """Records made at random, each with its response."""
    found = []
    for state in generated(form, RECORDS):
        state.scope.limits = LIMITS
        found.append((state, questionnaire_response(state, LANGUAGE)))
    return found


def is_ordinary(node: Node) -> bool:
    """Whether fhirpathpy can run it: the first and the last years have no time stamps."""
    return all(1000 < day.value.year < 9000 for day in walk(node) if isinstance(day, Day))


def translated(form: Form, rule: Node, group: str = "") -> tuple[str, FhirPath] | None:
    path = FhirPath(form, LIMITS)
    try:
        return path.condition(rule, group), path
    except Inexpressible:
        return None


def compiler(form: Form) -> Compiler:
    return Compiler(names_of(form), {"child_protective": lambda text: "her going" in text})


some_records = st.lists(st.integers(0, RECORDS - 1), min_size=3, max_size=3, unique=True)


@settings(max_examples=120)
@given(rule=truths(), chosen=some_records)
def test_a_translated_rule_means_the_same(
    form: Form, records: Pairs, rule: Node, chosen: list[int]
) -> None:
    """P01"""
    found = translated(form, rule)
    if found is None or not is_ordinary(rule):
        return
    holds = compiler(form).truth(rule)
    for state, response in (records[n] for n in chosen):
        truth = Reader(response, found[1].variables).truth(found[0])
        assert truth is holds(state.scope, NO_ROW)


@settings(max_examples=80)
@given(rule=row_truths(), chosen=some_records)
def test_a_translated_rule_means_the_same_in_a_row(
    form: Form, records: Pairs, rule: Node, chosen: list[int]
) -> None:
    """P01"""
    found = translated(form, rule, "parents")
    if found is None or not is_ordinary(rule):
        return
    holds = compiler(form).truth(rule, "parents")
    for state, response in (records[n] for n in chosen):
        reader = Reader(response, found[1].variables)
        items = reader.rows(section_link("people"), "parents")
        for cells, item in zip(state.scope.rows["parents"], items, strict=True):
            assert reader.truth(found[0], item) is holds(state.scope, cells)


def truth(form: Form, rule: str, answers: dict[str, Any]) -> bool | None:
    """The truth of a rule's translation over `answers`."""
    found = translated(form, parse(rule))
    assert found is not None
    return truth_of(form, found[0], answers, found[1].variables)


def truth_of(
    form: Form, expression: str, answers: dict[str, Any], variables: dict[str, str]
) -> bool | None:
    state = settle(form, document(form, answers).answers, national(), TODAY)
    return Reader(questionnaire_response(state, LANGUAGE), variables).truth(expression)


@pytest.mark.parametrize("answer", [None, "no", "not_known", {"status": "declined"}])
def test_not_said_to_be_so_includes_what_was_never_said(form: Form, answer: Any) -> None:
    """P02"""
    assert truth(form, "not is(a, 'yes')", {"a": answer}) is True
    tempting = "%resource.item.where(linkId = 'section-one').item.where(linkId = 'a')"
    found = truth_of(form, f"{tempting}.answer.value.code != 'yes'", {"a": answer}, {})
    assert found is (True if answer == "no" else None)


def test_definitions_become_variables_in_order(form: Form) -> None:
    """P03"""
    path = FhirPath(form, LIMITS)
    assert path.condition(parse("how_bad >= 2")) == "(%howBad >= 2)"
    assert list(path.variables) == ["somebodyIll", "howBad"]
    assert path.variables["howBad"].startswith("(iif(%somebodyIll, 1, 0) + iif(")
    assert "'parents.ill'" in path.variables["somebodyIll"]
    answers = {"a": "yes", "parents": [{"ill": "no"}, {"ill": "yes_now"}]}
    assert truth(form, "how_bad >= 2", answers) is True


def test_a_span_of_days_is_a_day_moved(form: Form) -> None:
    """P03"""
    path = FhirPath(form, LIMITS)
    assert path.condition(parse("pregnant_days >= 168")).endswith(" <= (today() + 112 days))")
    assert path.variables == {}
    assert truth(form, "pregnant_days >= 168", {"edd": "2027-03-14"}) is True
    assert truth(form, "pregnant_days >= 168", {"edd": "2027-03-15"}) is False
    assert truth(form, "not pregnant_days >= 168", {}) is None


@pytest.mark.parametrize(
    ("rule", "group", "code", "name"),
    [
        ("matches(t, 'child_protective')", "", "function", "matches"),
        ("alerts_standing('act_now') > 0", "", "function", "alerts_standing"),
        ("workdays(booked, edd) > 1", "", "function", "workdays"),
        ("age(edd, today()) > n", "", "function", "age"),
        ("milestone('book_by') < today()", "", "function", "milestone"),
        ("sum(parents, hours) > 1", "", "function", "sum"),
        ("dob < today()", "parents", "partial-date", "parents.dob"),
        ("age(edd, dob) > 1", "parents", "partial-date", "parents.dob"),
        ("days(2026-11-22, edd) > 999999999", "", "function", "days"),
        ("who = 'Anna'", "", "reading", "who"),
        ("length(edd) > 1", "", "reading", "edd"),
    ],
)
def test_what_has_no_counterpart_is_refused(
    form: Form, rule: str, group: str, code: str, name: str
) -> None:
    """P04"""
    with pytest.raises(Inexpressible) as failed:
        FhirPath(form, LIMITS).condition(parse(rule), group)
    assert (failed.value.code, failed.value.name) == (code, name)


def test_a_person_named_in_a_row_is_refused(tmp_path: Path) -> None:
    """P04"""
    more = (
        "- {group: adults, title: A, row: Adult, max: 3, questions: ["
        "{id: of_whom, kind: person, ask: Whom?, disclose: all},"
        " {id: name, kind: text, ask: Name?, disclose: all}]}"
    )
    with pytest.raises(Inexpressible) as failed:
        FhirPath(form_of_names(tmp_path, more), LIMITS).condition(
            parse("of(of_whom, name) = 'Anna'"), "adults"
        )
    assert (failed.value.code, failed.value.name) == ("person-in-row", "adults.of_whom")


@pytest.mark.parametrize(
    ("rule", "found"),
    [
        ("is(absent, 'yes') or has(absent, 'yes') or only(absent, 'yes')", False),
        ("answered(absent) or known(absent)", False),
        ("any(tasks, is(kind, 'wash'))", False),
        ("all(tasks, is(kind, 'wash'))", True),
        ("count(tasks) = 0 and count(tasks, answered(weight)) = 0", True),
        ("absent = 'yes'", None),
        ("length(absent) = 0", True),
    ],
)
def test_what_another_form_asks_is_blank(form: Form, rule: str, found: bool | None) -> None:
    """P05"""
    assert truth(form, rule, {"a": "yes"}) is found


@pytest.mark.parametrize(
    ("born", "at_least_sixteen"),
    [
        ("2010-11-22", True),
        ("2010-11-23", False),
        ("2010-11", True),
        ("2010-12", False),
        ("2010", True),
        ("2011", False),
        ({"status": "not_known"}, None),
    ],
)
def test_an_age_counts_from_the_earliest_day(
    form: Form, born: Any, at_least_sixteen: bool | None
) -> None:
    """P06"""
    answers = {"who": "Kid", "children": [{"given_name": "Kid", "dob": born}, {"dob": "2000"}]}
    assert truth(form, "age(of(who, dob), today()) >= 16", answers) is at_least_sixteen


def test_somebody_unknown_leads_nowhere(form: Form) -> None:
    """P06"""
    answers = {"who": "Nobody", "children": [{"given_name": "Kid", "dob": "2000"}]}
    assert truth(form, "age(of(who, dob), today()) >= 16", answers) is None
