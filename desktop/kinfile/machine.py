# SPDX-License-Identifier: Apache-2.0
r"""What IT decided for this computer, as it stands there; kinfile.policy says what it means.

Windows: the values of HKEY_LOCAL_MACHINE\\SOFTWARE\Policies\Kinfile (64-bit view), a list being a
subkey with the values 1, 2, 3 and so on. Elsewhere: one JSON object in policy.json of the
machine's folder (paths.machine). Nothing that a user may write is ever looked at.

It fails closed: what is there and cannot be trusted or read raises PolicyRefused, and no records
are opened then.
"""

import json
import os
import stat
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from kinfile import paths
from kinfile.errors import PolicyRefused

FILE = "policy.json"
REGISTRY = r"SOFTWARE\Policies\Kinfile"
LARGEST = 1024 * 1024
"""Bytes of the file. Twenty certificates take 40,000."""
ROOT = 0


@dataclass(frozen=True, slots=True)
class Decided:
    """What was found, unchecked, by key. `source` is the file or registry key it stands in.

    `is_registry`: there are no yes and no there, but 1 and 0.
    """

    values: Mapping[str, object] = field(default_factory=dict)
    source: str = ""
    is_registry: bool = False


class RegistryKey(Protocol):
    """A key of the registry; tests hand in one of their own."""

    def values(self) -> Iterable[tuple[str, object]]: ...
    def inside(self) -> Iterable[tuple[str, "RegistryKey"]]: ...


def decided() -> Decided:
    """What IT decided here; nothing where IT decided nothing. Raises PolicyRefused."""
    if sys.platform == "win32":
        return from_registry(_open_registry)
    return from_file(paths.machine() / FILE)


def from_file(file: Path, *, owner: int = ROOT) -> Decided:
    """What stands in `file`, which `owner` (a user id) and nobody else may write.

    Raises PolicyRefused (unreadable, not-a-file, owner, writable, too-large, not-json,
    not-an-object).
    """
    try:
        folder = file.parent.lstat()
        if not stat.S_ISREG(file.lstat().st_mode):
            raise PolicyRefused(path=str(file), problem="not-a-file")
        with file.open("rb") as opened:
            # Of the file that is read, not of one that might have taken its place.
            found = os.fstat(opened.fileno())
            content = opened.read(LARGEST + 1)
    except FileNotFoundError:
        return Decided()
    except OSError as error:
        raise PolicyRefused(path=str(file), problem="unreadable") from error
    for place, status in ((file.parent, folder), (file, found)):
        problem = _doubt(status, owner)
        if problem:
            raise PolicyRefused(path=str(place), problem=problem)
    if len(content) > LARGEST:
        raise PolicyRefused(path=str(file), problem="too-large", limit=LARGEST // 1024**2)
    return Decided(_object(content, file), str(file))


def _doubt(found: os.stat_result, owner: int) -> str:
    if found.st_uid != owner:
        return "owner"
    return "writable" if found.st_mode & (stat.S_IWGRP | stat.S_IWOTH) else ""


def _object(content: bytes, file: Path) -> Mapping[str, object]:
    try:
        value = json.loads(content.decode("utf-8-sig"), object_pairs_hook=_once_each)
    except (ValueError, RecursionError) as error:
        line = error.lineno if isinstance(error, json.JSONDecodeError) else 1
        # Not chained: the text of a JSON error quotes the file.
        raise PolicyRefused(path=str(file), problem="not-json", line=line) from None
    if not isinstance(value, dict):
        raise PolicyRefused(path=str(file), problem="not-an-object")
    return value


def _once_each(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """An object in which a key stands once: of two, nobody could say which is in force."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError
    return found


def from_registry(open_key: Callable[[], RegistryKey]) -> Decided:
    """What stands in the registry key that `open_key` opens. Raises PolicyRefused (unreadable)."""
    source = rf"HKLM\{REGISTRY}"
    try:
        key = open_key()
        values: dict[str, object] = dict(key.values())
        for name, inside in key.inside():
            numbered = sorted(inside.values(), key=lambda pair: (len(pair[0]), pair[0]))
            values[name] = [value for _, value in numbered]
    except FileNotFoundError:
        return Decided()
    except OSError as error:
        raise PolicyRefused(path=source, problem="unreadable") from error
    return Decided(values, source, is_registry=True)


if sys.platform == "win32":
    import winreg

    @dataclass(frozen=True, slots=True)
    class _Key:
        """A key below HKEY_LOCAL_MACHINE, in the view of 64-bit programs."""

        path: str

        def values(self) -> Iterable[tuple[str, object]]:
            with self._opened() as key:
                for number in range(winreg.QueryInfoKey(key)[1]):
                    name, value, _ = winreg.EnumValue(key, number)
                    yield name, value

        def inside(self) -> Iterable[tuple[str, RegistryKey]]:
            with self._opened() as key:
                for number in range(winreg.QueryInfoKey(key)[0]):
                    name = winreg.EnumKey(key, number)
                    yield name, _Key(rf"{self.path}\{name}")

        def _opened(self) -> winreg.HKEYType:
            access = winreg.KEY_READ | winreg.KEY_WOW64_64KEY
            return winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, self.path, 0, access)

    def _open_registry() -> RegistryKey:
        return _Key(REGISTRY)
