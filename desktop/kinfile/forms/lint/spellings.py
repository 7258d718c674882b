# SPDX-License-Identifier: Apache-2.0
"""Ids and codes that rules can name, and sources that there are."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from kinfile.forms.folder import ALERTS, Folder
from kinfile.forms.lint.findings import Findings
from kinfile.forms.lint.reading import Reading, items_of
from kinfile.forms.model import Source
from kinfile.forms.source import Words

REQUIREMENTS = "requirements.yaml"
"""What the sources ask for, row by row. Not part of any form; a folder may lack it."""

_ID = re.compile(r"[a-z][a-z0-9_]*")
_CODE = re.compile(r"[a-z0-9][a-z0-9_-]*")
_WORDS = frozenset({"and", "or", "not", "in"})
_LETTERED = re.compile(r"(S\d+(?:\.\d+)+)[a-z].*")
"""A row of a source, with the letter of one of its parts."""

_ID_KEYS = ("id", "group", "section")
_CODED = ("options", "values")
_LISTS, _DEFINITIONS = "lists.yaml", "definitions.yaml"


def look_at_spellings(files: Folder, readings: tuple[Reading, ...], findings: Findings) -> None:
    """Every file that one of the forms read has a part in."""
    sections = [each.place.file for reading in readings for each in reading.form.sections]
    known = _known(files)
    for file in dict.fromkeys((*sections, _DEFINITIONS, _LISTS, ALERTS)):
        look = _Look(file, findings)
        if file == ALERTS:
            look.sources(files.tree(file), known)
            continue
        for name in _names(files.tree(file), file):
            look.id(name)
        look.codes(files.tree(file))
        look.sources(files.tree(file), known)


def _known(files: Folder) -> frozenset[str]:
    """Every row and code of practice; nothing where a folder does not list them."""
    if not (files.path / REQUIREMENTS).is_file():
        return frozenset()
    table = files.table(REQUIREMENTS)
    listed = (table.get(key) for key in ("requirements", "practice"))
    return frozenset(str(name) for each in listed if isinstance(each, Mapping) for name in each)


def _names(tree: Any, file: str) -> Iterator[Words]:  # noqa: ANN401  (any part of a tree)
    """Ids of sections, groups, questions and definitions, as they are written."""
    if file == _DEFINITIONS:
        tables = tree if isinstance(tree, list) else ()
    else:
        items = tree.get("items", ()) if isinstance(tree, Mapping) else ()
        groups = items if isinstance(items, list) else ()
        tables = [tree, *groups, *(item for _, item in items_of([tree]))]
    for table in tables:
        found = (table.get(key) for key in _ID_KEYS if isinstance(table, Mapping))
        yield from (name for name in found if isinstance(name, Words))


class _Look:
    """Looks at one file."""

    def __init__(self, file: str, findings: Findings) -> None:
        self._file = file
        self._findings = findings

    def _say(self, word: Any, code: str) -> None:  # noqa: ANN401  (any part of a tree)
        where = Source(self._file, getattr(word, "line", 0), getattr(word, "column", 1))
        self._findings.add(where, code, facts={"found": str(word)})

    def id(self, name: Words) -> None:
        if name.strip() and (not _ID.fullmatch(name) or name in _WORDS):
            self._say(name, "id-spelling")

    def codes(self, tree: Any, role: str = "") -> None:  # noqa: ANN401  (any part of a tree)
        """Codes of options, and of lists for rules."""
        if isinstance(tree, Mapping):
            for key, value in tree.items():
                if role == "options" and isinstance(value, Words):
                    self._code(key)
                self.codes(value, role if role in _CODED else str(key))
        elif isinstance(tree, list):
            for value in tree:
                if role == "values" and isinstance(value, Words):
                    self._code(value)
                self.codes(value, role)

    def _code(self, code: Any) -> None:  # noqa: ANN401  (any part of a tree)
        if not _CODE.fullmatch(code):
            self._say(code, "code-spelling")

    def sources(self, tree: Any, known: frozenset[str]) -> None:  # noqa: ANN401  (any part of a tree)
        """Every source that something names, where it is known which there are."""
        if isinstance(tree, Mapping):
            listed = tree.get("source")
            for word in listed if known and isinstance(listed, list) else ():
                found = _LETTERED.fullmatch(str(word))
                if (found[1] if found else str(word)) not in known:
                    self._say(word, "unknown-source")
            for value in tree.values():
                self.sources(value, known)
        elif isinstance(tree, list):
            for value in tree:
                self.sources(value, known)
