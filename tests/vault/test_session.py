# SPDX-License-Identifier: Apache-2.0
"""A vault locked and open.

V01  The right passphrase opens; a wrong one does not, and makes later tries wait.
V02  A passphrase is wiped whatever happens.
V03  Any change to the key file is refused, whole copy or not.
V04  One damaged copy of the key file locks nobody out, and is mended.
V05  A passphrase can be changed without touching the records; the old one stops working.
V06  The recovery code opens once, with a new passphrase and a new code.
V07  A second instance is refused and leaves a sign.
V08  A folder that is no vault, a damaged, newer or misplaced vault: each says so.
V09  Locking signs the head, leaves no journal, and always succeeds.
V10  The presence check tells the right passphrase from a wrong one.
V11  Codes are in escrow with the certificates given, and the code that replaces a used one with
     the same; changing the passphrase leaves them. What the key file says of recovery can be read
     without a secret, and a code can be tried without opening anything.
V12  A slot that costs less than the floor is made anew when its passphrase is next typed, unless
     the disk will not take it.
V13  Ways in and their events change together or not at all.
"""

import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.serialization import pkcs7
from cryptography.x509 import load_pem_x509_certificate
from sqlcipher3 import dbapi2 as engine

from helpers.certificates import certificate, rsa_key
from kinfile.errors import (
    KinfileError,
    MistypedCode,
    NotAVault,
    NotKept,
    TooSoon,
    UnsafePlace,
    VaultBusy,
    VaultDamaged,
    VaultError,
    VaultTooNew,
    WeakPassphrase,
    WrongCode,
    WrongPassphrase,
)
from kinfile.vault import header
from kinfile.vault.connection import Connection
from kinfile.vault.escrow import Recipient
from kinfile.vault.header import Header
from kinfile.vault.journal import Journal
from kinfile.vault.keys import Cost
from kinfile.vault.lockfile import raise_file
from kinfile.vault.migrations import SUPPORTED
from kinfile.vault.recovery import RecoveryCode
from kinfile.vault.session import LockedVault, OpenVault
from kinfile.vault.slots import ByPassphrase

Secret = Callable[[], bytearray]
OTHER = b"kettle otter marble quilt"


def code_of(pristine: tuple[Path, str]) -> str:
    return pristine[1]


def rewrite(folder: Path, change: Callable[[Any], object], *names: str) -> None:
    for name in names or ("vault.json", "vault.json.bak"):
        value = json.loads((folder / name).read_bytes())
        change(value)
        (folder / name).write_text(json.dumps(value))


def test_the_right_passphrase_opens(folder: Path, secret: Secret) -> None:
    """V01."""
    with LockedVault(folder).unlock(secret()) as vault:
        assert vault.worker().name == "Anna Example"
        assert vault.records() == ()


def test_wrong_passphrases_wait_and_the_wait_survives(folder: Path, secret: Secret) -> None:
    """V01: the fourth waits a second, told beforehand; a new start does not reset it."""
    start = datetime(2026, 11, 22, tzinfo=UTC)
    told = []
    for _ in range(4):
        with pytest.raises(WrongPassphrase) as refusal:
            LockedVault(folder, clock=lambda: start).unlock(bytearray(OTHER))
        told.append(refusal.value.facts["wait"])
    assert told == [0, 0, 0, 1]
    with pytest.raises(TooSoon):
        LockedVault(folder, clock=lambda: start).unlock(secret())
    later = start + timedelta(seconds=1)
    LockedVault(folder, clock=lambda: later).unlock(secret()).lock()
    assert (folder / "lock").read_bytes() == b""


def test_passphrases_are_wiped(folder: Path, secret: Secret, pristine: tuple[Path, str]) -> None:
    """V02."""
    right, wrong, new, weak = secret(), bytearray(OTHER), bytearray(OTHER), bytearray(b"weak")
    locked = LockedVault(folder)
    with pytest.raises(WrongPassphrase):
        locked.unlock(wrong)
    with pytest.raises(WeakPassphrase):
        locked.recover(code_of(pristine), new_passphrase=weak)
    with locked.unlock(right) as vault:
        presence = secret()
        vault.verify_passphrase(presence)
        current = secret()
        vault.change_passphrase(current, new)
    for used in (right, wrong, new, weak, presence, current):
        assert not any(used)


