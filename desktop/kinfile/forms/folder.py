# SPDX-License-Identifier: Apache-2.0
"""The files of a folder of definitions, each read once and under its name below the folder."""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from kinfile.errors import FormError
from kinfile.forms.source import Complain, Listing, Table, Tree, read_text, refuse, text_of

ALERTS = "shared/alerts.yaml"
BANNED = "wordlists/banned.yaml"
"""Words that titles and texts do without: for lint, and no part of any form."""

Lines = frozenset[int]

_NEAR = ((0,), (-1,), (-1, 0), (-2, -1), (0, 1))
"""Lines around a place where YAML ends, of which one or two are usually to blame."""

_SEEMING_ID = re.compile(r"(?:\b(?:id|group|section): *|^ +)([A-Za-z_][A-Za-z0-9_]*)", re.MULTILINE)

_ITEM = re.compile(r" *- (?:id|group|continue|text|part):")

_NOTHING: Mapping[str, str] = {}


class Folder:
    """A folder of definitions being read.

    Where `complain` returns, a file that is no YAML is read without the lines that spoil it, or as
    empty; `left_out` has the lines of all items that they were part of. `unread` has whatever
    names the lost lines seem to give to things, so that nobody is told off for using them.

    `changed` has files as they would be: their texts stand in the place of what is on the disk.
    """

    def __init__(
        self, path: Path, complain: Complain = refuse, changed: Mapping[str, str] = _NOTHING
    ) -> None:
        self.path = path
        self.complain = complain
        self._changed = changed
        self.unread: set[str] = set()
        self.left_out: dict[str, Lines] = {}
        self._trees: dict[str, Tree | None] = {}

    def text(self, name: str) -> str:
        """What the file `name` says. Raises FormError where that is no text."""
        found = self._changed.get(name)
        return text_of(self.path / name, name) if found is None else found

    def tree(self, name: str) -> Tree | None:
        """What the file `name` holds; None where it cannot be read and reading goes on."""
        if name not in self._trees:
            self._trees[name] = self._read(name)
        return self._trees[name]

    def table(self, name: str) -> Table:
        found = self.tree(name)
        if isinstance(found, Table):
            return found
        if found is not None:
            self._refuse(name, "not-a-mapping")
        return Table.of({}, name)

    def listing(self, name: str, key: str) -> Listing:
        found = self.tree(name)
        if isinstance(found, Listing):
            return found
        if found is not None:
            self._refuse(name, "not-a-list", key=key)
        return Listing()

    def names(self, *patterns: str) -> Iterator[str]:
        """The files that are there, in the order of their names."""
        found = (path for pattern in patterns for path in self.path.glob(pattern))
        yield from sorted({path.relative_to(self.path).as_posix() for path in found})

    def sections(self) -> dict[str, Tree]:
        """Every section of every form by its file: a form's own, and what its rules may name."""
        names = self.names("shared/*.yaml", "*/sections/*.yaml")
        trees = {name: self.tree(name) for name in names if name != ALERTS}
        return {name: tree for name, tree in trees.items() if tree is not None}

    def wordlists(self) -> dict[str, Tree]:
        """The wording checks, by the names that rules give them."""
        names = [name for name in self.names("wordlists/*.yaml") if name != BANNED]
        trees = {Path(name).stem: self.tree(name) for name in names}
        return {name: tree for name, tree in trees.items() if tree is not None}

    def _read(self, name: str) -> Tree | None:
        text = ""
        try:
            text = self.text(name)
            return read_text(text, name, self.complain)
        except FormError as mistake:
            self.complain(mistake)
            return self._mended(text, name, int(str(mistake.facts["line"])))

    def _mended(self, text: str, name: str, line: int) -> Tree | None:
        """What the rest of a file holds, where single lines are what is wrong with it.

        Of the lines around a mistake those are left out after which most can be read; where that
        is not all, the next mistake is told and passed over too.
        """
        rows = text.split("\n")
        left: Lines = frozenset()
        while line:
            attempts = [_attempt(rows, left | near, name) for near in _near(line)]
            best = max(attempts, key=lambda each: each.reached)
            if best.reached <= line:
                break
            self.left_out[name] = self.left_out.get(name, frozenset()) | _around(rows, best.left)
            left = best.left
            if best.mistake is None:
                for each in best.complaints:
                    self.complain(each)
                lost = "\n".join(rows[n - 1] for n in left if 0 < n <= len(rows))
                self.unread.update(_SEEMING_ID.findall(lost))
                return best.tree
            self.complain(best.mistake)
            line = best.reached
        self.unread.update(_SEEMING_ID.findall(text))
        return None

    def _refuse(self, name: str, problem: str, **facts: str) -> None:
        self.complain(FormError(file=name, line=1, column=1, problem=problem, **facts))


class _Attempt(NamedTuple):
    """What came of reading a file without some of its lines."""

    left: Lines
    reached: int
    """The line of the next mistake; beyond every line where there is none."""
    tree: Tree | None = None
    mistake: FormError | None = None
    complaints: tuple[FormError, ...] = ()


def _near(line: int) -> Iterator[Lines]:
    return (frozenset(line + each for each in near) for near in _NEAR)


def _attempt(rows: Sequence[str], left: Lines, name: str) -> _Attempt:
    text = "\n".join("" if n in left else row for n, row in enumerate(rows, start=1))
    complaints: list[FormError] = []
    try:
        tree = read_text(text, name, complaints.append)
    except FormError as mistake:
        return _Attempt(left, int(str(mistake.facts["line"])), mistake=mistake)
    return _Attempt(left, len(rows) + 1, tree, complaints=tuple(complaints))


def _around(rows: Sequence[str], left: Lines) -> Lines:
    """The items from which lines were left out: what is said of them may come of that."""
    starts = [n for n, row in enumerate(rows, start=1) if _ITEM.match(row) and n not in left]
    around: set[int] = set()
    for line in left:
        first = max((n for n in starts if n < line), default=1)
        last = min((n for n in starts if n > line), default=len(rows) + 1)
        around.update(range(first, last))
    return frozenset(around)
