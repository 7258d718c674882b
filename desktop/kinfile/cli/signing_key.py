# SPDX-License-Identifier: Apache-2.0
"""The options that say which key signs: --identity, and --pin-file for a card."""

from argparse import ArgumentTypeError
from typing import TYPE_CHECKING

from kinfile.cli.files import read_passphrase
from kinfile.cli.parser import Call
from kinfile.i18n import N_

if TYPE_CHECKING:
    from kinfile.app.signing_keys import KeyChoice
    from kinfile.app.workspace import Workspace
    from kinfile.cli.parser import Parser

PIN = N_("PIN of the card: ")
_LONGEST_NUMBER = 9


def add_key_choice(parser: "Parser") -> None:
    parser.add_argument(
        "--identity",
        type=key_number,
        metavar="ID",
        help="the key that signs, by its number in identity list; without it, the newest in use",
    )
    add_pin(parser)


def key_number(text: str) -> int:
    """A number of a key, as given in an argument."""
    if not text.isdecimal() or len(text) > _LONGEST_NUMBER:
        raise ArgumentTypeError(f"{text!r} is not the number of a key")
    return int(text)


def add_pin(parser: "Parser") -> None:
    parser.add_argument(
        "--pin-file",
        metavar="FILE",
        help="the PIN of a card is the first line of FILE (- for a line of standard input);"
        " without it, it is asked for on the terminal",
    )


def key_choice(call: Call, workspace: "Workspace", *, urgent: bool = False) -> "KeyChoice":
    """The key that was asked for, with its PIN where it is on a card; tells what there is to tell.

    Raises UnfitIdentity, UsageError.
    """
    from kinfile.app.signing_keys import KeyChoice

    given, language = call.given, call.console.language
    choice = KeyChoice(number=given.identity)
    for told in workspace.about_key(choice, language, urgent=urgent):
        call.console.tell(told)
    if workspace.key_for(choice, urgent=urgent).identity.token is None:
        return choice
    return KeyChoice(number=given.identity, pin=read_pin(call))


def read_pin(call: Call) -> str:
    question = call.console.language.text(PIN)
    return read_passphrase(call.given.pin_file, question, call.seams).decode()
