# SPDX-License-Identifier: Apache-2.0
"""Wording checks: that their phrases are made of groups of words that are there."""

import re
from collections.abc import Iterator
from typing import Any

from kinfile.forms.fields import Fields
from kinfile.forms.folder import Folder
from kinfile.forms.lint.findings import Findings
from kinfile.forms.model import Source

_WORDLIST = frozenset({"about", "denying", "groups", "phrases", "firm", "passes"})
_GROUP = re.compile(r"\{([^{}]*)\}")


def look_at_wordlists(files: Folder, findings: Findings) -> None:
    """Every word list that rules may name."""
    for stem, tree in files.wordlists().items():
        name = f"wordlists/{stem}.yaml"
        fields = Fields(tree, name, _WORDLIST, files.complain)
        groups = fields.lists("groups")
        for key in ("phrases", "firm", "passes"):
            fields.words(key)
            for phrase in fields.tables(key):
                where = Source(name, getattr(phrase, "line", 0), getattr(phrase, "column", 1))
                for group in sorted(set(_groups_of(phrase)) - groups.keys()):
                    findings.add(where, "unknown-words", facts={"found": group})
        denying = fields.line("denying")
        if denying and denying not in groups:
            fields.fail("denying", "unknown-words", found=denying)


def _groups_of(phrase: Any) -> Iterator[str]:  # noqa: ANN401  (any part of a tree)
    yield from _GROUP.findall(phrase) if isinstance(phrase, str) else ()
