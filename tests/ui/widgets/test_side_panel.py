# SPDX-License-Identifier: Apache-2.0
"""What opens beside a page: named after its title, closed by its button and by Esc."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kinfile.i18n import Language
from kinfile.ui.theme import Theme
from kinfile.ui.widgets.side_panel import SidePanel


def test_it_is_named_hidden_and_closed_both_ways(qtbot: QtBot, theme: Theme) -> None:
    panel = SidePanel(theme, Language("en"), name="beside", title="Earlier answers")
    qtbot.addWidget(panel)
    assert panel.isHidden()
    assert panel.accessibleName() == "Earlier answers"
    assert panel.close_button.accessibleName() == "Close: Earlier answers"
    with qtbot.waitSignal(panel.closed):
        panel.close_button.click()
    with qtbot.waitSignal(panel.closed):
        QTest.keyClick(panel, Qt.Key.Key_Escape)
    with qtbot.assertNotEmitted(panel.closed):
        QTest.keyClick(panel, Qt.Key.Key_A)
