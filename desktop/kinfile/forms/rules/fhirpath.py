# SPDX-License-Identifier: Apache-2.0
"""Conditions as FHIRPath over a QuestionnaireResponse, with exactly the meaning of evaluate.py.

FHIRPath's `and`, `or` and `not()` are Kleene's, with the empty collection for unknown, and what
is hidden is not in a response. So a condition is true there where it is true here, and where it
is unknown here it is empty there; neither shows a question. The words that are true or false
here (`is`, `has`, `answered`, ...) are written with exists(), which is never empty.

A definition becomes a variable, so that an expression stays short; one that is read within a
row is written out. In a rule on a group's question `%thisRow` is its row.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import NamedTuple

from kinfile.forms.fhir import ABSENT, ABSENT_CODES, ROW, THIS_ROW
from kinfile.forms.model import Form, Group, Kind, NonAnswer, Question
from kinfile.forms.outside import section_link
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
    write,
)
from kinfile.forms.rules.translate import STATUSES, Days, Inexpressible, Lookup, own_codes

_TEXTS = frozenset(
    {
        *(Kind.TEXT, Kind.LONG_TEXT, Kind.VERBATIM, Kind.NHS_NUMBER, Kind.POSTCODE),
        *(Kind.PHONE, Kind.EMAIL),
    }
)
_CODED = frozenset({Kind.CHOICE, Kind.RISK, Kind.YES_NO_UNKNOWN})


class _Row(NamedTuple):
    """Where a condition is read: in the rows of a group, reached by `path`, or in the record."""

    group: str = ""
    path: str = ""


_RECORD = _Row()


class FhirPath:
    """Writes the conditions of one form. `variables` grows with what they use, in an order in
    which each is defined after those that it reads.
    """

    def __init__(self, form: Form, limits: Mapping[str, int]) -> None:
        self._form = form
        self._lookup = Lookup(form, limits)
        self.variables: dict[str, str] = {}

    def condition(self, node: Node, group: str = "") -> str:
        """The expression of a condition on a question of `group`. Raises Inexpressible."""
        return self._truth(node, _Row(group, f"%{THIS_ROW}.") if group else _RECORD)

    # -- truths ---------------------------------------------------------------------------

    def _truth(self, node: Node, row: _Row) -> str:  # noqa: PLR0911  (one case a kind of node)
        match node:
            case Not(of):
                return f"{self._truth(of, row)}.not()"
            case And(parts):
                return f"({' and '.join(self._truth(part, row) for part in parts)})"
            case Or(parts):
                return f"({' or '.join(self._truth(part, row) for part in parts)})"
            case Compare():
                return self._comparison(node, row)
            case Among(left, items):
                return self._among(left, items, row)
            case Name(name):
                return self._defined(name, row, self._truth)
            case Call():
                return self._truth_call(node, row)
        raise Inexpressible("reading", write(node))

    def _defined(self, name: str, row: _Row, written: Callable[[Node, _Row], str]) -> str:
        found = self._lookup.definition(name)
        if found is None:
            raise Inexpressible("reading", name)
        body, group = found
        if group:
            return written(body, row)
        variable = _camel(name)
        if variable not in self.variables:
            expression = written(body, _RECORD)
            self.variables[variable] = expression
        return f"%{variable}"

    def _truth_call(self, node: Call, row: _Row) -> str:  # noqa: PLR0911  (one case a function)
        match node.function, node.arguments:
            case "is" | "has", (question, *values):
                return self._is(question, values, row)
            case "only", (question, *values):
                return self._only(question, values, row)
            case "answered", (question,):
                return self._exists(question, "", row)
            case "known", (question,):
                return self._exists(question, ".value", row)
            case "any", (group, condition):
                rows = self._rows(group)
                return f"{rows}.where({self._within(group, condition)}).exists()" if rows else _NO
            case "all", (group, condition):
                rows = self._rows(group)
                if not rows:
                    return _YES
                return f"{rows}.all(iif({self._within(group, condition)}, true, false))"
        raise Inexpressible("function", node.function)

    def _is(self, question: Node, values: list[Node], row: _Row) -> str:
        asked = self._lookup.question(question, row.group)
        if asked is None:
            return _NO
        wanted = list(self._lookup.values(values))
        answer = f"{_item(asked, row)}.answer"
        own = own_codes(asked)
        listed = [code for code in wanted if code in own]
        absent = [ABSENT_CODES[NonAnswer(code)] for code in wanted if code in STATUSES]
        parts = []
        if listed:
            parts.append(f"{answer}.value.where({_any_of('code', listed)}).exists()")
        if absent:
            parts.append(
                f"{answer}.extension('{ABSENT}').where({_any_of('value', absent)}).exists()"
            )
        return f"({' or '.join(parts)})" if len(parts) > 1 else "".join(parts) or _NO

    def _only(self, question: Node, values: list[Node], row: _Row) -> str:
        asked = self._lookup.question(question, row.group)
        own = own_codes(asked) if asked else ()
        listed = [code for code in self._lookup.values(values) if code in own]
        if asked is None or not listed:
            return _NO
        value = f"{_item(asked, row)}.answer.value"
        return f"({value}.exists() and {value}.all({_any_of('code', listed)}))"

    def _exists(self, question: Node, what: str, row: _Row) -> str:
        asked = self._lookup.question(question, row.group)
        return f"{_item(asked, row)}.answer{what}.exists()" if asked else _NO

    def _comparison(self, node: Compare, row: _Row) -> str:
        days = self._lookup.days(node, row.group)
        if days is None:
            return f"({self._value(node.left, row)} {node.operator} {self._value(node.right, row)})"
        inner = row if days.group else _RECORD
        return self._age(days, inner) if days.function == "age" else self._apart(days, inner)

    def _apart(self, days: Days, row: _Row) -> str:
        """days(a, b) < n as b < a + n days, because FHIRPath cannot take a day from a day."""
        end = self._value(days.second, row)
        if isinstance(days.first, Day):
            start = _literal(days.first.value.toordinal() + days.number)
        else:
            start = _moved(self._value(days.first, row), days.number, "days")
        return f"({end} {days.operator} {start})"

    def _age(self, days: Days, row: _Row) -> str:
        """At least n years old: born on or before the day n years ago.

        Written days are compared as texts, so that a month or a year counts from its first day.
        """
        born = f"{self._value(days.first, row, may_be_partial=True)}.toString()"
        on = self._value(days.second, row)

        def at_least(years: int) -> str:
            return f"({born} <= {_moved(on, -years, 'years')}.toString())"

        match days.operator:
            case ">=":
                return at_least(days.number)
            case ">":
                return at_least(days.number + 1)
            case "<":
                return f"{at_least(days.number)}.not()"
            case "<=":
                return f"{at_least(days.number + 1)}.not()"
        equal = f"({at_least(days.number)} and {at_least(days.number + 1)}.not())"
        return equal if days.operator == "=" else f"{equal}.not()"

    def _among(self, left: Node, items: tuple[Node, ...], row: _Row) -> str:
        value = self._value(left, row)
        words = self._lookup.values([item for item in items if isinstance(item, Text | Name)])
        wanted = [_quoted(word) for word in words]
        wanted += [self._value(item, row) for item in items if isinstance(item, Number | Day)]
        return f"({' or '.join(f'{value} = {each}' for each in wanted)})"

    # -- values ---------------------------------------------------------------------------

    def _value(  # noqa: PLR0911  (one case a kind of node)
        self, node: Node, row: _Row, *, may_be_partial: bool = False
    ) -> str:
        match node:
            case Text(text):
                return _quoted(text)
            case Number(n):
                return str(n)
            case Day(day):
                return f"@{day.isoformat()}"
            case Sum(operator, left, right):
                return f"({self._value(left, row)} {operator} {self._value(right, row)})"
            case Name(name) if self._lookup.definition(name):
                return self._defined(name, row, self._value)
            case Name():
                asked = self._lookup.question(node, row.group)
                return _value_of(asked, row, may_be_partial=may_be_partial) if asked else "{}"
            case Call():
                return self._value_call(node, row, may_be_partial=may_be_partial)
        raise Inexpressible("reading", write(node))

    def _value_call(  # noqa: PLR0911  (one case a function)
        self, node: Call, row: _Row, *, may_be_partial: bool
    ) -> str:
        match node.function, node.arguments:
            case "how_many", conditions:
                parts = (f"iif({self._truth(each, row)}, 1, 0)" for each in conditions)
                return f"({' + '.join(parts)})"
            case "count", (group,):
                rows = self._rows(group)
                return f"{rows}.count()" if rows else "0"
            case "count", (group, condition):
                rows = self._rows(group)
                return f"{rows}.where({self._within(group, condition)}).count()" if rows else "0"
            case "length", (question,):
                return self._length(question, row)
            case "today", ():
                return "today()"
            case "limit", (Text(name),):
                return str(self._lookup.limit(name))
            case "of", (person, Name(field)):
                return self._of(person, field, row, may_be_partial=may_be_partial)
        raise Inexpressible("function", node.function)

    def _length(self, question: Node, row: _Row) -> str:
        asked = self._lookup.question(question, row.group)
        if asked is None:
            return "0"
        if asked.kind not in _TEXTS:
            raise Inexpressible("reading", asked.id)
        value = f"{_item(asked, row)}.answer.value"
        return f"iif({value}.exists(), {value}.length(), 0)"

    def _of(self, person: Node, field: str, row: _Row, *, may_be_partial: bool) -> str:
        """The answer in the row of the person whom an answer names."""
        asked = self._lookup.question(person, row.group)
        if asked is None:
            return "{}"
        if asked.group:
            raise Inexpressible("person-in-row", asked.id)
        meant = f"{_camel(asked.id)}Row"
        self.variables[meant] = f"{_item(asked, _RECORD)}.answer.extension('{ROW}').value"
        people = _Row(path=f"%resource.item.item.where(id = %{meant}).")
        paths = [
            _value_of(each, people, may_be_partial=may_be_partial)
            for each in self._lookup.of_people(field)
        ]
        return paths[0] if len(paths) == 1 else f"({' | '.join(paths)})"

    # -- rows -----------------------------------------------------------------------------

    def _rows(self, group: Node) -> str:
        """The rows of a group; empty where it is another form's and has none here."""
        found = self._lookup.group(group)
        return rows_of(found) if found else ""

    def _within(self, group: Node, condition: Node) -> str:
        found = self._lookup.group(group)
        return self._truth(condition, _Row(found.id if found else ""))


