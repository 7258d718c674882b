# SPDX-License-Identifier: Apache-2.0
"""What rules mean.

E01 Every mistake that compiling finds names its place; this file provokes each of them.
E02 `is has only answered known matches any all` and every count are two-valued: a blank is false,
    or 0.
E03 A comparison or sum with a blank, a hidden answer or a status is unknown.
E04 Truth is Kleene's: the laws hold for every rule and every scope.
E05 Running a rule that compiled never raises, whatever is answered.
E06 In a row the row's names come first, then the record's; a definition without `row_of` is read
    at record level.
E07 What only another form asks reads as blank.
E08 The tempting wrong translations are different.
E09 A definition may be read as a condition and as a value, each as often as wanted.
"""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.rules import (
    NAMES,
    TODAY,
    code,
    compiler,
    day,
    holds,
    multi,
    names,
    number,
    scope,
    scopes,
    status,
    text_cell,
    truths,
    value,
)
from kinfile.forms.rules import evaluate
from kinfile.forms.rules.ast import And, Node, Not, Or
from kinfile.forms.rules.parse import RuleMistake, parse
from kinfile.forms.rules.scope import NO_ROW, Cell, Scope

MISTAKES = [
    ("isnt(a, 'yes')", "rule-function", 0),
    ("frobnicate(n) > 1", "rule-function", 0),
    ("days(a, b, edd)", "rule-not-a-condition", 0),
    ("not 5", "rule-not-a-condition", 4),
    ("'yes'", "rule-not-a-condition", 0),
    ("n + 1", "rule-not-a-condition", 0),
    ("n and answered(a)", "rule-bare-question", 0),
    ("answered(a) and absent", "rule-bare-question", 16),
    ("any(parents, elsewhere)", "rule-bare-question", 13),
    ("answered(a) or typo", "rule-name", 15),
    ("typo > 1", "rule-name", 0),
    ("is(typo, 'yes')", "rule-name", 3),
    ("sum(parents, typo) > 1", "rule-name", 13),
    ("sum(tasks, typo) > 1", "rule-name", 11),
    ("a in (b)", "rule-list", 6),
    ("a in (typo)", "rule-list", 6),
    ("is(a, b)", "rule-list", 6),
    ("is(a, 3)", "rule-literal", 6),
    ("is(a)", "rule-arguments", 0),
    ("has(m)", "rule-arguments", 0),
    ("answered(a, b)", "rule-arguments", 0),
    ("known()", "rule-arguments", 0),
    ("any(parents)", "rule-arguments", 0),
    ("matches(t, a)", "rule-arguments", 0),
    ("days(edd) > 1", "rule-arguments", 0),
    ("today(edd) > edd", "rule-arguments", 0),
    ("how_many() > 1", "rule-arguments", 0),
    ("count() > 1", "rule-arguments", 0),
    ("count(parents, is(role, 'mother'), answered(a)) > 1", "rule-arguments", 0),
    ("sum(parents) > 1", "rule-arguments", 0),
    ("length(t, t) > 1", "rule-arguments", 0),
    ("coalesce(edd) < today()", "rule-arguments", 0),
    ("of(who, 'dob') < today()", "rule-arguments", 0),
    ("milestone(edd) < today()", "rule-arguments", 0),
    ("limit(5) < 1", "rule-arguments", 0),
    ("alerts_standing() > 0", "rule-arguments", 0),
    ("has(a, 'yes')", "rule-not-a-multi", 4),
    ("only(r, 'no')", "rule-not-a-multi", 5),
    ("any(parents, has(role, 'mother'))", "rule-not-a-multi", 17),
    ("matches(t, 'nothing')", "rule-wordlist", 0),
    ("answered(a) = n", "rule-not-a-value", 0),
    ("n + (a = b) > 1", "rule-not-a-value", 5),
    ("m = 'one'", "rule-not-comparable", 0),
    ("m in ('one')", "rule-not-comparable", 0),
    ("edd + 1 > edd", "rule-sum", 6),
    ("n + a > 1", "rule-sum", 4),
    ("sum(parents, role) > 1", "rule-sum", 13),
    ("n > limit('bedtime')", "rule-limit", 4),
    ("edd > milestone('moon')", "rule-milestone", 6),
    ("alerts_standing('dire') > 0", "rule-severity", 0),
    ("days(n, edd) > 1", "rule-not-a-day", 5),
    ("age(edd, t) > 1", "rule-not-a-day", 9),
    ("of(who, shoe_size) > 1", "rule-person-field", 0),
    ("is('a', 'yes')", "rule-question", 3),
    ("answered(today())", "rule-question", 9),
    ("is(role, 'mother')", "rule-needs-rows", 3),
    ("answered(a) and known(hours)", "rule-needs-rows", 22),
    ("any(parents or a, answered(a))", "rule-group", 4),
    ("any(uncles, answered(a))", "rule-group", 4),
    ("count(a) > 1", "rule-group", 6),
    ("any(parents, any(children, answered(dob)))", "rule-nested-rows", 17),
    ("any(parents, count(tasks) > 0)", "rule-nested-rows", 19),
    ("is(a, 'maybe')", "rule-code", 6),
    ("a = 'maybe'", "rule-code", 4),
    ("'maybe' = a", "rule-code", 0),
    ("a in ('yes', 'maybe')", "rule-code", 13),
    ("has(m, 'three')", "rule-code", 7),
    ("is(t, 'typed words')", "rule-code", 6),
    ("n = 'yes'", "rule-unlike", 4),
    ("edd < 5", "rule-unlike", 6),
    ("n in (2026-11-20)", "rule-unlike", 6),
    ("coalesce(edd, n) < today()", "rule-unlike", 14),
    ("a < 'yes'", "rule-order-of-words", 4),
    ("r >= b", "rule-order-of-words", 5),
]


