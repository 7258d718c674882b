# SPDX-License-Identifier: Apache-2.0
"""What can be read of a damaged database, table by table, before anything is made of it."""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from kinfile.vault.store import form_text
from kinfile.vault.wreck import Keyed, Wreck

EVENT = (
    "seq", "at", "tz", "actor", "kind", "record_id", "field", "row", "value", "salt", "digest",
    "prev", "hash",
)  # fmt: skip
_LINE = (
    "ref", "form_sha256", "origin", "profile", "status", "version", "signed_on", "summary",
    "created_at", "updated_at", "seq",
)  # fmt: skip

Definition = Callable[[str], bytes | None]
"""The installed definition of a form with this SHA-256 (hex), or None."""
Line = Mapping[str, Any]
"""A row of a table by the names of its columns."""


@dataclass(frozen=True, slots=True)
class Event:
    """One old event, as it stood."""

    seq: int
    at: str
    tz: int
    actor: int
    kind: str
    record: int | None
    field: str
    row: str
    value: str | None
    salt: bytes | None
    digest: bytes
    prev: bytes
    hash: bytes


@dataclass(frozen=True, slots=True)
class Form:
    sha256: bytes
    form_id: str
    version: int
    body: bytes


class Remains:
    """The readable part of a damaged database."""

    def __init__(self, wreck: Wreck) -> None:
        self.wreck = wreck

    @cached_property
    def events(self) -> dict[int, Event]:
        rows = self.wreck.numbered("event", EVENT)
        return {seq: Event(*row) for seq, row in rows.items()}

    @cached_property
    def lines(self) -> dict[int, Line]:
        """The records' lines by their numbers."""
        rows = self.wreck.numbered("record", _LINE)
        return {number: dict(zip(_LINE, row, strict=True)) for number, row in rows.items()}

    @cached_property
    def _references(self) -> dict[int, str]:
        """From the index over references, which lies on pages of its own."""
        return dict(self.wreck.keyed("record", ("id", "ref"), "ref").rows)

    @cached_property
    def _forms(self) -> dict[bytes, tuple[str, int]]:
        rows = self.wreck.numbered("form", ("sha256", "form_id", "version"))
        return {sha256: (form_id, version) for sha256, form_id, version in rows.values()}

    def numbers(self) -> tuple[int, ...]:
        """The numbers of all records that are known to have been there."""
        told = {event.record for event in self.events.values() if event.record is not None}
        return tuple(sorted({*self.lines, *self._references, *told}))

    def line(self, number: int) -> Line | None:
        """A record's line, or one put together from its events; None where they say too little."""
        if number in self.lines:
            return self.lines[number]
        events = [event for event in self.events.values() if event.record == number]
        form = _last(events, "created", "moved")
        if number not in self._references or not form:
            return None
        status = _last(events, "status") or {}
        return {
            "ref": self._references[number],
            "form_sha256": bytes.fromhex(form["sha256"]),
            "origin": form["origin"],
            "profile": form["profile"],
            "status": status.get("status", "draft"),
            "version": status.get("version", 1),
            "signed_on": status.get("signed_on"),
            "summary": "{}",
            "created_at": events[0].at,
            "updated_at": events[-1].at,
            "seq": events[-1].seq,
        }

    def form(self, sha256: bytes, definition: Definition) -> Form | None:
        """A definition, from the database or from `definition`, if it is the very same."""
        found = self.wreck.one("SELECT body FROM form WHERE sha256 = ?", (sha256,))
        body = found[0] if found else definition(sha256.hex())
        if body is None or hashlib.sha256(body).digest() != sha256:
            return None
        named = self._forms.get(sha256) or self._named_by_events(sha256)
        return Form(sha256, *named, body) if named else None

    def _named_by_events(self, sha256: bytes) -> tuple[str, int] | None:
        for event in self.events.values():
            if event.kind in ("created", "moved") and event.value:
                said = json.loads(event.value)
                if said["sha256"] == sha256.hex():
                    return said["form"], said["version"]
        return None

    def table(self, name: str, wanted: tuple[str, ...], order: str, record: int) -> Keyed:
        return self.wreck.keyed(name, wanted, order, record=record)

    def rows(self, name: str) -> tuple[Line, ...]:
        """The readable rows of a whole table, each with all its columns."""
        names = self.wreck.columns(name)
        found = self.wreck.numbered(name, names)
        return tuple(dict(zip(names, row, strict=True)) for row in found.values())

    def document(self, number: int) -> bytes | None:
        """The bytes of a document, if they are the ones that were kept."""
        found = self.wreck.one("SELECT sha256, bytes FROM document WHERE id = ?", (number,))
        if found is None or hashlib.sha256(found[1]).digest() != found[0]:
            return None
        return bytes(found[1])

    @cached_property
    def last_missing(self) -> int:
        """The number of the last event that is known to be missing; 0 when none is."""
        missing = (seq for seq in range(self.highest, 0, -1) if seq not in self.events)
        return next(missing, 0)

    @cached_property
    def highest(self) -> int:
        """The number of the last event that is known to have been there."""
        told = [int(line["seq"]) for line in self.lines.values()]
        return max((*self.events, *told, *self.wreck.numbered("checkpoint", ("seq",)), 0))


def _last(events: list[Event], *kinds: str) -> dict[str, str] | None:
    for event in reversed(events):
        if event.kind in kinds and event.value:
            found: dict[str, str] = json.loads(event.value)
            return found
    return None


def used_form(line: Line, form: Form) -> str:
    """What the chain should say of the form that a record is filled with."""
    return form_text(form.form_id, form.version, form.sha256, line["profile"], line["origin"])
