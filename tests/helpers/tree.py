# SPDX-License-Identifier: Apache-2.0
"""The project's own files, for tests that look at the source and not at what it does."""

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "desktop" / "kinfile"
FOLDERS = ("desktop", "forms", "resources", "packaging", "tests", "docs", ".ci")
"""Everything that is the project's own, apart from single files at the top."""
TEXTS = frozenset(
    {".py", ".md", ".txt", ".toml", ".yaml", ".json", ".pot", ".po", ".svg", ".desktop", ".xml", ""}
)

Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True, slots=True)
class Found:
    """A place in a file, printed as editors open it."""

    path: Path
    line: int
    what: str

    def __str__(self) -> str:
        return f"{named(self.path)}:{self.line}: {self.what}"


def expect_none(found: Iterable[object]) -> None:
    """Fail with one line for each thing that was found, and nothing else around them."""
    lines = sorted(map(str, found))
    if lines:
        pytest.fail("\n".join(lines), pytrace=False)


def named(path: Path) -> str:
    """The path as it is written everywhere: from the top, with slashes."""
    return path.relative_to(ROOT).as_posix()


@cache
def files() -> tuple[Path, ...]:
    """Every file of the project; caches and what git leaves out are none."""
    top = [path for path in ROOT.iterdir() if path.is_file()]
    below = [path for name in FOLDERS for path in (ROOT / name).rglob("*") if path.is_file()]
    return tuple(sorted(path for path in (*top, *below) if "__pycache__" not in path.parts))


def texts() -> Iterator[Path]:
    """Files that a person reads; a kept vault is what the program wrote, byte for byte."""
    return (
        path
        for path in files()
        if path.suffix in TEXTS and not any(part.endswith(".kinvault") for part in path.parts)
    )


@cache
def python(*tops: str) -> tuple[Path, ...]:
    """The Python files of some folders of the top level, or of all of them."""
    return tuple(
        path
        for path in files()
        if path.suffix == ".py" and (not tops or named(path).split("/")[0] in tops)
    )


def modules(layer: str = "") -> tuple[Path, ...]:
    """The files of the package, or of one of its layers."""
    return tuple(path for path in python("desktop") if (PACKAGE / layer) in path.parents)


@cache
def text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(text(path), filename=str(path))


def nodes(path: Path) -> Iterator[ast.AST]:
    return ast.walk(parsed(path))


def name_of(node: ast.expr) -> str:
    """What is called or named, without what it belongs to: `a.b.c` is c."""
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def dotted(node: ast.expr) -> str:
    """A name as it is written: `QMessageBox.information`; empty for anything else."""
    if isinstance(node, ast.Attribute):
        owner = dotted(node.value)
        return f"{owner}.{node.attr}" if owner else node.attr
    return node.id if isinstance(node, ast.Name) else ""


def calls(path: Path) -> Iterator[ast.Call]:
    return (node for node in nodes(path) if isinstance(node, ast.Call))
