# SPDX-License-Identifier: Apache-2.0
"""One undisturbed run of a command, recorded by the shim, from which faults are chosen."""

import random
import shutil
from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property
from pathlib import Path

from faults.cuts import Cut, Disk, cuts
from faults.outside import Prepared
from faults.shim import Event, Shim, events


class Recorded:
    """What is run with `env` on `mine` is recorded, with what the disk held before."""

    def __init__(self, mine: Prepared, shim: Shim, folder: Path) -> None:
        self._mine = mine
        self._folder = folder
        self._home = mine.home.resolve()
        self._disk = Disk.holding(self._home)
        self._log = folder / "recording"
        self.env = shim.recording(self._home, self._log)

    @cached_property
    def events(self) -> tuple[Event, ...]:
        """All of it; to be asked for when the command has ended."""
        recorded = tuple(events(self._log))
        self._log.unlink()
        return recorded

    @property
    def calls(self) -> int:
        """How many calls a program that does the same could be killed at."""
        return sum(event.what != "said" for event in self.events)

    @property
    def growth(self) -> int:
        """Bytes by which all files grew together, as the shim counts them."""
        sizes = {inode: len(content.safe) for inode, content in self._disk.contents.items()}
        grown = 0
        for event in self.events:
            if event.what in ("create", "cut"):
                sizes[event.inode] = event.where
            elif event.what == "write":
                end = event.where + len(event.content)
                grown += max(0, end - sizes[event.inode])
                sizes[event.inode] = max(sizes[event.inode], end)
        return grown

    def cut(
        self, count: int, dice: random.Random, *, is_at_the_end: bool = False
    ) -> Iterator[tuple[Cut, Prepared]]:
        """The power goes `count` times; each time what is left is laid out, and gone afterwards."""
        first = len(self.events) if is_at_the_end else 0
        moments = [dice.randint(first, len(self.events)) for _ in range(count)]
        for number, cut in enumerate(cuts(self._disk, self.events, moments, dice)):
            place = self._folder / f"cut{number}"
            cut.lay_out(self._home, place)
            yield cut, replace(self._mine, home=place)
            shutil.rmtree(place)
