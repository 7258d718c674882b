# SPDX-License-Identifier: Apache-2.0
"""Whatever is shown can be shown in another language.

H60 No text with a letter in it is given straight to a widget: it goes through a Language.
H61 No sentence stands in what is shown, printed or answered, but where the extractor finds it.
H62 What the extractor finds can be found: the text is a literal, and never one put together.
H63 The places of a message have names or numbers, so that a translation may change their order.
H64 The extractor, asked as packaging/dev.py asks it, finds every message of the program.
"""

import ast
import string
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from babel.messages.extract import extract_from_file

from helpers import tree
from helpers.tree import Found

SETTERS = frozenset(
    {"setText", "setPlainText", "setPlaceholderText", "setToolTip", "setStatusTip", "setWhatsThis"}
    | {"setTitle", "setWindowTitle", "setAccessibleName", "setAccessibleDescription", "addItem"}
    | {"setPrefix", "setSuffix", "setSpecialValueText", "setInformativeText", "addAction"}
)
SHOWS_FIRST = frozenset(
    {"label", "emphasised", "Heading", "Banner", "Tag", "Card", "Button", "set_words"}
    | {"QLabel", "QPushButton", "QToolButton", "QCheckBox", "QRadioButton", "QGroupBox", "QAction"}
    | {"PrimaryButton", "SecondaryButton", "LinkButton", "QMenu", "QCommandLinkButton"}
)
"""Whose first argument is what they show."""

NAME = "Kinfile"

NAMES_OF_OTHERS = frozenset({"ui/fonts.py", "ui/stylesheet.py"})
"""Families of type and classes of Qt begin with capitals too."""

SHOWN = ("ui", "export", "app", "records", "wording")
"""Layers whose texts a user reads. Rules are explained in forms by messages of their own; the
commands are for IT, and argparse's part of them is English."""


DEV = tree.ROOT / "packaging" / "dev.py"
KEYWORDS = ("t", "text", "_text", "N_", "plural:1,2", "in_context:1c,2")
"""As packaging/dev.py tells the extractor: a call, and which of its arguments it takes."""

MARKERS = {
    name: tuple(int(place.strip("c")) - 1 for place in (places or "1").split(","))
    for name, _, places in (keyword.partition(":") for keyword in KEYWORDS)
}


def letters(node: ast.expr) -> str:
    """The fixed text in an argument, if it has a letter."""
    fixed = "".join(
        part.value
        for part in ast.walk(node)
        if isinstance(part, ast.Constant) and isinstance(part.value, str)
    )
    return fixed if any(character.isalpha() for character in fixed) else ""


def given_to_widgets(path: Path) -> Iterator[tuple[ast.Call, ast.expr]]:
    for call in tree.calls(path):
        name = tree.name_of(call.func)
        if name in SETTERS:
            yield from ((call, argument) for argument in call.args)
        elif name in SHOWS_FIRST and call.args:
            yield call, call.args[0]


def test_no_literal_is_given_to_a_widget() -> None:
    """H60"""
    tree.expect_none(
        Found(path, call.lineno, f"{tree.name_of(call.func)}({letters(argument)!r})")
        for path in tree.modules("ui")
        for call, argument in given_to_widgets(path)
        if isinstance(argument, ast.Constant | ast.JoinedStr)
        and letters(argument) not in ("", NAME)
    )


def quiet(path: Path) -> set[int]:
    """Ids of the nodes whose text nobody reads or the extractor finds."""
    found = set()
    for node in tree.nodes(path):
        inside: list[ast.AST] = []
        if isinstance(node, ast.Expr):
            inside = [node.value]
        elif isinstance(node, ast.Raise) and node.exc:
            inside = [node.exc]
        elif isinstance(node, ast.Call) and tree.name_of(node.func) in MARKERS:
            inside = [
                node.args[at] for at in MARKERS[tree.name_of(node.func)] if at < len(node.args)
            ]
        for each in inside:
            if not isinstance(node, ast.Expr) or isinstance(each, ast.Constant):
                found |= {id(part) for part in ast.walk(each)}
    return found


def is_sentence(text: str) -> bool:
    """Whether it reads like words for somebody: a capital, and more words after it."""
    words = text.split()
    return len(words) > 1 and words[0][0].isupper() and all(w.strip(".,:;?!’'“”\"()%{}…-").isalpha()
        for w in words[:2])  # fmt: skip


def test_every_sentence_is_found_by_the_extractor() -> None:
    """H61"""
    tree.expect_none(
        Found(path, node.lineno, repr(node.value))
        for layer in SHOWN
        for path in tree.modules(layer)
        if path.relative_to(tree.PACKAGE).as_posix() not in NAMES_OF_OTHERS
        for known in [quiet(path)]
        for node in tree.nodes(path)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        if id(node) not in known and is_sentence(node.value)
    )


def marked() -> Iterator[tuple[Path, ast.Call, ast.expr]]:
    """Every message: where it is, the call, and the argument that is the text."""
    for path in tree.modules():
        for call in tree.calls(path):
            name = tree.name_of(call.func)
            for at in MARKERS.get(name, ()):
                if at < len(call.args):
                    yield path, call, call.args[at]


def test_no_message_is_put_together() -> None:
    """H62"""
    tree.expect_none(
        Found(path, call.lineno, ast.unparse(argument))
        for path, call, argument in marked()
        if isinstance(argument, ast.JoinedStr | ast.BinOp)
    )


def test_the_places_of_a_message_can_change_their_order() -> None:
    """H63"""
    tree.expect_none(
        Found(path, call.lineno, repr(argument.value))
        for path, call, argument in marked()
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
        for _, name, _, _ in string.Formatter().parse(argument.value)
        if name == ""
    )


def test_the_extractor_is_asked_for_the_same() -> None:
    """H64"""
    told = {node.value for node in tree.nodes(DEV) if isinstance(node, ast.Constant)}
    tree.expect_none(keyword for keyword in KEYWORDS if keyword not in told)


@cache
def extracted(path: Path) -> set[str]:
    """Every text that Babel finds in a file."""
    keywords = {
        name: None
        if len(places) == 1
        else tuple(
            (place + 1, "c") if name == "in_context" and place == 0 else place + 1
            for place in places
        )
        for name, places in MARKERS.items()
    }
    found: set[str] = set()
    for _, message, _, _ in extract_from_file("python", str(path), keywords):
        found.update([message] if isinstance(message, str) else message)
    return found


def test_the_extractor_finds_every_message() -> None:
    """H64"""
    tree.expect_none(
        Found(path, call.lineno, repr(argument.value))
        for path, call, argument in marked()
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
        if argument.value and argument.value not in extracted(path)
    )
