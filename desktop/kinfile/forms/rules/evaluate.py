# SPDX-License-Identifier: Apache-2.0
"""From a syntax tree to closures over a Scope: compiled once, run at every change.

Truth is three-valued (True, False, None for unknown) after Kleene. The words `is has only
answered known matches any all` and all counts are two-valued: a blank or hidden answer makes
them false or 0. A comparison or sum with a blank, hidden or non-answer is unknown; so is one
with a partial date that holds for some of the days it may mean and not for others.

All mistakes are found while compiling, as RuleMistake; running never raises.
"""

from collections.abc import Callable
from typing import TypeVar

from kinfile.forms.dates import TERM_DAYS
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
    Sum,
    Text,
)
from kinfile.forms.rules.operations import (
    BETWEEN,
    COMPARE,
    CellOf,
    PlainOf,
    TruthOf,
    all_of,
    any_of,
    combined,
    constant,
    how_many,
    length,
    limit,
    negated,
    one_of,
)
from kinfile.forms.rules.parse import RuleMistake
from kinfile.forms.rules.scope import NO_ROW, Cells, Field, Names, Plain, Scope, Span

T = TypeVar("T")
Matcher = Callable[[str], bool]

TRUTH_FUNCTIONS = frozenset({"is", "has", "only", "answered", "known", "any", "all", "matches"})
PLAIN_FUNCTIONS = frozenset(
    {
        *("how_many", "count", "sum", "length", "days", "weeks", "workdays", "age", "today"),
        *("coalesce", "of", "milestone", "limit", "alerts_standing"),
    }
)
FUNCTIONS = TRUTH_FUNCTIONS | PLAIN_FUNCTIONS

_ORDERED = {"<", "<=", ">", ">="}


