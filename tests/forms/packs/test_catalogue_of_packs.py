# SPDX-License-Identifier: Apache-2.0
"""The catalogue with packs in it.

A01 A trusted pack whose version is not below the shipped one's takes its place; an older one does
    not, also where a newer Kinfile brought a newer form.
A02 A pack may bring a form that is not shipped; it comes last, and is gone when it cannot be used.
A03 A trial takes the form's place whatever its version, and says so.
A04 What is loaded is read once, and again when something on the shelf or among the keys changes.
A05 A profile in a pack takes the place of the shipped one; the national one fills up the others.
A06 A named folder knows no packs.
A07 Without packs nothing of cryptography is loaded.
A08 What is wrong with a pack never raises.
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from helpers.packs import LEAD, pack_of, profile_pack, shelf_in
from helpers.tree import ROOT
from kinfile import bundle
from kinfile.errors import UnknownForm
from kinfile.forms import catalogue, loader
from kinfile.forms.folder import Folder
from kinfile.forms.packs.keys import fingerprint
from kinfile.forms.packs.origin import OriginKind
from kinfile.forms.packs.pack import Kind, Pack, Subject
from kinfile.forms.packs.shelf import Shelf
from kinfile.forms.profile import NATIONAL
from kinfile.records.program import program_of

PRE_BIRTH = Subject(Kind.FORM, "pre_birth")
SHIPPED = catalogue.load("pre_birth", bundle.forms())


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return shelf_in(tmp_path)


def pre_birth(version: int, *, key: Any = LEAD, title: str = "Changed") -> Pack:
    """The shipped form under another version and title."""
    tree = {**json.loads(SHIPPED.body), "version": str(version), "title": title}
    body = loader.canonical(tree)
    return pack_of(version, body=body, subject=PRE_BIRTH, key=key, cases={"one": {"answers": {}}})


def test_a_trusted_pack_takes_the_forms_place(shelf: Shelf) -> None:
    """A01"""
    shelf.install(pre_birth(SHIPPED.version + 1))
    form = catalogue.load("pre_birth", shelf=shelf)
    assert (form.title, form.version) == ("Changed", SHIPPED.version + 1)
    assert program_of(form).early
    origin = catalogue.origin("pre_birth", shelf=shelf)
    assert (origin.kind, origin.version, origin.signer) == (
        OriginKind.PACK,
        form.version,
        fingerprint(LEAD.public),
    )
    assert catalogue.packed_cases("pre_birth", shelf=shelf) == {"one": {"answers": {}}}
    assert catalogue.installed(shelf=shelf) == catalogue.installed(bundle.forms())


def test_the_same_version_takes_it_too(shelf: Shelf) -> None:
    """A01: records were made with the pack before Kinfile brought that version."""
    shelf.install(pre_birth(SHIPPED.version))
    assert catalogue.load("pre_birth", shelf=shelf).title == "Changed"


def test_an_older_pack_does_not(
    shelf: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A01: a later Kinfile ships a later version."""
    shelf.install(pre_birth(SHIPPED.version + 1))
    monkeypatch.setattr(catalogue, "_version", lambda _folder, _form: SHIPPED.version + 2)
    assert catalogue.load("pre_birth", shelf=shelf) is SHIPPED
    origin = catalogue.origin("pre_birth", shelf=shelf)
    assert (origin.kind, origin.version, origin.signer) == ("shipped", SHIPPED.version, "")
    assert catalogue.packed_cases("pre_birth", shelf=shelf) is None


def test_a_pack_may_bring_a_form(shelf: Shelf) -> None:
    """A02"""
    shelf.install(pack_of(1))
    assert catalogue.installed(shelf=shelf) == (*catalogue.installed(bundle.forms()), "small")
    assert catalogue.load("small", shelf=shelf).title == "A small form"
    assert catalogue.shipped(Subject(Kind.FORM, "small")) is None
    (shelf.keys.path / "key-0.pem").unlink()
    assert "small" not in catalogue.installed(shelf=shelf)
    for ask in (catalogue.load, catalogue.origin):
        with pytest.raises(UnknownForm):
            ask("small", shelf=shelf)


def test_a_trial_takes_the_forms_place(shelf: Shelf) -> None:
    """A03"""
    shelf.try_out(pre_birth(1, key=None, title="Tried"))
    assert catalogue.load("pre_birth", shelf=shelf).title == "Tried"
    origin = catalogue.origin("pre_birth", shelf=shelf)
    assert (origin.kind, origin.may_sign) == (OriginKind.TRIAL, False)
    shelf.roll_back(PRE_BIRTH)
    assert catalogue.load("pre_birth", shelf=shelf) is SHIPPED


def test_a_pack_is_read_once(shelf: Shelf) -> None:
    """A04"""
    shelf.install(pack_of(1))
    form = catalogue.load("small", shelf=shelf)
    assert catalogue.load("small", shelf=shelf) is form
    shelf.install(pack_of(2))
    assert catalogue.load("small", shelf=shelf).version == 2


