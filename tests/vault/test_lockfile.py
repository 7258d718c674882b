# SPDX-License-Identifier: Apache-2.0
"""One Kinfile at a time.

L01  The second to come is told so, and leaves a sign for the first.
L02  The lock goes with its holder, also when the holder is killed.
L03  A note survives in the lock file.
"""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from kinfile.errors import NotKept, VaultBusy
from kinfile.vault.lockfile import VaultLock, ask_for, has_been_asked_for, is_held

HOLDING = """
import sys
from pathlib import Path
from kinfile.vault.lockfile import VaultLock
lock = VaultLock(Path(sys.argv[1]))
print("held", flush=True)
sys.stdin.read()
"""


def test_the_second_is_refused_and_leaves_a_sign(tmp_path: Path) -> None:
    """L01."""
    lock = VaultLock(tmp_path)
    assert not has_been_asked_for(tmp_path)
    with pytest.raises(VaultBusy):
        VaultLock(tmp_path)
    assert has_been_asked_for(tmp_path)
    assert not has_been_asked_for(tmp_path)
    lock.release()


def test_after_release_the_next_may_come_and_the_sign_goes(tmp_path: Path) -> None:
    """L02."""
    VaultLock(tmp_path).release()
    ask_for(tmp_path)
    lock = VaultLock(tmp_path)
    assert not has_been_asked_for(tmp_path)
    lock.release()


def test_a_killed_holder_holds_no_longer(
    tmp_path: Path, start: Callable[..., subprocess.Popen[str]]
) -> None:
    """L01 and L02 between processes."""
    with start(HOLDING, tmp_path) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "held\n"
        assert is_held(tmp_path)
        with pytest.raises(VaultBusy):
            VaultLock(tmp_path)
        child.kill()
    assert not is_held(tmp_path)
    VaultLock(tmp_path).release()


def test_a_note_survives_its_lock(tmp_path: Path) -> None:
    """L03."""
    lock = VaultLock(tmp_path)
    assert lock.note() == b""
    lock.take_note(b"a long note")
    lock.take_note(b"short")
    lock.release()
    lock = VaultLock(tmp_path)
    assert lock.note() == b"short"
    lock.release()


def test_a_folder_that_takes_no_lock_file_is_not_kept(tmp_path: Path) -> None:
    (tmp_path / "lock").mkdir()
    with pytest.raises(NotKept):
        VaultLock(tmp_path)


def test_a_sign_that_cannot_be_left_is_no_trouble(tmp_path: Path) -> None:
    """L01."""
    ask_for(tmp_path / "nowhere")
    assert not has_been_asked_for(tmp_path / "nowhere")


def test_asking_who_holds_leaves_no_trace(tmp_path: Path) -> None:
    assert not is_held(tmp_path)
    assert list(tmp_path.iterdir()) == []
