# SPDX-License-Identifier: Apache-2.0
"""The arithmetic of the rule language: Kleene's three truth values, and spans.

A span is a number or a day by its least and greatest possible value, so a partial date compares
only where every day that it may mean agrees.
"""

from collections.abc import Callable
from datetime import date

from kinfile.forms.dates import workdays_between, years_between
from kinfile.forms.rules.scope import Cell, Cells, Plain, Scope, Span

Truth = bool | None
TruthOf = Callable[[Scope, Cells], Truth]
PlainOf = Callable[[Scope, Cells], Plain | None]
CellOf = Callable[[Scope, Cells], Cell | None]


def constant(span: Span) -> PlainOf:
    return lambda _s, _r: span


def limit(name: str) -> PlainOf:
    def read(s: Scope, _r: Cells) -> Plain | None:
        n = s.limits.get(name)
        return None if n is None else (n, n)

    return read


def negated(of: TruthOf) -> TruthOf:
    def negation(s: Scope, r: Cells) -> Truth:
        truth = of(s, r)
        return None if truth is None else not truth

    return negation


def all_of(parts: list[TruthOf]) -> TruthOf:
    def conjunction(s: Scope, r: Cells) -> Truth:
        result: Truth = True
        for part in parts:
            truth = part(s, r)
            if truth is False:
                return False
            if truth is None:
                result = None
        return result

    return conjunction


def any_of(parts: list[TruthOf]) -> TruthOf:
    def disjunction(s: Scope, r: Cells) -> Truth:
        result: Truth = False
        for part in parts:
            truth = part(s, r)
            if truth is True:
                return True
            if truth is None:
                result = None
        return result

    return disjunction


def how_many(conditions: list[TruthOf]) -> PlainOf:
    def counted(s: Scope, r: Cells) -> Span:
        n = sum(holds(s, r) is True for holds in conditions)
        return (n, n)

    return counted


def length(cell: CellOf) -> PlainOf:
    def measured(s: Scope, r: Cells) -> Span:
        found = cell(s, r)
        n = len(found.plain) if found is not None and isinstance(found.plain, str) else 0
        return (n, n)

    return measured


def combined(a: PlainOf, b: PlainOf, of: Callable[[Span, Span], Span | None]) -> PlainOf:
    def combination(s: Scope, r: Cells) -> Plain | None:
        left, right = a(s, r), b(s, r)
        if not isinstance(left, tuple) or not isinstance(right, tuple):
            return None
        return of(left, right)

    return combination


def _weeks(a: Span, b: Span) -> Span:
    return (b[0] - a[1]) // 7, (b[1] - a[0]) // 7


def _workdays(a: Span, b: Span) -> Span | None:
    if a[0] != a[1] or b[0] != b[1]:
        return None
    n = workdays_between(date.fromordinal(a[0]), date.fromordinal(b[0]))
    return (n, n)


def _age(born: Span, on: Span) -> Span | None:
    if on[0] != on[1]:
        return None
    n = years_between(date.fromordinal(born[0]), date.fromordinal(on[0]))
    return (n, n)


BETWEEN: dict[str, Callable[[Span, Span], Span | None]] = {
    "days": lambda a, b: (b[0] - a[1], b[1] - a[0]),
    "weeks": _weeks,
    "workdays": _workdays,
    "age": _age,
}


def one_of(a: PlainOf, values: frozenset[Plain]) -> TruthOf:
    def among(s: Scope, r: Cells) -> Truth:
        found = a(s, r)
        if found is None:
            return None
        results = [_equal(found, value) for value in values]
        if True in results:
            return True
        return None if None in results else False

    return among


def _equal(a: Plain, b: Plain) -> Truth:
    if isinstance(a, str) or isinstance(b, str):
        return a == b
    if a[1] < b[0] or b[1] < a[0]:
        return False
    return True if a[0] == a[1] == b[0] == b[1] else None


def _less(a: Plain, b: Plain) -> Truth:
    if isinstance(a, str) or isinstance(b, str):
        return None
    if a[1] < b[0]:
        return True
    return False if a[0] >= b[1] else None


def _reversed(truth: Truth) -> Truth:
    return None if truth is None else not truth


def _comparing(compare: Callable[[Plain, Plain], Truth]) -> Callable[[PlainOf, PlainOf], TruthOf]:
    def with_operands(a: PlainOf, b: PlainOf) -> TruthOf:
        def comparison(s: Scope, r: Cells) -> Truth:
            left, right = a(s, r), b(s, r)
            return None if left is None or right is None else compare(left, right)

        return comparison

    return with_operands


COMPARE: dict[str, Callable[[PlainOf, PlainOf], TruthOf]] = {
    "=": _comparing(_equal),
    "!=": _comparing(lambda a, b: _reversed(_equal(a, b))),
    "<": _comparing(_less),
    ">": _comparing(lambda a, b: _less(b, a)),
    "<=": _comparing(lambda a, b: _reversed(_less(b, a))),
    ">=": _comparing(lambda a, b: _reversed(_less(a, b))),
}
