# SPDX-License-Identifier: Apache-2.0
"""What the program works out.

A01 Gestations are weeks and days of the due date, where there is a whole one that can be.
A02 A baby is named after the mother, numbered where there are several.
A03 Rows made beforehand carry their value; a reference is the record's own.
"""

from datetime import date
from typing import Any

import pytest

from helpers.small import question
from kinfile.forms.dates import PartialDate
from kinfile.forms.model import GroupId, Kind, NonAnswer, QuestionId
from kinfile.records.calculate import Inputs, calculate, weeks_plus_days
from kinfile.records.model import Answer, Answers, Row, RowId

TODAY = date(2026, 11, 22)


def calculated(
    name: str, answers: Answers, row: Row | None = None, *, on: date = TODAY, reference: str = ""
) -> str:
    asked = question(Kind.CALCULATED, calculation=name, id=QuestionId("milestones.due"))
    return calculate(asked, row, Inputs(answers=answers, today=on, reference=reference))


def dated(**days: str) -> Answers:
    return Answers(
        {QuestionId(name): Answer(value=PartialDate.parse(day)) for name, day in days.items()}
    )


@pytest.mark.parametrize(
    ("edd", "on", "text"),
    [
        ("2027-03-01", date(2026, 8, 17), "12+0"),
        ("2027-03-01", date(2026, 11, 22), "25+6"),
        ("2027-03-01", date(2027, 3, 11), "41+3"),
        ("2027-03-01", date(2026, 5, 25), "0+0"),
        ("2027-03-01", date(2026, 5, 24), ""),
        ("2027-03-01", date(2027, 4, 1), ""),
        ("2027-03", date(2026, 11, 22), ""),
    ],
)
def test_a_gestation_is_weeks_and_days(edd: str, on: date, text: str) -> None:
    """A01"""
    assert calculated("gestation_text", dated(edd=edd), on=on) == text


def test_a_gestation_at_booking() -> None:
    """A01"""
    assert calculated("booking_gestation", dated(edd="2027-03-01", booking_date="2026-08-17")) == (
        "12+0"
    )
    assert calculated("booking_gestation", dated(edd="2027-03-01")) == ""
    assert calculated("booking_gestation", dated(booking_date="2026-08-17")) == ""
    unknown = Answers({QuestionId("edd"): Answer(status=NonAnswer.NOT_KNOWN)})
    assert calculated("gestation_text", unknown) == ""
    assert weeks_plus_days(173) == "24+5"


def family(*parents: dict[str, str], babies: int = 1) -> Answers:
    def row(n: int, found: dict[str, str]) -> Row:
        return Row(
            RowId(f"p{n}"),
            {QuestionId(f"parents.{key}"): Answer(value=text) for key, text in found.items()},
        )

    return Answers(
        groups={
            GroupId("parents"): tuple(row(n, found) for n, found in enumerate(parents)),
            GroupId("unborn"): tuple(Row(RowId(f"u{n}")) for n in range(babies)),
        }
    )


@pytest.mark.parametrize(
    ("parents", "name"),
    [
        (
            [
                {"role": "father", "family_name": "Other"},
                {"role": "mother", "family_name": " Test "},
            ],
            "Test",
        ),
        ([{"family_name": "First"}, {"family_name": "Second"}], "First"),
        ([{"role": "mother"}], ""),
        ([], ""),
    ],
)
def test_a_baby_is_named_after_the_mother(parents: list[dict[str, str]], name: str) -> None:
    """A02"""
    label = calculated("unborn_label", family(*parents))
    assert label == f"0:{name}"


def test_several_babies_are_numbered() -> None:
    """A02"""
    twins = family({"role": "mother", "family_name": "Test"}, babies=2)
    rows = twins.rows("unborn")
    assert [calculated("unborn_label", twins, row) for row in rows] == [
        *("1:Test", "2:Test"),
    ]
    assert calculated("unborn_label", twins) == "0:Test"


@pytest.mark.parametrize(
    ("value", "text"), [(PartialDate(2026, 11, 20), "2026-11-20"), ("book_by", "book_by")]
)
def test_rows_made_beforehand_carry_their_value(value: Any, text: str) -> None:
    """A03"""
    row = Row(RowId("1"), {QuestionId("milestones.due"): Answer(value=value)})
    assert calculated("milestone_due", Answers(), row) == text
    assert calculated("milestone_name", Answers(), Row(RowId("1"))) == ""
    assert calculated("milestone_name", Answers()) == ""


def test_a_reference_is_the_records_own() -> None:
    """A03"""
    assert calculated("record_reference", Answers(), reference="ABCD-EFGH") == "ABCD-EFGH"
    assert calculated("record_reference", Answers()) == ""
