# SPDX-License-Identifier: Apache-2.0
"""From a backup to a vault, in a new folder.

S01  The restored vault is the vault of then: sound, open to the passphrase and the code of then.
S02  It says where it comes from, in its chain, and what it holds; so a later head is known to be
     missing for that reason.
S03  How much another vault has beyond the backup is told where it can be read; it stays untouched.
S04  Nothing that exists is replaced, and nothing is left of a restoring that failed or was stopped.
S05  A changed, mixed or foreign backup is refused, also by whoever knows the passphrase of one.
S06  A swap keeps the damaged vault for good, moves the backups, and is finished after a kill.
S07  No page or journal of the damaged database passes for one of the restored.
S08  A backup of an older schema is brought up to today's.
S09  A key file that is lost or changed is put back from a backup; what stood there is kept, and the
     records open as they are, with what was written after the backup.
"""

import hashlib
import io
import json
import random
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from kinfile.errors import (
    BackupRefused,
    Cancelled,
    MistypedCode,
    NotAVault,
    NotKept,
    VaultBusy,
    VaultDamaged,
    VaultExists,
    VaultTooNew,
    WrongCode,
    WrongPassphrase,
)
from kinfile.vault import archive, backup_file, header
from kinfile.vault.archive import Content
from kinfile.vault.backup_file import Backup
from kinfile.vault.keys import Cost
from kinfile.vault.lockfile import VaultLock
from kinfile.vault.migrations import SUPPORTED
from kinfile.vault.restore import put_back_keys, restore, swap
from kinfile.vault.rows import Entry
from kinfile.vault.session import LockedVault
from kinfile.watch import Watch

Secret = Callable[[], bytearray]
Vault = tuple[Path, Backup]
TODAY = date(2026, 11, 22)

pytestmark = pytest.mark.usefixtures("quick_slots")


@pytest.fixture(scope="module")
def backed_up(
    pristine: tuple[Path, str], tmp_path_factory: pytest.TempPathFactory, secret: Secret
) -> Vault:
    """A locked vault with two saves beyond its backup."""
    path = tmp_path_factory.mktemp("backed-up") / "anna.kinvault"
    shutil.copytree(pristine[0], path)
    with LockedVault(path).unlock(secret()) as vault:
        entries = [Entry(kind="answer", field=f"q{n}", value=f'"{n}"' * 99) for n in range(60)]
        vault.create_record("A", "f", 1, b"{}", "p", "{}", entries)
        vault.sign("A", on="2026-11-22", make=lambda _: b"%PDF" * 3000)
        made = vault.back_up()
        vault.create_record("B", "f", 1, b"{}", "p", "{}")
        vault.append("B", [Entry(kind="answer", field="q", value="1")], summary="{}")
    return path, made


@pytest.fixture
def own(backed_up: Vault, tmp_path: Path) -> Vault:
    folder = Path(shutil.copytree(backed_up[0], tmp_path / "anna.kinvault"))
    made = backed_up[1]
    return folder, Backup(folder / "backups" / made.path.name, made.manifest, made.size)


def contents(folder: Path) -> dict[str, bytes]:
    return {str(part.relative_to(folder)): part.read_bytes() for part in folder.rglob("*.*")}


def test_the_vault_of_then_is_back(own: Vault, tmp_path: Path, secret: Secret) -> None:
    """S01, S02, S03"""
    folder, made = own
    before = contents(folder)
    passphrase, to = secret(), tmp_path / "back.kinvault"
    restored = restore(made.path, to, passphrase=passphrase, compare=folder)
    assert not any(passphrase)
    assert (restored.folder, restored.manifest, restored.problems) == (to, made.manifest, ())
    assert restored.newer == 2
    assert contents(folder) == before
    assert sorted(part.name for part in to.iterdir()) == [
        "lock", "vault.db", "vault.json", "vault.json.bak",
    ]  # fmt: skip
    with LockedVault(to).unlock(secret()) as vault:
        assert vault.check() == ()
        assert [record.ref for record in vault.records()] == ["A"]
        assert vault.document(vault.documents("A")[0].id) == b"%PDF" * 3000
        seq, value = vault._db.execute("SELECT seq, value FROM event ORDER BY seq DESC LIMIT 1")[0]
        assert seq == made.manifest.head.seq + 1
        said = json.loads(value)
        assert (said["backup"], said["hash"]) == (
            made.manifest.backup_id,
            made.manifest.head.hash,
        )
        assert vault.holds(made.manifest.head.hash)
        assert vault.has_changed_since_backup()


