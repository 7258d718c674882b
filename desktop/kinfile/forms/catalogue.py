# SPDX-License-Identifier: Apache-2.0
"""The installed forms and profiles: gathers a form's files into one definition and loads it."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from kinfile import bundle
from kinfile.errors import FormError, UnknownForm
from kinfile.forms import loader
from kinfile.forms.fields import Fields, Raw
from kinfile.forms.model import Form
from kinfile.forms.profile import NATIONAL, Profile
from kinfile.forms.profile_reader import read_profile
from kinfile.forms.source import Listing, Table, Tree, read

_ALERTS = "shared/alerts.yaml"

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
    return Fields(_table(folder, name), name, _FORM_FILE).number("order") or LAST


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
    folder = folder or bundle.forms()
    national = read_profile(_table(folder, f"profiles/{NATIONAL}.yaml"), None)
    if name == NATIONAL or name not in profiles(folder):
        return national
    return read_profile(_table(folder, f"profiles/{name}.yaml"), national)


def gather(form: str, folder: Path) -> Mapping[str, Any]:
    """One form's whole definition as one tree (see loader.build). Raises FormError."""
    head_table = _table(folder, f"{form}/form.yaml")
    head = Fields(head_table, f"{form}/form.yaml", _FORM_FILE)
    lists = _table(folder, "lists.yaml")
    library = _library(folder)
    parts: dict[str, str] = {}
    sections: list[Tree] = []
    for table in head.tables("sections"):
        part = Fields(table, head.file, frozenset({"part", "sections"}))
        for name in part.words("sections"):
            if name in parts:
                part.fail("sections", "duplicate-id", found=name)
            parts[name] = part.line("part")
            sections.append(_section(library, form, name, part))
    options: Any = lists.get("options", {})
    used = loader.options_used({"sections": sections})
    own, groups = _ids(sections)
    elsewhere, elsewhere_groups = _ids(library.values())
    whole = {
        **{key: head_table[key] for key in head_table if key not in ("sections", "order")},
        "parts": parts,
        "sections": sections,
        "alerts": [alert for alert in _alerts(folder) if form in loader.forms_of(alert, _ALERTS)],
        "definitions": read(folder / "definitions.yaml", "definitions.yaml"),
        "values": lists.get("values", {}),
        "options": {k: v for k, v in options.items() if k in used}
        if isinstance(options, Mapping)
        else {},
        "wordlists": {
            path.stem: read(path, f"wordlists/{path.name}")
            for path in sorted((folder / "wordlists").glob("*.yaml"))
        },
        "foreign": sorted(elsewhere - own),
        "foreign_groups": {
            name: sorted(fields - groups.get(name, set()))
            for name, fields in elsewhere_groups.items()
            if name not in groups or fields - groups[name]
        },
    }
    return Table.of(whole, head.file)


def _table(folder: Path, name: str) -> Table:
    return _mapping(read(folder / name, name), name)


def _mapping(tree: Tree, name: str) -> Table:
    if not isinstance(tree, Table):
        raise FormError(file=name, line=1, column=1, problem="not-a-mapping")
    return tree


def _section(library: Mapping[str, Tree], form: str, name: str, listed: Fields) -> Table:
    for place in (f"{form}/sections/{name}.yaml", f"shared/{name}.yaml"):
        if place in library:
            return _mapping(library[place], place)
    return listed.fail("sections", "unknown-section", found=name)


def _alerts(folder: Path) -> Listing:
    tree = read(folder / _ALERTS, _ALERTS)
    if not isinstance(tree, Listing):
        raise FormError(file=_ALERTS, line=1, column=1, problem="not-a-list", key="alerts")
    return tree


def _library(folder: Path) -> dict[str, Tree]:
    """Every section of every form by its file: a form's own, and what its rules may name."""
    paths = [*folder.glob("shared/*.yaml"), *folder.glob("*/sections/*.yaml")]
    names = {path.relative_to(folder).as_posix(): path for path in sorted(paths)}
    return {name: read(path, name) for name, path in names.items() if path.name != "alerts.yaml"}


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
