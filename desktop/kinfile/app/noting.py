# SPDX-License-Identifier: Apache-2.0
"""Notes written during a visit: changed, used for answers, and the entries that keep them.

They are kept as marks of the record: under one key what stands there now, and under a key of
its own each piece that was taken into an answer.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime

from kinfile.app.changes import ReturnNote, UseNote, WriteNotes
from kinfile.forms.model import Kind, QuestionId
from kinfile.records.marks import Notes, UsedNote
from kinfile.records.model import Answer, Place, RowId
from kinfile.vault.rows import Entry

NOTES = "notes"
"""The kind of these marks."""
_TEXT = "text"
TEXTS = frozenset({Kind.TEXT, Kind.LONG_TEXT, Kind.VERBATIM})
"""Kinds of question that a note can be taken into."""

Noted = WriteNotes | UseNote | ReturnNote


def noted(notes: Notes, change: Noted, *, at: datetime) -> tuple[Notes, tuple[Entry, ...]]:
    """The notes after `change`, and what keeps them; nothing for a change that changes nothing."""
    after = _changed(notes, change, at)
    return after, tuple(_entries(notes, after))


def _changed(notes: Notes, change: Noted, at: datetime) -> Notes:
    match change:
        case WriteNotes(text):
            return replace(notes, text=text)
        case UseNote(note, text, place):
            when = at.isoformat(timespec="seconds")
            used = UsedNote(id=note, text=text, place=place, at=when)
            return Notes(text=without(notes.text, text), used=(*notes.used, used))
        case ReturnNote(note):
            text = "\n".join(each.text for each in notes.used if each.id == note)
            kept = tuple(each for each in notes.used if each.id != note)
            return Notes(text="\n".join(filter(None, (notes.text.rstrip("\n"), text))), used=kept)


def _entries(before: Notes, after: Notes) -> Iterator[Entry]:
    if before.text != after.text:
        value = _dumped({"text": after.text}) if after.text else None
        yield Entry(kind="mark" if value else "unmark", field=NOTES, row=_TEXT, value=value)
    for gone in set(before.used) - set(after.used):
        yield Entry(kind="unmark", field=NOTES, row=gone.id)
    for new in after.used:
        if new not in before.used:
            told = {
                "text": new.text,
                "question": new.place.question,
                "row": new.place.row or "",
                "at": new.at,
            }
            yield Entry(kind="mark", field=NOTES, row=new.id, value=_dumped(told))


def notes_of(marks: Iterable[tuple[str, str, str]]) -> Notes:
    """The notes among stored marks: (kind, key, JSON text)."""
    text, used = "", []
    for kind, key, value in marks:
        if kind != NOTES:
            continue
        told = json.loads(value)
        if key == _TEXT:
            text = told["text"]
            continue
        place = Place(QuestionId(told["question"]), RowId(told["row"]) if told["row"] else None)
        used.append(UsedNote(id=key, text=told["text"], place=place, at=told["at"]))
    return Notes(text=text, used=tuple(sorted(used, key=lambda each: each.at)))


def without(text: str, taken: str) -> str:
    """`text` without the first of its lines that are `taken`, else without those words."""
    lines, wanted = text.split("\n"), taken.split("\n")
    for at in range(len(lines) - len(wanted) + 1):
        if [line.strip() for line in lines[at : at + len(wanted)]] == [w.strip() for w in wanted]:
            return "\n".join((*lines[:at], *lines[at + len(wanted) :]))
    return text.replace(taken, "", 1)


def joined(answer: Answer | None, taken: str, kind: Kind) -> Answer:
    """`answer` with `taken` after what it says; what else is known of it stays."""
    if kind is Kind.TEXT:
        taken = " ".join(taken.split())
    if answer is None or answer.value is None:
        return Answer(value=taken)
    between = " " if kind is Kind.TEXT else "\n"
    return replace(answer, value=f"{answer.value}{between}{taken}")


def _dumped(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
