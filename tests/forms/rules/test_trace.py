# SPDX-License-Identifier: Apache-2.0
"""What a rule reads, and what made it true.

T01 `references` finds every question that a rule may read, through definitions and rows.
T02 What only another form asks is not among them, and names nothing twice.
T03 `because` names the answers behind a true rule, with the row each stands in, and no others.
T04 Under a `not` it names what makes the part false: the row that was not seen alone.
T05 A rule that asks which alerts stand is known, also through a definition.
"""

import pytest
from hypothesis import given

from helpers.rules import (
    NAMES,
    TODAY,
    code,
    compiler,
    day,
    names,
    number,
    scope,
    scopes,
    status,
    text_cell,
    truths,
)
from kinfile.forms.rules.ast import Node
from kinfile.forms.rules.parse import parse
from kinfile.forms.rules.scope import NO_ROW, Names, Scope
from kinfile.forms.rules.trace import Reading, Tracer, references, uses_standing_alerts

WITH_DEFINITIONS = names(
    ill_now="any(parents, is_ill)",
    parents__is_ill="is(ill, risk_present) or is(a, 'yes')",
    deep="ill_now and n > 2",
    other_alerts="alerts_standing('act_now') > 0",
    more="answered(a) and other_alerts",
)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("is(a, 'yes') and n > 2", {"a", "n"}),
        ("any(parents, is(role, 'mother') and is(b, 'no'))", {"parents.role", "b"}),
        ("count(parents, hours > 2) > n", {"parents.hours", "n"}),
        ("sum(parents, hours) > 2", {"parents.hours"}),
        ("count(children) > 0", set()),
        ("age(of(who, dob), today()) > 16", {"who", "children.dob", "parents.dob"}),
        ("milestone('book_by') < booked", {"edd", "booked"}),
        ("is(absent, 'x') or any(tasks, answered(kind))", set()),
        ("any(parents, is(elsewhere, 'x'))", set()),
        ("is(r, risk_present) and r in (risk_present)", {"r"}),
        ("ill_now", {"parents.ill", "a"}),
        ("deep and deep", {"parents.ill", "a", "n"}),
    ],
)
def test_what_a_rule_may_read(text: str, read: set[str]) -> None:
    """T01, T02"""
    assert references(parse(text), WITH_DEFINITIONS) == read


def test_within_a_row_the_rows_names_come_first() -> None:
    """T01"""
    assert references(parse("age(dob, edd) > 5"), NAMES, "parents") == {"parents.dob", "edd"}


def test_a_circle_of_definitions_ends() -> None:
    """T01"""
    circle = names(one="two or answered(a)", two="one or answered(b)")
    assert references(parse("one"), circle) == {"a", "b"}


def test_a_form_without_a_due_date_has_none_to_read() -> None:
    """T02"""
    without = Names(record={}, groups={}, lists={}, definitions={}, timings=frozenset({"book_by"}))
    assert references(parse("milestone('book_by') < today()"), without) == set()


ANSWERS = {
    "a": code("yes"),
    "b": code("no"),
    "n": number(3),
    "edd": day("2027-03-01"),
    "who": text_cell("row-2"),
    "r": status("declined"),
}
ROWS = {
    "parents": [
        {"parents.role": code("mother"), "parents.ill": code("no"), "parents.hours": number(1)},
        {
            "parents.role": code("father"),
            "parents.ill": code("yes_now"),
            "parents.hours": number(9),
        },
        {},
    ],
    "children": [{"children.dob": day("2010-01-01")}, {"children.dob": day("2024-01-01")}],
}


