# SPDX-License-Identifier: Apache-2.0
"""Why a question is asked, hidden or required today.

W01 A shown question names the answers that call for it, a hidden one those that keep it away; an
    answer that is itself not asked is told apart from a blank one.
W02 Why it is required: by its own line, by a rule, by a standing alert; or why it is not.
W03 Why its section is open: always, by its rule, by which alerts, by hand; or why it is closed.
W04 Which alerts stand because of it, forbid or expect its answer, or cannot tell while it is open.
W05 What no answer decides is named too: how many rows, the day, the profile, other alerts.
W06 Of every place of every worked case there is an explanation, and it agrees with the report.
W07 The law: take the answers that a place's reason names, those that decide whether they are
    asked, and so on; while all of these stay, with the same rows, and alerts open no other of
    their sections, the place stays shown or hidden, whatever else is answered.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path as File
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.answers import some_answers
from helpers.small import TODAY, alert, answers_of, national, numbered_rows, section, small_form
from helpers.small import place as at
from kinfile import bundle
from kinfile.forms import catalogue
from kinfile.forms.model import Form, GroupId, Kind, QuestionId, SectionId
from kinfile.forms.rules.ast import write
from kinfile.records.document import read_document
from kinfile.records.evaluate import evaluate
from kinfile.records.marks import Marks
from kinfile.records.model import Answer, Answers, Place, Row, RowId
from kinfile.records.report import Report
from kinfile.records.why import (
    Behind,
    Counted,
    OfProfile,
    OnDay,
    Opening,
    OtherAlerts,
    Raised,
    Read,
    ReadAs,
    Reason,
    Reasons,
    Why,
    WhySection,
)

FORMS = ("pre_birth", "young_carer", "hospital_visit")
CASES = sorted(bundle.forms().glob("*/cases/*.json"))

ITEMS = """
  - {id: a, kind: yes_no_unknown, ask: A?, required: yes, disclose: all, source: [S1.1], error: E}
  - {id: b, kind: yes_no_unknown, ask: B?, required: yes, disclose: all, source: [S1.1], error: E,
     show_when: "is(a, 'yes')"}
  - {id: c, kind: text, ask: C?, disclose: all, source: [S1.1], error: E,
     show_when: "is(b, 'yes') or edd < today()", required: no,
     required_when: "any(parents, is(ill, risk_present))"}
  - {id: edd, kind: date, ask: Due?, required: no, disclose: all, source: [S1.1], error: E}
  - {id: late, kind: text, ask: Late?, required: no, disclose: all, source: [S1.1], error: E,
     show_when: "days(today(), edd) > limit('stale') or milestone('book_by') < today()"}
  - {id: kids, kind: text, ask: Kids?, required: no, disclose: all, source: [S1.1], error: E,
     show_when: "count(parents) > 1"}
  - {id: urgent, kind: text, ask: Urgent?, required: no, disclose: all, source: [S1.1], error: E,
     required_when: "alerts_standing('act_now') > 0"}
  - group: parents
    title: Parents
    row: Parent
    label: [name]
    min: 0
    max: 4
    required: no
    source: [S1.1]
    questions:
      - {id: name, kind: text, ask: Name?, required: no, disclose: all, source: [S1.1], error: E}
      - {id: ill, kind: risk, ask: Ill?, required: no, disclose: all, source: [S1.1], error: E}
      - {id: plan, kind: text, ask: Plan?, required: no, disclose: all, source: [S1.1], error: E,
         show_when: "is(ill, risk_present)"}
"""
CARE = """
  - {id: care, kind: text, ask: Care?, required: yes, disclose: all, source: [S1.1], error: E}
