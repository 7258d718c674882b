# SPDX-License-Identifier: Apache-2.0
"""What is said out loud: fixed words only."""

from string import Formatter

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from kinfile.i18n import Language
from kinfile.ui.theme import Theme
from kinfile.ui.widgets.announce import POLITE, WORDS, Announcement, announce


def test_every_announcement_has_words_and_none_has_a_place_for_facts() -> None:
    assert set(WORDS) == set(Announcement)
    assert set(Announcement) > POLITE
    for words in WORDS.values():
        assert [name for _, name, _, _ in Formatter().parse(words) if name] == []


@pytest.mark.parametrize("what", Announcement)
def test_it_leaves_its_code_for_tests(qtbot: QtBot, theme: Theme, what: Announcement) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    announce(widget, what, Language.load())
    assert widget.property("announced") == what.value
