# SPDX-License-Identifier: Apache-2.0
"""The installed forms and profiles: gathers a form's files into one definition and loads it.

Where no folder of definitions is named, the packs of this user count as well (packs/shelf.py): a
pack takes the place of what came with Kinfile where its version is not lower or where it is on
trial, and may bring a form of its own. What is wrong with a pack never raises here.
"""

import hashlib
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from kinfile import bundle, machine, paths
from kinfile.errors import PolicyRefused, UnknownForm
from kinfile.forms import loader
from kinfile.forms.fields import Fields, Raw
from kinfile.forms.folder import ALERTS, Folder
from kinfile.forms.model import Form
from kinfile.forms.packs.content import version_of
from kinfile.forms.packs.keys import key_in_text
from kinfile.forms.packs.origin import Origin, OriginKind
from kinfile.forms.packs.pack import Kind, Subject
from kinfile.forms.packs.shelf import Shelf, Shipped, Stamp
from kinfile.forms.packs.trust import POLICY, KeyFolder
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


def default_shelf() -> Shelf:
    """The packs of this user, trusted by the keys of this computer."""
    return Shelf(folder=paths.packs(), keys=KeyFolder(paths.pack_keys(), named=_named_keys()))


def _named_keys() -> tuple[bytes, ...]:
    """The keys that IT named for this computer; none of what is no key."""
    try:
        listed = machine.decided().values.get(POLICY)
    except PolicyRefused:
        # Then nothing is opened at all, and that is said elsewhere.
        return ()
    lines = listed if isinstance(listed, list) else ()
    found = (key_in_text(line) for line in lines if isinstance(line, str))
    return tuple(key for key in found if key is not None)


def installed(folder: Path | None = None, *, shelf: Shelf | None = None) -> tuple[str, ...]:
    """Ids of the forms in `folder`, in the order in which they are offered.

    Without a folder: the shipped ones, then those that only a pack brings.
    """
    if folder is not None:
        return _in_folder(folder)
    shelf = shelf or default_shelf()
    shipped = _in_folder(bundle.forms())
    brought = _brought(Kind.FORM, shelf)
    return (*shipped, *(name for name in brought if name not in shipped and _form(name, shelf)))


def load(form: str, folder: Path | None = None, *, shelf: Shelf | None = None) -> Form:
    """The form `form`. Raises UnknownForm, or FormError where its files are wrong."""
    found = _form(form, shelf or default_shelf()) if folder is None else None
    return found[0] if found else _load(form, folder or bundle.forms())


def origin(form: str, *, shelf: Shelf | None = None) -> Origin:
    """Where the form comes from that `load` gives. Raises as `load` does."""
    found = _form(form, shelf or default_shelf())
    if found:
        return found[1]
    return Origin(kind=OriginKind.SHIPPED, version=_load(form, bundle.forms()).version)


def packed_cases(
    form: str, *, shelf: Shelf | None = None
) -> Mapping[str, Mapping[str, Any]] | None:
    """The worked cases of a form that comes from a pack, by name; None for any other."""
    shelf = shelf or default_shelf()
    return shelf.cases(form) if _form(form, shelf) else None


def profiles(folder: Path | None = None, *, shelf: Shelf | None = None) -> tuple[str, ...]:
    """Ids of the installed partnership profiles; the national default first."""
    found = {path.stem for path in ((folder or bundle.forms()) / "profiles").glob("*.yaml")}
    if folder is None:
        shelf = shelf or default_shelf()
        brought = (name for name in _brought(Kind.PROFILE, shelf) if name not in found)
        found |= {name for name in brought if profile(name, shelf=shelf).id == name}
    return (NATIONAL, *sorted(found - {NATIONAL}))


def profile(name: str, folder: Path | None = None, *, shelf: Shelf | None = None) -> Profile:
    """The profile `name`, the national default where no such profile is installed."""
    return _read_profile(name, folder) if folder is not None else _profile(name, shelf)[0]


def profile_origin(name: str, *, shelf: Shelf | None = None) -> Origin:
    """Where the profile comes from that `profile` gives; never from a trial."""
    return _profile(name, shelf)[1]


