# SPDX-License-Identifier: Apache-2.0
"""A vault appears whole or not at all.

N01  A new vault is there under its name, closed to others, and opens with its passphrase.
N02  Nothing that exists is ever replaced.
N03  A failure on the way leaves nothing; a kill leaves nothing under the name, and what it
     leaves beside is removed by the next.
N04  A weak passphrase, an unsafe place or a wrong name is refused before anything is made.
"""

import subprocess
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from kinfile.errors import NotAVault, NotKept, UnsafePlace, VaultExists, WeakPassphrase
from kinfile.vault.journal import Clock, now
from kinfile.vault.keys import Cost
from kinfile.vault.lockfile import VaultLock
from kinfile.vault.recovery import RecoveryCode
from kinfile.vault.session import LockedVault, OpenVault


def create(
    path: Path, passphrase: bytearray, *, clock: Clock = now
) -> tuple[OpenVault, RecoveryCode]:
    return LockedVault.create(
        path, name="Anna Example", role="", passphrase=passphrase, cost=Cost.least(), clock=clock
    )


def test_a_new_vault_is_there_and_closed_to_others(
    tmp_path: Path, secret: Callable[[], bytearray]
) -> None:
    """N01: folders on the way are made as well."""
    path = tmp_path / "records" / "anna.kinvault"
    passphrase = secret()
    vault, _ = create(path, passphrase)
    assert not any(passphrase)
    vault.create_record("R", "f", 1, b"{}", "p", "{}")
    assert path.stat().st_mode & 0o777 == 0o700
    assert {part.stat().st_mode & 0o777 for part in path.iterdir()} == {0o600}
    locked = vault.lock()
    assert [part.name for part in path.parent.iterdir()] == ["anna.kinvault"]
    with locked.unlock(secret()) as again:
        assert again.check() == ()
        assert again.worker().name == "Anna Example"


@pytest.mark.parametrize("is_folder", [True, False])
def test_nothing_that_exists_is_replaced(
    tmp_path: Path, secret: Callable[[], bytearray], *, is_folder: bool
) -> None:
    """N02: not even an empty folder."""
    path = tmp_path / "anna.kinvault"
    path.mkdir() if is_folder else path.touch()
    with pytest.raises(VaultExists):
        create(path, secret())
    assert path.is_dir() == is_folder


def test_a_failure_on_the_way_leaves_nothing(
    tmp_path: Path, secret: Callable[[], bytearray]
) -> None:
    """N03."""

    def failing() -> datetime:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        create(tmp_path / "anna.kinvault", secret(), clock=failing)
    assert list(tmp_path.iterdir()) == []


DYING = """
import os, sys
from pathlib import Path
from kinfile.vault.keys import Cost
from kinfile.vault.session import LockedVault
LockedVault.create(
    Path(sys.argv[1]), name="Anna Example", role="",
    passphrase=bytearray(b"harbour violin teapot ladder"), cost=Cost.least(),
    clock=lambda: os.kill(os.getpid(), 9),
)
"""


def test_a_kill_on_the_way_leaves_nothing_under_the_name(
    tmp_path: Path,
    secret: Callable[[], bytearray],
    start: Callable[..., subprocess.Popen[str]],
) -> None:
    """N03: killed while the database is being filled; another's unfinished vault is left alone."""
    path = tmp_path / "anna.kinvault"
    with start(DYING, path) as child:
        child.wait()
    assert not path.exists()
    (left,) = tmp_path.iterdir()
    assert left.name.startswith(".new-")
    theirs = tmp_path / ".new-theirs"
    theirs.mkdir()
    lock = VaultLock(theirs)
    create(path, secret())[0].lock()
    assert sorted(part.name for part in tmp_path.iterdir()) == [".new-theirs", "anna.kinvault"]
    lock.release()


def test_refusals_come_before_anything_is_made(
    tmp_path: Path, secret: Callable[[], bytearray]
) -> None:
    """N04."""
    (tmp_path / "file").touch()
    with pytest.raises(WeakPassphrase):
        create(tmp_path / "anna.kinvault", bytearray(b"too short"))
    with pytest.raises(UnsafePlace):
        create(tmp_path / "OneDrive" / "anna.kinvault", secret())
    with pytest.raises(NotAVault):
        create(tmp_path / "anna", secret())
    with pytest.raises(NotKept):
        create(tmp_path / "file" / "anna.kinvault", secret())
    assert [part.name for part in tmp_path.iterdir()] == ["file"]
