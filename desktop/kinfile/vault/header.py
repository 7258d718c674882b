# SPDX-License-Identifier: Apache-2.0
"""The key file `vault.json`: what stands in clear beside the database.

    {"format": "kinfile-vault", "version": 1, "min_reader": 1, "vault_id": 16 bytes,
     "generation": 1, "cipher": {"engine": "sqlcipher", "compat": 4, "page": 4096},
     "slots": [{"id", "kind": "passphrase", "user", "kdf": {"alg", "m", "t", "p", "salt"},
                "wrap": {"alg": "A256GCM", "n", "c"}},
               {"id", "kind": "recovery", "salt", "wrap",
                "escrow": [{"cert_sha256", "subject", "cert", "cms"}]}],
     "mac": HMAC-SHA256 of all the rest}

Bytes are base64; `cert_sha256` is hex. `escrow` (escrow.py) stands there only when there is some,
and then the file is one of version 2, so that a Kinfile that does not know it says so.

Who loses this file loses the vault, so it is kept twice; each write makes `vault.json.bak` first
and raises `generation`. The MAC can only be checked once a slot has given the vault key. Until
then nothing here is trusted but its form: sizes, types and the bounds of key derivation, all
checked before any work is done. A key this version does not know is refused, because a rewrite
would lose it; a later format raises `version`.
"""

import hmac
import json
import re
from base64 import b64decode
from dataclasses import dataclass, replace
from pathlib import Path

from kinfile.durable import replace_whole
from kinfile.errors import NotAVault, VaultTooNew
from kinfile.vault import escrow
from kinfile.vault.canonical import canonical
from kinfile.vault.escrow import Escrowed
from kinfile.vault.faults import not_kept
from kinfile.vault.keys import BOX_BYTES, NONCE_BYTES, SALT_BYTES, Cost, Sealed, derive, wipe
from kinfile.vault.slots import ByPassphrase, ByRecoveryCode, Slot, base64

MAIN = "vault.json"
SPARE = "vault.json.bak"
LARGEST = 256 * 1024
"""Bytes. Sixteen slots need about 6,000; the rest is room for eight large certificates."""
MOST_SLOTS = 16
LONGEST = 200
"""Characters of a text that has no length of its own."""

