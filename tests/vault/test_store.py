# SPDX-License-Identifier: Apache-2.0
"""Records in and out.

V01  What was kept reads back: answers, rows in order with their strikes, marks, the summary.
V02  Every entry has one event, numbered in order; the numbers come back after COMMIT.
V03  A blanked answer is gone from the record and stays in the history.
V04  Nothing of a refused change is kept.
V05  A signed record changes only by a correction, which counts the version up.
V06  History tells who, when, from what, to what.
V07  An erased record has nothing left but its line; the chain still verifies.
V08  The list is newest first by order of events, whatever the clock says.
V09  The definition of a form is kept once per version and never replaced by another.
V10  The past can be read: the record as it stood after any event.
V11  A unknown record is said to be unknown, whatever is asked of it.
"""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta, timezone
from itertools import count
from pathlib import Path

import pytest

from kinfile.errors import NotKept, RecordClosed, UnknownRecord
from kinfile.vault.rows import Entry, Head, Status
from kinfile.vault.session import LockedVault, OpenVault

NUMBERS = count(1)
FORM = b'{"id":"pre_birth"}'


@pytest.fixture
def ref(vault: OpenVault) -> str:
    """A fresh draft without answers."""
    name = f"R{next(NUMBERS):07}"
    vault.create_record(name, "pre_birth", 1, FORM, "generic-england", "{}")
    return name


def answer(field: str, value: str | None, row: str = "") -> Entry:
    return Entry(kind="answer", field=field, row=row, value=value)


def keep(vault: OpenVault, ref: str, *entries: Entry) -> tuple[int, ...]:
    return vault.append(ref, entries, summary="{}")


def sign(vault: OpenVault, ref: str) -> Head:
    """Sign `ref`; returns the head that its document carries."""
    carried = []

    def make(head: Head) -> bytes:
        carried.append(head)
        return b"%PDF Marigold"

    vault.sign(ref, on="2026-11-22", make=make)
    return carried[0]


def test_a_new_record_is_a_draft_of_version_one(vault: OpenVault) -> None:
    """V01, V02."""
    entries = [
        Entry(kind="row-added", field="parents", row="p1"),
        answer("parents.given_name", '"Marigold"', "p1"),
    ]
    before = vault.head().seq
    last = vault.create_record("NEW00001", "pre_birth", 1, FORM, "derby", '{"who":"M"}', entries)
    assert last == vault.head().seq == before + 3
    record = vault.read("NEW00001")
    assert (record.form_id, record.form_version, record.profile) == ("pre_birth", 1, "derby")
    assert (record.status, record.version, record.signed_on) == ("draft", 1, None)
    assert record.summary == '{"who":"M"}'
    assert record.answers == (("parents.given_name", "p1", '"Marigold"'),)
    assert record.rows == (("parents", "p1", False),)


def test_answers_read_back_as_last_given(vault: OpenVault, ref: str) -> None:
    """V01: any text, and a question of a row apart from the one outside."""
    keep(vault, ref, answer("edd", '"2027-03-01"'), answer("edd", '"2027-03-02"'))
    keep(vault, ref, answer("name", '"Zo\u00eb \U0001f476"', "r1"), answer("name", '""', "r2"))
    assert set(vault.read(ref).answers) == {
        ("edd", "", '"2027-03-02"'),
        ("name", "r1", '"Zo\u00eb \U0001f476"'),
        ("name", "r2", '""'),
    }


def test_rows_keep_their_order_and_their_strikes(vault: OpenVault, ref: str) -> None:
    """V01: a struck row keeps its place and its answers, and can be restored."""
    for row in ("z", "a", "m"):
        keep(vault, ref, Entry(kind="row-added", field="children", row=row))
    keep(vault, ref, answer("children.name", '"Fern"', "a"))
    keep(vault, ref, Entry(kind="row-struck", field="children", row="a"))
    record = vault.read(ref)
    assert record.rows == (
        ("children", "z", False),
        ("children", "a", True),
        ("children", "m", False),
    )
    assert record.answers == (("children.name", "a", '"Fern"'),)
    keep(vault, ref, Entry(kind="row-restored", field="children", row="a"))
    assert vault.read(ref).rows[1] == ("children", "a", False)


