# SPDX-License-Identifier: Apache-2.0
"""What a rule reads, and which of today's answers made it true.

`references` serves the order of evaluation, the search for cycles and "cannot tell yet".
`because` serves "why": it walks the tree beside the compiled closures, so there is one meaning
of each word and not two.
"""

from collections.abc import Iterator
from typing import NamedTuple

from kinfile.forms.rules.ast import And, Call, Name, Node, Not, Or, Text, parts_of, walk
from kinfile.forms.rules.evaluate import Compiler
from kinfile.forms.rules.operations import TruthOf
from kinfile.forms.rules.scope import NO_ROW, Cells, Field, Names, Scope


class Reading(NamedTuple):
    """An answer that a rule read: the full question id, and the row counted from 1 (0: none)."""

    question: str
    number: int = 0


def references(node: Node, names: Names, group: str = "") -> frozenset[str]:
    """Full ids of the questions that `node` may read, definitions looked into."""
    return frozenset(_references(node, names, group, frozenset()))


def _references(  # noqa: C901  (one case a way of naming)
    node: Node, names: Names, group: str, seen: frozenset[str]
) -> Iterator[str]:
    match node:
        case Call("any" | "all" | "count" | "sum", (Name(rows), *rest)):
            if rows in names.groups:
                for part in rest:
                    yield from _references(part, names, rows, seen)
        case Call("of", (person, Name(field))):
            yield from _references(person, names, group, seen)
            for people in names.people:
                if field in names.groups.get(people, {}):
                    yield names.groups[people][field].id
        case Call("milestone"):
            yield from _named("edd", names, "", seen)
        case Name(name):
            yield from _named(name, names, group, seen)
        case _:
            for part in parts_of(node):
                yield from _references(part, names, group, seen)


def _named(name: str, names: Names, group: str, seen: frozenset[str]) -> Iterator[str]:
    if name in names.definitions:
        if name not in seen:
            within = names.row_definitions.get(name, "")
            body = names.definitions[name].node
            yield from _references(body, names, within, seen | {name})
        return
    field = names.groups.get(group, {}).get(name) or names.record.get(name)
    if field is not None:
        yield field.id


def uses_standing_alerts(node: Node, names: Names) -> bool:
    """Whether the rule asks which alerts stand, itself or through a definition."""
    return any(
        (isinstance(part, Call) and part.function == "alerts_standing")
        or (
            isinstance(part, Name)
            and part.id in names.definitions
            and uses_standing_alerts(names.definitions[part.id].node, names)
        )
        for part in walk(node)
    )


class Tracer:
    """Finds the answers behind a rule's truth. One a form; closures of parts are kept."""

    def __init__(self, names: Names, compiler: Compiler) -> None:
        self._names = names
        self._compiler = compiler
        self._truths: dict[tuple[int, str], tuple[Node, TruthOf]] = {}

    def because(self, node: Node, scope: Scope) -> tuple[Reading, ...]:
        """The readings that make `node` true in `scope`, in the order in which it names them."""
        return tuple(dict.fromkeys(self._behind(node, scope, NO_ROW, "", 0, holds=True)))

    def _holds(self, node: Node, scope: Scope, row: Cells, group: str) -> bool:
        key = (id(node), group)  # hashing whole trees took half the time of an evaluation
        if key not in self._truths:
            # The node is kept too: no other can get its id while it lives.
            self._truths[key] = node, self._compiler.truth(node, group)
        return self._truths[key][1](scope, row) is True

    def _behind(  # noqa: C901, PLR0912  (one case a kind of node)
        self, node: Node, scope: Scope, row: Cells, group: str, number: int, *, holds: bool
    ) -> Iterator[Reading]:
        """What makes `node` true, or under a `not` false: the parts that are as it is."""
        match node:
            case Not(of):
                yield from self._behind(of, scope, row, group, number, holds=not holds)
            case And(parts) | Or(parts):
                for part in parts:
                    if self._holds(part, scope, row, group) is holds:
                        yield from self._behind(part, scope, row, group, number, holds=holds)
            case Call("how_many", parts):
                for part in parts:
                    if self._holds(part, scope, row, group):
                        yield from self._behind(part, scope, row, group, number, holds=True)
            case Call("all", (Name(rows), condition)):
                yield from self._behind_rows(rows, condition, scope, holds=holds)
            case Call("any" | "count" as word, (Name(rows), condition)):
                if holds or word == "count":  # that nobody does so speaks of no row
                    yield from self._behind_rows(rows, condition, scope, holds=True)
            case Call("count"):
                return
            case Call("of", (Name(person), Name(name))):
                yield from self._read(person, scope, row, group, number)
                yield from self._read_of(person, name, scope, row, group)
            case Call("sum" | "milestone"):
                yield from self._behind_number(node, scope)
            case Name(name) if name in self._names.definitions:
                body = self._names.definitions[name].node
                within = self._names.row_definitions.get(name, "")
                n = number if within else 0
                yield from self._behind(body, scope, row, within, n, holds=holds)
            case Name(name):
                yield from self._read(name, scope, row, group, number)
            case _:
                for part in parts_of(node):
                    yield from self._behind(part, scope, row, group, number, holds=True)

    def _behind_rows(
        self, rows: str, condition: Node, scope: Scope, *, holds: bool
    ) -> Iterator[Reading]:
        if rows not in self._names.groups:
            return
        for number, cells in enumerate(scope.rows.get(rows, ()), start=1):
            if self._holds(condition, scope, cells, rows) is holds:
                yield from self._behind(condition, scope, cells, rows, number, holds=holds)

    def _behind_number(self, node: Call, scope: Scope) -> Iterator[Reading]:
        match node.arguments:
            case (Name(rows), Name(name)) if rows in self._names.groups:
                for number, cells in enumerate(scope.rows.get(rows, ()), start=1):
                    yield from self._read(name, scope, cells, rows, number)
            case (Text(),):
                yield from self._read("edd", scope, NO_ROW, "", 0)

    def _read_of(
        self, person: str, name: str, scope: Scope, row: Cells, group: str
    ) -> Iterator[Reading]:
        """The answer in the row of the person whom an answer names."""
        field = self._field(person, group)
        if field is None:
            return
        cell = (row if field.group else scope.record).get(field.id)
        meant = scope.people.get(str(cell.plain)) if cell else None
        for people in self._names.people:
            for number, cells in enumerate(scope.rows.get(people, ()), start=1):
                if cells is meant:
                    yield from self._read(name, scope, cells, people, number)

    def _read(
        self, name: str, scope: Scope, row: Cells, group: str, number: int
    ) -> Iterator[Reading]:
        field = self._field(name, group)
        if field is None:
            return
        if field.group:
            if field.id in row:
                yield Reading(field.id, number)
        elif field.id in scope.record:
            yield Reading(field.id)

    def _field(self, name: str, group: str) -> Field | None:
        own = self._names.groups[group].get(name) if group else None
        return own or self._names.record.get(name)