_FORMAT = "kinfile-vault"
_PLAIN, _WITH_ESCROW = 1, 2
"""Versions of the file. The first says no more than it always did, byte for byte."""
_CIPHER = {"engine": "sqlcipher", "compat": 4, "page": 4096}
_WRAP = "A256GCM"
_ID_BYTES = 16
_MAC_BYTES = 32
_TEMPORARY = ".slots-"
_SLOT_ID = re.compile(r"[0-9a-f]{8}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """One reading of the key file. Only `is_authentic` says that nobody changed it."""

    vault_id: bytes
    generation: int
    slots: tuple[Slot, ...]
    mac: bytes = b""

    def with_mac(self, vault_key: bytearray) -> "Header":
        return replace(self, mac=self._mac(vault_key))

    def with_slots(self, slots: tuple[Slot, ...], vault_key: bytearray) -> "Header":
        """The next generation, with these slots in the place of the old ones."""
        return replace(self, generation=self.generation + 1, slots=slots).with_mac(vault_key)

    def is_authentic(self, vault_key: bytearray) -> bool:
        return hmac.compare_digest(self.mac, self._mac(vault_key))

    def _mac(self, vault_key: bytearray) -> bytes:
        key = derive(vault_key, salt=self.vault_id, label="header")
        try:
            return hmac.digest(key, canonical(self._content()), "sha256")
        finally:
            wipe(key)

    @property
    def version(self) -> int:
        """The oldest version of the file that can say all this."""
        return _WITH_ESCROW if any(map(_escrow_of, self.slots)) else _PLAIN

    def _content(self) -> dict[str, object]:
        return {
            "format": _FORMAT,
            "version": self.version,
            "min_reader": self.version,
            "vault_id": base64(self.vault_id),
            "generation": self.generation,
            "cipher": _CIPHER,
            "slots": [_slot_content(slot) for slot in self.slots],
        }

    def to_bytes(self) -> bytes:
        return canonical({**self._content(), "mac": base64(self.mac)})


def _slot_content(slot: Slot) -> dict[str, object]:
    wrap = {"alg": _WRAP, "n": base64(slot.sealed.nonce), "c": base64(slot.sealed.box)}
    content: dict[str, object] = {**slot.way.terms(), "wrap": wrap}
    if _escrow_of(slot):
        content["escrow"] = [
            {
                "cert_sha256": each.fingerprint,
                "subject": each.subject,
                "cert": base64(each.certificate),
                "cms": base64(each.cms),
            }
            for each in _escrow_of(slot)
        ]
    return content


def _escrow_of(slot: Slot) -> tuple[Escrowed, ...]:
    return slot.way.escrow if isinstance(slot.way, ByRecoveryCode) else ()


class Malformed(ValueError):
    """The bytes are no key file of this version."""


def read(folder: Path) -> tuple[Header, ...]:
    """The readable copies of `folder`'s key file, the highest generation first; equal ones once.

    Raises NotAVault (no-key-file, key-file) when no copy can be read, and VaultTooNew when the
    newest kinds of Kinfile wrote it.
    """
    found: dict[bytes, Header] = {}
    is_there = False
    for name in (MAIN, SPARE):
        try:
            with (folder / name).open("rb") as file:
                content = file.read(LARGEST + 1)
        except OSError:
            continue
        is_there = True
        try:
            header = parse(content)
        except Malformed:
            continue
        found.setdefault(header.to_bytes(), header)
    if not found:
        raise NotAVault(path=str(folder), problem="key-file" if is_there else "no-key-file")
    return tuple(sorted(found.values(), key=lambda header: -header.generation))


def write(folder: Path, header: Header) -> None:
    """Write both copies, the spare one first, each whole or not at all. Raises NotKept."""
    content = header.to_bytes()
    try:
        for name in (SPARE, MAIN):
            replace_whole(folder / name, content, prefix=_TEMPORARY)
    except OSError as error:
        raise not_kept(error) from error


def mend(folder: Path, header: Header) -> None:
    """Make both copies equal to `header`, as far as the disk lets itself be written."""
    content = header.to_bytes()
    try:
        for name in (SPARE, MAIN):
            file = folder / name
            if not file.is_file() or file.read_bytes() != content:
                replace_whole(file, content, prefix=_TEMPORARY)
    except OSError:
        return


def put_aside(folder: Path) -> None:
    """Give what copies there are other names, so that nothing is lost. Raises NotKept."""
    try:
        for file in (folder / MAIN, folder / SPARE):
            if file.exists():
                file.rename(_free(file))
    except OSError as error:
        raise not_kept(error) from error


def _free(file: Path) -> Path:
    number = 1
    while (free := file.with_name(f"{file.name}.{number}")).exists():
        number += 1
    return free


def sweep(folder: Path) -> None:
    """Delete what a write that was killed left behind."""
    for stray in folder.glob(f"{_TEMPORARY}*"):
        stray.unlink(missing_ok=True)


def parse(content: bytes) -> Header:
    """Read a key file strictly. Raises Malformed, or VaultTooNew for one of a later version."""
    if len(content) > LARGEST:
        raise Malformed("too large")
    try:
        value = json.loads(content, object_pairs_hook=_without_doubles, parse_constant=_refuse)
        return _header(value)
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        # Not chained: the text of a JSON error quotes the file.
        raise Malformed(type(error).__name__) from None


def _header(value: object) -> Header:
    top = _object(value)
    if top.get("format") != _FORMAT:
        raise Malformed("format")
    versions = (_number(top.get("version"), 2**31), _number(top.get("min_reader"), 2**31))
    if max(versions) > _WITH_ESCROW:
        raise VaultTooNew(made_by=f"key file version {top['version']}")
    _only(top, "format version min_reader vault_id generation cipher slots mac")
    if top["cipher"] != _CIPHER:
        raise Malformed("cipher")
    slots = top["slots"]
    if not isinstance(slots, list) or not 1 <= len(slots) <= MOST_SLOTS:
        raise Malformed("slots")
    header = Header(
        vault_id=_bytes(top["vault_id"], _ID_BYTES),
        generation=_number(top["generation"], 2**53),
        slots=tuple(_slot(_object(slot)) for slot in slots),
        mac=_bytes(top["mac"], _MAC_BYTES),
    )
    if versions != (header.version, header.version):
        raise Malformed("version")
    return header


def _slot(slot: dict[str, object]) -> Slot:
    way: ByPassphrase | ByRecoveryCode
    if slot.get("kind") == "passphrase":
        _only(slot, "id kind user kdf wrap")
        kdf = _object(slot["kdf"])
        _only(kdf, "alg m t p salt")
        if kdf["alg"] != "argon2id":
            raise Malformed("kdf")
        way = ByPassphrase(
            id=_slot_id(slot["id"]),
            user=_text(slot["user"]),
            cost=Cost(_number(kdf["m"]), _number(kdf["t"]), _number(kdf["p"])),
            salt=_bytes(kdf["salt"], SALT_BYTES),
        )
    elif slot.get("kind") == "recovery":
        _only(slot, "id kind salt wrap" + " escrow" * ("escrow" in slot))
        way = ByRecoveryCode(
            id=_slot_id(slot["id"]),
            salt=_bytes(slot["salt"], SALT_BYTES),
            escrow=_escrow(slot["escrow"]) if "escrow" in slot else (),
        )
    else:
        raise Malformed("kind")
    wrap = _object(slot["wrap"])
    _only(wrap, "alg n c")
    if wrap["alg"] != _WRAP:
        raise Malformed("wrap")
    return Slot(way, Sealed(_bytes(wrap["n"], NONCE_BYTES), _bytes(wrap["c"], BOX_BYTES)))


def _escrow(value: object) -> tuple[Escrowed, ...]:
    if not isinstance(value, list) or not 1 <= len(value) <= escrow.MOST:
        raise Malformed("escrow")
    return tuple(_escrowed(_object(entry)) for entry in value)


def _escrowed(entry: dict[str, object]) -> Escrowed:
    _only(entry, "cert_sha256 subject cert cms")
    subject = entry["subject"]
    if not isinstance(subject, str) or len(subject) > escrow.LONGEST_SUBJECT:
        raise Malformed("subject")
    kept = Escrowed(_some_bytes(entry["cert"]), subject, _some_bytes(entry["cms"]))
    if entry["cert_sha256"] != kept.fingerprint:
        raise Malformed("fingerprint")
    return kept


def _object(value: object) -> dict[str, object]:
    if not isinstance(value, dict):
        raise Malformed("not an object")
    return value


def _only(value: dict[str, object], keys: str) -> None:
    if set(value) != set(keys.split()):
        raise Malformed("keys")


def _number(value: object, largest: int = 2**31) -> int:
    if type(value) is not int or not 0 <= value <= largest:
        raise Malformed("number")
    return value


def _text(value: object) -> str:
    if not isinstance(value, str) or not 1 <= len(value) <= LONGEST:
        raise Malformed("text")
    return value


def _slot_id(value: object) -> str:
    # It becomes part of a file's name.
    if not _SLOT_ID.fullmatch(_text(value)):
        raise Malformed("id")
    return _text(value)


def _bytes(value: object, length: int) -> bytes:
    content = _decoded(_text(value))
    if len(content) != length:
        raise Malformed("bytes")
    return content


def _some_bytes(value: object) -> bytes:
    """A certificate or an envelope, of no particular length."""
    if not isinstance(value, str) or not 1 <= len(value) <= (escrow.LARGEST + 2) // 3 * 4:
        raise Malformed("bytes")
    return _decoded(value)


def _decoded(text: str) -> bytes:
    content = b64decode(text, validate=True)
    # One spelling only: base64 leaves the last bits of some lengths unused.
    if base64(content) != text:
        raise Malformed("bytes")
    return content


def _without_doubles(pairs: list[tuple[str, object]]) -> dict[str, object]:
    value = dict(pairs)
    if len(value) != len(pairs):
        raise Malformed("double key")
    return value


def _refuse(_constant: str) -> object:
    raise Malformed("not a number")
