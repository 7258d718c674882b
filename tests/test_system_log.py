# SPDX-License-Identifier: Apache-2.0
"""The log of the computer.

X01 An event that IT asks for has a number of its own, within those the installer registers.
X02 What the log of the program refuses never gets there; other events do not either.
X03 A computer without such a log stops nothing.
"""

import sys

import pytest

from helpers.scripts import script
from kinfile import system_log
from kinfile.log import NUMBERS, Log


def test_every_number_is_registered() -> None:
    """X01"""
    events = script("windows/events")
    assert len(set(NUMBERS.values())) == len(NUMBERS)
    assert all(events.FIRST <= number <= events.LAST for number in NUMBERS.values())
    assert events.SOURCE == system_log.SOURCE


def test_only_codes_get_there() -> None:
    """X02"""
    told: list[tuple[int, str]] = []
    log = Log(system=lambda number, line: told.append((number, line)))
    log.event("unlock-failed", way="passphrase")
    log.event("backup-failed", problem="disk-full")
    with pytest.raises(ValueError, match="may not be logged"):
        log.event("exported", ref="Anna Example")
    assert told == [(1100, "unlock-failed way=passphrase")]


@pytest.mark.skipif(sys.platform == "win32", reason="of syslog")
def test_a_line_is_written(monkeypatch: pytest.MonkeyPatch) -> None:
    """X02, X03"""
    import syslog

    told: list[str] = []
    monkeypatch.setattr(syslog, "syslog", lambda _level, line: told.append(line))
    system_log.tell(1000, "started version=0.3.0")
    assert told == ["1000 started version=0.3.0"]

    def fail(*_given: object) -> None:
        raise OSError

    monkeypatch.setattr(syslog, "syslog", fail)
    system_log.tell(1000, "started")
