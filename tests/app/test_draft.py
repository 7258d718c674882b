# SPDX-License-Identifier: Apache-2.0
"""A record as a page sees it.

D01 Only a record that nobody signed may change.
D02 Nothing that is printed shows a name or an answer.
"""

from pathlib import Path

from helpers.drafts import draft
from helpers.small import small_form
from kinfile.app.draft import RecordStatus, Subject


def test_only_an_unsigned_record_may_change() -> None:
    """D01"""
    assert {status for status in RecordStatus if status.may_change} == {
        *(RecordStatus.NOT_STARTED, RecordStatus.IN_PROGRESS, RecordStatus.READY_TO_SIGN),
    }


def test_nothing_printed_shows_a_name(tmp_path: Path) -> None:
    """D02"""
    form = small_form(tmp_path, "- {id: a, kind: text, ask: Q, disclose: all}")
    held = [Subject("A. B.", "Anna Beech"), draft(form, {"a": "secret"})]
    assert "Anna" not in repr(held)
    assert "secret" not in repr(held)
