# SPDX-License-Identifier: Apache-2.0
"""What the record list needs of a record.

S01 Who it is about: the child named as its subject, else whom the form is about.
S02 The date that matters most, where a whole one is given.
S03 Progress counts the sections that matter and ask for something.
S04 The status is worked out from the report; one that nobody touched is not started.
S05 What is kept is read back, and the list evaluates nothing.
"""

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from helpers.drafts import worked, working
from helpers.small import TODAY, alert, answers_of, report_of, section, small_form
from kinfile.app.draft import KeyDate, RecordStatus, Subject
from kinfile.app.summary import (
    key_date_of,
    line_of,
    progress_of,
    shown_reference,
    status_of,
    subject_of,
    summary_of,
)
from kinfile.forms import catalogue
from kinfile.forms.model import Form, GroupId
from kinfile.records.model import Answers
from kinfile.vault.rows import StoredSummary

PRE_BIRTH = catalogue.load("pre_birth")
CARER = catalogue.load("young_carer")
NOW = datetime(2026, 11, 22, 14, 20, tzinfo=UTC)

ANNA = {"role": "mother", "given_name": "Anna", "family_name": "Test"}
CARL = {"role": "father", "given_name": "Carl", "family_name": "Other"}
BEA = {"given_name": "Bea", "family_name": "ŵillow"}


@pytest.mark.parametrize(
    ("form", "answers", "name", "initials"),
    [
        (
            PRE_BIRTH,
            {"edd": "2027-03-01", "parents": [CARL, ANNA], "children": [BEA]},
            "Anna Test",
            "A. T.",
        ),
        (PRE_BIRTH, {"edd": "2027-03-01", "parents": [CARL]}, "Carl Other", "C. O."),
        (
            PRE_BIRTH,
            {"edd": "2027-03-01", "parents": [{}], "children": [BEA]},
            "Bea ŵillow",
            "B. Ŵ.",
        ),
        (CARER, {"parents": [ANNA], "children": [{}, BEA]}, "Bea ŵillow", "B. Ŵ."),
        (CARER, {"yc_subject": "Carl", "children": [BEA, {"given_name": "Carl"}]}, "Carl", "C."),
        (CARER, {"yc_subject": "Nobody", "children": [BEA]}, "Bea ŵillow", "B. Ŵ."),
        (CARER, {"adults": [{"name": "Gran Other"}]}, "Gran Other", "G."),
        (CARER, {}, "", ""),
    ],
)
def test_who_a_record_is_about(
    form: Form, answers: dict[str, Any], name: str, initials: str
) -> None:
    """S01"""
    found = subject_of(answers_of(form, answers))
    assert (found.full_name, found.initials) == (name, initials)


@pytest.mark.parametrize(
    ("form", "answers", "key"),
    [
        (
            PRE_BIRTH,
            {"edd": "2027-03-01", "review_date": "2026-12-01"},
            KeyDate("due", date(2027, 3, 1)),
        ),
        (
            PRE_BIRTH,
            {"edd": {"status": "not_known"}, "review_date": "2026-12-01"},
            KeyDate("review", date(2026, 12, 1)),
        ),
        (CARER, {"review_date": "2026-12-01"}, KeyDate("review", date(2026, 12, 1))),
        (CARER, {}, None),
    ],
)
def test_the_date_that_matters_most(
    form: Form, answers: dict[str, Any], key: KeyDate | None
) -> None:
    """S02"""
    assert key_date_of(answers_of(form, answers)) == key


@pytest.fixture(scope="module")
def form(tmp_path_factory: pytest.TempPathFactory) -> Form:
    return small_form(
        tmp_path_factory.mktemp("forms"),
        "- {id: danger, kind: risk, ask: Q, disclose: all, required: yes}",
        alerts=alert("R01", "is(danger, 'yes_now')", forces="[ack]", severity="act_now")
        + alert("R02", "is(danger, risk_present)"),
        more={
            "small/sections/two.yaml": section(
                "two", "- {id: note, kind: text, ask: Q, disclose: all}"
            ),
            "small/sections/forced.yaml": section(
                "forced", "- {id: harm, kind: text, ask: Q, disclose: all}", opens="alert"
            ),
            "small/sections/signing.yaml": section(
                "signing", "- {id: sign, kind: signature, ask: Q, disclose: all}"
            ),
        },
    )


