# SPDX-License-Identifier: Apache-2.0
"""A heading is a heading to a screen reader, and says its words."""

import pytest
from PySide6.QtGui import QAccessible
from pytestqt.qtbot import QtBot

from kinfile.ui.theme import Theme
from kinfile.ui.widgets.heading import Heading


@pytest.mark.parametrize("level", [1, 2])
def test_it_has_the_role_and_the_words(qtbot: QtBot, theme: Theme, level: int) -> None:
    heading = Heading("Your records", theme, level=level)
    qtbot.addWidget(heading)
    told = QAccessible.queryAccessibleInterface(heading)
    assert told.role() == QAccessible.Role.Heading
    assert told.text(QAccessible.Text.Name) == "Your records"
    heading.set_text("Other words")
    assert heading.accessibleName() == "Other words"


def test_its_size_follows_the_level(qtbot: QtBot, theme: Theme) -> None:
    sizes = []
    for level in (1, 2):
        heading = Heading("Words", theme, level=level)
        qtbot.addWidget(heading)
        heading.ensurePolished()
        sizes.append(heading.font().pixelSize())
    assert sizes == [26, 19]
