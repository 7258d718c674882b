# SPDX-License-Identifier: Apache-2.0
"""Where a command answers: documents on standard output, messages on standard error.

With --json standard output carries JSON documents, one a line, and nothing else. Both streams
get no control characters from file names, so a message is one line.
"""

import json
import re
import sys
from collections.abc import Iterable
from dataclasses import dataclass

from kinfile import wording
from kinfile.errors import (
    Cancelled,
    ExportError,
    FormError,
    IdentityRefused,
    KinfileError,
    NothingAsked,
    NotInThisVersion,
    NotKept,
    NotWritten,
    PackRefused,
    PolicyForbids,
    RecordClosed,
    Refused,
    TokenUnusable,
    TooSoon,
    Unusable,
    VaultBusy,
    VaultDamaged,
    VaultTooNew,
)
from kinfile.i18n import Language

PROGRAM = "kinfile-cli"
DONE, DID_NOT_HOLD, BAD_USE, NOT_NOW = 0, 1, 2, 3

_NOT_NOW = (
    Cancelled,
    NotInThisVersion,
    NotKept,
    NotWritten,
    TokenUnusable,
    TooSoon,
    VaultBusy,
    VaultDamaged,
    VaultTooNew,
)
_DID_NOT_HOLD = (ExportError, NothingAsked, PackRefused, PolicyForbids, RecordClosed, Refused)
_WHERE = ("path", "alert")
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f]+")


def exit_code(error: KinfileError) -> int:
    """1 did not hold, 2 bad use or a file that cannot be used, 3 cannot be done now."""
    if isinstance(error, _NOT_NOW):
        return NOT_NOW
    if isinstance(error, PackRefused) and error.facts.get("problem") in PackRefused.UNUSABLE:
        return BAD_USE
    return DID_NOT_HOLD if isinstance(error, _DID_NOT_HOLD) else BAD_USE


def place_of(error: KinfileError) -> str:
    """`FILE:LINE:COLUMN: ` or `PATH: ` as far as the error knows; empty where it is about none."""
    if not isinstance(error, FormError | IdentityRefused | PackRefused | Refused | Unusable):
        return ""
    named = error.facts.get("file") or error.facts.get("path")
    if not named:
        return ""
    line, column = error.facts.get("line"), error.facts.get("column")
    return f"{named}:{line}:{column}: " if line else f"{named}: "


@dataclass(frozen=True, slots=True)
class Console:
    """The two streams of one command. `as_json` is whether --json was given."""

    language: Language
    as_json: bool = False

    def answer(self, document: object, lines: Iterable[str] = ()) -> None:
        """The result: `document` with --json, `lines` for a person without."""
        if self.as_json:
            self.write_json(document)
            return
        for line in lines:
            sys.stdout.write(f"{line}\n")
        sys.stdout.flush()

    def write_json(self, document: object) -> None:
        """One document on one line, written through at once.

        In ASCII, so that no console's encoding can spoil a name.
        """
        sys.stdout.write(f"{json.dumps(document)}\n")
        sys.stdout.flush()

    def tell(self, message: str) -> None:
        """A message of one line on standard error."""
        sys.stderr.write(f"{_CONTROLS.sub(' ', message)}\n")

    def fail(self, error: KinfileError) -> int:
        """Say what happened and what to do, and give the exit code that goes with it."""
        said = wording.say(error, self.language)
        message = f"{place_of(error)}{said}"
        self.tell(message if message.startswith(PROGRAM) else f"{PROGRAM}: {message}")
        code = exit_code(error)
        if code == DID_NOT_HOLD and self.as_json:
            document = {"rejected": str(said)}
            document |= {key: str(error.facts[key]) for key in _WHERE if key in error.facts}
            self.write_json(document)
        return code
