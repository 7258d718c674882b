# SPDX-License-Identifier: Apache-2.0
"""A rule as a plain sentence, for a safeguarding lead who reads no code.

    is(domestic_abuse, risk_present)  ->  “Domestic abuse in this family?” is answered
                                          Yes, now, Yes, in the past or Suspected

A definition is told by its own words, which complete a sentence that begins with "because".
"""

from collections.abc import Mapping
from dataclasses import dataclass

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

    Keys of `questions` are bare names and full ids; `codes` maps a question and code to words.
    """

    questions: Mapping[str, str]
    codes: Mapping[tuple[str, str], str]
    groups: Mapping[str, str]
    definitions: Mapping[str, str]
    lists: Mapping[str, tuple[str, ...]]


_COMPARED = {
    "=": N_("{left} is {right}"),
    "!=": N_("{left} is not {right}"),
    "<": N_("{left} is less than {right}"),
    "<=": N_("{left} is at most {right}"),
    ">": N_("{left} is more than {right}"),
    ">=": N_("{left} is at least {right}"),
}

_SAID = {
    "answered": N_("{0} is answered"),
    "known": N_("{0} has an answer that is known"),
    "length": N_("the length of {0}"),
    "count": N_("the number of rows in {0}"),
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
                return text(" or ").join(self._whole(part) for part in parts)
            case Not(of):
                return self._denied(of)
            case Compare(operator, left, right):
                sides = {"left": self.part(left), "right": self.part(right)}
                return text(_COMPARED[operator], **sides)
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

    def _denied(self, of: Node) -> str:
        text = self._language.text
        match of:
            case Call("is", (question, *values)):
                return text(
                    "{question} is not answered {values}",
                    question=self.part(question),
                    values=self._values(question, values),
                )
            case Call("known" | "answered", (question,)):
                return text("{question} has no answer", question=self.part(question))
        return text("it is not so that {part}", part=self._whole(of))

    def _whole(self, node: Node) -> str:
        """A part that is a choice inside a list of conditions stands in brackets."""
        said = self.part(node)
        return f"({said})" if isinstance(node, And | Or) else said

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
                return text("{question} holds only {values}", **said)
            case "any" | "all" | "count" as word, (group, condition):
                return self._rows(word, group, condition)
            case "how_many", conditions:
                parts = "; ".join(self.part(condition) for condition in conditions)
                return text("how many of these hold: {parts}", parts=parts)
            case "matches", (question, _):
                return text(
                    "{question} counts a child as protecting a parent", question=self.part(question)
                )
            case "alerts_standing", _:
                return text("the number of other alerts that stand")
            case "limit" | "milestone", (Text(name),):
                return text("the local partnership's “{name}”", name=name.replace("_", " "))
        parts_said = [self.part(argument) for argument in node.arguments]
        return text(_SAID[node.function]).format(*parts_said)

    def _rows(self, word: str, group: Node, condition: Node) -> str:
        text = self._language.text
        facts = {"group": self.part(group), "condition": self.part(condition)}
        if word == "any":
            return text("for somebody or something under “{group}”, {condition}", **facts)
        if word == "all":
            return text("for each under “{group}”, {condition}", **facts)
        return text("the number under “{group}” for whom {condition}", **facts)

    def _values(self, question: Node, values: list[Node]) -> str:
        codes: list[str] = []
        for value in values:
            if isinstance(value, Name):
                codes.extend(self._words.lists.get(value.id, (value.id,)))
            elif isinstance(value, Text):
                codes.append(value.value)
        name = question.id if isinstance(question, Name) else ""
        return self._any_of([self._words.codes.get((name, code), code) for code in codes])

    def _any_of(self, options: list[str]) -> str:
        if len(options) < 2:
            return "".join(options)
        return self._language.text(
            "{most} or {last}", most=", ".join(options[:-1]), last=options[-1]
        )
