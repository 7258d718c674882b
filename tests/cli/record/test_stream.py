# SPDX-License-Identifier: Apache-2.0
"""`record set --stream`: what other programs type through.

T01 One line, one commit, one reply, in order; a broken line is answered and the next is read.
T02 A reply stands on the pipe before the next line is read, and what it says is on the disk.
T03 With --passphrase-file - the first line is the passphrase.
T04 The exit code is the gravest of all replies.
"""

import json
import subprocess
from pathlib import Path
from typing import Any

from helpers.commands import ENVIRONMENT, PROGRAM, SECRET, Run, Said


def stream(in_vault: Run, ref: str, *lines: object) -> Said:
    typed = "".join(f"{line if isinstance(line, str) else json.dumps(line)}\n" for line in lines)
    return in_vault("record set", ref, "--stream", typed=typed.encode())


def test_every_line_is_answered_in_order(in_vault: Run, ref: str) -> None:
    """T01"""
    said = stream(
        in_vault,
        ref,
        {"path": "edd", "value": "2027-03-01"},
        {"path": "parents.given_name[1]", "value": "Siân"},
        {"path": "parents[2].given_name", "value": "Łukasz"},
        {"path": "parents[2]", "strike": True},
        {"path": "domestic_abuse", "status": "not_asked", "reason": "not_safe"},
        {"path": "children", "status": "none", "reason": None},
        {"path": "edd", "value": None},
    )
    assert said.code == 0
    assert [reply["path"] for reply in said.documents] == [
        *("edd", "parents.given_name[1]", "parents.given_name[2]", "parents[2]"),
        *("domestic_abuse", "children", "edd"),
    ]
    sequence = [reply["kept"] for reply in said.documents]
    assert sequence == sorted(set(sequence))
    shown = in_vault("record show", ref, "--json").document["answers"]
    assert shown["parents"] == [{"given_name": "Siân"}]
    assert "edd" not in shown
    assert shown["children"] == {"status": "none"}


BROKEN = [
    "",
    "nonsense",
    "[1]",
    "{",
    "\x00\x01",
    "[" * 100_000,
    '{"path": "edd"}',
    '{"value": 1}',
    '{"path": 7, "value": 1}',
    '{"path": "edd", "value": "2027-03-01", "more": 1}',
    '{"path": "edd", "strike": true}',
    '{"path": "parents[1]", "strike": false}',
    '{"path": "parents[9]", "strike": true}',
    '{"path": "edd", "status": "not_known", "reason": 7}',
    '{"path": "' + "a" * 100_000 + '", "value": 1}',
    '{"path": "edd", "value": "' + "9" * 2_000_000 + '"}',
    '{"path": "edd", "value": "tomorrow"}',
    '{"path": "edd", "value": {"status": {"a": 1}}}',
    '{"path": "decision", "value": [[1]]}',
    '{"path": "implications.applies[7]", "value": "no"}',
    '{"path": "sign_assessor", "value": "X"}',
]


def test_a_broken_line_is_answered_and_the_next_is_kept(in_vault: Run, ref: str) -> None:
    """T01, T04"""
    lines: list[object] = []
    for number, line in enumerate(BROKEN):
        lines += [line, {"path": "maternity_unit", "value": f"Unit {number}"}]
    said = stream(in_vault, ref, *lines)
    assert said.code == 1
    replies = said.documents
    assert len(replies) == len(lines)
    for broken, kept in zip(replies[::2], replies[1::2], strict=True):
        assert tuple(broken) == ("rejected", "path")
        assert broken["rejected"]
        assert len(broken["path"] or "") <= 200
        assert kept["path"] == "maternity_unit"
        assert isinstance(kept["kept"], int)


def test_bytes_that_are_no_text_are_answered(in_vault: Run, ref: str) -> None:
    """T01"""
    said = in_vault("record set", ref, "--stream", typed=b"\xff\xfe{}\n{}")
    assert [reply["path"] for reply in said.documents] == [None, None]
    assert said.code == 1


def test_no_line_is_no_reply(in_vault: Run, ref: str) -> None:
    """T01"""
    said = stream(in_vault, ref)
    assert (said.code, said.out, said.err) == (0, "", "")


def test_the_first_line_is_the_passphrase(run: Run, vault: Path, ref: str) -> None:
    """T03"""
    line = json.dumps({"path": "edd", "value": "2027-03-01"})
    said = run(
        *("record", "set", vault, ref, "--stream", "--passphrase-file", "-"),
        typed=f"{SECRET}\n{line}\n".encode(),
    )
    assert said.code == 0
    assert said.document["path"] == "edd"


class Program:
    """`record set --stream` in a process of its own, a line at a time."""

    def __init__(self, vault: Path, ref: str) -> None:
        self._process = subprocess.Popen(
            [*PROGRAM, "record", "set", str(vault), ref, "--stream", "--passphrase-file", "-"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=ENVIRONMENT,
        )
        self._write(SECRET)

    def _write(self, line: str) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(f"{line}\n".encode())
        self._process.stdin.flush()

    def send(self, path: str, value: object) -> Any:
        """The reply to one line; the process has read nothing further."""
        assert self._process.stdout is not None
        self._write(json.dumps({"path": path, "value": value}))
        return json.loads(self._process.stdout.readline())

    def kill(self) -> None:
        self._process.kill()
        with self._process:
            pass


def test_what_was_answered_survives_a_kill(in_vault: Run, vault: Path, ref: str) -> None:
    """T02"""
    told: dict[str, str] = {}
    for attempt in range(3):
        program = Program(vault, ref)
        for number in range(4):
            value = f"Unit {attempt}.{number}"
            reply = program.send("maternity_unit", value)
            assert "kept" in reply
            told["maternity_unit"] = value
        program.kill()
        shown = in_vault("record show", ref, "--json").document["answers"]
        assert shown["maternity_unit"] == told["maternity_unit"]
    events = in_vault("record history", ref, "maternity_unit", "--json").document
    assert len(events) == 12
    assert in_vault("vault check", "--json").document == {"ok": True, "problems": []}
