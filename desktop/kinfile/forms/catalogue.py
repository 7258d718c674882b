# SPDX-License-Identifier: Apache-2.0
"""The installed forms and profiles: gathers a form's files into one definition and loads it."""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from kinfile import bundle
from kinfile.errors import UnknownForm
from kinfile.forms import loader
from kinfile.forms.fields import Fields, Raw
from kinfile.forms.folder import ALERTS, Folder
from kinfile.forms.model import Form
from kinfile.forms.profile import NATIONAL, Profile
from kinfile.forms.profile_reader import read_profile
from kinfile.forms.source import Table, Tree

_FORM_FILE = frozenset(
    {
        *("form", "version", "title", "short_title", "about", "minutes", "subject"),
        *("order", "sections", "outputs"),
    }
)

LAST = 1000
"""The place of a form that names none."""


def installed(folder: Path | None = None) -> tuple[str, ...]:
    """Ids of the forms in `folder` (the shipped one by default), in the order they are offered."""
    folder = folder or bundle.forms()
    found = sorted(folder.glob("*/form.yaml"))
    places = {path.parent.name: _offered(folder, path.parent.name) for path in found}
    return tuple(sorted(places, key=lambda form: (places[form], form)))


@cache
def _offered(folder: Path, form: str) -> int:
    """Where a form stands among those on offer: its `order`, or after all that have one."""
    name = f"{form}/form.yaml"
    return Fields(Folder(folder).table(name), name, _FORM_FILE).number("order") or LAST


@cache
def load(form: str, folder: Path | None = None) -> Form:
    """The form `form`. Raises UnknownForm, or FormError where its files are wrong."""
    folder = folder or bundle.forms()
    if form not in installed(folder):
        raise UnknownForm(form=form)
    return loader.build(gather(form, folder))


def profiles(folder: Path | None = None) -> tuple[str, ...]:
    """Ids of the installed partnership profiles; the national default first."""
    found = {path.stem for path in ((folder or bundle.forms()) / "profiles").glob("*.yaml")}
    return (NATIONAL, *sorted(found - {NATIONAL}))


@cache
def profile(name: str, folder: Path | None = None) -> Profile:
    """The profile `name`, the national default where no such profile is installed."""
    files = Folder(folder or bundle.forms())
    national = read_profile(files.table(f"profiles/{NATIONAL}.yaml"), None)
    if name == NATIONAL or name not in profiles(folder):
        return national
    return read_profile(files.table(f"profiles/{name}.yaml"), national)


def case_files(form: str, folder: Path | None = None) -> tuple[Path, ...]:
    """The worked cases of a form, in the order of their names."""
    return tuple(sorted(((folder or bundle.forms()) / form / "cases").glob("*.json")))


def gather(form: str, folder: Path) -> Mapping[str, Any]:
    """One form's whole definition as one tree (see loader.build). Raises FormError."""
    return assemble(form, Folder(folder))


def assemble(form: str, files: Folder) -> Mapping[str, Any]:
    """The same from files that may have been read before, which say what happens to mistakes."""
    head_table = files.table(f"{form}/form.yaml")
    head = Fields(head_table, f"{form}/form.yaml", _FORM_FILE, files.complain)
    lists = files.table("lists.yaml")
    library = files.sections()
    parts: dict[str, str] = {}
    sections: list[Tree] = []
    for table in head.tables("sections"):
        part = head.inside(table, frozenset({"part", "sections"}))
        heading = part.line("part")
        for name in part.words("sections"):
            if name in parts:
                part.fail("sections", "duplicate-id", found=name)
                continue
            parts[name] = heading
            sections.extend(_section(files, library, form, name, part))
    options: Any = lists.get("options", {})
    used = loader.options_used({"sections": sections})
    own, groups = _ids(sections)
    elsewhere, elsewhere_groups = _ids(library.values())
    whole = {
        **{key: head_table[key] for key in head_table if key not in ("sections", "order")},
        "parts": parts,
        "sections": sections,
        "alerts": [
            alert
            for alert in files.listing(ALERTS, "alerts")
            if form in loader.forms_of(alert, ALERTS, files.complain)
        ],
        "definitions": files.tree("definitions.yaml") or (),
        "values": lists.get("values", {}),
        "options": {k: v for k, v in options.items() if k in used}
        if isinstance(options, Mapping)
        else {},
        "wordlists": files.wordlists(),
        "foreign": sorted(elsewhere - own),
        "foreign_groups": {
            name: sorted(fields - groups.get(name, set()))
            for name, fields in elsewhere_groups.items()
            if name not in groups or fields - groups[name]
        },
    }
    return Table.of(whole, head.file)


def _section(
    files: Folder, library: Mapping[str, Tree], form: str, name: str, listed: Fields
) -> Iterator[Table]:
    for place in (f"{form}/sections/{name}.yaml", f"shared/{name}.yaml"):
        if place in library:
            yield files.table(place)
        if (files.path / place).is_file():
            return
    listed.fail("sections", "unknown-section", found=name)


def _ids(sections: Raw) -> tuple[frozenset[str], dict[str, set[str]]]:
    """Ids of single questions, and of each group's questions, in `sections`."""
    single: set[str] = set()
    groups: dict[str, set[str]] = {}
    for section in sections:
        for item in section.get("items", ()) if isinstance(section, Mapping) else ():
            if not isinstance(item, Mapping):
                continue
            group = item.get("group") or item.get("continue")
            if group:
                fields = groups.setdefault(str(group), set())
                fields.update(
                    str(question["id"])
                    for question in item.get("questions", ())
                    if isinstance(question, Mapping) and "id" in question
                )
            elif "id" in item:
                single.add(str(item["id"]))
    return frozenset(single), groups
