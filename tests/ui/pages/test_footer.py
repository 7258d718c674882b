# SPDX-License-Identifier: Apache-2.0
"""The foot of the list."""

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from kinfile.i18n import Language
from kinfile.ui.pages.footer import Footer
from kinfile.ui.theme import Theme


def test_its_words_can_change(qtbot: QtBot, theme: Theme) -> None:
    foot = Footer("7 records", theme, Language.load())
    qtbot.addWidget(foot)
    foot.set_words("8 records")
    words = foot.findChild(QLabel, "records.count")
    assert words is not None
    assert words.accessibleName() == "8 records"
