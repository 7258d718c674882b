# SPDX-License-Identifier: Apache-2.0
"""Reading command lines: one line for a mistake, an example in every --help."""

import argparse
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, NoReturn

from kinfile.cli.console import Console
from kinfile.cli.seams import Seams
from kinfile.errors import NotInThisVersion, UsageError
from kinfile.forms.dates import NotADate, PartialDate
from kinfile.i18n import LANGUAGES
from kinfile.policy.policies import NO_POLICIES, Policies

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction["Parser"]  # noqa: SLF001  (argparse has no other name)


@dataclass(frozen=True, slots=True)
class Call:
    """One command as it was given, with where it answers, what it takes from outside, and what IT
    decided about it.
    """

    given: argparse.Namespace
    console: Console
    seams: Seams
    policies: Policies = NO_POLICIES


Command = Callable[[Call], int]
"""Does what a command says and returns its exit code. May raise any KinfileError."""


class Parser(argparse.ArgumentParser):
    """An argument parser that raises UsageError and never guesses at a shortened option."""

    def __init__(self, **settings: object) -> None:
        super().__init__(
            **{  # type: ignore[arg-type]
                "allow_abbrev": False,
                "formatter_class": argparse.RawDescriptionHelpFormatter,
                **settings,
            }
        )

    def error(self, message: str) -> NoReturn:
        said = message.replace("invalid choice:", "there is no")
        raise UsageError(problem="arguments", command=self.prog, said=said)


def add_command(
    commands: "Commands",
    name: str,
    run: Command,
    *,
    about: str,
    example: str,
) -> Parser:
    """A command with its --json option; `example` stands at the end of its --help."""
    parser = commands.add_parser(
        name, help=about, description=about, epilog=f"example:\n  {example}"
    )
    parser.add_argument("--json", action="store_true", help="answer with one JSON document")
    parser.set_defaults(run=run)
    return parser


def add_group(commands: "Commands", name: str, *, about: str, example: str) -> "Commands":
    """A group of commands: `kinfile-cli NAME COMMAND`."""
    parser = commands.add_parser(
        name, help=about, description=about, epilog=f"example:\n  {example}"
    )
    return parser.add_subparsers(metavar="COMMAND", required=True)


def add_passphrase(parser: Parser) -> None:
    parser.add_argument(
        "--passphrase-file",
        metavar="FILE",
        help="the passphrase is the first line of FILE (- for a line of standard input);"
        " without it, it is asked for on the terminal",
    )


def add_document_language(parser: Parser) -> None:
    """`--lang`, for whoever receives the document. What a command says is English in any case."""
    parser.add_argument(
        "--lang",
        default="en",
        choices=tuple(LANGUAGES),
        help="the language of the document that is drawn: en or cy",
    )


def add_later(parser: Parser, *options: str, takes_value: bool = True) -> None:
    """Options that a later version brings: known, left out of --help, and answered so."""
    for option in options:
        if takes_value:
            parser.add_argument(option, action=_Later, help=argparse.SUPPRESS)
        else:
            parser.add_argument(option, action=_Later, nargs=0, help=argparse.SUPPRESS)


class _Later(argparse.Action):
    def __call__(
        self,
        parser: argparse.ArgumentParser,
        _namespace: argparse.Namespace,
        _values: object,
        option_string: str | None = None,
    ) -> NoReturn:
        raise NotInThisVersion(command=f"{parser.prog} {option_string}")


def only_now(*allowed: str, later: tuple[str, ...], named: str) -> Callable[[str], str]:
    """A value of which some come with a later version."""

    def read(text: str) -> str:
        if text in later:
            raise NotInThisVersion(command=f"{named} {text}")
        if text not in allowed:
            raise argparse.ArgumentTypeError(f"{text!r} is not one of: {', '.join(allowed)}")
        return text

    return read


def day(text: str) -> date:
    """A date given as an argument."""
    try:
        found = PartialDate.parse(text)
    except NotADate:
        found = None
    if found is None or not found.is_whole:
        raise argparse.ArgumentTypeError(f"{text!r} is not a date like 2026-11-22")
    return found.earliest
