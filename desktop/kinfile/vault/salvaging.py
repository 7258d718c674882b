# SPDX-License-Identifier: Apache-2.0
"""Filling a new database with what remains of a damaged one, by the rules of salvage.py."""

import json
from collections.abc import Iterator
from typing import Any

from kinfile import __version__
from kinfile.vault.cabinet import LINES, line_text
from kinfile.vault.canonical import canonical_text
from kinfile.vault.chain import Link, is_signed_checkpoint, new_checkpoint_key
from kinfile.vault.connection import Connection
from kinfile.vault.header import Header
from kinfile.vault.journal import Clock, Happening, Journal, to_text
from kinfile.vault.projection import Contents
from kinfile.vault.remains import Definition, Event, Form, Line, Remains, used_form
from kinfile.vault.slots import ByPassphrase
from kinfile.vault.wreck import Keyed
from kinfile.watch import Watch


def prepare(new: Connection, remains: Remains, keys: Header, clock: Clock) -> None:
    """Put into the empty database `new` what every journal needs. Needs an open transaction."""
    at = to_text(clock())
    first = next(iter(remains.events.values()), None)
    meta = {
        "created_at": first.at if first else at,
        "made_by": __version__,
        **dict(remains.wreck.keyed("meta", ("key", "value"), "key").rows),
        "vault_id": keys.vault_id.hex(),
    }
    for pair in meta.items():
        new.execute("INSERT INTO meta VALUES (?, ?)", pair)
    for user in remains.rows("user") or (_owner(remains, keys, meta["created_at"]),):
        put(new, "user", user)
    for setting in remains.wreck.keyed("setting", ("key", "value"), "key").rows:
        new.execute("INSERT INTO setting VALUES (?, ?)", setting)
    _put_identities(new, remains, at)


def _owner(remains: Remains, keys: Header, created_at: str) -> Line:
    """The vault's owner, from the key file and from what the chain last said of the worker."""
    (uid,) = [slot.way.user for slot in keys.slots if isinstance(slot.way, ByPassphrase)][:1]
    told: dict[str, str] = {"name": "", "role": ""}
    for event in remains.events.values():
        if event.kind == "worker" and event.value:
            told = json.loads(event.value)
    return {"id": 1, "uid": uid, **told, "created_at": created_at}


def _put_identities(new: Connection, remains: Remains, at: str) -> None:
    for row in remains.rows("identity"):
        put(new, "identity", row)
    if not new.execute(
        "SELECT 1 FROM identity WHERE kind = 'checkpoint' AND retired_at IS NULL LIMIT 1"
    ):
        new.execute(
            "INSERT INTO identity (kind, tier, pkcs8, cert, created_at)"
            " VALUES ('checkpoint', 0, ?, ?, ?)",
            (*new_checkpoint_key(), at),
        )


def put(db: Connection, table: str, row: Line) -> None:
    """Insert a row by the names of its columns, which are the schema's own."""
    names, places = ", ".join(row), ", ".join("?" * len(row))
    db.execute(f"INSERT INTO {table} ({names}) VALUES ({places})", tuple(row.values()))  # noqa: S608


