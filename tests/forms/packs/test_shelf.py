# SPDX-License-Identifier: Apache-2.0
"""The packs of a user.

S01 A trusted pack is in use once it is installed, with its origin; an empty shelf has nothing.
S02 What is not signed, not trusted, older, changed, or no definition is refused, and the pack in
    use stays as it is.
S03 Rolling back goes to the pack before, then to none; the highest version stays known, and comes
    again only with the same definition.
S04 A trial takes unsigned packs and strangers', never one whose signature is wrong; it is marked,
    is no step up for versions, and ends by a roll-back or a trusted pack.
S05 A pack that is damaged on disk, or whose key is trusted no more, gives way to the one before,
    then to none, with a problem and without an exception.
S06 A write that stops anywhere leaves what there was before, and the next one works.
S07 Nothing piles up: packs that are named no more are deleted.
S08 A profile is installed like a form, but there is no trial of it.
S09 What came with Kinfile is not gone below, nor replaced by another definition of its version.
"""

import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.packs import (
    LEAD,
    LOCAL,
    SMALL,
    STRANGER,
    body_of,
    keys_in,
    pack_of,
    profile_pack,
    shelf_in,
)
from helpers.small import national
from kinfile.errors import NotWritten, PackRefused
from kinfile.forms.packs.keys import fingerprint
from kinfile.forms.packs.origin import Origin, OriginKind
from kinfile.forms.packs.pack import Pack, Subject, read
from kinfile.forms.packs.shelf import Shelf, Shipped

posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has access lists")


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return shelf_in(tmp_path)


def in_use(shelf: Shelf) -> tuple[int, str]:
    """Version and origin of the small form; version 0 where no pack of it is used."""
    found = shelf.form("small")
    assert found is None or found[0].version == found[1].version
    return (found[1].version, str(found[1].kind)) if found else (0, "")


def refusal(shelf: Shelf, pack: Pack, *, shipped: Shipped | None = None) -> str:
    """Why a pack is refused; nothing has changed by it."""
    before, stamp = in_use(shelf), shelf.stamp()
    with pytest.raises(PackRefused) as caught:
        shelf.install(pack, shipped=shipped)
    assert (in_use(shelf), shelf.stamp()) == (before, stamp)
    return str(caught.value.facts["problem"])


def problems(shelf: Shelf) -> list[tuple[Subject, str]]:
    return [(each.subject, each.problem) for each in shelf.problems()]


def packs_on(shelf: Shelf) -> list[Path]:
    return sorted(shelf.folder.glob("*.kfpack"))


def test_an_empty_shelf_has_nothing(shelf: Shelf) -> None:
    """S01: and asking makes nothing."""
    assert shelf.form("small") is None
    assert (shelf.stamp(), shelf.subjects(), shelf.standings(), shelf.problems()) == (
        (),
        (),
        (),
        (),
    )
    assert not shelf.folder.exists()


def test_a_trusted_pack_is_in_use(shelf: Shelf) -> None:
    """S01"""
    shelf.install(pack_of(2, cases={"one": {"form": "small"}}))
    found = shelf.form("small")
    assert found is not None
    form, origin = found
    assert form.body == body_of(2)
    assert origin == Origin(kind=OriginKind.PACK, version=2, signer=fingerprint(LEAD.public))
    assert shelf.cases("small") == {"one": {"form": "small"}}
    assert shelf.subjects() == (SMALL,)
    assert problems(shelf) == []


@pytest.mark.parametrize("name", ["", "..", "../small", "small/", "SMALL", "small\n"])
def test_a_name_that_is_none_has_no_pack(shelf: Shelf, name: str) -> None:
    """S01"""
    shelf.install(pack_of(2))
    assert shelf.form(name) is None
    assert shelf.profile(name, None) is None


def test_every_refusal_leaves_the_form_in_use(shelf: Shelf) -> None:
    """S02"""
    shelf.install(pack_of(2))
    shelf.install(pack_of(3))
    assert refusal(shelf, pack_of(4, key=None)) == "unsigned"
    assert refusal(shelf, pack_of(4, key=STRANGER)) == "not-trusted"
    assert refusal(shelf, pack_of(2)) == "older"
    assert refusal(shelf, pack_of(1)) == "older"
    assert refusal(shelf, pack_of(3)) == "installed"
    assert refusal(shelf, pack_of(3, title="Another")) == "changed"
    assert refusal(shelf, pack_of(4, body=b"{}")) == "definition"
    assert refusal(shelf, pack_of(4, body=body_of(5))) == "mismatch"
    assert in_use(shelf) == (3, "pack")


