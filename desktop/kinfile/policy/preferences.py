# SPDX-License-Identifier: Apache-2.0
"""What the person at this computer chose about the window; never anything about a record.

One small JSON file in the settings folder. Only the keys of `Preferences` are ever written,
and what cannot be understood is passed over: a spoilt file costs a text size, not a start.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from kinfile.durable import replace_whole

COLOURS = ("system", "light", "dark", "contrast")
SMALLEST_TEXT = 1.0
LARGEST_TEXT = 2.0
_LONGEST = 4_096
"""Characters of one value; a path is the longest that makes sense."""


@dataclass(frozen=True, slots=True)
class Preferences:
    """`text_size` 0 follows the system; `language` and `vault` empty mean the usual ones.

    `form_language` is that of the questions (empty: the window's), `document_language` that of
    documents, for whoever receives them (empty: English).
    `vault` is the folder that was opened last, offered first when there are several.
    `may_be_captured` is whether screenshots and shared screens may show the window (Windows).
    `is_quiet` is whether a screen reader is told of failures only.
    `checks_spelling` is whether misspelt words are marked.
    """

    text_size: float = 0.0
    colours: str = "system"
    language: str = ""
    form_language: str = ""
    document_language: str = ""
    vault: str = ""
    may_be_captured: bool = False
    is_quiet: bool = False
    checks_spelling: bool = True


def read(file: Path) -> Preferences:
    """What `file` says, and the defaults for everything it does not say or says wrongly."""
    try:
        told = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return Preferences()
    return _checked(told) if isinstance(told, dict) else Preferences()


def write(file: Path, preferences: Preferences) -> bool:
    """Put them in `file`, whole or not at all. False when that was not possible.

    A preference that cannot be kept is no reason to stop anybody's work.
    """
    text = json.dumps(asdict(preferences), ensure_ascii=False, indent=1)
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        replace_whole(file, text.encode(), prefix=".preferences-")
    except OSError:
        return False
    return True


def _checked(told: Mapping[str, object]) -> Preferences:
    colours = _text(told.get("colours"))
    return Preferences(
        text_size=_size(told.get("text_size")),
        colours=colours if colours in COLOURS else "system",
        language=_text(told.get("language")),
        form_language=_text(told.get("form_language")),
        document_language=_text(told.get("document_language")),
        vault=_text(told.get("vault")),
        may_be_captured=told.get("may_be_captured") is True,
        is_quiet=told.get("is_quiet") is True,
        checks_spelling=told.get("checks_spelling") is not False,
    )


def _size(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return 0.0
    return float(value) if SMALLEST_TEXT <= value <= LARGEST_TEXT else 0.0


def _text(value: object) -> str:
    return value if isinstance(value, str) and len(value) <= _LONGEST else ""
