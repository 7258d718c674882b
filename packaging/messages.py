# SPDX-License-Identifier: Apache-2.0
"""The messages of the form definitions, for translators.

    python packaging/messages.py FILE.pot

Babel looks for messages in code. The words of the forms stand in YAML, so they are gathered here:
every text that forms/translation.py would exchange, once for each different English text, with
comments that say where it is asked (form, section, question) and what it is there. A place that
forms/languages.yaml lists under `apart` has a message of its own, with the place as its context.

`dev.py language` runs this in .venv.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po

from kinfile.forms import catalogue
from kinfile.forms.folder import Folder
from kinfile.forms.translation import Place, Say, Stand, rewritten, rewritten_profile

ROOT = Path(__file__).resolve().parents[1]
FORMS = ROOT / "forms"
HEADER = "# Kinfile: the words of the forms."

KINDS = {
    "ask": "question",
    "hint": "hint below the question",
    "why": "why we ask, or why the alert is there",
    "error": "shown when the answer is missing",
    "title": "title",
    "short_title": "short title, in lists",
    "about": "what the form is for",
    "row": "what one row is called, in the singular",
    "text": "guidance beside the section",
    "say": "what the alert says",
    "name": "name",
    "secure_email": "advice for whoever sends the document",
}
DEFINITION = "ends a sentence that begins with “because”"
PLACES_SHOWN = 4
"""Comments of one message. A translator learns nothing from the twentieth “Yes”."""


@dataclass
class Found:
    """One message: where it stands in the files, and what it is in which forms."""

    locations: dict[tuple[str, int], None] = field(default_factory=dict)
    uses: dict[str, dict[str, None]] = field(default_factory=dict)

    def comments(self) -> list[str]:
        told = [f"{', '.join(forms)} › {use}" for use, forms in self.uses.items()]
        more = len(told) - PLACES_SHOWN
        return told[:PLACES_SHOWN] + ([f"and in {more} more places"] if more > 0 else [])


class Gathered:
    """Every message of a folder of forms, by its context and its text."""

    def __init__(self, folder: Path) -> None:
        self.messages: dict[tuple[str, str], Found] = {}
        files = Folder(folder)
        self._apart = frozenset(files.table("languages.yaml").get("apart", ()))
        for form in catalogue.installed(folder):
            rewritten(catalogue.gather(form, folder), self._take_of(form))
        for profile in catalogue.profiles(folder):
            table = files.table(f"profiles/{profile}.yaml")
            rewritten_profile(table, self._take_of("profiles"))

    def _take_of(self, form: str) -> Say:
        def take(line: str, place: Place, stand: Stand) -> str:
            context = str(place) if str(place) in self._apart else ""
            found = self.messages.setdefault((context, line), Found())
            found.locations[f"forms/{stand.file}", stand.line] = None
            found.uses.setdefault(use_of(place), {})[form] = None
            return line

        return take


def use_of(place: Place) -> str:
    """What a text is, in words: `pmh › parents.mh_known: question`."""
    if place.owner == "part":
        return "heading above some sections"
    where = " › ".join(part for part in (place.section, place.owner) if part)
    kind = KINDS.get(place.kind, place.kind.replace("option ", "answer "))
    if place.section == "definitions":
        kind = DEFINITION
    return f"{where}: {kind}" if where else kind


def template(folder: Path = FORMS) -> Catalog:
    """The template of the domain `forms`, in the order in which the forms ask."""
    whole = Catalog(
        project="Kinfile", header_comment=HEADER, fuzzy=False, creation_date=None, charset="utf-8"
    )
    for (context, text), found in Gathered(folder).messages.items():
        whole.add(
            text,
            # Without lines: a line more in a form would change half of the template.
            locations=[(file, 0) for file in sorted({file for file, _ in found.locations})],
            auto_comments=found.comments(),
            context=context or None,
        )
    return whole


def main() -> None:
    with Path(sys.argv[1]).open("wb") as file:
        write_po(file, template(), width=100, include_lineno=False)


if __name__ == "__main__":
    main()
