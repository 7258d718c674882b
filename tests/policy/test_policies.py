# SPDX-License-Identifier: Apache-2.0
"""What is in force.

P01 Where IT decided nothing, Kinfile's own values hold, and no source is named.
P02 What stands in the file and what stands in the registry mean the same.
P03 A value of the wrong kind or out of range counts as the strictest, and says so.
P04 A key that is not known changes nothing and is told; an editor's hint is not.
P05 ~ is the home folder that the system knows, whatever the environment says.
"""

import os
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.policies import SOURCE, decided
from kinfile import machine
from kinfile.errors import PolicyRefused
from kinfile.machine import Decided
from kinfile.policy import policies
from kinfile.policy.policies import NO_POLICIES, Policies
from kinfile.policy.table import TABLE, Key, Kind

GOOD: dict[Kind, object] = {
    Kind.NUMBER: None,
    Kind.FLAG: True,
    Kind.LINE: "Example Trust",
    Kind.PATH: str(Path("/srv/kinfile").absolute()),
    Kind.LINES: ["one", "two"],
    Kind.PATHS: [str(Path("/srv/a").absolute()), str(Path("/srv/b").absolute())],
}
WRONG: dict[Kind, tuple[object, ...]] = {
    Kind.NUMBER: ("5", True, 5.0, None, [5]),
    Kind.FLAG: ("yes", 2, None, []),
    Kind.LINE: ("", "  ", 3, None, ["a"], "x" * 20_000),
    Kind.PATH: ("", "reports", "./reports", 3, None, "/srv/\0"),
    Kind.LINES: ("one", [""], [3], {"1": "one"}, ["x"] * 65),
    Kind.PATHS: ("/srv", ["reports"], ["/srv", 3], None),
}


def good(key: Key) -> object:
    policy = TABLE[key]
    return policy.most if policy.kind is Kind.NUMBER else GOOD[policy.kind]


def test_nothing_was_decided() -> None:
    """P01"""
    assert Policies.of(Decided()) == NO_POLICIES
    assert not NO_POLICIES.has_problems
    for key in Key:
        assert not NO_POLICIES.is_decided(key)
        assert NO_POLICIES.settings[key].value == TABLE[key].default


@pytest.mark.parametrize("key", Key)
def test_file_and_registry_mean_the_same(key: Key) -> None:
    """P02"""
    value = good(key)
    by_file = Policies.of(Decided({key: value}, "x")).settings[key]
    in_registry = int(value) if isinstance(value, bool) else value
    by_registry = Policies.of(Decided({key: in_registry}, "x", is_registry=True)).settings[key]
    assert by_file == by_registry
    assert by_file.is_decided
    assert by_file.problem == ""
    assert by_file.value == (tuple(value) if isinstance(value, list) else value)


@pytest.mark.parametrize("key", Key)
def test_what_is_wrong_counts_as_the_strictest(key: Key) -> None:
    """P03"""
    policy = TABLE[key]
    for value in WRONG[policy.kind]:
        read = decided(**{key: value})
        assert read.settings[key].value == policy.strictest, value
        assert read.settings[key].problem == "kind"
        assert read.has_problems


@pytest.mark.parametrize("key", [key for key in Key if TABLE[key].kind is Kind.NUMBER])
def test_out_of_range_counts_as_the_strictest(key: Key) -> None:
    """P03"""
    policy = TABLE[key]
    for value in (policy.least - 1, policy.most + 1, 10**30):
        read = decided(**{key: value})
        assert read.number(key) == policy.strictest
        assert read.settings[key].problem == "range"


def test_one_or_nought_is_no_flag_in_a_file() -> None:
    """P03"""
    assert decided(TransferPasswords=1).settings[Key.TRANSFER].problem == "kind"


@given(st.dictionaries(st.sampled_from(Key), st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inside: st.lists(inside, max_size=3), max_leaves=4,
)))  # fmt: skip
def test_whatever_stands_there_something_holds(values: dict[str, object]) -> None:
    """P03"""
    read = Policies.of(Decided(dict(values), "x"))
    for key, setting in read.settings.items():
        assert setting.problem in ("", "kind", "range")
        assert not setting.problem or setting.value == TABLE[key].strictest


def test_an_unknown_key_is_told() -> None:
    """P04"""
    read = decided(Colour="blue", idlelockminutes=3, **{"$schema": "policy.schema.json"})
    assert read.unknown == ("Colour", "idlelockminutes")
    assert read.has_problems
    assert read.settings == NO_POLICIES.settings


@pytest.mark.skipif(sys.platform == "win32", reason="there the system's own folder is the user's")
def test_home_is_the_accounts(monkeypatch: pytest.MonkeyPatch) -> None:
    """P05"""
    import pwd

    home = Path(pwd.getpwuid(os.getuid()).pw_dir)
    monkeypatch.setenv("HOME", "/elsewhere")
    read = decided(BackupDirectory="~/Backups", AllowedExportFolders=["~/Out", "/srv"])
    assert read.path(Key.BACKUPS) == home / "Backups"
    assert read.paths(Key.EXPORT_FOLDERS) == (home / "Out", Path("/srv"))
    assert NO_POLICIES.paths(Key.EXPORT_FOLDERS) is None


def test_it_is_read_from_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "decided", lambda: Decided({"IdleLockMinutes": 2}, SOURCE))
    assert policies.read().number(Key.IDLE_LOCK) == 2
    assert policies.read().settings[Key.IDLE_LOCK].source == SOURCE

    def refuse() -> Decided:
        raise PolicyRefused(path=SOURCE, problem="owner")

    monkeypatch.setattr(machine, "decided", refuse)
    with pytest.raises(PolicyRefused):
        policies.read()
