# SPDX-License-Identifier: Apache-2.0
"""An answer in words.

W01 A code prints as the words of its option, several codes parted by a semicolon.
W02 A risk answer prints one of four phrases and what stands behind it, with its kind and date.
W03 A non-answer says which of the four it is, and why where a reason is kept.
W04 Dates print as much as is known: a day, a month of a year, or a year.
W05 An NHS number prints 3-3-4 and says whether it was checked; anything else stands as typed.
W06 A quotation stands in quotation marks, followed by who said it, when and how.
W07 A person prints by name, and as typed where no such person is in the record.
W08 Every character typed is in the printed words.
W09 A row is named by its kind, its number and what names it.
W10 An unborn baby is called after the mother, and numbered where there are several.
W10 Somebody without a known name goes by what they are and their number.
"""

from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinfile.forms.dates import PartialDate
from kinfile.forms.model import (
    FREE_TEXT,
    Group,
    GroupId,
    Kind,
    NonAnswer,
    Option,
    Question,
    QuestionId,
    SectionId,
    Source,
)
from kinfile.i18n import Language
from kinfile.records.model import Answer, Evidence, Row, RowId, Said
from kinfile.records.shown import Person, person_words, printed, row_label

ENGLISH = Language("en")
HERE = Source("a.yaml", 1)


def question(kind: Kind, *options: Option, calculation: str = "") -> Question:
    return Question(
        id=QuestionId("q"),
        kind=kind,
        ask="Asked?",
        section=SectionId("s"),
        options=options,
        calculation=calculation,
        place=HERE,
    )


def words(kind: Kind, answer: Answer, *options: Option, calculation: str = "") -> str:
    return printed(question(kind, *options, calculation=calculation), answer, ENGLISH)


def row(number: int, **answers: str) -> Row:
    kept = {QuestionId(key.replace("__", ".")): Answer(value=v) for key, v in answers.items()}
    return Row(RowId(f"row-{number}"), MappingProxyType(kept))


DECISION = (Option("early_help", "Early help"), Option("child_protection", "Child protection"))


def test_codes_print_as_the_words_of_their_options() -> None:  # W01
    assert words(Kind.CHOICE, Answer(value="early_help"), *DECISION) == "Early help"
    both = Answer(value=("early_help", "child_protection"))
    assert words(Kind.MULTI, both, *DECISION) == "Early help; Child protection"
    assert words(Kind.YES_NO_UNKNOWN, Answer(value="no")) == "No"


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("yes_now", "Yes, now"),
        ("yes_past", "Yes, in the past"),
        ("suspected", "Suspected"),
        ("no", "No"),
    ],
)
def test_a_risk_answer_prints_its_phrase(code: str, said: str) -> None:  # W02
    assert words(Kind.RISK, Answer(value=code)) == said


def test_a_risk_answer_prints_its_evidence() -> None:  # W02
    evidence = Evidence("Bruise on the left arm", "seen", PartialDate(2026, 11, 20))
    assert words(Kind.RISK, Answer(value="suspected", evidence=evidence)) == (
        "Suspected\nSeen (20 November 2026): Bruise on the left arm"
    )


@pytest.mark.parametrize(
    ("status", "reason", "said"),
    [
        (NonAnswer.NOT_KNOWN, "", "Not known"),
        (NonAnswer.NOT_ASKED, "not_safe", "Not asked: not safe to ask"),
        (NonAnswer.NOT_ASKED, "her mother sat beside her", "Not asked: her mother sat beside her"),
        (NonAnswer.DECLINED, "", "Declined"),
        (NonAnswer.NOT_APPLICABLE, "not_relevant", "Not applicable: not relevant"),
    ],
)
def test_a_non_answer_says_which_and_why(status: NonAnswer, reason: str, said: str) -> None:  # W03
    assert words(Kind.RISK, Answer(status=status, reason=reason)) == said


@pytest.mark.parametrize(
    ("typed", "said"),
    [("2026-11-22", "22 November 2026"), ("2019-05", "May 2019"), ("2019", "2019")],
)
def test_a_date_prints_what_is_known(typed: str, said: str) -> None:  # W04
    assert words(Kind.DATE, Answer(value=PartialDate.parse(typed))) == said


