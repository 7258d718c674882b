# SPDX-License-Identifier: Apache-2.0
"""Alerts of a report: what they expect, hold back, forbid and wait for.

E06 An alert that expected other answers asks why until it is acknowledged.
E07 A text that a wording check found is held back until it is confirmed, one by one.
E08 Acknowledgements: with a reason of 20 characters where a reason is asked for.
E09 Signing waits for what is missing, odd, unacknowledged, held back and forbidden.
E12 A silent alert that an answer to come could raise is named with what it waits for.
E13 An alert is restricted where a restricted answer is behind it, or a section that one restricts.
"""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from helpers.small import (
    alert,
    paths,
    place,
    problems,
    report_of,
    small_form,
    standing,
)
from kinfile.forms.model import Form, GroupId, QuestionId
from kinfile.records.evaluate import place_of
from kinfile.records.marks import Marks
from kinfile.records.model import Answers
from kinfile.records.model import Path as AnswerPath
from kinfile.records.report import Acknowledgement, Blocker, Report

# -- alerts ----------------------------------------------------------------------------------

ALERTING = """
- {id: danger, kind: risk, ask: Q, disclose: restricted}
- id: decision
  kind: multi
  ask: Q
  disclose: all
  options: {universal: U, help: H, referral: R}
- {id: discussed, kind: choice, ask: Q, disclose: all, options: {done: D, not_yet: N}}
- {id: note, kind: text, ask: Q, disclose: all}
- {id: shy, kind: text, ask: Q, disclose: all, show_when: "is(danger, 'yes_now')"}
- group: parents
  title: P
  row: P
  questions:
    - {id: safety, kind: long_text, ask: Q, disclose: all}
    - {id: ill, kind: risk, ask: Q, disclose: all}
"""
RULES = (
    alert("R01", "is(danger, risk_present)", forces="[ack, 'expect:decision~help,referral']")
    + alert("R02", "is(danger, 'yes_now')", forces="[ack+rationale, 'forbid:discussed~not_yet']")
    + alert(
        "R03",
        "any(parents, matches(safety, 'child_protective')) or (is(danger, 'yes_now') and "
        "matches(note, 'child_protective'))",
        forces="[block_field]",
        severity="act_now",
    )
    + alert("R04", "is(danger, 'suspected')", forces="['restrict:one']", severity="info")
    + alert("R05", "answered(note)", severity="info")
)
NONE = {"parents": {"status": "none"}}


@pytest.fixture(scope="module")
def alerting(tmp_path_factory: pytest.TempPathFactory) -> Form:
    return small_form(tmp_path_factory.mktemp("forms"), ALERTING, alerts=RULES)


def waits(report: Report) -> list[tuple[str, str]]:
    """Code, and the path or alert of everything that signing waits for."""
    return [(each.code, str(each.path or each.alert)) for each in report.blockers]


def said(note: str = "Done", *alerts: str) -> Marks:
    return Marks(acknowledged={name: Acknowledgement("J. Rowe", note) for name in alerts})


@pytest.mark.parametrize(
    ("decision", "asked"),
    [
        (["universal"], True),
        (["help"], False),
        (["universal", "referral"], False),
        ({"status": "not_known"}, True),
        (None, False),
    ],
)
def test_an_alert_that_expected_other_answers_asks_why(
    alerting: Form, decision: Any, asked: bool
) -> None:
    """E06: a blank is missing, if anything, and not questioned."""
    report = report_of(alerting, {**NONE, "danger": "yes_past", "decision": decision})
    expected = [("expected-answer", "decision")] if asked else []
    assert [each for each in problems(report) if each[0] == "expected-answer"] == expected
    assert (("problem", "decision") in waits(report)) is asked


def test_the_reason_is_the_note_of_the_acknowledgement(alerting: Form) -> None:
    """E06"""
    answers = {**NONE, "danger": "yes_past", "decision": ["universal"]}
    open_report, done = (
        report_of(alerting, answers),
        report_of(alerting, answers, marks=said("Agreed", "R01")),
    )
    (problem,) = open_report.problems
    assert problem.facts == {"alert": "R01", "values": "help,referral"}
    assert waits(open_report) == [("problem", "decision"), ("acknowledge", "R01")]
    assert [each.confirmed for each in done.problems] == [True]
    assert waits(done) == []


def test_two_alerts_may_expect_something_of_one_answer(tmp_path: Path) -> None:
    """E06"""
    form = small_form(
        tmp_path,
        ALERTING,
        alerts=alert("R01", "answered(note)", forces="['expect:decision~help']")
        + alert("R02", "answered(note)", forces="['expect:decision~referral']"),
    )
    report = report_of(form, {**NONE, "note": "x", "decision": ["universal"]})
    assert [each.facts["alert"] for each in report.problems] == ["R01", "R02"]


TEXT = "Her baby keeps her going"


