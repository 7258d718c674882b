# SPDX-License-Identifier: Apache-2.0
"""Values that hold answers do not show them."""

from datetime import UTC, datetime

import pytest

from kinfile.vault.rows import (
    Entry,
    Head,
    Identity,
    LedgerLine,
    StoredChange,
    StoredDocument,
    StoredRecord,
    StoredWorker,
)

NOW = datetime(2026, 11, 22, tzinfo=UTC)
SECRET = "Marigold"


@pytest.mark.parametrize(
    "value",
    [
        Entry(kind="answer", field=SECRET, row=SECRET, value=SECRET),
        StoredRecord(
            ref="R",
            form_id="f",
            form_version=1,
            form_sha256="00" * 32,
            origin="shipped",
            profile="p",
            status="draft",
            version=1,
            created_at=NOW,
            updated_at=NOW,
            summary=SECRET,
            signed_on=None,
            answers=((SECRET, SECRET, SECRET),),
            rows=((SECRET, SECRET, False),),
            marks=((SECRET, SECRET, SECRET),),
        ),
        StoredChange(
            seq=1,
            at=NOW,
            tz=0,
            by=SECRET,
            kind="answer",
            field=SECRET,
            row=SECRET,
            old=SECRET,
            new=SECRET,
            is_erased=False,
        ),
        StoredDocument(
            id=1, ref="R", version=1, edition=SECRET, kind="signed", sha256="", made_at=NOW
        ),
        LedgerLine(
            id=1,
            ref="R",
            version=1,
            edition="full",
            sha256="",
            at=NOW,
            recipient=SECRET,
            channel=SECRET,
            sent_on=None,
            acknowledged_on=None,
            passphrase=SECRET,
            head=Head(1, ""),
        ),
        Identity(
            id=1,
            kind="signing",
            tier=0,
            private=SECRET.encode(),
            certificate=SECRET.encode(),
            created_at=NOW,
            retired_at=None,
        ),
        StoredWorker(name=SECRET, role=SECRET),
    ],
)
def test_a_value_does_not_show_what_it_holds(value: object) -> None:
    assert SECRET not in repr(value)
    assert SECRET not in str(value)
