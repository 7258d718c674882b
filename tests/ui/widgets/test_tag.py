# SPDX-License-Identifier: Apache-2.0
"""Status tags: a word for every status, never the colour alone."""

from pytestqt.qtbot import QtBot

from kinfile.app.draft import RecordStatus
from kinfile.ui.theme import Theme
from kinfile.ui.widgets.tag import STATUS, Tag


def test_every_status_has_a_word_of_its_own() -> None:
    assert set(STATUS) == set(RecordStatus)
    words = [words for _, words in STATUS.values()]
    assert len(set(words)) == len(words)


def test_a_tag_says_its_word(qtbot: QtBot, theme: Theme) -> None:
    tag = Tag("In progress", kind="Blue")
    qtbot.addWidget(tag)
    assert tag.accessibleName() == tag.text() == "In progress"
    assert tag.property("look") == "tagBlue"
