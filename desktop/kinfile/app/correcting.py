# SPDX-License-Identifier: Apache-2.0
"""What a corrected record says differently from the version that it replaces, out of its events."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from kinfile.app import stored
from kinfile.app.draft import Draft
from kinfile.app.drafting import profile_of
from kinfile.app.references import plain_reference
from kinfile.app.story import said
from kinfile.records.correction import Changed, Correction, Printed, changed
from kinfile.records.evaluate import evaluate
from kinfile.vault.rows import StoredChange
from kinfile.vault.session import OpenVault

_ROW_EVENTS = frozenset({"row-added", "row-struck", "row-restored"})


def correction_of(vault: OpenVault, draft: Draft) -> Correction | None:
    """Which version `draft` replaces, why, and what is different; None for a first version."""
    if draft.version < 2:
        return None
    events = vault.history(plain_reference(draft.ref))
    signing = _last(events, "signed", draft.version - 1)
    begun = _last(events, "draft", draft.version)
    if signing is None or begun is None:
        return None
    day = str(said(signing).get("signed_on") or "")
    signed_on = date.fromisoformat(day) if day else None
    since = [event for event in events if event.seq > signing.seq]
    before = _before(vault, draft, signing.seq, signed_on or draft.report.today)
    after = Printed(answers=draft.answers, shown=draft.report.shown)
    return Correction(
        replaces=draft.version - 1,
        signed_on=signed_on,
        reason=str(said(begun).get("reason", "")),
        changes=tuple(_attributed(changed(draft.form, before, after), since)),
    )


def _last(events: Sequence[StoredChange], status: str, version: int) -> StoredChange | None:
    for event in reversed(events):
        if event.kind == "status":
            told = said(event)
            if told.get("status") == status and told.get("version") == version:
                return event
    return None


def _before(vault: OpenVault, draft: Draft, until: int, today: date) -> Printed:
    """The version that was signed, as far as the form of this one has a place for its answers."""
    kept = vault.read(plain_reference(draft.ref), until=until)
    answers, marks = stored.answers_of(draft.form, kept), stored.marks_of(kept)
    profile = profile_of(answers, kept.profile)
    report = evaluate(draft.form, answers, profile, today, marks, reference=draft.ref)
    return Printed(answers=answers, shown=report.shown)


def _attributed(changes: Iterator[Changed], since: Sequence[StoredChange]) -> Iterator[Changed]:
    """`changes`, each with who made it last and when."""
    last = {
        (event.field, event.row): event
        for event in since
        if event.kind == "answer" or event.kind in _ROW_EVENTS
    }
    for each in changes:
        row = each.place.row or ""
        event = last.get((each.place.question, row))
        if event is None or not each.has_row:
            event = last.get((each.path.group, row), event)
        if event is None:
            yield each
        else:
            yield replace(each, by=event.by, at=event.at.astimezone())