def test_the_recovery_code_of_then_opens_it(
    own: Vault, tmp_path: Path, pristine: tuple[Path, str]
) -> None:
    """S01"""
    to = tmp_path / "back.kinvault"
    assert restore(own[1].path, to, code=pristine[1]).problems == ()
    other = "0000-0000-0000-0000-0000-0000-0000-0000-00"
    with pytest.raises(WrongCode):
        restore(own[1].path, tmp_path / "b.kinvault", code=other)
    with pytest.raises(MistypedCode):
        restore(own[1].path, tmp_path / "b.kinvault", code="1234")


def test_the_passphrase_of_then_opens_it(own: Vault, tmp_path: Path, secret: Secret) -> None:
    """S01: not the one of today, and today's vault not with the one of then."""
    folder, made = own
    later = b"another harbour violin ladder"
    with LockedVault(folder).unlock(secret()) as vault:
        vault.change_passphrase(secret(), bytearray(later))
    with pytest.raises(WrongPassphrase):
        restore(made.path, tmp_path / "back.kinvault", passphrase=bytearray(later))
    assert restore(made.path, tmp_path / "back.kinvault", passphrase=secret()).problems == ()


def test_what_cannot_be_compared_is_not(own: Vault, tmp_path: Path, secret: Secret) -> None:
    """S03: damaged, not there, open, older, or another vault."""
    folder, made = own

    def newer(compare: Path, name: str) -> int | None:
        return restore(
            made.path, tmp_path / f"{name}.kinvault", passphrase=secret(), compare=compare
        ).newer

    assert newer(tmp_path / "none", "a") is None
    lock = VaultLock(folder)
    assert newer(folder, "b") is None
    lock.release()
    older = tmp_path / "a.kinvault"
    assert newer(older, "c") == 1
    (folder / "vault.db").write_bytes(b"x" * 8192)
    assert newer(folder, "d") is None


def test_nothing_that_exists_is_replaced(own: Vault, tmp_path: Path, secret: Secret) -> None:
    """S04"""
    folder, made = own
    before = contents(folder)
    with pytest.raises(VaultExists):
        restore(made.path, folder, passphrase=secret())
    with pytest.raises(NotAVault):
        restore(made.path, tmp_path / "no-ending", passphrase=secret())
    assert contents(folder) == before


def test_a_restoring_that_fails_leaves_nothing(
    own: Vault, tmp_path: Path, secret: Secret, monkeypatch: pytest.MonkeyPatch
) -> None:
    """S04: stopped at each step, a wrong passphrase, a full disk."""
    _, made = own
    to = tmp_path / "to" / "back.kinvault"
    steps: list[tuple[int, int]] = []
    for last in (1, 2):
        asked: list[int] = []

        def is_cancelled(asked: list[int] = asked, last: int = last) -> bool:
            asked.append(0)
            return len(asked) >= last

        watch = Watch(is_cancelled=is_cancelled, progress=lambda *step: steps.append(step))
        with pytest.raises(Cancelled):
            restore(made.path, to, passphrase=secret(), watch=watch)
    with pytest.raises(WrongPassphrase):
        restore(made.path, to, passphrase=bytearray(b"not this"))
    usage = shutil.disk_usage(tmp_path)
    with monkeypatch.context() as patch:
        patch.setattr(shutil, "disk_usage", lambda _path: usage._replace(free=1_000_000))
        with pytest.raises(NotKept):
            restore(made.path, to, passphrase=secret())
    assert list(to.parent.iterdir()) == []
    assert steps == sorted(steps)


def parts_of(path: Path) -> list[bytes]:
    file = io.BytesIO(path.read_bytes())
    return [b"".join(part.blocks(file)) for part in archive.locate(file, {}).values()]


def packed(path: Path, *contents: bytes) -> Path:
    with path.open("wb") as file:
        archive.write(file, [Content.of(content) for content in contents])
    return path


