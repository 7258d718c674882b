# SPDX-License-Identifier: Apache-2.0
"""The decisions in force, each with where it comes from: read once at the start, handed down.

Of what IT decided and what a user chose the stricter holds; here stands only IT's part. A value
of the wrong kind, or out of its range, counts as the strictest there is, and says so. A key that
is not known changes nothing, and says so too.
"""

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from kinfile import machine
from kinfile.machine import Decided
from kinfile.policy.table import LONGEST_LINE, MOST_LINES, TABLE, Key, Kind, Policy, Value

_SCHEMA = "$schema"
"""An editor's hint in a JSON file; it decides nothing."""


@dataclass(frozen=True, slots=True)
class Setting:
    """One decision in force. `source` is empty where IT decided nothing.

    `problem` is kind or range where what stands there cannot be used; then the value is the
    strictest.
    """

    policy: Policy
    value: Value
    source: str = ""
    problem: str = ""

    @property
    def is_decided(self) -> bool:
        return bool(self.source)


def _nothing_decided() -> Mapping[Key, Setting]:
    return {key: Setting(policy, policy.default) for key, policy in TABLE.items()}


@dataclass(frozen=True, slots=True)
class Policies:
    """`unknown` are keys that stand there and mean nothing to this version."""

    settings: Mapping[Key, Setting] = field(default_factory=_nothing_decided)
    unknown: tuple[str, ...] = ()

    @classmethod
    def of(cls, decided: Decided) -> "Policies":
        settings = {key: _setting(policy, decided) for key, policy in TABLE.items()}
        unknown = sorted(decided.values.keys() - set(TABLE) - {_SCHEMA})
        return cls(settings, tuple(unknown))

    @property
    def has_problems(self) -> bool:
        return bool(self.unknown) or any(each.problem for each in self.settings.values())

    def is_decided(self, key: Key) -> bool:
        return self.settings[key].is_decided

    def number(self, key: Key) -> int:
        value = self.settings[key].value
        return value if isinstance(value, int) else 0

    def is_on(self, key: Key) -> bool:
        return self.settings[key].value is True

    def line(self, key: Key) -> str:
        value = self.settings[key].value
        return value if isinstance(value, str) else ""

    def lines(self, key: Key) -> tuple[str, ...]:
        value = self.settings[key].value
        return value if isinstance(value, tuple) else ()

    def path(self, key: Key) -> Path | None:
        """Whole; ~ at its beginning is the home folder of the account."""
        value = self.settings[key].value
        return _whole(value) if isinstance(value, str) else None

    def paths(self, key: Key) -> tuple[Path, ...] | None:
        """None where IT decided nothing."""
        value = self.settings[key].value
        return tuple(map(_whole, value)) if isinstance(value, tuple) else None


NO_POLICIES = Policies()
"""Where IT decided nothing."""


def read() -> Policies:
    """What is in force on this computer. Raises PolicyRefused."""
    return Policies.of(machine.decided())


def _setting(policy: Policy, decided: Decided) -> Setting:
    if policy.key not in decided.values:
        return Setting(policy, policy.default)
    found = decided.values[policy.key]
    if decided.is_registry and policy.kind is Kind.FLAG and found in (0, 1):
        found = bool(found)
    value, problem = _checked(policy, found)
    return Setting(policy, policy.strictest if problem else value, decided.source, problem)


def _checked(policy: Policy, found: object) -> tuple[Value, str]:
    """The value, and what is wrong with it: kind, range or nothing."""
    match policy.kind, found:
        case Kind.FLAG, bool():
            return found, ""
        case Kind.NUMBER, int() if not isinstance(found, bool):
            return found, "" if policy.least <= found <= policy.most else "range"
        case (Kind.LINE, str()) if _is_line(found):
            return found.strip(), ""
        case (Kind.PATH, str()) if _is_path(found):
            return found, ""
        case (Kind.LINES | Kind.PATHS, list()) if len(found) <= MOST_LINES:
            is_good = _is_path if policy.kind is Kind.PATHS else _is_line
            return tuple(found), "" if all(map(is_good, found)) else "kind"
    return None, "kind"


def _is_line(found: object) -> bool:
    return isinstance(found, str) and bool(found.strip()) and len(found) <= LONGEST_LINE


def _is_path(found: object) -> bool:
    return (
        isinstance(found, str) and _is_line(found) and "\0" not in found
        and _whole(found).is_absolute()
    )  # fmt: skip


def _whole(text: str) -> Path:
    path = Path(text)
    return _home().joinpath(*path.parts[1:]) if path.parts[:1] == ("~",) else path


def _home() -> Path:
    """The home folder that the system knows of the account: a user cannot name another."""
    if sys.platform == "win32":
        return Path.home()
    import pwd

    return Path(pwd.getpwuid(os.getuid()).pw_dir)