class Salvaging(Journal):
    """The new chain, and what is put beside it. Needs an open transaction throughout."""

    def __init__(
        self,
        new: Connection,
        remains: Remains,
        definition: Definition,
        clock: Clock,
        watch: Watch,
    ) -> None:
        super().__init__(new, clock)
        self._watch = watch
        self._remains = remains
        self._definition = definition
        self._at = clock()
        self._users: dict[int, str] = dict(new.execute("SELECT id, uid FROM user"))
        self._placed: dict[int, tuple[Line, Form]] = {}
        self._old_seq: dict[int, int] = {}
        self._documents: set[str] = set()
        self.kept = 0
        self.lost_documents = 0
        self.whole: list[str] = []
        self.part: list[str] = []

    def fill(self) -> None:
        """Everything, in the order in which one thing needs the other. Raises Cancelled."""
        numbers = self._remains.numbers()
        for done, number in enumerate(numbers):
            self._watch.step(done, 2 * len(numbers))
            self._place(number)
        self._keep_documents()
        self._keep_ledger()
        self._keep_events()
        for done, number in enumerate(self._placed, len(numbers)):
            self._watch.step(done, 2 * len(numbers))
            self._settle(number)
        self._tell_documents()
        self._tell_ledger()
        self._sign_head(at=self._at)
        self._db.execute(
            "INSERT OR IGNORE INTO fts_dirty SELECT id FROM record WHERE status <> 'erased'"
        )

    @property
    def lost_records(self) -> int:
        return len(set(self._remains.numbers()) - set(self._placed))

    @property
    def lost_events(self) -> int:
        return self._remains.highest - self.kept

    @property
    def kept_documents(self) -> int:
        return len(self._documents)

    def _place(self, number: int) -> None:
        line = self._remains.line(number)
        if line is None:
            return
        form = self._remains.form(line["form_sha256"], self._definition)
        if form is None:
            return
        self._db.execute(
            "INSERT INTO form (sha256, form_id, version, body) VALUES (?, ?, ?, ?)"
            " ON CONFLICT DO NOTHING",
            (form.sha256, form.form_id, form.version, form.body),
        )
        put(self._db, "record", {"id": number, **line})
        self._placed[number] = (line, form)

    def _keep_documents(self) -> None:
        wanted = ("record_id", "version", "edition", "kind", "sha256", "made_at")
        for number, row in self._remains.wreck.numbered("document", wanted).items():
            content = self._remains.document(number)
            if row[0] not in self._placed or content is None:
                continue
            self._db.execute(
                "INSERT INTO document (id, record_id, version, edition, kind, sha256, made_at,"
                " bytes) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (number, *row, content),
            )
            self._documents.add(str(number))

    def _keep_ledger(self) -> None:
        for row in self._remains.rows("export_log"):
            if row["record_id"] in self._placed:
                put(self._db, "export_log", row)

    def _keep_events(self) -> None:
        """As they are as long as none is missing; then the gap is told, and the rest follows."""
        is_unbroken = True
        for event in self._remains.events.values():
            if event.record is not None and event.record not in self._placed:
                continue
            if is_unbroken and not self._follows(event):
                is_unbroken = False
                self._tell_of_the_gap()
            self._put(event)
        if is_unbroken:
            self._tell_of_the_gap()
        self._keep_checkpoints()

    def _follows(self, event: Event) -> bool:
        seq, previous = self._tail()
        return (event.seq, event.prev, event.hash) == (
            seq + 1,
            previous,
            self._link(event, event.seq).hash(previous),
        )

    def _link(self, event: Event, seq: int) -> Link:
        return Link(
            seq=seq,
            at=event.at,
            tz=event.tz,
            actor=self._users.get(event.actor, ""),
            kind=event.kind,
            record=self._ref(event.record),
            field=event.field,
            row=event.row,
            digest=event.digest,
        )

    def _ref(self, number: int | None) -> str:
        return "" if number is None else str(self._placed[number][0]["ref"])

    def _put(self, event: Event) -> None:
        seq, previous = self._tail()
        seq += 1
        told = (event.value, event.salt)
        if event.kind == "document" and event.row not in self._documents and event.value:
            # The document is gone: what was said of it is taken back as if it were erased.
            told = (None, None)
            self.lost_documents += 1
        self._db.execute(
            "INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                seq, event.at, event.tz, self._user(event.actor), event.kind, event.record,
                event.field, event.row, *told, event.digest, previous,
                self._link(event, seq).hash(previous),
            ),
        )  # fmt: skip
        self._old_seq[seq] = event.seq
        self.kept += 1

    def _user(self, number: int) -> int:
        return number if number in self._users else self._actor[0]

    def _tell_of_the_gap(self) -> None:
        events = self._remains.events
        last = events[max(events)] if events else None
        highest = self._remains.highest
        said = {
            "seq": last.seq if last else 0,
            "hash": last.hash.hex() if last else "",
            "unread": highest - len(events),
        }
        self._write([Happening(kind="salvaged", value=canonical_text(said))], at=self._at)

    def _keep_checkpoints(self) -> None:
        """Those of the unbroken beginning whose signatures still fit."""
        keys = [
            row[0] for row in self._db.execute("SELECT cert FROM identity WHERE kind='checkpoint'")
        ]
        for row in self._remains.rows("checkpoint"):
            seq, head, at = row["seq"], row["hash"], row["at"]
            is_chained = self._db.execute("SELECT hash FROM event WHERE seq = ?", (seq,)) == [
                (head,)
            ]
            if is_chained and any(
                is_signed_checkpoint(
                    key, row["sig"], vault_id=self.vault_id, seq=seq, head=head, at=at
                )
                for key in keys
            ):
                put(self._db, "checkpoint", {**row, "actor": self._user(row["actor"])})

    def _settle(self, number: int) -> None:
        """Make the record's tables and its events say the same, and say what was in doubt."""
        line, form = self._placed[number]
        record = (number, line["ref"])
        is_part = number not in self._remains.lines
        happenings = list(self._restate(number, line, form))
        positions: dict[tuple[str, str], int] = {}
        if line["status"] != "erased":
            is_whole, missing, positions = self._missing(number)
            happenings += missing
            is_part = is_part or not is_whole
        if happenings or is_part:
            said = canonical_text({"answers": "part" if is_part else "whole"})
            happenings.append(Happening(kind="salvaged", value=said))
        self._write(
            (
                Happening(kind=it.kind, record=record, field=it.field, row=it.row, value=it.value)
                for it in happenings
            ),
            at=self._at,
        )
        self._project(number, positions, is_erased=line["status"] == "erased")
        (self.part if is_part else self.whole).append(record[1])

    def _restate(self, number: int, line: Line, form: Form) -> Iterator[Happening]:
        """What the events should have said of form and status, where they do not."""
        told_form, told_status = "", {"status": "draft", "version": 1, "signed_on": None}
        for kind, value in self._db.execute(
            "SELECT kind, value FROM event WHERE record_id = ? ORDER BY seq", (number,)
        ):
            if kind in ("created", "moved"):
                told_form = value or ""
            elif kind == "status" and value:
                told_status = json.loads(value)
        used = "" if line["status"] == "erased" else used_form(line, form)
        if told_form != used:
            yield Happening(kind="moved" if told_form else "created", value=used or None)
        stands = {name: line[name] for name in ("status", "version", "signed_on")}
        if any(told_status.get(name) != value for name, value in stands.items()):
            yield Happening(kind="status", value=canonical_text({**stands, "reason": ""}))

    def _contents(self, number: int) -> Contents:
        contents = Contents()
        for seq, kind, where, row, value in self._db.execute(
            "SELECT seq, kind, field, row, value FROM event WHERE record_id = ? ORDER BY seq",
            (number,),
        ):
            contents.take(seq, kind, (where, row), value)
        return contents

    def _missing(self, number: int) -> tuple[bool, list[Happening], dict[tuple[str, str], int]]:
        """Whether all tables of the record could be read, what they say more, rows' positions."""
        table, told = self._remains.table, self._contents(number)
        rows = table("group_row", ("grp", "uid", "position", "struck", "seq"), "grp, uid", number)
        answers = table("answer", ("field", "row", "value", "seq"), "field, row", number)
        marks = table("mark", ("kind", "key", "value", "seq"), "kind, key", number)
        happenings: list[Happening] = []
        for group, uid, _position, struck, seq in rows.rows:
            happenings += self._row_happenings(told, (group, uid), (bool(struck), seq))
        known = {uid for _, uid in told.rows} | {row[1] for row in rows.rows}
        for field, uid, *_ in (*answers.rows, *((*place, "") for place in told.answers)):
            if uid and uid not in known:
                # Its row is lost; a question of a group is named for the group.
                known.add(uid)
                happenings.append(
                    Happening(kind="row-added", field=field.partition(".")[0], row=uid)
                )
        happenings += self._value_happenings("answer", told.answers, answers)
        happenings += self._value_happenings("mark", told.marks, marks)
        is_whole = rows.is_whole and answers.is_whole and marks.is_whole
        return is_whole, happenings, {(row[0], row[1]): row[2] for row in rows.rows}

    def _row_happenings(
        self, told: Contents, place: tuple[str, str], stands: tuple[bool, int]
    ) -> Iterator[Happening]:
        is_struck, seq = stands
        was_struck, said = told.rows.get(place, (False, 0))
        if place not in told.rows:
            yield Happening(kind="row-added", field=place[0], row=place[1])
        if was_struck != is_struck and seq > self._old_seq.get(said, 0):
            kind = "row-struck" if is_struck else "row-restored"
            yield Happening(kind=kind, field=place[0], row=place[1])

    def _value_happenings(
        self, kind: str, told: dict[tuple[str, str], tuple[str, int]], table: Keyed
    ) -> Iterator[Happening]:
        """Where a table's value is another than the events', and later."""
        stands: dict[tuple[str, str], tuple[str, int]] = {
            (where, row): (value, seq) for where, row, value, seq in table.rows
        }
        for place, (value, seq) in stands.items():
            said = told.get(place)
            if said is None or (said[0] != value and seq > self._old_seq[said[1]]):
                yield Happening(kind=kind, field=place[0], row=place[1], value=value)
        if table.is_whole:
            for place in told.keys() - stands.keys():
                if self._old_seq[told[place][1]] > self._remains.last_missing:
                    # No missing event can have blanked it: the table is an older one.
                    continue
                blank = "unmark" if kind == "mark" else kind
                yield Happening(kind=blank, field=place[0], row=place[1])

    def _project(
        self, number: int, positions: dict[tuple[str, str], int], *, is_erased: bool
    ) -> None:
        contents = Contents() if is_erased else self._contents(number)
        for place, (value, seq) in contents.answers.items():
            self._db.execute(
                "INSERT INTO answer VALUES (?, ?, ?, ?, ?)", (number, *place, value, seq)
            )
        for place, (value, seq) in contents.marks.items():
            self._db.execute(
                "INSERT INTO mark VALUES (?, ?, ?, ?, ?)", (number, *place, value, seq)
            )
        last = max(positions.values(), default=0)
        for offset, (place, (is_struck, seq)) in enumerate(contents.rows.items(), 1):
            position = positions.get(place, last + offset)
            self._db.execute(
                "INSERT INTO group_row VALUES (?, ?, ?, ?, ?, ?)",
                (number, *place, position, int(is_struck), seq),
            )
        self._db.execute(
            "UPDATE record SET seq = (SELECT coalesce(max(seq), 0) FROM event WHERE record_id = ?"
            " AND kind NOT IN ('document', 'exported', 'sent', 'acknowledged')) WHERE id = ?",
            (number, number),
        )

    def _tell_documents(self) -> None:
        told = {
            row
            for row, value in self._db.execute("SELECT row, value FROM event WHERE kind='document'")
            if value
        }
        for number, record, version, edition, kind, sha256 in self._db.execute(
            "SELECT id, record_id, version, edition, kind, sha256 FROM document"
        ):
            if str(number) not in told:
                said = {"version": version, "edition": edition, "kind": kind}
                self._tell("document", record, number, {**said, "sha256": sha256.hex()})

    def _tell_ledger(self) -> None:
        told: dict[str, tuple[str, int, str]] = {
            row: (value, record, at)
            for row, value, record, at in self._db.execute(
                "SELECT row, value, record_id, at FROM event"
                " WHERE kind IN ('exported', 'sent', 'acknowledged') ORDER BY seq"
            )
        }
        for line in self._db.execute(LINES):
            value, *_ = told.pop(str(line[0]), ("", 0, ""))
            if value != line_text(line):
                self._tell("exported", line[13], line[0], json.loads(line_text(line)))
        for number, (value, record, at) in told.items():
            said = json.loads(value)
            self._db.execute(
                "INSERT INTO export_log (id, record_id, version, edition, sha256, at, recipient,"
                " channel, sent_on, acknowledged_on, head_seq, head_hash)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, x'')",
                (
                    int(number), record, said["version"], said["edition"],
                    bytes.fromhex(said["sha256"]), at, said["recipient"], said["channel"],
                    said["sent_on"], said["acknowledged_on"],
                ),
            )  # fmt: skip

    def _tell(self, kind: str, record: int, number: int, said: dict[str, Any]) -> None:
        happening = Happening(
            kind=kind,
            record=(record, self._ref(record)),
            row=str(number),
            value=canonical_text(said),
        )
        self._write([happening], at=self._at)
