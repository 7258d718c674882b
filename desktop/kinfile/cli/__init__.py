# SPDX-License-Identifier: Apache-2.0
"""`kinfile-cli`: everything that IT, tests and other programs need, without a window.

One module a group of commands. Each answers with documents on standard output and messages on
standard error, and ends with

    0  done
    1  the thing checked did not hold, or single values were refused
    2  bad use, or a file that cannot be used at all; nothing was stored
    3  cannot be done now: locked, disk full, busy, not in this version

Bad input never ends in a traceback. A mistake of Kinfile's own is one line with its place and
no word of what was typed.
"""

import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from traceback import extract_tb

from kinfile import __version__, paths, wording
from kinfile.cli import (
    check,
    countersign,
    demo,
    forms,
    identity,
    pack,
    policy,
    record,
    selftest,
    support,
    vault,
    verify,
)
from kinfile.cli.console import BAD_USE, NOT_NOW, Console
from kinfile.cli.parser import Call, Parser
from kinfile.cli.seams import Seams
from kinfile.errors import KinfileError
from kinfile.hardening import keep_memory_private
from kinfile.i18n import Language
from kinfile.log import Log
from kinfile.offline import refuse_networks
from kinfile.policy.policies import NO_POLICIES

_GROUPS = (
    *(
        demo,
        vault,
        record,
        identity,
        countersign,
        check,
        verify,
        forms,
        pack,
        policy,
        selftest,
        support,
    ),
)

_WITHOUT_POLICIES = policy.COMMANDS | {support.report}
"""What works also where they cannot be read."""


def main(argv: Sequence[str] | None = None, *, seams: Seams | None = None) -> int:
    """Run one command and return its exit code. `seams` replaces clock, cost and keyboard."""
    refuse_networks(Log(paths.event_log()))
    keep_memory_private()
    arguments = list(sys.argv[1:] if argv is None else argv)
    console = Console(Language.load())
    _never_stop_at_a_letter()
    try:
        return _run(arguments, console, seams or Seams())
    except KinfileError as error:
        return console.fail(error)
    except KeyboardInterrupt:
        return _end(console, "interrupted")
    except BrokenPipeError:
        # Nobody reads the answer any more; Python would complain once more while it ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return NOT_NOW
    except Exception as error:  # noqa: BLE001  (the last resort: never a traceback)
        return _end(console, "internal", kind=type(error).__name__, place=_place(error))


def _run(arguments: list[str], console: Console, seams: Seams) -> int:
    parser = build_parser()
    try:
        given = parser.parse_args(arguments)
    except SystemExit as end:
        # --help and --version have written what was asked for.
        return end.code if isinstance(end.code, int) else BAD_USE
    answering = replace(console, as_json=given.json)
    try:
        policies = NO_POLICIES if given.run in _WITHOUT_POLICIES else seams.policies()
        code: int = given.run(Call(given, answering, seams, policies))
    except KinfileError as error:
        return answering.fail(error)
    return code


def build_parser() -> Parser:
    """The parser of every command of this version."""
    parser = Parser(
        prog="kinfile-cli",
        description="Kinfile without its window: vaults, records, checks and signed documents.",
        epilog="example:\n  kinfile-cli demo --out trial",
    )
    parser.add_argument("--version", action="version", version=f"kinfile {__version__}")
    commands = parser.add_subparsers(metavar="COMMAND", required=True, parser_class=Parser)
    for group in _GROUPS:
        group.add(commands)
    return parser


def _end(console: Console, code: str, **facts: object) -> int:
    console.tell(f"kinfile-cli: {wording.words(code, facts, console.language)}")
    return NOT_NOW


def _place(error: BaseException) -> str:
    """Where a mistake of our own was made: file and line, never what was being worked on."""
    frames = extract_tb(error.__traceback__)
    return f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "?"


def _never_stop_at_a_letter() -> None:
    """A console that cannot show a letter shows a question mark for it."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")
