# SPDX-License-Identifier: Apache-2.0
"""A rule as a plain sentence, for a safeguarding lead who reads no code.

    is(domestic_abuse, risk_present)  ->  “Domestic abuse in this family?” is answered with any
                                          of the risk answers
    any(parents, is(mh_known, 'current'))  ->  for at least one parent or carer, “Known to mental
                                               health services?” is answered ‘Yes, now’

A definition is told by its own words, which complete a sentence that begins with "because".
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

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
from kinfile.i18n import N_, Language


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """The words of one form: what each question asks, what its codes are called, and the rest.

    Keys of `questions` are bare names and full ids; `codes` maps a question and code to words;
    `rows` says what one row of a group is called, `list_words` what a named list means, `limits`
    and `milestones` what the local profile's are called. What only `foreign` questions could make
    true is left out of a choice: this form never asks them.
    """

    questions: Mapping[str, str]
    codes: Mapping[tuple[str, str], str]
    groups: Mapping[str, str]
    definitions: Mapping[str, str]
    lists: Mapping[str, tuple[str, ...]]
    rows: Mapping[str, str] = field(default_factory=dict)
    list_words: Mapping[str, str] = field(default_factory=dict)
    limits: Mapping[str, str] = field(default_factory=dict)
    milestones: Mapping[str, str] = field(default_factory=dict)
    foreign: frozenset[str] = frozenset()


_COMPARED = {
    "=": N_("{left} is {right}"),
    "!=": N_("{left} is not {right}"),
    "<": N_("{left} is less than {right}"),
    "<=": N_("{left} is at most {right}"),
    ">": N_("{left} is more than {right}"),
    ">=": N_("{left} is at least {right}"),
}

_DAYS = {
    "=": N_("{left} is {right}"),
    "!=": N_("{left} is not {right}"),
    "<": N_("{left} is before {right}"),
    "<=": N_("{left} is not after {right}"),
    ">": N_("{left} is after {right}"),
    ">=": N_("{left} is not before {right}"),
}

_HOW_MANY = {
    "=": N_("exactly {n} of these hold: {parts}"),
    "<": N_("fewer than {n} of these hold: {parts}"),
    "<=": N_("at most {n} of these hold: {parts}"),
    ">": N_("more than {n} of these hold: {parts}"),
    ">=": N_("at least {n} of these hold: {parts}"),
}

_IS_SOME = {(">", 0), (">=", 1), ("!=", 0)}
_IS_NONE = {("=", 0), ("<", 1), ("<=", 0)}

_SEVERITIES = {
    "act_now": N_("the number of other alerts to act now"),
    "act_soon": N_("the number of other alerts to act soon"),
    "info": N_("the number of other alerts for information"),
}

_SAID = {
    "answered": N_("{0} is answered"),
    "known": N_("{0} has an answer that is known"),
    "length": N_("the length of {0}"),
    "count": N_("the number of rows under “{0}”"),
    "days": N_("the days from {0} to {1}"),
    "weeks": N_("the whole weeks from {0} to {1}"),
    "workdays": N_("the working days from {0} to {1}"),
    "age": N_("the age on {1} of someone born on {0}"),
    "today": N_("today"),
    "coalesce": N_("{0}, or where that is blank {1}"),
    "of": N_("{1} of {0}"),
    "sum": N_("the sum of {1} in {0}"),
}


def explain(node: Node, words: Vocabulary, language: Language) -> str:
    """`node` in words, as a part of a sentence without a full stop."""
    return _Explainer(words, language).part(node)


class _Explainer:
    def __init__(self, words: Vocabulary, language: Language) -> None:
        self._words = words
        self._language = language

    def part(self, node: Node) -> str:  # noqa: C901, PLR0911  (one case a kind of node)
        text = self._language.text
        match node:
            case And(parts):
                return text(" and ").join(self._whole(part) for part in parts)
            case Or(parts):
                return text(" or ").join(self._whole(part) for part in self._asked(parts))
            case Not(of):
                return self._denied(of)
            case Compare(operator, left, right):
                return self._compared(operator, left, right)
            case Among(left, items):
                listed = self._any_of([self.part(item) for item in items])
                return text("{left} is {right}", left=self.part(left), right=listed)
            case Sum("+", left, right):
                return text("{left} plus {right}", left=self.part(left), right=self.part(right))
            case Sum(_, left, right):
                return text("{left} less {right}", left=self.part(left), right=self.part(right))
            case Call():
                return self._call(node)
            case Name(name):
                return self._name(name)
            case Number(n):
                return self._language.number(n)
            case Day(day):
                return self._language.date(day)
            case Text(word):
                return word

    def _compared(self, operator: str, left: Node, right: Node) -> str:
        text = self._language.text
        match left, right:
            case Call("how_many", conditions), Number(n) if operator in _HOW_MANY:
                parts = "; ".join(self.part(condition) for condition in self._asked(conditions))
                return text(_HOW_MANY[operator], n=self._language.number(n), parts=parts)
            case Call("count", (group, *condition)), Number(n):
                if (operator, n) in _IS_SOME:
                    return self._some(group, condition)
                if (operator, n) in _IS_NONE:
                    return self._none(group, condition)
        sides = {"left": self.part(left), "right": self.part(right)}
        is_day = any(_is_day(side) for side in (left, right))
        return text((_DAYS if is_day else _COMPARED)[operator], **sides)

    def _some(self, group: Node, condition: list[Node]) -> str:
        if not condition:
            return self._language.text("there is at least one {row}", row=self._row(group))
        return self._rows("any", group, condition[0])

    def _none(self, group: Node, condition: list[Node]) -> str:
        text, row = self._language.text, self._row(group)
        if not condition:
            return text("there is no {row}", row=row)
        said = self.part(condition[0])
        return text("it is so of no {row} that {condition}", row=row, condition=said)

    def _denied(self, of: Node) -> str:
        text = self._language.text
        match of:
            case Call("is" | "has" as word, (question, *values)):
                said = {"question": self.part(question), "values": self._values(question, values)}
                if word == "has":
                    return text("{question} does not include {values}", **said)
                return text("{question} is not answered {values}", **said)
            case Call("known" | "answered", (question,)):
                return text("{question} has no answer", question=self.part(question))
            case Call("any", (group, condition)):
                return self._none(group, [condition])
        return text("it is not so that {part}", part=self._whole(of))

    def _whole(self, node: Node) -> str:
        """A part that is a choice, or speaks of rows, stands in brackets within a list."""
        said = self.part(node)
        is_long = isinstance(node, And | Or) or (
            isinstance(node, Call) and node.function in ("any", "all")
        )
        return f"({said})" if is_long else said

    def _asked(self, parts: tuple[Node, ...]) -> tuple[Node, ...]:
        """The parts without those that hang on a question which this form never asks."""
        asked = tuple(part for part in parts if not self._is_foreign(part))
        return asked or parts

    def _is_foreign(self, node: Node) -> bool:
        match node:
            case Call("is" | "has" | "only" | "answered" | "known" | "matches", (Name(name), *_)):
                return name in self._words.foreign
        return False

    def _name(self, name: str) -> str:
        if name in self._words.definitions:
            return self._language.text(self._words.definitions[name]) or name
        if name in self._words.questions:
            return f"“{self._language.text(self._words.questions[name])}”"
        return self._language.text(self._words.groups.get(name, name))

    def _call(self, node: Call) -> str:  # noqa: C901, PLR0911  (one case a function)
        text = self._language.text
        match node.function, node.arguments:
            case "is", (question, *values):
                return text(
                    "{question} is answered {values}",
                    question=self.part(question),
                    values=self._values(question, values),
                )
            case "has" | "only" as word, (question, *values):
                said = {
                    "question": self.part(question),
                    "values": self._values(question, values),
                }
                if word == "has":
                    return text("{question} includes {values}", **said)
                return text("{question} holds nothing but {values}", **said)
            case "any" | "all" | "count" as word, (group, condition):
                return self._rows(word, group, condition)
            case "how_many", conditions:
                parts = "; ".join(self.part(condition) for condition in self._asked(conditions))
                return text("how many of these hold: {parts}", parts=parts)
            case "matches", (question, _):
                return text(
                    "{question} counts a child as protecting a parent", question=self.part(question)
                )
            case "alerts_standing", (Text(severity),):
                return text(_SEVERITIES.get(severity, severity))
            case "limit", (Text(name),):
                called = text(self._words.limits.get(name, name.replace("_", " ")))
                return text("the local limit for {name}", name=called)
            case "milestone", (Text(name),):
                called = text(self._words.milestones.get(name, name.replace("_", " ")))
                return text("the local date for “{name}”", name=called)
        parts_said = [self.part(argument) for argument in node.arguments]
        return text(_SAID[node.function]).format(*parts_said)

    def _rows(self, word: str, group: Node, condition: Node) -> str:
        text = self._language.text
        facts = {"row": self._row(group), "condition": self.part(condition)}
        if word == "any":
            return text("for at least one {row}, {condition}", **facts)
        if word == "all":
            return text("for every {row}, {condition}", **facts)
        return text("the number of rows “{row}” for which {condition}", **facts)

    def _row(self, group: Node) -> str:
        """What one row is called, as it stands within a sentence."""
        name = group.id if isinstance(group, Name) else ""
        row = self._language.text(self._words.rows.get(name, ""))
        if row:
            return row[:1].lower() + row[1:]
        return self._language.text("row of “{group}”", group=self.part(group))

    def _values(self, question: Node, values: list[Node]) -> str:
        name = question.id if isinstance(question, Name) else ""
        said: list[str] = []
        for value in values:
            if isinstance(value, Name) and value.id in self._words.list_words:
                said.append(self._language.text(self._words.list_words[value.id]))
            elif isinstance(value, Name):
                codes = self._words.lists.get(value.id, (value.id,))
                said.extend(self._code(name, code) for code in codes)
            elif isinstance(value, Text):
                said.append(self._code(name, value.value))
        return self._any_of(said)

    def _code(self, question: str, code: str) -> str:
        return f"‘{self._words.codes.get((question, code), code)}’"

    def _any_of(self, options: list[str]) -> str:
        if len(options) < 2:
            return "".join(options)
        return self._language.text(
            "{most} or {last}", most=", ".join(options[:-1]), last=options[-1]
        )


def _is_day(node: Node) -> bool:
    match node:
        case Day() | Call("today" | "milestone"):
            return True
    return False