@pytest.mark.parametrize(
    "change",
    [
        lambda top: top["slots"][0]["kdf"].update(salt="A" * 21 + "Q=="),
        lambda top: top["slots"][0]["kdf"].update(t=4),
        lambda top: top["slots"][0].update(user="someone else"),
        lambda top: top["slots"][0].update(id="00000000"),
        lambda top: top["slots"][0]["wrap"].update(n="A" * 16),
        lambda top: top["slots"][0]["wrap"].update(c="A" * 64),
        lambda top: top.update(vault_id="A" * 21 + "Q=="),
        lambda top: top.update(generation=2),
        lambda top: top["slots"].pop(1),
        lambda top: top["slots"].append(top["slots"][1]),
        lambda top: top["slots"].reverse(),
        lambda top: top["slots"][1].update(id="00000000"),
        lambda top: top.update(mac="A" * 43 + "="),
    ],
)
def test_any_change_to_both_key_files_is_refused(
    folder: Path, secret: Secret, change: Callable[[Any], object]
) -> None:
    """V03: what binds to the seal reads as a wrong passphrase, the rest as damage."""
    rewrite(folder, change)
    with pytest.raises((WrongPassphrase, VaultDamaged)):
        LockedVault(folder).unlock(secret())


@pytest.mark.parametrize("name", ["vault.json", "vault.json.bak"])
@pytest.mark.parametrize(
    "change",
    [
        lambda top: top["slots"][0]["wrap"].update(c="A" * 64),
        lambda top: top.update(generation=99),
        lambda top: top["slots"][0]["kdf"].update(m=1),
    ],
)
def test_one_damaged_copy_locks_nobody_out(
    folder: Path, secret: Secret, name: str, change: Callable[[Any], object]
) -> None:
    """V04: a flipped byte, a raised generation, a cost out of bounds."""
    before = (folder / "vault.json").read_bytes()
    rewrite(folder, change, name)
    LockedVault(folder).unlock(secret()).lock()
    assert (folder / "vault.json").read_bytes() == before
    assert (folder / "vault.json.bak").read_bytes() == before


def test_no_key_is_derived_for_a_cost_out_of_bounds(
    folder: Path, secret: Secret, monkeypatch: pytest.MonkeyPatch
) -> None:
    """V03: refused before any work."""
    monkeypatch.setattr("kinfile.vault.slots.stretch", lambda *_: pytest.fail("worked"))
    rewrite(folder, lambda top: top["slots"][0]["kdf"].update(m=2**30))
    with pytest.raises(NotAVault, match="key-file"):
        LockedVault(folder).unlock(secret())


def test_a_changed_passphrase_replaces_the_old_one(folder: Path, secret: Secret) -> None:
    """V05: and the recovery code goes on working."""
    locked = LockedVault(folder)
    with locked.unlock(secret()) as vault:
        before = vault.head().seq
        vault.change_passphrase(secret(), bytearray(OTHER))
        assert vault.head().seq == before + 1
        with pytest.raises(WrongPassphrase):
            vault.change_passphrase(secret(), bytearray(b"another long one"))
        with pytest.raises(WeakPassphrase):
            vault.change_passphrase(bytearray(OTHER), bytearray(b"anna example 1"))
    with pytest.raises(WrongPassphrase):
        locked.unlock(secret())
    with locked.unlock(bytearray(OTHER)) as vault:
        assert vault.check() == ()


