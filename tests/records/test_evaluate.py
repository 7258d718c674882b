# SPDX-License-Identifier: Apache-2.0
"""From answers to a report.

E01 Missing: blank, shown, required, in an open section; a status is an answer; order as in the
    form, rows in their order, a group's own lack where the group opens.
E02 Rows are missing below the minimum, or below one where the group's rule holds; "none" is none.
E03 An empty group of minimum 0 is questioned until "none" is said; made rows are not asked for.
E04 Section states: the first that holds of closed, nothing answered, to check, complete.
E05 A confirmed problem is no longer asked about; an error cannot be confirmed.
E09 Signing waits for what is missing, odd, unacknowledged, held back and forbidden.
E10 Gaps are every visible not known, not asked and declined, safety questions first.
E11 Hidden answers are listed as set aside, and come back when they are shown again.
E14 The same answers give the same report.
E15 What it takes grows with the form and no faster: so many steps of rules, whatever is asked.
"""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from bench import made_up_form
from bench.counting import rule_nodes
from hypothesis import given, settings

from helpers.answers import any_answers
from helpers.small import (
    TODAY,
    alert,
    answers_of,
    missing,
    national,
    paths,
    place,
    problems,
    report_of,
    section,
    small_form,
    standing,
)
from kinfile.forms import catalogue
from kinfile.forms.model import Form, GroupId, SectionId
from kinfile.forms.profile import NATIONAL, PROFILE
from kinfile.records.evaluate import evaluate, place_of
from kinfile.records.marks import NO_MARKS, Marks
from kinfile.records.model import Answer, Answers, Row
from kinfile.records.model import Path as AnswerPath
from kinfile.records.report import Blocker, Report, SectionState

FIRST = """
- {id: must, kind: text, ask: Q, disclose: all, required: yes}
- {id: opt, kind: yes_no_unknown, ask: Q, disclose: all}
- {id: if_so, kind: text, ask: Q, disclose: all, required: yes, show_when: "is(opt, 'yes')"}
- group: parents
  title: P
  row: Parent
  min: 1
  questions:
    - {id: name, kind: text, ask: Q, disclose: all, required: yes}
    - {id: ill, kind: risk, ask: Q, disclose: restricted, required: yes}
- {id: last, kind: date, ask: Q, disclose: all, required: yes, checks: [not_in_future]}
"""
SECOND = """
- group: children
  title: C
  row: Child
  required: yes
  required_when: is(opt, 'yes')
  questions: [{id: name, kind: text, ask: Q, disclose: all, required: yes}]
- group: topics
  title: T
  row: Topic
  premade: yes
  questions: [{id: topic, kind: text, ask: Q, disclose: all}]
- continue: parents
  questions: [{id: work, kind: text, ask: Q, disclose: all, required: yes}]
"""
FORCED = "- {id: harm, kind: text, ask: Q, disclose: all, required: yes}"
PARENT = {"name": "Anna", "ill": "no", "work": "None"}
WHOLE = {
    "must": "x",
    "last": "2026-11-20",
    "parents": [PARENT],
    "children": [{"name": "Bea"}],
}


@pytest.fixture(scope="module")
def form(tmp_path_factory: pytest.TempPathFactory) -> Form:
    return small_form(
        tmp_path_factory.mktemp("forms"),
        FIRST,
        alerts=alert("R01", "any(parents, is(ill, risk_now))", forces="['section:zz', ack]"),
        more={
            "small/sections/two.yaml": section("two", SECOND),
            "small/sections/zz.yaml": section("zz", FORCED, opens="alert"),
        },
    )


# -- missing ---------------------------------------------------------------------------------


def test_nothing_answered_is_everything_missing(form: Form) -> None:
    """E01, E02"""
    report = report_of(form, {})
    assert missing(report) == ["must", "parents: 0 of 1 rows", "last"]
    assert not report.complete
    assert report_of(form, WHOLE).complete


