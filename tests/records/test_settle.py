# SPDX-License-Identifier: Apache-2.0
"""What is open, shown, required and fired.

W01 A question is shown if its section is open and its rule holds; unknown is not shown.
W02 A hidden answer counts as blank, and what it showed is hidden too, all the way down.
W03 A section opens always, by its rule, by an alert or by hand; closed ones hide everything.
W04 Sections that alerts open may raise further alerts; one that was opened on the way stays open.
W05 Required: by its own line, its rule, or a standing alert, and only where it is shown.
W06 Alerts that ask which others stand come last, blind to one another, in the form's order.
W07 Nothing that is hidden is ever required (over any answers to the shipped form).
"""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from helpers.answers import any_answers
from helpers.small import TODAY, alert, answers_of, national, place, section, small_form
from kinfile.forms import catalogue
from kinfile.forms.model import Form, GroupId, QuestionId, SectionId
from kinfile.forms.profile import NATIONAL
from kinfile.records.marks import NO_MARKS, Marks
from kinfile.records.model import Answer, Answers, Row, RowId
from kinfile.records.model import Path as AnswerPath
from kinfile.records.settle import Settled, path_of, required_places, settle, shown_places

YES_NO = "- {id: %s, kind: yes_no_unknown, ask: Q, disclose: all%s}"


def item(name: str, **more: str) -> str:
    return YES_NO % (name, "".join(f', {key}: "{text}"' for key, text in more.items()))


def settled(form: Form, answers: dict[str, Any], *opened: str) -> Settled:
    marks = Marks(opened=frozenset(SectionId(each) for each in opened))
    return settle(form, answers_of(form, answers), national(), TODAY, marks)


def shown(state: Settled) -> set[str]:
    return {f"{each.question} {each.row}" if each.row else each.question for each in state.shown}


def fired(state: Settled) -> list[str]:
    return [ready.alert.id for ready in state.fired]


def is_open(state: Settled) -> list[str]:
    return [section for section, found in state.open_sections.items() if found]


@pytest.fixture(scope="module")
def chain(tmp_path_factory: pytest.TempPathFactory) -> Form:
    """A shows b, b shows c; e is shown by the number n alone."""
    return small_form(
        tmp_path_factory.mktemp("forms"),
        "\n".join(
            [
                item("c", show_when="is(b, 'yes')"),
                item("b", show_when="is(a, 'yes')"),
                item("a"),
                "- {id: n, kind: int, ask: Q, disclose: all}",
                item("e", show_when="n > 3"),
                item("f", show_when="not n > 3"),
                item("g", show_when="not is(b, 'yes')"),
            ]
        ),
    )


@pytest.mark.parametrize(
    ("answers", "hidden"),
    [
        ({}, {"b", "c", "e", "f"}),
        ({"a": "yes"}, {"c", "e", "f"}),
        ({"a": "yes", "b": "yes"}, {"e", "f", "g"}),
        ({"a": "no", "b": "yes", "c": "yes"}, {"b", "c", "e", "f"}),
        ({"a": {"status": "declined"}, "b": "yes"}, {"b", "c", "e", "f"}),
        ({"n": 4}, {"b", "c", "f"}),
        ({"n": 3}, {"b", "c", "e"}),
        ({"n": {"status": "not_known"}}, {"b", "c", "e", "f"}),
    ],
)
def test_what_is_hidden_hides_what_hangs_on_it(
    chain: Form, answers: dict[str, Any], hidden: set[str]
) -> None:
    """W01, W02"""
    state = settled(chain, answers)
    assert set("abcefgn") - shown(state) == hidden
    assert set(state.scope.record) == set(answers) - hidden


