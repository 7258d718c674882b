# SPDX-License-Identifier: Apache-2.0
"""Packs that IT put into a folder, and one that is opened from outside.

F01 What is trusted and newer is taken into use; a second time there is nothing to do.
F02 What is not trusted, damaged or no pack is left out and told by its code; the rest is taken.
F03 The folder of profiles brings profiles only.
F04 Keys that IT named are trusted beside those of the folder.
F05 A pack that is looked at says what it is, if it is trusted, and nothing else.
"""

from base64 import b64encode
from pathlib import Path

import pytest

from helpers.packs import LEAD, STRANGER, pack_of, profile_pack, shelf_in
from helpers.policies import decided
from kinfile.app.pack_folders import TakenIn, install, look_at, take_in
from kinfile.errors import PackRefused, UsageError
from kinfile.forms import catalogue
from kinfile.forms.packs.keys import fingerprint, key_in_text
from kinfile.forms.packs.pack import Pack
from kinfile.forms.packs.shelf import Shelf
from kinfile.forms.packs.trust import POLICY, KeyFolder, trust_of
from kinfile.machine import Decided
from kinfile.policy.policies import NO_POLICIES


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return shelf_in(tmp_path)


@pytest.fixture
def share(tmp_path: Path) -> Path:
    folder = tmp_path / "share"
    folder.mkdir()
    return folder


def put(folder: Path, name: str, pack: Pack) -> Path:
    file = folder / name
    file.write_bytes(pack.data)
    return file


def test_what_is_newer_and_trusted_is_taken(shelf: Shelf, share: Path) -> None:
    """F01, F02"""
    put(share, "a.kfpack", pack_of(1))
    put(share, "b.kfpack", pack_of(2))
    put(share, "c.kfpack", pack_of(3, key=STRANGER))
    (share / "d.kfpack").write_bytes(b"no pack")
    (share / "e.txt").write_bytes(b"")
    (share / "f.kfpack").mkdir()
    policies = decided(FormPackDirectory=str(share))
    found = take_in(policies, shelf)
    assert found.taken == ("a.kfpack", "b.kfpack")
    assert dict(found.refused) == {
        "c.kfpack": "not-trusted", "d.kfpack": "not-a-pack", "f.kfpack": "unreadable"
    }  # fmt: skip
    assert catalogue.origin("small", shelf=shelf).version == 2
    assert take_in(policies, shelf).taken == ()


def test_the_folder_of_profiles_brings_profiles(shelf: Shelf, share: Path) -> None:
    """F03"""
    put(share, "form.kfpack", pack_of(1))
    put(share, "profile.kfpack", profile_pack())
    assert take_in(decided(ProfileDirectory=str(share)), shelf).taken == ("profile.kfpack",)
    assert "small" not in catalogue.installed(shelf=shelf)
    assert "a-local" in catalogue.profiles(shelf=shelf)


def test_no_folder_brings_nothing(shelf: Shelf, share: Path) -> None:
    assert take_in(NO_POLICIES, shelf) == TakenIn()
    assert take_in(decided(FormPackDirectory=str(share / "none")), shelf) == TakenIn()


def test_keys_that_it_named_are_trusted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """F04"""
    lines = [b64encode(STRANGER.public).decode(), LEAD.public_pem().decode(), "none", 3]
    decisions = Decided({POLICY: lines}, "x")
    monkeypatch.setattr("kinfile.machine.decided", lambda: decisions)
    monkeypatch.setattr("kinfile.paths.pack_keys", lambda: tmp_path / "none")
    trusted = trust_of(catalogue.default_shelf().keys).keys
    assert trusted == {fingerprint(key.public): POLICY for key in (STRANGER, LEAD)}
    assert trust_of(KeyFolder(tmp_path / "none")).keys == {}
    assert key_in_text("AAAA") is None


def test_a_pack_that_is_opened_says_what_it_is(shelf: Shelf, share: Path) -> None:
    """F05"""
    file = put(share, "a.kfpack", pack_of(2))
    found = look_at(file, shelf)
    assert (found.version, found.signed_by) == (2, "key-0.pem")
    assert found.title
    assert look_at(put(share, "p.kfpack", profile_pack()), shelf).version == 20261101
    assert install(file, shelf).manifest.version == 2
    with pytest.raises(PackRefused) as refused:
        look_at(put(share, "s.kfpack", pack_of(3, key=STRANGER)), shelf)
    assert refused.value.facts["problem"] == "not-trusted"
    with pytest.raises(UsageError):
        look_at(share / "none.kfpack", shelf)
