# SPDX-License-Identifier: Apache-2.0
"""Commands of later versions.

A01 They are recognised by their first words, and nothing else is.
"""

import pytest

from kinfile.cli.later import later_command


@pytest.mark.parametrize(
    ("line", "command"),
    [
        ("policy", "kinfile-cli policy"),
        ("countersign a.pdf", None),
        ("vault create backup", None),
        ("record set x R countersigned", None),
        ("check policy a.json", None),
        ("forms", None),
        ("--help", None),
        ("", None),
    ],
)
def test_later_commands_are_recognised(line: str, command: str | None) -> None:
    """A01"""
    assert later_command(line.split()) == command
