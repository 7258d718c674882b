# SPDX-License-Identifier: Apache-2.0
"""What commands take from their surroundings.

E01 Without a terminal nobody is asked.
E02 The clock knows its zone.
"""

import io
import sys

import pytest

from kinfile.cli.seams import Seams


def test_without_a_terminal_nobody_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """E01"""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"secret\n")))
    seams = Seams()
    assert seams.ask("Passphrase: ") is None
    assert seams.input().readline() == b"secret\n"


def test_the_clock_knows_its_zone() -> None:
    """E02"""
    assert Seams().clock().tzinfo is not None
