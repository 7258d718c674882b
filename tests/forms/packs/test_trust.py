# SPDX-License-Identifier: Apache-2.0
"""Which keys are trusted.

T01 Trusted is what stands in the folder as *.pem; without a folder nothing is.
T02 A folder or file that others than its owner may write to adds no trust, and why is told.
T03 Nor does one that belongs to somebody else than the administrator.
T04 Nor does a link, a folder, a private key, or anything that is no Ed25519 key.
T05 The folder is the machine's own; no environment variable moves it, and root has to own it.
"""

import os
import sys
from pathlib import Path

import pytest

from helpers.packs import LEAD, STRANGER, keys_in
from kinfile import paths
from kinfile.forms import catalogue
from kinfile.forms.packs.keys import fingerprint
from kinfile.forms.packs.trust import ROOT, KeyFolder, trust_of

posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has access lists")


def told(folder: KeyFolder) -> list[tuple[str, str]]:
    """What is passed over: names and why. Nothing of it is trusted."""
    return [(each.path.name, each.problem) for each in trust_of(folder).passed_over]


def test_the_keys_of_the_folder_are_trusted(tmp_path: Path) -> None:
    """T01"""
    trust = trust_of(keys_in(tmp_path / "keys", LEAD, STRANGER))
    assert trust.keys == {
        fingerprint(LEAD.public): "key-0.pem",
        fingerprint(STRANGER.public): "key-1.pem",
    }
    assert trust.passed_over == ()


def test_without_a_folder_nothing_is_trusted(tmp_path: Path) -> None:
    """T01"""
    trust = trust_of(KeyFolder(tmp_path / "none"))
    assert (trust.keys, trust.passed_over) == ({}, ())


def test_only_pem_files_are_read(tmp_path: Path) -> None:
    """T01"""
    folder = keys_in(tmp_path / "keys", LEAD)
    (folder.path / "key-0.pem").rename(folder.path / "key-0.txt")
    assert trust_of(folder).keys == {}


@posix
@pytest.mark.parametrize("mode", [0o775, 0o757, 0o777])
def test_a_folder_that_others_may_write_to_adds_none(tmp_path: Path, mode: int) -> None:
    """T02"""
    folder = keys_in(tmp_path / "keys", LEAD)
    folder.path.chmod(mode)
    assert trust_of(folder).keys == {}
    assert told(folder) == [("keys", "writable")]


@posix
@pytest.mark.parametrize("mode", [0o664, 0o646, 0o666])
def test_a_file_that_others_may_write_to_adds_none(tmp_path: Path, mode: int) -> None:
    """T02: the others still count."""
    folder = keys_in(tmp_path / "keys", LEAD, STRANGER)
    (folder.path / "key-1.pem").chmod(mode)
    assert trust_of(folder).keys == {fingerprint(LEAD.public): "key-0.pem"}
    assert told(folder) == [("key-1.pem", "writable")]


@posix
def test_what_belongs_to_somebody_else_adds_none(tmp_path: Path) -> None:
    """T03"""
    folder = keys_in(tmp_path / "keys", LEAD)
    other = KeyFolder(folder.path, folder.owner + 1)
    assert trust_of(other).keys == {}
    assert told(other) == [("keys", "owner")]


@posix
@pytest.mark.skipif(not hasattr(os, "getuid") or os.getuid() != 0, reason="only root gives away")
def test_a_file_that_belongs_to_somebody_else_adds_none(tmp_path: Path) -> None:
    """T03"""
    folder = keys_in(tmp_path / "keys", LEAD)
    os.chown(folder.path / "key-0.pem", 12345, 0)
    assert trust_of(folder).keys == {}
    assert told(folder) == [("key-0.pem", "owner")]


def test_what_is_no_public_key_adds_none(tmp_path: Path) -> None:
    """T04"""
    folder = keys_in(tmp_path / "keys")
    for name, content in (
        ("a.pem", b"text"),
        ("b.pem", LEAD.private_pem()),
        ("c.pem", b"\n" * 20_000 + LEAD.public_pem()),
        ("d.pem", b""),
    ):
        (folder.path / name).write_bytes(content)
        (folder.path / name).chmod(0o644)
    (folder.path / "e.pem").mkdir()
    assert trust_of(folder).keys == {}
    assert told(folder) == [
        *((f"{name}.pem", "not-a-key") for name in "abcd"),
        ("e.pem", "not-a-file"),
    ]


@posix
def test_links_add_none(tmp_path: Path) -> None:
    """T04"""
    folder = keys_in(tmp_path / "keys")
    elsewhere = keys_in(tmp_path / "elsewhere", LEAD)
    (folder.path / "link.pem").symlink_to(elsewhere.path / "key-0.pem")
    (folder.path / "lost.pem").symlink_to(tmp_path / "nowhere")
    assert trust_of(folder).keys == {}
    assert told(folder) == [("link.pem", "not-a-file"), ("lost.pem", "not-a-file")]
    (tmp_path / "way").symlink_to(elsewhere.path)
    way = KeyFolder(tmp_path / "way", folder.owner)
    assert told(way) == [("way", "not-a-file")]


def test_a_file_in_the_place_of_the_folder_adds_none(tmp_path: Path) -> None:
    """T04"""
    (tmp_path / "keys").write_bytes(LEAD.public_pem())
    assert told(KeyFolder(tmp_path / "keys")) == [("keys", "not-a-file")]


@posix
def test_no_environment_variable_adds_trust(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """T05"""
    before = paths.pack_keys()
    for name in ("XDG_CONFIG_DIRS", "XDG_CONFIG_HOME", "XDG_DATA_DIRS", "HOME", "PROGRAMDATA"):
        monkeypatch.setenv(name, str(tmp_path))
    monkeypatch.setenv("WIN_PD_OVERRIDE_COMMON_APPDATA", str(tmp_path))
    assert paths.pack_keys() == before
    if sys.platform == "linux":
        assert before == Path("/etc/kinfile/pack-keys")
    assert catalogue.default_shelf().keys == KeyFolder(before, ROOT)
    assert ROOT == 0
