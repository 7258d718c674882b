# SPDX-License-Identifier: Apache-2.0
"""The files of a folder of definitions, each read once and under its name below the folder."""

import re
from collections.abc import Iterator
from pathlib import Path

from kinfile.errors import FormError
from kinfile.forms.source import Complain, Listing, Table, Tree, read_text, refuse, text_of

ALERTS = "shared/alerts.yaml"
BANNED = "wordlists/banned.yaml"
"""Words that titles and texts do without: for lint, and no part of any form."""

Lines = frozenset[int]

_NEAR = ((0,), (-1,), (-1, 0), (-2, -1), (0, 1))
"""Lines around a place where YAML ends, of which one or two are usually to blame."""

_SEEMING_ID = re.compile(r"(?:\b(?:id|group|section): *|^ +)([A-Za-z_][A-Za-z0-9_]*)", re.MULTILINE)


class Folder:
    """A folder of definitions being read.

    Where `complain` returns, a file that is no YAML is read without the one or two lines that
    spoil it (`left_out`), or as empty. `unread` has whatever names the lost lines seem to give to
    things, so that nobody is told off for using them.
    """

    def __init__(self, path: Path, complain: Complain = refuse) -> None:
        self.path = path
        self.complain = complain
        self.unread: set[str] = set()
        self.left_out: dict[str, Lines] = {}
        self._trees: dict[str, Tree | None] = {}

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
            text = text_of(self.path / name, name)
            return read_text(text, name, self.complain)
        except FormError as mistake:
            self.complain(mistake)
            return self._mended(text, name, int(str(mistake.facts["line"])))

    def _mended(self, text: str, name: str, line: int) -> Tree | None:
        """What the rest of a file holds, where a line or two around `line` are what is wrong."""
        rows = text.split("\n")
        for near in _NEAR if line else ():
            lines = frozenset(line + each for each in near)
            kept = ["" if n in lines else row for n, row in enumerate(rows, start=1)]
            try:
                tree = read_text("\n".join(kept), name, self.complain)
            except FormError:
                continue
            self.left_out[name] = lines
            lost = "\n".join(rows[n - 1] for n in lines if 0 < n <= len(rows))
            self.unread.update(_SEEMING_ID.findall(lost))
            return tree
        self.unread.update(_SEEMING_ID.findall(text))
        return None

    def _refuse(self, name: str, problem: str, **facts: str) -> None:
        self.complain(FormError(file=name, line=1, column=1, problem=problem, **facts))
