# SPDX-License-Identifier: Apache-2.0
"""Comparisons that a blank makes unknown, where their author may well expect them to hold.

`q != 'no'` and `not q > 3` are unknown while nothing is answered to q, and so nothing happens.
`not is(q, 'no')` is true then. One of the two is meant, so the first has to be written out with
`known(q)` beside it.
"""

from collections.abc import Iterator
from typing import NamedTuple

from kinfile.forms.lint.findings import Level
from kinfile.forms.model import NonAnswer
from kinfile.forms.rules.ast import (
    Among,
    And,
    Call,
    Compare,
    Name,
    Node,
    Not,
    Or,
    Text,
    parts_of,
    walk,
)
from kinfile.forms.rules.scope import Names

_OF_ROWS = frozenset({"any", "all", "count", "sum"})
_BETWEEN = frozenset({"days", "weeks", "workdays", "age"})
_OF_OTHERS = frozenset({"of", "milestone"})


class Doubt(NamedTuple):
    """A part of a rule that may not do what it says, and a name that it is about."""

    code: str
    node: Node
    name: str
    level: Level = Level.ERROR


def within(node: Node, group: str) -> str:
    """The group in whose rows the parts of `node` are read."""
    match node:
        case Call(function, (Name(rows), *_)) if function in _OF_ROWS:
            return rows
    return group


def blanks(node: Node, names: Names) -> Iterator[Doubt]:
    """What a blank leaves unknown under a `not`, or compared with !=."""
    return _Blanks(names).within(node, frozenset(), denied=False)


class _Blanks:
    def __init__(self, names: Names) -> None:
        self._names = names

    def within(  # noqa: C901  (one case a kind of node)
        self, node: Node, known: frozenset[str], *, denied: bool
    ) -> Iterator[Doubt]:
        match node:
            case Compare(operator) if operator == "!=" or denied:
                code = "unequal-blank" if operator == "!=" else "denied-blank"
                yield from self._compared(code, node, known)
            case Among() if denied:
                yield from self._compared("denied-blank", node, known)
            case Not(of):
                yield from self.within(of, known, denied=not denied)
            case And(parts) | Or(parts):
                sure = known | {name for part in parts for name in _sure(part, node)}
                for part in parts:
                    yield from self.within(part, sure, denied=denied)
            case Name(name) if denied and self._holds_comparison(name):
                yield Doubt("denied-blank", node, name)
            case Call(_, arguments):
                for part in arguments:
                    yield from self.within(part, known, denied=denied)

    def _holds_comparison(self, name: str) -> bool:
        """Whether a definition compares something that may be blank."""
        rule = self._names.definitions.get(name)
        return rule is not None and any(self.within(rule.node, frozenset(), denied=True))

    def _compared(self, code: str, node: Node, known: frozenset[str]) -> Iterator[Doubt]:
        compared = {part.value for part in walk(node) if isinstance(part, Text)}
        # A comparison with a status is a mistake of its own.
        if self._may_be_blank(node, known) and not compared & set(NonAnswer):
            name = next((part.id for part in walk(node) if isinstance(part, Name)), "")
            yield Doubt(code, node, name)

    def _may_be_blank(self, node: Node, known: frozenset[str]) -> bool:
        match node:
            case Name(name) if name in self._names.definitions:
                return self._may_be_blank(self._names.definitions[name].node, frozenset())
            case Name(name):
                return name not in known and name not in self._names.lists
            case Call("coalesce", arguments):
                return all(self._may_be_blank(part, known) for part in arguments)
            case Call(function) if function not in _BETWEEN:
                return function in _OF_OTHERS
        return any(self._may_be_blank(part, known) for part in parts_of(node))


def _sure(part: Node, whole: Node) -> Iterator[str]:
    """Names that a part beside it makes sure of: `known(q) and ...`, `not known(q) or ...`."""
    match part:
        case Call("known", (Name(name),)) if isinstance(whole, And):
            yield name
        case Not(Call("known", (Name(name),))) if isinstance(whole, Or):
            yield name
