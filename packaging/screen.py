# SPDX-License-Identifier: Apache-2.0
"""One line of the table of screens (packaging/screens.py)."""

from collections.abc import Callable
from dataclasses import dataclass

from stage import Stage

Play = Callable[[Stage], None]


@dataclass(frozen=True)
class Screen:
    """`vault` says what must be there before: none, empty (no record), full (several), trial
    (and a later version of a form on trial), handed-over (one was signed, sent, corrected),
    damaged or no-keys (it does not open; there is a backup).
    """

    name: str
    play: Play
    vault: str = "full"
