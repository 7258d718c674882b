# SPDX-License-Identifier: Apache-2.0
"""Field checks.

H01 Levels: an error where it cannot be, a check where it may be a slip, a prompt where it is said.
H02 NHS numbers: ten digits whose check digit fits, not all the same, and one person's only.
H03 Dates lie on the right side of today and of one another, as far as they are known.
H04 A child is under 18; a parent is at least 12 years older than each child.
H05 Postcodes, phones, emails and people are looked at, kept and questioned.
H06 Numbers keep to their range; exclusive options stand alone.
H07 A status that needs a reason is questioned without one, and is otherwise not looked at.
H08 What cannot be told is not questioned: partial dates, hidden answers, rows that are not there.
"""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from helpers.small import TODAY, national, problems, question, report_of, small_form
from kinfile.forms.model import Form, Kind, NonAnswer
from kinfile.records.checks import is_gap, is_nhs_number
from kinfile.records.model import Answer
from kinfile.records.report import Level, Report

ITEMS = """
- {id: hours, kind: int, ask: Q, disclose: all, min: 1, max: 168}
- {id: count_of, kind: int, ask: Q, disclose: all, min: 0}
- {id: few, kind: int, ask: Q, disclose: all, max: 3}
- id: decision
  kind: multi
  ask: Q
  disclose: all
  options: {help: Help, plan: Plan, none: Nothing further, not_known: Not known}
  exclusive: [none, not_known]
- {id: postcode, kind: postcode, ask: Q, disclose: all}
- {id: phone, kind: phone, ask: Q, disclose: all}
- {id: email, kind: email, ask: Q, disclose: all}
- {id: subject, kind: person, ask: Q, disclose: all}
- {id: first, kind: date, ask: Q, disclose: all, partial: yes, checks: [not_in_future]}
- {id: later, kind: date, ask: Q, disclose: all, partial: yes, checks: [not_before:first]}
- {id: edd, kind: date, ask: Q, disclose: all, partial: yes}
- {id: booked, kind: date, ask: Q, disclose: all, partial: yes, checks: [not_after:edd]}
- {id: planned, kind: date, ask: Q, disclose: all, partial: yes, checks: [not_in_past]}
- {id: review, kind: date, ask: Q, disclose: all, checks: [review_soon]}
- {id: hidden_when, kind: text, ask: Q, disclose: all}
- id: secret
  kind: nhs_number
  ask: Q
  disclose: all
  show_when: answered(hidden_when)
  checks: [nhs_number_twice]
- {id: babies, kind: int, ask: Q, disclose: all, checks: [babies_match_rows]}
- {id: typed, kind: text, ask: Q, disclose: all}
- group: unborn
  title: U
  row: Baby
  premade: yes
  questions: [{id: note, kind: text, ask: Q, disclose: all}]
- group: children
  title: C
  row: Child
  questions:
    - {id: given_name, kind: text, ask: Q, disclose: all}
    - id: dob
      kind: date
      ask: Q
      disclose: all
      partial: yes
      checks: [not_in_future, child_under_18]
    - {id: nhs_number, kind: nhs_number, ask: Q, disclose: all, checks: [nhs_number_twice]}
- group: parents
  title: P
  row: Parent
  questions:
    - id: role
      kind: choice
      ask: Q
      disclose: all
      options: {mother: M, father: F, other_parent: O, partner: P}
    - {id: dob, kind: date, ask: Q, disclose: all, partial: yes, checks: [parent_age_gap]}
    - {id: nhs_number, kind: nhs_number, ask: Q, disclose: all, checks: [nhs_number_twice]}
- group: requests
  title: R
  row: Request
  questions:
    - {id: asked, kind: date, ask: Q, disclose: all}
    - {id: came, kind: date, ask: Q, disclose: all, checks: [not_before:asked]}
    - {id: seen, kind: date, ask: Q, disclose: all, checks: [not_before:first]}
"""
GROUPS = ("children", "parents", "requests")


@pytest.fixture(scope="module")
def form(tmp_path_factory: pytest.TempPathFactory) -> Form:
    return small_form(tmp_path_factory.mktemp("forms"), ITEMS)


