# SPDX-License-Identifier: Apache-2.0
"""A banner: one thing said, its actions beside or, with little room, below it."""

import pytest
from pytestqt.qtbot import QtBot

from kinfile.ui.theme import Theme
from kinfile.ui.widgets.banner import Banner
from kinfile.ui.widgets.buttons import LinkButton


@pytest.mark.parametrize("kind", ["warn", "info", "ok"])
def test_it_says_its_words(qtbot: QtBot, theme: Theme, kind: str) -> None:
    banner = Banner("Speak to your lead", "From 2 answers.", theme, kind=kind)
    qtbot.addWidget(banner)
    assert banner.accessibleName() == "Speak to your lead"
    assert banner.accessibleDescription() == "From 2 answers."
    banner.set_words("Another", "")
    assert banner.title.text() == "Another"
    assert banner.text.isHidden()


@pytest.mark.parametrize("compact", [False, True])
def test_its_actions_find_a_place(qtbot: QtBot, theme: Theme, compact: bool) -> None:
    look = Theme(is_compact=compact)
    link = LinkButton("See why", look)
    banner = Banner("Speak to your lead", "From 2 answers.", look, kind="warn", actions=[link])
    qtbot.addWidget(banner)
    banner.resize(700, banner.sizeHint().height())
    with qtbot.waitExposed(banner):
        banner.show()
    below = link.mapTo(banner, link.rect().topLeft()).y() > banner.text.geometry().top()
    assert below is compact
