# SPDX-License-Identifier: Apache-2.0
"""Plain steps, where the records are, the way to the recovery code.

U01 Every step is said, and every folder.
U02 Where IT holds the code too, the Recovery ID is shown, and spelled for a screen reader; where
    it does not, nobody is sent to ask for it.
U03 It leads to the code and back to unlocking.
"""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from helpers.program import Program
from kinfile.i18n import Language
from kinfile.ui.pages.cannot_unlock import (
    CODE,
    HELD_BY_IT,
    KEEPING,
    NOT_HELD_BY_IT,
    TYPING,
    CannotUnlockPage,
)
from kinfile.ui.theme import Theme

FOLDER = Path("/home/jo/Records.kinvault")


def words_of(page: CannotUnlockPage) -> str:
    return " ".join(each.text() for each in page.findChildren(QLabel))


@pytest.mark.parametrize("ids", [{}, {FOLDER: "9f00aa11"}])
def test_it_says_every_step_and_the_folder(
    qtbot: QtBot, theme: Theme, ids: dict[Path, str]
) -> None:  # U01, U02
    page = CannotUnlockPage([FOLDER], ids, theme, Language.load())
    qtbot.addWidget(page)
    words = words_of(page)
    asked = HELD_BY_IT if ids else NOT_HELD_BY_IT
    for what, how in (TYPING, CODE, asked, KEEPING):
        assert what in words
        assert how in words
    assert str(FOLDER) in words
    assert ("Recovery ID" in words) is bool(ids)


def test_the_recovery_id_is_shown_and_spelled(qtbot: QtBot, theme: Theme) -> None:  # U02
    other = Path("/home/jo/Other.kinvault")
    page = CannotUnlockPage([other, FOLDER], {FOLDER: "9f00aa11"}, theme, Language.load())
    qtbot.addWidget(page)
    (shown,) = page.findChildren(QLabel, "cannot_unlock.id")
    assert shown.text() == "Recovery ID: 9f00aa11"
    assert shown.accessibleName() == "Recovery ID: 9 f 0 0 a a 1 1"


def test_it_leads_to_the_code_and_back(program: Program) -> None:  # U03
    program.begin()
    program.press("unlock.cannot")
    program.shows("cannot_unlock")
    program.press("cannot_unlock.code")
    program.shows("recover")
    program.press("recover.back")
    program.shows("cannot_unlock")
    program.press("cannot_unlock.back")
    program.shows("unlock")
