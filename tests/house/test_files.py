# SPDX-License-Identifier: Apache-2.0
"""What every file of the project keeps to.

H01 `packaging/` never holds an `__init__.py`: it would hide the PyPI module of that name.
H02 Every Python file begins with its licence in one line.
H03 No file of the package is longer than 500 lines, and none of its functions than 50.
H04 The top level holds what is known there and nothing else.
H05 The project stands alone: no file names a folder beside it.
H06 Every text file is UTF-8 with Unix line ends, and ends with one.
"""

import ast
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

from helpers import tree
from helpers.tree import ROOT, Found

LICENCE = "# SPDX-License-Identifier: Apache-2.0"
LONGEST_FILE = 500
LONGEST_FUNCTION = 50

TOP = frozenset(
    {
        ".ci", ".git", ".gitignore", ".pre-commit-config.yaml", "CHANGELOG.md", "CONTRIBUTING.md",
        "LICENSE", "Makefile", "README.md", "SECURITY.md", "desktop", "docs", "forms", "packaging",
        "pyproject.toml", "resources", "tests",
    }
)  # fmt: skip
ELSEWHERE = ("../" + "shared", "/work/" + "shared", "/work/" + "main")


def functions() -> Iterator[tuple[Path, ast.FunctionDef | ast.AsyncFunctionDef]]:
    for path in tree.modules():
        for node in tree.nodes(path):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield path, node


def length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def is_left_out(name: str) -> bool:
    """Whether git leaves it out: an environment, a cache, something made by a command."""
    patterns = (ROOT / ".gitignore").read_text("utf-8").splitlines()
    return any(fnmatch(name, pattern.strip("/")) for pattern in patterns if pattern)


def test_packaging_is_no_package() -> None:
    """H01"""
    tree.expect_none((ROOT / "packaging").rglob("__init__.py"))


def test_every_python_file_begins_with_its_licence() -> None:
    """H02"""
    tree.expect_none(
        tree.named(path) for path in tree.python() if tree.text(path).splitlines()[:1] != [LICENCE]
    )


def test_no_file_is_long() -> None:
    """H03"""
    lengths = {tree.named(path): len(tree.text(path).splitlines()) for path in tree.modules()}
    tree.expect_none(
        f"{name}: {lines} lines" for name, lines in lengths.items() if lines > LONGEST_FILE
    )


def test_no_function_is_long() -> None:
    """H03"""
    tree.expect_none(
        Found(path, node.lineno, f"{node.name} has {length(node)} lines")
        for path, node in functions()
        if length(node) > LONGEST_FUNCTION
    )


def test_the_top_level_holds_what_is_known() -> None:
    """H04"""
    names = {path.name for path in ROOT.iterdir()}
    tree.expect_none(name for name in names - TOP if not is_left_out(name))


def test_no_file_names_a_folder_beside_the_project() -> None:
    """H05"""
    tree.expect_none(
        Found(path, number, word)
        for path in tree.texts()
        for number, line in enumerate(tree.text(path).splitlines(), 1)
        for word in ELSEWHERE
        if word in line
    )


def test_every_text_is_plain_utf8() -> None:
    """H06"""
    tree.expect_none(tree.named(path) for path in tree.texts() if not is_plain(path.read_bytes()))


def is_plain(content: bytes) -> bool:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return b"\r" not in content and content[-1:] in (b"", b"\n")
