# SPDX-License-Identifier: Apache-2.0
"""The rule language's syntax tree, and its one way of being written down.

`parse.parse(write(node)) == node` for every tree (a property test). Positions take no part in
equality.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Text:
    """A code or word in single quotes."""

    value: str
    at: int = field(default=0, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Number:
    value: int
    at: int = field(default=0, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Day:
    value: date
    at: int = field(default=0, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Name:
    """A question, a definition or a named list."""

    id: str
    at: int = field(default=0, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Call:
    function: str
    arguments: tuple["Node", ...]
    at: int = field(default=0, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Not:
    of: "Node"
    at: int = field(default=0, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class And:
    parts: tuple["Node", ...]
    at: int = field(default=0, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Or:
    parts: tuple["Node", ...]
    at: int = field(default=0, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Compare:
    """`operator` is one of = != < <= > >=."""

    operator: str
    left: "Node"
    right: "Node"
    at: int = field(default=0, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Among:
    """`left in (items)`."""

    left: "Node"
    items: tuple["Node", ...]
    at: int = field(default=0, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Sum:
    """`left + right` or `left - right`."""

    operator: str
    left: "Node"
    right: "Node"
    at: int = field(default=0, compare=False, repr=False)


Node = Text | Number | Day | Name | Call | Not | And | Or | Compare | Among | Sum


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule as its author wrote it, with where it stands for messages."""

    text: str
    node: Node
    file: str = field(default="", compare=False)
    line: int = field(default=0, compare=False)
    column: int = field(default=1, compare=False)
    bends: tuple[tuple[int, int, int], ...] = field(default=(), compare=False, repr=False)
    """Where it goes on in a new line: the characters before it, the line, the column."""

    def place(self, at: int) -> tuple[int, int]:
        """The line and column in its file of the character `at` of its text."""
        begun = (0, self.line, self.column)
        before, line, column = max(bend for bend in (begun, *self.bends) if bend[0] <= at)
        return line, column + at - before


def parts_of(node: Node) -> Iterator[Node]:
    """The direct children of `node`."""
    match node:
        case Call(_, arguments):
            yield from arguments
        case Not(of):
            yield of
        case And(parts) | Or(parts):
            yield from parts
        case Compare(_, left, right) | Sum(_, left, right):
            yield left
            yield right
        case Among(left, items):
            yield left
            yield from items
        case Text() | Number() | Day() | Name():
            return


def walk(node: Node) -> Iterator[Node]:
    """`node` and everything below it."""
    yield node
    for part in parts_of(node):
        yield from walk(part)


_BINDING = {Or: 1, And: 2, Not: 3, Compare: 4, Among: 4, Sum: 5}


def write(node: Node) -> str:  # noqa: C901, PLR0911  (one case a kind of node)
    """The tree as rule text, with no more brackets than it needs."""
    match node:
        case Text(value):
            return f"'{value}'"
        case Number(value):
            return str(value)
        case Day(value):
            return value.isoformat()
        case Name(name):
            return name
        case Call(function, arguments):
            return f"{function}({', '.join(write(argument) for argument in arguments)})"
        case Not(of):
            return f"not {_bound(of, 3)}"
        case And(parts):
            return " and ".join(_bound(part, 3) for part in parts)
        case Or(parts):
            return " or ".join(_bound(part, 2) for part in parts)
        case Compare(operator, left, right):
            return f"{_bound(left, 5)} {operator} {_bound(right, 5)}"
        case Among(left, items):
            return f"{_bound(left, 5)} in ({', '.join(write(item) for item in items)})"
        case Sum(operator, left, right):
            return f"{_bound(left, 5)} {operator} {_bound(right, 6)}"


def _bound(node: Node, least: int) -> str:
    text = write(node)
    return text if _BINDING.get(type(node), 9) >= least else f"({text})"