def report(form: Form, answers: dict[str, Any], today: date = TODAY) -> Report:
    none = {group: {"status": "none"} for group in GROUPS}
    return report_of(form, {**none, **answers}, today=today)


def odd(form: Form, answers: dict[str, Any]) -> list[tuple[str, str]]:
    return problems(report(form, answers))


@pytest.mark.parametrize(
    ("answers", "code", "level"),
    [
        ({"hours": 0}, "out-of-range", Level.ERROR),
        ({"hours": 169}, "out-of-range", Level.ERROR),
        ({"count_of": -1}, "out-of-range", Level.ERROR),
        ({"few": 4}, "out-of-range", Level.ERROR),
        ({"decision": ["none", "help"]}, "not-with-others", Level.ERROR),
        ({"decision": ["help", "not_known"]}, "not-with-others", Level.ERROR),
        ({"first": "2026-11-23"}, "date-in-future", Level.ERROR),
        ({"first": "2027"}, "date-in-future", Level.ERROR),
        ({"later": "2026-11-01", "first": "2026-11-02"}, "date-order", Level.ERROR),
        ({"later": "2026-10", "first": "2026-11-02"}, "date-order", Level.ERROR),
        ({"booked": "2027-03-02", "edd": "2027-03-01"}, "date-order-after", Level.CHECK),
        ({"planned": "2026-11-21"}, "date-in-past", Level.PROMPT),
        ({"planned": "2026-10"}, "date-in-past", Level.PROMPT),
        ({"review": "2027-05-23"}, "review-far", Level.CHECK),
        ({"postcode": "SW1A 1A"}, "postcode-shape", Level.CHECK),
        ({"phone": "ask Mum"}, "phone-shape", Level.CHECK),
        ({"email": "at work"}, "email-shape", Level.CHECK),
        ({"subject": "Nobody"}, "unknown-person", Level.CHECK),
        ({"babies": 2, "unborn": [{}]}, "babies-and-rows", Level.CHECK),
        ({"typed": {"status": "not_asked"}}, "reason-missing", Level.CHECK),
        ({"hours": {"status": "not_applicable"}}, "reason-missing", Level.CHECK),
    ],
)
def test_what_is_odd_has_its_level(
    form: Form, answers: dict[str, Any], code: str, level: Level
) -> None:
    """H01, H03, H05, H06, H07"""
    (found,) = report(form, answers).problems
    assert (found.code, found.level) == (code, level)
    assert str(found.path) in answers


@pytest.mark.parametrize(
    "answers",
    [
        {"hours": 1},
        {"hours": 168},
        {"count_of": 10_000},
        {"few": -50},
        {"decision": ["none"]},
        {"decision": ["help", "plan"]},
        {"first": "2026-11-22"},
        {"first": "2026"},
        {"first": "2026-11"},
        {"later": "2026-11-02", "first": "2026-11-02"},
        {"later": "2026-11", "first": "2026-11-02"},
        {"later": "2026-11-02"},
        {"later": "2026-11-02", "first": {"status": "not_known"}},
        {"booked": "2027-03-01", "edd": "2027-03-01"},
        {"booked": "2027-03-31", "edd": "2027-03"},
        {"planned": "2026-11-22"},
        {"planned": "2026"},
        {"review": "2027-05-22"},
        {"postcode": "ZZ99 3VZ"},
        {"postcode": "zz993wz"},
        {"postcode": "gir0aa"},
        {"phone": "01632 960123"},
        {"phone": "+44 (0)7700 900123"},
        {"phone": "01632 960123 ext. 45"},
        {"phone": "111"},
        {"email": "anna.o'b@ward-3.example.org"},
        {"babies": 2},
        {"babies": 1, "unborn": [{}]},
        {"typed": {"status": "not_asked", "reason": "not_safe"}},
        {"typed": {"status": "declined"}},
        {"postcode": {"status": "not_known"}},
        {"first": {"status": "not_known"}},
        {"subject": "Ann", "children": [{"given_name": "Ann"}]},
    ],
)
def test_what_is_in_order_is_not_questioned(form: Form, answers: dict[str, Any]) -> None:
    """H03, H05, H06, H07, H08"""
    assert odd(form, answers) == []


