# SPDX-License-Identifier: Apache-2.0
"""The thin bar says in words what it shows."""

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kinfile.ui.theme import Theme
from kinfile.ui.widgets.progress import Progress, draw_bar


def test_it_says_what_it_shows(qtbot: QtBot, theme: Theme) -> None:
    bar = Progress(theme, says="")
    qtbot.addWidget(bar)
    bar.set_share(5, 11, says="5 of 11 completed")
    assert bar.accessibleName() == "5 of 11 completed"
    assert (bar.value(), bar.maximum()) == (5, 11)
    bar.set_share(0, 0, says="Nothing to do")
    assert bar.maximum() == 1


@pytest.mark.parametrize("rtl", [False, True])
def test_it_fills_from_where_a_line_begins(qapp: QApplication, rtl: bool) -> None:
    theme = Theme(language_rtl=rtl)
    image = QImage(100, 8, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    draw_bar(painter, QRectF(0, 0, 100, 8), 0.5, theme)
    painter.end()
    filled = theme.colour("okc")
    begins, ends = (90, 10) if rtl else (10, 90)
    assert image.pixelColor(begins, 4) == filled
    assert image.pixelColor(ends, 4) == theme.colour("line")