def test_a_text_is_held_back_until_it_is_confirmed(alerting: Form) -> None:
    """E07: each text by itself; other answers behind the alert are no texts."""
    answers = {
        "danger": "yes_now",
        "discussed": "done",
        "decision": ["help"],
        "note": TEXT,
        "parents": [{"safety": "Sister stays"}, {"safety": TEXT}],
    }
    marks = said("x" * 20, "R01", "R02")
    report = report_of(alerting, answers, marks=marks)
    held = next(each for each in report.alerts if each.alert.id == "R03")
    assert paths(held.because) == ["parents.safety[2]", "danger", "note"]
    assert paths(held.blocked) == ["parents.safety[2]", "note"]
    assert waits(report) == [("blocked-text", "parents.safety[2]"), ("blocked-text", "note")]
    assert held.is_open
    one = {("R03", place("parents.safety", "row-2")): Acknowledgement("J. Rowe", "")}
    report = report_of(alerting, answers, marks=replace(marks, confirmed_texts=one))
    assert waits(report) == [("blocked-text", "note")]
    both = {**one, ("R03", place("note")): Acknowledgement("J. Rowe", "")}
    report = report_of(alerting, answers, marks=replace(marks, confirmed_texts=both))
    assert waits(report) == []
    assert standing(report) == ["R01", "R02", "R03", "R05"]


def test_a_text_confirmed_for_one_alert_or_row_is_confirmed_for_no_other(alerting: Form) -> None:
    """E07"""
    answers = {"parents": [{"safety": TEXT}]}
    for key in (
        ("R01", place("parents.safety", "row-1")),
        ("R03", place("parents.safety", "row-2")),
    ):
        marks = Marks(confirmed_texts={key: Acknowledgement("J. Rowe", "")})
        assert ("blocked-text", "parents.safety[1]") in waits(
            report_of(alerting, answers, marks=marks)
        )


@pytest.mark.parametrize(
    ("note", "done"),
    [("", False), ("x" * 19, False), (" " * 30 + "short", False), ("x" * 20, True)],
)
def test_a_reason_is_twenty_characters_or_more(alerting: Form, note: str, done: bool) -> None:
    """E08: a mere acknowledgement takes any note."""
    report = report_of(
        alerting,
        {**NONE, "danger": "yes_now", "decision": ["help"], "shy": "x"},
        marks=said(note, "R01", "R02"),
    )
    first, second = report.alerts
    assert first.acknowledged is not None
    assert not first.is_open
    assert (second.acknowledged is not None) is done
    assert second.is_open is not done
    assert waits(report) == ([] if done else [("acknowledge", "R02")])


def test_a_forbidden_answer_holds_up_signing(alerting: Form) -> None:
    """E09"""
    answers = {**NONE, "danger": "yes_now", "decision": ["help"], "discussed": "not_yet"}
    marks = said("x" * 20, "R01", "R02")
    report = report_of(alerting, answers, marks=marks)
    assert report.blockers == (Blocker("forbidden", path=AnswerPath("discussed"), alert="R02"),)
    for answer in ("done", None, {"status": "declined"}):
        assert waits(report_of(alerting, {**answers, "discussed": answer}, marks=marks)) == []


def test_an_alert_that_clears_asks_for_nothing(alerting: Form) -> None:
    """E08"""
    report = report_of(alerting, {**NONE, "danger": "no"}, marks=said("x" * 20, "R02"))
    assert report.alerts == ()
    assert waits(report) == []


def test_what_is_restricted(alerting: Form) -> None:
    """E13"""
    plain = report_of(alerting, {**NONE, "note": "x"})
    assert [(each.alert.id, each.restricted) for each in plain.alerts] == [("R05", False)]
    assert plain.restricted == frozenset()
    past = report_of(alerting, {**NONE, "danger": "yes_past"})
    assert [(each.alert.id, each.restricted) for each in past.alerts] == [("R01", True)]
    widened = report_of(alerting, {**NONE, "danger": "suspected", "note": "x"})
    assert [(each.alert.id, each.restricted) for each in widened.alerts] == [
        *(("R01", True), ("R04", True), ("R05", True)),
    ]
    assert QuestionId("note") in widened.restricted


def test_a_text_of_a_row_that_went_is_at_no_place() -> None:
    answers = Answers(groups={GroupId("parents"): ()})
    assert place_of(AnswerPath("parents.safety", "parents", 1), answers) is None
    assert place_of(AnswerPath("note"), answers) == place("note")


@pytest.mark.parametrize(
    ("danger", "waiting"),
    [
        (None, ["R01", "R02", "R03", "R04"]),
        ("not_known", ["R01", "R02", "R03", "R04"]),
        ({"status": "declined"}, ["R01", "R02", "R03", "R04"]),
        ({"status": "not_applicable", "reason": "other"}, []),
        ("no", []),
        ("yes_past", []),
    ],
)
def test_alerts_that_cannot_tell_yet(alerting: Form, danger: Any, waiting: list[str]) -> None:
    """E12"""
    report = report_of(
        alerting, {"danger": danger, "note": "x", "parents": [{"safety": "x", "ill": "no"}]}
    )
    assert [(name, paths(behind)) for name, behind in report.undecided] == [
        (name, ["danger"]) for name in waiting
    ]


def test_a_choice_whose_own_list_says_not_known_tells_nothing(tmp_path: Path) -> None:
    """E12"""
    form = small_form(
        tmp_path,
        "- {id: a, kind: choice, ask: Q, disclose: all, options: {yes_so: Y, not_known: N, "
        "declined: D}}",
        alerts=alert("R01", "is(a, 'yes_so')"),
    )
    assert report_of(form, {"a": "not_known"}).undecided
    assert not report_of(form, {"a": "declined"}).undecided
    assert not report_of(form, {"a": "yes_so"}).undecided


def test_an_alert_speaks_of_the_row_that_is_behind_it(alerting: Form) -> None:
    report = report_of(alerting, {"parents": [{}, {"safety": TEXT}]})
    assert [paths(each.because) for each in report.alerts] == [["parents.safety[2]"]]
