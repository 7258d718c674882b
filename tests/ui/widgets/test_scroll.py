# SPDX-License-Identifier: Apache-2.0
"""A column that scrolls: lines no longer than the measure, never a bar across."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from kinfile.ui.theme import Theme
from kinfile.ui.widgets.scroll import ScrollColumn
from kinfile.ui.widgets.text import label


@pytest.mark.parametrize(("measure", "width"), [(700, 700), (0, 1344)])
def test_lines_stop_at_the_measure(qtbot: QtBot, theme: Theme, measure: int, width: int) -> None:
    area = ScrollColumn(theme, measure=measure, margins=(10, 0, 10, 0))
    qtbot.addWidget(area)
    for _ in range(100):
        area.column.addWidget(label("words " * 60))
    area.resize(1366, 400)
    with qtbot.waitExposed(area):
        area.show()
    assert abs(area.inner.width() - width) <= 14
    assert area.horizontalScrollBarPolicy() == Qt.ScrollBarPolicy.ScrollBarAlwaysOff
    qtbot.waitUntil(lambda: area.verticalScrollBar().maximum() > 0)
    inside = area.widget()
    assert inside is not None
    assert inside.width() <= area.viewport().width()
