# SPDX-License-Identifier: Apache-2.0
"""Plain steps, and where the records are."""

from pathlib import Path

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from kinfile.i18n import Language
from kinfile.ui.pages.cannot_unlock import STEPS, CannotUnlockPage
from kinfile.ui.theme import Theme


def test_it_says_every_step_and_the_folder(qtbot: QtBot, theme: Theme) -> None:
    page = CannotUnlockPage([Path("/home/jo/Records.kinvault")], theme, Language.load())
    qtbot.addWidget(page)
    words = " ".join(each.text() for each in page.findChildren(QLabel))
    assert all(what in words and how in words for what, how in STEPS)
    assert "/home/jo/Records.kinvault" in words
    with qtbot.waitSignal(page.went_back):
        page.back.click()
