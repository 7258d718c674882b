# SPDX-License-Identifier: Apache-2.0
"""Packs of a small form or profile, keys to sign them with, and shelves to put them on."""

import json
import os
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from helpers.small import PROFILE, small_form
from kinfile.forms import loader
from kinfile.forms.packs.keys import SigningKey
from kinfile.forms.packs.pack import Kind, Pack, Subject, build
from kinfile.forms.packs.shelf import Shelf
from kinfile.forms.packs.trust import KeyFolder
from kinfile.forms.source import Table, read_text

MADE = datetime(2026, 11, 22, 10, 30, tzinfo=UTC)
SMALL = Subject(Kind.FORM, "small")
LOCAL = Subject(Kind.PROFILE, "a-local")
LEAD = SigningKey.generate()
"""Whose packs are trusted on the shelves of `shelf_in`."""
STRANGER = SigningKey.generate()

_ITEMS = "- {id: a, kind: text, ask: First, disclose: all, why: W, source: [S1.1]}"


@cache
def small_tree() -> Mapping[str, Any]:
    """The whole definition of a small form."""
    with TemporaryDirectory() as folder:
        whole: Mapping[str, Any] = json.loads(small_form(Path(folder), _ITEMS).body)
    return whole


def body_of(version: int = 1, **changed: Any) -> bytes:
    """The small form's definition under a version, with other parts where they are given."""
    return loader.canonical({**small_tree(), "version": str(version), **changed})


def pack_of(
    version: int = 1,
    *,
    key: SigningKey | None = LEAD,
    body: bytes | None = None,
    subject: Subject = SMALL,
    cases: Mapping[str, Mapping[str, Any]] | None = None,
    **changed: Any,
) -> Pack:
    """A pack of the small form."""
    return build(
        subject,
        version,
        body_of(version, **changed) if body is None else body,
        cases=cases or {},
        made_at=MADE,
        made_with="0.2.0",
        key=key,
    )


def profile_pack(
    day: str = "2026-11-01", *changed: tuple[str, str], key: SigningKey | None = LEAD
) -> Pack:
    """A pack of a profile that is valid from `day`, with these texts for others."""
    text = PROFILE.replace("generic-england", LOCAL.id).replace("2026-11-01", day)
    for old, new in changed:
        text = text.replace(old, new)
    table = read_text(text, "a-local.yaml")
    assert isinstance(table, Table)
    version = int(day.replace("-", ""))
    return pack_of(version, key=key, body=loader.canonical(table), subject=LOCAL)


def keys_in(folder: Path, *keys: SigningKey) -> KeyFolder:
    """A folder of public keys that belongs to whoever runs the test."""
    folder.mkdir(mode=0o755)
    for number, key in enumerate(keys):
        file = folder / f"key-{number}.pem"
        file.write_bytes(key.public_pem())
        file.chmod(0o644)
    return KeyFolder(folder, os.getuid() if hasattr(os, "getuid") else 0)


def shelf_in(folder: Path) -> Shelf:
    """An empty shelf on which LEAD is trusted."""
    return Shelf(folder=folder / "packs", keys=keys_in(folder / "keys", LEAD))