def test_the_recovery_code_opens_once(
    folder: Path, secret: Secret, pristine: tuple[Path, str]
) -> None:
    """V06: however it is typed; then both old ways are closed."""
    locked = LockedVault(folder)
    typed = code_of(pristine).lower().replace("-", " ")
    vault, fresh = locked.recover(typed, new_passphrase=bytearray(OTHER))
    assert vault.check() == ()
    vault.lock()
    with pytest.raises(WrongPassphrase):
        locked.unlock(secret())
    with pytest.raises(WrongCode):
        locked.recover(typed, new_passphrase=secret())
    locked.unlock(bytearray(OTHER)).lock()
    vault, _ = locked.recover(fresh.text, new_passphrase=secret())
    vault.lock()


def test_a_mistyped_code_is_told_before_any_work(folder: Path, pristine: tuple[Path, str]) -> None:
    """V06: and a weak new passphrase leaves the old ways in."""
    code = code_of(pristine)
    before = (folder / "vault.json").read_bytes()
    with pytest.raises(MistypedCode):
        LockedVault(folder).recover(code[:-1], new_passphrase=bytearray(OTHER))
    with pytest.raises(WeakPassphrase):
        LockedVault(folder).recover(code, new_passphrase=bytearray(b"short"))
    assert (folder / "vault.json").read_bytes() == before