_YES, _NO = "true", "false"


def rows_of(group: Group) -> str:
    """The items that are the rows of a group."""
    return f"{_section(group.section)}.item.where(linkId = '{group.id}')"


def _section(section: str) -> str:
    return f"%resource.item.where(linkId = '{section_link(section)}')"


def _item(question: Question, row: _Row) -> str:
    """The item of a question: in its section, or in a row where it has rows."""
    start = row.path if question.group else f"{_section(question.section)}."
    return f"{start}item.where(linkId = '{question.id}')"


def _value_of(question: Question, row: _Row, *, may_be_partial: bool) -> str:
    value = f"{_item(question, row)}.answer.value"
    if question.kind in _CODED:
        return f"{value}.code"
    if question.kind is Kind.DATE and question.partial and not may_be_partial:
        raise Inexpressible("partial-date", question.id)
    if question.kind in (Kind.DATE, Kind.INT) or question.kind in _TEXTS:
        return value
    raise Inexpressible("reading", question.id)


def _any_of(name: str, values: list[str]) -> str:
    return " or ".join(f"{name} = {_quoted(value)}" for value in values)


def _literal(ordinal: int) -> str:
    try:
        return f"@{date.fromordinal(ordinal).isoformat()}"
    except (ValueError, OverflowError):
        raise Inexpressible("function", "days") from None


def _moved(day: str, by: int, unit: str) -> str:
    if by == 0:
        return day
    return f"({day} {'+' if by > 0 else '-'} {abs(by)} {unit})"


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace("'", "\\'")
    return f"'{escaped}'"


def _camel(name: str) -> str:
    """`has_children` as hasChildren: names of variables have no underscores in FHIR."""
    first, *rest = name.split("_")
    return first + "".join(part[:1].upper() + part[1:] for part in rest)
