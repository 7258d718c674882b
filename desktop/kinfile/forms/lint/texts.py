# SPDX-License-Identifier: Apache-2.0
"""What people read: too long, without its source, without a translation, or in words to avoid."""

from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from difflib import get_close_matches
from typing import Any, NamedTuple

from kinfile.forms.banned import read_banned
from kinfile.forms.folder import ALERTS, Folder
from kinfile.forms.lint.findings import Findings
from kinfile.forms.loader import KEYS
from kinfile.forms.model import NEVER_MISSING, Source
from kinfile.forms.source import Words

LONGEST_LABEL = 120
LONGEST_HINT = 200

Translations = Mapping[str, Container[str]]
"""Languages that are declared complete, each with the texts that it has."""

_TITLES = frozenset({"title", "short_title", "part", "row"})
"""Texts that may be read over a shoulder: they head pages, lists and windows."""
_LONGEST = {"ask": LONGEST_LABEL, "title": LONGEST_LABEL, "hint": LONGEST_HINT}
_TOO_LONG = {"ask": "label-too-long", "title": "label-too-long", "hint": "hint-too-long"}
_SHOWN = _TITLES | {"about", "ask", "hint", "why", "say", "text", "error", "option"}


class Shown(NamedTuple):
    """A text of a definition: what it is, and where it stands."""

    role: str
    words: Words
    where: Source

    @property
    def text(self) -> str:
        return " ".join(self.words.split())


def look_at_texts(
    files: Folder, forms: Sequence[str], findings: Findings, translations: Translations
) -> None:
    """Every text of the forms `forms`, and of what they share, once."""
    banned = _finder(files)
    for name in _names(files, forms):
        for shown in _texts(files.tree(name), name):
            _look(shown, banned, translations, findings)
        for item in _mappings(files.tree(name)):
            _look_at_item(item, name, findings)


def _names(files: Folder, forms: Sequence[str]) -> Iterator[str]:
    yield from ("lists.yaml", "definitions.yaml")
    yield from files.names("shared/*.yaml", "profiles/*.yaml")
    for form in forms:
        yield f"{form}/form.yaml"
        yield from files.names(f"{form}/sections/*.yaml")


def _look(
    shown: Shown,
    banned: Callable[[Shown], str],
    translations: Translations,
    findings: Findings,
) -> None:
    most = _LONGEST.get(shown.role, 0)
    if most and len(shown.text) > most:
        facts = {"length": str(len(shown.text)), "most": str(most)}
        findings.add(shown.where, _TOO_LONG[shown.role], facts=facts)
    word = banned(shown)
    if word:
        code = "banned-title" if shown.role in _TITLES else "banned-word"
        findings.add(shown.where, code, facts={"found": word})
    for language, known in translations.items():
        if shown.text not in known:
            findings.add(shown.where, "untranslated", facts={"language": language})


def _texts(tree: Any, file: str, role: str = "") -> Iterator[Shown]:  # noqa: ANN401  (any part of a tree)
    """Every text below a part of a tree; `role` is the key under which that part stands."""
    if isinstance(tree, Words):
        if role in _SHOWN and tree.strip():
            yield Shown(role, tree, Source(file, tree.line, tree.column))
    elif isinstance(tree, Mapping):
        for key, value in tree.items():
            yield from _texts(value, file, _role(str(key), value, role))
    elif isinstance(tree, list):
        for value in tree:
            yield from _texts(value, file, role)


def _role(key: str, value: Any, above: str) -> str:  # noqa: ANN401  (any part of a tree)
    """Under what a value stands; labels stand under codes of their own, and lists under names."""
    if above != "options":
        return key
    return "options" if isinstance(value, Mapping) else "option"


def _mappings(tree: Any) -> Iterator[Any]:  # noqa: ANN401  (any part of a tree)
    """Questions, groups, guidance and alerts: every mapping of a file."""
    if isinstance(tree, Mapping):
        yield tree
        for value in tree.values():
            yield from _mappings(value)
    elif isinstance(tree, list):
        for value in tree:
            yield from _mappings(value)


def _look_at_item(item: Mapping[str, Any], file: str, findings: Findings) -> None:
    """What a question, a group, an alert or a piece of guidance must not do without."""
    is_question = "ask" in item or ("kind" in item and "id" in item)
    is_alert = file == ALERTS and "id" in item
    is_guidance = set(item) <= {"text", "source"} and "text" in item
    where = Source(file, getattr(item, "line", 0), getattr(item, "column", 1))
    if is_question or is_alert or "group" in item:
        name = str(item.get("id") or item.get("group"))
        for key, code in (("why", "no-why"), ("source", "no-source")):
            if not _has(item, key):
                findings.add(where, code, facts={"name": name})
    elif is_guidance and not item.get("source"):
        findings.add(where, "no-source", facts={"name": " ".join(str(item["text"]).split())[:40]})
    if is_question and _may_be_missing(item) and not _has(item, "error"):
        findings.add(where, "no-error", facts={"name": str(item.get("id"))})


def _has(item: Mapping[str, Any], key: str) -> bool:
    """Whether the key is there, be it misspelt: that is a mistake of its own."""
    return bool(item.get(key)) or any(
        name not in KEYS and get_close_matches(name, [key]) for name in map(str, item)
    )


def _may_be_missing(item: Mapping[str, Any]) -> bool:
    required = item.get("required") == "yes" or "required_when" in item
    return required and item.get("kind") not in NEVER_MISSING


def _finder(files: Folder) -> Callable[[Shown], str]:
    """Finds the first word in a text that has no place there; empty where all is well."""
    banned = read_banned(files)

    def first(shown: Shown) -> str:
        pattern = banned.titles if shown.role in _TITLES else banned.everywhere
        found = pattern.search(shown.text)
        return found.group() if found else ""

    return first
