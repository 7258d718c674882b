# SPDX-License-Identifier: Apache-2.0
"""The story of a record without a vault: events as a vault would tell them."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from kinfile.app.draft import Draft
from kinfile.app.story import Story, Version
from kinfile.forms.model import Form
from kinfile.vault.rows import Head, LedgerLine, StoredChange

BEGUN = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


def event(seq: int, kind: str, field: str = "", row: str = "", **more: object) -> StoredChange:
    """`old` and `new` are given as JSON values; `erased` leaves neither."""
    erased = bool(more.get("erased"))
    old, new = (
        None if erased or more.get(name) is None else json.dumps(more[name])
        for name in ("old", "new")
    )
    return StoredChange(
        seq=seq,
        at=BEGUN + timedelta(minutes=seq),
        tz=0,
        by="Jo Rowe",
        kind=kind,
        field=field,
        row=row,
        old=old,
        new=new,
        is_erased=erased,
    )


def line(number: int, *, version: int = 1, edition: str = "full", **more: str) -> LedgerLine:
    """`to`, `on`, `by` (how) and `confirmed` (a day) where they are known."""
    return LedgerLine(
        id=number,
        ref="TEST0001",
        version=version,
        edition=edition,
        sha256="0" * 64,
        at=BEGUN,
        recipient=more.get("to"),
        channel=more.get("by", ""),
        sent_on=more.get("on"),
        acknowledged_on=more.get("confirmed"),
        passphrase=None,
        head=Head(number, "0" * 64),
    )


def story_of(
    draft: Draft,
    events: Sequence[StoredChange] = (),
    *,
    versions: Sequence[Version] = (Version(number=1, begun_at=BEGUN),),
    ledger: Sequence[LedgerLine] = (),
    forms: Sequence[Form] = (),
) -> Story:
    """`events` oldest first, as they happened; `forms` are earlier versions of the form."""
    return Story(
        draft=draft,
        forms=(draft.form, *forms),
        begun_at=BEGUN,
        versions=tuple(versions),
        ledger=tuple(ledger),
        events=tuple(reversed(events)),
    )
