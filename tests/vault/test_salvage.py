# SPDX-License-Identifier: Apache-2.0
"""From a damaged vault to a sound one with all that could be read.

L01  A sound vault is salvaged whole: records, history, documents, ledger, keys, settings.
L02  Whatever pages are damaged, it ends in a sound vault and an honest count, or says that nothing
     can be read; never in anything else, and the damaged vault is as it was.
L03  The chain is kept up to the first event that is missing; then `salvaged` says what is.
L04  A record whose answers could all be read is as it was; one that lacks some says so.
L05  A form's definition that is lost is taken from what is installed, if it is the very same.
L06  What cannot be begun is refused: no key, wrong passphrase, somebody has it open, a name taken.
L07  A file that was cut off is read as far as it goes.
L08  It tells how far it has come, and when it is stopped nothing is left of it.
"""

import json
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from kinfile.errors import (
    Cancelled,
    NotAVault,
    VaultBusy,
    VaultDamaged,
    VaultExists,
    VaultTooNew,
    WrongPassphrase,
)
from kinfile.vault.connection import Connection
from kinfile.vault.lockfile import VaultLock
from kinfile.vault.rows import Entry, Head, StoredRecord
from kinfile.vault.salvage import Salvaged, salvage
from kinfile.vault.session import LockedVault
from kinfile.watch import Watch

Secret = Callable[[], bytearray]
Connect = Callable[[Path], Connection]

pytestmark = pytest.mark.usefixtures("quick_slots")

PAGE = 4096
TRIALS = 12
"""200 in the full size."""
BODY = b'{"id":1}' * 3000
REFS = tuple(f"R{number}" for number in range(12))


def answers_of(ref: str) -> list[Entry]:
    entries = [Entry(kind="row-added", field="parents", row=row) for row in ("p1", "p2")]
    entries += [
        Entry(kind="answer", field=f"q{n}", value=json.dumps(f"{ref} {n} " * (n % 15 + 1)))
        for n in range(50)
    ]
    entries += [Entry(kind="answer", field="parents.name", row="p1", value='"x"')]
    return [*entries, Entry(kind="mark", field="opened", row="cp", value="true")]


@pytest.fixture(scope="module")
def filled(
    pristine: tuple[Path, str], tmp_path_factory: pytest.TempPathFactory, secret: Secret
) -> tuple[Path, Head]:
    """A locked vault with some of everything in it, and its head while it was open."""
    path = tmp_path_factory.mktemp("filled") / "anna.kinvault"
    shutil.copytree(pristine[0], path)
    with LockedVault(path).unlock(secret()) as vault:
        for number, ref in enumerate(REFS):
            vault.create_record(ref, "pre_birth", 1, BODY, "p", "{}", answers_of(ref))
            later = [
                Entry(kind="answer", field="q1", value='"later"'),
                Entry(kind="answer", field="q2"),
                Entry(kind="row-struck", field="parents", row="p2"),
                Entry(kind="unmark", field="opened", row="cp"),
            ]
            vault.append(ref, later, summary='{"name": "A."}')
            if number % 4 == 0:
                vault.sign(ref, on="2026-11-22", make=lambda _: b"%PDF" * 3000)
                line = vault.note_export(ref, version=1, edition="full", sha256=bytes(32))
                vault.note_sent(line.id, recipient="Desk", channel="mail", on="2026-11-22")
        vault.erase("R4")
        vault.put_setting("resume-point", "R1")
        vault.back_up()
        return path, vault.head()


@pytest.fixture
def own(filled: tuple[Path, Head], tmp_path: Path) -> Path:
    return Path(shutil.copytree(filled[0], tmp_path / "anna.kinvault"))


def installed(_sha256: str) -> bytes:
    return BODY


def read_all(folder: Path, secret: Secret) -> dict[str, StoredRecord]:
    with LockedVault(folder).unlock(secret()) as vault:
        assert vault.check() == ()
        return {record.ref: vault.read(record.ref) for record in vault.records()}


def said(record: StoredRecord) -> tuple[object, ...]:
    return (
        sorted(record.answers), sorted(record.rows), sorted(record.marks), record.status,
        record.version, record.signed_on, record.form_id, record.profile,
    )  # fmt: skip


def test_a_sound_vault_is_salvaged_whole(
    own: Path, filled: tuple[Path, Head], tmp_path: Path, secret: Secret
) -> None:
    """L01, L03: every head of before is still in the chain."""
    to, passphrase = tmp_path / "new.kinvault", secret()
    salvaged = salvage(own, to, passphrase=passphrase)
    assert not any(passphrase)
    assert salvaged.is_complete
    assert (salvaged.whole, salvaged.documents_kept) == (REFS, 2)
    before, after = read_all(own, secret), read_all(to, secret)
    assert {ref: said(one) for ref, one in before.items()} == {
        ref: said(one) for ref, one in after.items()
    }
    with LockedVault(own).unlock(secret()) as old, LockedVault(to).unlock(secret()) as new:
        assert new.holds(filled[1].hash)
        assert new.vault_id == old.vault_id
        assert new.worker() == old.worker()
        assert new.identities() == old.identities()
        assert new.ledger() == old.ledger()
        assert new.setting("resume-point") == "R1"
        assert len(new.unindexed(99)) == len(REFS) - 1
        for ref in REFS:
            assert [change.seq for change in new.history(ref)] == [
                change.seq for change in old.history(ref)
            ]
            for document in old.documents(ref):
                assert new.document(document.id) == old.document(document.id)
        new.append("R1", [Entry(kind="answer", field="q1", value="1")], summary="{}")