@pytest.mark.parametrize(
    ("answers", "found"),
    [
        (WHOLE, []),
        ({**WHOLE, "must": {"status": "declined"}}, []),
        ({**WHOLE, "must": {"status": "not_asked"}}, []),
        ({**WHOLE, "must": "  "}, ["must"]),
        ({**WHOLE, "opt": "yes"}, ["if_so"]),
        ({**WHOLE, "opt": "yes", "children": []}, ["if_so", "children: 0 of 1 rows"]),
        (
            {**WHOLE, "opt": "yes", "children": {"status": "none"}},
            ["if_so", "children: 0 of 1 rows"],
        ),
        ({**WHOLE, "children": {"status": "none"}}, []),
        ({**WHOLE, "children": []}, []),
        ({**WHOLE, "children": [{}]}, ["children.name[1]"]),
        ({**WHOLE, "parents": {"status": "none"}}, ["parents: 0 of 1 rows"]),
        (
            {**WHOLE, "parents": [{}, PARENT, {"name": "x"}]},
            [
                *("parents.name[1]", "parents.ill[1]", "parents.ill[3]"),
                *("parents.work[1]", "parents.work[3]"),
            ],
        ),
        ({**WHOLE, "parents": [{**PARENT, "ill": "yes_now"}]}, ["harm"]),
    ],
)
def test_what_is_missing(form: Form, answers: dict[str, Any], found: list[str]) -> None:
    """E01, E02: questions in the form's order, and for each its rows."""
    report = report_of(form, answers)
    assert sorted(missing(report)) == sorted(found)
    assert [each for each in missing(report) if "[" not in each] == [
        each for each in found if "[" not in each
    ]


def test_missing_is_ordered_by_question_and_then_by_row(form: Form) -> None:
    """E01"""
    report = report_of(form, {**WHOLE, "parents": [{}, {}]})
    assert paths_in(report, "one") == [
        *("parents.name[1]", "parents.name[2]", "parents.ill[1]", "parents.ill[2]"),
    ]
    assert paths_in(report, "two") == ["parents.work[1]", "parents.work[2]"]


def paths_in(report: Report, name: str) -> list[str]:
    return [str(each) for each in report.sections[SectionId(name)].missing]


def test_struck_rows_are_not_missed(form: Form) -> None:
    """E02"""
    answers = answers_of(form, {**WHOLE, "parents": [{}, PARENT]})
    first, second = answers.rows("parents")
    struck = answers.with_rows(
        GroupId("parents"), (Row(first.id, first.answers, struck=True), second)
    )
    assert evaluate(form, struck, national(), TODAY).missing == ()


# -- groups ----------------------------------------------------------------------------------


def test_an_empty_group_is_questioned_until_none_is_said(form: Form) -> None:
    """E03"""
    empty = {**WHOLE, "children": []}
    assert problems(report_of(form, empty)) == [("empty-group", "children")]
    assert problems(report_of(form, {**WHOLE, "children": {"status": "none"}})) == []
    confirmed = Marks(confirmed_problems=frozenset({("empty-group", place("children"))}))
    report = report_of(form, empty, marks=confirmed)
    assert [each.confirmed for each in report.problems] == [True]
    assert report.blockers == ()


def test_a_group_that_misses_rows_is_missing_and_not_questioned_as_well(form: Form) -> None:
    """E03"""
    assert problems(report_of(form, {**WHOLE, "opt": "yes", "if_so": "x", "children": []})) == []


def test_more_rows_than_print_well_are_questioned(tmp_path: Path) -> None:
    """E03"""
    form = small_form(
        tmp_path,
        "- {group: g, title: G, row: R, max: 2, questions: [{id: a, kind: text, ask: Q, "
        "disclose: all}]}",
    )
    (found,) = report_of(form, {"g": [{}, {}, {}]}).problems
    assert (found.code, str(found.path), found.facts) == ("too-many-rows", "g", {"most": "2"})
    assert problems(report_of(form, {"g": [{}, {}]})) == []


# -- section states --------------------------------------------------------------------------