@pytest.mark.parametrize(
    ("digits", "verified", "said"),
    [
        ("9991237577", None, "999 123 7577"),
        ("9991237577", True, "999 123 7577 (checked with the person)"),
        ("9991237577", False, "999 123 7577 (not yet checked)"),
        ("99912", None, "99912"),
    ],
)
def test_an_nhs_number(digits: str, verified: bool | None, said: str) -> None:  # W05
    assert words(Kind.NHS_NUMBER, Answer(value=digits, verified=verified)) == said


def test_a_quotation_names_the_speaker() -> None:  # W06
    said = Said("Wren", "12 November 2026, at school", "written down by her teacher")
    assert words(Kind.VERBATIM, Answer(value="Mum is sad", said=said)) == (
        "“Mum is sad”\nWren, 12 November 2026, at school, written down by her teacher"
    )


def test_a_person_prints_by_name() -> None:  # W07
    people = (
        Person(RowId("row-1"), "parents", 1, "Rowan", "Example"),
        Person(RowId("r"), "adults", 2, "", ""),
    )
    asked = question(Kind.PERSON)
    assert printed(asked, Answer(value="row-1"), ENGLISH, people) == "Rowan Example"
    assert printed(asked, Answer(value="Aunt Jo"), ENGLISH, people) == "Aunt Jo"
    assert printed(asked, Answer(value="r"), ENGLISH, people) == "Adult 2"


def test_an_address_prints_as_lines() -> None:
    home = Answer(value=("1 Example Street", "Testtown", "ZZ99 3VZ"))
    assert words(Kind.ADDRESS, home) == "1 Example Street\nTesttown\nZZ99 3VZ"


def test_calculated_milestones_print_in_words() -> None:
    name = words(Kind.CALCULATED, Answer(value="birth_plan_agreed"), calculation="milestone_name")
    assert name == "Plan for the birth agreed"
    due = words(Kind.CALCULATED, Answer(value="2026-12-07"), calculation="milestone_due")
    assert due == "7 December 2026"
    odd = words(Kind.CALCULATED, Answer(value="soon"), calculation="milestone_due")
    assert odd == "soon"


@given(
    text=st.text(min_size=1),
    kind=st.sampled_from([*FREE_TEXT, Kind.PHONE, Kind.EMAIL, Kind.POSTCODE, Kind.PERSON]),
)
def test_everything_typed_is_printed(text: str, kind: Kind) -> None:  # W08
    assert text in words(kind, Answer(value=text))


@given(text=st.text(min_size=1), kind=st.text())
def test_evidence_is_printed_whole(text: str, kind: str) -> None:  # W08
    behind = Evidence(text, kind)
    assert text in words(Kind.RISK, Answer(value="yes_now", evidence=behind))


PARENTS = Group(
    id=GroupId("parents"),
    title="Parents",
    row="Parent or carer",
    section=SectionId("s"),
    minimum=2,
    maximum=8,
    label=("given_name", "family_name"),
    place=HERE,
)


def test_a_row_is_named_by_kind_number_and_name() -> None:  # W09
    named = row(1, parents__given_name="Rowan", parents__family_name="Example")
    assert row_label(PARENTS, named, 2, ENGLISH) == "Parent or carer 2: Rowan Example"
    assert row_label(PARENTS, row(2), 1, ENGLISH) == "Parent or carer 1"


def test_people_of_no_known_name_go_by_what_they_are() -> None:  # W10
    baby = Person(RowId("row-1"), "unborn", 2, "", "")
    assert person_words(baby, ENGLISH) == "Unborn baby 2"
    assert person_words(Person(RowId("r"), "adults", 1, "Aunt Jo", ""), ENGLISH) == "Aunt Jo"


def test_a_long_name_of_a_row_is_cut_short() -> None:  # W09
    long = row(1, parents__given_name="Rowan " * 20)
    label = row_label(PARENTS, long, 1, ENGLISH)
    assert label.endswith("…")
    assert len(label) < 90


@pytest.mark.parametrize(
    ("label", "said"),
    [
        ("0:Test", "Unborn Test"),
        ("2:Test", "Unborn Test 2"),
        ("0:", "Unborn baby"),
        ("1:", "Unborn baby 1"),
    ],
)
def test_an_unborn_baby_is_called_after_the_mother(label: str, said: str) -> None:
    """W10"""
    assert words(Kind.CALCULATED, Answer(value=label), calculation="unborn_label") == said