def shipped(subject: Subject) -> Shipped | None:
    """What came with Kinfile of a form or profile, or None. Raises FormError."""
    folder = bundle.forms()
    if subject.kind is Kind.FORM:
        if subject.id not in _in_folder(folder):
            return None
        form = _load(subject.id, folder)
        return Shipped(form.version, _digest(form.body))
    if subject.id not in profiles(folder):
        return None
    body = loader.canonical(Folder(folder).table(f"profiles/{subject.id}.yaml"))
    return Shipped(_valid_from(subject.id, folder), _digest(body))


def _digest(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()


def _brought(kind: Kind, shelf: Shelf) -> tuple[str, ...]:
    """Ids of which packs are installed; no file is read for it."""
    return tuple(each.id for each in shelf.subjects() if each.kind is kind)


def _form(name: str, shelf: Shelf) -> tuple[Form, Origin] | None:
    """The form of a pack that stands in the place of the shipped one, or brings its own."""
    stamp = shelf.stamp()
    return _form_of_pack(name, shelf, stamp) if stamp else None


def _profile(name: str, shelf: Shelf | None) -> tuple[Profile, Origin]:
    shelf = shelf or default_shelf()
    return _profile_in_use(name, shelf, shelf.stamp())


@lru_cache(maxsize=32)
def _form_of_pack(name: str, shelf: Shelf, _stamp: Stamp) -> tuple[Form, Origin] | None:
    """Read once as long as nothing on the shelf or among the keys changes."""
    found = shelf.form(name)
    folder = bundle.forms()
    if found is None or name not in _in_folder(folder):
        return found
    is_trial = found[1].kind is OriginKind.TRIAL
    return found if is_trial or found[1].version >= _version(folder, name) else None


@lru_cache(maxsize=32)
def _profile_in_use(name: str, shelf: Shelf, stamp: Stamp) -> tuple[Profile, Origin]:
    """A shipped profile is filled up from the national one in use, which may come in a pack."""
    folder = bundle.forms()
    national = None if name == NATIONAL else _profile_in_use(NATIONAL, shelf, stamp)
    least = _valid_from(name, folder) if name in profiles(folder) else None
    found = shelf.profile(name, national[0] if national else None) if stamp else None
    if found and (least is None or found[1].version >= least):
        return found
    if least is None and national:
        return national
    table = Folder(folder).table(f"profiles/{name}.yaml")
    read = read_profile(table, national[0] if national else None)
    return read, Origin(kind=OriginKind.SHIPPED, version=version_of(read.valid_from))


@cache
def _version(folder: Path, form: str) -> int:
    """The version of a form, without reading more than its first file."""
    name = f"{form}/form.yaml"
    return Fields(Folder(folder).table(name), name, _FORM_FILE).number("version") or 0


def _valid_from(name: str, folder: Path) -> int:
    """The version of a profile."""
    return version_of(_read_profile(name, folder).valid_from)


def _in_folder(folder: Path) -> tuple[str, ...]:
    found = sorted(folder.glob("*/form.yaml"))
    places = {path.parent.name: _offered(folder, path.parent.name) for path in found}
    return tuple(sorted(places, key=lambda form: (places[form], form)))


@cache
def _offered(folder: Path, form: str) -> int:
    """Where a form stands among those on offer: its `order`, or after all that have one."""
    name = f"{form}/form.yaml"
    return Fields(Folder(folder).table(name), name, _FORM_FILE).number("order") or LAST


@cache
def _load(form: str, folder: Path) -> Form:
    if form not in _in_folder(folder):
        raise UnknownForm(form=form)
    return loader.build(gather(form, folder))


@cache
def _read_profile(name: str, folder: Path) -> Profile:
    files = Folder(folder)
    national = read_profile(files.table(f"profiles/{NATIONAL}.yaml"), None)
    if name == NATIONAL or name not in profiles(folder):
        return national
    return read_profile(files.table(f"profiles/{name}.yaml"), national)


def case_files(form: str, folder: Path | None = None) -> tuple[Path, ...]:
    """The worked cases of a form in `folder` (by default a shipped one), by their names."""
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