def test_whatever_is_damaged_ends_in_a_sound_vault(
    own: Path, tmp_path: Path, secret: Secret
) -> None:
    """L02, L04: pages flipped or zeroed anywhere."""
    before = read_all(own, secret)
    whole, dice = (own / "vault.db").read_bytes(), random.Random(22)  # noqa: S311  (the same)
    found: list[Salvaged] = []
    for number in range(TRIALS):
        damaged = bytearray(whole)
        for page in dice.sample(range(len(whole) // PAGE), dice.choice((1, 2, 3, 8))):
            at = page * PAGE
            if dice.random() < 0.5:
                damaged[at + dice.randrange(PAGE)] ^= 1 << dice.randrange(8)
            else:
                damaged[at : at + PAGE] = bytes(PAGE)
        (own / "vault.db").write_bytes(damaged)
        to = tmp_path / f"{number}.kinvault"
        try:
            salvaged = salvage(own, to, passphrase=secret(), definition=installed)
        except VaultDamaged:
            assert not to.exists()
            continue
        finally:
            assert (own / "vault.db").read_bytes() == damaged
        assert salvaged.problems == ()
        after = read_all(to, secret)
        assert set(after) == {*salvaged.whole, *salvaged.part}
        assert len(after) + salvaged.records_lost <= len(REFS)
        for ref in salvaged.whole:
            assert said(after[ref]) == said(before[ref])
        found.append(salvaged)
    assert len(found) > TRIALS / 2
    assert not all(salvaged.is_complete for salvaged in found)


def lose(folder: Path, connect: Connect, *statements: str) -> None:
    """Take rows out past everything that guards them, as if their pages were gone."""
    db = connect(folder)
    db.pragma("foreign_keys=OFF")
    for trigger in (
        "event_no_delete", "event_no_change", "identity_no_delete", "checkpoint_no_delete",
    ):  # fmt: skip
        db.execute(f"DROP TRIGGER {trigger}")
    for statement in statements:
        db.execute(statement)
    db.close()


def test_a_gap_in_the_history_is_told(
    own: Path, tmp_path: Path, secret: Secret, connect: Connect
) -> None:
    """L03, L04: the tables still say what is gone from the events."""
    before = read_all(own, secret)
    lose(own, connect, "DELETE FROM event WHERE record_id = 6 AND kind = 'answer' AND seq % 2")
    to = tmp_path / "new.kinvault"
    salvaged = salvage(own, to, passphrase=secret())
    assert salvaged.events_lost > 20
    assert not salvaged.is_complete
    assert (salvaged.whole, salvaged.part, salvaged.records_lost) == (REFS, (), 0)
    after = read_all(to, secret)
    assert {ref: said(one) for ref, one in after.items()} == {
        ref: said(one) for ref, one in before.items()
    }
    with LockedVault(to).unlock(secret()) as vault:
        (chain, record) = vault._db.execute(
            "SELECT seq, value, record_id FROM event WHERE kind = 'salvaged' ORDER BY seq"
        )
        assert json.loads(chain[1])["unread"] == salvaged.events_lost
        assert (json.loads(record[1]), record[2]) == ({"answers": "whole"}, 6)
        kept = vault._db.execute("SELECT hash FROM event WHERE seq = ?", (chain[0] - 1,))
    with LockedVault(own).unlock(secret()) as old:
        assert old._db.execute("SELECT hash FROM event WHERE seq = ?", (chain[0] - 1,)) == kept


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM event WHERE kind = 'created'",
        "DELETE FROM event WHERE kind = 'status'",
        "DELETE FROM event WHERE kind = 'row-added'",
        "DELETE FROM event WHERE kind = 'document'",
        "DELETE FROM event WHERE kind IN ('exported', 'sent')",
        "DELETE FROM event WHERE record_id IS NULL",
        "DELETE FROM event",
        "DELETE FROM answer",
        "DELETE FROM group_row",
        "DELETE FROM mark",
        "DELETE FROM checkpoint",
        "DELETE FROM user",
        "DELETE FROM meta",
        "DELETE FROM setting",
        "DELETE FROM identity",
        "DELETE FROM export_log",
    ],
)
def test_what_one_table_lost_another_says(
    own: Path, tmp_path: Path, secret: Secret, connect: Connect, statement: str
) -> None:
    """L02, L04: no record is lost with any one of these."""
    before = read_all(own, secret)
    lose(own, connect, statement)
    to = tmp_path / "new.kinvault"
    salvaged = salvage(own, to, passphrase=secret(), definition=installed)
    assert salvaged.problems == ()
    assert salvaged.records_lost == 0
    assert salvaged.documents_kept == 2
    after = read_all(to, secret)
    assert {ref: said(one) for ref, one in after.items()} == {
        ref: said(one) for ref, one in before.items()
    }
    with LockedVault(to).unlock(secret()) as vault:
        assert len(vault.ledger()) == 3
        vault.append("R1", [Entry(kind="answer", field="q1", value="1")], summary="{}")


