# SPDX-License-Identifier: Apache-2.0
"""What no source file does, whatever a linter thinks of it.

H20 Nothing waits by the clock: tests wait for a signal or a condition, and so does the program.
H21 No question stops everything but those of kinfile.ui.dialogs, which has a seam for tests.
H22 What asks the disk or the clock stays out of the pure layers (policy's files are its own).
H23 A signal is named for what has happened, in the past.
H24 Every module is used by another, but for the ways in.
H25 Nothing in the window moves by itself, and only widgets/announce.py speaks to a screen reader.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

from helpers import tree
from helpers.tree import Found

WAITS = frozenset({"sleep", "msleep", "usleep", "qSleep", "qWait", "wait_for_timeout"})
MAY_WAIT = {
    "desktop/kinfile/durable.py": "a virus scanner on Windows holds the old key file for a "
    "moment, and nothing tells when it lets go"
}
MOVES = frozenset({"QPropertyAnimation", "QVariantAnimation", "QTimeLine", "QMovie"})
SPEAKS = "QAccessibleAnnouncementEvent"
MAY_SPEAK = "desktop/kinfile/ui/widgets/announce.py"
BOXES = frozenset({"QMessageBox", "QInputDialog", "QErrorMessage", "QProgressDialog"})
MAY_ASK = "desktop/kinfile/ui/dialogs.py"

PURE = ("forms", "records", "wording")
READS = {
    "forms/catalogue.py": "reads the definitions",
    "forms/folder.py": "reads the files of a folder of them, each once",
    "forms/source.py": "reads one file of them",
    "forms/wordlists.py": "reads the phrases of a wording check",
    "forms/profile_reader.py": "reads a profile",
    "forms/packs/shelf.py": "keeps the packs of this user",
    "forms/packs/trust.py": "reads the keys of this computer",
}
CLOCKS = frozenset({"datetime.now", "date.today", "datetime.today", "time.time", "time.monotonic"})
DISK = frozenset({"open", "read_text", "read_bytes", "write_text", "write_bytes"})

# Verbs whose past needs no -ed.
PAST = frozenset(
    {"begun", "chosen", "done", "found", "given", "gone", "kept", "left", "lost", "made", "put"}
    | {
        "read",
        "redone",
        "said",
        "sent",
        "shown",
        "sought",
        "struck",
        "taken",
        "told",
        "undone",
        "went",
    }
)


def waits() -> Iterator[Found]:
    for path in tree.python("desktop", "tests"):
        for call in tree.calls(path):
            if tree.name_of(call.func) in WAITS:
                yield Found(path, call.lineno, tree.dotted(call.func))


def test_nothing_waits_by_the_clock() -> None:
    """H20"""
    tree.expect_none(each for each in waits() if tree.named(each.path) not in MAY_WAIT)


def test_an_exception_from_waiting_is_needed() -> None:
    """H20"""
    assert {tree.named(each.path) for each in waits()} >= MAY_WAIT.keys()


def test_only_dialogs_stops_everything() -> None:
    """H21"""
    tree.expect_none(
        Found(path, node.lineno, tree.dotted(node))
        for path in tree.python("desktop", "tests")
        for node in tree.nodes(path)
        if isinstance(node, ast.Name | ast.Attribute) and tree.name_of(node) in BOXES
    )
    tree.expect_none(
        Found(path, call.lineno, tree.dotted(call.func))
        for path in tree.modules("ui")
        for call in tree.calls(path)
        if tree.name_of(call.func) in {"exec", "exec_"} and tree.named(path) != MAY_ASK
    )


def test_nothing_moves_and_one_place_speaks() -> None:
    """H25"""
    tree.expect_none(
        Found(path, node.lineno, tree.dotted(node))
        for path in tree.modules("ui")
        for node in tree.nodes(path)
        if isinstance(node, ast.Name | ast.Attribute)
        and (
            tree.name_of(node) in MOVES
            or (tree.name_of(node) == SPEAKS and tree.named(path) != MAY_SPEAK)
        )
    )


def test_the_pure_layers_ask_no_clock_and_no_disk() -> None:
    """H22"""
    tree.expect_none(
        Found(path, call.lineno, tree.dotted(call.func))
        for layer in PURE
        for path in tree.modules(layer)
        if path.relative_to(tree.PACKAGE).as_posix() not in READS
        for call in tree.calls(path)
        if tree.dotted(call.func) in CLOCKS or tree.name_of(call.func) in DISK
    )


def signals() -> Iterator[tuple[Path, int, str]]:
    """Signals that others may listen to."""
    for path in tree.modules("ui"):
        for node in tree.nodes(path):
            if (
                isinstance(node, ast.Assign)
                and isinstance(node.value, ast.Call)
                and tree.name_of(node.value.func) == "Signal"
                and isinstance(node.targets[0], ast.Name)
            ):
                name = node.targets[0].id
                if not name.startswith("_"):
                    yield path, node.lineno, name


def is_past(name: str) -> bool:
    return any(word.endswith("ed") or word in PAST for word in name.split("_"))


def test_a_signal_says_what_has_happened() -> None:
    """H23"""
    found = list(signals())
    assert found
    tree.expect_none(Found(path, line, name) for path, line, name in found if not is_past(name))


ENTRANCES = frozenset({"kinfile.__main__", "kinfile.cli.__main__"})


def dotted_name(path: Path) -> str:
    parts = path.relative_to(tree.PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imported() -> Iterator[str]:
    for path in tree.modules():
        for node in tree.nodes(path):
            if isinstance(node, ast.Import):
                yield from (name.name for name in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module:
                yield node.module
                yield from (f"{node.module}.{name.name}" for name in node.names)


def test_every_module_is_used() -> None:
    """H24"""
    used = set(imported())
    packages = {".".join(name.split(".")[:depth]) for name in used for depth in range(1, 6)}
    tree.expect_none(
        name for name in map(dotted_name, tree.modules()) if name not in used | packages | ENTRANCES
    )
