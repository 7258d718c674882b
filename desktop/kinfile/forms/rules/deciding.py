# SPDX-License-Identifier: Apache-2.0
"""Which parts of a rule decide how it came out, and the facts that each of them rests on.

Of a true `or` only the arms that are true matter, of a false `and` only those that are false; one
that cannot tell is kept open by what is blank. `Decider.clauses` walks the tree beside the
compiled closures, so a word has one meaning and not two. What it names is enough: with the facts
named as they are and the rows of the groups read as many as they are, the rule comes out the same
whatever else is answered (a property test). It runs when somebody asks, not at every change.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

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
    Sum,
    Text,
)
from kinfile.forms.rules.evaluate import Compiler
from kinfile.forms.rules.operations import PlainOf, Truth, TruthOf
from kinfile.forms.rules.scope import NO_ROW, Cells, Field, Names, Plain, Scope
from kinfile.forms.rules.trace import Reading


class Rows(NamedTuple):
    """How many rows a group has."""

    group: str


class Limit(NamedTuple):
    """A limit of the local profile."""

    name: str


class Timing(NamedTuple):
    """A timing of the local profile."""

    name: str


class Today(NamedTuple):
    """Which day it is."""


class Standings(NamedTuple):
    """How many other alerts of a severity stand."""

    severity: str


Fact = Reading | Rows | Limit | Timing | Today | Standings
"""What a rule rests on. A Reading may be of an answer that is blank or hidden."""


class Outcome(Enum):
    """How a rule came out, as far as somebody acts on it: what is unknown is neither."""

    TRUE = "true"
    NOT_TRUE = "not true"
    FALSE = "false"
    NOT_FALSE = "not false"


_DENIED = {
    Outcome.TRUE: Outcome.FALSE,
    Outcome.FALSE: Outcome.TRUE,
    Outcome.NOT_TRUE: Outcome.NOT_FALSE,
    Outcome.NOT_FALSE: Outcome.NOT_TRUE,
}
_WANT_EVERY_ARM = {
    And: (Outcome.TRUE, Outcome.NOT_FALSE),
    Or: (Outcome.FALSE, Outcome.NOT_TRUE),
}
"""Outcomes of an `and` or `or` that every one of its arms has to bear out."""

_AT_LEAST: dict[tuple[str, Truth], bool] = {
    (operator, truth): truth is (operator in (">", ">="))
    for operator in ("<", "<=", ">", ">=")
    for truth in (True, False)
}
"""A comparison of a count and how it came out -> whether so many hold, or so many do not."""


@dataclass(frozen=True, slots=True)
class Clause:
    """One part of a rule that decided: a comparison, a word like `is`, or a count of rows.

    `number` is the row that it was read in, from 1, with its `group`; 0 and "" outside rows.
    """

    node: Node
    group: str
    number: int
    truth: Truth
    facts: tuple[Fact, ...]


class _Here(NamedTuple):
    """Where a part of a rule is read."""

    scope: Scope
    row: Cells = NO_ROW
    group: str = ""
    number: int = 0


_Part = tuple[Node, _Here]
"""A part of a rule, and where it is read."""


class Decider:
    """Finds what decided. One a form; closures of parts are kept."""

    def __init__(self, names: Names, compiler: Compiler) -> None:
        self._names = names
        self._compiler = compiler
        self._truths: dict[tuple[int, str], tuple[Node, TruthOf]] = {}
        self._plains: dict[tuple[int, str], tuple[Node, PlainOf]] = {}

    def clauses(
        self,
        node: Node,
        scope: Scope,
        outcome: Outcome,
        *,
        row: Cells = NO_ROW,
        group: str = "",
        number: int = 0,
    ) -> tuple[Clause, ...]:
        """The parts of `node` that make it come out as it does, which must be `outcome`.

        In the order in which the rule names them, each once.
        """
        found = self._deciding(node, _Here(scope, row, group, number), outcome)
        return tuple(dict.fromkeys(found))

    def decide(
        self, node: Node, scope: Scope, *, row: Cells = NO_ROW, group: str = "", number: int = 0
    ) -> tuple[Truth, tuple[Clause, ...]]:
        """How a condition comes out, and what makes it true, or keeps it from being true."""
        truth = self._truth(node, _Here(scope, row, group, number))
        outcome = Outcome.TRUE if truth else Outcome.NOT_TRUE
        return truth, self.clauses(node, scope, outcome, row=row, group=group, number=number)

    def _truth(self, node: Node, here: _Here) -> Truth:
        key = (id(node), here.group)
        if key not in self._truths:
            # The node is kept too: no other can get its id while it lives.
            self._truths[key] = node, self._compiler.truth(node, here.group)
        return self._truths[key][1](here.scope, here.row)

    def _plain(self, node: Node, here: _Here) -> Plain | None:
        key = (id(node), here.group)
        if key not in self._plains:
            self._plains[key] = node, self._compiler.plain(node, here.group)[0]
        return self._plains[key][1](here.scope, here.row)

    # -- truths ---------------------------------------------------------------------------

    def _deciding(  # noqa: C901  (one case a kind of node)
        self, node: Node, here: _Here, outcome: Outcome
    ) -> Iterator[Clause]:
        match node:
            case Not(of):
                yield from self._deciding(of, here, _DENIED[outcome])
            case And(parts) | Or(parts):
                every = outcome in _WANT_EVERY_ARM[type(node)]
                for part in parts if every else self._arms(node, parts, here):
                    yield from self._deciding(part, here, outcome)
            case Call("any" | "all", (Name(rows), condition)):
                yield from self._over_rows(node, rows, condition, here)
            case Name(name):
                body, within = self._body(name, here)
                yield from self._deciding(body, within, outcome)
            case Compare(_, left, right):
                counted = self._counted(node, here)
                if counted is None:
                    yield self._clause(node, here, self._compared(left, right, here))
                else:
                    yield from counted
            case Among(left, _):
                yield self._clause(node, here, self._value(left, here))
            case Call(_, (question, *_)):
                yield self._clause(node, here, self._value(question, here))

    def _arms(self, node: And | Or, parts: tuple[Node, ...], here: _Here) -> list[Node]:
        """The arms of which one alone decides; where none does, those that keep it open."""
        deciding = isinstance(node, Or)
        truths = [(part, self._truth(part, here)) for part in parts]
        sure = [part for part, truth in truths if truth is deciding]
        return sure or [part for part, truth in truths if truth is None]

    def _body(self, name: str, here: _Here) -> tuple[Node, _Here]:
        """What a definition stands for, and where that is read."""
        within = self._names.row_definitions.get(name, "")
        body = self._names.definitions[name].node
        return body, here if within else _Here(here.scope)

    def _rows(self, group: str, here: _Here) -> Iterator[_Here]:
        for number, cells in enumerate(here.scope.rows.get(group, ()), start=1):
            yield _Here(here.scope, cells, group, number)

    def _over_rows(self, node: Call, group: str, condition: Node, here: _Here) -> Iterator[Clause]:
        if group not in self._names.groups:
            return
        rows = [(row, self._truth(condition, row) is True) for row in self._rows(group, here)]
        sought = node.function == "any"
        found = [row for row, holds in rows if holds is sought]
        outcome = Outcome.TRUE if bool(found) is sought else Outcome.NOT_TRUE
        parts = [(condition, row) for row in found or [row for row, _ in rows]]
        clauses = list(self._of_all(parts, outcome))
        # Where no row decides alone every one counts, and that there is no other.
        if not found or not _name_rows(clauses, found):
            yield self._clause(node, here, iter([Rows(group)]))
        yield from clauses

    def _of_all(self, parts: list[_Part], outcome: Outcome) -> Iterator[Clause]:
        for part, here in parts:
            yield from self._deciding(part, here, outcome)

    def _clause(self, node: Node, here: _Here, facts: Iterator[Fact]) -> Clause:
        read = tuple(dict.fromkeys(facts))
        return Clause(node, here.group, here.number, self._truth(node, here), read)

    # -- counts against a number ------------------------------------------------------------

    def _counted(self, node: Compare, here: _Here) -> list[Clause] | None:
        """What decides "at least two of these": those that hold, or all the others.

        None for any other comparison.
        """
        left, within = node.left, here
        while isinstance(left, Name) and left.id in self._names.definitions:
            left, within = self._body(left.id, within)
        holding = _AT_LEAST.get((node.operator, self._truth(node, here)))
        if holding is None or not isinstance(node.right, Number):
            return None
        match left:
            case Call("how_many", conditions):
                parts = [(part, within) for part in conditions]
                return self._held(parts, holding=holding)[1]
            case Call("count", (Name(group), condition)) if group in self._names.groups:
                rows = [(condition, row) for row in self._rows(group, within)]
                found, clauses = self._held(rows, holding=holding)
                if not holding or not _name_rows(clauses, [row for _, row in found]):
                    clauses.insert(0, self._clause(node, here, iter([Rows(group)])))
                return clauses
        return None

    def _held(self, parts: list[_Part], *, holding: bool) -> tuple[list[_Part], list[Clause]]:
        """Of counted parts those that hold, or those that do not, and what decides each."""
        outcome = Outcome.TRUE if holding else Outcome.NOT_TRUE
        found = [each for each in parts if (self._truth(*each) is True) is holding]
        return found, list(self._of_all(found, outcome))

    # -- values -------------------------------------------------------------------------------

    def _compared(self, left: Node, right: Node, here: _Here) -> Iterator[Fact]:
        """Both sides; where one has no value, that one alone keeps it open."""
        sides = (left, right)
        blank = [side for side in sides if self._plain(side, here) is None]
        for side in blank or sides:
            yield from self._value(side, here)

    def _value(self, node: Node, here: _Here) -> Iterator[Fact]:  # noqa: C901  (one case a kind)
        """What makes a value what it is, or keeps it from being one."""
        match node:
            case Sum(_, left, right):
                yield from self._compared(left, right, here)
            case Name(name) if name in self._names.definitions:
                body, within = self._body(name, here)
                yield from self._value(body, within)
            case Name(name):
                yield from self._read(name, here)
            case Call("days" | "weeks" | "workdays" | "age", (first, second)):
                yield from self._compared(first, second, here)
            case Call("coalesce", (first, second)):
                yield from self._value(first, here)
                if self._plain(first, here) is None:
                    yield from self._value(second, here)
            case Call("how_many", conditions):
                yield from self._of_parts([(part, here) for part in conditions])
            case Call("count" | "sum", (Name(group), *rest)):
                yield from self._of_rows(node, group, rest, here)
            case Call("length", (question,)):
                yield from self._value(question, here)
            case Call():
                yield from self._of_call(node, here)

    def _of_parts(self, parts: list[_Part]) -> Iterator[Fact]:
        for part, here in parts:
            holds = self._truth(part, here) is True
            outcome = Outcome.TRUE if holds else Outcome.NOT_TRUE
            for clause in self._deciding(part, here, outcome):
                yield from clause.facts

    def _of_rows(self, node: Call, group: str, rest: list[Node], here: _Here) -> Iterator[Fact]:
        if group not in self._names.groups:
            return
        yield Rows(group)
        rows = list(self._rows(group, here))
        if node.function == "sum":
            for row in rows:
                yield from self._value(rest[0], row)
        elif rest:
            yield from self._of_parts([(rest[0], row) for row in rows])

    def _of_call(self, node: Call, here: _Here) -> Iterator[Fact]:
        match node.function, node.arguments:
            case "today", ():
                yield Today()
            case "limit", (Text(name),):
                yield Limit(name)
            case "milestone", (Text(name),):
                yield from self._read("edd", here._replace(row=NO_ROW, group="", number=0))
                yield Timing(name)
            case "alerts_standing", (Text(severity),):
                yield Standings(severity)
            case "of", (Name(person), Name(name)):
                yield from self._read(person, here)
                yield from self._read_of(person, name, here)

    def _read(self, name: str, here: _Here) -> Iterator[Fact]:
        field = self._field(name, here)
        if field is not None:
            yield Reading(field.id, here.number if field.group else 0)

    def _read_of(self, person: str, name: str, here: _Here) -> Iterator[Fact]:
        """The answer in the row of the person whom an answer names, or who there is to name."""
        field = self._field(person, here)
        cell = (here.row if field.group else here.scope.record).get(field.id) if field else None
        if cell is None:
            return
        groups = [group for group in self._names.people if group in self._names.groups]
        meant = here.scope.people.get(str(cell.plain))
        if meant is None:
            yield from (Rows(group) for group in groups)
        for group in groups:
            for row in self._rows(group, here):
                if row.row is meant and name in self._names.groups[group]:
                    yield Reading(self._names.groups[group][name].id, row.number)

    def _field(self, name: str, here: _Here) -> Field | None:
        own = self._names.groups[here.group].get(name) if here.group else None
        return own or self._names.record.get(name)


def _name_rows(clauses: list[Clause], rows: list[_Here]) -> bool:
    """Whether something is named in every one of `rows`, so that naming it names the row."""
    named = {
        fact.number for clause in clauses for fact in clause.facts if isinstance(fact, Reading)
    }
    return all(row.number in named for row in rows)
