# SPDX-License-Identifier: Apache-2.0
"""The keys whose packs are trusted: those that the installer or IT put into one folder, and
those that IT named among its decisions for this computer.

Nothing else adds trust: no setting of a user, no environment variable, nothing in a pack. It
fails closed: a folder or a file that anybody but an administrator could have written is passed
over, and why is told.

On Windows the rights of a file are not looked at: there the folder's own access list, which the
installer sets, keeps everybody but administrators from writing.
"""

import os
import stat
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from kinfile.forms.packs.keys import fingerprint, public_key

LARGEST_KEY = 16 * 1024
"""Bytes of a key's file. An Ed25519 key has 113."""

ROOT = 0
POLICY = "FormPackTrustKeys"
"""Where the keys stand that IT named."""


@dataclass(frozen=True, slots=True)
class KeyFolder:
    """A folder of public keys (*.pem). `owner` is the user id that has to own it all.

    `named` are public keys (32 bytes each) that IT named beside it.
    """

    path: Path
    owner: int = ROOT
    named: tuple[bytes, ...] = ()


@dataclass(frozen=True, slots=True)
class PassedOver:
    """A file or folder that adds no trust.

    `problem` is owner, writable, not-a-file, not-a-key or unreadable.
    """

    path: Path
    problem: str


@dataclass(frozen=True, slots=True)
class Trust:
    """The trusted keys by fingerprint, each with the name of its file."""

    keys: Mapping[str, str]
    passed_over: tuple[PassedOver, ...] = ()


def trust_of(folder: KeyFolder) -> Trust:
    """The keys in `folder`, and those that IT named; only they where there is no such folder."""
    named = dict.fromkeys(map(fingerprint, folder.named), POLICY)
    found = _in_folder(folder)
    return Trust({**named, **found.keys}, found.passed_over)


def _in_folder(folder: KeyFolder) -> Trust:
    try:
        problem = _doubt(folder.path.lstat(), folder.owner, is_kind=stat.S_ISDIR)
        files = sorted(folder.path.glob("*.pem")) if not problem else []
    except FileNotFoundError:
        return Trust({})
    except OSError:
        problem, files = "unreadable", []
    if problem:
        return Trust({}, (PassedOver(folder.path, problem),))
    keys: dict[str, str] = {}
    passed_over = []
    for file in files:
        found = _key(file, folder.owner)
        if isinstance(found, bytes):
            keys.setdefault(fingerprint(found), file.name)
        else:
            passed_over.append(PassedOver(file, found))
    return Trust(keys, tuple(passed_over))


def _key(file: Path, owner: int) -> bytes | str:
    """The key in a file, or why it adds none."""
    try:
        if not stat.S_ISREG(file.lstat().st_mode):
            return "not-a-file"
        with file.open("rb") as opened:
            # Of the file that is read, not of one that might have taken its place.
            problem = _doubt(os.fstat(opened.fileno()), owner, is_kind=stat.S_ISREG)
            content = opened.read(LARGEST_KEY + 1)
    except OSError:
        return "unreadable"
    if problem:
        return problem
    key = public_key(content) if len(content) <= LARGEST_KEY else None
    return key or "not-a-key"


def _doubt(found: os.stat_result, owner: int, *, is_kind: Callable[[int], bool]) -> str:
    """Why something of this kind, owner and mode may not be trusted; empty where it may."""
    if not is_kind(found.st_mode):
        return "not-a-file"
    if sys.platform == "win32":
        return ""
    if found.st_uid != owner:
        return "owner"
    return "writable" if found.st_mode & (stat.S_IWGRP | stat.S_IWOTH) else ""
