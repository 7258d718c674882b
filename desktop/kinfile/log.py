# SPDX-License-Identifier: Apache-2.0
"""A log that cannot hold an answer.

An event is a code with facts: numbers, yes or no, and short code-like words such as a record's
reference. A value with a space, an accent or a line break is refused by its form, so that a
sentence or a full name cannot slip in. One event is one line of JSON:

    {"at": "2026-11-22T14:05:09Z", "event": "vault-opened", "records": 3}

The log is a value handed to whoever has something to tell. `Log()` tells nobody.
"""

import json
import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

Fact = int | bool | str

_EVENT = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_WORD = re.compile(r"[A-Za-z0-9._:-]{1,64}")
_RESERVED = frozenset({"at", "event"})
_LARGEST = 1_000_000
"""Bytes of one file; then it becomes `NAME.1` and a new one starts. About 10,000 events."""


def _now() -> datetime:
    return datetime.now(UTC)


NUMBERS: Mapping[str, int] = {
    "started": 1000,
    "policy-refused": 1001,
    "policy-problem": 1002,
    "unlock-failed": 1100,
    "exported": 1200,
    "recovery-used": 1300,
}
"""Event -> its number in the computer's own log. A number is never given to another event."""


@dataclass(frozen=True, slots=True)
class Log:
    """Writes events to `file`, or nowhere when there is none.

    `system` gets those that IT asks for too, by number: see NUMBERS.

    `clock` gives the time of an event. Logging never stops the program: an event that cannot
    be written (full disk, read-only folder) is dropped.
    """

    file: Path | None = None
    clock: Callable[[], datetime] = _now
    system: Callable[[int, str], None] | None = None

    def event(self, code: str, **facts: Fact) -> None:
        """Write that `code` happened (lower case with hyphens), with its `facts`.

        Raises ValueError for anything that could be text about a person, whether or not the
        log is written anywhere; the message names the fact, never its value.
        """
        if not _EVENT.fullmatch(code):
            raise ValueError("an event is a code in lower case with hyphens")
        for name, fact in facts.items():
            if name in _RESERVED or not _is_allowed(fact):
                raise ValueError(f"the fact {name!r} of {code!r} may not be logged")
        if self.file is not None:
            _append(self.file, _line(self.clock(), code, facts))
        if self.system is not None and code in NUMBERS:
            told = (f"{name}={fact}" for name, fact in facts.items())
            self.system(NUMBERS[code], " ".join((code, *told)))


NO_LOG = Log()
"""Tells nobody."""


def _is_allowed(fact: object) -> bool:
    if isinstance(fact, str):
        # StrEnum members are str: what is checked is what json would write.
        return _WORD.fullmatch(str(fact)) is not None
    return isinstance(fact, int)


def _line(at: datetime, code: str, facts: Mapping[str, Fact]) -> bytes:
    moment = at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return json.dumps({"at": moment, "event": code, **facts}).encode("ascii") + b"\n"


def _append(file: Path, line: bytes) -> None:
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if file.exists() and file.stat().st_size + len(line) > _LARGEST:
            file.replace(file.with_name(file.name + ".1"))
        # One write of a whole line, so two programs cannot mix theirs.
        handle = os.open(file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            os.write(handle, line)
        finally:
            os.close(handle)
    except OSError:
        return
