# SPDX-License-Identifier: Apache-2.0
"""Wording checks: that their phrases are made of groups of words that are there."""

import re
from collections.abc import Collection, Iterator
from typing import Any

from kinfile.forms.fields import Fields
from kinfile.forms.folder import Folder
from kinfile.forms.lint.findings import Findings
from kinfile.forms.model import Source

_WORDLIST = frozenset(
    {"about", "needs", "denying", "clauses", "groups", "phrases", "firm", "passes", "slips"}
)
_GROUP = re.compile(r"\{([^{}]*)\}")


def look_at_wordlists(files: Folder, findings: Findings) -> None:
    """Every word list that rules may name."""
    for stem, tree in files.wordlists().items():
        name = f"wordlists/{stem}.yaml"
        fields = Fields(tree, name, _WORDLIST, files.complain)
        groups = fields.lists("groups")
        fields.words("slips")
        for key in ("phrases", "firm", "passes"):
            fields.words(key)
            _look(fields.tables(key), groups, name, findings)
        before: list[str] = []
        for group, entries in fields.mapping("groups").items():
            _look(entries, before, name, findings)
            before.append(str(group))
        for key, default in (("denying", None), ("clauses", ""), ("needs", "")):
            group = fields.line(key, default)
            if group and group not in groups:
                fields.fail(key, "unknown-words", found=group)


def _look(entries: Any, groups: Collection[str], name: str, findings: Findings) -> None:  # noqa: ANN401  (any part of a tree)
    """Complain about groups that do not stand before what uses them."""
    for entry in entries if isinstance(entries, list) else ():
        where = Source(name, getattr(entry, "line", 0), getattr(entry, "column", 1))
        for group in _groups_of(entry):
            if group not in groups:
                findings.add(where, "unknown-words", facts={"found": group})


def _groups_of(entry: Any) -> Iterator[str]:  # noqa: ANN401  (any part of a tree)
    yield from _GROUP.findall(entry) if isinstance(entry, str) else ()
