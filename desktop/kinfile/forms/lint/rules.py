# SPDX-License-Identifier: Apache-2.0
"""Rules that name what is not there, or that mean something else than they say.

A rule of which one part is wrong is looked at part by part, so that each mistake is found.
"""

from collections.abc import Iterator

from kinfile.forms.fields import UNREAD
from kinfile.forms.lint.blanks import Doubt, blanks, within
from kinfile.forms.lint.findings import Findings, Level
from kinfile.forms.lint.reading import Reading
from kinfile.forms.model import NonAnswer, Source
from kinfile.forms.rules.ast import (
    Among,
    And,
    Call,
    Compare,
    Day,
    Name,
    Node,
    Not,
    Number,
    Or,
    Rule,
    Sum,
    Text,
    parts_of,
    walk,
)
from kinfile.forms.rules.evaluate import PLAIN_FUNCTIONS, Compiler
from kinfile.forms.rules.parse import RuleMistake
from kinfile.forms.rules.scope import Field, Names

_STATUSES = frozenset(NonAnswer)


def look_at_rules(reading: Reading, findings: Findings) -> set[Source]:
    """Every rule of the form, each on its own. Gives the places of those with a mistake."""
    faulty: set[Source] = set()
    compiler = Compiler(reading.names, dict.fromkeys(reading.form.wordlists, _never))
    look = _Look(reading, compiler)
    for rule, group, may_be_value in reading.rules():
        if group and group not in reading.names.groups:
            if group not in reading.unread:
                findings.add(place_of(rule, 0), "rule-group", facts={"found": group})
            continue
        is_value = may_be_value and _is_value(rule.node, reading.names)
        for mistake in look.at(rule.node, group, is_value=is_value):
            where = mistake.rule or rule
            faulty |= {place_of(rule, 0), place_of(where, 0)}
            if where.node is UNREAD or reading.unread & set(mistake.facts.values()):
                continue
            findings.add(place_of(where, mistake.at), mistake.problem, facts=mistake.facts)
        doubts = (*look.doubts(rule.node, group), *blanks(rule.node, reading.names))
        for doubt in doubts:
            at = place_of(rule, doubt.node.at)
            findings.add(at, doubt.code, doubt.level, {"found": doubt.name})
    return faulty


def place_of(rule: Rule, at: int) -> Source:
    """Where the character `at` of a rule stands in its file."""
    line, column = rule.place(at)
    return Source(rule.file, line, column)


def _never(_text: str) -> bool:
    return False


def _is_value(node: Node, names: Names) -> bool:
    """Whether a definition is meant as a number, a day or a text."""
    match node:
        case Name(name) if name in names.definitions:
            return _is_value(names.definitions[name].node, names)
        case Name() | Sum() | Number() | Day() | Text():
            return True
        case Call(function):
            return function in PLAIN_FUNCTIONS
    return False


class _Look:
    """Looks at the rules of one form."""

    def __init__(self, reading: Reading, compiler: Compiler) -> None:
        self._names = reading.names
        self._compiler = compiler

    def at(self, node: Node, group: str, *, is_value: bool) -> Iterator[RuleMistake]:
        """Mistakes in a rule: those of its smallest parts that are wrong by themselves."""
        try:
            if is_value:
                self._compiler.plain(node, group)
            else:
                self._compiler.truth(node, group)
        except RuleMistake as mistake:
            inner = [
                found
                for part, rows in self._conditions(node, group)
                for found in self.at(part, rows, is_value=False)
            ]
            yield from inner or [self._clash(node, group, mistake)]

    def _clash(self, node: Node, group: str, mistake: RuleMistake) -> RuleMistake:
        """A code that the row's question never has, but the record's of that name, is a clash."""
        for part in walk(node):
            match part:
                case Call("is" | "has" | "only", (Name(name), *_)):
                    row, record = self._both(name, group)
                    found = mistake.facts.get("found", "")
                    if row and record and found in (record.codes or {found}):
                        return RuleMistake("name-clash", part.arguments[0].at, found=name)
        return mistake

    def _both(self, name: str, group: str) -> tuple[Field | None, Field | None]:
        """The questions of that name in the row and in the record."""
        return self._names.groups.get(group, {}).get(name), self._names.record.get(name)

    def doubts(self, node: Node, group: str) -> Iterator[Doubt]:
        """Statuses that are compared, lists that never match, names that mean two questions."""
        match node:
            case Compare(_, left, right):
                sides = (left, right)
                statuses = [side for side in sides if isinstance(side, Text)]
                yield from self._statuses(statuses)
            case Among(_, items):
                yield from self._statuses([item for item in items if isinstance(item, Text)])
            case Call("is" | "has" | "only", (Name(name), *values)):
                yield from self._lists(name, values, group)
            case Name(name) if name not in self._names.definitions and all(self._both(name, group)):
                yield Doubt("name-clash", node, name, Level.WARNING)
        for part in parts_of(node):
            yield from self.doubts(part, within(node, group))

    def _statuses(self, words: list[Text]) -> Iterator[Doubt]:
        for word in words:
            if word.value in _STATUSES:
                yield Doubt("status-compared", word, word.value)

    def _lists(self, name: str, values: list[Node], group: str) -> Iterator[Doubt]:
        row, record = self._both(name, group)
        field = row or record
        if field is None or field.codes is None:
            return
        for value in values:
            listed = self._names.lists.get(value.id) if isinstance(value, Name) else None
            if listed is not None and not field.codes & set(listed):
                yield Doubt("list-never", value, str(getattr(value, "id", "")))

    def _conditions(self, node: Node, group: str) -> Iterator[tuple[Node, str]]:
        """The parts of a condition that are conditions, and the group they are read in."""
        match node:
            case And(parts) | Or(parts) | Call("how_many", parts):
                yield from ((part, group) for part in parts)
            case Not(of):
                yield of, group
            case Call("any" | "all" | "count", (Name(rows), condition)):
                if not group and rows in self._names.groups:
                    yield condition, rows
            case Compare(_, left, right) | Sum(_, left, right):
                yield from self._conditions(left, group)
                yield from self._conditions(right, group)
