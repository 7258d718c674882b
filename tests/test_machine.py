# SPDX-License-Identifier: Apache-2.0
"""What stands on the machine.

Q01 Where there is no file and no key, nothing was decided.
Q02 A file, or its folder, that is not the administrator's alone is refused, and so is a link.
Q03 What cannot be read as one JSON object is refused, with the line and never its text.
Q04 Of the registry values are read as they are, and a subkey as a list in the order of its names.
"""

import json
import os
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from kinfile.errors import PolicyRefused
from kinfile.machine import FILE, REGISTRY, Decided, RegistryKey, decided, from_file, from_registry

ME = os.getuid() if sys.platform != "win32" else 0
posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has the registry")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    folder = tmp_path / "kinfile"
    folder.mkdir(mode=0o755)
    made = folder / FILE
    made.write_text(json.dumps({"IdleLockMinutes": 2}), "utf-8")
    made.chmod(0o644)
    return made


def refused(file: Path, *, owner: int = ME) -> dict[str, object]:
    with pytest.raises(PolicyRefused) as raised:
        from_file(file, owner=owner)
    return raised.value.facts


@posix
def test_nothing_there_is_nothing_decided(tmp_path: Path) -> None:
    """Q01"""
    assert from_file(tmp_path / FILE) == Decided()
    assert from_file(tmp_path / "none" / FILE) == Decided()


@posix
def test_a_file_is_read(file: Path) -> None:
    assert from_file(file, owner=ME) == Decided({"IdleLockMinutes": 2}, str(file))
    file.write_bytes(b"\xef\xbb\xbf{}")
    assert from_file(file, owner=ME).values == {}


@posix
@pytest.mark.parametrize("mode", [0o664, 0o646, 0o666])
def test_others_may_not_write_it(file: Path, mode: int) -> None:
    """Q02"""
    file.chmod(mode)
    assert refused(file) == {"path": str(file), "problem": "writable"}


@posix
def test_others_may_not_write_its_folder(file: Path) -> None:
    """Q02"""
    file.parent.chmod(0o777)
    assert refused(file) == {"path": str(file.parent), "problem": "writable"}


@posix
def test_somebody_elses_file_is_refused(file: Path) -> None:
    """Q02"""
    assert refused(file, owner=ME + 1)["problem"] == "owner"


@posix
def test_a_link_is_refused(file: Path) -> None:
    """Q02"""
    real = file.rename(file.with_name("real.json"))
    file.symlink_to(real)
    assert refused(file)["problem"] == "not-a-file"


@posix
def test_a_folder_is_refused(file: Path) -> None:
    """Q02"""
    file.unlink()
    file.mkdir()
    assert refused(file)["problem"] == "not-a-file"


@posix
@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b'{\n"a": secret}', "not-json"),
        (b"", "not-json"),
        (b"\xff\xfe{}", "not-json"),
        (b"[" * 100_000, "not-json"),
        (b'{"IdleLockMinutes": 2, "IdleLockMinutes": 60}', "not-json"),
        (b"[]", "not-an-object"),
        (b"null", "not-an-object"),
        (b" " * 1_100_000, "too-large"),
    ],
)
def test_what_is_no_object_is_refused(file: Path, content: bytes, problem: str) -> None:
    """Q03"""
    file.write_bytes(content)
    facts = refused(file)
    assert facts["problem"] == problem
    assert "secret" not in str(facts)
    if content.startswith(b"{\n"):
        assert facts["line"] == 2


@posix
def test_here_it_is_looked_for_in_the_machines_folder(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kinfile.paths.machine", lambda: file.parent)
    monkeypatch.setattr("kinfile.machine.from_file", lambda path: Decided({}, str(path)))
    assert decided().source == str(file)


@dataclass
class FakeKey:
    """A key of a registry that has none."""

    numbers: dict[str, object] = field(default_factory=dict)
    keys: dict[str, "FakeKey"] = field(default_factory=dict)

    def values(self) -> Iterable[tuple[str, object]]:
        return self.numbers.items()

    def inside(self) -> Iterable[tuple[str, RegistryKey]]:
        return self.keys.items()


def test_the_registry_is_read() -> None:
    """Q04"""
    folders = FakeKey({"10": "C:\\ten", "2": "C:\\two", "1": "C:\\one"})
    key = FakeKey({"IdleLockMinutes": 2}, {"AllowedExportFolders": folders})
    found = from_registry(lambda: key)
    assert found.values == {
        "IdleLockMinutes": 2,
        "AllowedExportFolders": ["C:\\one", "C:\\two", "C:\\ten"],
    }
    assert found.is_registry
    assert found.source == rf"HKLM\{REGISTRY}"


@pytest.mark.parametrize(
    ("error", "problem"), [(FileNotFoundError(), ""), (PermissionError(), "unreadable")]
)
def test_no_key_is_nothing_decided(error: OSError, problem: str) -> None:
    """Q01, Q03"""

    def open_key() -> RegistryKey:
        raise error

    if not problem:
        assert from_registry(open_key) == Decided()
        return
    with pytest.raises(PolicyRefused) as raised:
        from_registry(open_key)
    assert raised.value.facts["problem"] == problem