def state(form: Form, answers: dict[str, Any], name: str = "one", marks: Marks = NO_MARKS) -> str:
    return report_of(form, answers, marks=marks).sections[SectionId(name)].state.value


@pytest.mark.parametrize(
    ("answers", "name", "found"),
    [
        (WHOLE, "zz", "not_relevant"),
        ({}, "one", "not_started"),
        ({}, "two", "not_started"),
        ({"opt": "no"}, "one", "in_progress"),
        ({"opt": {"status": "declined"}}, "one", "in_progress"),
        ({"parents": [{}]}, "one", "not_started"),
        ({"parents": [{"work": "x"}]}, "one", "not_started"),
        ({**WHOLE, "last": "2026-11-23"}, "one", "to_check"),
        ({**WHOLE, "must": {"status": "not_asked"}}, "one", "to_check"),
        ({"opt": {"status": "not_asked"}}, "one", "to_check"),
        (WHOLE, "one", "complete"),
        (WHOLE, "two", "complete"),
        ({"children": {"status": "none"}, "parents": [{"work": "x"}]}, "two", "complete"),
        ({"children": {"status": "none"}}, "two", "complete"),
        ({"topics": [{"topic": "sleep"}]}, "two", "not_started"),
        ({**WHOLE, "parents": [{**PARENT, "ill": "suspected"}]}, "zz", "not_started"),
        ({**WHOLE, "parents": [{**PARENT, "ill": "suspected"}], "harm": "x"}, "zz", "complete"),
    ],
)
def test_the_state_of_a_section(form: Form, answers: dict[str, Any], name: str, found: str) -> None:
    """E04"""
    assert state(form, answers, name) == found


def test_a_prompt_is_nothing_to_check(tmp_path: Path) -> None:
    """E04"""
    form = small_form(
        tmp_path, "- {id: a, kind: date, ask: Q, disclose: all, checks: [not_in_past]}"
    )
    assert problems(report_of(form, {"a": "2020-01-01"})) == [("date-in-past", "a")]
    assert state(form, {"a": "2020-01-01"}) == SectionState.COMPLETE


def test_what_the_program_fills_in_starts_nothing(tmp_path: Path) -> None:
    """E04"""
    profile = f"- {{id: {PROFILE}, kind: choice, ask: Q, disclose: all, options: {{x: X}}}}\n"
    form = small_form(
        tmp_path,
        profile + "- {group: milestones, title: M, row: M, premade: yes, questions: "
        "[{id: due, kind: calculated, ask: Q, disclose: all, calculation: milestone_due}, "
        "{id: done, kind: date, ask: Q, disclose: all}]}",
    )
    made = {"milestones": [{"due": "2026-11-20"}]}
    assert state(form, made) == "not_started"
    assert state(form, {"milestones": [{"due": "2026-11-20", "done": "2026-11-20"}]}) == "complete"


def test_a_section_says_whether_it_was_opened(form: Form) -> None:
    """E04"""
    by_hand = report_of(form, WHOLE, marks=Marks(opened=frozenset({SectionId("zz")})))
    assert by_hand.sections[SectionId("zz")].forced
    assert not by_hand.sections[SectionId("one")].forced
    assert not report_of(form, WHOLE).sections[SectionId("zz")].forced


def test_a_section_open_by_its_own_rule_is_not_forced(tmp_path: Path) -> None:
    """E04"""
    two = section(
        "two", "- {id: b, kind: text, ask: Q, disclose: all}", opens="{when: answered(a)}"
    )
    form = small_form(
        tmp_path,
        "- {id: a, kind: text, ask: Q, disclose: all}",
        more={"small/sections/two.yaml": two},
    )
    by_hand = Marks(opened=frozenset({SectionId("two")}))
    assert report_of(form, {}, marks=by_hand).sections[SectionId("two")].forced
    assert not report_of(form, {"a": "x"}, marks=by_hand).sections[SectionId("two")].forced


# -- confirming ------------------------------------------------------------------------------


