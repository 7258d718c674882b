# SPDX-License-Identifier: Apache-2.0
"""What a command takes from its surroundings, in one place, so that tests can hand in their own."""

import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from getpass import getpass
from typing import TYPE_CHECKING, BinaryIO

from kinfile import paths, system_log
from kinfile.log import Log
from kinfile.policy.policies import Policies, read

if TYPE_CHECKING:
    from kinfile.forms.packs.shelf import Shelf
    from kinfile.vault.keys import Cost


def now() -> datetime:
    """The time here."""
    return datetime.now(UTC).astimezone()


def standard_input() -> BinaryIO:
    return sys.stdin.buffer


def ask_on_terminal(question: str) -> str | None:
    """What is typed, unseen; None where nobody can be asked."""
    if sys.stdin is None or not sys.stdin.isatty():
        return None
    return getpass(question, stream=sys.stderr)


def is_watched() -> bool:
    """Whether messages are read by a person as they are written."""
    return sys.stderr.isatty()


def installed_packs() -> "Shelf":
    """The form packs of this user, trusted by the keys of this computer."""
    from kinfile.forms import catalogue

    return catalogue.default_shelf()


@dataclass(frozen=True, slots=True, kw_only=True)
class Seams:
    """`cost` of None lets the vault choose how slow its key is to guess."""

    clock: Callable[[], datetime] = now
    cost: "Cost | None" = None
    input: Callable[[], BinaryIO] = field(default=standard_input)
    ask: Callable[[str], str | None] = field(default=ask_on_terminal)
    is_watched: Callable[[], bool] = field(default=is_watched)
    policies: Callable[[], Policies] = field(default=read)
    log: Log = field(default_factory=lambda: Log(paths.event_log(), system=system_log.tell))
    shelf: "Callable[[], Shelf]" = field(default=installed_packs)
