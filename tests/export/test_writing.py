# SPDX-License-Identifier: Apache-2.0
"""A sealed file is written whole or not at all.

S01 The file and its receipt stand beside each other, under one name.
S02 Nothing is overwritten: where either name is taken, both get a number.
S03 When writing fails, nothing is left, and the error says where.
S04 Folders that know no links work as well.
S05 A file without a receipt gets a number too; a file under a name of the user's overwrites none.
"""

import errno
import json
import os
from pathlib import Path

import pytest

from export import example
from kinfile.errors import NotWritten
from kinfile.export.blocks import Facts
from kinfile.export.stages import SignedPdf
from kinfile.export.writing import write, write_alone, write_as

SEALED = SignedPdf(
    data=b"%PDF-1.7 sealed",
    facts=Facts(ref="7F3K-9QXA", form="pre_birth", version=1, edition="full", head="ab" * 32),
    fingerprints=("cd" * 32,),
    signed_at=example.MADE_AT,
)


def test_the_file_and_its_receipt(tmp_path: Path) -> None:  # S01
    written = write(SEALED, tmp_path, "KF-1.pdf")
    assert written.sealed == tmp_path / "KF-1.pdf"
    assert written.sealed.read_bytes() == SEALED.data
    assert json.loads(written.receipt.read_text()) == {
        "ref": "7F3K-9QXA",
        "form": "pre_birth",
        "version": 1,
        "edition": "full",
        "sha256": SEALED.sha256,
        "signatures": 1,
        "fingerprints": ["cd" * 32],
        "head": "ab" * 32,
        "made_at": "2026-11-22T14:32:00+00:00",
    }
    assert written.receipt == tmp_path / "KF-1.json"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["KF-1.json", "KF-1.pdf"]


def test_nothing_is_overwritten(tmp_path: Path) -> None:  # S02
    names = [write(SEALED, tmp_path, "KF-1.pdf").sealed.name for _ in range(3)]
    assert names == ["KF-1.pdf", "KF-1-2.pdf", "KF-1-3.pdf"]


def test_a_taken_receipt_counts_as_well(tmp_path: Path) -> None:  # S02
    (tmp_path / "KF-1.json").write_text("mine")
    assert write(SEALED, tmp_path, "KF-1.pdf").sealed.name == "KF-1-2.pdf"
    assert (tmp_path / "KF-1.json").read_text() == "mine"


def test_no_folder(tmp_path: Path) -> None:  # S03
    with pytest.raises(NotWritten) as refused:
        write(SEALED, tmp_path / "gone", "KF-1.pdf")
    assert refused.value.facts["errno"] == errno.ENOENT
    assert str(tmp_path) in str(refused.value.facts["path"])


@pytest.mark.parametrize("failing", [1, 2])
def test_a_full_disk_leaves_nothing(
    failing: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:  # S03
    calls = 0
    real = os.fsync

    def full(handle: int) -> None:
        nonlocal calls
        calls += not os.path.isdir(f"/proc/self/fd/{handle}")  # noqa: PTH112
        if calls == failing:
            raise OSError(errno.ENOSPC, "no space")
        real(handle)

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(NotWritten) as refused:
        write(SEALED, tmp_path, "KF-1.pdf")
    assert refused.value.facts["errno"] == errno.ENOSPC
    assert list(tmp_path.iterdir()) == []


def test_a_folder_without_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # S04
    def refuse(self: Path, target: Path) -> None:
        raise PermissionError(errno.EPERM, "no links here")

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    names = [write(SEALED, tmp_path, "KF-1.pdf").sealed.name for _ in range(2)]
    assert names == ["KF-1.pdf", "KF-1-2.pdf"]
    assert (tmp_path / "KF-1-2.pdf").read_bytes() == SEALED.data
    assert len(list(tmp_path.iterdir())) == 4


def test_a_file_without_a_receipt(tmp_path: Path) -> None:  # S05
    names = [write_alone(b"copy", tmp_path, "a.answers.json").name for _ in range(2)]
    assert names == ["a.answers.json", "a.answers-2.json"]
    with pytest.raises(NotWritten):
        write_alone(b"copy", tmp_path / "gone", "a.pdf")


def test_a_name_of_the_users(tmp_path: Path) -> None:  # S05
    written = write_as(SEALED, tmp_path / "mine.pdf")
    assert json.loads(written.receipt.read_text()) == SEALED.receipt()
    assert written.receipt.name == "mine.json"
    with pytest.raises(FileExistsError):
        write_as(SEALED, tmp_path / "mine.pdf")
    (tmp_path / "other.json").write_text("mine")
    with pytest.raises(FileExistsError):
        write_as(SEALED, tmp_path / "other.pdf")
    assert not (tmp_path / "other.pdf").exists()
    with pytest.raises(NotWritten):
        write_as(SEALED, tmp_path / "gone" / "a.pdf")
