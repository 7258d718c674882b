# SPDX-License-Identifier: Apache-2.0
"""People whom records know, made up for one test."""

from datetime import date
from typing import Any

from kinfile.forms.dates import PartialDate
from kinfile.forms.model import FormId
from kinfile.records.known import Fact, KnownPerson, Seen, known_people
from kinfile.records.model import Answer, RowId, Value

DAY = date(2026, 3, 1)


def seen(
    row: str, group: str = "parents", *, ref: str = "AAAA-0001", on: date = DAY, **facts: Value
) -> Seen:
    """A row of a record, with answers by the ends of their questions' ids."""
    return Seen(
        ref=ref,
        form=FormId("pre_birth"),
        row=RowId(row),
        group=group,
        facts={end: Fact(Answer(value=value), on, ref) for end, value in facts.items()},
    )


def born(text: str) -> PartialDate:
    return PartialDate.parse(text)


def family() -> tuple[KnownPerson, ...]:
    """A mother who is in two records, a father and a child of the newer one."""

    def mother(ref: str, **more: Any) -> Seen:
        facts: dict[str, Any] = {"role": "mother", "given_name": "Anna", "family_name": "Example"}
        return seen("m", ref=ref, **facts, **more)

    return known_people(
        (
            mother("AAAA-0002", nhs_number="9990000018", dob=born("1998-04-03")),
            seen("f", ref="AAAA-0002", role="father", given_name="Bo", family_name="Muster"),
            seen("c", "children", ref="AAAA-0002", given_name="Cy", family_name="Example"),
            mother("AAAA-0001"),
        )
    )