@pytest.fixture(scope="module")
def sections(tmp_path_factory: pytest.TempPathFactory) -> Form:
    return small_form(
        tmp_path_factory.mktemp("forms"),
        "\n".join([item("a"), item("b"), item("z", show_when="is(p, 'yes')")]),
        alerts=alert("R01", "is(a, 'yes')", forces="['section:two']")
        + alert("R02", "is(p, 'yes')", forces="['section:three']")
        + alert("R03", "is(a, 'yes') and not is(p, 'yes')", forces="['section:four']"),
        more={
            "small/sections/two.yaml": section("two", item("p"), opens="alert"),
            "small/sections/three.yaml": section(
                "three", item("q"), opens="{when: \"is(b, 'yes')\"}"
            ),
            "small/sections/four.yaml": section("four", item("r"), opens="alert"),
        },
    )


@pytest.mark.parametrize(
    ("answers", "opened", "found"),
    [
        ({}, (), ["one"]),
        ({}, ("two",), ["one", "two"]),
        ({}, ("one", "moon"), ["one"]),
        ({"b": "yes"}, (), ["one", "three"]),
        ({"a": "yes"}, (), ["four", "one", "two"]),
        ({"p": "yes"}, (), ["one"]),
        ({"p": "yes"}, ("two",), ["one", "three", "two"]),
        ({"a": "yes", "p": "yes"}, (), ["four", "one", "three", "two"]),
    ],
)
def test_sections_open_by_rule_alert_and_hand(
    sections: Form, answers: dict[str, Any], opened: tuple[str, ...], found: list[str]
) -> None:
    """W03, W04: with p answered, R03 opened section four before section two showed p."""
    assert sorted(is_open(settled(sections, answers, *opened))) == found


def test_an_alert_on_the_way_need_not_stand_at_the_end(sections: Form) -> None:
    """W04"""
    state = settled(sections, {"a": "yes", "p": "yes"})
    assert fired(state) == ["R01", "R02"]
    assert state.by_rule == set()


def test_a_closed_section_hides_everything_in_it(sections: Form) -> None:
    """W02, W03"""
    assert shown(settled(sections, {"p": "yes", "z": "yes"})) == {"a", "b"}
    assert shown(settled(sections, {"p": "yes"}, "two")) == {"a", "b", "p", "q", "z"}


ROWS = """
- {id: a, kind: yes_no_unknown, ask: Q, disclose: all}
- {id: opt, kind: text, ask: Q, disclose: all}
- {id: must, kind: text, ask: Q, disclose: all, required: yes}
- id: made
  kind: calculated
  ask: Q
  disclose: all
  required: yes
  calculation: gestation_text
- group: parents
  title: P
  row: P
  questions:
    - {id: ill, kind: risk, ask: Q, disclose: all}
    - id: help
      kind: text
      ask: Q
      disclose: all
      show_when: is(ill, risk_now)
      required_when: is(ill, 'yes_now')
    - {id: name, kind: text, ask: Q, disclose: all, required_when: "is(a, 'yes')"}
"""


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory) -> Form:
    return small_form(
        tmp_path_factory.mktemp("forms"),
        ROWS,
        alerts=alert("R01", "any(parents, is(ill, 'suspected'))", forces="['require:parents.help']")
        + alert("R02", "is(a, 'yes')", forces="['require:opt', 'require:made']"),
    )


def required(form: Form, answers: dict[str, Any]) -> set[str]:
    state = settled(form, answers)
    found = required_places(state)
    assert found <= state.shown
    return {f"{each.question} {each.row}" if each.row else each.question for each in found}


@pytest.mark.parametrize(
    ("answers", "found"),
    [
        ({}, {"must"}),
        ({"a": "yes"}, {"must", "opt"}),
        ({"a": "yes", "parents": [{}]}, {"must", "opt", "parents.name row-1"}),
        ({"parents": [{"ill": "yes_now"}, {}]}, {"must", "parents.help row-1"}),
        ({"parents": [{"ill": "suspected"}, {"ill": "yes_past"}]}, {"must", "parents.help row-1"}),
        (
            {"parents": [{"ill": "suspected"}, {"ill": "yes_now"}]},
            {"must", "parents.help row-1", "parents.help row-2"},
        ),
    ],
)
def test_what_is_required(rows: Form, answers: dict[str, Any], found: set[str]) -> None:
    """W05: a rule of a row is that row's; an alert's demand is of every row that shows it."""
    assert required(rows, answers) == found


