# SPDX-License-Identifier: Apache-2.0
"""What a backup says of itself, in clear, and the keys that a backup has.

    {"format": "kinfile-backup", "version": 1, "backup_id": 16 bytes, "vault_id": 16 bytes,
     "kind": why it was made, "made_at": UTC, "made_by": version of Kinfile, "schema": 1,
     "generation": the key file's, "head": {"seq", "hash"}, "records": 12,
     "key_file": {"bytes", "sha256"}, "database": {"bytes", "sha256"},
     "mac": HMAC-SHA256 of all the rest}

    vault key  --HKDF, vault id-->   backup key   --HKDF, backup id-->  database key of one backup
                                                                       manifest MAC of one backup

A backup is made of an open vault without asking for the passphrase, so something has to be in
memory from which its key can be made. It is the backup key: it opens backups, which say what the
open vault says anyway, but no slot of the key file and not the vault itself. Deriving it at unlock
needs no place to keep it and nothing to migrate; sealing it inside the database would only put
it behind a key that is in memory as well. No two files share a key, so that a page or a journal
of one never passes for one of another.
"""

import hmac
import json
import os
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, Literal, get_args

from kinfile.errors import VaultTooNew
from kinfile.vault.canonical import canonical
from kinfile.vault.journal import from_text, to_text
from kinfile.vault.keys import derive, wipe
from kinfile.vault.rows import Head

Kind = Literal["asked", "daily", "locking", "before-migration"]
"""Why a backup was made."""

LARGEST = 16 * 1024
"""Bytes of a manifest; 900 are usual."""

_FORMAT = "kinfile-backup"
_VERSION = 1
_ID_BYTES = 16
_MAC_BYTES = 32
_LONGEST = 64
_MOST = 2**53


@dataclass(frozen=True, slots=True)
class Print:
    """The size of a part in bytes, and its SHA-256 in hex."""

    size: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """One reading of a manifest. Only `is_authentic` says that nobody changed it."""

    backup_id: str
    vault_id: str
    kind: Kind
    made_at: datetime
    made_by: str
    schema: int
    generation: int
    head: Head
    records: int
    key_file: Print
    database: Print
    mac: str = ""

    def with_mac(self, backup_key: bytearray) -> "Manifest":
        return replace(self, mac=self._mac(backup_key))

    def is_authentic(self, backup_key: bytearray) -> bool:
        return hmac.compare_digest(self.mac, self._mac(backup_key))

    def _mac(self, backup_key: bytearray) -> str:
        key = derive(backup_key, salt=bytes.fromhex(self.backup_id), label="backup-manifest")
        try:
            return hmac.digest(key, canonical(self._content()), "sha256").hex()
        finally:
            wipe(key)

    def _content(self) -> dict[str, object]:
        return {
            "format": _FORMAT,
            "version": _VERSION,
            "backup_id": self.backup_id,
            "vault_id": self.vault_id,
            "kind": self.kind,
            "made_at": to_text(self.made_at),
            "made_by": self.made_by,
            "schema": self.schema,
            "generation": self.generation,
            "head": {"seq": self.head.seq, "hash": self.head.hash},
            "records": self.records,
            "key_file": {"bytes": self.key_file.size, "sha256": self.key_file.sha256},
            "database": {"bytes": self.database.size, "sha256": self.database.sha256},
        }

    def to_bytes(self) -> bytes:
        return canonical({**self._content(), "mac": self.mac})


class Malformed(ValueError):
    """The bytes are no manifest of this version."""


def new_id() -> str:
    return os.urandom(_ID_BYTES).hex()


def backup_key(vault_key: bytearray, vault_id: bytes) -> bytearray:
    """The key that all backups of a vault are keyed from."""
    return derive(vault_key, salt=vault_id, label="backup")


def database_key(key: bytearray, backup_id: str) -> bytearray:
    """The key of the database in one backup."""
    return derive(key, salt=bytes.fromhex(backup_id), label="backup-database")


def parse(content: bytes) -> Manifest:
    """Read a manifest strictly. Raises Malformed, or VaultTooNew for one of a later version."""
    if len(content) > LARGEST:
        raise Malformed("too large")
    try:
        manifest = _manifest(json.loads(content))
        is_as_written = manifest.to_bytes() == content
    except (ValueError, KeyError, TypeError, OverflowError, RecursionError) as error:
        # Not chained: the text of a JSON error quotes the file.
        raise Malformed(type(error).__name__) from None
    if not is_as_written:
        raise Malformed("spelling")
    return manifest


def _manifest(told: Any) -> Manifest:  # noqa: ANN401  (whatever JSON can say)
    if told["format"] != _FORMAT:
        raise Malformed("format")
    if _number(told["version"]) > _VERSION:
        raise VaultTooNew(made_by=f"backup version {told['version']}")
    if told["kind"] not in get_args(Kind):
        raise Malformed("kind")
    head = told["head"]
    return Manifest(
        backup_id=_hex(told["backup_id"], _ID_BYTES),
        vault_id=_hex(told["vault_id"], _ID_BYTES),
        kind=told["kind"],
        made_at=_moment(told["made_at"]),
        made_by=_text(told["made_by"]),
        schema=_number(told["schema"]),
        generation=_number(told["generation"]),
        head=Head(_number(head["seq"]), _hex(head["hash"], 32)),
        records=_number(told["records"]),
        key_file=_print(told["key_file"]),
        database=_print(told["database"]),
        mac=_hex(told["mac"], _MAC_BYTES),
    )


def _print(told: Any) -> Print:  # noqa: ANN401  (whatever JSON can say)
    return Print(_number(told["bytes"]), _hex(told["sha256"], 32))


def _moment(value: object) -> datetime:
    moment = from_text(_text(value))
    if moment.tzinfo is None:
        raise Malformed("time")
    return moment.astimezone(UTC)


def _number(value: object) -> int:
    if type(value) is not int or not 0 <= value <= _MOST:
        raise Malformed("number")
    return value


def _text(value: object) -> str:
    if not isinstance(value, str) or not 1 <= len(value) <= _LONGEST:
        raise Malformed("text")
    return value


def _hex(value: object, length: int) -> str:
    text = _text(value)
    if len(text) != 2 * length or bytes.fromhex(text).hex() != text:
        raise Malformed("hex")
    return text