def test_a_profile_takes_the_shipped_ones_place(shelf: Shelf) -> None:
    """A05"""
    before = catalogue.profile("derby-derbyshire", shelf=shelf)
    table = Folder(bundle.forms()).table("profiles/derby-derbyshire.yaml")
    tree = {**json.loads(loader.canonical(table)), "valid_from": "2027-01-01", "name": "Newer"}
    subject = Subject(Kind.PROFILE, "derby-derbyshire")
    shelf.install(
        pack_of(20270101, body=loader.canonical(tree), subject=subject),
        shipped=catalogue.shipped(subject),
    )
    after = catalogue.profile("derby-derbyshire", shelf=shelf)
    assert (after.name, after.timings) == ("Newer", before.timings)
    assert after.defaulted == before.defaulted
    origin = catalogue.profile_origin("derby-derbyshire", shelf=shelf)
    assert (origin.kind, origin.version) == ("pack", 20270101)
    assert catalogue.profile_origin(NATIONAL, shelf=shelf).kind == "shipped"
    assert catalogue.profiles(shelf=shelf) == catalogue.profiles(bundle.forms())


def test_a_profile_that_is_not_shipped_is_one_more(shelf: Shelf) -> None:
    """A05"""
    shelf.install(profile_pack())
    assert "a-local" in catalogue.profiles(shelf=shelf)
    assert catalogue.profile("a-local", shelf=shelf).name == "National"
    assert catalogue.profile("nowhere", shelf=shelf) == catalogue.profile(NATIONAL, bundle.forms())


def test_a_national_profile_fills_up_the_others(shelf: Shelf) -> None:
    """A05"""
    table = Folder(bundle.forms()).table(f"profiles/{NATIONAL}.yaml")
    tree = json.loads(loader.canonical(table))
    tree = {**tree, "valid_from": "2027-01-01", "limits": {**tree["limits"], "stale": "77"}}
    subject = Subject(Kind.PROFILE, NATIONAL)
    shelf.install(pack_of(20270101, body=loader.canonical(tree), subject=subject))
    assert catalogue.profile(NATIONAL, shelf=shelf).limits["stale"] == 77
    for name in catalogue.profiles(shelf=shelf):
        profile = catalogue.profile(name, shelf=shelf)
        assert profile.limits["stale"] == 77 or "stale" not in profile.defaulted
        assert catalogue.profile(name, shelf=shelf) is profile
    assert catalogue.profile("nowhere", shelf=shelf).limits["stale"] == 77


def test_an_older_profile_is_not_used(shelf: Shelf) -> None:
    """A05"""
    table = Folder(bundle.forms()).table(f"profiles/{NATIONAL}.yaml")
    tree = {**json.loads(loader.canonical(table)), "valid_from": "2020-01-01", "name": "Old"}
    subject = Subject(Kind.PROFILE, NATIONAL)
    shelf.install(pack_of(20200101, body=loader.canonical(tree), subject=subject))
    assert catalogue.profile(NATIONAL, shelf=shelf) == catalogue.profile(NATIONAL, bundle.forms())


def test_a_named_folder_knows_no_packs(shelf: Shelf) -> None:
    """A06"""
    shelf.install(pre_birth(SHIPPED.version + 1))
    assert catalogue.load("pre_birth", bundle.forms(), shelf=shelf) is SHIPPED


def test_nothing_wrong_raises(shelf: Shelf) -> None:
    """A08"""
    shelf.install(pre_birth(SHIPPED.version + 1))
    shelf.install(profile_pack())
    for file in shelf.folder.iterdir():
        file.write_bytes(b"\x00" + file.read_bytes()[:-9])
    assert catalogue.installed(shelf=shelf) == catalogue.installed(bundle.forms())
    assert catalogue.load("pre_birth", shelf=shelf) is SHIPPED
    assert catalogue.profiles(shelf=shelf) == catalogue.profiles(bundle.forms())
    assert len(shelf.problems()) == 2
    for file in shelf.folder.iterdir():
        file.unlink()
    shelf.folder.rmdir()
    shelf.folder.write_text("no folder", encoding="utf-8")
    assert catalogue.load("pre_birth", shelf=shelf) is SHIPPED


LOADED = """
import sys
from kinfile.forms import catalogue
for name in catalogue.installed():
    catalogue.load(name)
catalogue.profile(catalogue.profiles()[0])
print(*sys.modules)
"""


def test_without_packs_no_cryptography_is_loaded(tmp_path: Path) -> None:
    """A07"""
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT / "desktop"),
        "XDG_DATA_HOME": str(tmp_path),
        "LOCALAPPDATA": str(tmp_path),
    }
    done = subprocess.run(
        [sys.executable, "-c", LOADED], capture_output=True, text=True, check=True, env=environment
    )
    assert "kinfile.forms.packs.shelf" in done.stdout.split()
    assert not any(name.startswith("cryptography") for name in done.stdout.split())
