# SPDX-License-Identifier: Apache-2.0
"""Commands that a later version brings. They are known, so that they are answered plainly."""

from collections.abc import Mapping, Sequence

_GROUPS = frozenset({"policy"})

_COMMANDS: Mapping[str, frozenset[str]] = {
    "forms": frozenset({"blank"}),
}


def later_command(arguments: Sequence[str]) -> str | None:
    """The command of a later version that `arguments` ask for, or None."""
    words = [word for word in arguments[:3] if not word.startswith("-")][:2]
    if not words:
        return None
    if words[0] in _GROUPS:
        return f"kinfile-cli {words[0]}"
    if len(words) > 1 and words[1] in _COMMANDS.get(words[0], ()):
        return f"kinfile-cli {words[0]} {words[1]}"
    return None