@pytest.mark.parametrize(
    ("today", "last"),
    [
        (date(2026, 11, 22), date(2027, 5, 22)),
        (date(2026, 8, 31), date(2027, 2, 28)),
        (date(2027, 8, 31), date(2028, 2, 29)),
        (date(2026, 12, 31), date(2027, 6, 30)),
    ],
)
def test_a_review_is_within_six_months(form: Form, today: date, last: date) -> None:
    """H01"""
    assert problems(report(form, {"review": str(last)}, today)) == []
    after = date.fromordinal(last.toordinal() + 1)
    (found,) = report(form, {"review": str(after)}, today).problems
    assert (found.code, found.facts) == ("review-far", {"months": "6"})


def test_no_day_lies_after_the_last_there_is(form: Form) -> None:
    """H08"""
    assert odd(form, {"review": "9999-12-31"})
    assert problems(report(form, {"review": "9999-12-31"}, date(9999, 10, 1))) == []


def test_the_profile_may_give_the_months(form: Form) -> None:
    """H01"""
    two = replace(national(), limits={"review_months": 2})
    answers = {"review": "2027-01-23", **{group: {"status": "none"} for group in GROUPS}}
    (found,) = report_of(form, answers, profile=two).problems
    assert found.facts == {"months": "2"}


@pytest.mark.parametrize(
    ("answers", "facts"),
    [
        ({"hours": 0}, {"low": "1", "high": "168"}),
        ({"count_of": -1}, {"low": "0", "high": ""}),
        ({"decision": ["help", "none"]}, {"option": "Nothing further"}),
        ({"later": "2026-11-01", "first": "2026-11-02"}, {"other": "first"}),
        ({"babies": 2, "unborn": [{}]}, {"rows": "1"}),
    ],
)
def test_the_facts_are_told(form: Form, answers: dict[str, Any], facts: dict[str, str]) -> None:
    """H01"""
    assert report(form, answers).problems[0].facts == facts


# -- NHS numbers -----------------------------------------------------------------------------

PUBLISHED = [
    *("9991000003", "9991158383", "9991237577", "9991316760"),
    *("9991395954", "9991475141", "9991554335", "9991633529", "9434765919"),
]


@pytest.mark.parametrize("number", PUBLISHED)
def test_published_test_numbers_pass(form: Form, number: str) -> None:
    """H02"""
    assert is_nhs_number(number)
    assert (
        odd(form, {"children": [{"nhs_number": f"{number[:3]} {number[3:6]}-{number[6:]}"}]}) == []
    )


@pytest.mark.parametrize("number", PUBLISHED)
def test_any_one_digit_mistyped_is_noticed(number: str) -> None:
    """H02"""
    for place in range(10):
        for digit in "0123456789":
            mistyped = number[:place] + digit + number[place + 1 :]
            assert is_nhs_number(mistyped) is (mistyped == number)


@pytest.mark.parametrize("digit", "0123456789")
def test_ten_of_the_same_digit_are_no_number(digit: str) -> None:
    """H02: 9999999999 has a fitting check digit all the same."""
    assert not is_nhs_number(digit * 10)


@pytest.mark.parametrize(
    "number", ["", "999100000", "99910000033", "999100000X", "٩٩٩١٠٠٠٠٠٣", "9991000003\n"]
)
def test_other_text_is_no_number(number: str) -> None:
    """H02"""
    assert not is_nhs_number(number)


@pytest.mark.parametrize("last", "0123456789")
def test_some_numbers_have_no_check_digit(last: str) -> None:
    """H02: the sum leaves 1, and ten is no digit."""
    assert not is_nhs_number(f"000000006{last}")


def test_a_number_that_does_not_fit_is_questioned(form: Form) -> None:
    """H02"""
    (found,) = report(form, {"children": [{"nhs_number": "9991000004"}]}).problems
    assert (found.code, found.level) == ("nhs-check-digit", Level.CHECK)
    assert str(found.path) == "children.nhs_number[1]"


def test_a_number_is_one_persons_only(form: Form) -> None:
    """H02"""
    children = [{"nhs_number": "9991000003"}, {"nhs_number": "9991158383"}]
    parents = [{"nhs_number": "999 100 0003"}]
    found = report(form, {"children": children, "parents": parents}).problems
    assert [(each.code, str(each.path), each.facts) for each in found] == [
        ("nhs-twice", "children.nhs_number[1]", {"other": "parents.nhs_number[1]"}),
        ("nhs-twice", "parents.nhs_number[1]", {"other": "children.nhs_number[1]"}),
    ]


