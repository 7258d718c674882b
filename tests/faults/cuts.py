# SPDX-License-Identifier: Apache-2.0
"""What a disk holds after the power went, worked out from a recording (shim.py).

The model is a disk with a cache and a file system with a journal:

    written, not yet synced    each write stays or is lost, whatever the order; one that stays may
                               be torn between sectors of 512 bytes
    fsync of a file            all that was written to it before stays
    a name made, changed or    stays in order: some first part of those since the last fsync of a
    taken away                 folder; that fsync makes its own and all earlier ones stay

A file's name is not made safe by an fsync of the file, which is harsher than most systems are.
What is never lost: the order of names, and bytes once they are synced. A disk that lies about
having synced is not modelled.
"""

import os
import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path

from faults.shim import Event

SECTOR = 512
FLEETING = ("-shm",)
"""Files that the next start makes anew whatever is in them."""


@dataclass(slots=True)
class Content:
    """The bytes of one file: those that are safe, and what was done since."""

    safe: bytearray = field(default_factory=bytearray)
    since: list[Event] = field(default_factory=list)

    def sync(self) -> None:
        for event in self.since:
            _apply(self.safe, event)
        self.since = []


@dataclass(slots=True)
class Disk:
    """Everything below one folder. `names` are the safe ones; None marks a folder."""

    contents: dict[int, Content]
    names: dict[str, int | None]
    since: list[Event] = field(default_factory=list)

    @classmethod
    def holding(cls, folder: Path) -> "Disk":
        """As it is now, all of it safe."""
        contents: dict[int, Content] = {}
        names: dict[str, int | None] = {}
        for part in (folder, *folder.rglob("*")):
            inode = part.stat().st_ino
            if part.is_dir():
                names[str(part)] = None
            else:
                contents[inode] = Content(bytearray(part.read_bytes()))
                names[str(part)] = inode
        return cls(contents, names)

    def take(self, event: Event) -> None:
        """Go on by one event."""
        match event.what:
            case "create":
                # The number of a file that is gone may be given again.
                self.contents[event.inode] = Content()
                self.since.append(event)
            case "write" | "cut":
                self.contents[event.inode].since.append(event)
            case "sync":
                self.contents[event.inode].sync()
            case "rename" | "unlink" | "mkdir":
                self.since.append(event)
            case "sync-folder":
                touched = [n for n, each in enumerate(self.since) if _is_in(each, event.path)]
                done = touched[-1] + 1 if touched else 0
                for each in self.since[:done]:
                    _name(self.names, each)
                self.since = self.since[done:]

    def after_a_cut(self, dice: random.Random) -> dict[str, bytes | None]:
        """One of the many things that may be on the disk if the power goes now."""
        names = dict(self.names)
        for event in self.since[: dice.randint(0, len(self.since))]:
            _name(names, event)
        luck = dice.choice((0.0, 0.1, 0.5, 0.9, 1.0))
        left = {}
        for path, inode in names.items():
            if path.endswith(FLEETING):
                continue
            left[path] = None if inode is None else self._left_of(inode, luck, dice)
        return left

    def _left_of(self, inode: int, luck: float, dice: random.Random) -> bytes:
        content = self.contents[inode]
        left = bytearray(content.safe)
        for event in content.since:
            if dice.random() < luck:
                for part in _torn(event, dice) if dice.random() < 0.2 else (event,):
                    _apply(left, part)
        return bytes(left)


def _is_in(event: Event, folder: str) -> bool:
    """Whether the event is about a name directly in `folder`."""
    paths = event.paths if event.what == "rename" else (event.path,)
    return any(os.path.dirname(path) == folder for path in paths)  # noqa: PTH120  (a text)


def _name(names: dict[str, int | None], event: Event) -> None:
    match event.what:
        case "create":
            names[event.path] = event.inode
        case "mkdir":
            names[event.path] = None
        case "unlink":
            names.pop(event.path, None)
        case "rename":
            old, new = event.paths
            for path in [each for each in names if each == old or each.startswith(f"{old}/")]:
                names[new + path.removeprefix(old)] = names.pop(path)


def _apply(content: bytearray, event: Event) -> None:
    if event.what == "cut":
        del content[event.where :]
        content.extend(bytes(event.where - len(content)))
        return
    content.extend(bytes(max(0, event.where - len(content))))
    content[event.where : event.where + len(event.content)] = event.content


def _torn(event: Event, dice: random.Random) -> Iterator[Event]:
    """The sectors of a write that reached the disk: some of them."""
    if event.what != "write":
        yield event
        return
    at, content = event.where, event.content
    while content:
        length = SECTOR - at % SECTOR
        if dice.random() < 0.5:
            yield Event("write", event.inode, at, content[:length])
        at, content = at + length, content[length:]


@dataclass(frozen=True, slots=True)
class Cut:
    """A moment at which the power went: what was said before, and what is on the disk."""

    number: int
    said: bytes
    files: Mapping[str, bytes | None]

    def lay_out(self, under: Path, at: Path) -> None:
        """Write the files that were below `under` below `at`."""
        for path, content in sorted(self.files.items()):
            place = at / Path(path).relative_to(under)
            if content is None:
                place.mkdir(parents=True, exist_ok=True)
            else:
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_bytes(content)


def cuts(
    disk: Disk, recording: Iterable[Event], moments: Sequence[int], dice: random.Random
) -> Iterator[Cut]:
    """The power goes before the events of these numbers (from 0), each time in a new history.

    A number may stand there more than once: every time other writes are lost.
    """
    disk = deepcopy(disk)
    said = bytearray()
    waiting = sorted(moments)
    for number, event in enumerate(recording):
        while waiting and waiting[0] == number:
            yield Cut(waiting.pop(0), bytes(said), disk.after_a_cut(dice))
        if event.what == "said":
            said += event.content
        else:
            disk.take(event)
    for number in waiting:
        yield Cut(number, bytes(said), disk.after_a_cut(dice))
