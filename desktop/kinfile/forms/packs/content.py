# SPDX-License-Identifier: Apache-2.0
"""The definition in a pack: bounded, in its one spelling, and what the manifest says it is."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import Any, TypeVar

from kinfile.errors import FormError
from kinfile.forms import loader
from kinfile.forms.model import Form
from kinfile.forms.packs.pack import Kind, Manifest, Pack, tree_of
from kinfile.forms.profile import Profile
from kinfile.forms.profile_reader import read_profile
from kinfile.forms.source import Table

DEEPEST = 16
"""Levels of a definition. The shipped forms have 8."""

_CONTROLS = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]")
"""No definition's file may hold them either, and a terminal would do as they say."""

T = TypeVar("T")

_NO_DEFINITION = (FormError, LookupError, TypeError, ValueError, AttributeError, RecursionError)
"""What comes of reading a definition that nobody wrote as one."""


def form_of(pack: Pack) -> Form:
    """The form in a pack. Raises PackRefused (definition, mismatch)."""
    form = _read(pack, loader.build)
    _require_same(pack.manifest, form.id, form.version)
    return form


def profile_of(pack: Pack, national: Profile | None) -> Profile:
    """The profile in a pack, with what it leaves empty from `national`.

    Raises PackRefused (definition, mismatch).
    """
    read = partial(_profile, name=f"{pack.manifest.id}.yaml", national=national)
    profile = _read(pack, read)
    _require_same(pack.manifest, profile.id, version_of(profile.valid_from))
    return profile


def require_content(pack: Pack) -> None:
    """Raise PackRefused (definition, mismatch) where the definition cannot be read."""
    if pack.manifest.kind is Kind.FORM:
        form_of(pack)
    else:
        profile_of(pack, None)


def version_of(day: date) -> int:
    """The version of a profile that is valid from `day`: 20261101 for 1 November 2026."""
    return day.year * 10_000 + day.month * 100 + day.day


def using(manifest: Manifest, work: Callable[[], T]) -> T:
    """What `work` makes of the definition of a pack. Raises PackRefused (definition)."""
    try:
        return work()
    except _NO_DEFINITION:
        manifest.refuse("definition")


def _read(pack: Pack, read: Callable[[Mapping[str, Any]], T]) -> T:
    return using(pack.manifest, lambda: read(_tree(pack.body)))


def _tree(body: bytes) -> Mapping[str, Any]:
    tree = tree_of(body)
    if loader.canonical(tree) != body:
        raise ValueError
    _look(tree, 1)
    return tree


def _look(part: object, depth: int) -> None:
    """Raise ValueError where `part` is anything but texts in lists and mappings of few levels."""
    if isinstance(part, str):
        if _CONTROLS.search(part):
            raise ValueError
        return
    if depth > DEEPEST or not isinstance(part, dict | list):
        raise ValueError
    for each in (*part.keys(), *part.values()) if isinstance(part, dict) else part:
        _look(each, depth + 1)


def _profile(tree: Mapping[str, Any], *, name: str, national: Profile | None) -> Profile:
    return read_profile(Table.of(tree, name), national)


def _require_same(manifest: Manifest, name: str, version: int) -> None:
    if (name, version) != (manifest.id, manifest.version):
        manifest.refuse("mismatch")