def test_a_hidden_number_is_nobodys(form: Form) -> None:
    """H08"""
    answers = {"children": [{"nhs_number": "9991000003"}], "secret": "9991000003"}
    assert odd(form, answers) == []
    assert len(odd(form, {**answers, "hidden_when": "x"})) == 2


# -- people ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("dob", "codes"),
    [
        ("2008-11-23", []),
        ("2008-11-22", ["child-over-18"]),
        ("2008-11", []),
        ("2008", []),
        ("2007", ["child-over-18"]),
        ("2026-11-22", []),
        ("2026-11-23", ["date-in-future"]),
    ],
)
def test_a_child_is_under_eighteen(form: Form, dob: str, codes: list[str]) -> None:
    """H04, H08"""
    found = odd(form, {"children": [{"dob": dob}]})
    assert found == [(code, "children.dob[1]") for code in codes]


@pytest.mark.parametrize(
    ("role", "parent", "child", "questioned"),
    [
        ("mother", "2008-06-16", "2020-06-15", True),
        ("mother", "2008-06-15", "2020-06-15", False),
        ("father", "2021-01-01", "2020-06-15", True),
        ("other_parent", "2015-01-01", "2020-06-15", True),
        ("partner", "2015-01-01", "2020-06-15", False),
        (None, "2015-01-01", "2020-06-15", False),
        ("mother", "2008", "2020-06-15", False),
        ("mother", "2009", "2020-06-15", True),
        ("mother", "2008-06-16", "2020", False),
        ("mother", "2008-06-16", None, False),
    ],
)
def test_a_parent_is_a_good_deal_older_than_each_child(
    form: Form, role: str | None, parent: str, child: str | None, questioned: bool
) -> None:
    """H04, H08"""
    answers = {
        "parents": [{"role": role, "dob": parent}],
        "children": [{"dob": "2026-01-01"}, {"dob": child}],
    }
    expected = [("parent-age-gap", "parents.dob[1]")] if questioned else []
    assert odd(form, answers) == expected


def test_dates_of_a_row_are_compared_within_the_row(form: Form) -> None:
    """H03: with the record's date where the group has none of that name."""
    answers = {
        "first": "2026-11-10",
        "requests": [
            {"asked": "2026-11-01", "came": "2026-11-01", "seen": "2026-11-10"},
            {"asked": "2026-11-05", "came": "2026-11-02", "seen": "2026-11-09"},
            {"came": "2026-01-01"},
        ],
    }
    assert odd(form, answers) == [
        ("date-order", "requests.came[2]"),
        ("date-order", "requests.seen[2]"),
    ]


# -- gaps ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "answer", "gap"),
    [
        (Kind.TEXT, Answer(status=NonAnswer.NOT_KNOWN), NonAnswer.NOT_KNOWN),
        (Kind.RISK, Answer(status=NonAnswer.NOT_ASKED), NonAnswer.NOT_ASKED),
        (Kind.DATE, Answer(status=NonAnswer.DECLINED), NonAnswer.DECLINED),
        (Kind.DATE, Answer(status=NonAnswer.NOT_APPLICABLE), None),
        (Kind.CHOICE, Answer(value="not_known"), NonAnswer.NOT_KNOWN),
        (Kind.CHOICE, Answer(value="declined"), None),
        (Kind.MULTI, Answer(value=("a", "not_asked")), NonAnswer.NOT_ASKED),
        (Kind.MULTI, Answer(value=("a",)), None),
        (Kind.TEXT, Answer(value="not_known"), None),
        (Kind.ADDRESS, Answer(value=("not_known",)), None),
        (Kind.INT, Answer(value=3), None),
    ],
)
def test_what_prints_as_a_gap(kind: Kind, answer: Answer, gap: NonAnswer | None) -> None:
    """H07: a declined option is an answer, and typed text is text."""
    assert is_gap(question(kind), answer) is gap


def test_nothing_answered_is_nothing_odd(form: Form) -> None:
    """H08"""
    assert odd(form, {}) == []