@pytest.fixture(scope="module")
def escrowed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A vault whose code two certificates hold, and the code. Nobody changes it."""
    path = tmp_path_factory.mktemp("escrowed") / "anna.kinvault"
    opened, code = LockedVault.create(
        path,
        name="Anna Example",
        role="Midwife",
        passphrase=bytearray(b"harbour violin teapot ladder"),
        cost=Cost.least(),
        recipients=[Recipient.read(pem, name="it.pem") for pem in PEMS],
    )
    opened.lock()
    return path, code.text


PEMS = (certificate(), certificate(rsa_key(3072, 2), name="IT's spare key"))


def read_by_it(cms: bytes, number: int) -> dict[str, str]:
    key = rsa_key() if number == 0 else rsa_key(3072, 2)
    read = pkcs7.pkcs7_decrypt_der(cms, load_pem_x509_certificate(PEMS[number]), key, [])
    said: dict[str, str] = json.loads(read)
    return said


def test_the_code_is_in_escrow_with_each_certificate(escrowed: tuple[Path, str]) -> None:
    """V11."""
    path, code = escrowed
    recovery = LockedVault(path).recovery()
    with LockedVault(path).unlock(bytearray(b"harbour violin teapot ladder")) as vault:
        assert recovery.vault_id == vault.vault_id
    assert [each.subject for each in recovery.escrow] == ["CN=IT service desk", "CN=IT's spare key"]
    for number, entry in enumerate(recovery.escrow):
        assert read_by_it(entry.cms, number) == {
            "vault_id": recovery.vault_id,
            "slot_id": recovery.id,
            "code": code,
        }


def test_the_code_that_replaces_a_used_one_is_in_escrow_too(
    escrowed: tuple[Path, str], tmp_path: Path
) -> None:
    """V11: IT reads the code, the worker gets in, IT can read the next one."""
    path = Path(shutil.copytree(escrowed[0], tmp_path / "anna.kinvault"))
    locked = LockedVault(path)
    before = locked.recovery()
    told = read_by_it(before.escrow[1].cms, 1)["code"]
    vault, fresh = locked.recover(told, new_passphrase=bytearray(OTHER))
    assert [row[0] for row in vault._db.execute("SELECT kind FROM event ORDER BY seq")][-1] == (
        "recovered"
    )
    vault.lock()
    after = locked.recovery()
    assert after.id != before.id
    assert [each.certificate for each in after.escrow] == [
        each.certificate for each in before.escrow
    ]
    for number, entry in enumerate(after.escrow):
        assert read_by_it(entry.cms, number)["code"] == fresh.text != told
    with pytest.raises(WrongCode):
        locked.recover(told, new_passphrase=bytearray(OTHER))
    again, _ = locked.recover(fresh.text, new_passphrase=bytearray(OTHER))
    assert again.check() == ()
    again.lock()


def test_a_changed_passphrase_leaves_the_escrow(
    escrowed: tuple[Path, str], tmp_path: Path, secret: Secret
) -> None:
    """V11."""
    path = Path(shutil.copytree(escrowed[0], tmp_path / "anna.kinvault"))
    before = LockedVault(path).recovery()
    with LockedVault(path).unlock(secret()) as vault:
        vault.change_passphrase(secret(), bytearray(OTHER))
    assert LockedVault(path).recovery() == before
    LockedVault(path).try_code(escrowed[1])


def test_a_changed_escrow_is_refused(
    escrowed: tuple[Path, str], tmp_path: Path, secret: Secret
) -> None:
    """V11, V03: nobody slips in a certificate to which the next code would go."""
    path = Path(shutil.copytree(escrowed[0], tmp_path / "anna.kinvault"))
    rewrite(path, lambda top: top["slots"][1]["escrow"].pop(1))
    with pytest.raises(VaultDamaged, match="key-file"):
        LockedVault(path).unlock(secret())
    with pytest.raises(VaultDamaged, match="key-file"):
        LockedVault(path).recover(escrowed[1], new_passphrase=bytearray(OTHER))


def test_a_vault_without_escrow_says_so(folder: Path) -> None:
    """V11."""
    recovery = LockedVault(folder).recovery()
    assert recovery.escrow == ()
    assert len(recovery.id) == 8


def test_a_code_can_be_tried(folder: Path, pristine: tuple[Path, str]) -> None:
    """V11: quickly, with the vault open elsewhere too, and without leaving a trace."""
    before = (folder / "vault.json").read_bytes()
    locked = LockedVault(folder)
    locked.try_code(code_of(pristine).lower())
    with pytest.raises(WrongCode):
        locked.try_code(RecoveryCode.new().text)
    with pytest.raises(MistypedCode):
        locked.try_code(code_of(pristine)[1:])
    assert (folder / "vault.json").read_bytes() == before
    assert not (folder / "lock").exists() or (folder / "lock").read_bytes() == b""


def cost_of(folder: Path) -> Cost:
    way = header.read(folder)[0].slots[0].way
    assert isinstance(way, ByPassphrase)
    return way.cost


def test_a_cost_below_the_floor_is_raised(
    folder: Path, secret: Secret, pristine: tuple[Path, str]
) -> None:
    """V12: once, silently; the passphrase and the code stay what they were."""
    floor = Cost(Cost.LEAST_MEMORY, 4, 2)
    locked = LockedVault(folder)
    locked.unlock(secret()).lock()
    assert cost_of(folder) == Cost.least()
    with locked.unlock(secret(), floor=floor) as vault:
        seq = vault.head().seq
    assert cost_of(folder) == floor
    with locked.unlock(secret(), floor=floor) as vault:
        assert vault.head().seq == seq
        assert vault.check() == ()
    locked.try_code(code_of(pristine))
    names = {file.name for file in folder.iterdir()}
    assert (folder / "vault.json").read_bytes() == (folder / "vault.json.bak").read_bytes()
    assert not any(name.startswith(".") for name in names)


def test_a_cost_that_cannot_be_raised_keeps_nobody_out(
    folder: Path, secret: Secret, monkeypatch: pytest.MonkeyPatch
) -> None:
    """V12."""

    def full(_folder: Path, _keys: Header) -> None:
        raise NotKept(problem="disk-full")

    monkeypatch.setattr(header, "write", full)
    with LockedVault(folder).unlock(secret(), floor=Cost(Cost.LEAST_MEMORY, 4, 2)) as vault:
        assert vault.head().seq == 1
    assert cost_of(folder) == Cost.least()


def test_a_change_whose_event_is_refused_is_taken_back(
    folder: Path, secret: Secret, pristine: tuple[Path, str]
) -> None:
    """V13: the disk takes the key file, and then no event."""
    locked = LockedVault(folder)
    vault = locked.unlock(secret())
    vault._db.execute("PRAGMA query_only=ON")
    with pytest.raises(VaultError):
        vault.change_passphrase(secret(), bytearray(OTHER))
    vault.lock()
    locked.unlock(secret()).lock()
    locked.try_code(code_of(pristine))


def test_a_change_whose_commit_is_refused_is_taken_back(
    folder: Path, secret: Secret, monkeypatch: pytest.MonkeyPatch, pristine: tuple[Path, str]
) -> None:
    """V13."""

    @contextmanager
    def refused(_self: Journal, _kind: str) -> Iterator[None]:
        yield
        raise NotKept(problem="disk-full")

    locked = LockedVault(folder)
    with locked.unlock(secret()) as vault:
        monkeypatch.setattr(Journal, "noting", refused)
        with pytest.raises(NotKept):
            vault.change_passphrase(secret(), bytearray(OTHER))
    with pytest.raises(WrongPassphrase):
        locked.unlock(bytearray(OTHER))
    locked.unlock(secret()).lock()
    with pytest.raises(NotKept):
        locked.recover(code_of(pristine), new_passphrase=bytearray(OTHER))
    locked.try_code(code_of(pristine))


def test_recovery_ends_the_waiting(
    folder: Path, secret: Secret, pristine: tuple[Path, str]
) -> None:
    """V06: somebody who forgot the passphrase has tried many."""
    (folder / "lock").write_text('{"failed": 20, "last": "2026-11-22T09:00:00+00:00"}')
    clock = lambda: datetime(2026, 11, 22, 9, 0, 1, tzinfo=UTC)  # noqa: E731
    with pytest.raises(TooSoon):
        LockedVault(folder, clock=clock).unlock(secret())
    vault, _ = LockedVault(folder, clock=clock).recover(code_of(pristine), new_passphrase=secret())
    vault.lock().unlock(secret()).lock()


def test_a_second_instance_is_refused(folder: Path, secret: Secret) -> None:
    """V07."""
    with LockedVault(folder).unlock(secret()):
        with pytest.raises(VaultBusy):
            LockedVault(folder).unlock(secret())
        assert raise_file(folder).exists()
    LockedVault(folder).unlock(secret()).lock()


@pytest.mark.parametrize(("name", "problem"), [("plain", "name"), ("absent.kinvault", "no-folder")])
def test_a_folder_that_is_no_vault_says_so(tmp_path: Path, name: str, problem: str) -> None:
    """V08."""
    (tmp_path / "plain").mkdir()
    with pytest.raises(NotAVault, match=problem):
        LockedVault(tmp_path / name)


def test_a_vault_without_its_database_is_damaged(folder: Path, secret: Secret) -> None:
    """V08: and nothing is made in its place."""
    (folder / "vault.db").unlink()
    with pytest.raises(VaultDamaged, match="no-database"):
        LockedVault(folder).unlock(secret())
    assert not (folder / "vault.db").exists()


def test_a_newer_vault_says_so_and_stays_as_it_is(
    folder: Path, secret: Secret, connect: Callable[[Path], Connection]
) -> None:
    """V08."""
    db = connect(folder)
    db.mark_version(SUPPORTED + 1)
    db.close()
    before = (folder / "vault.db").read_bytes()
    with pytest.raises(VaultTooNew):
        LockedVault(folder).unlock(secret())
    assert (folder / "vault.db").read_bytes() == before


def test_a_misplaced_vault_says_so(
    pristine: tuple[Path, str], tmp_path: Path, secret: Secret
) -> None:
    """V08."""
    path = tmp_path / "Dropbox" / "anna.kinvault"
    shutil.copytree(pristine[0], path)
    with pytest.raises(UnsafePlace):
        LockedVault(path).unlock(secret())


def test_every_refusal_lets_go_of_the_folder(folder: Path, secret: Secret) -> None:
    """V08: so that the next try is not told that the vault is busy."""
    (folder / "vault.db").write_bytes(b"damaged" * 1000)
    for _ in range(2):
        with pytest.raises(VaultDamaged):
            LockedVault(folder).unlock(secret())


def test_locking_leaves_no_journal_and_signs_the_head(
    folder: Path, secret: Secret, connect: Callable[[Path], Connection]
) -> None:
    """V09."""
    locked = LockedVault(folder)
    assert locked.label == "anna"
    vault = locked.unlock(secret())
    vault.create_record("R", "f", 1, b"{}", "p", "{}")
    head = vault.head()
    again = vault.lock()
    assert again.path == folder
    names = sorted(part.name for part in folder.iterdir())
    assert names == ["lock", "vault.db", "vault.json", "vault.json.bak"]
    db = connect(folder)
    ((seq, kept),) = db.execute("SELECT seq, hash FROM checkpoint ORDER BY seq DESC LIMIT 1")
    assert (seq, kept.hex()) == (head.seq, head.hash)
    db.close()
    with pytest.raises(engine.ProgrammingError):
        vault.head()


def test_locking_twice_over_without_a_change_signs_once(folder: Path, secret: Secret) -> None:
    """V09."""
    locked = LockedVault(folder)
    locked.unlock(secret()).lock()
    with locked.unlock(secret()) as vault:
        assert vault._db.execute("SELECT count(*) FROM checkpoint") == [(1,)]


def test_locking_succeeds_when_nothing_can_be_written(folder: Path, secret: Secret) -> None:
    """V09: as on a full disk."""
    vault = LockedVault(folder).unlock(secret())
    vault.put_setting("a", "1")
    vault.create_record("R", "f", 1, b"{}", "p", "{}")
    vault._db.pragma("query_only=ON")
    vault.lock()
    with LockedVault(folder).unlock(secret()) as again:
        assert again.check() == ()


def test_leaving_the_block_by_an_error_locks(folder: Path, secret: Secret) -> None:
    """V09."""
    with pytest.raises(KinfileError), LockedVault(folder).unlock(secret()) as vault:
        vault.read("NOBODY")
    LockedVault(folder).unlock(secret()).lock()


def test_the_presence_check_tells_right_from_wrong(folder: Path, secret: Secret) -> None:
    """V10: and makes wrong ones wait too."""
    start = datetime(2026, 11, 22, tzinfo=UTC)
    ticks = count()
    clock = lambda: start + timedelta(milliseconds=next(ticks))  # noqa: E731
    with LockedVault(folder, clock=clock).unlock(secret()) as vault:
        assert vault.verify_passphrase(secret())
        assert [vault.verify_passphrase(bytearray(OTHER)) for _ in range(4)] == [False] * 4
        with pytest.raises(TooSoon):
            vault.verify_passphrase(secret())


def test_an_open_vault_knows_itself(vault: OpenVault) -> None:
    assert len(vault.vault_id) == 32
    assert vault.created_at.tzinfo is not None
    assert not vault.is_clock_behind()


def test_a_new_code_is_handed_over_before_it_is_in_force(
    tmp_path: Path, secret: Callable[[], bytearray]
) -> None:
    """What refuses the code leaves no vault, and after a recovery the old code in force."""
    path = tmp_path / "anna.kinvault"
    details = {"name": "Anna Example", "role": "", "cost": Cost.least()}

    def refuse(_code: str) -> None:
        raise OSError(28, "no room")

    with pytest.raises(OSError, match="no room"):
        LockedVault.create(path, passphrase=secret(), hand_over=refuse, **details)  # type: ignore[arg-type]
    assert list(tmp_path.iterdir()) == []

    known: list[str] = []
    opened, code = LockedVault.create(
        path,
        passphrase=secret(),
        hand_over=known.append,
        **details,  # type: ignore[arg-type]
    )
    locked = opened.lock()
    assert known == [code.text]
    fresh = bytearray(b"quilted ferry anchor lantern")
    with pytest.raises(OSError, match="no room"):
        locked.recover(code.text, new_passphrase=bytearray(fresh), hand_over=refuse)
    locked.unlock(secret()).lock()
    opened, newer = locked.recover(code.text, new_passphrase=fresh, hand_over=known.append)
    opened.lock()
    assert known[1:] == [newer.text]
