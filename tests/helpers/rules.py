# SPDX-License-Identifier: Apache-2.0
"""Names that rules of a test may use, scopes they are run in, and rules made at random."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from hypothesis import strategies as st

from kinfile.forms.dates import PartialDate
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
from kinfile.forms.rules.evaluate import Compiler
from kinfile.forms.rules.operations import Truth
from kinfile.forms.rules.parse import parse
from kinfile.forms.rules.scope import NO_ROW, Cell, Field, Names, Plain, Scope

TODAY = date(2026, 11, 22)
COMPARISONS = ("=", "!=", "<", "<=", ">", ">=")
STATUSES = frozenset({"not_known", "not_asked", "declined", "not_applicable"})


def field(name: str, compares: str, *codes: str, group: str = "", multi: bool = False) -> Field:
    known = None if compares == "any text" else frozenset(codes) | STATUSES
    kind = "text" if compares == "any text" else compares
    return Field(f"{group}.{name}" if group else name, group, kind, known, is_multi=multi)


def fields(*found: Field) -> dict[str, Field]:
    return {each.id.rpartition(".")[2]: each for each in found}


NAMES = Names(
    record=fields(
        field("a", "code", "yes", "no"),
        field("b", "code", "yes", "no"),
        field("r", "code", "yes_now", "yes_past", "suspected", "no"),
        field("m", "nothing", "one", "two", "none", multi=True),
        field("n", "number"),
        field("edd", "day"),
        field("booked", "day"),
        field("t", "text"),
        field("who", "text"),
        field("topic", "any text"),
    ),
    groups={
        "parents": fields(
            field("role", "code", "mother", "father", group="parents"),
            field("ill", "code", "yes_now", "yes_past", "suspected", "no", group="parents"),
            field("dob", "day", group="parents"),
            field("hours", "number", group="parents"),
            field("help", "nothing", "one", "two", group="parents", multi=True),
            field("words", "text", group="parents"),
        ),
        "children": fields(
            field("dob", "day", group="children"), field("known_as", "text", group="children")
        ),
    },
    lists={"risk_present": ("yes_now", "yes_past", "suspected"), "numbers": ("one", "two")},
    definitions={},
    foreign=frozenset({"absent"}),
    foreign_groups={"tasks": frozenset({"kind", "weight"}), "parents": frozenset({"elsewhere"})},
    wordlists=("child_protective",),
    limits=frozenset({"stale", "late_booking"}),
    timings=frozenset({"book_by", "refer_by"}),
)


def names(**definitions: str) -> Names:
    """NAMES with definitions; `parents__x` is one that is read within a row of parents."""
    rules: dict[str, Rule] = {}
    rows: dict[str, str] = {}
    for name, text in definitions.items():
        group, _, bare = name.rpartition("__")
        rules[bare] = Rule(text, parse(text), "definitions.yaml", 1)
        if group:
            rows[bare] = group
    return replace(NAMES, definitions=rules, row_definitions=rows)


def compiler(of: Names = NAMES) -> Compiler:
    return Compiler(of, {"child_protective": lambda text: "her going" in text})


def holds(text: str, scope: Scope | None = None, of: Names = NAMES) -> Truth:
    """The truth of a rule over a scope (nothing answered by default)."""
    return compiler(of).truth(parse(text))(scope or Scope(TODAY.toordinal()), NO_ROW)


def value(text: str, scope: Scope | None = None, of: Names = NAMES) -> Plain | None:
    closure, _kind = compiler(of).plain(parse(text))
    return closure(scope or Scope(TODAY.toordinal()), NO_ROW)


def code(*codes: str) -> Cell:
    return Cell(frozenset(codes), codes[0], is_value=True)


def multi(*codes: str) -> Cell:
    return Cell(frozenset(codes), None, is_value=True)


def status(name: str) -> Cell:
    return Cell(frozenset({name}), None, is_value=False)


def number(n: int) -> Cell:
    return Cell(frozenset(), (n, n), is_value=True)


def text_cell(text: str) -> Cell:
    return Cell(frozenset(), text, is_value=True)


def day(text: str) -> Cell:
    found = PartialDate.parse(text)
    return Cell(frozenset(), (found.earliest.toordinal(), found.latest.toordinal()), is_value=True)


def scope(
    record: Mapping[str, Cell] | None = None,
    rows: Mapping[str, list[dict[str, Cell]]] | None = None,
    today: date = TODAY,
    **more: Mapping[str, int],
) -> Scope:
    """A scope of the answers in `record` and `rows`, each row keyed by full ids."""
    return Scope(today.toordinal(), record=dict(record or {}), rows=dict(rows or {}), **more)  # type: ignore[arg-type]


# -- rules at random -------------------------------------------------------------------------

_ids = st.from_regex(r"[A-Za-z_][A-Za-z0-9_]{0,6}", fullmatch=True).filter(
    lambda name: name not in {"and", "or", "not", "in"}
)
_leaves: st.SearchStrategy[Node] = st.one_of(
    st.builds(Text, st.text(st.characters(exclude_characters="'\n", codec="utf-8"), max_size=8)),
    st.builds(Number, st.integers(0, 999_999_999)),
    st.builds(Day, st.dates()),
    st.builds(Name, _ids),
)


def _grown(nodes: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    several = st.lists(nodes, min_size=2, max_size=3).map(tuple)
    return st.one_of(
        st.builds(Call, _ids, st.lists(nodes, max_size=3).map(tuple)),
        st.builds(Not, nodes),
        st.builds(And, several),
        st.builds(Or, several),
        st.builds(Compare, st.sampled_from(COMPARISONS), nodes, nodes),
        st.builds(Among, nodes, st.lists(nodes, max_size=3).map(tuple)),
        st.builds(Sum, st.sampled_from("+-"), nodes, nodes),
    )


any_node: st.SearchStrategy[Node] = st.recursive(_leaves, _grown, max_leaves=12)
"""Any tree that the grammar can say, whether it means anything or not."""


_small = st.integers(0, 3)


class _Maker:
    """Makes rules that compile against NAMES. `row` is set inside the rows of parents."""

    def __init__(self, draw: st.DrawFn, *, row: bool = False) -> None:
        self._draw = draw
        self._row = row

    def _one(self, *found: str) -> str:
        return self._draw(st.sampled_from(found))

    def _name(self, *found: str) -> Name:
        return Name(self._one(*found))

    def day(self, depth: int = 1) -> Node:
        match self._draw(st.integers(0, 4 if depth else 3)):
            case 0:
                return Day(self._draw(st.dates()))
            case 1:
                return Call("today", ())
            case 2:
                return Call("milestone", (Text(self._one("book_by", "refer_by")),))
            case 3:
                own = ("dob",) if self._row else ()
                return self._name("edd", "booked", "absent", *own)
            case _ if self._draw(st.booleans()):
                return Call("of", (Name("who"), Name("dob")))
        return Call("coalesce", (self.day(0), self.day(0)))

    def number(self, depth: int = 1) -> Node:
        match self._draw(st.integers(0, 7 if depth else 3)):
            case 0:
                return Number(self._draw(st.integers(0, 400)))
            case 1:
                return self._name("n", "hours") if self._row else Name("n")
            case 2:
                return Call("limit", (Text(self._one("stale", "late_booking")),))
            case 3:
                return Call("length", (self._name("t", "who", "edd", "absent"),))
            case 4:
                return Sum(self._one("+", "-"), self.number(0), self.number(0))
            case 5 if not self._row:
                return Call("sum", (Name("parents"), Name("hours")))
            case 6 if not self._row:
                return Call("count", (self._name("parents", "children", "tasks"),))
        word = self._one("days", "weeks", "workdays", "age")
        return Call(word, (self.day(), self.day()))

    def _fact(self) -> Node:
        own = ("ill", "role") if self._row else ()
        match self._draw(st.integers(0, 8)):
            case 0:
                return Call("is", (self._name("a", "b"), Text(self._one("yes", "not_known"))))
            case 1:
                return Call("is", (self._name("r", *own[:1]), Name("risk_present")))
            case 2:
                return Call("has", (self._name("m", "absent"), Text(self._one("one", "declined"))))
            case 3:
                return Call("only", (Name("m"), Text("one"), Name("numbers")))
            case 4:
                word = self._one("answered", "known")
                return Call(word, (self._name("a", "edd", "m", "who", *own),))
            case 5:
                return Call("matches", (Name("t"), Text("child_protective")))
            case 6:
                return Compare(self._one(*COMPARISONS), self.day(), self.day())
            case 7:
                return Among(Name("n"), (Number(self._draw(_small)), Number(3)))
        return Compare(self._one(*COMPARISONS), self.number(), self.number())

    def _parts(self, depth: int) -> tuple[Node, ...]:
        return tuple(self.truth(depth - 1) for _ in range(self._draw(st.integers(2, 3))))

    def truth(self, depth: int = 2) -> Node:
        match self._draw(st.integers(0, 5 if depth else 0)):
            case 1:
                return Not(self.truth(depth - 1))
            case 2:
                return And(self._parts(depth))
            case 3:
                return Or(self._parts(depth))
            case 4:
                held = Call("how_many", self._parts(depth))
                return Compare(self._one(*COMPARISONS), held, Number(self._draw(_small)))
            case 5 if not self._row:
                return self._over_rows(depth)
        return self._fact()

    def _over_rows(self, depth: int) -> Node:
        condition = _Maker(self._draw, row=True).truth(depth - 1)
        if self._draw(st.booleans()):
            return Call(self._one("any", "all"), (self._name("parents", "tasks"), condition))
        counted = Call("count", (Name("parents"), condition))
        return Compare(self._one(*COMPARISONS), counted, Number(self._draw(_small)))


@st.composite
def truths(draw: st.DrawFn) -> Node:
    """Conditions that compile against NAMES."""
    return _Maker(draw).truth()


@st.composite
def row_truths(draw: st.DrawFn) -> Node:
    """Conditions that compile against NAMES within a row of parents."""
    return _Maker(draw, row=True).truth()


_partial = st.one_of(
    st.dates().map(PartialDate.of),
    st.builds(PartialDate, st.integers(1, 9999), st.integers(1, 12)),
    st.builds(PartialDate, st.integers(1, 9999)),
)
_statuses = st.sampled_from(sorted(STATUSES)).map(status)
_one_code = {
    "a": ("yes", "no"),
    "b": ("yes", "no"),
    "r": ("yes_now", "yes_past", "suspected", "no"),
}
_cells = {
    **{name: st.sampled_from(found).map(code) for name, found in _one_code.items()},
    "m": st.sets(st.sampled_from(["one", "two", "none"]), min_size=1).map(lambda c: multi(*c)),
    "n": st.integers(-5, 500).map(number),
    "edd": _partial.map(lambda found: day(str(found))),
    "booked": _partial.map(lambda found: day(str(found))),
    "t": st.sampled_from(["x", "the baby keeps her going", ""]).map(text_cell),
    "who": st.sampled_from(["row-1", "row-9"]).map(text_cell),
}
_row_cells = {
    "parents.role": st.sampled_from(["mother", "father"]).map(code),
    "parents.ill": _cells["r"],
    "parents.dob": _cells["edd"],
    "parents.hours": _cells["n"],
}


@st.composite
def scopes(draw: st.DrawFn) -> Scope:
    """Answers at random: any may be blank or a status."""
    record = draw(st.fixed_dictionaries({}, optional={k: v | _statuses for k, v in _cells.items()}))
    row = st.fixed_dictionaries({}, optional={k: v | _statuses for k, v in _row_cells.items()})
    rows = draw(st.lists(row, max_size=3))
    return Scope(
        draw(st.dates(date(1, 1, 1), date(9999, 12, 31))).toordinal(),
        record=record,
        rows={"parents": rows, "children": []},
        people={f"row-{n}": cells for n, cells in enumerate(rows, start=1)},
        limits=draw(st.fixed_dictionaries({}, optional={"stale": st.integers(0, 60)})),
        timings=draw(st.fixed_dictionaries({}, optional={"book_by": st.integers(0, 280)})),
        standing=draw(st.fixed_dictionaries({}, optional={"act_now": st.integers(0, 3)})),
    )
