# SPDX-License-Identifier: Apache-2.0
"""Why records do not open, and what to do.

O01 Every failure of opening that is no damage and no wrong passphrase has a title and lines of its
    own, and the folder; the way on is a button.
O02 Damage of the records leads to its own page; a library that does not encrypt is no damage.
O03 What has no words here is told in those of its code.
"""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel

from helpers.program import Program
from kinfile.errors import (
    KinfileError,
    NotAVault,
    NotKept,
    UnsafePlace,
    VaultBusy,
    VaultDamaged,
    VaultTooNew,
)
from kinfile.i18n import Language
from kinfile.ui.pages.not_opened import WORDS, is_damage, words_for

FOLDER = Path("Records.kinvault")
FAILURES = (
    VaultTooNew(made_by="9.1"),
    VaultBusy(path="x"),
    *(NotKept(problem=problem) for problem in ("disk-full", "read-only", "other")),
    *(UnsafePlace(path="x", problem=problem) for problem in ("cloud", "network", "removable")),
    NotAVault(path="x", problem="no-folder"),
)


def lines(program: Program) -> str:
    return " ".join(label.text() for label in program.page.findChildren(QLabel))


@pytest.mark.parametrize("error", FAILURES, ids=str)
def test_each_has_its_words(error: KinfileError) -> None:
    """O01"""
    found = words_for(error, Language.load())
    assert found is not None
    title, told = found
    assert len(told) == 2
    assert all(line.endswith(".") and "{" not in line for line in told)
    assert not is_damage(error)
    assert title


def test_no_words_are_left_over() -> None:
    """O01"""
    found = {words_for(error, Language.load()) is not None for error in FAILURES}
    assert found == {True}
    assert len(WORDS) == len(FAILURES)


def test_the_way_on(program: Program) -> None:
    """O01"""
    program.begin()
    program.app.routes.show_not_opened(FOLDER, NotKept(problem="read-only"))
    program.shows("notice")
    assert str(FOLDER) in lines(program)
    program.press("notice.again")
    program.shows("unlock")
    program.app.routes.show_not_opened(FOLDER, NotAVault(path="x", problem="no-folder"))
    program.press("notice.restore")
    program.shows("choose_backup")


@pytest.mark.parametrize("problem", ["database", "key-file", "no-database", "pages"])
def test_damage_has_a_page_of_its_own(problem: str) -> None:
    """O02"""
    assert is_damage(VaultDamaged(problem=problem))
    assert is_damage(NotAVault(path="x", problem="no-key-file"))
    assert not is_damage(VaultDamaged(problem="not-encrypting"))
    assert not is_damage(NotAVault(path="x", problem="name"))


def test_the_rest_is_told_by_its_code(program: Program) -> None:
    """O03"""
    program.begin()
    program.app.routes.show_not_opened(FOLDER, NotAVault(path="x", problem="name"))
    program.shows("notice")
    assert "does not end in .kinvault" in lines(program)
    program.press("notice.back")
    program.shows("unlock")
