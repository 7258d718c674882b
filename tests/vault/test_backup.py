# SPDX-License-Identifier: Apache-2.0
"""Backups are made whole or not at all.

B01  A backup holds what the vault held at one moment, whatever is saved meanwhile, and says so.
B02  Nothing in it, nor in any file on the way to it, is in clear.
B03  A kill at any point leaves no half file under a backup's name and no earlier backup less; what
     it leaves hidden, the next unlocking clears away.
B04  So does a full disk, a folder that may not be written to, a name that is taken, and a wish to
     stop.
B05  A damaged vault, or a key file whose copies differ, gives no backup and harms none.
B06  A file that is no whole backup of a vault is refused with its own problem, and only so.
B07  A second copy is the same file; where the second place fails, it says so.
B08  Saving goes on while a copy is made; locking ends the copy.
"""

import io
import json
import os
import random
import shutil
import subprocess
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from kinfile.errors import (
    BackupRefused,
    Cancelled,
    KinfileError,
    NotWritten,
    VaultDamaged,
    VaultExists,
    VaultTooNew,
)
from kinfile.vault import archive, backup, backup_file, manifest
from kinfile.vault.archive import Content
from kinfile.vault.backup_file import BackupFile
from kinfile.vault.rows import Entry
from kinfile.vault.session import LockedVault, OpenVault

Secret = Callable[[], bytearray]

pytestmark = pytest.mark.usefixtures("quick_slots")

MARKER = "Marigold-XQZV-7731"
KILLS = 3
"""60 in the full size."""
MUTATIONS = 1_000
"""10,000 in the full size."""