def test_a_manifest_that_was_changed_is_refused(own: Vault, tmp_path: Path, secret: Secret) -> None:
    """S05: by somebody without the vault's key."""
    told, keys, database = parts_of(own[1].path)
    for found, other in ((b'"records":1', b'"records":0'), (b'"kind":"asked"', b'"kind":"daily"')):
        changed = packed(tmp_path / "x.kinbak", told.replace(found, other), keys, database)
        with pytest.raises(BackupRefused) as refusal:
            restore(changed, tmp_path / "back.kinvault", passphrase=secret())
        assert refusal.value.facts["problem"] == "changed"
    assert not (tmp_path / "back.kinvault").exists()


def test_the_key_file_of_another_vault_opens_nothing(
    own: Vault, tmp_path: Path, secret: Secret
) -> None:
    """S05: somebody puts a key file of their own, and its prints, into the manifest."""
    other, _ = LockedVault.create(
        tmp_path / "other.kinvault", name="X", role="", passphrase=secret(), cost=Cost.least()
    )
    foreign = other.back_up()
    other.lock()
    told, keys, _ = parts_of(foreign.path)
    _, _, database = parts_of(own[1].path)
    manifest = json.loads(told)
    manifest["database"] = json.loads(parts_of(own[1].path)[0])["database"]
    spelt = json.dumps(manifest, sort_keys=True, separators=(",", ":")).encode()
    mixed = packed(tmp_path / "mixed.kinbak", spelt, keys, database)
    with pytest.raises(BackupRefused):
        restore(mixed, tmp_path / "back.kinvault", passphrase=secret())


def test_a_changed_key_file_is_refused(own: Vault, tmp_path: Path, secret: Secret) -> None:
    """S05: a slot is not taken away unseen."""
    told, keys, database = parts_of(own[1].path)
    parsed = header.parse(keys)
    fewer = json.loads(keys)
    fewer["slots"] = fewer["slots"][:1]
    changed = json.dumps(fewer, sort_keys=True, separators=(",", ":")).encode()
    assert header.parse(changed).slots == parsed.slots[:1]
    manifest = json.loads(told)
    manifest["key_file"] = {
        "bytes": len(changed),
        "sha256": hashlib.sha256(changed).hexdigest(),
    }
    spelt = json.dumps(manifest, sort_keys=True, separators=(",", ":")).encode()
    with pytest.raises(BackupRefused):
        restore(
            packed(tmp_path / "x.kinbak", spelt, changed, database),
            tmp_path / "back.kinvault",
            passphrase=secret(),
        )


def test_a_later_schema_is_refused(own: Vault, tmp_path: Path, secret: Secret) -> None:
    """S05: before any work."""
    told, keys, database = parts_of(own[1].path)
    later = told.replace(b'"schema":', b'"schema":9')
    with pytest.raises(VaultTooNew):
        restore(
            packed(tmp_path / "x.kinbak", later, keys, database),
            tmp_path / "back.kinvault",
            passphrase=secret(),
        )


def test_a_damaged_backup_is_refused_wherever_it_was_damaged(
    own: Vault, tmp_path: Path, secret: Secret
) -> None:
    """S05: 20 places."""
    whole, dice = own[1].path.read_bytes(), random.Random(5)  # noqa: S311  (the same each time)
    for _ in range(20):
        damaged = bytearray(whole)
        damaged[dice.randrange(len(whole))] ^= 1 << dice.randrange(8)
        (tmp_path / "x.kinbak").write_bytes(damaged)
        with pytest.raises((BackupRefused, VaultTooNew)):
            restore(tmp_path / "x.kinbak", tmp_path / "back.kinvault", passphrase=secret())
    assert not (tmp_path / "back.kinvault").exists()


def test_a_swap_keeps_what_was_damaged(own: Vault, tmp_path: Path, secret: Secret) -> None:
    """S06"""
    folder, made = own
    to = tmp_path / "back.kinvault"
    restore(made.path, to, passphrase=secret())
    damaged = contents(folder)
    kept = swap(folder, to, on=TODAY)
    assert kept == tmp_path / "anna.damaged-2026-11-22"
    assert not to.exists()
    name = f"backups/{made.path.name}"
    assert contents(kept) == {part: found for part, found in damaged.items() if part != name}
    assert (folder / name).read_bytes() == damaged[name]
    with LockedVault(folder).unlock(secret()) as vault:
        assert vault.check() == ()
    restore(made.path, to, passphrase=secret())
    assert swap(folder, to, on=TODAY) == tmp_path / "anna.damaged-2026-11-22-2"


