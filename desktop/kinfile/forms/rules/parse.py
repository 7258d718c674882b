# SPDX-License-Identifier: Apache-2.0
"""From rule text to a syntax tree. Every mistake names its place and what would be right."""

import re
from dataclasses import dataclass
from datetime import date
from typing import NoReturn

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
)

LONGEST_NUMBER = 9
"""Digits: no limit, count or span is longer, and thousands of them are slow to read."""

DEEPEST = 50
"""Brackets within brackets: no honest rule comes near, and a deeper one would exhaust the stack."""


class RuleMistake(ValueError):
    """A rule that cannot be used. `at` counts characters from 0; `problem` is a lint code.

    `rule` is the definition in which it stands, where that is not the rule being compiled.
    """

    def __init__(self, problem: str, at: int, **facts: str) -> None:
        super().__init__(problem)
        self.problem = problem
        self.at = at
        self.facts = facts
        self.rule: Rule | None = None


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    at: int


_TOKEN = re.compile(
    r"(?P<space>\s+)"
    r"|(?P<day>\d{4}-\d{2}-\d{2})"
    r"|(?P<number>\d+)"
    r"|(?P<text>'[^'\n]*')"
    r"|(?P<name>[A-Za-z_][A-Za-z0-9_]*)"
    r"|(?P<sign><=|>=|!=|[=<>+\-(),])",
    re.ASCII,
)
_COMPARISONS = frozenset({"=", "!=", "<", "<=", ">", ">="})
_WORDS = frozenset({"and", "or", "not", "in"})


def parse(text: str) -> Node:
    """The tree of a rule. Raises RuleMistake."""
    return _Parser(_tokens(text)).whole()


def _tokens(text: str) -> list[_Token]:
    found: list[_Token] = []
    at = 0
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            if text[at] == "'":
                raise RuleMistake("rule-quote", at)
            raise RuleMistake("rule-character", at, found=text[at])
        kind = match.lastgroup or ""
        if kind == "name" and match.group() in _WORDS:
            kind = "word"
        if kind != "space":
            found.append(_Token(kind, match.group(), at))
        at = match.end()
    found.append(_Token("end", "", len(text)))
    return found


class _Parser:
    """Recursive descent over the tokens; one method a level of binding."""

    def __init__(self, tokens: list[_Token]) -> None:
        self._tokens = tokens
        self._next = 0
        self._depth = 0

    def whole(self) -> Node:
        node = self._or()
        if self._peek.kind != "end":
            self._fail("rule-bracket-extra" if self._peek.text == ")" else "rule-leftover")
        return node

    @property
    def _peek(self) -> _Token:
        return self._tokens[self._next]

    def _take(self) -> _Token:
        token = self._peek
        self._next += 1
        return token

    def _takes(self, text: str) -> bool:
        if self._peek.text == text and self._peek.kind in ("sign", "word"):
            self._next += 1
            return True
        return False

    def _fail(self, problem: str) -> NoReturn:
        raise RuleMistake(problem, self._peek.at, found=self._peek.text)

    def _or(self) -> Node:
        at = self._peek.at
        parts = [self._and()]
        while self._takes("or"):
            parts.append(self._and())
        return parts[0] if len(parts) == 1 else Or(tuple(parts), at)

    def _and(self) -> Node:
        at = self._peek.at
        parts = [self._not()]
        while self._takes("and"):
            parts.append(self._not())
        return parts[0] if len(parts) == 1 else And(tuple(parts), at)

    def _not(self) -> Node:
        at = self._peek.at
        if not self._takes("not"):
            return self._comparison()
        self._deeper()
        node = Not(self._not(), at)
        self._depth -= 1
        return node

    def _comparison(self) -> Node:
        at = self._peek.at
        left = self._sum()
        if self._peek.text in _COMPARISONS and self._peek.kind == "sign":
            return Compare(self._take().text, left, self._sum(), at)
        if self._takes("in"):
            if not self._takes("("):
                self._fail("rule-bracket")
            return Among(left, self._listed(), at)
        return left

    def _sum(self) -> Node:
        at = self._peek.at
        node = self._one()
        depth = self._depth
        while self._peek.kind == "sign" and self._peek.text in "+-":
            self._deeper()  # the tree grows downwards with each term
            node = Sum(self._take().text, node, self._one(), at)
        self._depth = depth
        return node

    def _one(self) -> Node:  # noqa: PLR0911  (one case a kind of token)
        token = self._peek
        match token.kind:
            case "text":
                self._next += 1
                return Text(token.text[1:-1], token.at)
            case "number" if len(token.text) <= LONGEST_NUMBER:
                self._next += 1
                return Number(int(token.text), token.at)
            case "day":
                self._next += 1
                return self._day(token)
            case "name":
                self._next += 1
                if self._takes("("):
                    return Call(token.text, self._listed(), token.at)
                return Name(token.text, token.at)
        if self._takes("("):
            self._deeper()
            node = self._or()
            if not self._takes(")"):
                self._unclosed()
            self._depth -= 1
            return node
        return self._fail("rule-ends-early" if token.kind == "end" else "rule-unexpected")

    def _day(self, token: _Token) -> Day:
        try:
            return Day(date.fromisoformat(token.text), token.at)
        except ValueError:
            raise RuleMistake("rule-day", token.at, found=token.text) from None

    def _listed(self) -> tuple[Node, ...]:
        """Arguments up to and including the closing bracket; the opening one is taken."""
        if self._takes(")"):
            return ()
        self._deeper()
        items = [self._or()]
        while self._takes(","):
            items.append(self._or())
        if not self._takes(")"):
            self._unclosed()
        self._depth -= 1
        return tuple(items)

    def _unclosed(self) -> NoReturn:
        self._fail("rule-bracket-open" if self._peek.kind == "end" else "rule-bracket")

    def _deeper(self) -> None:
        self._depth += 1
        if self._depth > DEEPEST:
            self._fail("rule-too-deep")
