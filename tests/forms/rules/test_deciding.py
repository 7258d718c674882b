# SPDX-License-Identifier: Apache-2.0
"""Which parts of a rule decided, and on which facts they rest.

D01 Of a true `or` the true arms are named, of a false `and` the false ones, and no others.
D02 What cannot tell is kept open by what is blank, and that is what is named.
D03 A rule over rows names the row that decides, or that there is none.
D04 A count names those that hold where enough do, and the others where too few do.
D05 The law: while every fact named stays as it is, and so does what is read of the profile and
    the day, the rule comes out the same, whatever else is answered, added or struck out.
D06 Nothing is named twice, and asking again says the same.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.rules import (
    NAMES,
    TODAY,
    code,
    compiler,
    day,
    names,
    number,
    row_truths,
    scopes,
    status,
    text_cell,
    truths,
)
from kinfile.forms.rules.ast import Node, write
from kinfile.forms.rules.deciding import (
    Clause,
    Decider,
    Fact,
    Limit,
    Outcome,
    Rows,
    Standings,
    Timing,
    Today,
)
from kinfile.forms.rules.operations import Truth
from kinfile.forms.rules.parse import parse
from kinfile.forms.rules.scope import NO_ROW, Cell, Cells, Names, Scope
from kinfile.forms.rules.trace import Reading

DEFINED = names(
    ill_now="any(parents, is_ill)",
    parents__is_ill="is(ill, risk_present) or is(a, 'yes')",
    factors="how_many(ill_now, is(b, 'yes'), is(r, risk_present))",
    late="days(booked, edd) > limit('stale')",
    others="alerts_standing('act_now') > 0",
)
ROWS = {
    "parents": [
        {"parents.role": code("mother"), "parents.ill": code("no"), "parents.hours": number(1)},
        {"parents.role": code("father"), "parents.ill": code("yes_now")},
    ],
    "children": [{"children.dob": day("2010-01-01")}],
}
ANSWERS = {
    "b": code("no"),
    "n": number(3),
    "edd": day("2027-03-01"),
    "who": text_cell("row-1"),
    "r": status("declined"),
}


def seen() -> Scope:
    children = ROWS["children"]
    return Scope(
        TODAY.toordinal(),
        record=dict(ANSWERS),
        rows={name: list(rows) for name, rows in ROWS.items()},
        people={"row-1": children[0]},
        limits={"stale": 30},
        timings={"book_by": 70},
        standing={"act_now": 1},
    )


OUTCOMES: dict[Truth, tuple[Outcome, Outcome]] = {
    True: (Outcome.TRUE, Outcome.NOT_FALSE),
    False: (Outcome.FALSE, Outcome.NOT_TRUE),
    None: (Outcome.NOT_TRUE, Outcome.NOT_FALSE),
}
"""What each truth bears out."""


def decided(text: str, of: Names = DEFINED, scope: Scope | None = None) -> tuple[Clause, ...]:
    node, scope = parse(text), scope or seen()
    made = compiler(of)
    truth, found = Decider(of, made).decide(node, scope)
    assert truth is made.truth(node)(scope, NO_ROW)
    assert len(set(found)) == len(found)
    return found


def told(fact: Fact) -> str:
    match fact:
        case Reading(question, row):
            return f"{question} {row}" if row else question
        case Rows(group):
            return f"rows of {group}"
        case Limit(name) | Timing(name) | Standings(name):
            return f"{type(fact).__name__} {name}"
        case Today():
            return "today"


def facts(text: str, scope: Scope | None = None) -> list[str]:
    found = [fact for clause in decided(text, scope=scope) for fact in clause.facts]
    return [told(fact) for fact in dict.fromkeys(found)]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("is(b, 'no') or is(a, 'yes')", ["b"]),
        ("is(b, 'no') or n > 2 or is(a, 'yes')", ["b", "n"]),
        ("is(b, 'yes') or is(a, 'yes')", ["b", "a"]),
        ("is(b, 'yes') and n > 2 and is(a, 'yes')", ["b", "a"]),
        ("is(b, 'no') and n > 2", ["b", "n"]),
        ("not (is(b, 'yes') and n > 2)", ["b"]),
        ("not (is(b, 'no') or n > 99)", ["b"]),
        ("known(r)", ["r"]),
        ("answered(r) and not known(a)", ["r", "a"]),
        ("is(absent, 'x') or is(b, 'yes')", ["b"]),
    ],
)
def test_only_the_arms_that_matter_are_named(text: str, named: list[str]) -> None:
    """D01"""
    assert facts(text) == named


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("booked < edd", ["booked"]),
        ("days(booked, edd) > 3 and n > 2", ["booked"]),
        ("days(booked, edd) > 3 and n > 9", ["n"]),
        ("late or n > 9", ["booked", "n"]),
        ("r = 'yes_now'", ["r"]),
        ("coalesce(booked, edd) > 2027-01-01", ["booked", "edd"]),
        ("coalesce(edd, booked) > 2027-01-01", ["edd"]),
        ("age(of(who, dob), today()) >= 16", ["who", "children.dob 1", "today"]),
        ("milestone('book_by') < today()", ["edd", "Timing book_by", "today"]),
        ("milestone('refer_by') < today()", ["edd", "Timing refer_by"]),
        ("n > limit('stale')", ["n", "Limit stale"]),
        ("n > limit('late_booking')", ["Limit late_booking"]),
        ("length(t) > 0", ["t"]),
        ("others", ["Standings act_now"]),
        ("n in (3, 4)", ["n"]),
    ],
)
def test_what_keeps_a_rule_open_is_named(text: str, named: list[str]) -> None:
    """D02"""
    assert facts(text) == named


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("ill_now", ["parents.ill 2"]),
        ("any(parents, hours > 5)", ["rows of parents", "parents.hours 1", "parents.hours 2"]),
        ("all(parents, answered(role))", ["rows of parents", "parents.role 1", "parents.role 2"]),
        ("all(parents, answered(hours))", ["parents.hours 2"]),
        ("any(tasks, answered(kind))", []),
        ("count(children) > 0", ["rows of children"]),
        ("sum(parents, hours) > 9", ["rows of parents", "parents.hours 1", "parents.hours 2"]),
        ("any(parents, is(ill, 'no') and is(b, 'no'))", ["parents.ill 1", "b"]),
        ("any(parents, is(b, 'no'))", ["rows of parents", "b"]),
        ("count(parents, is(b, 'no')) > 0", ["rows of parents", "b"]),
    ],
)
def test_a_rule_over_rows_names_the_row(text: str, named: list[str]) -> None:
    """D03"""
    assert facts(text) == named


def test_of_a_person_who_is_not_there_everybody_counts() -> None:
    """D03"""
    scope = seen()
    scope.record["who"] = text_cell("nobody")
    named = facts("age(of(who, dob), today()) >= 16", scope)
    assert named == ["who", "rows of children", "rows of parents"]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("factors >= 1", ["parents.ill 2"]),
        ("factors > 0", ["parents.ill 2"]),
        ("factors < 1", ["parents.ill 2"]),
        ("factors >= 2", ["b", "r"]),
        ("factors <= 1", ["b", "r"]),
        ("factors = 1", ["parents.ill 2", "b", "r"]),
        ("count(parents, is(ill, risk_present)) >= 1", ["parents.ill 2"]),
        ("count(parents, is(ill, risk_present)) > 1", ["rows of parents", "parents.ill 1"]),
        ("count(tasks, answered(kind)) > 1", []),
    ],
)
def test_a_count_names_those_that_hold_or_the_others(text: str, named: list[str]) -> None:
    """D04"""
    assert facts(text) == named


def test_a_clause_says_where_it_was_read_and_how_it_came_out() -> None:
    """D03"""
    (clause,) = decided("ill_now")
    assert (write(clause.node), clause.group, clause.number) == (
        "is(ill, risk_present)",
        "parents",
        2,
    )
    assert clause.truth is True
    (clause,) = decided("booked < edd")
    assert clause.truth is None


# -- the law ----------------------------------------------------------------------------------


def mixed(one: Cells, other: Cells, keep: set[str]) -> dict[str, Cell]:
    """`other`, but as in `one` wherever `keep` says so."""
    kept = {name: cell for name, cell in one.items() if name in keep}
    return kept | {name: cell for name, cell in other.items() if name not in keep}


def otherwise(scope: Scope, other: Scope, named: set[Fact]) -> Scope:
    """`other` with every named fact as it is in `scope`. Rows before a named one stay where it is.

    Limits, timings, the day and the alerts that stand are changed only where nothing names them.
    """
    readings = {fact for fact in named if isinstance(fact, Reading)}
    rows: dict[str, list[dict[str, Cell]]] = {}
    for group in scope.rows:
        ours, theirs = scope.rows[group], other.rows.get(group, [])
        last = max((r.number for r in readings if r.question.startswith(f"{group}.")), default=0)
        count = len(ours) if Rows(group) in named else max(last, len(theirs))
        rows[group] = [
            mixed(
                ours[n] if n < len(ours) else {},
                theirs[n] if n < len(theirs) else {},
                {r.question for r in readings if r.number == n + 1},
            )
            for n in range(count)
        ]
    here = {r.question for r in readings if not r.number}
    limits = {f.name for f in named if isinstance(f, Limit)}
    timings = {f.name for f in named if isinstance(f, Timing)}
    standing = {f.severity for f in named if isinstance(f, Standings)}
    return Scope(
        scope.today if Today() in named else other.today,
        record=mixed(scope.record, other.record, here),
        rows=rows,
        people={f"row-{n}": cells for n, cells in enumerate(rows["parents"], start=1)},
        limits=_kept(scope.limits, other.limits, limits),
        timings=_kept(scope.timings, other.timings, timings),
        standing=_kept(scope.standing, other.standing, standing),
    )


def _kept(one: object, other: object, keep: set[str]) -> dict[str, int]:
    assert isinstance(one, dict)
    assert isinstance(other, dict)
    return {k: v for k, v in one.items() if k in keep} | {
        k: v for k, v in other.items() if k not in keep
    }


@given(truths(), scopes(), scopes(), st.integers(0, 1))
def test_what_is_named_is_enough(node: Node, scope: Scope, other: Scope, choice: int) -> None:
    """D05, D06"""
    made = compiler()
    truth = made.truth(node)
    outcome = OUTCOMES[truth(scope, NO_ROW)][choice]
    decider = Decider(NAMES, made)
    found = decider.clauses(node, scope, outcome)
    assert decider.clauses(node, scope, outcome) == found
    named = {fact for clause in found for fact in clause.facts}
    assert outcome in OUTCOMES[truth(otherwise(scope, other, named), NO_ROW)]


@given(
    row_truths(),
    scopes().filter(lambda s: bool(s.rows["parents"])),
    scopes(),
    st.integers(0, 1),
)
def test_within_a_row_too(node: Node, scope: Scope, other: Scope, choice: int) -> None:
    """D05"""
    made = compiler()
    truth = made.truth(node, "parents")
    row = scope.rows["parents"][0]
    outcome = OUTCOMES[truth(scope, row)][choice]
    found = Decider(NAMES, made).clauses(node, scope, outcome, row=row, group="parents", number=1)
    named = {fact for clause in found for fact in clause.facts}
    changed = otherwise(scope, other, named)
    kept = {f.question for f in named if isinstance(f, Reading) and f.number == 1}
    there = changed.rows["parents"][0] if changed.rows["parents"] else mixed(row, {}, kept)
    assert outcome in OUTCOMES[truth(changed, there)]