def test_marks_are_set_and_taken_back(vault: OpenVault, ref: str) -> None:
    """V01."""
    keep(vault, ref, Entry(kind="mark", field="opened", row="cp", value="true"))
    keep(vault, ref, Entry(kind="mark", field="acknowledged", row="R10", value='{"by":"J"}'))
    keep(vault, ref, Entry(kind="unmark", field="opened", row="cp"))
    assert vault.read(ref).marks == (("acknowledged", "R10", '{"by":"J"}'),)


def test_each_entry_has_its_event(vault: OpenVault, ref: str) -> None:
    """V02."""
    before = vault.head().seq
    kept = keep(vault, ref, answer("a", "1"), answer("b", "2"), answer("c", "3"))
    assert kept == (before + 1, before + 2, before + 3)
    assert vault.append(ref, [], summary='{"n":1}') == ()
    assert vault.read(ref).summary == '{"n":1}'


def test_a_blanked_answer_is_gone_and_remembered(vault: OpenVault, ref: str) -> None:
    """V03."""
    keep(vault, ref, answer("edd", '"2027-03-01"'))
    keep(vault, ref, answer("edd", None))
    assert vault.read(ref).answers == ()
    assert [(told.old, told.new) for told in vault.history(ref, "edd")] == [
        (None, '"2027-03-01"'),
        ('"2027-03-01"', None),
    ]


@pytest.mark.parametrize(
    "wrong",
    [
        Entry(kind="row-struck", field="parents", row="nobody"),
        Entry(kind="row-restored", field="parents", row="nobody"),
        Entry(kind="row-added", field="parents", row="there"),
        Entry(kind="mark", field="opened", row="cp"),
        Entry(kind="renamed", field="x"),  # type: ignore[arg-type]
    ],
)
def test_nothing_of_a_refused_change_is_kept(vault: OpenVault, ref: str, wrong: Entry) -> None:
    """V04."""
    keep(vault, ref, Entry(kind="row-added", field="parents", row="there"))
    before = vault.head()
    with pytest.raises(ValueError, match=r"row|kind"):
        keep(vault, ref, answer("edd", "1"), wrong)
    assert vault.head() == before
    assert vault.read(ref).answers == ()


def test_a_reference_is_taken_once(vault: OpenVault, ref: str) -> None:
    with pytest.raises(NotKept, match="ref-taken"):
        vault.create_record(ref, "pre_birth", 1, FORM, "p", "{}")


def test_a_signed_record_takes_no_more_answers(vault: OpenVault, ref: str) -> None:
    """V05."""
    keep(vault, ref, answer("edd", "1"))
    sign(vault, ref)
    record = vault.read(ref)
    assert (record.status, record.signed_on) == ("signed", "2026-11-22")
    for attempt in (
        lambda: keep(vault, ref, answer("edd", "2")),
        lambda: vault.move_record(ref, 2, FORM, summary="{}"),
        lambda: sign(vault, ref),
    ):
        with pytest.raises(RecordClosed):
            attempt()


def test_later_statuses_keep_the_day_of_signing(vault: OpenVault, ref: str) -> None:
    """V05."""
    sign(vault, ref)
    statuses: tuple[Status, ...] = ("sent", "closed", "superseded")
    for status in statuses:
        vault.set_status(ref, status)
        assert vault.summary(ref).status == status
        assert vault.summary(ref).signed_on == "2026-11-22"


@pytest.mark.parametrize("status", ["draft", "signed", "erased"])
def test_statuses_with_a_way_of_their_own_are_not_set(
    vault: OpenVault, ref: str, status: Status
) -> None:
    """V05."""
    with pytest.raises(ValueError, match="use sign"):
        vault.set_status(ref, status)