@pytest.mark.parametrize(("text", "problem", "at"), MISTAKES)
def test_a_mistake_names_its_place(text: str, problem: str, at: int) -> None:
    """E01"""
    with pytest.raises(RuleMistake) as caught:
        compiler().truth(parse(text))
    assert (caught.value.problem, caught.value.at) == (problem, at)
    assert caught.value.rule is None


@pytest.mark.parametrize(
    ("definitions", "text", "problem", "at", "where"),
    [
        ({"one": "two", "two": "not one"}, "answered(a) or one", "rule-cycle", 4, "not one"),
        ({"one": "n + one"}, "one > 1", "rule-cycle", 4, "n + one"),
        ({"one": "is(a, 'maybe')"}, "is(b, 'no') and one", "rule-code", 6, "is(a, 'maybe')"),
        ({"one": "n + 1"}, "answered(a) or one", "rule-not-a-condition", 0, "n + 1"),
        ({"one": "answered(a)"}, "one > 1", "rule-not-a-value", 0, "answered(a)"),
        (
            {"one": "any(children, two)", "parents__two": "is(role, 'mother')"},
            "one",
            "rule-row-definition",
            14,
            "any(children, two)",
        ),
    ],
)
def test_a_mistake_in_a_definition_stands_in_the_definition(
    definitions: dict[str, str], text: str, problem: str, at: int, where: str
) -> None:
    """E01"""
    with pytest.raises(RuleMistake) as caught:
        compiler(names(**definitions)).truth(parse(text))
    mistake = caught.value
    assert (mistake.problem, mistake.at) == (problem, at)
    assert mistake.rule is not None
    assert mistake.rule.text == where


def test_a_row_definition_is_refused_outside_its_rows() -> None:
    """E01, E06"""
    of = names(parents__is_mother="is(role, 'mother')")
    with pytest.raises(RuleMistake) as caught:
        compiler(of).truth(parse("answered(a) and is_mother"))
    assert (caught.value.problem, caught.value.at) == ("rule-row-definition", 16)


