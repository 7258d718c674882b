# SPDX-License-Identifier: Apache-2.0
"""How much memory this computer has."""

import os

import pytest

from kinfile.vault.hardware import memory_size


def test_a_computer_has_some_memory() -> None:
    assert memory_size() > 256 * 1024**2


@pytest.mark.skipif(os.name == "nt", reason="Windows has another way to ask")
def test_a_system_that_does_not_tell_has_none(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_name: str) -> int:
        raise ValueError

    monkeypatch.setattr("os.sysconf", refuse)
    assert memory_size() == 0