def test_a_correction_opens_the_next_version(vault: OpenVault, ref: str) -> None:
    """V05, V10: what was signed can still be read."""
    keep(vault, ref, answer("edd", "1"))
    signed = sign(vault, ref).seq
    assert vault.correct(ref, reason="wrong date") == 2
    keep(vault, ref, answer("edd", "2"))
    record = vault.read(ref)
    assert (record.status, record.version, record.signed_on) == ("draft", 2, None)
    assert record.answers == (("edd", "", "2"),)
    assert vault.read(ref, until=signed).answers == (("edd", "", "1"),)


def test_a_draft_needs_no_correction(vault: OpenVault, ref: str) -> None:
    """V05."""
    with pytest.raises(ValueError, match="draft"):
        vault.correct(ref, reason="")


def test_history_tells_who_and_when_and_from_what(
    folder: Path, secret: Callable[[], bytearray]
) -> None:
    """V06: times are in UTC, with the writer's offset beside them."""
    summer = timezone(timedelta(hours=1))
    moments: Iterator[datetime] = (
        datetime(2026, 6, 1, 9, minute, 30, 123456, tzinfo=summer) for minute in count()
    )
    with LockedVault(folder, clock=lambda: next(moments)).unlock(secret()) as own:
        own.create_record("R", "f", 1, FORM, "p", "{}", [answer("q", "1", "r1")])
        keep(own, "R", answer("q", "2", "r1"), answer("q", "9", "r2"))
        keep(own, "R", Entry(kind="mark", field="opened", row="cp", value="true"))
        keep(own, "R", Entry(kind="unmark", field="opened", row="cp"))
        told = own.history("R", "q", "r1")
        assert [(it.old, it.new, it.by) for it in told] == [
            (None, "1", "Anna Example"),
            ("1", "2", "Anna Example"),
        ]
        assert told[0].at.tzinfo == UTC
        assert (told[0].at.hour, told[0].tz, told[0].at.microsecond) == (8, 60, 123000)
        assert len(own.history("R", "q")) == 3
        assert [it.kind for it in own.history("R")] == [
            "created", "answer", "answer", "answer", "mark", "unmark",
        ]  # fmt: skip
        taken_back = own.history("R")[-1]
        assert (taken_back.old, taken_back.new, taken_back.is_erased) == ("true", None, False)


def test_an_erased_record_has_nothing_left(vault: OpenVault, ref: str) -> None:
    """V07."""
    keep(
        vault,
        ref,
        answer("name", '"Marigold"', "p1"),
        Entry(kind="row-added", field="parents", row="p1"),
        Entry(kind="mark", field="acknowledged", row="R1", value='{"note":"secret"}'),
    )
    sign(vault, ref)
    vault.set_status(ref, "sent", reason="told Marigold")
    line = vault.note_export(
        ref, version=1, edition="full", sha256=bytes(32), passphrase="words of the copy"
    )
    vault.erase(ref)
    record = vault.read(ref)
    assert (record.status, record.summary) == ("erased", "{}")
    assert (record.answers, record.rows, record.marks) == ((), (), ())
    assert vault.documents(ref) == ()
    kept = {told.kind for told in vault.history(ref) if told.new is not None}
    assert kept == {"exported", "status"}
    assert all(told.is_erased for told in vault.history(ref, "name"))
    (stays,) = vault.ledger(ref)
    assert (stays.id, stays.passphrase) == (line.id, None)
    assert vault.check() == ()
    for attempt in (
        lambda: keep(vault, ref, answer("a", "1")),
        lambda: vault.correct(ref, reason=""),
        lambda: vault.set_status(ref, "closed"),
    ):
        with pytest.raises(RecordClosed):
            attempt()
    vault.erase(ref)
    assert vault.check() == ()


def test_an_erased_value_is_in_no_file(folder: Path, secret: Callable[[], bytearray]) -> None:
    """V07: neither table nor free page nor journal holds what can be decrypted to it."""
    with LockedVault(folder).unlock(secret()) as own:
        own.create_record("R", "f", 1, FORM, "p", "{}", [answer("q", '"' + "marker " * 900 + '"')])
        own.erase("R")
        assert (folder / "vault.db-wal").stat().st_size == 0
        assert own.check() == ()


