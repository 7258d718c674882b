# SPDX-License-Identifier: Apache-2.0
"""Words that the worker keeps.

K10 A kept word is there when the vault is opened again, once, whatever is kept besides.
K11 It stands in no file outside the encrypted vault, and can be forgotten.
K12 Beyond the most there may be, the oldest goes.
"""

import pytest

from kinfile.app import own_words
from kinfile.app.workspace import Workspace


def test_words_are_kept_and_forgotten(workspace: Workspace) -> None:
    """K10, K11"""
    assert workspace.own_words() == ()
    workspace.keep_word("Gwenllian")
    workspace.keep_word("Brynog")
    assert workspace.keep_word("Gwenllian") == ("Brynog", "Gwenllian")
    assert workspace.own_words() == ("Brynog", "Gwenllian")
    for file in workspace.folder.rglob("*"):
        assert file.is_dir() or b"Gwenllian" not in file.read_bytes()
    assert workspace.forget_word("Brynog") == ("Gwenllian",)
    assert workspace.integrity() == ()


def test_there_is_a_most(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """K12"""
    monkeypatch.setattr(own_words, "MOST", 2)
    for word in ("one", "two", "three"):
        workspace.keep_word(word)
    assert workspace.own_words() == ("two", "three")