def test_every_mistake_is_provoked_here() -> None:
    """E01"""
    source = Path(evaluate.__file__).read_text(encoding="utf-8")
    known = set(re.findall(r'RuleMistake\(\s*"([a-z-]+)"', source))
    provoked = {problem for _text, problem, _at in MISTAKES}
    assert known - provoked == {"rule-cycle", "rule-row-definition"}


ANSWERED = {
    "a": code("yes"),
    "r": code("suspected"),
    "m": multi("one", "none"),
    "n": number(3),
    "edd": day("2027-03-01"),
    "t": text_cell("the baby keeps her going"),
    "who": text_cell("row-1"),
}
UNKNOWN = {name: status("not_known") for name in ANSWERED}


@pytest.mark.parametrize(
    ("text", "answered", "blank", "not_known"),
    [
        ("is(a, 'yes')", True, False, False),
        ("is(a, 'no', 'yes')", True, False, False),
        ("is(a, 'not_known')", False, False, True),
        ("is(r, risk_present)", True, False, False),
        ("is(r, 'no', risk_present)", True, False, False),
        ("is(m, 'one')", True, False, False),
        ("has(m, 'one', 'two')", True, False, False),
        ("has(m, 'not_known')", False, False, True),
        ("only(m, 'one')", False, False, False),
        ("only(m, 'one', 'two', 'none')", True, False, False),
        ("only(m, numbers, 'none')", True, False, False),
        ("answered(a)", True, False, True),
        ("known(a)", True, False, False),
        ("matches(t, 'child_protective')", True, False, False),
        ("length(t) = 24", True, False, False),
        ("length(m) = 0", True, True, True),
        ("length(n) = 0", True, True, True),
        ("how_many(answered(a), is(r, 'no'), n > 2) = 2", True, False, False),
        ("count(parents) = 0", True, True, True),
        ("sum(parents, hours) = 0", True, True, True),
        ("any(parents, answered(a))", False, False, False),
        ("all(parents, answered(a))", True, True, True),
    ],
)
def test_words_are_two_valued(text: str, answered: bool, blank: bool, not_known: bool) -> None:
    """E02"""
    assert holds(text, scope(ANSWERED)) is answered
    assert holds(text) is blank
    assert holds(text, scope(UNKNOWN)) is not_known


@pytest.mark.parametrize(
    ("text", "answered"),
    [
        ("a = 'yes'", True),
        ("a != 'no'", True),
        ("n > 2", True),
        ("n <= 2", False),
        ("n in (1, 2, 3)", True),
        ("n in ()", False),
        ("r in (risk_present)", True),
        ("a = r", False),
        ("edd > today()", True),
        ("edd in (2027-03-01)", True),
        ("days(today(), edd) = 99", True),
        ("weeks(today(), edd) = 14", True),
        ("workdays(today(), edd) = 71", True),
        ("280 - days(today(), edd) = 181", True),
        ("n + 1 - 2 = 2", True),
        ("age(edd, 2037-03-01) = 10", True),
        ("coalesce(booked, edd) = 2027-03-01", True),
        ("t = who", False),
    ],
)
def test_comparisons_with_a_blank_or_a_status_are_unknown(text: str, answered: bool) -> None:
    """E03"""
    assert holds(text, scope(ANSWERED)) is answered
    assert holds(text) is None
    assert holds(text, scope(UNKNOWN)) is None


def test_a_number_of_the_profile_that_nobody_gave_is_unknown() -> None:
    """E03"""
    assert holds("n < limit('stale')", scope(ANSWERED)) is None
    assert holds("n < limit('stale')", scope(ANSWERED, limits={"stale": 30})) is True
    assert holds("today() < milestone('book_by')", scope(ANSWERED)) is None


def test_a_milestone_is_a_day_of_the_pregnancy() -> None:
    timings = {"book_by": 70}
    assert value("milestone('book_by')", scope(ANSWERED, timings=timings)) == (
        day("2026-08-03").plain
    )
    month = scope({"edd": day("2027-03")}, timings=timings)
    assert holds("milestone('book_by') < today()", month) is True
    assert value("milestone('book_by')", scope({"edd": day("0001-03-01")}, timings=timings)) is None
    assert value("milestone('book_by')", scope(UNKNOWN, timings=timings)) is None