def test_a_confirmed_problem_is_no_longer_asked_about(form: Form) -> None:
    """E05"""
    answers = {**WHOLE, "must": {"status": "not_asked"}}
    marks = Marks(confirmed_problems=frozenset({("reason-missing", place("must"))}))
    assert report_of(form, answers).blockers == (
        Blocker("problem", path=AnswerPath("must"), problem="reason-missing"),
    )
    report = report_of(form, answers, marks=marks)
    assert [each.confirmed for each in report.problems] == [True]
    assert report.blockers == ()
    assert state(form, answers, marks=marks) == "complete"


def test_an_error_cannot_be_confirmed(form: Form) -> None:
    """E05"""
    marks = Marks(confirmed_problems=frozenset({("date-in-future", place("last"))}))
    report = report_of(form, {**WHOLE, "last": "2026-11-23"}, marks=marks)
    assert not report.complete
    assert [each.confirmed for each in report.problems] == [False]
    assert [each.problem for each in report.blockers] == ["date-in-future"]


# -- signing, gaps, set aside ------------------------------------------------------------------


def test_signing_waits_for_everything_in_its_order(form: Form) -> None:
    """E09"""
    report = report_of(
        form, {"last": "2026-11-23", "parents": [{"ill": "yes_now"}], "children": []}
    )
    assert [(each.code, str(each.path or each.alert)) for each in report.blockers] == [
        ("missing", "must"),
        ("missing", "parents.name[1]"),
        ("problem", "last"),
        ("missing", "parents.work[1]"),
        ("problem", "children"),
        ("missing", "harm"),
        ("acknowledge", "R01"),
    ]
    empty = report_of(form, {})
    assert Blocker("missing", group="parents") in empty.blockers


