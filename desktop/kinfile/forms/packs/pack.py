# SPDX-License-Identifier: Apache-2.0
"""The pack file, made and read. Its form is described in the package's docstring.

A `Pack` that was read is well formed, and if it says that it is signed, its signature is right
under the key that it names. Whether that key is trusted is another question (trust.py), and so is
whether the definition can be used (content.py).
"""

import hashlib
import json
import re
from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, NoReturn

from kinfile.errors import PackRefused
from kinfile.forms.packs.keys import (
    KEY_BYTES,
    SIGNATURE_BYTES,
    SigningKey,
    fingerprint,
    is_signed,
)

LARGEST = 8 * 1024 * 1024
"""Bytes of a pack. The largest shipped form has under 250,000, and its cases 130,000."""
SUFFIX = ".kfpack"
LATEST = 99_991_231
"""The highest version: that of a profile valid from the last day there is."""

_HEAD = b"kinfile-pack 1\n"
_ANY_HEAD = re.compile(rb"kinfile-pack [0-9]{1,9}\n")
_LARGEST_MANIFEST = 2 * 1024 * 1024
_MOST_BRACKETS = 200_000
"""Lists and mappings of one part: honest ones have some thousands, and each takes memory."""

_KEYS = frozenset({"cases", "id", "key", "kind", "made_at", "made_with", "sha256", "version"})
_ID = re.compile(r"(?=.{1,64}\Z)[a-z][a-z0-9]*(?:[_-][a-z0-9]+)*")
_TIME = "%Y-%m-%dT%H:%M:%SZ"
_PROGRAM = re.compile(r"[0-9A-Za-z.+!-]{1,40}")
_DIGEST = re.compile(r"[0-9a-f]{64}")
_CASE = re.compile(r"[\w .-]{1,100}")


class Kind(StrEnum):
    """What a pack brings."""

    FORM = "form"
    PROFILE = "profile"


