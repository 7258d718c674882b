# SPDX-License-Identifier: Apache-2.0
"""`support`: what a service desk needs to help, every byte of it shown before it is saved.

Versions, what IT decided, form packs, and the events of the log: codes, references and counts.
No vault is opened, and no path is given that could name a person.
"""

import json
import platform
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from kinfile import __version__, paths
from kinfile.cli.console import DONE
from kinfile.cli.files import new_file
from kinfile.cli.parser import Call, add_command
from kinfile.errors import PolicyRefused

if TYPE_CHECKING:
    from kinfile.cli.parser import Commands

_EVENTS = 500
"""Lines of the log, the last ones."""
_LARGEST_LOG = 2_000_000


def add(commands: "Commands") -> None:
    support = add_command(
        commands,
        "support",
        report,
        about="What a service desk needs to help: versions, policies, form packs and the last"
        " events, as codes. It shows all of it, and writes the same bytes with --out.",
        example="kinfile-cli support --out for-the-service-desk.json",
    )
    support.add_argument(
        "--out", type=Path, metavar="FILE", help="the new file; nothing is ever overwritten"
    )


def report(call: Call) -> int:
    """Works also where the policies cannot be read: that is what the service desk has to know."""
    found = _report(call)
    shown = json.dumps(found, indent=1)
    call.console.answer(found, [shown])
    if call.given.out is not None:
        with new_file(call.given.out) as file:
            file.write(f"{shown}\n".encode("ascii"))
        text = call.console.language.text
        call.console.tell(text("Written, as shown: {file}", file=call.given.out))
    return DONE


def _report(call: Call) -> dict[str, object]:
    shelf = call.seams.shelf()
    return {
        "kinfile": __version__,
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.release()}",
        "machine": platform.machine(),
        "policies": _policies(call),
        "packs": [
            {
                "kind": each.subject.kind,
                "id": each.subject.id,
                "version": each.in_use.version if each.in_use else None,
            }
            for each in shelf.standings()
        ],
        "pack_problems": [
            {"id": each.subject.id, "problem": each.problem} for each in shelf.problems()
        ],
        "events": list(_events(call.seams.log.file or paths.event_log())),
    }


def _policies(call: Call) -> Mapping[str, object]:
    """Which were decided and which are wrong. Of values only numbers and yes or no: a path may
    hold a name.
    """
    try:
        policies = call.seams.policies()
    except PolicyRefused as error:
        return {"refused": str(error.facts["problem"])}
    return {
        "decided": {
            key: each.value if isinstance(each.value, int) else "set"
            for key, each in policies.settings.items()
            if each.is_decided
        },
        "problems": {key: each.problem for key, each in policies.settings.items() if each.problem},
        "unknown": len(policies.unknown),
    }


def _events(file: Path) -> Iterator[object]:
    try:
        lines = file.read_bytes()[-_LARGEST_LOG:].splitlines()[-_EVENTS:]
    except OSError:
        return
    for line in lines:
        try:
            yield json.loads(line)
        except ValueError:
            continue
