# SPDX-License-Identifier: Apache-2.0
"""A card holds what belongs together, with or without a heading."""

from pytestqt.qtbot import QtBot

from kinfile.ui.theme import Theme
from kinfile.ui.widgets.card import Card
from kinfile.ui.widgets.text import label


def test_a_title_is_a_heading_of_level_two(qtbot: QtBot, theme: Theme) -> None:
    card = Card(theme, title="Keys", name="x")
    qtbot.addWidget(card)
    assert card.heading is not None
    assert (card.heading.level, card.heading.text()) == (2, "Keys")
    assert card.property("look") == "card"


def test_without_a_title_there_is_none(qtbot: QtBot, theme: Theme) -> None:
    card = Card(theme)
    card.column.addWidget(label("words"))
    qtbot.addWidget(card)
    assert card.heading is None
    assert card.column.count() == 1