def fill(vault: OpenVault, ref: str, answers: int = 40, *, size: int = 200) -> None:
    text = json.dumps((MARKER + " ") * (size // len(MARKER)))
    entries = [Entry(kind="answer", field=f"q{number}", value=text) for number in range(answers)]
    vault.create_record(ref, "f", 1, b"{}", "p", "{}", entries)


@pytest.fixture
def opened(folder: Path, secret: Secret) -> OpenVault:
    """A vault of this test's own, with a record. Tests that lock it may."""
    vault = LockedVault(folder).unlock(secret())
    fill(vault, "A")
    return vault


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_it_holds_the_moment_and_says_so(opened: OpenVault, database_key: bytes) -> None:
    """B01"""
    head = opened.head()
    steps: list[tuple[int, int]] = []
    made = opened.back_up(progress=lambda done, of: steps.append((done, of)))
    assert backup_file.read(made.path) == made
    assert made.path.parent == opened.path / "backups"
    assert made.path.name.endswith("Z-g1.kinbak")
    told = made.manifest
    assert (told.head, told.records, told.vault_id) == (head, 1, opened.vault_id)
    assert steps == sorted(steps)
    assert steps[-1][0] == steps[-1][1] > 0
    if os.name == "posix":
        assert made.path.stat().st_mode & 0o777 == 0o600
        assert made.path.parent.stat().st_mode & 0o777 == 0o700
    assert opened.check() == ()
    opened.lock()


def test_two_in_one_minute_have_two_names(opened: OpenVault) -> None:
    """B01"""
    first, second = opened.back_up(), opened.back_up()
    assert names(first.path.parent) == sorted((first.path.name, second.path.name))
    assert backup_file.backups_in(first.path.parent)[0].path in (first.path, second.path)
    opened.lock()


def test_what_is_saved_meanwhile_is_not_in_it(opened: OpenVault) -> None:
    """B01, B08: from another thread, as the window does it."""
    fill(opened, "B", 400, size=8_000)
    copying, begun, saved = opened.begin_backup(), threading.Event(), threading.Event()
    head, made = opened.head(), []

    def step(_done: int, _of: int) -> None:
        begun.set()
        saved.wait(10)

    thread = threading.Thread(target=lambda: made.append(backup.make(copying, progress=step)))
    thread.start()
    assert begun.wait(10)
    opened.append("A", [Entry(kind="answer", field="new", value="1")], summary="{}")
    saved.set()
    thread.join(30)
    assert made[0].manifest.head == head
    assert not any(copying.key)
    opened.note_backup(made[0])
    assert opened.has_changed_since_backup()
    assert opened.check() == ()
    opened.lock()


def test_locking_ends_a_copy(opened: OpenVault, secret: Secret) -> None:
    """B08"""
    fill(opened, "B", 400, size=8_000)
    copying, begun, locked = opened.begin_backup(), threading.Event(), threading.Event()
    raised: list[KinfileError] = []

    def step(_done: int, _of: int) -> None:
        begun.set()
        locked.wait(0.2)

    def work() -> None:
        try:
            backup.make(copying, progress=step)
        except KinfileError as error:
            raised.append(error)

    thread = threading.Thread(target=work)
    thread.start()
    assert begun.wait(10)
    opened.lock()
    locked.set()
    thread.join(30)
    assert [type(error) for error in raised] == [Cancelled]
    assert names(opened.path / "backups") == []
    with LockedVault(opened.path).unlock(secret()) as again:
        assert again.check() == ()


def test_nothing_is_in_clear(opened: OpenVault) -> None:
    """B02: at every step of the way."""
    spellings = [MARKER.encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be")]
    folder, looked_at = opened.path / "backups", set[str]()

    def look(_done: int = 0, _of: int = 0) -> None:
        for part in folder.iterdir():
            content = part.read_bytes()
            assert not any(spelling in content for spelling in spellings)
            assert b"SQLite format 3" not in content
            looked_at.add(part.suffix)

    opened.back_up(progress=look)
    look()
    assert looked_at == {"", ".kinbak"}
    opened.lock()


BACKING_UP = """
import sys
from itertools import count
from pathlib import Path
from kinfile.vault.rows import Entry
from kinfile.vault.session import LockedVault

vault = LockedVault(Path(sys.argv[1])).unlock(bytearray(b"harbour violin teapot ladder"))
for number in count():
    print("begin", flush=True)
    print(vault.back_up().path.name, flush=True)
    vault.append("A", [Entry(kind="answer", field="q", value=str(number))], summary="{}")
"""


def test_a_kill_leaves_no_half_backup(
    opened: OpenVault, start: Callable[..., subprocess.Popen[str]], secret: Secret
) -> None:
    """B03: killed when a backup was begun, or had come some way, or was there."""
    fill(opened, "B", 100, size=8_000)
    opened.lock()
    dice, promised, cut_short = random.Random(3), set[str](), 0  # noqa: S311  (the same each time)
    for _ in range(KILLS):
        with start(BACKING_UP, opened.path) as child:
            assert child.stdout is not None
            for _line in range(dice.choice((1, 1, 3))):
                promised |= {child.stdout.readline().strip()} - {"begin"}
            before, far = len(promised), dice.randrange(2_000_000)
            while child.poll() is None and not has_come(opened.path / "backups", far, before):
                pass
            child.kill()
            promised |= {line.strip() for line in child.stdout if line.endswith("\n")} - {"begin"}
        cut_short += bool(list((opened.path / "backups").glob(".kinbak-*")))
        found = list((opened.path / "backups").glob("*.kinbak"))
        assert promised <= {path.name for path in found}
        for path in found:
            with backup_file.opened(path) as file:
                file.keys()
                assert sum(map(len, file.database())) == file.manifest.database.size
    with LockedVault(opened.path).unlock(secret()) as again:
        assert all(name.endswith(".kinbak") for name in names(opened.path / "backups"))
        assert again.check() == ()
    assert cut_short > 0


def has_come(folder: Path, far: int, before: int) -> bool:
    """Whether a hidden file has so many bytes, or one more backup is there than before."""
    try:
        hidden = sum(part.stat().st_size for part in folder.glob(".kinbak-*"))
    except FileNotFoundError:
        # It was renamed or deleted just now.
        return False
    return hidden > far or len(list(folder.glob("*.kinbak"))) > before


FULL = """
import json, resource, sys
from pathlib import Path
from kinfile.errors import KinfileError
from kinfile.vault.session import LockedVault

vault = LockedVault(Path(sys.argv[1])).unlock(bytearray(b"harbour violin teapot ladder"))
codes = []
for room in map(int, sys.argv[2:]):
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, resource.RLIM_INFINITY))
    try:
        vault.back_up()
        codes.append("made")
    except KinfileError as error:
        codes.append(error.code)
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
vault.lock()
print(json.dumps(codes))
"""


def test_a_full_disk_leaves_nothing_and_loses_nothing(
    opened: OpenVault, start: Callable[..., subprocess.Popen[str]], secret: Secret
) -> None:
    """B04: no file may grow past so many bytes; at last there is room."""
    kept = opened.back_up()
    size = kept.size
    opened.lock()
    rooms = [0, 4096, size // 2, kept.manifest.database.size, size - 1, 10 * size]
    with start(FULL, opened.path, *rooms) as child:
        assert child.stdout is not None
        codes = json.loads(child.stdout.read())
    assert codes[-1] == "made"
    assert set(codes[:-1]) <= {"not-kept", "not-written"}
    assert len(backup_file.backups_in(opened.path / "backups")) == len(
        names(opened.path / "backups")
    )
    assert backup_file.read(kept.path) == kept
    with LockedVault(opened.path).unlock(secret()) as again:
        assert again.check() == ()


def test_too_little_room_is_said_before_any_work(
    opened: OpenVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    """B04"""
    usage = shutil.disk_usage(opened.path)
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: usage._replace(free=10_000_000))
    with pytest.raises(KinfileError) as refusal:
        opened.back_up()
    assert refusal.value.facts["problem"] == "disk-full"
    assert names(opened.path / "backups") == []
    opened.lock()


def test_a_wish_to_stop_is_obeyed(opened: OpenVault) -> None:
    """B04: at every step, with nothing left; and the next is made."""
    for last in range(1, 4):
        asked: list[int] = []

        def is_cancelled(asked: list[int] = asked, last: int = last) -> bool:
            asked.append(0)
            return len(asked) >= last

        with pytest.raises(Cancelled):
            opened.back_up(is_cancelled=is_cancelled)
        assert names(opened.path / "backups") == []
    assert opened.last_backup() is None
    assert opened.back_up().path.exists()
    opened.lock()


def test_nothing_that_exists_is_replaced(opened: OpenVault, tmp_path: Path) -> None:
    """B04"""
    taken = tmp_path / "taken.kinbak"
    taken.write_bytes(b"mine")
    with pytest.raises(VaultExists):
        opened.back_up(taken)
    assert taken.read_bytes() == b"mine"
    opened.lock()


def test_a_folder_that_cannot_be_written_says_so(opened: OpenVault, tmp_path: Path) -> None:
    """B04, B07: not there, or not a folder."""
    (tmp_path / "file").touch()
    made = opened.back_up()
    for folder in (tmp_path / "none", tmp_path / "file"):
        with pytest.raises(NotWritten):
            opened.back_up(folder / "a.kinbak")
        with pytest.raises(NotWritten):
            backup.duplicate(made, folder)
    assert names(opened.path / "backups") == [made.path.name]
    opened.lock()


def test_a_second_copy_is_the_same(opened: OpenVault, tmp_path: Path) -> None:
    """B07: under the same name, or one beside where that is taken."""
    made = opened.back_up()
    first = backup.duplicate(made, tmp_path)
    second = backup.duplicate(made, tmp_path)
    assert first.path.name == made.path.name
    assert first.path.read_bytes() == second.path.read_bytes() == made.path.read_bytes()
    with pytest.raises(Cancelled):
        backup.duplicate(made, tmp_path, is_cancelled=lambda: True)
    assert len(list(tmp_path.glob("*kinbak*"))) == 2
    opened.lock()


def test_what_was_left_behind_is_swept(opened: OpenVault, tmp_path: Path) -> None:
    """B03: of one vault alone, where others may be writing too."""
    mine, other = tmp_path / f".kinbak-{opened.vault_id[:8]}-1", tmp_path / ".kinbak-ffffffff-1"
    mine.touch()
    other.touch()
    backup.sweep(tmp_path, opened.vault_id)
    assert not mine.exists()
    backup.sweep(tmp_path)
    assert not other.exists()
    backup.sweep(tmp_path / "none")
    opened.lock()


def test_a_damaged_vault_gives_no_backup(opened: OpenVault, secret: Secret, tmp_path: Path) -> None:
    """B05"""
    fill(opened, "B", 200, size=8_000)
    kept = opened.back_up()
    opened.lock()
    database = bytearray((opened.path / "vault.db").read_bytes())
    database[len(database) // 2] ^= 1
    (opened.path / "vault.db").write_bytes(database)
    with LockedVault(opened.path).unlock(secret()) as damaged:
        with pytest.raises(VaultDamaged):
            damaged.back_up()
        assert names(kept.path.parent) == [kept.path.name]


def test_a_key_file_in_doubt_gives_no_backup(opened: OpenVault) -> None:
    """B05: it could be the copy that nobody can open."""
    spare = opened.path / "vault.json.bak"
    spare.write_bytes(spare.read_bytes().replace(b'"generation":1', b'"generation":2'))
    with pytest.raises(VaultDamaged):
        opened.back_up()
    opened.lock()


@pytest.fixture(scope="module")
def whole(
    pristine: tuple[Path, str], tmp_path_factory: pytest.TempPathFactory, secret: Secret
) -> bytes:
    """The bytes of a good backup."""
    path = tmp_path_factory.mktemp("whole") / "anna.kinvault"
    shutil.copytree(pristine[0], path)
    with LockedVault(path).unlock(secret()) as vault:
        return vault.back_up().path.read_bytes()


def problem_of(content: bytes, tmp_path: Path) -> str:
    """What reading all of a file that holds `content` is refused with; empty where it is not."""
    path = tmp_path / "file.kinbak"
    path.write_bytes(content)
    try:
        with backup_file.opened(path) as file:
            go_through(file)
    except BackupRefused as refusal:
        return str(refusal.facts["problem"])
    return ""


def parts_of(content: bytes) -> list[bytes]:
    file = io.BytesIO(content)
    parts = archive.locate(file, {})
    return [b"".join(parts[name].blocks(file)) for name in archive.NAMES]


def packed(*contents: bytes) -> bytes:
    file = io.BytesIO()
    archive.write(file, [Content.of(content) for content in contents])
    return file.getvalue()


def test_what_is_no_whole_backup_is_refused(whole: bytes, tmp_path: Path) -> None:
    """B06"""
    told, keys, database = parts_of(whole)
    swapped = bytearray(database)
    swapped[100] ^= 1
    assert problem_of(whole, tmp_path) == ""
    assert problem_of(packed(told, keys, database), tmp_path) == ""
    assert problem_of(b"", tmp_path) == "not-a-backup"
    assert problem_of(b"%PDF-1.7", tmp_path) == "not-a-backup"
    assert problem_of(packed(b"{}", keys, database), tmp_path) == "not-a-backup"
    assert problem_of(whole[:-1], tmp_path) == "cut-off"
    assert problem_of(whole[: len(whole) // 2], tmp_path) == "cut-off"
    assert problem_of(packed(told, keys, database[:-4096]), tmp_path) == "changed"
    assert problem_of(packed(told, keys, bytes(swapped)), tmp_path) == "changed"
    assert problem_of(packed(told, keys[:-1] + b" ", database), tmp_path) == "changed"
    big = b"{" + b" " * manifest.LARGEST
    assert problem_of(packed(big, keys, database), tmp_path) == "not-a-backup"


def test_parts_of_two_vaults_are_refused(whole: bytes, tmp_path: Path) -> None:
    """B06: even where the manifest was made to fit; its own proof comes with the key."""
    told, keys, database = parts_of(whole)
    vault_id = json.loads(told)["vault_id"].encode()
    assert (
        problem_of(packed(told.replace(vault_id, b"0" * 32), keys, database), tmp_path) == "mixed"
    )


def test_a_later_backup_says_so(whole: bytes, tmp_path: Path) -> None:
    """B06"""
    told, keys, database = parts_of(whole)
    later = told.replace(b'"version":1', b'"version":2')
    (tmp_path / "later.kinbak").write_bytes(packed(later, keys, database))
    with pytest.raises(VaultTooNew):
        backup_file.read(tmp_path / "later.kinbak")
    assert backup_file.backups_in(tmp_path) == ()


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    """B06: a pipe would never end."""
    os.mkfifo(tmp_path / "pipe.kinbak")
    for path in (tmp_path, tmp_path / "none", tmp_path / "pipe.kinbak", tmp_path / ("x" * 300)):
        with pytest.raises(BackupRefused) as refusal:
            backup_file.read(path)
        assert refusal.value.facts["problem"] == "no-file"
    assert backup_file.backups_in(tmp_path) == ()
    assert backup_file.backups_in(tmp_path / "none") == ()


def test_no_mutation_is_taken_for_a_backup(whole: bytes) -> None:
    """B06: whatever is done to its bytes, wherever; only typed errors."""
    dice = random.Random(1122)  # noqa: S311  (the same in every run)
    told, keys, _ = parts_of(whole)
    head = len(told) + len(keys) + 300
    for number in range(MUTATIONS):
        changed = bytearray(whole)
        within = head if number % 2 else len(whole)
        at = dice.choice((dice.randrange(within), len(whole) - 1 - dice.randrange(400)))
        changed[at : at + dice.randrange(1, 9)] = dice.randbytes(dice.randrange(9))
        if changed == whole:
            continue
        with pytest.raises((BackupRefused, VaultTooNew)):
            go_through(BackupFile(Path("x.kinbak"), io.BytesIO(changed)))


def go_through(file: BackupFile) -> None:
    file.keys()
    for _ in file.database():
        pass
