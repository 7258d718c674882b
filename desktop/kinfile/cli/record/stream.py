# SPDX-License-Identifier: Apache-2.0
"""`record set --stream`: a change a line, kept one by one, each answered once it is on the disk.

    {"path": "edd", "value": "2027-03-01"}             {"kept": 41, "path": "edd"}
    {"path": "agreement", "status": "declined"}        {"kept": 42, "path": "agreement"}
    {"path": "parents[2]", "strike": true}             {"kept": 43, "path": "parents[2]"}
    {"path": "edd", "value": "tomorrow"}               {"rejected": "That is ...", "path": "edd"}

A line that cannot be used is answered like a value that cannot be kept, and the next is read.
"""

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from kinfile import wording
from kinfile.cli.console import DONE, exit_code
from kinfile.cli.files import read_line
from kinfile.cli.parser import Call
from kinfile.errors import KinfileError, Refused

if TYPE_CHECKING:
    from kinfile.app.changes import Change
    from kinfile.app.draft import Draft
    from kinfile.app.workspace import Workspace

_LONGEST = 1024 * 1024
"""Bytes of a line. A long answer is under 100 kB."""


def run_stream(call: Call, workspace: "Workspace", draft: "Draft") -> int:
    """Answer every line; the exit code is the gravest of all answers."""
    from kinfile.cli.record.setting import sequence_of

    worst = DONE
    source = call.seams.input()
    while (line := read_line(source, _LONGEST)) is not None:
        path: str | None = None
        try:
            wanted = _wanted(line)
            path = _path(wanted)
            kept = workspace.keep(draft.ref, _changes(draft, path, wanted))
            draft = kept.draft
            reply: dict[str, Any] = {"kept": sequence_of(workspace, kept)}
        except KinfileError as error:
            worst = max(worst, exit_code(error))
            reply = {"rejected": str(wording.say(error, call.console.language))}
        call.console.write_json({**reply, "path": path})
    return worst


def _wanted(line: bytes) -> dict[str, Any]:
    if len(line) > _LONGEST:
        raise Refused(problem="line-too-long", limit=_LONGEST // (1024 * 1024))
    try:
        wanted = json.loads(line)
    except (ValueError, RecursionError):
        wanted = None
    if not isinstance(wanted, dict):
        raise Refused(problem="line-not-json")
    return wanted


def _path(wanted: dict[str, Any]) -> str:
    from kinfile.cli.record.setting import spelled

    path = wanted.get("path")
    if not isinstance(path, str):
        raise Refused(problem="line-parts")
    return spelled(path[:200])


def _changes(draft: "Draft", path: str, wanted: dict[str, Any]) -> "Sequence[Change]":
    from kinfile.app.entry import changes_for, strike_for

    if wanted.get("strike") is True and wanted.keys() == {"path", "strike"}:
        return [strike_for(draft, path)]
    if wanted.keys() == {"path", "value"}:
        return changes_for(draft, path, wanted["value"])
    if "status" in wanted and wanted.keys() <= {"path", "status", "reason"}:
        value = {key: wanted[key] for key in ("status", "reason") if wanted.get(key) is not None}
        return changes_for(draft, path, value)
    raise Refused(problem="line-parts")
