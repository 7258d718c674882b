# SPDX-License-Identifier: Apache-2.0
"""The foot of the list says how many, when the last backup was made, and which version this is."""

from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from helpers.window_fakes import NOW
from kinfile import __version__
from kinfile.i18n import Language
from kinfile.ui.pages.footer import Footer
from kinfile.ui.theme import Theme


def test_it_says_how_many_and_which_version(qtbot: QtBot, theme: Theme) -> None:
    foot = Footer("7 records", theme, Language.load())
    qtbot.addWidget(foot)
    words = [each.text() for each in foot.findChildren(QLabel) if each.text()]
    assert words[0] == "7 records"
    assert __version__ in words[1]


def test_a_backup_can_be_made_from_there(qtbot: QtBot, theme: Theme) -> None:
    foot = Footer("7 records", theme, Language.load())
    qtbot.addWidget(foot)
    foot.show_backup(None, now=NOW)
    words = [each.text() for each in foot.findChildren(QLabel) if each.text()]
    assert "No backup yet" in words
    link = foot.findChild(QPushButton, "records.backup_now")
    assert link is not None
    with qtbot.waitSignal(foot.backup_chosen):
        link.click()
