# SPDX-License-Identifier: Apache-2.0
"""The pages before records are open offer text size, colours and help."""

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from kinfile.i18n import Language
from kinfile.ui.pages.door_step import DoorStepPage
from kinfile.ui.theme import Theme


@pytest.mark.parametrize("compact", [False, True])
def test_its_foot_tells(qtbot: QtBot, theme: Theme, compact: bool) -> None:
    page = DoorStepPage(Theme(is_compact=compact), Language.load(), name="x")
    page.add_brand("words")
    page.add_promise()
    qtbot.addWidget(page)
    for name, signal in (
        ("x.sizes", page.sizes_chosen),
        ("x.colours", page.colours_chosen),
        ("x.help", page.help_chosen),
    ):
        link = page.findChild(QPushButton, name)
        assert link is not None
        with qtbot.waitSignal(signal):
            link.click()
    assert page.regions() == (page.card, page.foot)


def test_the_card_takes_its_width_where_there_is_room(qtbot: QtBot, theme: Theme) -> None:
    page = DoorStepPage(theme, Language.load(), name="x", wide=480)
    page.add_brand("words")
    qtbot.addWidget(page)
    page.resize(1366, 700)
    with qtbot.waitExposed(page):
        page.show()
    qtbot.waitUntil(lambda: page.card.width() == 480)
    page.resize(420, 700)
    qtbot.waitUntil(lambda: page.card.width() < 420)
