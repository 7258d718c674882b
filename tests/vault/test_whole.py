# SPDX-License-Identifier: Apache-2.0
"""A vault's folder copied as it is.

W01 Every file is there byte by byte, backups and all, but for what says who has it open.
W02 The copy is no vault by its name, and takes a name that nothing has.
W03 It can be stopped, and then, as after every failure, nothing of it is left.
W04 One that is open is not copied.
"""

from pathlib import Path

import pytest

from kinfile.errors import Cancelled, NotWritten, VaultBusy
from kinfile.vault.lockfile import VaultLock
from kinfile.vault.whole import copy_whole
from kinfile.watch import Watch


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "Own.kinvault"
    (made / "backups").mkdir(parents=True)
    (made / "vault.db").write_bytes(b"x" * 3_000_000)
    (made / "backups" / "a.kinbak").write_bytes(b"copy")
    (made / "lock").touch()
    return made


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    made = tmp_path / "stick"
    made.mkdir()
    return made


def test_everything_is_there(folder: Path, stick: Path) -> None:
    """W01, W02"""
    told: list[tuple[int, int]] = []
    watch = Watch(progress=lambda done, of: told.append((done, of)))
    copied = copy_whole(folder, stick, watch=watch)
    assert copied == stick / "Own.copy"
    assert (copied / "vault.db").read_bytes() == (folder / "vault.db").read_bytes()
    assert (copied / "backups" / "a.kinbak").read_bytes() == b"copy"
    assert not (copied / "lock").exists()
    assert told[-1] == (3_000_004, 3_000_004)
    assert copy_whole(folder, stick) == stick / "Own-2.copy"


def test_stopping_leaves_nothing(folder: Path, stick: Path) -> None:
    """W03"""
    with pytest.raises(Cancelled):
        copy_whole(folder, stick, watch=Watch(is_cancelled=lambda: True))
    with pytest.raises(NotWritten):
        copy_whole(folder, stick / "none")
    assert list(stick.iterdir()) == []


def test_an_open_one_is_not_copied(folder: Path, stick: Path) -> None:
    """W04"""
    lock = VaultLock(folder)
    with pytest.raises(VaultBusy):
        copy_whole(folder, stick)
    lock.release()