@pytest.mark.parametrize(
    ("answers", "progress", "status"),
    [
        ({}, (0, 2), RecordStatus.NOT_STARTED),
        ({"note": "x"}, (1, 2), RecordStatus.IN_PROGRESS),
        ({"danger": "no"}, (1, 2), RecordStatus.READY_TO_SIGN),
        ({"danger": "no", "note": "x"}, (2, 2), RecordStatus.READY_TO_SIGN),
        ({"danger": "yes_now", "note": "x"}, (2, 2), RecordStatus.IN_PROGRESS),
    ],
)
def test_progress_and_status(
    form: Form, answers: dict[str, Any], progress: tuple[int, int], status: RecordStatus
) -> None:
    """S03, S04: the last waits for an acknowledgement."""
    report = report_of(form, answers)
    assert progress_of(form, report) == progress
    assert status_of(report) is status
    assert status_of(report, touched=False) is RecordStatus.NOT_STARTED


def kept(summary: str, status: str = "draft") -> StoredSummary:
    return StoredSummary(
        ref="ABCDEFGH",
        form_id="small",
        form_version=1,
        form_sha256="00" * 32,
        origin="shipped",
        profile="generic-england",
        status=status,  # type: ignore[arg-type]
        version=1,
        created_at=NOW,
        updated_at=NOW,
        summary=summary,
        signed_on=None,
    )


def test_a_line_of_the_list_is_what_was_kept() -> None:
    """S05"""
    found = worked(working(PRE_BIRTH, {"edd": "2027-03-01", "parents": [ANNA]}))
    line = line_of(kept(summary_of(PRE_BIRTH, found.working.answers, found.report)))
    assert line.ref == shown_reference("ABCDEFGH") == "ABCD-EFGH"
    assert line.subject == Subject("A. T.", "Anna Test")
    assert line.key_date == KeyDate("due", date(2027, 3, 1))
    assert line.status is RecordStatus.IN_PROGRESS
    assert (line.sections_done, line.sections) == progress_of(PRE_BIRTH, found.report)
    assert line.changed_at == NOW
    assert "Anna" not in repr(line)


@pytest.mark.parametrize(
    ("danger", "to_do"), [("no", ""), ("suspected", ""), ("yes_now", "follow_up")]
)
def test_an_open_alert_to_act_now_is_something_to_do(form: Form, danger: str, to_do: str) -> None:
    """S05"""
    answers = answers_of(form, {"danger": danger})
    summary = summary_of(form, answers, report_of(form, {"danger": danger}))
    assert line_of(kept(summary)).to_do == to_do
    assert line_of(kept(summary, "signed")).to_do == "send"
    assert line_of(kept(summary, "signed")).status is RecordStatus.SIGNED


def test_a_summary_of_an_older_version_is_read() -> None:
    """S05: what it did not keep is empty."""
    line = line_of(kept("{}"))
    assert (line.subject, line.key_date, line.sections) == (Subject(), None, 0)
    assert line.status is RecordStatus.NOT_STARTED


def test_a_summary_is_json_without_surprises(form: Form) -> None:
    """S05"""
    summary = json.loads(summary_of(form, Answers(), report_of(form, {})))
    assert summary == {
        "initials": "",
        "name": "",
        "key": None,
        "done": 0,
        "of": 2,
        "status": "not_started",
        "to_do": "",
    }


def test_a_struck_row_is_nobody() -> None:
    """S01"""
    answers = answers_of(PRE_BIRTH, {"edd": "2027-03-01", "parents": [ANNA, CARL]})
    first, second = answers.rows("parents")
    struck = answers.with_rows(GroupId("parents"), (replace(first, struck=True), second))
    assert subject_of(struck).full_name == "Carl Other"


def test_the_day_makes_no_difference_to_who_it_is(form: Form) -> None:
    """S01"""
    assert subject_of(answers_of(form, {})) == Subject()
    assert report_of(form, {}).today == TODAY