def because(text: str, answers: Scope | None = None, of: Names = WITH_DEFINITIONS) -> list[str]:
    """What stands behind a rule, as `question` or `question row`."""
    seen = answers or Scope(
        TODAY.toordinal(),
        record=dict(ANSWERS),
        rows={name: list(rows) for name, rows in ROWS.items()},
        timings={"book_by": 70},
        standing={"act_now": 1},
    )
    seen.people = {f"row-{n}": row for n, row in enumerate(seen.rows["children"], start=1)}
    tracer = Tracer(of, compiler(of))
    found = tracer.because(parse(text), seen)
    assert len(set(found)) == len(found)
    assert tracer.because(parse(text), seen) == found
    return [f"{each.question} {each.number}" if each.number else each.question for each in found]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("is(a, 'yes') and n > 2", ["a", "n"]),
        ("is(a, 'no') or is(b, 'no')", ["b"]),
        ("not is(a, 'no')", ["a"]),
        ("not is(m, 'one')", []),
        ("is(r, 'declined')", ["r"]),
        ("any(parents, is(ill, risk_present))", ["parents.ill 2"]),
        ("any(parents, is(ill, risk_present) and is(a, 'yes'))", ["parents.ill 2", "a"]),
        ("all(parents, is(a, 'yes') or is(ill, 'no'))", ["a", "parents.ill 1"]),
        ("count(parents, hours > 5) = 1", ["parents.hours 2"]),
        ("count(parents) = 3", []),
        ("sum(parents, hours) = 10", ["parents.hours 1", "parents.hours 2"]),
        ("how_many(is(a, 'yes'), is(b, 'yes'), n > 1) >= 2", ["a", "n"]),
        ("age(of(who, dob), today()) < 5", ["who", "children.dob 2"]),
        ("milestone('book_by') < today()", ["edd"]),
        ("any(tasks, answered(kind)) or is(absent, 'x') or is(a, 'yes')", ["a"]),
        ("deep", ["a", "parents.ill 2", "n"]),
        ("a = 'yes' and 2026-11-20 < edd", ["a", "edd"]),
        ("more", ["a"]),
    ],
)
def test_what_makes_a_rule_true(text: str, found: list[str]) -> None:
    """T03"""
    assert because(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("not all(parents, is(role, 'mother') or not answered(role))", ["parents.role 2"]),
        ("not (is(a, 'no') or is(b, 'yes'))", ["a", "b"]),
        ("not (is(a, 'yes') and is(b, 'yes'))", ["b"]),
        ("not any(parents, is(ill, 'suspected'))", []),
        ("not not is(a, 'yes')", ["a"]),
        ("not (count(parents, hours > 5) = 2)", ["parents.hours 2"]),
    ],
)
def test_what_makes_a_denied_part_false(text: str, found: list[str]) -> None:
    """T04"""
    assert because(text) == found


def test_a_person_who_is_not_there_has_no_answers_behind_a_rule() -> None:
    """T03"""
    nobody = scope({"who": text_cell("row-9")}, {"children": [{"children.dob": day("2010")}]})
    assert because("answered(who) or of(who, dob) < today()", nobody) == ["who"]
    assert because("not age(of(who, dob), today()) > 1 or answered(who)", nobody) == ["who"]
    assert because("coalesce(of(absent, dob), 2020-01-01) < today()", nobody) == []


@given(truths(), scopes())
def test_because_names_only_answers_that_are_there(node: Node, answers: Scope) -> None:
    """T03"""
    maker = compiler()
    if maker.truth(node)(answers, NO_ROW) is not True:
        return
    for reading in Tracer(NAMES, maker).because(node, answers):
        assert reading.question in references(node, NAMES) | {"parents.dob"}
        group = reading.question.rpartition(".")[0]
        cells = answers.rows[group][reading.number - 1] if group else answers.record
        assert reading.question in cells


@pytest.mark.parametrize(
    ("text", "uses"),
    [
        ("alerts_standing('info') = 0", True),
        ("answered(a) and not other_alerts", True),
        ("more", True),
        ("ill_now", False),
        ("answered(a)", False),
    ],
)
def test_rules_that_ask_which_alerts_stand(text: str, uses: bool) -> None:
    """T05"""
    assert uses_standing_alerts(parse(text), WITH_DEFINITIONS) is uses


def test_a_reading_of_the_record_has_no_row() -> None:
    assert Reading("edd").number == 0
