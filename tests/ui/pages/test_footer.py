# SPDX-License-Identifier: Apache-2.0
"""The foot of the list says how many, and which version this is."""

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

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
