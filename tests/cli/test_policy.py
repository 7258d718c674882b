# SPDX-License-Identifier: Apache-2.0
"""`policy`, and what the commands do about what IT decided (the rest: tests/app/test_making.py).

I01 show tells every key with its value and source; 1 where something there is of no use.
I02 explain tells what one does, what may stand there and what holds; no other key is known.
I03 Where they cannot be read, every command that could open a vault ends, and says which file.
I04 What they say holds for commands as for the window, and wrong tries are told to the log.
"""

from pathlib import Path

import pytest

from helpers.commands import Run
from helpers.policies import SOURCE, decided
from kinfile.errors import PolicyRefused
from kinfile.log import Log
from kinfile.policy.policies import Policies
from kinfile.policy.table import Key


def test_show_tells_every_key(run: Run) -> None:
    """I01"""
    policies = decided(IdleLockMinutes=2, OrganisationName="Example Trust")
    said = run("policy", "show", "--json", policies=lambda: policies)
    assert said.code == 0
    assert list(said.document["policies"]) == list(Key)
    assert said.document["policies"]["IdleLockMinutes"] == {
        "value": 2,
        "source": SOURCE,
        "problem": None,
        "kind": "number",
        "least": 1,
        "most": 60,
        "default": 5,
    }
    lines = run("policy", "show", policies=lambda: policies).out.splitlines()
    assert lines[0] == f"IdleLockMinutes: 2  (IT ({SOURCE}))"
    assert len(lines) == len(Key)


def test_what_is_of_no_use_is_told(run: Run) -> None:
    """I01"""
    policies = decided(IdleLockMinutes=0, AllowedExportFolders="x", Colour="blue")
    said = run("policy", "show", policies=lambda: policies)
    assert said.code == 1
    assert "IdleLockMinutes: 1  (IT: out of range" in said.out
    assert "AllowedExportFolders: None  (IT: not of the right kind" in said.out
    assert "Colour: not known to this version" in said.out


def test_explain_tells_one(run: Run) -> None:
    """I02"""
    policies = decided(RetentionDays=9000)
    said = run("policy", "explain", "retentiondays", policies=lambda: policies)
    assert said.code == 1
    assert said.out.startswith("RetentionDays: ")
    assert "A whole number from 7 to 365" in said.out
    assert "In force: 7" in said.out
    said = run("policy", "explain", "RetentionDays", "--json", policies=decided)
    assert (said.code, said.document["value"]) == (0, 30)
    said = run("policy", "explain", "Colour")
    assert said.code == 2
    assert "There is no policy called Colour." in said.message


def refuse() -> Policies:
    raise PolicyRefused(path=SOURCE, problem="writable")


@pytest.mark.parametrize(
    "line", ["vault status v.kinvault", "record list v.kinvault", "policy show", "selftest", "demo"]
)
def test_nothing_is_opened_where_they_cannot_be_read(run: Run, line: str) -> None:
    """I03"""
    said = run(*line.split(), policies=refuse)
    assert said.code == 2
    assert f"can write {SOURCE}" in said.message


def test_they_hold_for_commands(
    run: Run, vault: Path, passphrase: Path, ref: str, tmp_path: Path
) -> None:
    """I04"""
    policies = decided(
        AllowedExportFolders=[str(tmp_path / "allowed")],
        DataDirectory=str(tmp_path / "data"),
        TransferPasswords=False,
    )
    told: list[int] = []
    log = Log(system=lambda number, _: told.append(number))

    def under(*arguments: object, typed: bytes = b"") -> tuple[int, str]:
        said = run(*arguments, typed=typed, policies=lambda: policies, log=log)
        return said.code, said.err

    there = ("--passphrase-file", passphrase)
    export = ("record", "export", vault, ref, "--urgent", *there)
    code, message = under(*export, "--out", tmp_path / "other")
    assert code == 1
    assert "documents are not saved in" in message
    assert not (tmp_path / "other").exists()
    assert under(*export, "--out", tmp_path / "allowed", "--transfer")[0] == 1
    assert under(*export, "--out", tmp_path / "allowed")[0] == 0
    assert told == [1200]
    made = ("vault", "create", tmp_path / "x.kinvault", "--name", "Jo", *there)
    assert under(*made)[0] == 1
    assert "no vault is made at" in under(*made)[1]
    wrong = ("vault", "status", vault, "--passphrase-file", "-")
    assert under(*wrong, typed=b"not the passphrase at all\n")[0] == 2
    assert told == [1200, 1100]
    assert under("verify", tmp_path / "none.pdf", "--extract", tmp_path / "other")[0] == 1
