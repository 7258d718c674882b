# SPDX-License-Identifier: Apache-2.0
"""Files that are there whole or not at all.

D01 The new content stands in place of the old, readable by its owner alone.
D02 Where it cannot be put in its place the old stays, and nothing lies beside it.
D03 The file, and then its name, are on the disk when it returns.
"""

import os
from pathlib import Path

import pytest

from kinfile.durable import replace_whole, sync_folder


def test_new_content_stands_in_place_of_the_old(tmp_path: Path) -> None:
    """D01"""
    target = tmp_path / "kept"
    target.write_bytes(b"old and longer")
    replace_whole(target, b"new", prefix=".part-")
    assert target.read_bytes() == b"new"
    assert [each.name for each in tmp_path.iterdir()] == ["kept"]
    if os.name == "posix":
        assert target.stat().st_mode & 0o077 == 0


def test_what_cannot_take_its_place_leaves_the_old(tmp_path: Path) -> None:
    """D02"""
    target = tmp_path / "kept"
    target.write_bytes(b"old")

    def refuse(_source: Path, _target: Path) -> None:
        raise PermissionError

    with pytest.raises(PermissionError):
        replace_whole(target, b"new", prefix=".part-", rename=refuse)
    assert target.read_bytes() == b"old"
    assert [each.name for each in tmp_path.iterdir()] == ["kept"]


def test_file_and_name_are_on_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """D03"""
    synced: list[int] = []
    monkeypatch.setattr(os, "fsync", lambda handle: synced.append(os.fstat(handle).st_ino))
    target = tmp_path / "kept"
    replace_whole(target, b"new", prefix=".part-")
    assert synced[0] == target.stat().st_ino
    if os.name == "posix":
        assert synced == [target.stat().st_ino, tmp_path.stat().st_ino]


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    """D03"""
    if os.name == "posix":
        with pytest.raises(FileNotFoundError):
            sync_folder(tmp_path / "gone")
