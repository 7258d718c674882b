# SPDX-License-Identifier: Apache-2.0
"""Records being filled in, without a vault."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

from helpers.small import TODAY, answers_of
from kinfile.app.changes import Change
from kinfile.app.draft import Draft, RecordStatus, Subject
from kinfile.app.drafting import Worked, Working, work
from kinfile.forms.model import Form
from kinfile.forms.profile import NATIONAL
from kinfile.records.marks import NO_MARKS, Marks
from kinfile.records.model import Answers

AT = datetime(2026, 11, 22, 14, 20, tzinfo=UTC)


def working(
    form: Form, answers: Mapping[str, Any] | Answers | None = None, marks: Marks = NO_MARKS
) -> Working:
    found = answers if isinstance(answers, Answers) else answers_of(form, answers or {})
    return Working(form=form, answers=found, marks=marks)


def worked(start: Working, *changes: Change, today: date = TODAY) -> Worked:
    """What comes of changes made at 14:20 on 22 November 2026."""
    return work(start, changes, at=AT, today=today, reference="ABCD-EFGH", profile=NATIONAL)


def told(found: Worked) -> list[tuple[str, str, str, str | None]]:
    """Every entry that is to be written: kind, field, row, value."""
    return [(each.kind, each.field, each.row, each.value) for each in found.working.entries]


def draft(form: Form, answers: Mapping[str, Any] | None = None) -> Draft:
    found = worked(working(form, answers))
    return Draft(
        ref="ABCD-EFGH",
        form=form,
        profile=found.profile,
        answers=found.working.answers,
        marks=found.working.marks,
        report=found.report,
        status=RecordStatus.IN_PROGRESS,
        version=1,
        subject=Subject(),
        key_date=None,
        changed_at=AT,
    )