def test_the_list_is_newest_first_whatever_the_clock_says(
    folder: Path, secret: Callable[[], bytearray]
) -> None:
    """V08: the clock goes back a day with each save."""
    moments = (datetime(2026, 11, 22, tzinfo=UTC) - timedelta(days=day) for day in count())
    with LockedVault(folder, clock=lambda: next(moments)).unlock(secret()) as own:
        for ref in ("A", "B", "C"):
            own.create_record(ref, "f", 1, FORM, "p", "{}")
        keep(own, "A", answer("q", "1"))
        own.set_status("B", "closed")
        assert [it.ref for it in own.records()] == ["B", "A", "C"]
        assert [it.ref for it in own.records(drafts_only=True)] == ["A", "C"]
        assert [it.ref for it in own.records(limit=1)] == ["B"]
        assert own.is_clock_behind()


def test_a_definition_is_kept_as_it_was(vault: OpenVault) -> None:
    """V09: equal ones once; another one under the same version keeps nobody from working."""
    bodies = [b"body 3", b"body 3", b"body 3 edited"]
    refs = ["DEF00001", "DEF00002", "DEF00003"]
    for ref, body in zip(refs, bodies, strict=True):
        vault.create_record(ref, "young_carer", 3, body, "p", "{}", origin="pack")
    kept = [vault.read(ref) for ref in refs]
    assert [vault.definition(each.form_sha256) for each in kept] == bodies
    assert len({each.form_sha256 for each in kept}) == 2
    assert {(each.form_version, each.origin) for each in kept} == {(3, "pack")}
    with pytest.raises(KeyError):
        vault.definition("00" * 32)
    assert vault.check() == ()


def test_a_draft_moves_to_another_version_of_its_form(vault: OpenVault, ref: str) -> None:
    """V09: with what the move changes, in one step."""
    keep(vault, ref, answer("old_name", "1"))
    vault.move_record(
        ref,
        2,
        b"second",
        entries=[answer("old_name", None), answer("new_name", "1")],
        summary='{"moved":1}',
        origin="trial",
    )
    record = vault.read(ref)
    assert (record.form_version, record.summary) == (2, '{"moved":1}')
    assert record.origin == "trial"
    assert record.answers == (("new_name", "", "1"),)
    assert vault.definition(record.form_sha256) == b"second"
    assert vault.check() == ()


def test_the_record_can_be_read_as_it_stood(vault: OpenVault, ref: str) -> None:
    """V10."""
    first = keep(
        vault,
        ref,
        answer("a", "1"),
        Entry(kind="row-added", field="g", row="r"),
        Entry(kind="mark", field="m", row="k", value="1"),
    )[-1]
    keep(
        vault,
        ref,
        answer("a", None),
        Entry(kind="row-struck", field="g", row="r"),
        Entry(kind="unmark", field="m", row="k"),
    )
    past = vault.read(ref, until=first)
    assert (past.answers, past.rows, past.marks) == (
        (("a", "", "1"),),
        (("g", "r", False),),
        (("m", "k", "1"),),
    )


@pytest.mark.parametrize(
    "attempt",
    [
        lambda vault: vault.read("NOBODY"),
        lambda vault: vault.history("NOBODY"),
        lambda vault: vault.append("NOBODY", [], summary="{}"),
        lambda vault: vault.set_status("NOBODY", "closed"),
        lambda vault: vault.correct("NOBODY", reason=""),
        lambda vault: vault.erase("NOBODY"),
        lambda vault: vault.move_record("NOBODY", 1, FORM, summary="{}"),
        lambda vault: vault.keep_document("NOBODY", b"", version=1, edition="full"),
        lambda vault: vault.note_export("NOBODY", version=1, edition="full", sha256=bytes(32)),
    ],
)
def test_an_unknown_record_is_said_to_be_unknown(
    vault: OpenVault, attempt: Callable[[OpenVault], object]
) -> None:
    """V11: and nothing is kept about it."""
    before = vault.head()
    with pytest.raises(UnknownRecord):
        attempt(vault)
    assert vault.head() == before
