# SPDX-License-Identifier: Apache-2.0
"""What is said out loud.

N01 Fixed words only: no announcement has a place for a name or an answer.
N02 Where quiet is wished only failures are said.
"""

from string import Formatter

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from kinfile.i18n import Language
from kinfile.ui.theme import Theme
from kinfile.ui.widgets.announce import FAILURES, POLITE, WORDS, Announcement, announce, set_quiet


def test_every_announcement_has_words_and_none_has_a_place_for_facts() -> None:  # N01
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


@pytest.mark.parametrize("what", Announcement)
def test_a_quiet_window_says_failures_only(
    qtbot: QtBot, theme: Theme, what: Announcement
) -> None:  # N02
    window = QWidget()
    qtbot.addWidget(window)
    page = QWidget(window)
    set_quiet(window, is_quiet=True)
    announce(page, what, Language.load())
    assert page.property("announced") == (what.value if what in FAILURES else None)
    set_quiet(window, is_quiet=False)
    announce(page, what, Language.load())
    assert page.property("announced") == what.value
