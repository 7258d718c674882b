# SPDX-License-Identifier: Apache-2.0
"""How a text is written into YAML: plain where it can be, in double quotes where not.

A long text goes on in the next lines, indented. Whatever the text, reading gives it back exactly.
"""

import re

WIDTH = 100
"""Columns of a line in forms/, line end left out."""

_BREAK = re.compile(r"(?<=[^ ]) (?=[^ ])")
"""A single space, in whose place a line may end."""

_OPENING = frozenset("(“‘£")
_ENDS_PLAIN = re.compile(r": | #|:$| $|  ")
_ENDS_PLAIN_IN_BRACKETS = re.compile(r"[,\[\]{}:#]")


def written(text: str, *, column: int, indent: int, in_brackets: bool = False) -> str:
    """`text` as a scalar that begins at `column` (from 0) and goes on at `indent`.

    Within brackets it stays on one line: what is written so is short.
    """
    said = text if is_plain(text, in_brackets=in_brackets) else _quoted(text)
    return said if in_brackets else _wrapped(said, column, indent)


def is_plain(text: str, *, in_brackets: bool = False) -> bool:
    """Whether a text means itself without quotes."""
    if not text or not text.isprintable() or _ENDS_PLAIN.search(text):
        return False
    if in_brackets and _ENDS_PLAIN_IN_BRACKETS.search(text):
        return False
    return text[0].isalnum() or text[0] in _OPENING


def _quoted(text: str) -> str:
    return f'"{"".join(map(_escaped, text))}"'


def _escaped(character: str) -> str:
    if character in '"\\':
        return f"\\{character}"
    if character.isprintable():
        return character
    point = ord(character)
    return f"\\u{point:04X}" if point < 0x10000 else f"\\U{point:08X}"


def _wrapped(said: str, column: int, indent: int) -> str:
    lines: list[str] = []
    room = WIDTH - column
    line = ""
    for piece in _BREAK.split(said):
        if line and len(line) + 1 + len(piece) > room:
            lines.append(line)
            line, room = piece, WIDTH - indent
        else:
            line = f"{line} {piece}" if line else piece
    lines.append(line)
    return f"\n{' ' * indent}".join(lines)
