# SPDX-License-Identifier: Apache-2.0
"""What a rule reads, and which of today's answers made it true.

`references` serves the order of evaluation, the search for cycles and "cannot tell yet".
`because` serves "why": it walks the tree beside the compiled closures, so there is one meaning
of each word and not two.
"""

from collections.abc import Iterator
from typing import NamedTuple

from kinfile.forms.rules.ast import Call, Name, Node, Or, parts_of, walk
from kinfile.forms.rules.evaluate import Compiler
from kinfile.forms.rules.operations import TruthOf
from kinfile.forms.rules.scope import NO_ROW, Cells, Names, Scope


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
            yield "edd"
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
    field = (names.groups[group].get(name) if group else None) or names.record.get(name)
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
        self._truths: dict[tuple[Node, str], TruthOf] = {}

    def because(self, node: Node, scope: Scope) -> tuple[Reading, ...]:
        """The readings that make `node` true in `scope`, in the order in which it names them."""
        return tuple(dict.fromkeys(self._behind(node, scope, NO_ROW, "", 0)))

    def _holds(self, node: Node, scope: Scope, row: Cells, group: str) -> bool:
        key = (node, group)
        if key not in self._truths:
            self._truths[key] = self._compiler.truth(node, group)
        return self._truths[key](scope, row) is True

    def _behind(  # noqa: C901  (one case a kind of node)
        self, node: Node, scope: Scope, row: Cells, group: str, number: int
    ) -> Iterator[Reading]:
        match node:
            case Or(parts) | Call("how_many", parts):
                for part in parts:
                    if self._holds(part, scope, row, group):
                        yield from self._behind(part, scope, row, group, number)
            case Call("any" | "all" | "count" as word, (Name(rows), condition)):
                yield from self._behind_rows(word, rows, condition, scope)
            case Call("any" | "all" | "count" | "sum"):
                return
            case Name(name) if name in self._names.definitions:
                body = self._names.definitions[name].node
                within = self._names.row_definitions.get(name, "")
                yield from self._behind(body, scope, row, within, number if within else 0)
            case Name(name):
                yield from self._read(name, scope, row, group, number)
            case _:
                for part in parts_of(node):
                    yield from self._behind(part, scope, row, group, number)

    def _behind_rows(
        self, word: str, rows: str, condition: Node, scope: Scope
    ) -> Iterator[Reading]:
        """`any` and `count` rest on the rows for which the condition holds, `all` on every row."""
        if rows not in self._names.groups:
            return
        for number, cells in enumerate(scope.rows.get(rows, ()), start=1):
            if word == "all" or self._holds(condition, scope, cells, rows):
                yield from self._behind(condition, scope, cells, rows, number)

    def _read(
        self, name: str, scope: Scope, row: Cells, group: str, number: int
    ) -> Iterator[Reading]:
        field = (self._names.groups[group].get(name) if group else None) or (
            self._names.record.get(name)
        )
        if field is None:
            return
        if field.group:
            if field.id in row:
                yield Reading(field.id, number)
        elif field.id in scope.record:
            yield Reading(field.id)
