# SPDX-License-Identifier: Apache-2.0
"""A form in another language: the same definition with its visible texts exchanged.

`rewritten` walks a definition's tree (see loader.build) and exchanges each text that somebody
reads for what it is given instead. The extractor of packaging/messages.py walks with it to find
the texts, and `translated` to put the translations in their places, so the two cannot disagree
about what is text. Rules, codes, ids, numbers and word lists are never touched.

A translation is looked up by the English text. Where one English text needs two translations, the
catalogue may have one for a single place, named as `Place` spells it; forms/languages.yaml lists
the places that the template offers apart.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from kinfile.forms import loader
from kinfile.forms.model import Form
from kinfile.forms.profile import Profile
from kinfile.i18n import Language

Raw = Any


@dataclass(frozen=True, slots=True)
class Place:
    """Where a text stands: its section or file part, what it belongs to, and what it is there.

    `owner` is a question (`parents.mh_known`), a group, an alert, a definition or an option list;
    empty for the form or the section itself. `kind` is the key, or `option CODE`.
    """

    section: str
    owner: str
    kind: str

    def __str__(self) -> str:
        """As a catalogue's context spells it: `pmh/parents.mh_known/ask`."""
        return "/".join(part for part in (self.section, self.owner, self.kind) if part)


@dataclass(frozen=True, slots=True)
class Stand:
    """Where a text was read: its file and line, where the tree knows them (source.py)."""

    table: Raw
    scalar: Raw

    @property
    def file(self) -> str:
        return str(getattr(self.table, "file", ""))

    @property
    def line(self) -> int:
        return int(getattr(self.scalar, "line", 0))


Say = Callable[[str, Place, Stand], str]
"""What is put in the place of a text, which is given in one line."""

_FORM = ("title", "short_title", "about")
_QUESTION = ("ask", "hint", "why", "error")
_GROUP = ("title", "row", "why", "error")
_ALERT = ("say", "why")


def rewritten(tree: Mapping[str, Any], say: Say) -> dict[str, Any]:
    """A copy of a form's whole definition with every visible text as `say` gives it."""
    walk = _Walk(say)
    return {
        **walk.texts(tree, _FORM, "", ""),
        "parts": walk.values(tree.get("parts", {}), "parts", "part", table=tree),
        "sections": [walk.section(each) for each in tree.get("sections", ())],
        "alerts": [
            walk.texts(each, _ALERT, "alerts", str(each.get("id", "")))
            for each in tree.get("alerts", ())
        ],
        "definitions": [
            walk.texts(each, ("say",), "definitions", str(each.get("id", "")))
            for each in tree.get("definitions", ())
        ],
        "options": {
            name: walk.values(labels, "options", str(name), is_option=True)
            for name, labels in tree.get("options", {}).items()
        },
    }


def rewritten_profile(tree: Mapping[str, Any], say: Say) -> dict[str, Any]:
    """A copy of a partnership profile's table with every text that the program shows."""
    walk, name = _Walk(say), str(tree.get("profile", ""))
    new = walk.texts(tree, ("name", "secure_email"), "profiles", name)
    if "level_names" in tree:
        new["level_names"] = walk.values(tree["level_names"], "profiles", name, is_option=True)
    if "contacts" in tree:
        new["contacts"] = [
            walk.texts(each, ("name",), "profiles", f"{name}.{each.get('role', '')}")
            for each in tree["contacts"]
        ]
    return new


class _Walk:
    """One way through a definition."""

    def __init__(self, say: Say) -> None:
        self._say = say

    def texts(
        self, table: Mapping[str, Any], keys: tuple[str, ...], section: str, owner: str
    ) -> dict[str, Any]:
        new = dict(table)
        for key in keys:
            if key in table:
                new[key] = self._put(table[key], Place(section, owner, key), table)
        return new

    def values(
        self,
        labels: Mapping[str, Any],
        section: str,
        owner: str,
        *,
        is_option: bool = False,
        table: Raw = None,
    ) -> dict[str, Any]:
        """Every value of a mapping: the labels of options, or the headings of parts."""
        return {
            code: self._put(
                text,
                Place(section, owner, f"option {code}") if is_option else Place("", owner, code),
                labels if table is None else table,
            )
            for code, text in labels.items()
        }

    def section(self, section: Mapping[str, Any]) -> dict[str, Any]:
        name = str(section.get("section", ""))
        new = self.texts(section, ("title",), name, "")
        if "guidance" in section:
            new["guidance"] = [
                self.texts(each, ("text",), name, "guidance") for each in section["guidance"]
            ]
        new["items"] = [self._item(each, name) for each in section.get("items", ())]
        return new

    def _item(self, item: Mapping[str, Any], section: str) -> dict[str, Any]:
        group = str(item.get("group") or item.get("continue") or "")
        if not group:
            return self._question(item, section, str(item.get("id", "")))
        new = self.texts(item, _GROUP if "group" in item else (), section, group)
        new["questions"] = [
            self._question(each, section, f"{group}.{each.get('id', '')}")
            for each in item.get("questions", ())
        ]
        return new

    def _question(self, question: Mapping[str, Any], section: str, name: str) -> dict[str, Any]:
        new = self.texts(question, _QUESTION, section, name)
        if isinstance(question.get("options"), Mapping):
            new["options"] = self.values(question["options"], section, name, is_option=True)
        return new

    def _put(self, text: Raw, place: Place, table: Raw) -> Raw:
        line = " ".join(text.split()) if isinstance(text, str) else ""
        return self._say(line, place, Stand(table, text)) if line else text


def translated(form: Form, language: Language) -> Form:
    """`form` as `language` asks it. Texts that are not translated stay English.

    `body` stays the definition as its authors wrote it, which is what names it everywhere.
    """
    return form if form.language == language.code else _translated(form.body, language)


@lru_cache(maxsize=24)
def _translated(body: bytes, language: Language) -> Form:
    tree = json.loads(body)
    form = loader.build(rewritten(tree, lambda line, place, _: language.asked(line, str(place))))
    return replace(form, body=body, language=language.code)


def translated_profile(profile: Profile, language: Language) -> Profile:
    """`profile` with its own words in `language`; names of places and numbers as they are."""
    asked = language.asked
    return replace(
        profile,
        name=asked(profile.name),
        level_names={code: asked(name) for code, name in profile.level_names.items()},
        contacts=tuple(replace(each, name=asked(each.name)) for each in profile.contacts),
        words={
            key: asked(text) if key == "secure_email" else text
            for key, text in profile.words.items()
        },
    )
