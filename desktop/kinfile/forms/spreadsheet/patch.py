# SPDX-License-Identifier: Apache-2.0
"""Changing single scalars of a YAML file and nothing else.

Comments, order, blank lines and the layout of everything that is not changed stay as they are, to
the byte. A place in the file is the path to it from the top: keys of mappings, numbers of items.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import yaml

from kinfile.forms.spreadsheet.scalar import WIDTH, written

Path = tuple[str | int, ...]

_MARK = "\ufeff"
"""Some editors begin a file with this; it is no part of the text."""


@dataclass(frozen=True, slots=True)
class Replace:
    """Another text in the place of the scalar at `path`."""

    path: Path
    text: str


@dataclass(frozen=True, slots=True)
class Insert:
    """A key that the mapping at `path` lacks, behind its key `after`."""

    path: Path
    key: str
    text: str
    after: str


@dataclass(frozen=True, slots=True)
class Append:
    """One more item of the list at `path`, at its end."""

    path: Path
    text: str


@dataclass(frozen=True, slots=True)
class Remove:
    """Without the key at `path`. It is never the first of its mapping."""

    path: Path


Edit = Replace | Insert | Append | Remove


class Span(NamedTuple):
    """Where something stands in a text: characters, the end left out."""

    start: int
    end: int


class _Change(NamedTuple):
    span: Span
    text: str


class _Found(NamedTuple):
    """A node: with its key, where it has one, and what it stands in."""

    node: yaml.Node
    key: yaml.Node | None
    inside: yaml.Node | None
    in_brackets: bool

    @property
    def indent(self) -> int:
        """The column at which a scalar goes on."""
        start = self.key or self.node
        return start.start_mark.column + 2


def patched(text: str, edits: Sequence[Edit]) -> str:
    """`text` with all `edits`; of those at the same place the first comes first."""
    if text.startswith(_MARK):
        return _MARK + patched(text[1:], edits)
    spans = Spans(text)
    newline = "\r\n" if "\r\n" in text else "\n"
    done, at = [], 0
    for span, new in sorted((spans.change(edit) for edit in edits), key=lambda each: each.span):
        done += [text[at : span.start], new.replace("\n", newline)]
        at = span.end
    return "".join((*done, text[at:]))


class Spans:
    """Where everything stands in a YAML text that has been read without a mistake."""

    def __init__(self, text: str) -> None:
        self._text = text
        root: Any = yaml.compose(text, Loader=yaml.CBaseLoader)
        self._root = _Found(root, None, None, in_brackets=False)

    def span(self, path: Path) -> Span:
        """The characters of the value at `path`, with its key."""
        found = self._find(path)
        return Span((found.key or found.node).start_mark.index, self._end(found.node))

    def change(self, edit: Edit) -> _Change:
        match edit:
            case Replace(path, new):
                return self._replace(self._find(path), new)
            case Insert(path, key, new, after):
                return self._insert(self._find((*path, after)), key, new)
            case Append(path, new):
                return self._append(self._find(path), new)
            case Remove(path):
                return self._remove(self._find(path))

    # -- finding --------------------------------------------------------------------------

    def _find(self, path: Path) -> _Found:
        found = self._root
        for step in path:
            found = self._step(found, step)
        return found

    def _step(self, at: _Found, step: str | int) -> _Found:
        in_brackets = at.in_brackets or bool(getattr(at.node, "flow_style", False))
        if isinstance(at.node, yaml.SequenceNode) and isinstance(step, int):
            return _Found(at.node.value[step], None, at.node, in_brackets)
        pairs = at.node.value if isinstance(at.node, yaml.MappingNode) else ()
        key, node = next((key, node) for key, node in pairs if key.value == step)
        return _Found(node, key, at.node, in_brackets)

    def _end(self, node: yaml.Node) -> int:
        """Behind the last character that is part of a node."""
        if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
            last = node.value[-1]
            return self._end(last[1] if isinstance(last, tuple) else last)
        start, end = node.start_mark.index, node.end_mark.index
        return start + len(self._text[start:end].rstrip())

    def _line_start(self, at: int) -> int:
        return self._text.rfind("\n", 0, at) + 1

    def _next_line(self, at: int) -> int:
        found = self._text.find("\n", at)
        return len(self._text) if found < 0 else found + 1

    # -- changing -------------------------------------------------------------------------

    def _replace(self, found: _Found, new: str) -> _Change:
        mark = found.node.start_mark
        span = Span(mark.index, self._end(found.node))
        space = " " if span.start == span.end and self._text[: span.start].endswith(":") else ""
        column = mark.column + len(space)
        said = written(new, column=column, indent=found.indent, in_brackets=found.in_brackets)
        return _Change(span, space + said)

    def _insert(self, behind: _Found, key: str, new: str) -> _Change:
        at = self._end(behind.node)
        if behind.in_brackets:
            said = written(new, column=0, indent=0, in_brackets=True)
            return _Change(Span(at, at), f", {key}: {said}")
        column = behind.indent - 2
        said = written(new, column=column + len(key) + 2, indent=behind.indent)
        return self._line(at, f"{' ' * column}{key}: {said}")

    def _append(self, found: _Found, new: str) -> _Change:
        last = found.node.value[-1]
        at = self._end(last)
        if not getattr(found.node, "flow_style", False):
            column = found.node.start_mark.column
            said = written(new, column=column + 2, indent=column + 2)
            return self._line(at, f"{' ' * column}- {said}")
        said = written(new, column=0, indent=0, in_brackets=True)
        rest = self._next_line(at) - self._line_start(at) + len(said) + 2
        gap = f"\n{' ' * found.node.value[0].start_mark.column}" if rest > WIDTH else " "
        return _Change(Span(at, at), f",{gap}{said}")

    def _line(self, after: int, line: str) -> _Change:
        """A line of its own below the one in which something ends."""
        at = self._next_line(after)
        is_last = at == len(self._text) and not self._text.endswith("\n")
        return _Change(Span(at, at), f"\n{line}" if is_last else f"{line}\n")

    def _remove(self, found: _Found) -> _Change:
        start = (found.key or found.node).start_mark.index
        end = self._end(found.node)
        if not found.in_brackets:
            return _Change(Span(self._line_start(start), self._next_line(end)), "")
        pairs = found.inside.value if found.inside else []
        before = next(i for i, (_, node) in enumerate(pairs) if node is found.node) - 1
        return _Change(Span(self._end(pairs[before][1]), end), "")