GAPS = """
- {id: danger, kind: risk, ask: Q, disclose: restricted}
- {id: decision, kind: multi, ask: Q, disclose: all, options: {universal: U}}
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


def test_gaps_are_listed_safety_questions_first(tmp_path: Path) -> None:
    """E10"""
    form = small_form(
        tmp_path,
        GAPS,
        definitions='- {id: safety_gaps, rule: "how_many(is(danger, not_found_out)) + '
        'count(parents, is(ill, not_found_out))"}',
    )
    report = report_of(
        form,
        {
            "note": {"status": "not_asked", "reason": "no_time"},
            "decision": {"status": "not_applicable", "reason": "other"},
            "shy": {"status": "declined"},
            "discussed": {"status": "declined"},
            "danger": "not_known",
            "parents": [{"ill": "no"}, {"ill": "not_asked", "safety": "not_known"}],
        },
    )
    assert [(str(gap.path), gap.status.value, gap.reason, gap.safety) for gap in report.gaps] == [
        ("danger", "not_known", "", True),
        ("parents.ill[2]", "not_asked", "", True),
        ("discussed", "declined", "", False),
        ("note", "not_asked", "no_time", False),
    ]


def test_hidden_answers_are_set_aside_and_come_back(form: Form) -> None:
    """E11"""
    hidden = {**WHOLE, "if_so": "kept", "harm": "kept"}
    report = report_of(form, hidden)
    assert paths(report.set_aside) == ["if_so", "harm"]
    assert place("if_so") not in report.shown
    shown = report_of(form, {**hidden, "opt": "yes", "parents": [{**PARENT, "ill": "yes_now"}]})
    assert shown.set_aside == ()
    assert shown.missing == ()


def test_hidden_answers_are_out_of_every_rule(form: Form) -> None:
    """E11"""
    report = report_of(form, {**WHOLE, "if_so": {"status": "not_asked"}})
    assert paths(report.set_aside) == ["if_so"]
    assert report.gaps == ()
    assert problems(report) == []


# -- the whole -------------------------------------------------------------------------------


def test_calculated_values_are_those_of_shown_questions(tmp_path: Path) -> None:
    form = small_form(
        tmp_path,
        "- {id: edd, kind: date, ask: Q, disclose: all}\n"
        "- {id: ref, kind: calculated, ask: Q, disclose: all, calculation: record_reference}\n"
        "- {id: weeks, kind: calculated, ask: Q, disclose: all, calculation: gestation_text, "
        "show_when: known(edd)}\n"
        "- {group: unborn, title: U, row: B, premade: yes, questions: [{id: label, "
        "kind: calculated, ask: Q, disclose: all, calculation: unborn_label}]}",
    )
    answers = answers_of(form, {"edd": "2027-03-01", "unborn": [{}, {}]})
    report = evaluate(form, answers, national(), TODAY, reference="ABCD-EFGH")
    assert report.calculated == {
        place("ref"): "ABCD-EFGH",
        place("weeks"): "25+6",
        place("unborn.label", "row-1"): "1:",
        place("unborn.label", "row-2"): "2:",
    }
    assert report_of(form, {}).calculated == {place("ref"): ""}


def test_the_report_says_of_what_it_is(form: Form) -> None:
    report = report_of(form, WHOLE, today=date(2027, 1, 1))
    assert (report.form, report.version, report.today) == ("small", 1, date(2027, 1, 1))
    assert list(report.sections) == ["one", "two", "zz"]
    assert place("parents.name", "row-1") in report.required


PRE_BIRTH = catalogue.load("pre_birth")
NATIONAL_PROFILE = catalogue.profile(NATIONAL)


@settings(max_examples=50)
@given(any_answers(PRE_BIRTH))
def test_over_any_answers_what_is_hidden_is_not_missing(answers: Answers) -> None:
    """E01, E11, E14"""
    report = evaluate(PRE_BIRTH, answers, NATIONAL_PROFILE, TODAY)
    again = evaluate(PRE_BIRTH, answers, NATIONAL_PROFILE, TODAY)
    assert report == again
    hidden = {str(path) for path in report.set_aside}
    for each in report.missing:
        assert str(each) not in hidden
        if isinstance(each, AnswerPath):
            found = place_of(each, answers)
            assert found in report.shown
            assert found in report.required
            assert answers.at(found) is None
    for problem in report.problems:
        assert str(problem.path) not in hidden
    for gap in report.gaps:
        assert str(gap.path) not in hidden


@settings(max_examples=15)
@given(any_answers(PRE_BIRTH))
def test_over_any_answers_blanking_what_is_hidden_changes_nothing(answers: Answers) -> None:
    """E11: an answer that is set aside plays no part at all."""
    report = evaluate(PRE_BIRTH, answers, NATIONAL_PROFILE, TODAY)
    bare = answers
    for path in report.set_aside:
        found = place_of(path, answers)
        assert found is not None
        if found.question.partition(".")[2] in ("given_name", "family_name", "name"):
            continue
        bare = bare.with_answer(found, None)
    blanked = evaluate(PRE_BIRTH, bare, NATIONAL_PROFILE, TODAY)
    assert standing(blanked) == standing(report)
    assert blanked.missing == report.missing
    assert blanked.shown == report.shown
    assert blanked.gaps == report.gaps


def test_a_statement_of_none_is_no_answer_of_a_row(form: Form) -> None:
    answers = replace(Answers(), none_stated=frozenset({GroupId("children")}))
    report = evaluate(form, answers, national(), TODAY)
    assert report.sections[SectionId("two")].state is SectionState.COMPLETE
    assert Answer(value="x") not in answers.single.values()


def steps(form: Form) -> int:
    answers = made_up_form.filled(form)
    # The first time compiles.
    evaluate(form, answers, national(), TODAY)
    return rule_nodes(lambda: evaluate(form, answers, national(), TODAY))


def test_the_work_grows_with_the_form_and_no_faster(tmp_path: Path) -> None:
    """E15"""
    forms = [made_up_form.made(tmp_path / str(size), size) for size in (1, 4)]
    assert [sum(not q.group for q in form.by_id().values()) for form in forms] == [300, 1200]
    small, large = (steps(form) for form in forms)
    assert steps(forms[0]) == small
    assert 3.9 * small < large < 4.1 * small
    # Each rule runs once in a round, and a form whose alerts open nothing takes one round.
    assert small < 8 * made_up_form.RULES
