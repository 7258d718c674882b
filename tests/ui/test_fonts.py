# SPDX-License-Identifier: Apache-2.0
"""The shipped faces are there and have the weights that the looks ask for."""

from PySide6.QtGui import QFontDatabase, QFontInfo, QFontMetrics, QRawFont
from PySide6.QtWidgets import QApplication

from kinfile.ui import fonts
from kinfile.ui.theme import Theme


def test_the_text_face_is_loaded(qapp: QApplication) -> None:
    assert fonts.FAMILIES[0] in QFontDatabase.families()
    assert QFontInfo(Theme().font()).family() == fonts.FAMILIES[0]


def test_semibold_and_bold_are_faces_of_their_own(qapp: QApplication) -> None:
    widths = {
        weight: QFontMetrics(Theme().font(40, weight=weight)).horizontalAdvance("Hamburg")
        for weight in (400, 600, 700)
    }
    assert len(set(widths.values())) == 3


def test_english_and_welsh_need_no_other_face(qapp: QApplication) -> None:
    face = QRawFont.fromFont(Theme().font())
    assert [c for c in "0O1lIŵŷâêîôû–“”’…·£" if not face.supportsCharacter(ord(c))] == []
