# SPDX-License-Identifier: Apache-2.0
"""Codes and their words fit each other, in both directions (tests/test_wording.py has the rest).

H50 Every problem that errors.py lists for an error has words of its own.
H51 Everything that a check of a vault can find has words, and so has every finding of verify.
H52 No words are left of a code that nothing raises any more, and no error of which nothing is made.
H53 The tree that errors.py draws has every error, each below the one that it is a kind of.
"""

import ast
import re
from collections.abc import Iterator
from typing import get_args

from helpers import tree
from kinfile import errors
from kinfile.errors import KinfileError
from kinfile.export.verify_words import WORDS
from kinfile.vault import check
from kinfile.wording import TABLE

LISTED = re.compile(r"problem \(([a-z, .\s-]+)\)")
GENERAL = frozenset({"unknown", "problem", "missing", "missing-rows", "damage"})
"""Words for what has none of its own."""


def classes(base: type[KinfileError] = KinfileError) -> Iterator[type[KinfileError]]:
    for each in base.__subclasses__():
        yield each
        yield from classes(each)


def literals() -> frozenset[str]:
    """Every text that stands in the program, apart from the tables of words."""
    return frozenset(
        node.value
        for path in tree.modules()
        if "wording" not in path.parts
        for node in tree.nodes(path)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    )


def test_every_problem_that_an_error_lists_has_words() -> None:
    """H50"""
    listed = [
        f"{error.code}.{problem.strip()}"
        for error in classes()
        for found in LISTED.findall(error.__doc__ or "")
        for problem in found.split(",")
        if re.fullmatch(r"[a-z]+(-[a-z]+)*", problem.strip())
    ]
    assert "unusable.not-json" in listed
    tree.expect_none(code for code in listed if code not in TABLE)


def test_everything_that_a_check_finds_has_words() -> None:
    """H51"""
    tree.expect_none(
        problem for problem in get_args(check.Problem) if f"damage.{problem}" not in TABLE
    )


def findings() -> Iterator[str]:
    """The codes in verify.py: of findings, and of what its generators yield as text."""
    for node in tree.nodes(tree.PACKAGE / "export" / "verify.py"):
        code: ast.expr | None = None
        if isinstance(node, ast.Call) and tree.name_of(node.func) == "Finding":
            code = node.args[0]
        elif isinstance(node, ast.Yield):
            code = node.value
        for part in ast.walk(code) if code else ():
            if isinstance(part, ast.Constant) and isinstance(part.value, str):
                yield part.value


def test_every_finding_of_verify_has_words() -> None:
    """H51"""
    codes = {code for code in findings() if re.fullmatch(r"[a-z]+(-[a-z]+)*", code)}
    assert {"padding", "after-end", "not-trusted"} <= codes
    assert WORDS.keys() <= codes
    facts = {"none", "field", "found", "expected", "authority", "time"}
    tree.expect_none(codes - WORDS.keys() - facts)


def test_no_words_are_left_over() -> None:
    """H52"""
    raised = literals()
    codes = {error.code for error in classes()}
    tree.expect_none(
        code
        for code in TABLE
        if code not in GENERAL | codes | raised
        and code.split(".", 1)[-1].removesuffix(".low") not in raised
    )


def test_every_error_is_raised() -> None:
    """H52"""
    made = {
        tree.name_of(call.func)
        for path in tree.modules()
        if path.name != "errors.py"
        for call in tree.calls(path)
    }
    bases = {base for error in classes() for base in error.__mro__[1:]}
    tree.expect_none(
        error.__name__ for error in classes() if error not in bases and error.__name__ not in made
    )
    assert errors.UnknownRecord.__name__ in made


def drawn() -> Iterator[tuple[int, str]]:
    """The lines of the drawn tree: how deep, and which error."""
    for line in (errors.__doc__ or "").splitlines():
        found = re.match(r"    ((?:\|   )*)(\+-- )?([A-Z]\w+)", line)
        if found:
            yield len(found[1]) // 4 + bool(found[2]), found[3]


def test_the_drawn_tree_is_the_real_one() -> None:
    """H53"""
    above: list[str] = []
    pairs = []
    for depth, name in drawn():
        del above[depth:]
        pairs.append((name, above[-1] if above else "Exception"))
        above.append(name)
    every: tuple[type[Exception], ...] = (KinfileError, *classes())
    real = [(each.__name__, each.__mro__[1].__name__) for each in every]
    assert sorted(pairs) == sorted(real)
