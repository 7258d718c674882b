# SPDX-License-Identifier: Apache-2.0
"""What every file of a release is to be.

S01 SHA256SUMS is what `sha256sum --check` reads: each file of the folder once, but not itself.
S02 The digest of a folder changes with a name, with content, with the right to run and with where
    a link leads; not with the time.
"""

import hashlib
import os
from collections.abc import Callable
from pathlib import Path

import pytest
import sums


def test_a_list_names_each_file_once(tmp_path: Path) -> None:
    """S01"""
    (tmp_path / "b.deb").write_bytes(b"two")
    (tmp_path / "a.rpm").write_bytes(b"one")
    (tmp_path / "folder").mkdir()
    expected = [
        f"{hashlib.sha256(content).hexdigest()}  {name}"
        for name, content in (("a.rpm", b"one"), ("b.deb", b"two"))
    ]
    assert sums.write(tmp_path).read_text("utf-8").splitlines() == expected
    assert sums.write(tmp_path).read_text("utf-8").splitlines() == expected


def made(folder: Path) -> Path:
    folder.mkdir()
    (folder / "program").write_text("words", "utf-8")
    (folder / "program").chmod(0o644)
    (folder / "link").symlink_to("program")
    return folder


def rename(folder: Path) -> None:
    (folder / "program").rename(folder / "other")


def change(folder: Path) -> None:
    (folder / "program").write_text("other words", "utf-8")


def let_it_run(folder: Path) -> None:
    (folder / "program").chmod(0o755)


def lead_elsewhere(folder: Path) -> None:
    (folder / "link").unlink()
    (folder / "link").symlink_to("other")


@pytest.mark.parametrize("differ", [rename, change, let_it_run, lead_elsewhere])
def test_a_folder_that_differs_has_another_digest(
    tmp_path: Path, differ: Callable[[Path], None]
) -> None:
    """S02"""
    one, two = made(tmp_path / "one"), made(tmp_path / "two")
    os.utime(two / "program", (1, 1))
    assert sums.tree(one) == sums.tree(two)
    differ(two)
    assert sums.tree(one) != sums.tree(two)