def test_without_keys_nothing_is_trusted(shelf: Shelf, tmp_path: Path) -> None:
    """S02"""
    assert refusal(replace(shelf, keys=keys_in(tmp_path / "none")), pack_of(1)) == "not-trusted"


@posix
def test_keys_that_anybody_may_change_are_not_trusted(shelf: Shelf) -> None:
    """S02"""
    shelf.keys.path.chmod(0o777)
    assert refusal(shelf, pack_of(1)) == "not-trusted"


def test_rolling_back_goes_a_step(shelf: Shelf) -> None:
    """S03"""
    for version in (2, 3, 5):
        shelf.install(pack_of(version))
    (standing,) = shelf.standings()
    assert (standing.previous, standing.highest) == (3, 5)
    shelf.roll_back(SMALL)
    assert in_use(shelf) == (3, "pack")
    shelf.roll_back(SMALL)
    assert in_use(shelf) == (0, "")
    with pytest.raises(PackRefused) as caught:
        shelf.roll_back(SMALL)
    assert caught.value.facts["problem"] == "nothing-to-roll-back"


def test_the_highest_version_stays_known(shelf: Shelf) -> None:
    """S03"""
    shelf.install(pack_of(2))
    shelf.install(pack_of(4))
    shelf.roll_back(SMALL)
    assert refusal(shelf, pack_of(3)) == "older"
    assert refusal(shelf, pack_of(2)) == "older"
    assert refusal(shelf, pack_of(4, title="Another")) == "changed"
    shelf.install(pack_of(4))
    assert in_use(shelf) == (4, "pack")
    shelf.roll_back(SMALL)
    assert in_use(shelf) == (2, "pack")


def test_it_stays_known_when_no_pack_is_left(shelf: Shelf) -> None:
    """S03"""
    shelf.install(pack_of(4))
    shelf.roll_back(SMALL)
    assert refusal(shelf, pack_of(3)) == "older"
    shelf.install(pack_of(4))
    assert in_use(shelf) == (4, "pack")


@pytest.mark.parametrize("key", [None, STRANGER, LEAD])
def test_a_trial_is_marked(shelf: Shelf, key: object) -> None:
    """S04: a trusted pack that is only tried is on trial, too."""
    shelf.install(pack_of(3))
    pack = pack_of(1, key=key, title="Tried")  # type: ignore[arg-type]
    shelf.try_out(pack)
    found = shelf.form("small")
    assert found is not None
    assert (found[0].title, found[1].kind) == ("Tried", "trial")
    assert found[1].signer == pack.manifest.signer
    assert not found[1].may_sign
    shelf.roll_back(SMALL)
    assert in_use(shelf) == (3, "pack")


def test_a_trial_is_no_step_up(shelf: Shelf) -> None:
    """S04: the version that was tried may be released with another definition."""
    shelf.try_out(pack_of(9, key=None))
    shelf.try_out(pack_of(9, key=None, title="Second try"))
    shelf.install(pack_of(2))
    assert in_use(shelf) == (2, "pack")
    shelf.install(pack_of(9, title="Released"))
    assert in_use(shelf) == (9, "pack")


def test_a_trusted_pack_ends_the_trial(shelf: Shelf) -> None:
    """S04"""
    shelf.try_out(pack_of(2, key=None))
    assert in_use(shelf) == (2, "trial")
    shelf.install(pack_of(2))
    assert in_use(shelf) == (2, "pack")
    assert len(packs_on(shelf)) == 1


def test_the_end_of_a_trial_leaves_nothing(shelf: Shelf) -> None:
    """S04"""
    shelf.try_out(pack_of(2, key=None))
    shelf.roll_back(SMALL)
    assert shelf.stamp() == ()


def test_a_trial_takes_no_wrong_signature() -> None:
    """S04: such a pack cannot even be read."""
    data = pack_of(2, key=STRANGER).data
    with pytest.raises(PackRefused) as caught:
        read(data.replace(b"A small form", b"A smell form"))
    assert caught.value.facts["problem"] == "signature"


def test_a_trial_takes_no_nonsense(shelf: Shelf) -> None:
    """S04"""
    shelf.install(pack_of(2))
    with pytest.raises(PackRefused) as caught:
        shelf.try_out(pack_of(3, key=None, body=b"{}"))
    assert caught.value.facts["problem"] == "definition"
    assert in_use(shelf) == (2, "pack")


