# SPDX-License-Identifier: Apache-2.0
"""The one strict reader of definition files.

YAML with everything surprising taken out: every scalar stays the text it was written as (so the
answer code `yes` is never True and `1.10` never 1.1); anchors, tags, tabs and duplicate keys are
refused. What it yields remembers where it stood, so every later complaint names file, line and
column.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NoReturn

import yaml

from kinfile.errors import FormError

LARGEST = 2_000_000
"""Bytes. The largest section file is under 100 kB; a bigger one is not a form."""


class Words(str):
    """A scalar, with where it stands."""

    line: int = 0
    column: int = 0

    @classmethod
    def at(cls, text: str, line: int, column: int) -> "Words":
        words = cls(text)
        words.line = line
        words.column = column
        return words


class Listing(list["Tree"]):
    """A sequence, with where it begins."""

    line: int = 0
    column: int = 0


class Table(dict[str, "Tree"]):
    """A mapping, with where it begins; its keys are Words."""

    line: int = 0
    column: int = 0
    file: str = ""

    @classmethod
    def of(cls, parts: Mapping[str, Any], file: str) -> "Table":
        """A mapping put together from several files; `file` is where its own keys stand."""
        table = cls(parts)
        table.file = file
        return table


Tree = Words | Listing | Table

Event = Any
"""What libyaml's parser yields; PyYAML's stubs do not say which events there are."""


def read(path: Path, name: str) -> Tree:
    """The tree of the file at `path`, called `name` in messages. Raises FormError."""
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as error:
        raise FormError(file=name, line=0, column=0, problem="file-unreadable") from error
    if len(data) > LARGEST:
        raise FormError(file=name, line=0, column=0, problem="file-too-large")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise FormError(file=name, line=line, column=1, problem="file-not-utf8") from error
    return read_text(text, name)


def read_text(text: str, name: str) -> Tree:
    """The tree of `text`. Raises FormError."""
    for number, row in enumerate(text.split("\n"), start=1):
        if "\t" in row:
            column = row.index("\t") + 1
            raise FormError(file=name, line=number, column=column, problem="yaml-tab")
    try:
        return _Builder(yaml.parse(text, Loader=yaml.CBaseLoader), name).document()
    except yaml.MarkedYAMLError as error:
        mark: Event = error.problem_mark or error.context_mark
        line, column = _place(mark)
        raise FormError(file=name, line=line, column=column, problem="yaml-syntax") from error
    except (yaml.YAMLError, RecursionError) as error:
        raise FormError(file=name, line=0, column=0, problem="yaml-syntax") from error


def _place(mark: Event) -> tuple[int, int]:
    return (mark.line + 1, mark.column + 1) if mark else (0, 0)


class _Builder:
    """Builds the tree from the parser's events, refusing what the language leaves out."""

    def __init__(self, events: Iterator[Any], name: str) -> None:
        self._events = events
        self._name = name

    def document(self) -> Tree:
        tree: Tree | None = None
        for event in self._events:
            if isinstance(event, yaml.DocumentStartEvent):
                if tree is not None:
                    self._refuse(event, "yaml-two-documents")
                tree = self._node(next(self._events))
        if tree is None:
            raise FormError(file=self._name, line=1, column=1, problem="file-empty")
        return tree

    def _refuse(self, event: Event, problem: str, **facts: str) -> NoReturn:
        line, column = _place(event.start_mark)
        raise FormError(file=self._name, line=line, column=column, problem=problem, **facts)

    def _node(self, event: Event) -> Tree:
        line, column = _place(event.start_mark)
        if isinstance(event, yaml.AliasEvent) or event.anchor is not None:
            self._refuse(event, "yaml-anchor")
        if event.tag is not None:
            self._refuse(event, "yaml-tag")
        if isinstance(event, yaml.ScalarEvent):
            opening = 1 if event.style in ("'", '"') else 0
            return Words.at(event.value, line, column + opening)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._listing(event)
        return self._table(event)

    def _listing(self, start: Event) -> Listing:
        listing = Listing()
        listing.line, listing.column = _place(start.start_mark)
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            listing.append(self._node(event))
        return listing

    def _table(self, start: Event) -> Table:
        table = Table()
        table.line, table.column = _place(start.start_mark)
        table.file = self._name
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            key = self._node(event)
            if not isinstance(key, Words):
                self._refuse(event, "yaml-key")
            if key in table:
                self._refuse(event, "yaml-duplicate", key=key)
            table[key] = self._node(next(self._events))
        return table
