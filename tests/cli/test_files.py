# SPDX-License-Identifier: Apache-2.0
"""Reading and writing what the user names.

L01 Nothing is read beyond its limit; a line that is too long is skipped whole.
L02 A new file is for its owner alone, and is taken away when it could not be finished.
"""

import io
import stat
import sys
from pathlib import Path

import pytest

from kinfile.app.given_files import read_bounded
from kinfile.cli.files import make_folder, new_file, read_line
from kinfile.errors import NotWritten, UsageError


def test_a_file_is_read_to_its_limit_and_one_more(tmp_path: Path) -> None:
    """L01"""
    file = tmp_path / "file"
    file.write_bytes(b"12345")
    assert read_bounded(file, 3) == b"1234"
    assert read_bounded(file, 9) == b"12345"
    with pytest.raises(UsageError):
        read_bounded(tmp_path / "a\0b", 3)


@pytest.mark.parametrize(
    ("content", "lines"),
    [
        (b"", []),
        (b"a\nb\n", [b"a", b"b"]),
        (b"a\r\n\nb", [b"a", b"", b"b"]),
        (b"12345678\nb\n", [b"12345", b"b"]),
        (b"1234\nb", [b"1234", b"b"]),
        (b"12345\nb", [b"12345", b"b"]),
        (b"123456", [b"12345"]),
        (b"1" * 200_000 + b"\nb", [b"11111", b"b"]),
    ],
)
def test_lines_longer_than_the_limit_are_cut_and_skipped(
    content: bytes, lines: list[bytes]
) -> None:
    """L01"""
    stream = io.BytesIO(content)
    found = []
    while (line := read_line(stream, 4)) is not None:
        found.append(line)
    assert found == lines


def test_a_new_file_is_for_its_owner_alone(tmp_path: Path) -> None:
    """L02"""
    path = tmp_path / "code.txt"
    with new_file(path) as file:
        file.write(b"secret")
    assert path.read_bytes() == b"secret"
    if sys.platform != "win32":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    with pytest.raises(UsageError), new_file(path):
        pass
    assert path.read_bytes() == b"secret"


def test_an_unfinished_file_goes_again(tmp_path: Path) -> None:
    """L02"""
    path = tmp_path / "code.txt"
    with pytest.raises(KeyError), new_file(path):
        raise KeyError
    with pytest.raises(NotWritten), new_file(path):
        raise OSError(28, "full")
    assert not path.exists()
    with pytest.raises(NotWritten), new_file(tmp_path / "none" / "code.txt"):
        pass


def test_a_folder_is_made_with_those_above_it(tmp_path: Path) -> None:
    """L02"""
    make_folder(tmp_path / "a" / "b")
    make_folder(tmp_path / "a" / "b")
    (tmp_path / "file").touch()
    with pytest.raises(NotWritten):
        make_folder(tmp_path / "file" / "b")