def damage(shelf: Shelf, version: int) -> None:
    """Change a bit in the middle of an installed pack."""
    for file in packs_on(shelf):
        content = bytearray(file.read_bytes())
        if b'"version":%d}' % version in content:
            content[len(content) // 2] ^= 1
            file.write_bytes(content)


def test_damage_gives_way_to_the_pack_before(shelf: Shelf) -> None:
    """S05"""
    shelf.install(pack_of(2))
    shelf.install(pack_of(3))
    damage(shelf, 3)
    assert in_use(shelf) == (2, "pack")
    assert problems(shelf) == [(SMALL, "damaged")]
    damage(shelf, 2)
    assert in_use(shelf) == (0, "")
    assert problems(shelf) == [(SMALL, "damaged"), (SMALL, "damaged")]


def test_what_is_damaged_may_be_installed_again(shelf: Shelf) -> None:
    """S05"""
    shelf.install(pack_of(2))
    shelf.install(pack_of(3))
    damage(shelf, 3)
    assert refusal(shelf, pack_of(3, title="Another")) == "changed"
    shelf.install(pack_of(3))
    assert (in_use(shelf), problems(shelf)) == ((3, "pack"), [])
    shelf.roll_back(SMALL)
    assert in_use(shelf) == (2, "pack")


def test_a_lost_pack_gives_way(shelf: Shelf) -> None:
    """S05"""
    shelf.install(pack_of(2))
    packs_on(shelf)[0].unlink()
    assert (in_use(shelf), problems(shelf)) == ((0, ""), [(SMALL, "damaged")])


def test_a_damaged_trial_gives_way(shelf: Shelf) -> None:
    """S05"""
    shelf.install(pack_of(2))
    shelf.try_out(pack_of(3, key=None))
    damage(shelf, 3)
    assert (in_use(shelf), problems(shelf)) == ((2, "pack"), [(SMALL, "damaged")])


def test_a_key_that_is_taken_away_takes_its_packs_along(shelf: Shelf) -> None:
    """S05"""
    shelf.install(pack_of(2))
    stamp = shelf.stamp()
    (shelf.keys.path / "key-0.pem").unlink()
    assert (in_use(shelf), problems(shelf)) == ((0, ""), [(SMALL, "not-trusted")])
    assert shelf.stamp() != stamp


@posix
def test_rights_that_change_are_seen(shelf: Shelf) -> None:
    """S05"""
    shelf.install(pack_of(2))
    stamp = shelf.stamp()
    shelf.keys.path.chmod(0o777)
    assert shelf.stamp() != stamp
    assert in_use(shelf) == (0, "")


def put_in_place(shelf: Shelf, pack: Pack) -> None:
    """Another pack's bytes under the name of the installed one, and its notes to match."""
    (old,) = packs_on(shelf)
    notes = shelf.folder / "form-small.json"
    notes.write_bytes(
        notes.read_bytes().replace(old.name.split(".")[1].encode(), pack.digest.encode())
    )
    old.unlink()
    (shelf.folder / f"form-small.{pack.digest}.kfpack").write_bytes(pack.data)


@pytest.mark.parametrize(
    ("pack", "problem"),
    [
        (pack_of(9, key=STRANGER), "not-trusted"),
        (pack_of(9, key=None), "not-trusted"),
        (pack_of(9, body=b"{}"), "definition"),
        (pack_of(9, body=body_of(8)), "definition"),
        (profile_pack(), "definition"),
    ],
)
def test_what_was_put_in_its_place_is_not_used(shelf: Shelf, pack: Pack, problem: str) -> None:
    """S05"""
    shelf.install(pack_of(2))
    put_in_place(shelf, pack)
    assert (in_use(shelf), problems(shelf)) == ((0, ""), [(SMALL, problem)])


@pytest.mark.parametrize("content", [b"", b"{}", b"\x00" * 9000])
def test_damaged_notes_stop_nothing(shelf: Shelf, content: bytes) -> None:
    """S05: what is to be deleted is told when something is to be installed."""
    shelf.install(pack_of(2))
    notes = shelf.folder / "form-small.json"
    notes.write_bytes(content)
    assert (in_use(shelf), problems(shelf)) == ((0, ""), [(SMALL, "notes")])
    assert shelf.standings()[0].in_use is None
    assert refusal(shelf, pack_of(3)) == "shelf"
    with pytest.raises(PackRefused):
        shelf.roll_back(SMALL)
    notes.unlink()
    shelf.install(pack_of(3))
    assert in_use(shelf) == (3, "pack")


def test_what_is_no_note_is_passed_over(shelf: Shelf) -> None:
    """S05"""
    shelf.install(pack_of(2))
    for name in ("form-.json", "form-A.json", "other-small.json", "x", "form-a.b.json"):
        (shelf.folder / name).write_text("{}", encoding="utf-8")
    assert shelf.subjects() == (SMALL,)


@given(st.data())
def test_any_change_to_any_file_stops_nothing(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    """S05"""
    shelf = shelf_in(tmp_path_factory.mktemp("shelf"))
    shelf.install(pack_of(2))
    shelf.install(pack_of(3))
    file = data.draw(st.sampled_from(sorted(shelf.folder.iterdir())))
    content = bytearray(file.read_bytes())
    content[data.draw(st.integers(0, len(content) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    file.write_bytes(content)
    assert in_use(shelf) in {(3, "pack"), (2, "pack"), (0, "")}
    shelf.problems()


class Stopped(Exception):
    """The process ends here, as by a power cut."""


@pytest.mark.parametrize("trial", [False, True])
@pytest.mark.parametrize("at", [1, 2])
def test_a_stop_leaves_what_there_was(shelf: Shelf, at: int, trial: bool) -> None:
    """S06"""
    shelf.install(pack_of(2))
    done: list[Path] = []

    def rename(source: Path, target: Path) -> None:
        done.append(target)
        if len(done) == at:
            raise Stopped
        source.replace(target)

    stopping = replace(shelf, rename=rename)
    with pytest.raises(Stopped):
        stopping.try_out(pack_of(3)) if trial else stopping.install(pack_of(3))
    assert (in_use(shelf), problems(shelf)) == ((2, "pack"), [])
    shelf.install(pack_of(3))
    assert in_use(shelf) == (3, "pack")
    shelf.roll_back(SMALL)
    assert in_use(shelf) == (2, "pack")


def test_a_stop_while_rolling_back_leaves_what_there_was(shelf: Shelf) -> None:
    """S06"""
    shelf.install(pack_of(2))
    shelf.install(pack_of(3))

    def rename(_source: Path, _target: Path) -> None:
        raise Stopped

    with pytest.raises(Stopped):
        replace(shelf, rename=rename).roll_back(SMALL)
    assert in_use(shelf) == (3, "pack")


def test_a_disk_that_refuses_is_told(shelf: Shelf) -> None:
    """S06"""
    shelf.install(pack_of(2))

    def rename(_source: Path, _target: Path) -> None:
        raise OSError(28, "No space left on device")

    with pytest.raises(NotWritten) as caught:
        replace(shelf, rename=rename).install(pack_of(3))
    assert caught.value.facts["errno"] == 28
    assert in_use(shelf) == (2, "pack")
    assert not list(shelf.folder.glob(".part-*"))


def test_what_was_left_behind_is_taken_away(shelf: Shelf) -> None:
    """S07"""
    shelf.install(pack_of(2))
    (shelf.folder / ".part-abc").write_bytes(b"half")
    for version in (3, 4, 5):
        shelf.install(pack_of(version))
    assert len(packs_on(shelf)) == 2
    assert sorted(each.suffix for each in shelf.folder.iterdir()) == [".json", ".kfpack", ".kfpack"]
    shelf.roll_back(SMALL)
    shelf.roll_back(SMALL)
    assert packs_on(shelf) == []


def test_a_profile_is_installed(shelf: Shelf) -> None:
    """S08"""
    shelf.install(profile_pack("2026-11-01"))
    shelf.install(profile_pack("2026-12-01", ("10+0", "11+0")))
    found = shelf.profile("a-local", national())
    assert found is not None
    profile, origin = found
    assert (profile.timings["book_by"], origin.version, origin.kind) == (77, 20261201, "pack")
    assert refusal(shelf, profile_pack("2026-11-15")) == "older"
    shelf.roll_back(LOCAL)
    found = shelf.profile("a-local", national())
    assert found is not None
    assert found[0].timings["book_by"] == 70
    assert shelf.form("a-local") is None


def test_a_profile_is_not_tried_out(shelf: Shelf) -> None:
    """S08: it would change the rules of forms that do not say that they are on trial."""
    with pytest.raises(PackRefused) as caught:
        shelf.try_out(profile_pack(key=None))
    assert caught.value.facts["problem"] == "trial-profile"
    assert shelf.stamp() == ()


def test_what_was_shipped_is_not_gone_below(shelf: Shelf) -> None:
    """S09"""
    pack = pack_of(3)
    same = Shipped(3, pack.manifest.sha256)
    assert refusal(shelf, pack_of(2), shipped=same) == "older-than-shipped"
    assert refusal(shelf, pack_of(3, title="Another"), shipped=same) == "changed"
    shelf.install(pack, shipped=same)
    assert in_use(shelf) == (3, "pack")
