# SPDX-License-Identifier: Apache-2.0
"""Taking typed facts out of a definition's tree, with a precise complaint for each mistake.

The tree is the one of source.py, or plain JSON read back from a vault: then places are unknown
and mistakes cannot happen, because only a form that loaded is ever stored.

The first mistake is raised, unless there is another way to `complain`: then each taker tells it
there and gives its default, so that one reading finds every mistake.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from difflib import get_close_matches
from enum import StrEnum
from typing import Any, TypeVar

from kinfile.errors import FormError
from kinfile.forms.model import Source
from kinfile.forms.rules.ast import Node, Rule, Text
from kinfile.forms.rules.parse import RuleMistake, parse
from kinfile.forms.source import Complain, refuse
from kinfile.i18n import Told

E = TypeVar("E", bound=StrEnum)

Raw = Any
"""Any part of a definition's tree, before it is known to be what it should be."""


UNREAD: Node = Text("")
"""Stands in the place of a rule that could not be read, where reading goes on."""


class Fields:
    """One mapping of a definition being read. Every key must be taken or be known."""

    def __init__(
        self, table: Raw, file: str, known: frozenset[str], complain: Complain = refuse
    ) -> None:
        self.file = getattr(table, "file", "") or file
        self._complain = complain
        self._table: Mapping[str, Any] = {}
        self._where = table
        if not isinstance(table, Mapping):
            self._fail(table, "not-a-mapping")
            return
        self._table = table
        for key in table:
            if key not in known:
                self._unknown(str(key), key, known)

    def _unknown(self, key: str, where: Raw, known: frozenset[str]) -> None:
        """Complain about a key; what it was probably meant for is not missing as well."""
        meant = get_close_matches(key, sorted(known - self._table.keys()), n=1)
        self._fail(where, "unknown-key", key=key, allowed=", ".join(meant or sorted(known)))
        if meant:
            self._table = {**self._table, meant[0]: self._table[key]}

    def inside(self, table: Raw, known: frozenset[str]) -> "Fields":
        """A mapping within this one."""
        return Fields(table, self.file, known, self._complain)

    @property
    def place(self) -> Source:
        return Source(self.file, getattr(self._where, "line", 0), getattr(self._where, "column", 1))

    def has(self, key: str) -> bool:
        return key in self._table

    def _fail(self, where: Raw, problem: str, **facts: str) -> None:
        self._complain(
            FormError(
                file=getattr(where, "file", "") or self.file,
                line=getattr(where, "line", 0),
                column=getattr(where, "column", 1),
                problem=problem,
                **facts,
            )
        )

    def fail(self, key: str, problem: str, **facts: str) -> None:
        """Complain about the value of `key` (or the whole mapping where it has none)."""
        self._fail(self._table.get(key, self._where), problem, key=key, **facts)

    def line(self, key: str, default: str | None = None) -> str:
        """One line of text; without `default` it must be there and not be empty."""
        value = self._table.get(key)
        if value is None:
            if default is None:
                self._fail(self._where, "missing-key", key=key)
            return default or ""
        if not isinstance(value, str):
            self._fail(value, "not-text", key=key)
            return default or ""
        words = " ".join(value.split())
        if not words and default is None:
            self._fail(value, "empty-text", key=key)
        return words

    def told(self, key: str, default: str | None = None) -> Told:
        """One line that people read, in whatever language the definition is."""
        return Told(self.line(key, default))

    def flag(self, key: str, *, default: bool = False) -> bool:
        value = self.line(key, "")
        if value not in ("", "yes", "no"):
            self.fail(key, "not-yes-or-no")
        return value == "yes" if value else default

    def number(self, key: str) -> int | None:
        value = self.line(key, "")
        if not value:
            return None
        if not value.isascii() or not value.isdecimal() or len(value) > 6:
            self.fail(key, "not-a-number")
            return None
        return int(value)

    def day(self, key: str) -> date:
        """A date; the last there is, where it cannot be read and reading goes on."""
        text = self.line(key)
        try:
            return date.fromisoformat(text)
        except ValueError:
            if text:
                self.fail(key, "not-a-date")
            return date.max

    def one_of(self, key: str, kind: type[E], default: E | None = None) -> E:
        """A member of `kind`; its first, where it cannot be read and reading goes on."""
        value = self.line(key, None if default is None else default.value)
        try:
            return kind(value)
        except ValueError:
            if value:
                self.fail(key, "not-one-of", found=value, allowed=", ".join(kind))
            return default or next(iter(kind))

    def words(self, key: str) -> tuple[str, ...]:
        """A list of short texts; absent is empty."""
        value = self._table.get(key, ())
        if isinstance(value, str) or not isinstance(value, Sequence):
            self._fail(value, "not-a-list", key=key)
            return ()
        for item in value:
            if not isinstance(item, str):
                self._fail(item, "not-text", key=key)
        return tuple(str(item) for item in value if isinstance(item, str))

    def tables(self, key: str) -> Sequence[Any]:
        value = self._table.get(key, ())
        if isinstance(value, str | Mapping) or not isinstance(value, Sequence):
            self._fail(value, "not-a-list", key=key)
            return ()
        return value

    def mapping(self, key: str) -> Mapping[str, Any]:
        value = self._table.get(key, {})
        if not isinstance(value, Mapping):
            self._fail(value, "not-a-mapping", key=key)
            return {}
        return value

    def pairs(self, key: str) -> dict[str, str]:
        """A mapping of text to text, in its order."""
        found: dict[str, str] = {}
        for name, value in self.mapping(key).items():
            if isinstance(value, str):
                found[str(name)] = " ".join(value.split())
            else:
                self._fail(value, "not-text", key=str(name))
        return found

    def lists(self, key: str) -> dict[str, tuple[str, ...]]:
        """A mapping of text to lists of short texts."""
        table = self.mapping(key)
        named = self.inside(table, frozenset(table))
        return {str(name): named.words(name) for name in table}

    def value(self, key: str) -> Raw:
        return self._table.get(key)

    def rule(self, key: str) -> Rule | None:
        """The rule under `key`, parsed; names are looked at when the form is compiled."""
        if key not in self._table:
            return None
        text = self.line(key)
        raw = self._table[key]
        rule = Rule(
            text,
            UNREAD,
            self.file,
            getattr(raw, "line", 0),
            getattr(raw, "column", 1),
            getattr(raw, "bends", ()),
        )
        if not text:
            return rule
        try:
            return replace(rule, node=parse(text))
        except RuleMistake as mistake:
            line, column = rule.place(mistake.at)
            self._complain(
                FormError(
                    file=self.file,
                    line=line,
                    column=column,
                    problem=mistake.problem,
                    **mistake.facts,
                )
            )
            return rule
