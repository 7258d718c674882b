# SPDX-License-Identifier: Apache-2.0
"""What became of a record from its beginning: its versions, where its files went, every change.

For a record that was erased the story says that things happened, and no longer what they were.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from kinfile.app.casework import Casework
from kinfile.app.draft import Draft
from kinfile.app.references import plain_reference
from kinfile.errors import Refused
from kinfile.forms import loader
from kinfile.forms.model import Form, Question
from kinfile.forms.translation import translated
from kinfile.records.model import Answer, Place
from kinfile.records.values import read
from kinfile.vault.rows import LedgerLine, StoredChange, StoredDocument

MOST_EARLIER = 20
"""Values of one answer that are looked back on."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Version:
    """One version of a record, counted from 1.

    `reason` is why it was begun, "" for the first; `signed_at` is None while it is a draft;
    `has_copy` is whether its signed document is kept.
    """

    number: int
    begun_at: datetime
    reason: str = ""
    signed_at: datetime | None = None
    has_copy: bool = False


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Story:
    """`versions` and `events` have the newest first, `ledger` the oldest. Events are in UTC.

    `forms` are the versions of its form that the record was filled with, the present one first:
    an event may be about a question that only an earlier one has.
    """

    draft: Draft
    forms: tuple[Form, ...]
    begun_at: datetime
    versions: tuple[Version, ...]
    ledger: tuple[LedgerLine, ...]
    events: tuple[StoredChange, ...]


class Stood(StrEnum):
    """What an earlier answer was: something, nothing, erased since, or of no use now."""

    ANSWER = "answer"
    BLANK = "blank"
    ERASED = "erased"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Earlier:
    """What stood at a place from `at` on, written by `by`. `answer` is there for Stood.ANSWER."""

    at: datetime
    by: str
    stood: Stood
    answer: Answer | None = None


class Stories(Casework):
    """Looking back on a record. Nothing here changes one."""

    def story(self, ref: str) -> Story:
        """Everything that happened to `ref`. Raises UnknownRecord."""
        draft = self.open(ref)
        ref = plain_reference(ref)
        events = self._vault.history(ref)
        begun_at = self._vault.summary(ref).created_at.astimezone()
        return Story(
            draft=draft,
            forms=(draft.form, *self._other_forms(ref, draft.form)),
            begun_at=begun_at,
            versions=_versions(events, self._vault.documents(ref), begun_at),
            ledger=self._vault.ledger(ref),
            events=events[::-1],
        )

    def earlier(self, ref: str, place: Place, *, limit: int = MOST_EARLIER) -> tuple[Earlier, ...]:
        """What stood at `place`, the newest (which stands now) first, at most `limit`.

        Raises UnknownRecord; KeyError for a question that the record's form does not have.
        """
        ref = plain_reference(ref)
        held = self._held.get(ref)
        form = held.form if held is not None else self._asked(self._vault.summary(ref))
        question = form.by_id()[place.question]
        events = self._vault.history(ref, place.question, place.row or "")
        answered = [event for event in events if event.kind == "answer"]
        return tuple(_earlier(question, event) for event in reversed(answered[-limit:]))

    def _other_forms(self, ref: str, present: Form) -> Iterator[Form]:
        for body in self._vault.definitions(ref):
            if body != present.body:
                yield translated(loader.from_json(body), self._asks_in)


def said(event: StoredChange) -> Mapping[str, Any]:
    """What an event about the whole record says (its version, a reason); empty once erased."""
    found = json.loads(event.new) if event.new else None
    return found if isinstance(found, dict) else {}


def _versions(
    events: Iterable[StoredChange], documents: Iterable[StoredDocument], begun_at: datetime
) -> tuple[Version, ...]:
    """The newest first. Of an erased record those are known whose events still say so."""
    with_copy = {document.version for document in documents}
    found = {1: Version(number=1, begun_at=begun_at, has_copy=1 in with_copy)}
    for event in events:
        told = said(event) if event.kind == "status" else {}
        if not told:
            continue
        number, at = int(told.get("version", 0)), event.at.astimezone()
        if told.get("status") == "signed":
            known = found.get(number) or Version(number=number, begun_at=at)
            found[number] = replace(known, signed_at=at, has_copy=number in with_copy)
        elif told.get("status") == "draft" and number not in found:
            found[number] = Version(number=number, begun_at=at, reason=str(told.get("reason", "")))
    return tuple(found[number] for number in sorted(found, reverse=True))


def _earlier(question: Question, event: StoredChange) -> Earlier:
    at, by = event.at.astimezone(), event.by
    if event.new is None:
        stood = Stood.ERASED if event.is_erased else Stood.BLANK
        return Earlier(at=at, by=by, stood=stood)
    try:
        answer = read(question, json.loads(event.new))
    except Refused:
        return Earlier(at=at, by=by, stood=Stood.UNREADABLE)
    return Earlier(at=at, by=by, stood=Stood.ANSWER, answer=answer)