def test_a_struck_row_is_not_there(rows: Form) -> None:
    """W01"""
    answers = answers_of(rows, {"parents": [{"ill": "yes_now"}, {"ill": "no"}]})
    first, second = answers.rows("parents")
    struck = answers.with_rows(
        GroupId("parents"), (Row(first.id, first.answers, struck=True), second)
    )
    state = settle(rows, struck, national(), TODAY)
    assert place("parents.ill", first.id) not in state.shown
    (at,) = state.places[QuestionId("parents.ill")]
    assert (str(at.path), at.answer) == (
        "parents.ill[1]",
        second.answers[QuestionId("parents.ill")],
    )


def test_late_alerts_are_blind_to_one_another(tmp_path: Path) -> None:
    """W06"""
    form = small_form(
        tmp_path,
        item("a"),
        alerts=alert("R01", "alerts_standing('act_now') > 0")
        + alert("R02", "is(a, 'yes')", severity="act_now")
        + alert("R03", "alerts_standing('act_now') = 0", severity="act_now")
        + alert("R04", "alerts_standing('act_soon') > 0"),
    )
    assert fired(settled(form, {"a": "yes"})) == ["R01", "R02"]
    assert fired(settled(form, {"a": "no"})) == ["R03"]


def test_people_are_reached_through_who_was_named(tmp_path: Path) -> None:
    """W01"""
    form = small_form(
        tmp_path,
        "- {id: who, kind: person, ask: Q, disclose: all}\n"
        + item("old", show_when="age(of(who, dob), today()) >= 16")
        + "\n- {group: children, title: C, row: C, questions: [{id: given_name, kind: text, "
        "ask: Q, disclose: all}, {id: dob, kind: date, ask: Q, disclose: all}]}",
    )
    children = [
        {"given_name": "Ann", "dob": "2010-11-22"},
        {"given_name": "Bea", "dob": "2011-01-01"},
    ]
    for who, found in (("Ann", True), ("Bea", False), ("row-1", True), ("Carl", False)):
        state = settled(form, {"children": children, "who": who})
        assert ("old" in shown(state)) is found


def test_where_a_place_is_spelled(rows: Form) -> None:
    answers = answers_of(rows, {"parents": [{}, {}]})
    assert path_of(place("a"), answers) == AnswerPath("a")
    assert str(path_of(place("parents.ill", "row-2"), answers)) == "parents.ill[2]"
    gone = answers.with_rows(GroupId("parents"), (Row(RowId("row-1"), struck=True),))
    assert path_of(place("parents.ill", "row-1"), gone).number == 0


def test_answers_that_no_question_asks_are_passed_over(chain: Form) -> None:
    """W01: they stay where they are kept and are out of every rule."""
    stray = Answers(
        {place("weather").question: Answer(value="fine")},
        {GroupId("uncles"): (Row(RowId("1")),)},
    )
    state = settle(chain, stray, national(), TODAY)
    assert not state.scope.record


PRE_BIRTH = catalogue.load("pre_birth")
PROFILE = catalogue.profile(NATIONAL)


@settings(max_examples=50)
@given(any_answers(PRE_BIRTH))
def test_nothing_hidden_is_required(answers: Answers) -> None:
    """W02, W07"""
    state = settle(PRE_BIRTH, answers, PROFILE, date(2026, 11, 22), NO_MARKS)
    assert required_places(state) <= state.shown
    for each in PRE_BIRTH.sections:
        for question, at in shown_places(each, state):
            assert at.place in state.shown
            assert state.open_sections[question.section]
    for name in state.scope.record:
        assert place(name) in state.shown
