# SPDX-License-Identifier: Apache-2.0
"""The one strict reader of definition files.

YAML with everything surprising taken out: every scalar stays the text it was written as (so the
answer code `yes` is never True and `1.10` never 1.1); anchors, tags, tabs and duplicate keys are
refused. What it yields remembers where it stood, so every later complaint names file, line and
column.

A mistake is raised at once, unless the caller gives another way to `complain`: then it is told
there, and reading goes on with the nearest thing that makes sense.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from kinfile.errors import FormError

LARGEST = 2_000_000
"""Bytes. The largest section file is under 100 kB; a bigger one is not a form."""


Complain = Callable[[FormError], None]
"""What is done with a mistake. Where it returns, reading goes on."""


def refuse(mistake: FormError) -> None:
    """Let the first mistake be the end of it."""
    raise mistake


Bend = tuple[int, int, int]
"""Where a scalar goes on in a new line: the characters before it, the line, the column."""


class Words(str):
    """A scalar, with where it stands, and where each of its further lines begins."""

    line: int = 0
    column: int = 0
    bends: tuple[Bend, ...] = ()

    @classmethod
    def at(cls, text: str, line: int, column: int, bends: tuple[Bend, ...] = ()) -> "Words":
        words = cls(text)
        words.line = line
        words.column = column
        words.bends = bends
        return words


class Listing(list["Tree"]):
    """A sequence, with where it begins."""

    line: int = 0
    column: int = 0


class Table(dict[str, "Tree"]):
    """A mapping, with where it begins; its keys are Words.

    `follows` is what begins inside it for want of a dash, and should stand after it.
    """

    line: int = 0
    column: int = 0
    file: str = ""
    follows: "Table | None" = None

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
    return read_text(text_of(path, name), name)


def text_of(path: Path, name: str) -> str:
    """What stands in the file. Raises FormError where that is no text, or too much of it."""
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as error:
        raise FormError(file=name, line=0, column=0, problem="file-unreadable") from error
    if len(data) > LARGEST:
        raise FormError(file=name, line=0, column=0, problem="file-too-large")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise FormError(file=name, line=line, column=1, problem="file-not-utf8") from error


def read_text(text: str, name: str, complain: Complain = refuse) -> Tree:
    """The tree of `text`. Raises FormError; what can be passed over is told to `complain`."""
    rows = text.split("\n")
    for number, row in enumerate(rows):
        if "\t" in row:
            place = {"line": number + 1, "column": row.index("\t") + 1}
            complain(FormError(file=name, problem="yaml-tab", **place))
            rows[number] = _without_tabs(rows, number)
    events = yaml.parse("\n".join(rows), Loader=yaml.CBaseLoader)
    builder = _Builder(events, name, rows, complain)
    try:
        return builder.document()
    except yaml.MarkedYAMLError as error:
        mark, problem = _cause(error, builder.last)
        line, column = _place(mark)
        raise FormError(file=name, line=line, column=column, problem=problem) from error
    except (yaml.YAMLError, RecursionError) as error:
        raise FormError(file=name, line=0, column=0, problem="yaml-syntax") from error


def _without_tabs(rows: Sequence[str], number: int) -> str:
    """A row as it was probably meant: indented like the key before it."""
    words = rows[number].lstrip()
    if rows[number][: len(rows[number]) - len(words)].count("\t"):
        before = next((row for row in reversed(rows[:number]) if row.strip()), "")
        indent = len(before) - len(before.lstrip(" -"))
        return " " * indent + words.replace("\t", " ")
    return rows[number].replace("\t", " ")


_SAID = {
    "mapping values are not allowed": "yaml-colon",
    "cannot start any token": "yaml-sign",
    "alphabetic or numeric character": "yaml-sign",
}
"""What libyaml says of mistakes that have words of their own."""

_QUOTES = ("'", '"')
_HASH = re.compile(r"\s+#(?=\S)")
"""What ends a text and looks like a part of it; a comment has a space behind its sign."""


def _cause(error: yaml.MarkedYAMLError, last: Event) -> tuple[Event, str]:
    """The place that is to blame for what is no YAML, and a code for it.

    A quote that is never closed goes on to the next quote or to the end, far from where it began.
    """
    mark: Event = error.problem_mark or error.context_mark
    if "quoted scalar" in str(error.context):
        return error.context_mark, "yaml-quote"
    if "block scalar" in str(error.context):
        return error.context_mark, "yaml-sign"
    if mark and getattr(last, "style", None) in _QUOTES:
        first, end = last.start_mark.line, last.end_mark.line
        if first < end == mark.line:
            return last.start_mark, "yaml-quote"
    said = (code for words, code in _SAID.items() if words in str(error.problem))
    return mark, next(said, "yaml-syntax")


def _place(mark: Event) -> tuple[int, int]:
    return (mark.line + 1, mark.column + 1) if mark else (0, 0)


class _Builder:
    """Builds the tree from the parser's events, refusing what the language leaves out."""

    def __init__(
        self, events: Iterator[Any], name: str, rows: Sequence[str], complain: Complain
    ) -> None:
        self._events = events
        self._name = name
        self._rows = rows
        self._complain = complain
        self.last: Event = None
        """The scalar that was read last, for the sake of what comes behind it."""

    def document(self) -> Tree:
        tree: Tree | None = None
        for event in self._events:
            if isinstance(event, yaml.DocumentStartEvent):
                if tree is not None:
                    self._refuse(event, "yaml-two-documents")
                    break
                tree = self._node(next(self._events))
        if tree is None:
            raise FormError(file=self._name, line=1, column=1, problem="file-empty")
        return tree

    def _refuse(self, event: Event, problem: str, **facts: str) -> None:
        line, column = _place(event.start_mark)
        self._complain(
            FormError(file=self._name, line=line, column=column, problem=problem, **facts)
        )

    def _node(self, event: Event) -> Tree:
        line, column = _place(event.start_mark)
        if isinstance(event, yaml.AliasEvent) or event.anchor is not None:
            self._refuse(event, "yaml-anchor")
            if isinstance(event, yaml.AliasEvent):
                return Words.at("", line, column)
        if event.tag is not None:
            self._refuse(event, "yaml-tag")
        if isinstance(event, yaml.ScalarEvent):
            self.last = event
            self._hash(event)
            opening = 1 if event.style in _QUOTES else 0
            return Words.at(event.value, line, column + opening, self._bends(event, opening))
        if isinstance(event, yaml.SequenceStartEvent):
            return self._listing(event)
        return self._table(event)

    def _hash(self, event: Event) -> None:
        """Complain about a # behind a plain text: whoever wrote it meant it to be read."""
        mark = event.end_mark
        if not event.style and mark.line < len(self._rows):
            found = _HASH.match(self._rows[mark.line], mark.column)
            if found:
                place = {"line": mark.line + 1, "column": found.end()}
                self._complain(FormError(file=self._name, problem="yaml-hash", **place))

    def _bends(self, event: Event, opening: int) -> tuple[Bend, ...]:
        """Where a scalar of several lines goes on, once its lines are joined by one space."""
        first, last = event.start_mark, event.end_mark
        if first.line == last.line:
            return ()
        found: list[Bend] = []
        length = len(self._rows[first.line][first.column + opening :].strip()) + 1
        if event.style in ("|", ">"):
            length = 0
        for number in range(first.line + 1, min(last.line + 1, len(self._rows))):
            words = self._rows[number].strip()
            if words:
                indent = len(self._rows[number]) - len(self._rows[number].lstrip())
                found.append((length, number + 1, indent + 1))
                length += len(words) + 1
        return tuple(found)

    def _listing(self, start: Event) -> Listing:
        listing = Listing()
        listing.line, listing.column = _place(start.start_mark)
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            node: Tree | None = self._node(event)
            while node is not None:
                listing.append(node)
                node = node.follows if isinstance(node, Table) else None
        return listing

    def _table(self, start: Event) -> Table:
        whole = table = self._begun(start)
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            key = self._node(event)
            value = self._node(next(self._events))
            if not isinstance(key, Words):
                self._refuse(event, "yaml-key")
                continue
            if key == "id" in table and key.line > table.line:
                self._refuse(event, "yaml-dash", key=key)
                table.follows = table = self._begun(event)
            if key in table:
                self._refuse(event, "yaml-duplicate", key=key)
            else:
                table[key] = value
        return whole

    def _begun(self, event: Event) -> Table:
        table = Table()
        table.line, table.column = _place(event.start_mark)
        table.file = self._name
        return table
