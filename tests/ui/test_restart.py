# SPDX-License-Identifier: Apache-2.0
"""A fresh Kinfile after Lock.

Z01 It is this very program, with the arguments given, whatever is in a folder's name.
Z02 On Windows another process is started, and this one ends at once.
Z03 Nothing of the records is in the memory of the fresh one, its arguments or its open files:
    not what was typed, not the passphrase, not a key; and no other process is left over.
"""

import sys

import pytest
from PySide6.QtCore import QProcess

from kinfile.ui.restart import replace_process


def test_it_is_this_program_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """Z01"""
    told: list[tuple[str, list[str]]] = []
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr("os.execv", lambda path, words: told.append((path, words)))
    replace_process(["--vault", "/a b/Records.kinvault"])
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "stdout", None)
    replace_process([])
    assert told == [
        (
            sys.executable,
            [sys.executable, "-m", "kinfile", "--vault", "/a b/Records.kinvault"],
        ),
        (sys.executable, [sys.executable]),
    ]


def test_windows_starts_another_and_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    """Z02"""
    told: list[object] = []
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(QProcess, "startDetached", lambda path, words: told.append((path, words)))
    monkeypatch.setattr("os._exit", told.append)
    replace_process(["--vault", "C:/a b/Records.kinvault"])
    assert told == [
        (sys.executable, ["-m", "kinfile", "--vault", "C:/a b/Records.kinvault"]),
        0,
    ]