class Compiler:
    """Compiles the rules of one form. `matchers` gives the test behind each word list."""

    def __init__(self, names: Names, matchers: dict[str, Matcher]) -> None:
        self._names = names
        self._matchers = matchers
        self._truths: dict[str, TruthOf] = {}
        self._plains: dict[str, tuple[PlainOf, str]] = {}
        self._within: list[str] = []

    # -- truths ---------------------------------------------------------------------------

    def truth(self, node: Node, group: str = "") -> TruthOf:  # noqa: C901, PLR0911  (one case a kind)
        """A closure for a condition; `group` is set where the row's names come first."""
        match node:
            case Not(of):
                return negated(self.truth(of, group))
            case And(parts):
                return all_of([self.truth(part, group) for part in parts])
            case Or(parts):
                return any_of([self.truth(part, group) for part in parts])
            case Compare(operator, left, right):
                return self._comparison(operator, left, right, group)
            case Among(left, items):
                return self._among(left, items, group)
            case Name(name):
                return self._defined_truth(node, name, group)
            case Call(function) if function in TRUTH_FUNCTIONS:
                return self._truth_call(node, group)
            case Call(function) if function not in FUNCTIONS:
                raise RuleMistake("rule-function", node.at, found=function)
        raise RuleMistake("rule-not-a-condition", node.at)

    def _defined_truth(self, node: Node, name: str, group: str) -> TruthOf:
        if name not in self._names.definitions:
            if self._find(name, group) is not None or self._is_foreign(name, group):
                raise RuleMistake("rule-bare-question", node.at, found=name)
            raise RuleMistake("rule-name", node.at, found=name)
        return self._definition(node, name, group, self.truth, self._truths)

    def _definition(
        self,
        node: Node,
        name: str,
        group: str,
        compiled: Callable[[Node, str], T],
        kept: dict[str, T],
    ) -> T:
        """What a definition compiles to, worked out once for each way in which it is read."""
        row_group = self._names.row_definitions.get(name, "")
        if row_group and row_group != group:
            raise RuleMistake("rule-row-definition", node.at, found=name, group=row_group)
        if name in self._within:
            raise RuleMistake("rule-cycle", node.at, found=name)
        if name not in kept:
            self._within.append(name)
            rule = self._names.definitions[name]
            try:
                kept[name] = compiled(rule.node, row_group)
            except RuleMistake as mistake:
                mistake.rule = mistake.rule or rule
                raise
            finally:
                self._within.pop()
        return kept[name]

    def _comparison(self, operator: str, left: Node, right: Node, group: str) -> TruthOf:
        a, a_kind = self.plain(left, group)
        b, b_kind = self.plain(right, group)
        _must_compare(operator, a_kind, b_kind, right)
        for node, other in ((left, right), (right, left)):
            if isinstance(node, Text):
                self._check_code(other, node, group)
        return COMPARE[operator](a, b)

    def _among(self, left: Node, items: tuple[Node, ...], group: str) -> TruthOf:
        a, kind = self.plain(left, group)
        values: set[Plain] = set()
        for item in items:
            if isinstance(item, Name) and item.id in self._names.lists:
                values.update(self._names.lists[item.id])
                continue
            if not isinstance(item, Text | Number | Day):
                raise _not_a_literal(item)
            closure, item_kind = self.plain(item, group)
            _must_compare("=", kind, item_kind, item)
            if isinstance(item, Text):
                self._check_code(left, item, group)
            value = closure(Scope(0), NO_ROW)
            if value is not None:
                values.add(value)
        return one_of(a, frozenset(values))

    def _truth_call(self, node: Call, group: str) -> TruthOf:
        match node.function, node.arguments:
            case "is", (question, *values) if values:
                return self._is(question, values, group)
            case "has" | "only", (question, *values) if values:
                return self._has(node.function, question, values, group)
            case "answered", (question,):
                cell = self._cell(question, group)
                return lambda s, r: cell(s, r) is not None
            case "known", (question,):
                cell = self._cell(question, group)
                return lambda s, r: (found := cell(s, r)) is not None and found.is_value
            case "any" | "all", (rows, condition):
                return self._over_rows(node.function, rows, condition, group)
            case "matches", (question, Text(wordlist)):
                return self._matches(question, wordlist, node, group)
        raise RuleMistake("rule-arguments", node.at, found=node.function)

    def _is(self, question: Node, values: list[Node], group: str) -> TruthOf:
        wanted = self._values(question, values, group)
        cell = self._cell(question, group)
        return lambda s, r: (found := cell(s, r)) is not None and not wanted.isdisjoint(found.codes)

    def _has(self, function: str, question: Node, values: list[Node], group: str) -> TruthOf:
        field = self._find(question.id, group) if isinstance(question, Name) else None
        if field is not None and not field.is_multi:
            raise RuleMistake("rule-not-a-multi", question.at, found=field.id)
        wanted = self._values(question, values, group)
        cell = self._cell(question, group)
        if function == "has":
            return lambda s, r: (
                (found := cell(s, r)) is not None and not wanted.isdisjoint(found.codes)
            )
        return lambda s, r: (
            (found := cell(s, r)) is not None and found.is_value and found.codes <= wanted
        )

    def _over_rows(self, function: str, rows: Node, condition: Node, group: str) -> TruthOf:
        name = self._group(rows, group)
        if name not in self._names.groups:
            return lambda _s, _r: function == "all"
        holds = self.truth(condition, name)
        if function == "any":
            return lambda s, _r: any(holds(s, row) is True for row in s.rows.get(name, ()))
        return lambda s, _r: all(holds(s, row) is True for row in s.rows.get(name, ()))

    def _matches(self, question: Node, wordlist: str, node: Node, group: str) -> TruthOf:
        if wordlist not in self._matchers:
            raise RuleMistake("rule-wordlist", node.at, found=wordlist)
        hits = self._matchers[wordlist]
        cell = self._cell(question, group)
        return lambda s, r: (
            (found := cell(s, r)) is not None and isinstance(found.plain, str) and hits(found.plain)
        )

    # -- values ---------------------------------------------------------------------------

    def plain(self, node: Node, group: str = "") -> tuple[PlainOf, str]:
        """A closure for a value, and what it compares as: number, day, code or text."""
        match node:
            case Text(text):
                return (lambda _s, _r: text), "code"
            case Number(n):
                return constant((n, n)), "number"
            case Day(day):
                return constant((day.toordinal(), day.toordinal())), "day"
            case Sum(operator, left, right):
                return self._sum(operator, left, right, group)
            case Name(name):
                return self._named_plain(node, name, group)
            case Call(function) if function in PLAIN_FUNCTIONS:
                return self._plain_call(node, group)
            case Call(function) if function not in FUNCTIONS:
                raise RuleMistake("rule-function", node.at, found=function)
        raise RuleMistake("rule-not-a-value", node.at)

    def _named_plain(self, node: Node, name: str, group: str) -> tuple[PlainOf, str]:
        if name in self._names.definitions:
            return self._definition(node, name, group, self.plain, self._plains)
        field = self._find(name, group)
        if field is None and not self._is_foreign(name, group):
            raise RuleMistake("rule-name", node.at, found=name)
        if field is not None and field.compares == "nothing":
            raise RuleMistake("rule-not-comparable", node.at, found=name)
        cell = self._cell(node, group)
        kind = field.compares if field else "unknown"
        return (lambda s, r: found.plain if (found := cell(s, r)) is not None else None), kind

    def _sum(self, operator: str, left: Node, right: Node, group: str) -> tuple[PlainOf, str]:
        a, a_kind = self.plain(left, group)
        b, b_kind = self.plain(right, group)
        if {a_kind, b_kind} - {"number", "unknown"}:
            raise RuleMistake("rule-sum", right.at)
        if operator == "+":
            return combined(a, b, lambda x, y: (x[0] + y[0], x[1] + y[1])), "number"
        return combined(a, b, lambda x, y: (x[0] - y[1], x[1] - y[0])), "number"

    def _plain_call(  # noqa: C901, PLR0911, PLR0912  (one case a function)
        self, node: Call, group: str
    ) -> tuple[PlainOf, str]:
        match node.function, node.arguments:
            case "how_many", (_, *_) as conditions:
                return how_many([self.truth(each, group) for each in conditions]), "number"
            case "count", (rows, *condition) if len(condition) <= 1:
                return self._count(rows, condition, group), "number"
            case "sum", (rows, Name(name) as question):
                return self._sum_of(rows, question, name, group), "number"
            case "length", (question,):
                return length(self._cell(question, group)), "number"
            case "days" | "weeks" | "workdays" | "age", (first, second):
                a, b = self._day(first, group), self._day(second, group)
                return combined(a, b, BETWEEN[node.function]), "number"
            case "today", ():
                return (lambda s, _r: (s.today, s.today)), "day"
            case "coalesce", (first, second):
                return self._coalesce(first, second, group)
            case "of", (question, Name(name)):
                return self._of(node, question, name, group)
            case "milestone", (Text(name),):
                return self._milestone(node, name), "day"
            case "limit", (Text(name),):
                if name not in self._names.limits:
                    raise RuleMistake("rule-limit", node.at, found=name)
                return limit(name), "number"
            case "alerts_standing", (Text(name),):
                if name not in self._names.severities:
                    raise RuleMistake("rule-severity", node.at, found=name)
                return (lambda s, _r: (s.standing.get(name, 0),) * 2), "number"
        raise RuleMistake("rule-arguments", node.at, found=node.function)

    def _day(self, node: Node, group: str) -> PlainOf:
        closure, kind = self.plain(node, group)
        if kind not in ("day", "unknown"):
            raise RuleMistake("rule-not-a-day", node.at)
        return closure

    def _count(self, rows: Node, condition: list[Node], group: str) -> PlainOf:
        name = self._group(rows, group)
        if name not in self._names.groups:
            return constant((0, 0))
        if not condition:
            return lambda s, _r: (len(s.rows.get(name, ())),) * 2
        holds = self.truth(condition[0], name)
        return lambda s, _r: (sum(holds(s, row) is True for row in s.rows.get(name, ())),) * 2

    def _sum_of(self, rows: Node, question: Node, name: str, group: str) -> PlainOf:
        in_group = self._group(rows, group)
        field = self._names.groups.get(in_group, {}).get(name)
        if field is None:
            if name in self._names.foreign_groups.get(in_group, ()):
                return constant((0, 0))
            raise RuleMistake("rule-name", question.at, found=name)
        if field.compares != "number":
            raise RuleMistake("rule-sum", question.at)
        key = field.id

        def total(s: Scope, _r: Cells) -> Span:
            plains = (row[key].plain for row in s.rows.get(in_group, ()) if key in row)
            n = sum(plain[0] for plain in plains if isinstance(plain, tuple))
            return (n, n)

        return total

    def _coalesce(self, first: Node, second: Node, group: str) -> tuple[PlainOf, str]:
        a, a_kind = self.plain(first, group)
        b, b_kind = self.plain(second, group)
        _must_compare("=", a_kind, b_kind, second)

        def chosen(s: Scope, r: Cells) -> Plain | None:
            found = a(s, r)
            return b(s, r) if found is None else found

        return chosen, b_kind if a_kind == "unknown" else a_kind

    def _of(self, node: Node, question: Node, name: str, group: str) -> tuple[PlainOf, str]:
        person = self._cell(question, group)
        fields = [
            self._names.groups[people][name]
            for people in self._names.people
            if name in self._names.groups.get(people, {})
        ]
        if not fields:
            raise RuleMistake("rule-person-field", node.at, found=name)
        keys = tuple(field.id for field in fields)

        def read(s: Scope, r: Cells) -> Plain | None:
            cell = person(s, r)
            row = s.people.get(str(cell.plain)) if cell is not None else None
            if row is None:
                return None
            return next((row[key].plain for key in keys if key in row), None)

        return read, fields[0].compares

    def _milestone(self, node: Node, name: str) -> PlainOf:
        if name not in self._names.timings:
            raise RuleMistake("rule-milestone", node.at, found=name)

        def due(s: Scope, _r: Cells) -> Plain | None:
            edd = s.record.get("edd")
            if edd is None or not isinstance(edd.plain, tuple) or name not in s.timings:
                return None
            before = TERM_DAYS - s.timings[name]
            first, last = edd.plain[0] - before, edd.plain[1] - before
            return (first, last) if first > 0 else None

        return due

    # -- names ----------------------------------------------------------------------------

    def _find(self, name: str, group: str) -> Field | None:
        if group and name in self._names.groups[group]:
            return self._names.groups[group][name]
        return self._names.record.get(name)

    def _is_foreign(self, name: str, group: str) -> bool:
        """Whether another form asks this and here it reads as blank."""
        return name in self._names.foreign or name in self._names.foreign_groups.get(group, ())

    def _cell(self, node: Node, group: str) -> CellOf:
        if not isinstance(node, Name):
            raise RuleMistake("rule-question", node.at)
        field = self._find(node.id, group)
        if field is None:
            elsewhere = [g for g, names in self._names.groups.items() if node.id in names]
            if self._is_foreign(node.id, group):
                return lambda _s, _r: None
            if elsewhere:
                raise RuleMistake("rule-needs-rows", node.at, found=node.id, group=elsewhere[0])
            raise RuleMistake("rule-name", node.at, found=node.id)
        key = field.id
        if field.group:
            return lambda _s, r: r.get(key)
        return lambda s, _r: s.record.get(key)

    def _group(self, node: Node, group: str) -> str:
        if not isinstance(node, Name):
            raise RuleMistake("rule-group", node.at)
        if group:
            raise RuleMistake("rule-nested-rows", node.at, found=node.id)
        if node.id not in self._names.groups and node.id not in self._names.foreign_groups:
            raise RuleMistake("rule-group", node.at, found=node.id)
        return node.id

    def _values(self, question: Node, values: list[Node], group: str) -> frozenset[str]:
        wanted: set[str] = set()
        for value in values:
            if isinstance(value, Text):
                self._check_code(question, value, group)
                wanted.add(value.value)
            elif isinstance(value, Name) and value.id in self._names.lists:
                wanted.update(self._names.lists[value.id])
            else:
                raise _not_a_literal(value)
        return frozenset(wanted)

    def _check_code(self, question: Node, value: Text, group: str) -> None:
        """Refuse a code that the question can never hold."""
        if not isinstance(question, Name):
            return
        field = self._find(question.id, group)
        if field is None or field.codes is None or value.value in field.codes:
            return
        raise RuleMistake("rule-code", value.at, found=value.value, question=field.id)


def _must_compare(operator: str, a: str, b: str, node: Node) -> None:
    kinds = {a, b} - {"unknown"}
    words = kinds <= {"code", "text"}
    if len(kinds) > 1 and not words:
        raise RuleMistake("rule-unlike", node.at, left=a, right=b)
    if operator in _ORDERED and kinds and words:
        raise RuleMistake("rule-order-of-words", node.at)


def _not_a_literal(node: Node) -> RuleMistake:
    """A value that is none: a name may be a list that is misspelt, or a code without quotes."""
    if isinstance(node, Name):
        return RuleMistake("rule-list", node.at, found=node.id)
    return RuleMistake("rule-literal", node.at)
