# SPDX-License-Identifier: Apache-2.0
"""The strip of the example names its passphrase."""

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from kinfile.i18n import Language
from kinfile.ui.door import EXAMPLE_PASSPHRASE
from kinfile.ui.pages.example_strip import ExampleStrip
from kinfile.ui.theme import Theme


def test_it_names_the_passphrase(qtbot: QtBot, theme: Theme) -> None:
    strip = ExampleStrip(theme, Language.load())
    qtbot.addWidget(strip)
    words = strip.findChild(QLabel, "example_strip.words")
    assert words is not None
    assert EXAMPLE_PASSPHRASE in words.text()
    assert "made-up family" in words.text()