"""
ALERTS = (
    alert("R01", "any(parents, is(ill, risk_now))", forces="['section:two', 'require:c']",
          severity="act_now")
    + alert("R02", "is(a, 'no')", forces="['forbid:b~yes', 'expect:a~yes', 'section:two']")
    + alert("R03", "is(a, 'yes') and is(b, 'no')")
)  # fmt: skip


@pytest.fixture
def form(tmp_path: File) -> Form:
    more = {
        "small/sections/two.yaml": section("two", CARE, "alert"),
        "small/sections/three.yaml": section(
            "three", CARE.replace("care", "rest"), "{when: \"is(a, 'yes')\"}"
        ),
    }
    return small_form(tmp_path, ITEMS, alerts=ALERTS, more=more)


def reasons_of(form: Form, answers: Answers, marks: Marks | None = None) -> tuple[Reasons, Report]:
    marks = marks or Marks()
    report = evaluate(form, answers, national(), TODAY, marks)
    return Reasons(form, answers, national(), report, marks), report


@pytest.fixture
def why(form: Form) -> Callable[..., Why]:
    def ask(name: str, answers: Mapping[str, Any], row: str | None = None) -> Why:
        return reasons_of(form, answers_of(form, answers))[0].at(at(name, row))

    return ask


def named(reason: Reason | None) -> list[str]:
    assert reason is not None
    return [told(each) for each in reason.behind]


def told(behind: Behind) -> str:
    match behind:
        case Read(path, _, read_as):
            return f"{path} {read_as}"
        case Counted(group, rows):
            return f"{rows} of {group}"
        case OfProfile(name, days, is_timing=is_timing):
            return f"{'timing' if is_timing else 'limit'} {name} {days}"
        case OnDay(today):
            return today.isoformat()
        case OtherAlerts(severity, alerts):
            return f"{severity} {[each.id for each in alerts]}"


def ids(raised: tuple[Raised, ...]) -> list[str]:
    return [str(each.alert.id) for each in raised]


# -- shown and hidden ---------------------------------------------------------------------------


def test_an_answer_that_calls_for_a_question_is_named(why: Callable[..., Why]) -> None:
    """W01"""
    found = why("b", {"a": "yes"})
    assert found.is_shown
    assert named(found.shown) == ["a answered"]
    assert found.shown is not None
    assert found.shown.truth is True
    assert [write(clause.node) for clause in found.shown.clauses] == ["is(a, 'yes')"]


def test_so_is_one_that_keeps_it_away_and_one_that_is_blank(why: Callable[..., Why]) -> None:
    """W01"""
    found = why("b", {"a": "no"})
    assert not found.is_shown
    assert named(found.shown) == ["a answered"]
    assert named(why("b", {}).shown) == ["a blank"]


def test_a_hidden_answer_is_told_apart_from_a_blank_one(why: Callable[..., Why]) -> None:
    """W01: b is written down as yes, but not asked."""
    found = why("c", {"a": "no", "b": "yes"})
    assert named(found.shown) == ["b hidden", "edd blank"]
    assert found.shown is not None
    assert found.shown.truth is None


def test_only_the_arm_that_holds_is_named(why: Callable[..., Why]) -> None:
    """W01"""
    assert named(why("c", {"a": "yes", "b": "yes"}).shown) == ["b answered"]


def test_within_a_row_it_is_the_row_that_is_asked_about(why: Callable[..., Why]) -> None:
    """W01"""
    answers = {"parents": [{"ill": "no"}, {"ill": "yes_past"}]}
    assert named(why("parents.plan", answers, "row-1").shown) == ["parents.ill[1] answered"]
    found = why("parents.plan", answers, "row-2")
    assert named(found.shown) == ["parents.ill[2] answered"]
    assert found.is_shown


def test_a_question_without_a_rule_has_no_reason(why: Callable[..., Why]) -> None:
    """W01"""
    found = why("a", {})
    assert (found.shown, found.required) == (None, None)
    assert found.is_shown
    assert found.is_missing


def test_rows_the_day_and_the_profile_are_named(why: Callable[..., Why]) -> None:
    """W05"""
    assert named(why("kids", {"parents": [{}]}).shown) == ["1 of parents"]
    known = why("late", {"edd": "2028-01-01"})
    assert named(known.shown) == [
        *("2026-11-22", "edd answered", "limit stale 30"),
    ]  # fmt: skip
    assert named(why("late", {"edd": "2026-11-30"}).shown) == [
        *("edd answered", "timing book_by 70", "2026-11-22"),
    ]  # fmt: skip


# -- required -----------------------------------------------------------------------------------


def test_why_an_answer_is_required(why: Callable[..., Why]) -> None:
    """W02: by a rule, and by an alert."""
    past = {"a": "yes", "b": "yes", "parents": [{"ill": "yes_past"}]}
    found = why("c", past)
    assert found.is_required
    assert found.is_missing
    assert named(found.required) == ["parents.ill[1] answered"]
    assert found.required_by == ()
    found = why("c", {**past, "parents": [{"ill": "yes_now"}], "c": "x"})
    assert ids(found.required_by) == ["R01"]
    assert [told(each) for each in found.required_by[0].because] == ["parents.ill[1] answered"]
    assert not found.is_missing


def test_why_it_is_not(why: Callable[..., Why]) -> None:
    """W02: and a hidden question is never required."""
    found = why("c", {"a": "yes", "b": "yes", "parents": [{"ill": "no"}]})
    assert not found.is_required
    assert named(found.required) == ["1 of parents", "parents.ill[1] answered"]
    hidden = why("c", {"parents": [{"ill": "yes_now"}]})
    assert not hidden.is_required
    assert (hidden.required, hidden.required_by) == (None, ())


def test_other_alerts_that_stand_are_named(why: Callable[..., Why]) -> None:
    """W05"""
    found = why("urgent", {"parents": [{"ill": "yes_now"}]})
    assert named(found.required) == ["act_now ['R01']"]
    assert found.is_required
    assert named(why("urgent", {}).required) == ["act_now []"]


# -- sections -----------------------------------------------------------------------------------


def sections(form: Form, answers: Mapping[str, Any], *opened: str) -> dict[str, WhySection]:
    marks = Marks(opened=frozenset(SectionId(name) for name in opened))
    reasons, _ = reasons_of(form, answers_of(form, answers), marks)
    return {each.id: reasons.section(each.id) for each in form.sections}


def test_why_a_section_is_open_or_closed(form: Form) -> None:
    """W03"""
    ill = {"parents": [{"ill": "yes_now"}]}
    assert sections(form, {})["one"].opening is Opening.ALWAYS
    closed = sections(form, {})
    assert (closed["two"].opening, closed["two"].reason) == (Opening.CLOSED, None)
    assert closed["three"].opening is Opening.CLOSED
    assert named(closed["three"].reason) == ["a blank"]
    assert sections(form, {"a": "yes"})["three"].opening is Opening.RULE
    by_alert = sections(form, {**ill, "a": "no"}, "two")["two"]
    assert (by_alert.opening, ids(by_alert.alerts)) == (Opening.ALERT, ["R01", "R02"])
    assert sections(form, {}, "two")["two"].opening is Opening.HAND
    assert sections(form, {"a": "yes"}, "three")["three"].opening is Opening.RULE


def test_in_a_closed_section_the_section_is_the_reason(why: Callable[..., Why]) -> None:
    """W03"""
    found = why("rest", {"a": "no"})
    assert not found.is_shown
    assert found.shown is None
    assert named(found.section.reason) == ["a answered"]


# -- alerts -------------------------------------------------------------------------------------


def test_alerts_that_have_to_do_with_an_answer(why: Callable[..., Why]) -> None:
    """W04"""
    found = why("a", {"a": "no"})
    assert ids(found.feeds) == ["R02"]
    assert ids(found.expected_by) == ["R02"]
    assert found.undecided == ()
    asked = why("a", {})
    assert asked.feeds == ()
    assert [each.id for each in asked.undecided] == ["R02", "R03"]
    assert [each.id for each in why("b", {"a": "yes"}).undecided] == ["R03"]


def test_an_alert_that_forbids_an_answer(tmp_path: File) -> None:
    """W04"""
    items = ITEMS.replace("show_when: \"is(a, 'yes')\"", "hint: H")
    form = small_form(
        tmp_path, items, alerts=alert("R02", "is(a, 'no')", forces="['forbid:b~yes']")
    )
    reasons, _ = reasons_of(form, answers_of(form, {"a": "no", "b": "yes"}))
    assert ids(reasons.at(at("b")).forbidden_by) == ["R02"]
    reasons, _ = reasons_of(form, answers_of(form, {"a": "no", "b": "no"}))
    assert reasons.at(at("b")).forbidden_by == ()


# -- the shipped forms ----------------------------------------------------------------------------


@cache
def shipped(name: str) -> Form:
    return catalogue.load(name)


def places(form: Form, answers: Answers) -> Iterator[Place]:
    for question in form.questions():
        if question.group is None:
            yield Place(question.id)
            continue
        for row in answers.rows(question.group):
            yield Place(question.id, row.id)


def agrees(why: Why, report: Report) -> None:
    """What every explanation has to fit."""
    question = why.question
    assert why.is_shown == (why.place in report.shown)
    assert why.is_required == (why.place in report.required)
    if not why.section.is_open:
        assert (why.is_shown, why.shown) == (False, None)
    elif why.shown is None:
        assert why.is_shown
        assert question.show_when is None
    else:
        assert why.is_shown is (why.shown.truth is True)
    if why.is_required and not question.required:
        assert why.required_by or (why.required is not None and why.required.truth is True)
    for reason in (why.shown, why.required, why.section.reason):
        for each in reason.behind if reason else ():
            if isinstance(each, Read):
                assert (each.read_as is ReadAs.HIDDEN) is (each.place not in report.shown)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.parts[-3]}-{case.stem}")
def test_every_place_of_every_worked_case_is_explained(case: File) -> None:
    """W06"""
    form = shipped(case.parts[-3])
    whole = json.loads(case.read_text(encoding="utf-8"))
    found = read_document(whole, form, row_id=numbered_rows())
    profile = catalogue.profile(found.profile)
    report = evaluate(form, found.answers, profile, found.today or TODAY, found.marks)
    reasons = Reasons(form, found.answers, profile, report, found.marks)
    for place in places(form, found.answers):
        agrees(reasons.at(place), report)


Given = Mapping[QuestionId, Answer]


def closure(start: Place, reasons: Reasons) -> frozenset[Place]:
    """The places that a reason names, those that decide whether they are asked, and so on."""
    known: set[Place] = set()
    waiting = [start]
    while waiting:
        why = reasons.at(waiting.pop())
        for reason in (why.shown, why.section.reason):
            reads = (
                [each.place for each in reason.behind if isinstance(each, Read)] if reason else []
            )
            waiting += [place for place in reads if place not in known]
            known |= set(reads)
    return frozenset(known)


def otherwise(form: Form, answers: Answers, other: Answers, keep: frozenset[Place]) -> Answers:
    """The rows of `answers`, with every answer but those of `keep` as `other` has it."""
    names_count = any(form.by_id()[place.question].kind is Kind.PERSON for place in keep)

    def stays(place: Place) -> bool:
        is_name = place.question.rpartition(".")[2] in ("given_name", "family_name", "name")
        return place in keep or (names_count and is_name and place.row is not None)

    def mixed(ours: Given, theirs: Given, row: RowId | None = None) -> Given:
        kept = {name: found for name, found in ours.items() if stays(Place(name, row))}
        taken = {name: found for name, found in theirs.items() if not stays(Place(name, row))}
        return {**kept, **taken}

    groups: dict[GroupId, tuple[Row, ...]] = {}
    for group in form.groups:
        rows, donors = answers.rows(group), [*other.rows(group), *answers.rows(group)]
        groups[group] = tuple(
            Row(row.id, mixed(row.answers, donor.answers, row.id))
            for row, donor in zip(rows, donors, strict=False)
        )
    return Answers(mixed(answers.single, other.single), groups)


def opened(report: Report, form: Form, places: frozenset[Place]) -> set[str]:
    """The sections of `places` that alerts hold open."""
    sections = {form.by_id()[place.question].section for place in places}
    return {name for name in sections if report.sections[name].forced}


@pytest.mark.parametrize("name", FORMS)
@given(data=st.data())
@settings(max_examples=15, deadline=None)
def test_what_a_reason_names_is_enough(name: str, data: st.DataObject) -> None:
    """W07"""
    form = shipped(name)
    # One seed for both, as they are large.
    random = data.draw(st.randoms(use_true_random=True))
    answers = some_answers(form, random, data.draw(st.sampled_from([0.3, 0.6, 0.95])))
    other = some_answers(form, random, random.random())
    reasons, report = reasons_of(form, answers)
    ruled = [
        place
        for place in places(form, answers)
        if form.by_id()[place.question].show_when is not None
    ]
    for place in data.draw(st.lists(st.sampled_from(ruled), max_size=8, unique=True)):
        agrees(reasons.at(place), report)
        behind = closure(place, reasons)
        after = evaluate(form, otherwise(form, answers, other, behind), national(), TODAY)
        here = behind | {place}
        if opened(after, form, here) == opened(report, form, here):
            assert (place in after.shown) is (place in report.shown), place
