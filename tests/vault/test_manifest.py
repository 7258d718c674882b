# SPDX-License-Identifier: Apache-2.0
"""What a backup says of itself.

Y01  Read back, it is what was written; only the vault's own key makes it authentic.
Y02  Anything else than its one spelling is refused, and never with anything but a typed error.
Y03  One of a later version says so.
Y04  Each backup has keys of its own, and none opens anything else.
"""

import json
import random
from dataclasses import fields, replace
from datetime import UTC, datetime
from typing import Any

import pytest

from kinfile.errors import VaultTooNew
from kinfile.vault import manifest
from kinfile.vault.keys import derive
from kinfile.vault.manifest import Malformed, Manifest, Print
from kinfile.vault.rows import Head

KEY = bytearray(range(32))
MADE = Manifest(
    backup_id="ab" * 16,
    vault_id="cd" * 16,
    kind="daily",
    made_at=datetime(2026, 11, 22, 9, 2, tzinfo=UTC),
    made_by="0.1.0",
    schema=2,
    generation=7,
    head=Head(404, "ef" * 32),
    records=12,
    key_file=Print(693, "01" * 32),
    database=Print(749568, "23" * 32),
).with_mac(KEY)


def test_it_is_read_back_as_it_was_written() -> None:
    """Y01"""
    found = manifest.parse(MADE.to_bytes())
    assert found == MADE
    assert found.is_authentic(KEY)
    assert not found.is_authentic(bytearray(32))


@pytest.mark.parametrize("name", [field.name for field in fields(Manifest)])
def test_nothing_in_it_can_be_changed_unseen(name: str) -> None:
    """Y01"""
    others: dict[str, Any] = {
        "backup_id": "ff" * 16, "vault_id": "ff" * 16, "kind": "asked", "made_by": "9",
        "made_at": datetime(2026, 11, 23, tzinfo=UTC), "schema": 1, "generation": 8, "records": 11,
        "head": Head(403, "ef" * 32), "key_file": Print(1, "01" * 32), "mac": "00" * 32,
        "database": Print(749568, "24" * 32),
    }  # fmt: skip
    assert not replace(MADE, **{name: others[name]}).is_authentic(KEY)


def spelt(**changes: object) -> bytes:
    told = json.loads(MADE.to_bytes()) | changes
    return json.dumps(told, sort_keys=True, separators=(",", ":")).encode()


@pytest.mark.parametrize(
    "content",
    [
        b"", b"{}", b"[]", b"null", b"\xff", b"[" * 10_000, b"{" * 10_000, b"9" * 10_000,
        b" " + MADE.to_bytes(), MADE.to_bytes() + b"\n",
        MADE.to_bytes().replace(b'"records":12', b'"records":12,"records":12'),
        MADE.to_bytes() + b" " * manifest.LARGEST,
        spelt(format="other"), spelt(version="1"), spelt(version=-1), spelt(records=1.5),
        spelt(records=True), spelt(records=2**60), spelt(kind="other"), spelt(kind=[]),
        spelt(backup_id="AB" * 16), spelt(vault_id="cd" * 15), spelt(vault_id="zz" * 16),
        spelt(made_at="yesterday"), spelt(made_at="2026-11-22T09:02:00.000"),
        spelt(made_at="2026-11-22T09:02:00.000+01:00"), spelt(made_by=""), spelt(made_by="x" * 65),
        spelt(head={}), spelt(head=[1]), spelt(database=None), spelt(more=1), spelt(mac=""),
        spelt(made_at="0001-01-01T00:00:00.000+23:59"),
    ],
)  # fmt: skip
def test_another_spelling_is_refused(content: bytes) -> None:
    """Y02"""
    with pytest.raises(Malformed):
        manifest.parse(content)


def test_no_mutation_ends_in_anything_but_a_typed_error() -> None:
    """Y02: 3,000 of them."""
    whole, dice = MADE.to_bytes(), random.Random(7)  # noqa: S311  (the same in every run)
    for _ in range(3000):
        changed = bytearray(whole)
        at = dice.randrange(len(changed))
        changed[at : at + dice.randrange(4)] = dice.randbytes(dice.randrange(4))
        try:
            found = manifest.parse(bytes(changed))
        except (Malformed, VaultTooNew):
            continue
        assert bytes(changed) == whole or not found.is_authentic(KEY)


def test_a_later_version_says_so() -> None:
    """Y03: before anything else in it is looked at."""
    with pytest.raises(VaultTooNew):
        manifest.parse(spelt(version=2, kind="of a later day"))


def test_each_backup_has_keys_of_its_own() -> None:
    """Y04"""
    vault_key, vault_id = bytearray(32), bytes(16)
    key = manifest.backup_key(vault_key, vault_id)
    keys = {
        bytes(key),
        bytes(vault_key),
        bytes(derive(vault_key, salt=vault_id, label="database")),
        bytes(manifest.database_key(key, "00" * 16)),
        bytes(manifest.database_key(key, "01" * 16)),
    }
    assert len(keys) == 5
    assert manifest.new_id() != manifest.new_id()