def test_standing_alerts_are_counted_by_severity() -> None:
    stands = scope(standing={"act_now": 2})
    assert holds("alerts_standing('act_now') = 2", stands) is True
    assert holds("alerts_standing('info') = 0", stands) is True


def test_what_is_recorded_about_a_person_is_read_from_their_row() -> None:
    row = {"children.dob": day("2010-05-01")}
    people = Scope(TODAY.toordinal(), record={"who": text_cell("row-1")}, people={"row-1": row})
    assert value("of(who, dob)", people) == row["children.dob"].plain
    assert holds("age(of(who, dob), today()) >= 16", people) is True
    assert value("of(who, known_as)", people) is None
    assert value("of(who, dob)", scope({"who": text_cell("nobody")})) is None
    assert value("of(who, dob)") is None


PARENTS = [
    {"parents.role": code("mother"), "parents.ill": code("yes_now"), "parents.hours": number(10)},
    {"parents.role": code("father"), "parents.hours": number(5)},
    {},
]


@pytest.mark.parametrize(
    ("text", "truth"),
    [
        ("any(parents, is(role, 'father') and is(ill, risk_present))", False),
        ("any(parents, is(role, 'father')) and any(parents, is(ill, risk_present))", True),
        ("all(parents, answered(hours))", False),
        ("all(parents, hours > 1)", False),
        ("all(parents, is(a, 'yes'))", True),
        ("any(parents, is(role, 'mother') and is(a, 'yes'))", True),
        ("count(parents) = 3", True),
        ("count(parents, hours > 7) = 1", True),
        ("count(parents, not hours > 7) = 1", True),
        ("sum(parents, hours) = 15", True),
    ],
)
def test_rows_are_looked_at_one_by_one(text: str, truth: bool) -> None:
    """E06"""
    assert holds(text, scope(ANSWERED, {"parents": PARENTS})) is truth


def test_a_definition_reads_the_record_even_within_a_row() -> None:
    """E06"""
    of = names(parents__is_mother="is(role, 'mother')", two_parents="count(parents) > 1")
    rows = scope({}, {"parents": PARENTS})
    assert holds("any(parents, is_mother and two_parents)", rows, of) is True
    assert holds("count(parents, is_mother) = 1 and two_parents", rows, of) is True


@pytest.mark.parametrize(
    ("text", "truth"),
    [
        ("is(absent, 'anything')", False),
        ("has(absent, 'anything')", False),
        ("not answered(absent)", True),
        ("absent > 5", None),
        ("days(absent, today()) > 5", None),
        ("absent + 1 > 5", None),
        ("length(absent) = 0", True),
        ("any(tasks, is(kind, 'anything'))", False),
        ("all(tasks, is(kind, 'anything'))", True),
        ("count(tasks) = 0", True),
        ("count(tasks, answered(kind)) = 0", True),
        ("sum(tasks, weight) = 0", True),
        ("any(parents, is(elsewhere, 'x'))", False),
        ("any(parents, elsewhere > 3)", False),
    ],
)
def test_what_only_another_form_asks_reads_as_blank(text: str, truth: bool | None) -> None:
    """E07"""
    assert holds(text, scope(ANSWERED, {"parents": PARENTS})) is truth


def test_not_equal_is_no_way_to_say_not_answered_so() -> None:
    """E08: on a blank `!=` is unknown, which shows nothing; `not is` is true."""
    assert holds("not is(a, 'yes')") is True
    assert holds("a != 'yes'") is None
    assert holds("not is(a, 'yes')", scope({"a": status("declined")})) is True
    assert holds("a != 'yes'", scope({"a": status("declined")})) is None


