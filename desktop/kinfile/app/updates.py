# SPDX-License-Identifier: Apache-2.0
"""Which newer version IT can install: told by update.json in a folder that IT named.

    update.json        {"version": "1.4.0"}
    update.json.sig    its Ed25519 signature, Base64 in one line

Nothing is believed that no trusted key signed, and nothing is ever installed from here.
"""

import binascii
import json
import re
from base64 import b64decode
from pathlib import Path

from kinfile import __version__
from kinfile.forms.packs.keys import is_signed, key_in_text
from kinfile.policy.policies import Policies
from kinfile.policy.table import Key

FILE = "update.json"
SIGNATURE = "update.json.sig"
_LARGEST = 64 * 1024
_VERSION = re.compile(r"(\d{1,5})\.(\d{1,5})(?:\.(\d{1,5}))?")


def newer_version(policies: Policies, *, current: str = __version__) -> str:
    """The version that is announced and newer than `current`; empty where none is.

    Reads files that may lie on a share: not for the window's thread.
    """
    folder = policies.path(Key.UPDATES)
    keys = [key_in_text(each) for each in policies.lines(Key.UPDATE_KEYS)]
    content = _read(folder / FILE) if folder else b""
    signature = _base64(_read(folder / SIGNATURE)) if folder else b""
    if not any(key is not None and is_signed(content, signature, key) for key in keys):
        return ""
    announced = _announced(content)
    return announced if _number(announced) > _number(current) else ""


def _read(file: Path) -> bytes:
    try:
        with file.open("rb") as opened:
            return opened.read(_LARGEST)
    except OSError:
        return b""


def _base64(content: bytes) -> bytes:
    try:
        return b64decode(content.strip(), validate=True)
    except (binascii.Error, ValueError):
        return b""


def _announced(content: bytes) -> str:
    try:
        told = json.loads(content)
    except (ValueError, RecursionError):
        return ""
    version = told.get("version") if isinstance(told, dict) else None
    return version if isinstance(version, str) and _VERSION.fullmatch(version) else ""


def _number(version: str) -> tuple[int, ...]:
    """For comparing; of "0.3.0.dev1" only what stands before the word."""
    found = _VERSION.match(version)
    return tuple(int(part or 0) for part in found.groups()) if found else ()
