# SPDX-License-Identifier: Apache-2.0
"""What a rule may come to, whatever anybody answers: true, false, unknown.

Parts are looked at one by one, so a rule that can hold may be missed where two parts exclude each
other in a way that is not looked for. Looked for are answers that one question cannot have at
the same time, and numbers that leave no room.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import reduce

from kinfile.forms.rules.ast import (
    Among,
    And,
    Call,
    Compare,
    Name,
    Node,
    Not,
    Number,
    Or,
    Text,
)
from kinfile.forms.rules.operations import Truth
from kinfile.forms.rules.scope import Field, Names

May = frozenset[Truth]

ANY: May = frozenset({True, False, None})
SURE: May = frozenset({True, False})
FALSE: May = frozenset({False})
UNKNOWN: May = frozenset({None})
_FAR = 10**9


def may(node: Node, names: Names, never: frozenset[str], group: str = "") -> May:
    """What `node` may come to where the questions `never` are shown to nobody."""
    return _May(names, never).of(node, group)


@dataclass(slots=True)
class _Answer:
    """What a conjunction asks of one answer."""

    codes: frozenset[str] | None = None
    but: set[str] = field(default_factory=set)
    least: int = -_FAR
    most: int = _FAR
    is_given: bool = False
    is_blank: bool = False

    @property
    def is_impossible(self) -> bool:
        if self.is_blank and (self.is_given or self.codes is not None):
            return True
        return self.least > self.most or (self.codes is not None and not self.codes - self.but)


class _May:
    def __init__(self, names: Names, never: frozenset[str]) -> None:
        self._names = names
        self._never = never
        self._within: set[str] = set()

    def of(self, node: Node, group: str) -> May:  # noqa: PLR0911  (one case a kind of node)
        match node:
            case Not(of):
                return frozenset(None if t is None else not t for t in self.of(of, group))
            case And(parts):
                return self._all(parts, group)
            case Or(parts):
                return reduce(_either, (self.of(part, group) for part in parts))
            case Compare(_, left, right):
                return (
                    UNKNOWN if self._is_blank(left, group) or self._is_blank(right, group) else ANY
                )
            case Among(left, _):
                return UNKNOWN if self._is_blank(left, group) else ANY
            case Name(name):
                return self._defined(name)
            case Call():
                return self._call(node, group)
        return ANY

    def _all(self, parts: tuple[Node, ...], group: str) -> May:
        together = reduce(_both, (self.of(part, group) for part in parts))
        if self._contradicts(parts, group):
            return together - {True} or FALSE
        return together

    def _defined(self, name: str) -> May:
        rule = self._names.definitions.get(name)
        if rule is None or name in self._within:
            return ANY
        self._within.add(name)
        found = self.of(rule.node, self._names.row_definitions.get(name, ""))
        self._within.discard(name)
        return found

    def _call(self, node: Call, group: str) -> May:
        match node.function, node.arguments:
            case "is" | "has" | "only" | "answered" | "known" | "matches", (Name(name), *_):
                return FALSE if self._is_never(name, group) else SURE
            case "any", (Name(rows), condition):
                if rows not in self._names.groups or True not in self.of(condition, rows):
                    return FALSE
                return SURE
            case "all", (Name(rows), _):
                return SURE if rows in self._names.groups else frozenset({True})
        return SURE

    def _codes(self, values: list[Node]) -> frozenset[str]:
        codes: set[str] = set()
        for value in values:
            if isinstance(value, Text):
                codes.add(value.value)
            elif isinstance(value, Name):
                codes.update(self._names.lists.get(value.id, ()))
        return frozenset(codes)

    def _field(self, name: str, group: str) -> Field | None:
        return self._names.groups.get(group, {}).get(name) or self._names.record.get(name)

    def _is_never(self, name: str, group: str) -> bool:
        """Whether nobody is ever asked: another form's question, or one that nothing shows."""
        found = self._field(name, group)
        if found is not None:
            return found.id in self._never
        return name in self._names.foreign or name in self._names.foreign_groups.get(group, ())

    def _is_blank(self, node: Node, group: str) -> bool:
        """Whether a value is unknown for ever."""
        match node:
            case Name(name) if name in self._names.definitions:
                body = self._names.definitions[name].node
                return self._is_blank(body, self._names.row_definitions.get(name, ""))
            case Name(name):
                return self._is_never(name, group)
            case Call("days" | "weeks" | "workdays" | "age", (first, second)):
                return self._is_blank(first, group) or self._is_blank(second, group)
            case Call("coalesce", (first, second)):
                return self._is_blank(first, group) and self._is_blank(second, group)
        return False

    # -- contradictions -----------------------------------------------------------------------

    def _contradicts(self, parts: tuple[Node, ...], group: str) -> bool:
        asked: dict[str, _Answer] = {}
        for part, rows in self._flat(parts, group):
            self._ask(asked, part, rows, holds=True)
        return any(answer.is_impossible for answer in asked.values())

    def _flat(self, parts: tuple[Node, ...], group: str) -> Iterator[tuple[Node, str]]:
        """Everything that has to hold, looked into definitions."""
        for part in parts:
            match part:
                case And(inner):
                    yield from self._flat(inner, group)
                case Name(name) if name in self._names.definitions and name not in self._within:
                    self._within.add(name)
                    within = self._names.row_definitions.get(name, "")
                    yield from self._flat((self._names.definitions[name].node,), within)
                    self._within.discard(name)
                case _:
                    yield part, group

    def _ask(self, asked: dict[str, _Answer], node: Node, group: str, *, holds: bool) -> None:
        match node:
            case Not(of):
                self._ask(asked, of, group, holds=not holds)
            case Call("is", (Name(name), *values)):
                self._ask_codes(asked, name, self._codes(values), group, holds=holds)
            case Call("answered", (Name(name),)):
                answer = self._answer(asked, name, group)
                if answer:
                    answer.is_given |= holds
                    answer.is_blank |= not holds
            case Compare(operator, Name(name), Number(n)) if holds and operator != "!=":
                answer = self._answer(asked, name, group)
                if answer:
                    least, most = _span(operator, n)
                    answer.least, answer.most = max(answer.least, least), min(answer.most, most)

    def _ask_codes(
        self,
        asked: dict[str, _Answer],
        name: str,
        codes: frozenset[str],
        group: str,
        *,
        holds: bool,
    ) -> None:
        answer = self._answer(asked, name, group)
        if answer is None:
            return
        if holds:
            answer.codes = codes if answer.codes is None else answer.codes & codes
        else:
            answer.but |= codes

    def _answer(self, asked: dict[str, _Answer], name: str, group: str) -> _Answer | None:
        """What is asked so far of a question that takes one answer."""
        found = self._field(name, group)
        if found is None or found.is_multi:
            return None
        return asked.setdefault(found.id, _Answer())


def _span(operator: str, n: int) -> tuple[int, int]:
    """The least and greatest whole number that compares so with `n`."""
    return {
        "<": (-_FAR, n - 1),
        "<=": (-_FAR, n),
        ">": (n + 1, _FAR),
        ">=": (n, _FAR),
        "=": (n, n),
    }[operator]


def _both(left: May, right: May) -> May:
    return frozenset(
        False if False in (a, b) else None if None in (a, b) else True for a in left for b in right
    )


def _either(left: May, right: May) -> May:
    return frozenset(
        True if True in (a, b) else None if None in (a, b) else False for a in left for b in right
    )