def test_counting_is_no_way_to_say_that_no_father_is_known() -> None:
    """E08: a father's row about whom nothing is known is a row all the same."""
    of = names(
        no_father_details="not any(parents, is(role, 'father')) or "
        "any(parents, is(role, 'father') and is(ill, 'not_known'))"
    )
    unknown_father = [{"parents.role": code("father"), "parents.ill": status("not_known")}]
    rows = scope({}, {"parents": unknown_father})
    assert holds("no_father_details", rows, of) is True
    assert holds("count(parents, is(role, 'father')) = 0", rows, of) is False


def test_a_definition_is_a_condition_and_a_value_each_in_its_place() -> None:
    """E09: which of the two is asked first makes no difference."""
    of = names(score="how_many(answered(a), answered(n))", parents__long="hours + 1")
    compiles = compiler(of)
    rows = scope(ANSWERED, {"parents": PARENTS})
    for text in ("score = 2", "score + score = 4", "any(parents, long > 10 and long < 12)"):
        assert compiles.truth(parse(text))(rows, NO_ROW) is True
    with pytest.raises(RuleMistake) as caught:
        compiles.truth(parse("score and answered(a)"))
    assert caught.value.problem == "rule-not-a-condition"
    with pytest.raises(RuleMistake):
        compiler(names(is_so="answered(a)")).truth(parse("is_so and is_so > 1"))


# -- laws ------------------------------------------------------------------------------------

UNKNOWN_TRUTH = parse("a = 'yes'")  # with `a` blank


def equivalent(one: Node, two: Node, answers: Scope) -> bool:
    compiles = compiler()
    return compiles.truth(one)(answers, NO_ROW) is compiles.truth(two)(answers, NO_ROW)


@given(truths(), scopes())
def test_evaluation_never_raises(node: Node, answers: Scope) -> None:
    """E05"""
    assert compiler().truth(node)(answers, NO_ROW) in (True, False, None)


@settings(max_examples=60)
@given(truths(), truths(), scopes())
def test_de_morgan(p: Node, q: Node, answers: Scope) -> None:
    """E04"""
    assert equivalent(Not(And((p, q))), Or((Not(p), Not(q))), answers)
    assert equivalent(Not(Or((p, q))), And((Not(p), Not(q))), answers)


@settings(max_examples=60)
@given(truths(), scopes())
def test_two_nots_are_none(p: Node, answers: Scope) -> None:
    """E04"""
    assert equivalent(Not(Not(p)), p, answers)


@settings(max_examples=60)
@given(truths(), truths(), scopes())
def test_the_order_of_conditions_makes_no_difference(p: Node, q: Node, answers: Scope) -> None:
    """E04"""
    assert equivalent(And((p, q)), And((q, p)), answers)
    assert equivalent(Or((p, q)), Or((q, p)), answers)


@settings(max_examples=60)
@given(truths(), truths(), truths(), scopes())
def test_and_distributes_over_or(p: Node, q: Node, r: Node, answers: Scope) -> None:
    """E04"""
    assert equivalent(And((p, Or((q, r)))), Or((And((p, q)), And((p, r)))), answers)


@pytest.mark.parametrize(
    ("text", "truth"),
    [
        ("answered(b) and a = 'yes'", False),
        ("not answered(b) and a = 'yes'", None),
        ("not answered(b) or a = 'yes'", True),
        ("answered(b) or a = 'yes'", None),
        ("not a = 'yes'", None),
        ("a = 'yes' and not a = 'yes'", None),
        ("a = 'yes' or not a = 'yes'", None),
    ],
)
def test_unknown_after_kleene(text: str, truth: bool | None) -> None:
    """E04: with `a` and `b` blank."""
    assert holds(text) is truth


@given(st.sampled_from(sorted(NAMES.record)), scopes())
def test_answered_and_known_tell_value_status_and_blank_apart(name: str, answers: Scope) -> None:
    """E02"""
    cell: Cell | None = answers.record.get(name)
    assert holds(f"answered({name})", answers) is (cell is not None)
    assert holds(f"known({name})", answers) is (cell is not None and cell.is_value)
