# SPDX-License-Identifier: Apache-2.0
"""Commands that a later version brings. They are known, so that they are answered plainly."""

from collections.abc import Sequence

_GROUPS = frozenset({"policy"})


def later_command(arguments: Sequence[str]) -> str | None:
    """The command of a later version that `arguments` ask for, or None."""
    words = [word for word in arguments[:3] if not word.startswith("-")]
    return f"kinfile-cli {words[0]}" if words and words[0] in _GROUPS else None