def test_a_lost_document_is_counted(
    own: Path, tmp_path: Path, secret: Secret, connect: Connect
) -> None:
    """L02"""
    lose(own, connect, "UPDATE document SET bytes = x'00' WHERE record_id = 1")
    salvaged = salvage(own, tmp_path / "new.kinvault", passphrase=secret())
    assert (salvaged.documents_kept, salvaged.documents_lost) == (1, 1)
    assert salvaged.whole == REFS
    assert not salvaged.is_complete


def test_a_lost_form_is_taken_from_what_is_installed(
    own: Path, tmp_path: Path, secret: Secret, connect: Connect
) -> None:
    """L05"""
    before = read_all(own, secret)
    lose(own, connect, "DELETE FROM form")
    salvaged = salvage(own, tmp_path / "a.kinvault", passphrase=secret(), definition=installed)
    assert salvaged.whole == REFS
    after = read_all(salvaged.folder, secret)
    assert said(after["R3"]) == said(before["R3"])
    for number, definition in enumerate((lambda _: None, lambda _: b"another")):
        to = tmp_path / f"{number}.kinvault"
        salvaged = salvage(own, to, passphrase=secret(), definition=definition)
        assert (salvaged.whole, salvaged.part, salvaged.records_lost) == ((), (), len(REFS))
        assert read_all(to, secret) == {}


def test_a_lost_line_is_put_together_from_events(
    own: Path, tmp_path: Path, secret: Secret, connect: Connect
) -> None:
    """L04: where the reference can be read in its index; here nothing says it any more."""
    lose(own, connect, "DELETE FROM record WHERE ref = 'R7'")
    salvaged = salvage(own, tmp_path / "a.kinvault", passphrase=secret())
    assert salvaged.records_lost == 1
    assert set(salvaged.whole) == set(REFS) - {"R7"}


def test_what_cannot_be_begun_is_refused(own: Path, tmp_path: Path, secret: Secret) -> None:
    """L06"""
    to = tmp_path / "new.kinvault"
    with pytest.raises(NotAVault):
        salvage(tmp_path / "none.kinvault", to, passphrase=secret())
    with pytest.raises(WrongPassphrase):
        salvage(own, to, passphrase=bytearray(b"another"))
    with pytest.raises(VaultExists):
        salvage(own, own, passphrase=secret())
    lock = VaultLock(own)
    with pytest.raises(VaultBusy):
        salvage(own, to, passphrase=secret())
    lock.release()
    (own / "vault.db").unlink()
    with pytest.raises(VaultDamaged):
        salvage(own, to, passphrase=secret())
    (own / "vault.json").write_bytes(b"")
    (own / "vault.json.bak").write_bytes(b"")
    with pytest.raises(NotAVault):
        salvage(own, to, passphrase=secret())
    assert not to.exists()


def test_a_newer_vault_is_left_alone(
    own: Path, tmp_path: Path, secret: Secret, connect: Connect
) -> None:
    """L06: its tables may mean other things."""
    db = connect(own)
    db.mark_version(99)
    db.close()
    with pytest.raises(VaultTooNew):
        salvage(own, tmp_path / "new.kinvault", passphrase=secret())


def test_a_cut_file_is_read_as_far_as_it_goes(own: Path, tmp_path: Path, secret: Secret) -> None:
    """L07"""
    whole = (own / "vault.db").read_bytes()
    counts = []
    for part in (95, 70, 40):
        (own / "vault.db").write_bytes(whole[: len(whole) * part // 100])
        salvaged = salvage(
            own, tmp_path / f"{part}.kinvault", passphrase=secret(), definition=installed
        )
        assert salvaged.problems == ()
        counts.append(salvaged.events_kept)
    assert counts == sorted(counts, reverse=True)
    assert counts[0] > counts[-1] > 0


def test_it_can_be_watched_and_stopped(
    filled: tuple[Path, Head], tmp_path: Path, secret: Secret
) -> None:
    """L08"""
    steps: list[tuple[int, int]] = []
    watch = Watch(progress=lambda done, of: steps.append((done, of)))
    salvage(filled[0], tmp_path / "new.kinvault", passphrase=secret(), watch=watch)
    assert steps == [(number, 2 * len(REFS)) for number in range(2 * len(REFS))]
    to = tmp_path / "other.kinvault"
    watch = Watch(is_cancelled=lambda: len(steps) > 30, progress=watch.progress)
    with pytest.raises(Cancelled):
        salvage(filled[0], to, passphrase=secret(), watch=watch)
    assert [each.name for each in tmp_path.iterdir()] == ["new.kinvault"]