@dataclass(frozen=True, slots=True)
class Subject:
    """The form or profile that a pack is about."""

    kind: Kind
    id: str

    @property
    def is_nameable(self) -> bool:
        """Whether a pack can be about it. Such an id is good for a file name on any system."""
        return bool(_ID.fullmatch(self.id))


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What a pack says about itself. `key` is empty where nobody signed it."""

    kind: Kind
    id: str
    version: int
    made_at: str
    """In UTC, to the second: `2026-11-22T10:30:00Z`."""
    made_with: str
    """The version of the Kinfile that made it."""
    sha256: str
    """Of the definition, in hexadecimal."""
    key: bytes = b""
    cases: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    @property
    def subject(self) -> Subject:
        return Subject(self.kind, self.id)

    @property
    def signer(self) -> str:
        """The fingerprint of the key that it says it was signed with; empty for none."""
        return fingerprint(self.key) if self.key else ""

    def refuse(self, problem: str, **facts: object) -> NoReturn:
        raise PackRefused(problem=problem, form=self.id, version=self.version, **facts)

    def to_bytes(self) -> bytes:
        return _spelt(
            {
                "cases": self.cases,
                "id": self.id,
                "key": b64encode(self.key).decode("ascii"),
                "kind": self.kind,
                "made_at": self.made_at,
                "made_with": self.made_with,
                "sha256": self.sha256,
                "version": self.version,
            }
        )


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Pack:
    """A well-formed pack: what it says, its definition, and the bytes of the whole file."""

    manifest: Manifest
    body: bytes
    data: bytes

    @property
    def digest(self) -> str:
        """SHA-256 of the whole file, in hexadecimal."""
        return hashlib.sha256(self.data).hexdigest()


def build(
    subject: Subject,
    version: int,
    body: bytes,
    *,
    cases: Mapping[str, Mapping[str, Any]],
    made_at: datetime,
    made_with: str,
    key: SigningKey | None,
) -> Pack:
    """A pack of the definition `body`, signed where there is a key.

    Raises PackRefused where what came out could not be read again (an id that is none, a case
    beyond the limits).
    """
    manifest = Manifest(
        kind=subject.kind,
        id=subject.id,
        version=version,
        made_at=made_at.astimezone(UTC).strftime(_TIME),
        made_with=made_with,
        sha256=hashlib.sha256(body).hexdigest(),
        key=key.public if key else b"",
        cases=cases,
    )
    signed = b"%b%b\n%b\n" % (_HEAD, manifest.to_bytes(), body)
    signature = b64encode(key.sign(signed)) if key else b""
    return read(b"%b%b\n" % (signed, signature))


def read(data: bytes) -> Pack:
    """The pack in `data`. Raises PackRefused (too-large, not-a-pack, too-new, signature, damaged).

    Nothing of the definition is looked at before the signature has been found right.
    """
    if len(data) > LARGEST:
        raise PackRefused(problem="too-large", limit=LARGEST // 1024**2)
    if not data.startswith(_HEAD):
        is_newer = _ANY_HEAD.match(data[:32]) is not None
        raise PackRefused(problem="too-new" if is_newer else "not-a-pack")
    parts = data.split(b"\n", 5)
    if len(parts) != 5 or parts[4]:
        raise PackRefused(problem="not-a-pack")
    _, head, body, signature, _ = parts
    try:
        manifest = _manifest(head)
        _require_signature(manifest, data[: len(data) - len(signature) - 1], signature)
    except ValueError:
        # Not chained: the text of a JSON error quotes the file.
        raise PackRefused(problem="not-a-pack") from None
    if hashlib.sha256(body).hexdigest() != manifest.sha256:
        manifest.refuse("damaged")
    return Pack(manifest=manifest, body=body, data=data)


class _Malformed(ValueError):
    """Some bytes are not what stands there in a pack."""


def _manifest(line: bytes) -> Manifest:
    value = tree_of(line, largest=_LARGEST_MANIFEST)
    if _spelt(value) != line or value.keys() != _KEYS:
        raise _Malformed
    manifest = Manifest(
        kind=Kind(_matching(value["kind"], re.compile("|".join(Kind)))),
        id=_matching(value["id"], _ID),
        version=_version(value["version"]),
        made_at=_moment(value["made_at"]),
        made_with=_matching(value["made_with"], _PROGRAM),
        sha256=_matching(value["sha256"], _DIGEST),
        key=_base64(value["key"], KEY_BYTES) if value["key"] else b"",
        cases=_cases(value["cases"]),
    )
    # A key of another type than text, or cases of another shape, would be spelt otherwise.
    if manifest.to_bytes() != line:
        raise _Malformed
    return manifest


def _require_signature(manifest: Manifest, signed: bytes, line: bytes) -> None:
    if not manifest.key:
        if line:
            raise _Malformed
        return
    try:
        signature = _base64(line.decode("ascii"), SIGNATURE_BYTES)
    except ValueError:
        signature = b""
    if not signature or not is_signed(signed, signature, manifest.key):
        manifest.refuse("signature")


def tree_of(line: bytes, *, largest: int = LARGEST) -> dict[str, Any]:
    """The JSON object in a line. Raises ValueError for anything else, or too much of it."""
    if len(line) > largest or line.count(b"[") + line.count(b"{") > _MOST_BRACKETS:
        raise _Malformed
    try:
        value = json.loads(line.decode("utf-8"), parse_constant=_refuse)
    except (ValueError, RecursionError):
        raise _Malformed from None
    if not isinstance(value, dict):
        raise _Malformed
    return value


def _spelt(value: Mapping[str, object]) -> bytes:
    """A manifest's one spelling: ASCII, keys sorted, no spaces."""
    try:
        return json.dumps(value, sort_keys=True, separators=(",", ":")).encode("ascii")
    except (RecursionError, TypeError) as error:
        raise _Malformed from error


def _refuse(_constant: str) -> NoReturn:
    raise _Malformed


def _matching(value: object, wanted: re.Pattern[str]) -> str:
    if not isinstance(value, str) or not wanted.fullmatch(value):
        raise _Malformed
    return value


def _version(value: object) -> int:
    if type(value) is not int or not 1 <= value <= LATEST:
        raise _Malformed
    return value


def _moment(value: object) -> str:
    try:
        moment = datetime.strptime(str(value), _TIME).replace(tzinfo=UTC)
    except ValueError:
        raise _Malformed from None
    return moment.strftime(_TIME)


def _base64(value: object, length: int) -> bytes:
    """The bytes of a text in base64's one spelling of them. Raises ValueError."""
    content = b64decode(str(value), validate=True)
    if len(content) != length or b64encode(content).decode("ascii") != value:
        raise _Malformed
    return content


def _cases(value: object) -> Mapping[str, Mapping[str, Any]]:
    if not isinstance(value, dict):
        raise _Malformed
    for name, case in value.items():
        if not _CASE.fullmatch(name) or not isinstance(case, dict):
            raise _Malformed
    return value
