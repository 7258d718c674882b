# SPDX-License-Identifier: Apache-2.0
"""`support`.

S01 What is written is what was shown, to the byte.
S02 It names no path and no name; of policies numbers and yes or no, else that they are set.
S03 It works where the policies cannot be read.
"""

from pathlib import Path

from helpers.commands import Run
from helpers.policies import decided
from kinfile.errors import PolicyRefused
from kinfile.log import Log
from kinfile.policy.policies import Policies


def test_what_is_written_was_shown(run: Run, tmp_path: Path) -> None:
    """S01"""
    log = Log(tmp_path / "events.jsonl")
    log.event("exported", ref="7K2M-Q9XD")
    with (tmp_path / "events.jsonl").open("a") as file:
        file.write("half a li")
    out = tmp_path / "for-it.json"
    said = run("support", "--out", out, log=log)
    assert said.code == 0
    assert out.read_text("ascii") == said.out
    assert '"ref": "7K2M-Q9XD"' in said.out
    assert "half" not in said.out
    assert run("support", "--out", out, log=log).code == 2


def test_it_names_no_path(run: Run) -> None:
    """S02"""
    policies = decided(IdleLockMinutes=2, DisablePrint="x", DataDirectory="/home/jo", Jo="Example")
    said = run("support", "--json", policies=lambda: policies)
    assert said.document["policies"] == {
        "decided": {"IdleLockMinutes": 2, "DisablePrint": True, "DataDirectory": "set"},
        "problems": {"DisablePrint": "kind"},
        "unknown": 1,
    }
    assert "/home" not in said.out
    assert "Jo" not in said.out


def test_it_works_without_policies(run: Run) -> None:
    """S03"""

    def refuse() -> Policies:
        raise PolicyRefused(path="/etc/kinfile/policy.json", problem="owner")

    said = run("support", "--json", policies=refuse)
    assert (said.code, said.document["policies"]) == (0, {"refused": "owner"})