def test_a_swap_is_finished_after_a_kill(own: Vault, tmp_path: Path, secret: Secret) -> None:
    """S06: between the renamings the restored vault stands under its own name."""
    folder, made = own
    to = tmp_path / "back.kinvault"
    restore(made.path, to, passphrase=secret())
    folder.rename(tmp_path / "anna.damaged-2026-11-22")
    assert swap(folder, to, on=TODAY) is None
    assert LockedVault(folder).unlock(secret()).lock().path == folder


def test_a_swap_that_cannot_be_moves_nothing(
    own: Vault, tmp_path: Path, secret: Secret, monkeypatch: pytest.MonkeyPatch
) -> None:
    """S06"""
    folder, made = own
    to = tmp_path / "back.kinvault"
    with pytest.raises(NotAVault):
        swap(folder, to, on=TODAY)
    restore(made.path, to, passphrase=secret())
    lock = VaultLock(folder)
    with pytest.raises(VaultBusy):
        swap(folder, to, on=TODAY)
    lock.release()
    rename, before = Path.rename, contents(folder)

    def refuse(self: Path, target: Path) -> Path:
        if self == to:
            raise PermissionError(13, "no")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(NotKept):
        swap(folder, to, on=TODAY)
    assert contents(folder) == before
    assert to.exists()


def test_a_journal_of_the_damaged_vault_changes_nothing(
    own: Vault, tmp_path: Path, secret: Secret
) -> None:
    """S07: both databases have one key, and still neither takes a page of the other."""
    folder, made = own
    to = tmp_path / "back.kinvault"
    restore(made.path, to, passphrase=secret())
    with LockedVault(folder).unlock(secret()) as damaged:
        damaged.put_setting("from", "the damaged vault")
        journal = (folder / "vault.db-wal").read_bytes()
    assert journal
    (to / "vault.db-wal").write_bytes(journal)
    try:
        with LockedVault(to).unlock(secret()) as vault:
            assert vault.setting("from") is None
            assert vault.check() == ()
    except VaultDamaged:
        # Found out is as good as passed over.
        return


def test_no_page_fits_into_the_other_file(own: Vault, tmp_path: Path, secret: Secret) -> None:
    """S07"""
    folder, made = own
    to = tmp_path / "back.kinvault"
    restore(made.path, to, passphrase=secret())
    old, new = (folder / "vault.db").read_bytes(), (to / "vault.db").read_bytes()
    assert old[:16] != new[:16]
    at = 4096 * 7
    (to / "vault.db").write_bytes(new[:at] + old[at : at + 4096] + new[at + 4096 :])
    with LockedVault(to).unlock(secret()) as vault:
        assert "pages" in vault.check()


def test_an_older_schema_is_brought_up(own: Vault, tmp_path: Path, secret: Secret) -> None:
    """S08: a backup of a vault of the first release."""
    old = Path(__file__).parents[1] / "data" / "vaults" / "v1.kinvault"
    folder = Path(shutil.copytree(old, tmp_path / "v1.kinvault"))
    LockedVault(folder).unlock(secret()).lock()
    (made,) = (folder / "backups").iterdir()
    assert backup_file.read(made).manifest.schema == 1
    restored = restore(made, tmp_path / "back.kinvault", passphrase=secret())
    assert restored.problems == ()
    with LockedVault(restored.folder).unlock(secret()) as vault:
        assert vault._db.version == SUPPORTED
        assert len(vault.records()) == restored.manifest.records > 0


@pytest.mark.parametrize("content", [None, b"", b'{"format": "kinfile-vault"}'])
def test_a_lost_key_file_is_put_back(
    backed_up: Vault, tmp_path: Path, secret: Secret, content: bytes | None
) -> None:
    """S09"""
    folder, made = tmp_path / "anna.kinvault", backed_up[1]
    shutil.copytree(backed_up[0], folder)
    for name in (header.MAIN, header.SPARE):
        (folder / name).unlink()
        if content is not None:
            (folder / name).write_bytes(content)
    with pytest.raises(NotAVault):
        LockedVault(folder).unlock(secret())
    put_back_keys(made.path, folder)
    with LockedVault(folder).unlock(secret()) as vault:
        assert vault.check() == ()
        assert vault.has_changed_since_backup()
        with pytest.raises(VaultBusy):
            put_back_keys(made.path, folder)
    kept = sorted(file.name for file in folder.glob("vault.json*.1"))
    assert kept == ([] if content is None else ["vault.json.1", "vault.json.bak.1"])
